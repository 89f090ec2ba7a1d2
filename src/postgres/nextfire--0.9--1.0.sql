-- Schedules compared and indexed, made of cron text and of fields, and listed.
\echo Use "ALTER EXTENSION nextfire UPDATE" to load this file. \quit

CREATE FUNCTION nextfire_from_cron(cron text, dialect text, time_zone text) RETURNS schedule
    AS 'MODULE_PATHNAME', 'nextfire_pg_from_cron' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 80;
COMMENT ON FUNCTION nextfire_from_cron IS 'schedule of a cron text in quartz, unix, spring or aws, by the clock of a zone';

-- Not strict: a field that is NULL was not given.
CREATE FUNCTION nextfire_from_fields(
    scheduled_type text, day_interval text DEFAULT NULL, week_list text DEFAULT NULL, month_list text DEFAULT NULL,
    date_list text DEFAULT NULL, scheduled_date text DEFAULT NULL, scheduled_time text DEFAULT NULL,
    time_zone text DEFAULT NULL, expire_time text DEFAULT NULL, anchor_date text DEFAULT NULL) RETURNS schedule
    AS 'MODULE_PATHNAME', 'nextfire_pg_from_fields' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 80;
COMMENT ON FUNCTION nextfire_from_fields IS 'schedule of the fields of a structured schedule';

CREATE FUNCTION nextfire_upcoming(schedule, after timestamptz, n integer) RETURNS SETOF timestamptz
    AS 'MODULE_PATHNAME', 'nextfire_pg_upcoming' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 6 ROWS 10;
COMMENT ON FUNCTION nextfire_upcoming IS 'next n occurrences strictly after an instant, in order';

CREATE FUNCTION nextfire_schedule_eq(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_ne(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_lt(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_le(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_gt(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_ge(schedule, schedule) RETURNS boolean
    AS 'MODULE_PATHNAME', 'nextfire_pg_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_cmp(schedule, schedule) RETURNS integer
    AS 'MODULE_PATHNAME', 'nextfire_pg_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_hash(schedule) RETURNS integer
    AS 'MODULE_PATHNAME', 'nextfire_pg_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;
CREATE FUNCTION nextfire_schedule_hash_extended(schedule, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'nextfire_pg_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF;

CREATE OPERATOR = (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_lt,
    COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_le,
    COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR > (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_gt,
    COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR >= (LEFTARG = schedule, RIGHTARG = schedule, FUNCTION = nextfire_schedule_ge,
    COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel);

-- The order is that of the bytes: for sorting, merging and DISTINCT, and of no meaning in itself.
CREATE OPERATOR CLASS schedule_ops DEFAULT FOR TYPE schedule USING btree AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
    FUNCTION 1 nextfire_schedule_cmp(schedule, schedule);
CREATE OPERATOR CLASS schedule_ops DEFAULT FOR TYPE schedule USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 nextfire_schedule_hash(schedule),
    FUNCTION 2 nextfire_schedule_hash_extended(schedule, bigint);
