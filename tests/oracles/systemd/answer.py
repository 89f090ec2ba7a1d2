"""Answers questions with `systemd-analyze calendar`.

usage: python3 answer.py < questions > answers
Question: cron expression (five fields, days all `*`) TAB zone TAB from. Answer: the calendar
specification it was turned into, then five instants, TAB-separated, `-` where there is none.
One line in, one line out. `answer.py versions` tells systemd's version.
"""
import os
import re
import subprocess
import sys

ENVIRONMENT = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")


def part(field):
    """A cron field in systemd's words: `1-4` is `01..04`, `*/30` is `00/30`."""
    if field == "*":
        return "*"
    if field.startswith("*/"):
        return "00/" + field[2:]
    if "-" in field:
        return "..".join(f"{int(end):02d}" for end in field.split("-"))
    return ",".join(f"{int(value):02d}" for value in field.split(","))


def ask(expression, zone, start):
    minute, hour, *days = expression.split()
    assert days == ["*", "*", "*"], expression
    spec = f"*-*-* {part(hour)}:{part(minute)}:00 {zone}"
    base = start.replace("T", " ").replace("Z", " UTC")
    out = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=5", f"--base-time={base}", spec],
        env=ENVIRONMENT, capture_output=True, text=True, timeout=60,
    )
    if out.returncode:
        return [spec, "!" + " ".join(out.stderr.split())]
    found = re.findall(r"(?:Next elapse|Iter\. #\d): \w+ (\S+) (\S+) UTC", out.stdout)
    return [spec] + ([f"{date}T{time}Z" for date, time in found] + ["-"] * 5)[:5]


if sys.argv[1:] == ["versions"]:
    print(subprocess.run(["systemd-analyze", "--version"], capture_output=True, text=True).stdout.split("\n")[0])
else:
    for line in sys.stdin:
        print("\t".join(ask(*line.rstrip("\n").split("\t"))))
