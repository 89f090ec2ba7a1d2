"""The scheduler's loop of src/postgres/README.md over a simulated week, with a clock change in it.

Four workers claim what is due by a clock in a table.  One is killed with -9 between claiming and committing, another
somewhere; the server is killed in the middle, as by a power failure, and one backend too.  At the end every occurrence was
claimed exactly once.
"""
import argparse
import os
import random
import signal
import sys
import threading
import time

from cluster import Failed, arguments_of, installation_of
from documentation import block, prepared
from session import Gone, Session

BEGIN, END = "2026-03-25 00:00:00Z", "2026-04-01 00:00:00Z"  # Europe's clocks change on 29 March
WORKERS = 4
MOST = 3000

JOBS = """
INSERT INTO jobs (id, schedule, last_at, next_at)
SELECT i, s, '{begin}', nextfire_next(s, '{begin}')
FROM generate_series(1, {jobs}) i, LATERAL (SELECT CASE i % 6
    WHEN 0 THEN nextfire_from_cron(format('%s 2 * * *', i % 60), 'unix', 'Europe/Berlin')
    WHEN 1 THEN nextfire_from_cron(format('%s * * * *', i % 60), 'unix', 'America/New_York')
    WHEN 2 THEN nextfire_from_cron(format('*/%s 1-3 * * *', 7 + i % 9), 'unix', 'Europe/Kyiv')
    WHEN 3 THEN ('{{"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","gap":"' || (ARRAY['skip', 'shift'])[1 + i / 6 % 2] || '"}}')::schedule
    WHEN 4 THEN nextfire_from_cron(format('0 %s 9 ? * SUN', i % 60), 'quartz', 'Australia/Sydney')
    ELSE ('@every ' || 20 + i % 90 || 'm; zone=UTC; anchor=2026-01-01T00:00:00Z')::schedule END) made (s);
"""


class Worker(threading.Thread):
    """Claims until it is told that the week is over and nothing is due any more; comes back when its session is gone."""

    def __init__(self, server, name):
        super().__init__(daemon=True)
        self.server, self.name = server, name
        self.session = self.backend = None
        self.week_is_over = threading.Event()
        self.lost_sessions = 0

    def run(self):
        while True:
            try:
                self.session = Session(self.server)
                self.backend = int(self.session.ask(f"{prepared('claim', 'timestamptz, int, text')}; SELECT pg_backend_pid()")[0])
                self.claim_all()
                self.session.close()
                return
            except Gone:
                self.session.kill()
                self.lost_sessions += 1
                time.sleep(0.05)

    def claim_all(self):
        while True:
            is_last_look = self.week_is_over.is_set()
            now = self.session.ask("SELECT at FROM clock")[0]
            claimed = self.session.ask(f"BEGIN; EXECUTE claim('{now}', 20, '{self.name}'); COMMIT")
            if not claimed and is_last_look:
                return
            if not claimed:
                time.sleep(0.002)


def claim_and_die(server):
    """Claims what is due and is killed before it commits; gives what it had claimed."""
    session = Session(server)
    now = session.ask(f"{prepared('claim', 'timestamptz, int, text')}; SELECT at FROM clock")[0]
    claimed = session.ask(f"BEGIN; EXECUTE claim('{now}', 20, 'doomed')")
    session.kill()
    return claimed


def advance(server, steps, pick):
    """Moves the clock over the week in uneven steps, and lets the workers, the server and a backend die on the way."""
    workers = [Worker(server, f"worker {n}") for n in range(WORKERS)]
    server.sql("UPDATE clock SET at = at + interval '6 hours'")
    doomed = claim_and_die(server)
    assert doomed, "the doomed worker had claimed nothing"
    for worker in workers:
        worker.start()
    for step in range(1, steps + 1):
        if step == steps // 4:
            workers[0].session.process.kill()
        if step == steps // 2:
            server.stop(signal.SIGQUIT)
            server.start()
        if step == steps * 3 // 4:
            # A backend that is killed takes all sessions with it: the server recovers by itself.
            os.kill(workers[1].backend, signal.SIGKILL)
        move = f"UPDATE clock SET at = least('{END}', at + interval '{pick.randint(1, 2 * 162 * 60 // steps)} minutes')"
        persist(server, move if step < steps else f"UPDATE clock SET at = '{END}'")
        time.sleep(0.02)
    for worker in workers:
        worker.week_is_over.set()
    for worker in workers:
        worker.join(timeout=240)
        assert not worker.is_alive(), "a worker does not end"
    return workers, doomed


def persist(server, sql):
    """Runs SQL until it is done, however often the server recovers meanwhile."""
    for _ in range(200):
        try:
            return server.sql(sql)
        except Failed:
            time.sleep(0.1)
    return server.sql(sql)


def main(arguments):
    with installation_of(arguments) as installation:
        server = installation.server("scheduler", {"fsync": "on", "log_min_messages": "panic"}).with_database()
        server.sql(block("tables") + "CREATE TABLE clock (at timestamptz);" + f"INSERT INTO clock VALUES ('{BEGIN}');" +
                   JOBS.format(begin=BEGIN, jobs=arguments.jobs))
        workers, doomed = advance(server, arguments.steps, random.Random(20260329))
        # MOST is more than any of them fires in the week, which is looked at below.
        expected = f"""SELECT id, at FROM jobs, LATERAL nextfire_upcoming(schedule, '{BEGIN}', {MOST}) at WHERE at <= '{END}'"""
        claimed_runs = "SELECT job, occurrence FROM runs"
        missing = server.sql(f"SELECT count(*) FROM ({expected} EXCEPT ALL {claimed_runs}) x")
        doubled = server.sql(f"SELECT count(*) FROM ({claimed_runs} EXCEPT ALL {expected}) x")
        armed_wrongly = server.sql(f"SELECT count(*) FROM jobs WHERE next_at IS DISTINCT FROM nextfire_next(schedule, '{END}')")
        claimed, by, at_change, by_doomed = map(int, server.sql("""SELECT count(*), count(DISTINCT worker),
            count(*) FILTER (WHERE occurrence = '2026-03-29 01:00:00Z'), count(*) FILTER (WHERE worker = 'doomed') FROM runs""").split("|"))
        longest = int(server.sql("SELECT max(n) FROM (SELECT count(*) n FROM runs GROUP BY job) x"))
        lost = sum(worker.lost_sessions for worker in workers)
        print(f"{claimed} occurrences of {arguments.jobs} jobs claimed by {by} workers, who lost {lost} sessions; "
              f"{len(doomed)} were claimed and given back; {missing} missing, {doubled} too many, {armed_wrongly} armed wrongly")
        assert (missing, doubled, armed_wrongly, by_doomed) == ("0", "0", "0", 0)
        assert longest < MOST and claimed > 20 * arguments.jobs and at_change > 0
        assert by == WORKERS and lost > WORKERS
    return 0


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__)
    command_line.add_argument("--jobs", type=int, default=240)
    command_line.add_argument("--steps", type=int, default=60)
    sys.exit(main(arguments_of(command_line)))
