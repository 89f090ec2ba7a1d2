-- Errors are PostgreSQL's: what was expected is in DETAIL, how it is written in HINT.
CREATE FUNCTION refused(statement text) RETURNS TABLE (state text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN NEXT;
END $$;
\x on
SELECT * FROM refused($$SELECT 'hello'::schedule$$);
SELECT * FROM refused($$SELECT ''::schedule$$);
SELECT * FROM refused($$SELECT '{"scheduled_type":"WEEK","week_list":"8","time_zone":"Europe/Berln"}'::schedule$$);
SELECT * FROM refused($$SELECT '{"cron":"0 9 * * 1","dialect":"unix","time_zone":"UTC","color":"red"}'::schedule$$);
SELECT * FROM refused($$SELECT nextfire_from_cron('61 2 * * *', 'unix', 'Europe/Berln')$$);
SELECT * FROM refused($$SELECT nextfire_from_cron('0 9 * * *', 'Unixx', 'UTC')$$);
SELECT * FROM refused($$SELECT nextfire_from_fields('DAY', day_interval => '3', scheduled_time => '09:00:00', time_zone => 'UTC')$$);
SELECT * FROM refused($$SELECT nextfire_from_fields('DAY', day_interval => '3', scheduled_time => '09:00:00', time_zone => 'UTC', anchor_date => 'infinity')$$);
SELECT * FROM refused($$SELECT nextfire_from_fields(NULL)$$);
SELECT * FROM refused($$SELECT nextfire_cron('0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05')$$);
SELECT * FROM refused($$SELECT nextfire_cron('0 30 9 LW * ?; zone=UTC', 'unix')$$);
SELECT * FROM refused($$SELECT nextfire_cron('0 30 9 * * ?; zone=UTC', 'cron')$$);
SELECT * FROM refused($$SELECT nextfire_describe('0 30 9 * * ?; zone=UTC', 'de')$$);
SELECT * FROM refused($$SELECT nextfire_upcoming('0 30 9 * * ?; zone=UTC', now(), -1)$$);
SELECT state, length(message), octet_length(detail) < 4096 AS detail_is_cut FROM refused(format('SELECT %L::schedule', repeat('ü', 70000)));
\x off

-- What is stored and damaged is told as such, by whoever reads it.  (Nothing but this cast could make such a value.)
CREATE CAST (bytea AS schedule) WITHOUT FUNCTION;
\x on
SELECT message, hint ~ '^The module''s zone data are those of 20' AS has_hint FROM refused($$SELECT nextfire_next('\x01'::bytea::schedule, now())$$);
\x off
SELECT state, detail, count(*) FROM (VALUES ('\x'), ('\x01'), ('\x020041000300555443907e000002'), ('\x010041000300555444907e000002'),
    ('\x010041000300555443907e000000'), ('\x010041000300555443907e00000200'), ('\x' || repeat('ff', 200))) AS damaged (bytes),
  (VALUES ('nextfire_next(%s, now())'), ('nextfire_prev(%s, now())'), ('nextfire_contains(%s, now())'), ('nextfire_count(%s, ''(,)'')'),
          ('nextfire_count(%s, ''empty'')'), ('nextfire_upcoming(%s, now(), 1)'), ('nextfire_cron(%s)'), ('nextfire_describe(%s)'),
          ('%s::text')) AS question (form),
  LATERAL refused('SELECT ' || format(form, quote_literal(bytes) || '::bytea::schedule'))
GROUP BY state, detail ORDER BY detail COLLATE "C";
DROP CAST (bytea AS schedule);
