"""A coordinator and two shards, by postgres_fdw: what runs where, and workers that claim on their shard.

The plans are PostgreSQL's own (EXPLAIN VERBOSE): a predicate or an UPDATE runs on the shards where it stands in Remote SQL.
"""
import argparse
import sys
import threading

from cluster import Failed, arguments_of, installation_of
from documentation import block, prepared
from session import Session

JOBS = 4000
BEGIN, END = "2026-03-28 12:00:00+00", "2026-03-30 12:00:00+00"

TABLE = """
CREATE EXTENSION postgres_fdw;
CREATE TABLE jobs (id bigint, schedule schedule, last_at timestamptz, next_at timestamptz, zone_data text)
    PARTITION BY HASH (id);
"""

PARTITION = """
CREATE SERVER shard_{n} FOREIGN DATA WRAPPER postgres_fdw
    OPTIONS (host '127.0.0.1', port '{port}', dbname 'test', extensions 'nextfire', fetch_size '10000');
CREATE USER MAPPING FOR tester SERVER shard_{n} OPTIONS (user 'tester', password '{password}');
CREATE FOREIGN TABLE jobs_{n} PARTITION OF jobs FOR VALUES WITH (MODULUS 2, REMAINDER {n})
    SERVER shard_{n} OPTIONS (table_name 'jobs');
"""

FILL = f"""
INSERT INTO jobs SELECT i, nextfire_from_cron(format('%s %s * * *', i % 60, i % 4), 'unix', (ARRAY['Europe/Berlin', 'UTC', 'Asia/Tokyo'])[1 + i % 3]),
                        '{BEGIN}', NULL, nextfire_tzdata_version() FROM generate_series(1, {JOBS}) i;
"""


def remote_statements(plan):
    return [line.split("Remote SQL: ", 1)[1] for line in plan if "Remote SQL: " in line]


def check_questions(coordinator):
    """Predicates run on the shards, given as constants and as parameters; with now() in them they do not."""
    question = f"SELECT count(*) FROM jobs WHERE nextfire_next(schedule, '{BEGIN}') < '2026-03-28 18:00:00+00'"
    plan = coordinator.rows(f"EXPLAIN (VERBOSE, COSTS OFF) {question}")
    sent = remote_statements(plan)
    assert len(sent) == 2, plan
    for statement in sent:
        assert statement.startswith("SELECT NULL FROM public.jobs WHERE ((public.nextfire_next(schedule, '2026-03-28"), plan
    assert not any("Filter" in line for line in plan), plan
    here = coordinator.sql(question.replace("FROM jobs", "FROM (SELECT * FROM jobs OFFSET 0) fetched"))
    assert coordinator.sql(question) == here and 0 < int(here) < JOBS, here

    asked = """SET plan_cache_mode = force_generic_plan; PREPARE due (timestamptz) AS
        SELECT id FROM jobs WHERE nextfire_next(schedule, $1) <= $1 + interval '1 hour' OR nextfire_contains(schedule, $1);"""
    plan = coordinator.rows(asked.replace(" + interval '1 hour'", "") + f"EXPLAIN (VERBOSE, COSTS OFF) EXECUTE due ('{BEGIN}')")
    sent = remote_statements(plan)
    assert len(sent) == 2, plan
    for statement in sent:
        assert "WHERE (((public.nextfire_next(schedule, $1::timestamp with time zone) <= $1" in statement, plan
        assert "public.nextfire_contains(schedule, $1::" in statement, plan
    assert not any("Filter" in line for line in plan), plan

    plan = coordinator.rows("EXPLAIN (VERBOSE, COSTS OFF) SELECT count(*) FROM jobs WHERE nextfire_next(schedule, now()) < now()")
    assert sum("Filter: (nextfire_next(" in line for line in plan) == 2, plan
    assert all("WHERE" not in statement for statement in remote_statements(plan)), plan


def check_arming(coordinator, shards):
    """The UPDATE that arms is the shards' own, with the zone data's clock change in it."""
    arm = "UPDATE jobs SET next_at = nextfire_next(schedule, last_at) WHERE next_at IS NULL AND last_at <= "
    plan = coordinator.rows(f"SET plan_cache_mode = force_generic_plan; PREPARE arm (timestamptz) AS {arm} $1;"
                            f"EXPLAIN (VERBOSE, COSTS OFF) EXECUTE arm ('{BEGIN}')")
    assert sum("->  Foreign Update on public.jobs_" in line for line in plan) == 2, plan
    sent = remote_statements(plan)
    assert len(sent) == 2, plan
    for statement in sent:
        assert statement.startswith("UPDATE public.jobs SET next_at = public.nextfire_next(schedule, last_at) WHERE"), plan
        assert "last_at <= $1" in statement, plan
    coordinator.sql(f"{arm} '{BEGIN}'")
    assert coordinator.sql("SELECT count(*) FROM jobs WHERE next_at IS DISTINCT FROM nextfire_next(schedule, last_at)") == "0"
    counts = [int(shard.sql("SELECT count(next_at) FROM jobs")) for shard in shards]
    assert sum(counts) == JOBS and min(counts) > JOBS / 3, counts
    return counts


