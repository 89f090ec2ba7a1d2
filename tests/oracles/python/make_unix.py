"""Writes unix_next.tsv and unix_exceptions.tsv.

Five-field questions are drawn with a fixed seed. robfig/cron and cron-parser answer them, and the
day scan of cronbrute.py, which follows Vixie cron. Rows on which all three agree make the table.
"""
import random

import ask
import cronbrute as brute

SEED = 20261124
ZONES = [
    "UTC", "Asia/Shanghai", "Asia/Kolkata", "Asia/Tokyo", "Asia/Kathmandu", "America/Phoenix",
    "America/New_York", "Europe/Berlin", "Europe/London", "Australia/Adelaide", "Pacific/Auckland",
]
FIELDS = {
    "minute": (0, 59, []),
    "hour": (0, 23, []),
    "dom": (1, 31, []),
    "month": (1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()),
    "dow": (0, 7, "SUN MON TUE WED THU FRI SAT".split()),
}


def value(pick, name):
    low, high, names = FIELDS[name]
    at = pick.randint(low, high)
    if names and pick.random() < 0.35:
        word = names[at % len(names) if name == "dow" else at - 1]
        return at, pick.choice([word, word.lower(), word.capitalize()])
    return at, f"{at:02d}" if pick.random() < 0.03 else str(at)


def item(pick, name):
    low, high, _ = FIELDS[name]
    kind = pick.randrange(10)
    if kind < 5:
        return value(pick, name)[1]
    if kind < 8:
        first, second = value(pick, name), value(pick, name)
        if first[0] > second[0]:
            first, second = second, first
        if second[1].upper() == "SUN" and second[0] == 7:
            second = (7, "7")
        step = f"/{pick.randint(1, max(2, (high - low) // 3))}" if kind == 7 else ""
        return f"{first[1]}-{second[1]}{step}"
    if kind == 8:
        return f"*/{pick.randint(1, max(2, (high - low) // 2))}"
    return f"{pick.randint(low, high - 1)}/{pick.randint(1, max(2, (high - low) // 2))}"


def field(pick, name, star):
    if pick.random() < star:
        return "*"
    count = pick.choice([1, 1, 1, 1, 2, 2, 3, 4])
    while True:
        items = [item(pick, name) for _ in range(count)]
        if name == "dow" and pick.random() < 0.9 and any(sunday_seven(at) for at in items):
            continue
        # cron-parser refuses a value said twice, so few lists repeat one.
        if pick.random() < 0.99 and repeats(items, name):
            continue
        return ",".join(items)


def repeats(items, name):
    low, high, names = FIELDS[name]
    numbers = {word: at + low for at, word in enumerate(names)}
    said = [at % 7 if name == "dow" else at for part in items for at in brute.plain(part, low, high, numbers)]
    return len(said) != len(set(said))


CURATED = [
    # Sunday is 0 and 7.
    "0 0 * * 7", "0 0 * * 0,7", "0 0 * * 5-7", "0 0 * * 0-7", "30 6 1 * 7", "0 0 * * SUN", "0 0 * * 6-7/1",
    # A day field that starts with a star is open: both must match. After another item it is not.
    "0 0 13 * */2", "0 0 */2 * 1", "0 0 */10 * MON-FRI", "0 0 1-7 * */7", "0 0 1-7 * *", "0 0 */10,15 * 3",
    "0 0 5,*/10 * 3", "0 0 13 * 5,*/6", "0 0 29 2 */2", "0 0 */31 * 2",
    # Both restricted: either.
    "0 0 13 * 5", "0 12 1,15 * FRI", "30 4 1,15 * 5", "0 0 30 2 1", "0 0 31 4 0",
    # Long waits.
    "0 0 29 2 *", "0 0 29 2 */3", "59 23 31 12 *", "0 0 31 * *", "0 0 29-31 2 *",
    # Wrap-around, steps, repeats, spaces.
    "0 0 * * FRI-MON", "0 22-2 * * *", "50-10 * * * *", "*/7 */5 */3 */2 */4", "0,0,0 0 1,1 * *", "5/15 * * * *",
    "0 0 * * 1/2", "0 0 10/5 * *", "0  0 1  *  *", "*/60 * * * *", "0 */24 * * *", "0 0 */32 * *",
    "*/1 * * * *", "* * * * *", "0-59 * * * *", "1-59/2 * * * *", "0 0 1-31/31 * *", "0 0 1-31 * 1", "0 0 1 * 0-6",
]


def questions():
    pick = random.Random(SEED)

    def row(expression):
        after = brute.stamp("2010-01-01T00:00:00Z") + pick.randrange(28 * 365 * 86400)
        if pick.random() < 0.2:
            after -= after % 60
        return expression, pick.choice(ZONES), brute.text(after)

    for expression in brute.MACROS:
        for _ in range(6):
            yield row(expression)
    for expression in CURATED:
        for _ in range(2):
            yield row(expression)
    for start in ("2096-02-29T00:00:00Z", "2096-03-01T00:00:00Z", "2099-12-31T23:59:59Z", "2199-06-01T00:00:00Z"):
        for expression in ("0 0 29 2 *", "0 12 29 2 *", "0 0 29 2 */2", "0 0 1 1 *", "0 0 31 * 5"):
            yield expression, "UTC", start
    seen = set()
    while len(seen) < 4200:
        shape = pick.randrange(10)
        dom_star, dow_star = ((0.0, 0.0) if shape < 3 else (0.0, 1.0) if shape < 6 else (1.0, 0.0) if shape < 9 else (1.0, 1.0))
        expression = " ".join(
            field(pick, name, star)
            for name, star in (("minute", 0.1), ("hour", 0.25), ("dom", dom_star), ("month", 0.45), ("dow", dow_star))
        )
        if expression not in seen:
            seen.add(expression)
            yield row(expression)


