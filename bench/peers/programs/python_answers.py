"""Answers with croniter or dateutil.

usage: python3 python_answers.py croniter|dateutil version|answers|time
croniter's schedule is an expression, seconds last; dateutil's a local DTSTART and a rule of RFC 5545, with a space
between them.  README.md says what is read and written.
"""
import importlib.metadata
import platform
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo


def croniter_next(expression, zone):
    import pytz  # with zoneinfo or dateutil.tz croniter is an hour off beyond each change of the clock
    from croniter import croniter

    clock = pytz.timezone(zone)
    iterator = croniter(expression, clock.localize(datetime(2024, 1, 1)))

    def ask(after):
        iterator.set_current(datetime.fromtimestamp(after, clock))
        return int(iterator.get_next(float))

    return ask


def dateutil_next(text, zone):
    from dateutil.rrule import rrulestr

    clock = ZoneInfo(zone)
    begin, rule = text.split(" ")
    # Expanded on the wall, and read in the zone by Python: of a repeated time the first pass, of a removed one the
    # offset before the change.
    series = rrulestr(rule, dtstart=datetime.strptime(begin, "%Y%m%dT%H%M%S"), cache=True)

    def ask(after):
        local = datetime.fromtimestamp(after, clock).replace(tzinfo=None)
        found = series.after(local)
        return None if found is None else int(found.replace(tzinfo=clock).timestamp())

    return ask


def taken(schedules, instants, questions):
    begin = time.perf_counter_ns()
    for i in range(questions):
        schedules[i % len(schedules)](instants[i % len(instants)])
    return time.perf_counter_ns() - begin


def times(schedules, instants):
    questions = 1
    while taken(schedules, instants, questions) < 50e6:
        questions *= 2
    return [taken(schedules, instants, questions) / questions for _ in range(5)]


def main(library, wanted):
    if wanted == "version":
        package = {"croniter": "croniter", "dateutil": "python-dateutil"}[library]
        print(f"{library} {importlib.metadata.version(package)}, Python {platform.python_version()}")
        return
    text, zones, *rest = sys.stdin.read().splitlines()
    make = {"croniter": croniter_next, "dateutil": dateutil_next}[library]
    instants = [int(second) for second in rest]
    try:
        schedules = [make(text, zone) for zone in zones.split()]
        if wanted == "time":
            print(*(f"{each:.2f}" for each in times(schedules, instants)))
            return
        for i, after in enumerate(instants):
            next_one = schedules[i % len(schedules)](after)
            print("-" if next_one is None else next_one)
    except ValueError as refused:
        print("! " + " ".join(str(refused).split()))


main(*sys.argv[1:])
