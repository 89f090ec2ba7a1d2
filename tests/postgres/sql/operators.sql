-- Equality, the order of bytes, and the indexes that are made of them.
CREATE TABLE jobs (id int PRIMARY KEY, s schedule);
INSERT INTO jobs SELECT i, nextfire_from_cron(format('%s %s * * *', i % 60, i / 60 % 24), 'unix', (ARRAY['UTC', 'Asia/Tokyo'])[1 + i % 2])
FROM generate_series(0, 2879) i;
-- i and i + 1440 are equal.
SELECT count(*), count(DISTINCT s) FROM jobs;
SELECT count(*) FROM (SELECT s FROM jobs GROUP BY s HAVING count(*) = 2) twice;
SELECT bool_and((nextfire_schedule_send(a.s) < nextfire_schedule_send(b.s)) = (a.s < b.s) AND (a.s <= b.s) = (b.s >= a.s)
            AND (a.s > b.s) = (b.s < a.s) AND (a.s = b.s) = NOT (a.s <> b.s)
            AND sign(nextfire_schedule_cmp(a.s, b.s)) = -sign(nextfire_schedule_cmp(b.s, a.s))) AS order_is_of_bytes
FROM jobs a, jobs b WHERE a.id < 100 AND b.id % 29 = 0;
SELECT count(*) FROM (SELECT s, lag(s) OVER (ORDER BY s) AS before FROM jobs) sorted WHERE before > s;
CREATE INDEX jobs_btree ON jobs (s);
CREATE INDEX jobs_hash ON jobs USING hash (s);
ANALYZE jobs;
SET enable_seqscan = off; SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM jobs WHERE s < '0 30 9 * * ?; zone=UTC';
SELECT array_agg(id ORDER BY id) FROM jobs WHERE s = '0 30 9 * * ?; zone=UTC';
DROP INDEX jobs_btree;
EXPLAIN (COSTS OFF) SELECT id FROM jobs WHERE s = '0 30 9 * * ?; zone=UTC';
SELECT array_agg(id ORDER BY id) FROM jobs WHERE s = '0 30 9 * * ?; zone=UTC';
RESET enable_seqscan; RESET enable_bitmapscan;
SET enable_nestloop = off; SET enable_mergejoin = off; SET enable_hashjoin = on;
SELECT count(*) FROM jobs a JOIN jobs b USING (s);
SET enable_mergejoin = on; SET enable_hashjoin = off;
SELECT count(*) FROM jobs a JOIN jobs b USING (s);
RESET ALL;
CREATE TABLE unique_jobs (s schedule UNIQUE);
INSERT INTO unique_jobs VALUES ('0 0 9 ? * MON; zone=UTC');
INSERT INTO unique_jobs VALUES ('{"scheduled_type":"WEEK","week_list":"2","scheduled_time":"09:00:00","time_zone":"UTC"}') ON CONFLICT DO NOTHING;
TABLE unique_jobs;
CREATE TABLE parts (s schedule) PARTITION BY HASH (s);
CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parts SELECT s FROM jobs;
SELECT count(*), (SELECT count(*) FROM parts_0) BETWEEN 1 AND 2879 AS both_have_rows FROM parts;
TRUNCATE jobs, parts;
SELECT count(nextfire_next(s, '2026-01-01')) FROM jobs;

-- Functions are what plans and shards need them to be.
SELECT p.proname, p.provolatile, p.proisstrict, p.proparallel
FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'nextfire'
WHERE NOT (p.provolatile = 'i' AND p.proisstrict AND p.proparallel = 's') ORDER BY p.proname;

-- In parallel: the same sum, and workers that did it.
CREATE TABLE big AS SELECT nextfire_from_cron(format('%s %s * * *', i % 60, i % 24), 'unix', 'Europe/Berlin') AS s FROM generate_series(1, 20000) i;
ANALYZE big;
SET max_parallel_workers_per_gather = 0;
SELECT sum(extract(epoch FROM nextfire_next(s, '2026-03-28 12:00:00Z'))) AS alone FROM big \gset
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SET force_parallel_mode = on;
EXPLAIN (COSTS OFF) SELECT sum(extract(epoch FROM nextfire_next(s, '2026-03-28 12:00:00Z'))) FROM big;
SELECT sum(extract(epoch FROM nextfire_next(s, '2026-03-28 12:00:00Z'))) = :alone AS equal FROM big;
RESET ALL;
