-- ALTER EXTENSION … UPDATE: what the earlier version stored is there, and can do what is new.
SET client_min_messages = warning;
DROP EXTENSION nextfire CASCADE;
CREATE SCHEMA first;
CREATE EXTENSION nextfire SCHEMA first VERSION '0.9';
CREATE TABLE first.stored (id int, s first.schedule);
INSERT INTO first.stored VALUES (1, '0 0 9 ? * MON; zone=Asia/Tokyo'), (2, '0 30 2 * * ?; zone=Europe/Berlin');
CREATE VIEW first.coming AS SELECT id, first.nextfire_next(s, '2026-03-28 12:00:00Z') AS next FROM first.stored;
SELECT first.nextfire_upcoming(s, '2026-03-28 12:00:00Z', 1) FROM first.stored;
SELECT s FROM first.stored ORDER BY s;
ALTER EXTENSION nextfire UPDATE;
SELECT extversion FROM pg_extension WHERE extname = 'nextfire';
SELECT id, s, first.nextfire_upcoming(s, '2026-03-28 12:00:00Z', 1) FROM first.stored ORDER BY s;
SELECT * FROM first.coming ORDER BY id;
ALTER EXTENSION nextfire UPDATE TO '1.0';
-- It can move, and take what hangs on it with it.
CREATE SCHEMA second;
ALTER EXTENSION nextfire SET SCHEMA second;
SELECT second.nextfire_next(s, '2026-03-28 12:00:00Z') FROM first.stored ORDER BY id;
SELECT * FROM first.coming ORDER BY id;
DROP EXTENSION nextfire;
DROP EXTENSION nextfire CASCADE;
SELECT * FROM first.stored ORDER BY id;
