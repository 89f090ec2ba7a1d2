"""Answers with `systemd-analyze calendar`; the schedule is a calendar event without its zone.

usage: python3 systemd_answers.py version|answers
A process a question, so there is no time to tell.  README.md says what is read and written.
"""
import os
import re
import subprocess
import sys
from datetime import datetime, timezone

ENVIRONMENT = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")


def run(*words):
    return subprocess.run(["systemd-analyze", *words], env=ENVIRONMENT, capture_output=True, text=True, timeout=60)


def ask(event, after):
    base = datetime.fromtimestamp(after, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
    out = run("calendar", f"--base-time={base}", event)
    if out.returncode:
        return "! " + " ".join(out.stderr.split())
    found = re.search(r"Next elapse: \w+ (\S+ \S+) UTC", out.stdout)
    if not found:
        return "-"
    at = datetime.strptime(found[1], "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc)
    return int(at.timestamp())


def main(wanted):
    if wanted == "version":
        print(" ".join(run("--version").stdout.split()[:2]))
        return
    event, zones, *instants = sys.stdin.read().splitlines()
    zones = zones.split()
    for i, after in enumerate(instants):
        print(ask(f"{event} {zones[i % len(zones)]}", int(after)))


main(*sys.argv[1:])
