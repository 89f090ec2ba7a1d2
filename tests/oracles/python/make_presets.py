"""Writes preset_clock_changes.tsv: what other systems do at clock changes, measured.

The systems are those whose choices nextfire offers as presets. After writing, it says which
choice (gap, overlap, interval) of cronbrute.py gives each system's rows, and which rows none gives.
"""
import datetime as dt
import itertools
import sys

import ask
import cronbrute as brute
import dateutil
from dateutil.rrule import DAILY, rrule

SYSTEMD = [sys.executable, str(ask.HERE.parent / "systemd" / "answer.py")]
CHANGES = [
    ("America/New_York", 2026), ("Europe/Berlin", 2026), ("Australia/Lord_Howe", 2026), ("America/Sao_Paulo", 2018),
    ("Africa/Cairo", 2024), ("Asia/Beirut", 2024), ("Europe/Dublin", 2026), ("Pacific/Apia", 2011),
]


def questions():
    for zone, year in CHANGES:
        for change in brute.changes_of_year(zone, year):
            before, later = brute.offset(zone, change - 1), brute.offset(zone, change)
            low, high = change + min(before, later), change + max(before, later)
            if zone == "Pacific/Apia" and high - low < 86400:
                continue
            span = high - low
            low_at, middle, high_at = (brute.naive(at) for at in (low, low + span // 2, high))
            hours = sorted({low_at.hour, (low_at.hour + 1) % 24, (low_at.hour + 6) % 24})
            first = min(low_at.hour, 20)
            expressions = [
                f"{middle.minute} {middle.hour} * * *",
                f"{low_at.minute} {low_at.hour} * * *",
                f"{high_at.minute} {high_at.hour} * * *",
                f"{low_at.minute},{(low_at.minute + 15) % 60} {low_at.hour} * * *",
                f"15 {','.join(map(str, hours))} * * *",
                "*/30 * * * *",
                "0 * * * *",
                f"0 {first}-{first + 3} * * *",
            ]
            inside = [change] if later > before else [change - span // 2 - 1, change + span // 2 + 1]
            for expression in dict.fromkeys(expressions):
                for after in [change - 3 * 3600, change - 1, *inside, change + 5 * 3600]:
                    yield expression, zone, brute.text(after)


def rfc5545(rows):
    """RFC 5545 says how: expand the rule in local time (3.3.10), then read each local time in the
    zone (3.3.5). dateutil does the first, Temporal's "compatible" the second; each is well worn."""
    wanted, plans = {}, []
    for expression, zone, start in rows:
        cron = brute.Cron(expression)
        rule = f"FREQ=DAILY;BYHOUR={','.join(map(str, cron.hours))};BYMINUTE={','.join(map(str, cron.minutes))};BYSECOND=0"
        begin = brute.naive(brute.stamp(start) - 3 * 86400).replace(hour=0, minute=0, second=0)
        times = rrule(DAILY, dtstart=begin, until=begin + dt.timedelta(12), byhour=cron.hours, byminute=cron.minutes, bysecond=0)
        begin = times[0]
        locals_ = [at.isoformat() for at in times]
        for at in locals_:
            wanted[f"{at}\t{zone}\t-"] = None
        plans.append((f"DTSTART;TZID={zone}:{begin:%Y%m%dT%H%M%S}\\nRRULE:{rule}", [f"{at}\t{zone}\t-" for at in locals_], brute.stamp(start)))
    for question, answer in zip(wanted, ask.run(ask.NODE + ["temporal"], list(wanted))):
        wanted[question] = brute.stamp(answer.split("\t")[0])
    for text, times, after in plans:
        yield text, ask.five(sorted({wanted[at] for at in times if wanted[at] > after})[:5])


def judge(system, rows):
    """Which choice of the scan gives all rows; where none does, the best and what it misses."""
    best = []
    for gap, overlap, interval in itertools.product(("at_transition", "skip", "shift"), ("first", "second", "both"), ("elapsed", "fixed")):
        missed = []
        for expression, zone, start, *runs in rows:
            cron = brute.Cron(expression)
            elapsed = None if interval == "elapsed" else False
            if ask.five(brute.next_at_changes(cron, zone, brute.stamp(start), gap, overlap, elapsed)) != runs:
                missed.append((expression, zone, start))
        best.append((len(missed), f"gap {gap}, overlap {overlap}, intervals {interval}", missed))
    best.sort(key=lambda at: at[0])
    said = [f"{system}: {name}: all but {count} of {len(rows)} rows" for count, name, _ in best if count == best[0][0]]
    lost = [row for row in best[0][2] if all(row in missed for _, _, missed in best)]
    said += [f"{system}: another choice gives {' '.join(row)}" for row in best[0][2] if row not in lost]
    return said + [f"{system}: no choice gives {expression} in {zone} from {start}" for expression, zone, start in lost]


def main():
    rows = list(questions())
    lines = ["\t".join(row) for row in rows]
    table = []
    for row, answer in zip(rows, ask.run(ask.GO, lines)):
        table.append(["kubernetes", *row, *answer.split("\t"), row[0]])
    for row, answer in zip(rows, ask.run(SYSTEMD, lines)):
        spec, *runs = answer.split("\t")
        table.append(["systemd", *row, *runs, spec])
    for row, (text, runs) in zip(rows, rfc5545(rows)):
        table.append(["rfc5545", *row, *runs, text])
    said = [line for system in ("kubernetes", "systemd", "rfc5545") for line in judge(system, [row[1:9] for row in table if row[0] == system])]
    ask.write(
        "preset_clock_changes.tsv",
        ["what other systems do at clock changes, measured: kubernetes is robfig/cron v3 with the standard parser, systemd is",
         "systemd-analyze calendar, rfc5545 is dateutil's local expansion read in the zone by Temporal's \"compatible\" (RFC 5545, 3.3.10 and 3.3.5)",
         "columns: system, expression, zone, from, next1, next2, next3, next4, next5, what was asked (TAB between; `-` where there is none)",
         "command: /usr/bin/python3 tests/oracles/python/make_presets.py",
         f"versions: {ask.versions(ask.GO)}; {ask.versions(SYSTEMD)}; dateutil {dateutil.__version__}; {ask.versions(ask.NODE)}; tzdata {ask.zone_data()}",
         "found, by trying every choice of the scan of cronbrute.py; `intervals elapsed` is clause 4.2, `intervals fixed` is 4.2 switched off:",
         *said],
        table,
    )
    print(*said, sep="\n")


main()
