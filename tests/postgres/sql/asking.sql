-- Asking: the answers are those of the contract, clauses 3 and 4; here is what PostgreSQL's instants add.
SET timezone = 'UTC';
CREATE TABLE nightly (s schedule);
INSERT INTO nightly VALUES ('{"cron":"30 2 * * *","dialect":"unix","time_zone":"Europe/Berlin"}');

--          01:00   02:00   03:00   04:00        Berlin, daily 02:30, 29 March 2026
--     ───────┼───────┤ ░gap░ ├───────┼──►       02:30 never exists: fires at the jump,
--                            ▲                  2026-03-29T01:00:00Z, 03:00 on the wall
SELECT nextfire_next(s, '2026-03-29 00:00:00Z'), nextfire_prev(s, '2026-03-29 01:00:00Z'), nextfire_contains(s, '2026-03-29 01:00:00Z') FROM nightly;

--          01:00   02:00   03:00                25 October 2026
--     ───────┼───────┼───▲───┤                  02:30 exists twice: fires the first time,
--                    ├───────┼───────┼──►       2026-10-25T00:30:00Z
SELECT nextfire_next(s, '2026-10-25 00:00:00Z'), nextfire_next(s, '2026-10-25 00:30:00Z'), nextfire_contains(s, '2026-10-25 01:30:00Z') FROM nightly;

-- Microseconds: 09:00:00.5 is after 09:00:00 and no occurrence.  Before 2000, PostgreSQL's numbers are negative.
SELECT at, nextfire_next('* * * * * ?; zone=UTC', at), nextfire_prev('* * * * * ?; zone=UTC', at), nextfire_contains('* * * * * ?; zone=UTC', at)
FROM (VALUES ('2026-01-01 00:00:00.000001Z'::timestamptz), ('2026-01-01 00:00:00.999999Z'), ('2026-01-01 00:00:01Z'),
             ('1999-12-31 23:59:59.999999Z'), ('1999-12-31 23:59:59Z'), ('1999-12-31 23:59:58.000001Z')) AS asked (at);

-- Occurrences lie in 1970 to 9999.  -infinity is before the first, infinity after the last, and so are years beyond.
SELECT at, nextfire_next('* * * * * ?; zone=UTC', at), nextfire_prev('* * * * * ?; zone=UTC', at), nextfire_contains('* * * * * ?; zone=UTC', at)
FROM (VALUES ('-infinity'::timestamptz), ('4713-01-01 00:00:00Z BC'), ('0044-03-15 12:00:00.5Z BC'), ('1969-12-31 23:59:59.5Z'),
             ('1970-01-01 00:00:00Z'), ('9999-12-31 23:59:59Z'), ('9999-12-31 23:59:59.000001Z'), ('294276-12-31 23:59:59Z'), ('infinity')) AS asked (at);
SELECT nextfire_next(s, NULL) IS NULL AS next, nextfire_prev(NULL, now()) IS NULL AS prev FROM nightly;

-- Counting: bounds that are in and bounds that are not, none at all, and parts of a second.
SELECT during, nextfire_count('0 0 9 * * ?; zone=UTC', during)
FROM (VALUES ('[2026-01-01 09:00:00Z,2026-01-02 09:00:00Z)'::tstzrange), ('(2026-01-01 09:00:00Z,2026-01-02 09:00:00Z]'),
             ('[2026-01-01 09:00:00Z,2026-01-02 09:00:00Z]'), ('(2026-01-01 09:00:00Z,2026-01-02 09:00:00Z)'),
             ('(2026-01-01 08:59:59.999999Z,2026-01-01 09:00:00.000001Z)'), ('[2026-01-01 09:00:00.000001Z,2026-01-02 09:00:00Z)'),
             ('empty'), ('(,)'), ('(,2000-01-01 00:00:00Z)'), ('[9999-12-31 00:00:00Z,)'), ('[-infinity,1970-01-02 00:00:00Z)'),
             ('[0044-03-15 00:00:00Z BC,1970-01-02 00:00:00Z]'), ('[9999-12-31 09:00:00Z,infinity]'), ('[20000-01-01 00:00:00Z,30000-01-01 00:00:00Z)')) AS asked (during);
