"""The SQL in README.md and in src/postgres/README.md is run as it stands there; where an answer stands below, it is that."""
import argparse
import re
import sys
from pathlib import Path

from cluster import arguments_of, installation_of
from documentation import README

ROOT = Path(__file__).parents[2]


def blocks(file):
    return re.findall(r"```sql\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)


def main(arguments):
    with installation_of(arguments) as installation:
        server = installation.server("examples").start()
        server.sql("CREATE DATABASE test", database="postgres")
        # Blocks that begin with a comment have parameters; scheduler.py, shards.py and zone_data.py run them.
        shown = [block for block in blocks(README) if not block.startswith("-- ")]
        assert len(shown) == 2 and "CREATE EXTENSION" in shown[0], shown
        answers = server.rows("".join(shown))
        nightly = '{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin"}'
        assert answers[:3] == [nightly] * 3 and answers[3].startswith('{"scheduled_type":"WEEK","week_list":"2,3"'), answers
        answered = 0
        for block in blocks(ROOT / "README.md"):
            *statement, answer = block.rstrip("\n").split("\n")
            assert answer.startswith("-- "), block
            assert server.rows("SET search_path = nextfire; " + "\n".join(statement)) == [answer[3:]], block
            answered += 1
        assert answered == 1, answered
        # Every function that the extension has for users is in the page's table, and the other way round.
        known = set(server.rows("SELECT DISTINCT proname FROM pg_proc WHERE proname ~ '^nextfire_' AND proname !~ '^nextfire_schedule_'"))
        told = set(re.findall(r"^\| `(nextfire_\w+)\(", README.read_text(encoding="utf-8"), re.MULTILINE))
        assert known == told, known ^ told
        print(f"{len(shown) + answered} examples, {len(told)} functions")
    return 0


if __name__ == "__main__":
    sys.exit(main(arguments_of(argparse.ArgumentParser(description=__doc__))))
