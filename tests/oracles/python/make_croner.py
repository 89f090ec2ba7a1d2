"""Writes croner_next.tsv, croner_clock_changes.tsv and croner_exceptions.tsv.

Questions are drawn with a fixed seed, croner answers them, the day scan of cronbrute.py judges.
"""
import random

import ask
import cronbrute as brute

SEED = 20261123
ZONES = [
    "UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Tokyo", "Asia/Kathmandu", "America/Phoenix",
    "America/New_York", "Europe/Berlin", "Australia/Adelaide", "Pacific/Auckland",
]
NAMES = "SUN MON TUE WED THU FRI SAT".split()


def clock(pick):
    """Seconds, minutes and hours: mostly one time, sometimes a few."""
    second = pick.choice(["0", "0", "0", str(pick.randrange(60)), "0,30"])
    minute = pick.choice(["0", str(pick.randrange(60)), "15,45", "*/20", "10-12"])
    hour = pick.choice([str(pick.randrange(24)), str(pick.randrange(24)), "9,17", "8-10", "*/6"])
    return f"{second} {minute} {hour}"


def month(pick):
    kind = pick.randrange(6)
    if kind < 3:
        return "*"
    if kind == 3:
        return ",".join(map(str, sorted(pick.sample(range(1, 13), pick.randint(1, 4)))))
    if kind == 4:
        first = pick.randint(1, 11)
        return f"{first}-{pick.randint(first + 1, 12)}"
    return pick.choice(["FEB", "FEB,JUN", "*/3", "2-12/2", "JAN-MAR"])


def day_of_month(pick):
    if pick.random() < 0.06:
        return "LW"
    items = []
    for _ in range(pick.randint(1, 4)):
        kind = pick.randrange(7)
        if kind < 2:
            items.append("L")
        elif kind < 5:
            items.append(f"{pick.choice([1, 2, 15, 28, 29, 30, 31, pick.randint(1, 31)])}W")
        elif kind < 6:
            items.append(str(pick.randint(1, 31)))
        else:
            first = pick.randint(1, 28)
            items.append(f"{first}-{pick.randint(first + 1, min(31, first + 5))}")
    if not any(item[-1] in "LW" for item in items):
        items.append("L")
    return ",".join(dict.fromkeys(items))


def day_of_week(pick):
    items = []
    for _ in range(pick.randint(1, 4)):
        day = pick.choice([str(pick.randint(0, 7)), NAMES[pick.randrange(7)]])
        kind = pick.randrange(7)
        if kind < 3:
            items.append(f"{day}#{pick.randint(1, 5)}")
        elif kind < 6:
            items.append(f"{day}L")
        else:
            items.append(day)
    if not any("#" in item or item[-1] == "L" for item in items):
        items.append("5L")
    return ",".join(dict.fromkeys(items))


def away_from_changes():
    pick = random.Random(SEED)
    seen = set()
    while len(seen) < 2300:
        days = f"{day_of_month(pick)} {{}} *" if pick.random() < 0.6 else f"* {{}} {day_of_week(pick)}"
        expression = f"{clock(pick)} {days.format(month(pick))}"
        after = brute.stamp("2015-01-01T00:00:00Z") + pick.randrange(22 * 365 * 86400)
        if pick.random() < 0.2:
            after -= after % 86400
        row = (expression, pick.choice(ZONES), brute.text(after))
        if row not in seen:
            seen.add(row)
            yield row


# Zone and the years whose changes are asked about.
CHANGES = [
    ("America/New_York", (2025, 2026)), ("Europe/Berlin", (2025, 2026)), ("Australia/Lord_Howe", (2025, 2026)),
    ("America/Sao_Paulo", (2018,)), ("Africa/Cairo", (2024,)), ("Asia/Beirut", (2024,)),
    ("Europe/Dublin", (2026,)), ("Antarctica/Troll", (2026,)), ("America/Havana", (2024,)),
    ("Pacific/Chatham", (2025,)), ("Pacific/Apia", (2011,)),
]


def at_changes():
    pick = random.Random(SEED + 1)
    seen = set()
    for zone, years in CHANGES:
        for year in years:
            for change in brute.changes_of_year(zone, year):
                before, later = brute.offset(zone, change - 1), brute.offset(zone, change)
                low, high = change + min(before, later), change + max(before, later)
                for _ in range(44):
                    expression = change_expression(pick, low, high)
                    after = change + pick.choice([-93600, -7200, -3600, -1801, -600, -1, 0, 1, 600, 1801, 3599, 4500, 7199])
                    row = (expression, zone, brute.text(after))
                    if row not in seen:
                        seen.add(row)
                        yield row


