"""Writes rrule_next.tsv: RFC 5545 rules answered by dateutil.

dateutil expands in local time, zoneinfo turns that into instants. Rows with a local time that a
clock change removes or repeats are left out: dateutil says nothing about those.
"""
import datetime as dt
import itertools
import random

import ask
import cronbrute as brute
import dateutil
from dateutil.rrule import rrulestr

SEED = 20261125
ZONES = [
    "UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Tokyo", "America/New_York", "Europe/Berlin",
    "Europe/London", "Australia/Adelaide", "Pacific/Auckland", "America/Los_Angeles",
]
DAYS = "MO TU WE TH FR SA SU".split()
LIMIT = dt.datetime(2100, 1, 1)


def some(pick, values, most):
    return sorted(pick.sample(values, pick.randint(1, min(most, len(values)))))


def joined(values):
    return ",".join(map(str, values))


def by_day(pick):
    return joined(pick.sample(DAYS, pick.randint(1, 4)))


def by_nth_day(pick):
    return joined(dict.fromkeys(f"{pick.choice([1, 2, 3, 4, 5, -1, -1])}{pick.choice(DAYS)}" for _ in range(pick.randint(1, 3))))


def by_month_day(pick):
    days = [pick.choice([pick.randint(1, 31), pick.randint(1, 28), -pick.randint(1, 31), -1, -pick.randint(1, 5)]) for _ in range(pick.randint(1, 4))]
    return joined(dict.fromkeys(days))