def sunday_seven(field):
    """Does a day-of-week field name day 7?"""
    return any(end in ("7", "07") for part in field.split(",") for end in part.split("/")[0].split("-"))


def other_readings(expression):
    """The scan under other systems' readings of the day fields, each with its name."""
    expression = brute.MACROS.get(expression.lower(), expression)
    fields = expression.split()
    days = fields[2], fields[4]

    def scan(opens, to_seven=False):
        cron = brute.Cron(expression)
        cron.dom_open, cron.dow_open = (is_open(field) for is_open, field in zip((opens, opens), days))
        if to_seven:
            for part in fields[4].split(","):
                body, slash, step = part.partition("/")
                if slash and "-" not in body:
                    first = 0 if body == "*" else brute.number(body, brute.DAYS)
                    cron.dow_days |= {day % 7 for day in range(first, 8, int(step))}
        return cron

    begins = lambda field: field.startswith("*")
    anywhere = lambda field: any(part in ("*", "*/1") for part in field.split(","))
    star = lambda field: field == "*"
    ors = "so it ORs; Vixie looks at the first character and ANDs"
    seven = "lets a/n of day-of-week run on to 7, Sunday; Vixie has no a/n, the scan ends at 6 as robfig does"
    yield f"opens a day field only for a star without a step, {ors}", scan(anywhere)
    yield f"opens a day field only for a lone star and not for */1, {ors}", scan(star)
    yield seven, scan(begins, True)
    yield f"opens a day field only for a lone star, {ors}; it {seven}", scan(star, True)


def reason_of(name, row, vixie, answer):
    if answer == vixie:
        return None
    if "duplicate values" in answer[0]:
        return f"{name} refuses a value said twice"
    if name == "robfig" and answer[0].startswith("!") and "(7)" in answer[0] and sunday_seven(row[0].split()[-1]):
        return "robfig has no 7 for Sunday"
    if answer[0].startswith("!"):
        return f"{name} refuses: {answer[0][1:]}"
    if "-" in answer:
        return f"{name} gives up after five years without a run"
    for reading, cron in other_readings(row[0]):
        ours = brute.next_away_from_changes(cron, row[1], brute.stamp(row[2]), strict=False)
        if ours and ask.five(ours) == answer:
            return f"{name} {reading}"
    return f"{name} differs"


def main():
    rows = list(questions())
    lines = ["\t".join(row) for row in rows]
    go, js = ask.run(ask.GO, lines), ask.run(ask.NODE + ["cron-parser"], lines)
    agreed, odd = [], []
    for row, robfig, parser in zip(rows, go, js):
        robfig, parser = robfig.split("\t"), parser.split("\t")
        try:
            ours = brute.next_away_from_changes(brute.Cron(row[0]), row[1], brute.stamp(row[2]))
        except brute.Refused as refusal:
            vixie = ["!Vixie refuses: " + str(refusal)]
        else:
            if not ours:
                if ours is None:
                    continue
                vixie = ["!never fires"]
            else:
                vixie = ask.five(ours)
        if vixie == robfig == parser:
            agreed.append([*row, *vixie])
            continue
        reason = vixie[0][1:] if vixie[0].startswith("!") else "; ".join(filter(None, (reason_of("robfig", row, vixie, robfig), reason_of("cron-parser", row, vixie, parser))))
        five = lambda answer: ["-"] * 5 if answer[0].startswith("!") else answer
        said = lambda name, answer: f"; {name} refuses: {answer[0][1:]}" if answer[0].startswith("!") else ""
        if vixie[0].startswith("!"):
            reason += said("robfig", robfig) + said("cron-parser", parser)
        odd.append([*row, *five(vixie), *five(robfig), *five(parser), reason])
    tools = f"versions: {ask.versions(ask.GO)}; {ask.versions(ask.NODE)}; scan with Python zoneinfo on tzdata {ask.zone_data()}"
    command = "command: /usr/bin/python3 tests/oracles/python/make_unix.py (seed %d)" % SEED
    fields = "five fields: minute hour day-of-month month day-of-week (0 and 7 are Sunday), or a macro"
    ask.write(
        "unix_next.tsv",
        ["five-field cron, away from clock changes: robfig/cron, cron-parser and the scan of cronbrute.py agree",
         "columns: expression, zone, from, next1, next2, next3, next4, next5 (TAB between)", fields, command, tools],
        agreed,
    )
    ask.write(
        "unix_exceptions.tsv",
        ["five-field cron on which robfig/cron, cron-parser and the scan (Vixie's rules) do not agree",
         "columns: expression, zone, from, vixie1..vixie5, robfig1..robfig5, parser1..parser5, reason (TAB between; `-` where there is none)",
         "the scan is what the `unix` dialect must give; where its five are all `-` Vixie refuses or never fires", fields, command, tools],
        odd,
    )


main()
