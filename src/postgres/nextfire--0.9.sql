-- The type schedule, and the questions one asks of it.  Used where an extension is made, and from there on updated by
-- nextfire--0.9--1.0.sql.
\echo Use "CREATE EXTENSION nextfire" to load this file. \quit

CREATE TYPE schedule;

CREATE FUNCTION nextfire_schedule_in(cstring) RETURNS schedule
    AS 'MODULE_PATHNAME', 'nextfire_pg_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
CREATE FUNCTION nextfire_schedule_out(schedule) RETURNS cstring
    AS 'MODULE_PATHNAME', 'nextfire_pg_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 75;
CREATE FUNCTION nextfire_schedule_recv(internal) RETURNS schedule
    AS 'MODULE_PATHNAME', 'nextfire_pg_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION nextfire_schedule_send(schedule) RETURNS bytea
    AS 'MODULE_PATHNAME', 'nextfire_pg_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE schedule (
    INPUT = nextfire_schedule_in, OUTPUT = nextfire_schedule_out,
    RECEIVE = nextfire_schedule_recv, SEND = nextfire_schedule_send,
    STORAGE = main);
COMMENT ON TYPE schedule IS 'when something fires: the bytes of a definition of nextfire';

CREATE FUNCTION nextfire_next(schedule, after timestamptz) RETURNS timestamptz
    AS 'MODULE_PATHNAME', 'nextfire_pg_next' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6;
COMMENT ON FUNCTION nextfire_next IS 'first occurrence strictly after an instant; NULL where none is left';

CREATE FUNCTION nextfire_prev(schedule, before timestamptz) RETURNS timestamptz
    AS 'MODULE_PATHNAME', 'nextfire_pg_prev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6;
COMMENT ON FUNCTION nextfire_prev IS 'last occurrence strictly before an instant; NULL where there is none';

CREATE FUNCTION nextfire_contains(schedule, instant timestamptz) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6;
COMMENT ON FUNCTION nextfire_contains IS 'whether it fires at an instant';

CREATE FUNCTION nextfire_count(schedule, during tstzrange) RETURNS bigint
    AS 'MODULE_PATHNAME', 'nextfire_pg_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 14;
COMMENT ON FUNCTION nextfire_count IS 'number of occurrences within a range';

CREATE FUNCTION nextfire_cron(schedule, dialect text DEFAULT 'quartz') RETURNS text
    AS 'MODULE_PATHNAME', 'nextfire_pg_cron' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50;
COMMENT ON FUNCTION nextfire_cron IS 'cron text that says exactly its times and days, in quartz, unix, spring or aws';

CREATE FUNCTION nextfire_describe(schedule, language text DEFAULT 'en') RETURNS text
    AS 'MODULE_PATHNAME', 'nextfire_pg_describe' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 90;
COMMENT ON FUNCTION nextfire_describe IS 'one sentence in en or zh';

-- Not immutable: the next version of the module has another, and what a plan or an index keeps of it would be wrong.
CREATE FUNCTION nextfire_tzdata_version() RETURNS text
    AS 'MODULE_PATHNAME', 'nextfire_pg_tzdata_version' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nextfire_tzdata_version IS 'version of the IANA zone data in the module';