def parts(pick, start):
    """The parts of a rule that depend on its frequency."""
    freq = pick.choice(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    found = {"FREQ": freq}
    interval = 1
    if freq == "DAILY":
        interval = pick.choice([1, pick.randint(2, 60), pick.randint(2, 60)])
    elif freq == "WEEKLY":
        interval = pick.choice([1, 1, 2, pick.randint(2, 8), pick.randint(2, 8)])
        if pick.random() < 0.8:
            found["BYDAY"] = by_day(pick)
        if pick.random() < 0.4:
            found["WKST"] = pick.choice(["SU", "SU", "MO", pick.choice(DAYS)])
    elif freq == "MONTHLY":
        interval = pick.choice([1, 1, 1, 2, 3, 4, 6, 12])
        kind = pick.randrange(10)
        if kind in (0, 1, 2, 8, 9):
            found["BYMONTHDAY"] = by_month_day(pick)
        if kind in (3, 4, 5):
            found["BYDAY"] = by_nth_day(pick)
        if kind in (6, 8, 9):
            found["BYDAY"] = by_day(pick)
    else:
        kind = pick.randrange(8)
        if kind in (1, 2, 5, 6):
            found["BYMONTHDAY"] = by_month_day(pick)
        if kind in (3, 5):
            found["BYDAY"] = by_day(pick)
        if kind in (4, 7):
            found["BYDAY"] = by_nth_day(pick)
        if kind in (4, 7) or pick.random() < 0.5:
            found["BYMONTH"] = joined(some(pick, range(1, 13), 4))
    if freq != "YEARLY" and pick.random() < 0.25:
        months = set(some(pick, range(1, 13), 5)) | ({start.month} if freq == "MONTHLY" else set())
        found["BYMONTH"] = joined(sorted(months))
    if interval > 1 or pick.random() < 0.1:
        found["INTERVAL"] = str(interval)
    if pick.random() < 0.25:
        found["BYHOUR"] = joined(some(pick, range(24), 3))
    if pick.random() < 0.25:
        found["BYMINUTE"] = joined(some(pick, range(60), 3))
    if pick.random() < 0.12:
        found["BYSECOND"] = joined(some(pick, range(60), 2))
    return found


def rule_text(start, found):
    return f"DTSTART:{start:%Y%m%dT%H%M%S}\nRRULE:" + ";".join(f"{name}={value}" for name, value in found.items())


def question(pick):
    """One row, or None where the draw is of no use."""
    zone = pick.choice(ZONES)
    start = dt.datetime(1995, 1, 1) + dt.timedelta(seconds=pick.randrange(75 * 365 * 1440) * 60)
    if pick.random() < 0.3:
        start = start.replace(second=pick.randrange(60))
    found = parts(pick, start)
    # RFC 5545 wants DTSTART to be an instance: take the first one.
    horizon = {"UNTIL": f"{start + dt.timedelta(45 * 366):%Y%m%dT%H%M%S}"}
    first = next(iter(rrulestr(rule_text(start, found | horizon))), None)
    if first is None or brute.single(zone, first) is None:
        return None
    start = first
    limit = {}
    until = None
    kind = pick.randrange(10)
    if kind < 2:
        limit["COUNT"] = str(pick.randint(1, 40))
    elif kind < 4:
        until = brute.single(zone, start) + pick.choice([0, 86400, pick.randrange(1, 8 * 365 * 86400)])
        if pick.random() < 0.5:  # the last instance itself: UNTIL is inclusive
            near = itertools.takewhile(lambda at: at < LIMIT, rrulestr(rule_text(start, found)))
            last = pick.choice(list(itertools.islice(near, 30)))
            until = brute.single(zone, last)
        if until is None or not brute.steady(zone, until):
            return None
        limit["UNTIL"] = f"{brute.naive(until + brute.offset(zone, until)):%Y%m%dT%H%M%S}"
    rule = rrulestr(rule_text(start, found | limit))
    times = list(itertools.islice(itertools.takewhile(lambda at: at < LIMIT, rule), 400))
    if not times or times[0] != start:
        return None
    how = pick.randrange(10)
    if how < 2:
        after = brute.single(zone, start) - pick.choice([1, 1, 86400, pick.randrange(1, 400 * 86400)])
    elif how < 5:
        at = brute.single(zone, pick.choice(times))
        if at is None:
            return None
        after = at + pick.choice([0, -1, 1])
    else:
        end = times[-1] if pick.random() < 0.9 else times[-1] + dt.timedelta(400)
        span = int(min((end - start).total_seconds(), 20 * 365 * 86400)) + 1
        after = brute.single(zone, start) + pick.randrange(span)
    if after < 0 or not brute.steady(zone, after):
        return None
    local = brute.naive(after + brute.offset(zone, after))
    more = itertools.takewhile(lambda at: at < LIMIT, rule)
    runs = list(itertools.islice((at for at in more if at > local), 6))
    if len(runs) < 5 and not limit:
        return None  # the table ends in 2100, the rule does not
    runs = runs[:5]
    instants = [brute.single(zone, at) for at in runs]
    if None in instants or ("COUNT" in limit and None in [brute.single(zone, at) for at in times]):
        return None
    if not runs and pick.random() < 0.8:
        return None
    if until is not None:
        limit["UNTIL"] = brute.text(until).replace("-", "").replace(":", "")
    items = list((found | limit).items())
    if pick.random() < 0.3:
        pick.shuffle(items)
    begin = f"DTSTART:{start:%Y%m%dT%H%M%S}Z" if zone == "UTC" else f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}"
    return [begin + "\\nRRULE:" + ";".join(f"{name}={value}" for name, value in items), brute.text(after), *ask.five(instants)]


def main():
    pick = random.Random(SEED)
    rows = []
    while len(rows) < 2400:
        row = question(pick)
        if row is not None:
            rows.append(row)
    # A second library must say the same, or the row is no oracle.
    again = ask.run(ask.NODE + ["rrule-temporal"], [f"{row[0]}\t-\t{row[1]}" for row in rows])
    assert [row[2:] for row in rows] == [answer.split("\t") for answer in again]
    ask.write(
        "rrule_next.tsv",
        ["RFC 5545 rules answered by dateutil: expanded in local time, turned into instants by Python zoneinfo; rrule-temporal agrees on every row",
         "columns: rule (`\\n` stands for a new line), from, next1, next2, next3, next4, next5 (TAB between; `-` where there is none)",
         "DTSTART is an instance of its rule; no local time of a row is removed or repeated by a clock change; all is before 2100",
         "command: /usr/bin/python3 tests/oracles/python/make_rrule.py (seed %d)" % SEED,
         f"versions: dateutil {dateutil.__version__}, tzdata {ask.zone_data()}; {ask.versions(ask.NODE)}"],
        rows,
    )


main()
