"""What asking and arming cost inside PostgreSQL, beside a plain scan of the same rows.

    python3 bench/postgres/postgres_bench.py --build .build/postgres [--rows 10000000]

Servers are started as the tests start them (tests/postgres/cluster.py).  Each time is the median of some runs, the ways
that are compared take turns, and answers are compared before anything is timed.  For what one process does, the time
that it ran is told beside the time that passed, which on a machine that others use says more of them.
"""
import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "postgres"))
from cluster import Installation  # pylint: disable=wrong-import-position
from session import Session  # pylint: disable=wrong-import-position

RUNS = 5
AT = "2026-06-01 00:00:00Z"
SETTINGS = {"shared_buffers": "3GB", "jit": "off", "max_wal_size": "8GB", "wal_level": "minimal", "max_wal_senders": 0,
            "autovacuum": "off", "max_parallel_workers_per_gather": 0, "parallel_setup_cost": 0, "parallel_tuple_cost": 0,
            "checkpoint_timeout": "1h"}

# `common`: 2,400 schedules, the minutes and hours people choose, in ten zones.  `own`: as good as each row has its own.
ZONES = """(ARRAY['Europe/Berlin', 'UTC', 'America/New_York', 'Asia/Tokyo', 'Asia/Shanghai', 'Europe/London', 'Asia/Kolkata',
    'America/Los_Angeles', 'Australia/Sydney', 'America/Sao_Paulo'])[1 + h % 10]"""
KINDS = {
    "common": f"nextfire_from_cron(format('0 %s %s ? * %s', h / 10 % 2 * 30, h / 20 % 24, (ARRAY['*', '2-6', '2', '6', '1'])[1 + h / 480 % 5]), 'quartz', {ZONES})",
    "own": f"nextfire_from_cron(format('%s %s %s ? * %s', h / 10 % 60, h / 600 % 60, h / 36000 % 24, 1 + h / 864000 % 7), 'quartz', {ZONES})",
}
FILL = """
CREATE TABLE {table} AS SELECT i AS id, {schedule} AS schedule, timestamptz '{at}' AS last_at, timestamptz '{at}' AS next_at
    FROM generate_series({first}::bigint, {last}) i, LATERAL (SELECT hashint8(i) & 2147483647 AS h OFFSET 0) hashed;
VACUUM (FREEZE, ANALYZE) {table};
"""


def milliseconds(server, sql, setup=""):
    """Gives how long a statement takes, and what it answers."""
    lines = server.rows(f"{setup}\n\\timing on\n{sql};")
    return float(lines[-1].split()[1]), lines[-2] if len(lines) > 1 else ""


