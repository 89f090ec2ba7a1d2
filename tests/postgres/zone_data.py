"""Zone data that change: the same server with another module, in whose data Japan's clock goes forward for ever on 1 July 2026.

Rows know by which data they were armed; arming anew finds what has changed, and what has not.
"""
import argparse
import sys

from cluster import arguments_of, installation_of
from documentation import block

NOW = "2026-06-15 00:00:00+00"

FILL = """
INSERT INTO jobs (id, schedule, last_at) VALUES
    (1, '0 0 9 1 JUL ? ; zone=Asia/Tokyo', '{now}'),                   -- 1 July 00:00Z, then 30 June 23:00Z
    (2, '0 0 9 * * ?; zone=Asia/Tokyo', '{now}'),                      -- fires before July next: as it was
    (3, '0 0 9 1 JUL ?; zone=Europe/Berlin', '{now}'),                 -- another clock
    (4, '0 0 9 1 JUL ?; zone=Japan', '{now}'),                         -- the link
    (5, '0 0 9 1 JUN ? 2026; zone=Asia/Tokyo', '{now}'),               -- over
    (6, '{{"scheduled_type":"FIXED_TIME","scheduled_date":"2026-07-01","scheduled_time":"00:30:00","time_zone":"Asia/Tokyo","gap":"skip"}}', '{now}'),
    (7, '0 0 9 1 JUN ?; zone=Asia/Tokyo', '2026-05-01 00:00:00+00');   -- due: it stays so
UPDATE jobs SET next_at = nextfire_next(schedule, last_at);
"""


def main(arguments):
    with installation_of(arguments) as installation:
        server = installation.server("zone_data").with_database()
        server.sql(block("tables") + FILL.format(now=NOW))
        old = server.sql("SELECT nextfire_tzdata_version()")
        assert server.rows("SELECT DISTINCT zone_data FROM jobs") == [old]
        rearm = f"PREPARE rearm (timestamptz) AS {block('rearm')} EXECUTE rearm ('{NOW}');"
        assert server.rows(rearm) == [], "nothing is to be done while the data are the same"
        before = server.sql("SELECT id, next_at FROM jobs ORDER BY id")
        assert "6|2026-06-30 15:30:00+00" in before, before

        server.stop()
        installation.put_module(arguments.other_module)
        server.start()
        new = server.sql("SELECT nextfire_tzdata_version()")
        assert new != old, new
        assert server.sql("SELECT id, next_at FROM jobs ORDER BY id") == before, "what is stored does not change by itself"
        assert server.sql("SELECT count(*) FROM jobs WHERE schedule::text::schedule = schedule") == "7"
        changed = sorted(row for row in server.rows(rearm))
        assert changed == [
            "1|2026-07-01 00:00:00+00|2026-06-30 23:00:00+00|t",
            "2|2026-06-16 00:00:00+00|2026-06-16 00:00:00+00|f",
            "3|2026-07-01 07:00:00+00|2026-07-01 07:00:00+00|f",
            "4|2026-07-01 00:00:00+00|2026-06-30 23:00:00+00|t",
            "5|||f",
            "6|2026-06-30 15:30:00+00||t",  # now in a gap, which the schedule skips: it never fires
        ], changed
        assert server.sql("SELECT count(*) FROM jobs WHERE zone_data = nextfire_tzdata_version()") == "6"
        assert server.rows(rearm) == [], "arming anew twice does nothing"
        # What was due is claimed, and armed by the new data.
        server.sql(f"PREPARE claim (timestamptz, int, text) AS {block('claim')} EXECUTE claim ('{NOW}', 10, 'worker');")
        assert server.sql("SELECT next_at, zone_data FROM jobs WHERE id = 7") == f"2027-05-31 23:00:00+00|{new}"
        print(f"{old} to {new}: 3 of 7 jobs changed")
    return 0


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__)
    command_line.add_argument("--other-module", required=True)
    sys.exit(main(arguments_of(command_line)))
