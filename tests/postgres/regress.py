"""Runs the SQL of sql/ through pg_regress, which compares what comes with expected/."""
import argparse
import shutil
import sys
from pathlib import Path

from cluster import Failed, arguments_of, installation_of, ordinary_user, run

TESTS = ["type", "asking", "errors", "operators", "update"]


def main(arguments):
    here = Path(__file__).parent
    with installation_of(arguments) as installation:
        server = installation.server("regress").start()
        # The server's user reads and writes there, wherever the sources are.
        work = installation.folder / "regress_work"
        shutil.copytree(here / "sql", work / "sql")
        shutil.copytree(here / "expected", work / "expected")
        for place in [work, *work.rglob("*")]:
            shutil.chown(place, ordinary_user())
        try:
            print(run([arguments.pg_regress, f"--bindir={installation.bin}", f"--inputdir={work}", f"--outputdir={work}",
                       f"--host={server.folder}", f"--port={server.port}", "--user=tester", "--dbname=regression",
                       *TESTS]))
            return 0
        except Failed as failure:
            print(failure)
            print("".join(file.read_text(encoding="utf-8") for file in work.glob("regression.diffs")))
            if arguments.results:
                shutil.copytree(work / "results", arguments.results, dirs_exist_ok=True)
            return 1


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__)
    command_line.add_argument("--pg-regress", required=True)
    command_line.add_argument("--results", help="where what came is put, where it is not what was expected")
    sys.exit(main(arguments_of(command_line)))