def seconds_run(process):
    """Gives how long a process has run on a processor."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def medians(server, ways, setup="SELECT 1"):
    """Gives the median times of each statement, (passed, run), in milliseconds; all take turns, and the first only warms up."""
    session = Session(server)
    session.ask(setup)
    backend = session.ask("SELECT pg_backend_pid()")[-1]
    times = {name: [] for name in ways}
    for run in range(RUNS + 1):
        for name, sql in ways.items():
            before = (time.monotonic(), seconds_run(backend))
            session.ask(sql)
            after = (time.monotonic(), seconds_run(backend))
            if run > 0:
                times[name].append([(end - begin) * 1000 for begin, end in zip(before, after)])
    session.close()
    return {name: [statistics.median(column) for column in zip(*taken)] for name, taken in times.items()}


def scans(server, rows):
    """Asking all rows, beside a plain scan, alone and with two workers."""
    for kind, schedule in KINDS.items():
        server.sql(FILL.format(table=kind, schedule=schedule, at=AT, first=1, last=rows))
        different = server.sql(f"SELECT count(DISTINCT schedule) FROM (SELECT schedule FROM {kind} LIMIT 1000000) first_rows")
        size, column = server.sql(f"SELECT pg_relation_size('{kind}') / {rows}.0, (SELECT avg(pg_column_size(schedule)) FROM (SELECT schedule FROM {kind} LIMIT 100000) first_rows)").split("|")
        print(f"{kind}: {rows} rows, {different} different schedules in a million, {float(size):.1f} bytes a row, "
              f"{float(column):.1f} of them the schedule's")
        ways = {"plain scan, count(*)": f"SELECT count(*) FROM {kind}", "cheap function, count(abs(id))": f"SELECT count(abs(id)) FROM {kind}",
                "nextfire_next": f"SELECT count(nextfire_next(schedule, '{AT}')) FROM {kind}"}
        assert milliseconds(server, ways["nextfire_next"])[1] == str(rows)
        alone = medians(server, ways)
        cheap = alone["cheap function, count(abs(id))"]
        for name, (passed, ran) in alone.items():
            print(f"  {name}: {passed:.0f} ms passed, {ran:.0f} ms run, {ran * 1e6 / rows:.0f} ns a row; {passed / cheap[0]:.2f} times the "
                  f"cheap function by what passed, {ran / cheap[1]:.2f} by what ran")
        # Two processes: the workers, and a leader that waits.
        setup = (f"ALTER TABLE {kind} SET (parallel_workers = 2); SET max_parallel_workers_per_gather = 2;"
                 "SET parallel_leader_participation = off")
        plan = server.rows(f"{setup}; EXPLAIN {ways['nextfire_next']}")
        assert any("Workers Planned: 2" in line for line in plan), plan
        passed = medians(server, {"two": ways["nextfire_next"]}, setup)["two"][0]
        print(f"  nextfire_next with two workers: {passed:.0f} ms passed, {alone['nextfire_next'][0] / passed:.2f} times as fast")


def arming(server, rows, name):
    """Arms rows anew, in one UPDATE and with an index on next_at."""
    rates = []
    for run in range(RUNS):
        server.sql("DROP TABLE IF EXISTS armed;" + FILL.format(table="armed", schedule=KINDS["common"], at=AT, first=1, last=rows) +
                   "CREATE INDEX armed_next ON armed (next_at); CHECKPOINT;")
        passed, _ = milliseconds(server, f"UPDATE armed SET next_at = nextfire_next(schedule, last_at + interval '{run} days')")
        rates.append(rows / passed * 1000)
    print(f"arming anew, {name}: {statistics.median(rates):,.0f} rows a second ({rows} rows in one UPDATE, index on next_at)")


def shards(installation, rows):
    """A predicate over one shard with all rows, and over two with half of them each."""
    servers = [installation.server(f"shard_{n}", {**SETTINGS, "shared_buffers": "512MB"}).with_database() for n in range(3)]
    spans = [(1, rows), (1, rows // 2), (rows // 2 + 1, rows)]
    for server, (first, last) in zip(servers, spans):
        server.sql(FILL.format(table="jobs", schedule=KINDS["own"], at=AT, first=first, last=last))
    coordinator = installation.server("coordinator", SETTINGS | {"shared_buffers": "64MB"}).with_database()
    coordinator.sql("CREATE EXTENSION postgres_fdw; CREATE TABLE two (id bigint, schedule schedule, last_at timestamptz, next_at timestamptz) PARTITION BY RANGE (id);")
    for n, (server, (first, last)) in enumerate(zip(servers, spans)):
        columns = "(id bigint, schedule schedule, last_at timestamptz, next_at timestamptz)"
        made = f"TABLE one {columns}" if n == 0 else f"TABLE two_{n} PARTITION OF two FOR VALUES FROM ({first}) TO ({last + 1})"
        coordinator.sql(f"""CREATE SERVER shard_{n} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '{server.port}', dbname 'test',
            extensions 'nextfire', async_capable 'true'); CREATE USER MAPPING FOR tester SERVER shard_{n} OPTIONS (user 'tester', password '{server.password}');
            CREATE FOREIGN {made} SERVER shard_{n} OPTIONS (table_name 'jobs');""")
    due = f"WHERE nextfire_next(schedule, '{AT}') <= '2026-06-01 00:01:00Z'"
    ways = {name: f"SELECT count(*) FROM {name} {due}" for name in ("one", "two")}
    assert milliseconds(coordinator, ways["one"])[1] == milliseconds(coordinator, ways["two"])[1] != "0"
    times = medians(coordinator, ways)
    print(f"a predicate over {rows} rows on one shard: {times['one'][0]:.0f} ms; on two of the same machine: {times['two'][0]:.0f} ms, "
          f"{times['one'][0] / times['two'][0]:.2f} times as fast")


def installation_of(build):
    places = [subprocess.run(["pg_config", f"--{place}"], capture_output=True, text=True, check=True).stdout.strip()
              for place in ("bindir", "pkglibdir", "sharedir")]
    files = sorted((ROOT / "src" / "postgres").glob("nextfire*.sql")) + [ROOT / "src" / "postgres" / "nextfire.control"]
    return Installation(Path(build) / "src" / "postgres" / "nextfire.so", files, *places)


def main(arguments):
    print(f"load of the machine at the beginning: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    with installation_of(arguments.build) as installation:
        scans(installation.server("scans", SETTINGS).with_database(), arguments.rows)
        installation.servers[0].stop()
        for name, fsync in (("fsync off", "off"), ("fsync on", "on")):
            server = installation.server(name.replace(" ", "_"), SETTINGS | {"fsync": fsync}).with_database()
            arming(server, arguments.rows // 10, name)
            server.stop()
        shards(installation, arguments.rows // 5)
    print(f"load at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command_line.add_argument("--build", required=True)
    command_line.add_argument("--rows", type=int, default=10_000_000)
    main(command_line.parse_args())