def change_expression(pick, low, high):
    """An expression whose times lie in or at the edges of the local stretch [low, high)."""
    span = min(high - low, 86400)
    at = brute.naive(low + pick.choice([0, 1, 60, span // 2, span - 60, span - 1, span, -1, -60, pick.randrange(span)]))
    hour, minute = at.hour, at.minute
    second = pick.choice([0, 0, at.second])
    other = (hour + pick.choice([1, 2, 5, 12, 23])) % 24
    days = pick.choice(["* * *"] * 6 + [f"{at.day} * *", f"* {at.month} *", f"* * {at.isoweekday() % 7}"])
    return pick.choice(
        [
            f"{second} {minute} {hour} {days}",
            f"{second} {minute} {hour} {days}",
            f"0 {minute} {','.join(map(str, sorted({hour, other})))} {days}",
            f"0 {','.join(map(str, sorted({0, 15, 30, 45, minute})))} {hour} {days}",
            f"0,30 {minute} {hour} {days}",
            f"0 {minute} * {days}",
            f"0 */30 * {days}",
            f"0 0 * {days}",
            f"0 */{pick.choice([10, 15, 20])} {hour} {days}",
            f"0 {minute} {min(hour, 20)}-{min(hour, 20) + 3} {days}",
            f"0 {minute} */2 {days}",
            f"*/20 {minute} {hour} {days}",
            f"0 {max(0, minute - 3)}-{minute} {hour} {days}",
            f"0 0,30 0-5 {days}",
        ]
    )


def why(cron, row, ours, theirs):
    """Names what croner did, so that a reader need not work it out."""
    after = brute.stamp(row[2])
    if any(a >= b for a, b in zip([after] + theirs, theirs)):
        return "croner's answers do not increase"
    if brute.next_at_changes(cron, row[1], after, elapsed=not cron.interval) == theirs:
        if cron.interval:
            return "croner takes a range of one value for a fixed time"
        if "," in " ".join(row[0].split()[:3]):
            return "croner takes a comma list for an interval: both passes, none in the gap"
        return "croner fires nothing for a whole day that the zone skips"
    return "croner differs otherwise"


def main():
    engine = ask.versions(ask.NODE)
    tools = f"versions: {engine}; judged with Python zoneinfo on tzdata {ask.zone_data()}"
    command = "/usr/bin/python3 tests/oracles/python/make_croner.py (seed %d)" % SEED
    runs = "expression, zone, from, next1, next2, next3, next4, next5 (TAB between; `-` where there is none)"
    dialect = "croner: second minute hour day-of-month month day-of-week; Sunday is 0 and 7"

    kept, odd = [], []
    questions = list(away_from_changes())
    for row, answer in zip(questions, ask.run(ask.NODE + ["croner"], ["\t".join(row) for row in questions])):
        cron = brute.Cron(row[0])
        ours = brute.next_away_from_changes(cron, row[1], brute.stamp(row[2]))
        if ours is None or not ours:
            continue
        if answer.startswith("!"):
            odd.append([*row, *ask.five(ours), *["-"] * 5, "croner refuses: " + answer[1:]])
        elif answer.split("\t") == ask.five(ours):
            kept.append([*row, *ask.five(ours)])
        else:
            theirs = [brute.stamp(at) for at in answer.split("\t") if at != "-"]
            odd.append([*row, *ask.five(ours), *answer.split("\t"), why(cron, row, ours, theirs)])
    ask.write(
        "croner_next.tsv",
        ["croner: L, nW, n#k and nL, alone and in lists, away from clock changes", "columns: " + runs, dialect, "command: " + command, tools,
         "each row agrees with the day scan of tests/oracles/python/cronbrute.py"],
        kept,
    )

    kept = []
    questions = list(at_changes())
    checked = 0
    for number, (row, answer) in enumerate(zip(questions, ask.run(ask.NODE + ["croner"], ["\t".join(row) for row in questions]))):
        cron = brute.Cron(row[0])
        after = brute.stamp(row[2])
        ours = brute.next_at_changes(cron, row[1], after)
        if number % 16 == 0:
            slow = brute.slow_check(cron, row[1], after, 5, 30 * 3600)
            assert slow == ours[: len(slow)] and (len(slow) == 5 or ours[len(slow)] > after + 30 * 3600), row
            checked += 1
        if answer.startswith("!"):
            odd.append([*row, *ask.five(ours), *["-"] * 5, "croner refuses: " + answer[1:]])
        elif answer.split("\t") == ask.five(ours):
            kept.append([*row, *ask.five(ours)])
        else:
            theirs = [brute.stamp(at) for at in answer.split("\t") if at != "-"]
            odd.append([*row, *ask.five(ours), *answer.split("\t"), why(cron, row, ours, theirs)])
    print(f"{checked} rows checked second by second")
    ask.write(
        "croner_clock_changes.tsv",
        ["croner at clock changes, where it does what clauses 4.1 and 4.2 of SEMANTICS.md say", "columns: " + runs, dialect, "command: " + command, tools,
         "each row agrees with the scan of tests/oracles/python/cronbrute.py, which knows no cron library"],
        kept,
    )
    ask.write(
        "croner_exceptions.tsv",
        ["croner where it does not do what the day scan says; the scan is what nextfire must give",
         "columns: expression, zone, from, scan1..scan5, croner1..croner5, reason (TAB between; `-` where there is none)",
         dialect, "command: " + command, tools],
        odd,
    )


main()
