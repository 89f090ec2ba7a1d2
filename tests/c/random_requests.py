"""python3 random_requests.py LIBRARY PROGRAM [CALLER]: the shared library, by ctypes or by a program that calls it
(go/nextfire.go), answers random requests as the program does.

Each request goes to `nextfire filter` as a line of JSON, and its schedule as JSON to nextfire_parse; cron text goes there
as text too.  The instants must be the same, and so must all violations.
"""
import json
import random
import subprocess
import sys
from datetime import datetime, timezone

from nextfire_ctypes import CODES, Library, Refused

REQUESTS = 10_000
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Calcutta", "Australia/Lord_Howe",
         "Africa/Casablanca", "Antarctica/Troll", "Europe/Dublin", "Asia/Shanghai", "America/Sao_Paulo", "+05:45",
         "China Standard Time", "asia/tokyo"]
# Clock changes, within an hour of which questions are the most interesting.
CHANGES = [1774746000, 1792890000, 1772953200, 1793512800, 1325239200, 1762063200]
ZONELESS = ["Europe/Berln", "", None]


def number_list(pick, first, last, word=None):
    numbers = [str(pick.randint(first, last)) for _ in range(pick.randint(1, 4))]
    return ",".join(numbers + ([word] if word and pick.random() < 0.3 else []))


def time_of_day(pick):
    return f"{pick.choice([0, 1, 2, 2, 3, 9, 23]):02}:{pick.choice([0, 15, 30, 59]):02}:{pick.choice([0, 0, 59]):02}"


def spec(pick):
    schedule = {"scheduled_type": pick.choice(["FIXED_TIME", "DAY", "WEEK", "MONTH", "day"]),
                "scheduled_time": time_of_day(pick)}
    kind = schedule["scheduled_type"].upper()
    if kind == "FIXED_TIME":
        schedule["scheduled_date"] = pick.choice(["2026-03-29", "2026-10-25", "2028-02-29", "2026-02-29", "2040-01-01"])
    if kind == "DAY":
        schedule["day_interval"] = pick.choice([1, 1, 2, 3, 7, 31, 0, 32])
    if kind == "WEEK":
        schedule["week_list"] = number_list(pick, 1, pick.choice([7, 7, 7, 8]))
    if kind == "MONTH":
        schedule["month_list"] = number_list(pick, 1, pick.choice([12, 12, 13]))
        schedule["date_list"] = number_list(pick, 1, 31, "L")
    return schedule


def cron(pick):
    minute = pick.choice(["0", "30", "*/10", "15,45", "5-50/15", "61"])
    hour = pick.choice(["*", "2", "1-3", "*/6", "9-17", "23"])
    days = pick.choice(["*", "1", "31", "10-20", "1,15", "29-31"])
    month = pick.choice(["*", "3", "1-6", "FEB", "oct", "*/5"])
    weekday = pick.choice(["MON-FRI", "SUN", "1-5", "3", "sat"])
    dialect = pick.choice(["quartz", "unix", "spring", "aws"])
    if dialect in ("quartz", "aws"):
        days, weekday = pick.choice([(days, "?"), ("?", weekday), ("L", "?"), ("?", "6#3"), ("LW", "?")])
    elif pick.random() < 0.7:
        weekday = "*"
    fields = [minute, hour, days, month, weekday]
    if dialect in ("quartz", "spring"):
        fields.insert(0, pick.choice(["0", "0", "30", "*/20"]))
    if dialect == "aws":
        return {"cron": f"cron({' '.join(fields)} {pick.choice(['*', '2026-2030', '2028'])})", "dialect": dialect}
    return {"cron": " ".join(fields), "dialect": dialect}


