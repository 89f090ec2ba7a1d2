-- The type: text in, one canonical form out, which reads back to the equal value.
CREATE EXTENSION nextfire;
SELECT '{"scheduled_type":"week","week_list":"3,2","scheduled_time":"09:00:00","time_zone":"asia/tokyo"}'::schedule;
SELECT '{"cron":"0 9 * * 1-5","dialect":"unix","time_zone":"Europe/Berlin"}'::schedule;
SELECT '  0 0/30 8-17 ? * MON-FRI; zone=Europe/Berlin; until=2026-12-31T22:59:59Z'::schedule;
SELECT '@every 1h30m; zone=UTC; anchor=1970-01-01T00:00:00Z'::schedule;
SELECT '0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05'::schedule;
SELECT s::text::schedule = s AS reads_back, s::text::schedule::text = s::text AS has_one_form
FROM (VALUES ('0 0 9 ? * 2,3; zone=Asia/Tokyo'::schedule), ('0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05'),
      ('0 30 2 * * ?; zone=Europe/Berlin; gap=skip; overlap=both')) AS given (s);
-- It is the value of jsonb as well.
SELECT ('0 0 9 ? * MON; zone=Asia/Tokyo'::schedule)::text::jsonb ->> 'time_zone' AS time_zone;

-- Equal is what means the same, however it was written.
SELECT '{"scheduled_type":"WEEK","week_list":"2","scheduled_time":"09:00:00","time_zone":"Asia/Tokyo"}'::schedule
     = '0 0 9 ? * MON; zone=Asia/Tokyo'::schedule AS equal;
SELECT '0 0 9 * * ?; zone=Asia/Tokyo'::schedule <> '0 0 9 * * ?; zone=Japan'::schedule AS zones_count_by_name;

-- The bytes of clause 9.3.
SELECT nextfire_schedule_send('0 0 9 ? * MON; zone=UTC');

-- Constructors.
SELECT nextfire_from_cron('0 9 * * 1-5', 'unix', 'Europe/Berlin');
SELECT nextfire_from_cron('cron(0 9 ? * MON-FRI *)', 'aws', 'Europe/Berlin') = nextfire_from_cron('0 9 * * 1-5', 'unix', 'Europe/Berlin') AS equal;
SELECT nextfire_from_cron(NULL, 'unix', 'Europe/Berlin') IS NULL AS is_null;
SELECT nextfire_from_fields(scheduled_type => 'MONTH', month_list => '1,3', date_list => '1,L', scheduled_time => '09:00:00', time_zone => 'Asia/Shanghai');
SELECT nextfire_from_fields(scheduled_type => 'DAY', day_interval => '3', scheduled_time => '09:00:00', time_zone => 'Asia/Shanghai', anchor_date => '2026-11-28');
SELECT nextfire_from_fields(scheduled_type => 'FIXED_TIME', scheduled_date => '2026-12-24', scheduled_time => '18:00:00', time_zone => 'Europe/Berlin');

-- In words, and as cron text.
SELECT nextfire_describe('0 0 9 ? * MON; zone=Asia/Tokyo'), nextfire_describe('0 0 9 ? * MON; zone=Asia/Tokyo', 'zh');
SELECT nextfire_cron('0 0 9 ? * MON; zone=Asia/Tokyo'), nextfire_cron('0 0 9 ? * MON; zone=Asia/Tokyo', 'unix'), nextfire_cron('0 0 9 ? * MON; zone=Asia/Tokyo', 'aws');
SELECT nextfire_tzdata_version() ~ '^20[0-9]{2}[a-z]' AS has_version;

-- Stored beside much else, in the row and out of it.
CREATE TABLE wide (padding text, inside schedule, outside schedule);
ALTER TABLE wide ALTER padding SET STORAGE PLAIN, ALTER inside SET STORAGE PLAIN, ALTER outside SET STORAGE EXTERNAL;
INSERT INTO wide SELECT repeat('x', 2000), s, s
FROM (VALUES ('1/7 2,3 4-9 1W,3W,LW * ? 2030,2032,2035; zone=Asia/Tokyo'::schedule)) AS given (s);
SELECT pg_relation_size(reltoastrelid) > 0 AS is_out_of_line FROM pg_class WHERE relname = 'wide';
SELECT inside = outside AS equal, nextfire_next(outside, '2026-01-01'), nextfire_schedule_hash(inside) = nextfire_schedule_hash(outside) AS same_hash,
       (SELECT count(*) FROM nextfire_upcoming(outside, '2026-01-01', 5)) FROM wide;
CREATE TABLE many (s schedule[]);
INSERT INTO many SELECT array_agg(nextfire_from_cron(format('0 %s %s 1W,LW * ?', i % 60, i / 60), 'quartz', 'America/Argentina/Buenos_Aires'))
FROM generate_series(0, 599) i;
SELECT count(DISTINCT x), min(nextfire_next(x, '2026-01-01')), max(nextfire_next(x, '2026-01-01')) FROM many, unnest(s) x;