SELECT nextfire_count('* * * * * ?; zone=Europe/Berlin; overlap=both', '[2026-01-01 00:00:00Z,2027-01-01 00:00:00Z)') AS seconds_of_a_year;
SELECT nextfire_count(s, tstzrange('2026-01-01', '2027-01-01')) FROM nightly;

-- Upcoming: as many as there are, in order; in the list of a SELECT as well.
SELECT * FROM nextfire_upcoming('0 30 2 * * ?; zone=Europe/Berlin', '2026-03-28 00:00:00Z', 3);
SELECT count(*), max(at) FROM nextfire_upcoming('0 0 9 * * ?; zone=UTC; until=2026-01-03T09:00:00Z', '2026-01-01 00:00:00Z', 100) AS at;
SELECT count(*) FROM nextfire_upcoming('0 0 9 * * ?; zone=UTC', '2026-01-01', 0);
SELECT nextfire_upcoming(s, '2026-10-24 00:00:00.5Z', 2) FROM nightly;
SELECT count(*) FROM nextfire_upcoming(NULL, '2026-01-01', 3);
SELECT at FROM nextfire_upcoming('* * * * * ?; zone=UTC', '2026-01-01 00:00:00Z', 2000000000) AS at LIMIT 0;

-- Schedules without an occurrence: expired, and such as no clock reaches.  They are values, and fire never.
SELECT nextfire_next('0 0 9 * * ?; zone=UTC; until=1970-01-01T00:00:00Z', '-infinity') IS NULL AS expired;
SELECT s, nextfire_next(s, '-infinity'), nextfire_prev(s, 'infinity'), nextfire_contains(s, '2026-03-29 01:00Z'), nextfire_count(s, '(,)'),
       (SELECT count(*) FROM nextfire_upcoming(s, '-infinity', 3))
FROM (VALUES ('{"scheduled_type":"FIXED_TIME","scheduled_date":"2026-03-29","scheduled_time":"02:30:00","time_zone":"Europe/Berlin","gap":"skip"}'::schedule)) AS never (s);

-- One call site, many schedules, in turn and again: what is kept is never the answer to another.
SELECT string_agg(to_char(nextfire_next(s, '2026-03-28 12:00:00Z'), 'DD HH24:MI'), ', ' ORDER BY i)
FROM generate_series(0, 7) i, LATERAL (SELECT ARRAY['0 30 2 * * ?; zone=Europe/Berlin', '0 30 2 * * ?; zone=Asia/Tokyo', '0 30 3 * * ?; zone=Europe/Berlin']::schedule[]) a (all_of),
     LATERAL (SELECT all_of[1 + i % 3]) one (s);

-- Prepared, with a generic plan, and pushed into a predicate.
SET plan_cache_mode = force_generic_plan;
PREPARE next_of (schedule, timestamptz) AS SELECT nextfire_next($1, $2);
EXECUTE next_of ('0 30 2 * * ?; zone=Europe/Berlin', '2026-03-29 00:00:00Z');
EXECUTE next_of ('0 30 2 * * ?; zone=Asia/Tokyo', '2026-03-29 00:00:00Z');
EXECUTE next_of ('0 30 2 * * ?; zone=Europe/Berlin', '2026-03-29 00:00:00Z');
RESET plan_cache_mode;

-- Long answers can be cancelled: 2 * 10^11 seconds counted one by one, as many rows.
SET statement_timeout = '300ms';
SELECT nextfire_count('* * * * * ?; zone=Europe/Berlin; elapsed=never; overlap=second', '(,)');
SELECT count(*) FROM nextfire_upcoming('* * * * * ?; zone=UTC', '-infinity', 2000000000);
RESET statement_timeout;
-- An error leaves nothing behind at the call site.
CREATE FUNCTION asked_in_turn(OUT answers text[]) LANGUAGE plpgsql AS $$
DECLARE given text;
BEGIN
    FOREACH given IN ARRAY ARRAY['0 30 2 * * ?; zone=Europe/Berlin', 'hello', '0 30 2 * * ?; zone=Asia/Tokyo', '', '0 30 2 * * ?; zone=Europe/Berlin'] LOOP
        BEGIN
            answers := answers || to_char(nextfire_next(given::schedule, '2026-03-28 12:00:00Z'), 'DD HH24:MI');
        EXCEPTION WHEN invalid_text_representation THEN
            answers := answers || SQLSTATE::text;
        END;
    END LOOP;
END $$;
SELECT asked_in_turn();