def claim_on(shard, failures):
    """A worker that claims all there is on one shard."""
    try:
        session = Session(shard)
        session.ask(prepared("claim", "timestamptz, int, text"))
        while session.ask(f"BEGIN; EXECUTE claim('{END}', 100, 'worker'); COMMIT"):
            pass
        session.close()
    except Exception as failure:  # pylint: disable=broad-except
        failures.append(failure)


def check_claims(coordinator, shards):
    """Two workers a shard claim; together they have what the coordinator says fires, each once."""
    failures = []
    workers = [threading.Thread(target=claim_on, args=(shard, failures)) for shard in shards for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=240)
    assert not failures, failures
    claimed = [row for shard in shards for row in shard.rows("SELECT job, occurrence FROM runs")]
    expected = coordinator.rows(f"SELECT id, at FROM jobs, nextfire_upcoming(schedule, '{BEGIN}', 100) at WHERE at <= '{END}'")
    assert sorted(claimed) == sorted(expected) and len(claimed) > JOBS, (len(claimed), len(expected))
    return len(claimed)


def check_more_shards(coordinator, shards, more):
    """Adds a shard: the half of shard 0 that has remainder 2 of 4 moves."""
    moves = "satisfies_hash_partition('jobs'::regclass, 4, 2, id)"
    coordinator.sql(PARTITION.format(n=2, port=more.port, password=more.password).split("CREATE FOREIGN TABLE")[0])
    moved = shards[0].sql("CREATE TABLE hashed (id bigint) PARTITION BY HASH (id);" +
                          f"COPY (SELECT * FROM jobs WHERE {moves.replace('jobs', 'hashed')}) TO STDOUT")
    more.sql(f"COPY jobs FROM STDIN;\n{moved}\n\\.\n")
    before = coordinator.sql("SELECT count(*), sum(id) FROM jobs")
    coordinator.sql("""BEGIN; DROP FOREIGN TABLE jobs_0;
        CREATE FOREIGN TABLE jobs_0 PARTITION OF jobs FOR VALUES WITH (MODULUS 4, REMAINDER 0) SERVER shard_0 OPTIONS (table_name 'jobs');
        CREATE FOREIGN TABLE jobs_2 PARTITION OF jobs FOR VALUES WITH (MODULUS 4, REMAINDER 2) SERVER shard_2 OPTIONS (table_name 'jobs');
        COMMIT;""")
    shards[0].sql(f"DELETE FROM jobs WHERE {moves.replace('jobs', 'hashed')}")
    assert coordinator.sql("SELECT count(*), sum(id) FROM jobs") == before
    assert coordinator.sql("SELECT count(*) FROM jobs WHERE id = 1 AND next_at IS NOT NULL") == "1"
    counts = [int(shard.sql("SELECT count(*) FROM jobs")) for shard in (*shards, more)]
    assert sum(counts) == JOBS and min(counts) > JOBS / 6, counts
    return counts


def main(arguments):
    with installation_of(arguments) as installation:
        coordinator, *shards = [installation.server(name).with_database() for name in ("coordinator", "shard_0", "shard_1", "shard_2")]
        more = shards.pop()
        for shard in (*shards, more):
            shard.sql(block("tables"))
        coordinator.sql(TABLE + "".join(PARTITION.format(n=n, port=shard.port, password=shard.password)
                                        for n, shard in enumerate(shards)) + FILL)
        check_questions(coordinator)
        counts = check_arming(coordinator, shards)
        claimed = check_claims(coordinator, shards)
        print(f"{counts} jobs on the shards; {claimed} occurrences claimed; with a shard more {check_more_shards(coordinator, shards, more)}")
        shards[1].stop()
        try:
            coordinator.sql("SELECT count(*) FROM jobs")
            raise AssertionError("a shard that is down was not missed")
        except Failed as failure:
            assert "shard_1" in str(failure) or "could not connect" in str(failure), failure
    return 0


if __name__ == "__main__":
    sys.exit(main(arguments_of(argparse.ArgumentParser(description=__doc__))))