def request(pick):
    schedule = cron(pick) if pick.random() < 0.5 else spec(pick)
    zone = pick.choice(ZONES) if pick.random() < 0.97 else pick.choice(ZONELESS)
    if zone is not None:
        schedule["time_zone"] = zone
    if pick.random() < 0.1:
        schedule["expire_time"] = pick.choice(["2026-12-31T22:59:59Z", "2026-10-25 02:30:00", "2019-01-01T00:00:00Z"])
    if pick.random() < 0.03:
        schedule["week_lst"] = "1"
    options = {"anchor_date": pick.choice(["2026-11-27", "2025-01-31"])}
    if pick.random() < 0.3:
        options["gap"] = pick.choice(["at_transition", "skip", "shift"])
        options["overlap"] = pick.choice(["first", "second", "both"])
        options["elapsed"] = pick.choice(["as_written", "never", "always"])
    after = pick.choice(CHANGES) + pick.randint(-5400, 5400) if pick.random() < 0.7 else pick.randint(0, 4 * 10**9)
    return schedule, options, after


def text_of(instant):
    return datetime.fromtimestamp(instant, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def asked_of_program(program, requests):
    lines = "".join(
        json.dumps({"id": i, "schedule": schedule, "after": text_of(after), "count": 3, **options}) + "\n"
        for i, (schedule, options, after) in enumerate(requests))
    answers = subprocess.run([program, "filter"], input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in answers.splitlines()]


def told_by_library(violations):
    # Of what never fires the program knows the field.  It has the schedule one step further down.
    return [(code, None if code == "never_fires" else field, column, message)
            for code, field, column, message in violations]


def asked_of_caller(caller, requests):
    lines = "".join(json.dumps({**schedule, **options}) + f"\t{after}\n" for schedule, options, after in requests)
    answers = subprocess.run([caller], input=lines, capture_output=True, text=True, check=True).stdout
    for answer in map(json.loads, answers.splitlines()):
        if "next" in answer:
            yield [text_of(instant) for instant in answer["next"]]
        else:
            yield told_by_library([(CODES[each["code"]], each["field"], each["column"] or None, each["message"])
                                   for each in answer["errors"]])


def asked_of_library(nextfire, schedule, options, after):
    try:
        definition = nextfire.parse_json(json.dumps({**schedule, **options}))
    except Refused as refused:
        return told_by_library(refused.violations)
    instants = []
    at = after
    while len(instants) < 3 and (at := nextfire.next(definition, at)) is not None:
        instants.append(at)
    if instants:
        assert nextfire.count(definition, after + 1, instants[-1] + 1) == len(instants), schedule
        assert nextfire.prev(definition, instants[-1] + 1) == instants[-1], schedule
    if "cron" in schedule and "expire_time" not in schedule and "gap" not in options:
        assert nextfire.parse_cron(schedule["cron"], schedule["dialect"], schedule["time_zone"]) == definition, schedule
    return [text_of(instant) for instant in instants]


def told_by_program(answer):
    if "next" in answer:
        return answer["next"]
    return [(error["code"], None if error["code"] == "never_fires" else error["field"].replace("/schedule", "", 1),
             error.get("column"), error["message"]) for error in answer["errors"]]


def main(library, program, caller=None):
    nextfire = Library(library)
    pick = random.Random(20261127)
    requests = [request(pick) for _ in range(REQUESTS)]
    answers = asked_of_program(program, requests)
    if caller:
        answered = list(asked_of_caller(caller, requests))
    else:
        answered = [asked_of_library(nextfire, *asked) for asked in requests]
    assert len(answers) == len(answered) == REQUESTS
    different = refused = 0
    for asked, found, answer in zip(requests, answered, answers):
        expected = told_by_program(answer)
        refused += "errors" in answer
        if found != expected:
            different += 1
            print(asked, "library:", found, "program:", expected, sep="\n  ", file=sys.stderr)
    print(f"{REQUESTS} requests, {refused} of them refused, {different} answered differently; zone data "
          f"{nextfire.tzdata_version}")
    # Both kinds must have been asked.
    return different != 0 or not REQUESTS / 20 < refused < REQUESTS / 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
