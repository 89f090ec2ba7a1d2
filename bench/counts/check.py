"""Counts the instructions of the main paths under callgrind, and compares them with the table beside this file.

usage: check.py PROGRAM COMPILER [--update] [--table FILE]
PROGRAM is main_paths, built for release; COMPILER its compiler and version, as `GNU 12.2.0`.

Fails where a path takes more than 5 % more than the table says.  Counts are a compiler's: under another than the
table's, by its name and first number, nothing is compared, and the program ends with 77, for ctest a skipped test.
--update writes the table instead.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ALLOWED = 0.05
SKIPPED = 77
TABLE = pathlib.Path(__file__).resolve().parent / "main_paths.tsv"
HEADER = """\
# Instructions that a question takes on the main paths, as callgrind counts them; the loop around it is in them
# columns: path, instructions (TAB between)
# compiler: {compiler}, Release, x86-64 without -march
# command: cmake --preset release && cmake --build --preset release --target update_counts
"""


def counted(program):
    """What a question takes on each path: name to instructions."""
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run(
            ["valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out",
             program],
            stdout=subprocess.PIPE, text=True, check=True).stdout
        totals = {}
        for dump in pathlib.Path(folder).iterdir():
            text = dump.read_text()
            path = re.search(r"^desc: Trigger: Client Request: (\S+)$", text, re.M)
            total = re.search(r"^(?:totals|summary): (\d+)$", text, re.M)
            if path and total:
                totals[path[1]] = int(total[1])
    questions = dict(line.split("\t") for line in out.splitlines())
    missing = sorted(set(questions) - set(totals))
    if missing or not questions:
        sys.exit(f"callgrind counted nothing for: {', '.join(missing) or 'any path'}")
    return {path: totals[path] / int(asked) for path, asked in questions.items()}


def read_table(file):
    """The table's compiler, and its paths with what they take."""
    text = file.read_text()
    compiler = re.search(r"^# compiler: (\S+ [\d.]+)", text, re.M)[1]
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return compiler, {path: float(count) for path, count in rows}


def write_table(file, compiler, counts):
    rows = [f"{path}\t{count:.1f}\n" for path, count in counts.items()]
    file.write_text(HEADER.format(compiler=compiler) + "".join(rows))


def differences(table, counts):
    """What is wrong: paths that grew, and paths that only one of the two has."""
    found = [f"{path} is not in the table" for path in counts if path not in table]
    found += [f"{path} was not counted" for path in table if path not in counts]
    for path in table.keys() & counts.keys():
        if counts[path] > table[path] * (1 + ALLOWED):
            growth = 100 * (counts[path] / table[path] - 1)
            found.append(f"{path} grew by {growth:.1f} %: from {table[path]:.1f} to {counts[path]:.1f} instructions")
    return sorted(found)


def family(compiler):
    name, version = compiler.split(" ", 1)
    return name, version.split(".")[0]


def show(table, counts):
    print(f"{'path':<28}{'table':>10}{'now':>10}")
    for path, count in counts.items():
        print(f"{path:<28}{table.get(path, 0):>10.1f}{count:>10.1f}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("compiler")
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("--table", type=pathlib.Path, default=TABLE)
    asked = arguments.parse_args()
    if asked.update:
        write_table(asked.table, asked.compiler, counted(asked.program))
        return 0
    compiler, table = read_table(asked.table)
    if family(compiler) != family(asked.compiler):
        print(f"SKIPPED: the table was counted with {compiler}, this is {asked.compiler}; nothing was compared.")
        return SKIPPED
    counts = counted(asked.program)
    show(table, counts)
    wrong = differences(table, counts)
    if not wrong:
        return 0
    print("\n" + "\n".join(wrong))
    print("\nIf that is meant, write the table anew and commit it with the change that made it so:\n"
          "    cmake --preset release && cmake --build --preset release --target update_counts")
    return 1


if __name__ == "__main__":
    sys.exit(main())
