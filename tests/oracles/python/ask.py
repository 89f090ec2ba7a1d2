"""Hands questions to the oracles of the other folders and reads their answers."""
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
NODE = ["node", str(HERE.parent / "javascript" / "answer.mjs")]
GO = [os.environ.get("ORACLE_GO", "/tmp/oracle-go/answer")]


def run(command, lines):
    given = "".join(line + "\n" for line in lines)
    out = subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout
    answers = out.rstrip("\n").split("\n")
    assert len(answers) == len(lines), (len(answers), len(lines))
    return answers


def versions(command):
    return subprocess.run(command + ["versions"], capture_output=True, text=True, check=True).stdout.strip()


def zone_data():
    return open("/usr/share/zoneinfo/tzdata.zi").readline().split()[-1]


def write(name, header, rows):
    with open(DATA / name, "w", newline="\n") as file:
        for line in header:
            file.write("# " + line + "\n")
        for row in rows:
            file.write("\t".join(row) + "\n")
    print(f"{name}: {len(rows)} rows")


def five(instants):
    from cronbrute import text

    return ([text(at) for at in instants] + ["-"] * 5)[:5]
