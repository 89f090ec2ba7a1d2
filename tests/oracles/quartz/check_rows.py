"""Sorts the candidates of NextRows.java: what a plain calendar confirms, and what it does not.

    python3 check_rows.py <candidates.tsv> <output directory>

Writes quartz_next.tsv and quartz_exceptions.tsv.  Every disagreement must fall into a known class; another
one stops the run.  So nothing is called a habit of Quartz before somebody has looked.
"""
import re
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from plain_calendar import (ANSWERS, MONDAY, FRIDAY, PlainCalendar, day_of_week, days_in_month, instant_text,
                            parse_instant)

NONE, HANGS = "-", "hangs"
MARGIN = timedelta(days=2)
MOST_AGREED = 21000
MOST_OF_A_CLASS = 100
TWO_HABITS = "two habits at once"
# Quartz looks no further than 100 years from the day on which it runs.  Answers near that limit would make
# the tables depend on the date of the run: kept are rows well before it and rows well behind it.
LAST_SURE_YEAR = 2119
FIRST_UNREACHED_YEAR = 2160
COLUMNS = ["expression", "zone", "from"] + [f"next{i + 1}" for i in range(ANSWERS)]


class Row:
    def __init__(self, line):
        self.line = line
        self.expression, self.zone, since, *self.quartz = line.split("\t")
        self.since = parse_instant(since)
        self.offset = self.since.astimezone(ZoneInfo(self.zone)).utcoffset()

    def truth(self, drop_name_steps=False):
        local = self.since.replace(tzinfo=None) + self.offset
        found = PlainCalendar(self.expression, drop_name_steps).after(local)
        texts = [instant_text(time - self.offset) for time in found]
        return texts + [NONE] * (ANSWERS - len(texts))

    def answers(self):
        return [parse_instant(text) for text in self.quartz if text not in (NONE, HANGS)]

    def local_dates(self):
        return [(instant + self.offset).date() for instant in self.answers()]

    def is_quiet(self):
        """The zone's offset does not change near the row.  With this machine's tzdata, newer than Java's."""
        at = self.since - MARGIN
        end = max([self.since, *self.answers()]) + MARGIN
        step = timedelta(days=1 if end - at < timedelta(days=800) else 20)
        zone = ZoneInfo(self.zone)
        while at < end:
            if at.astimezone(zone).utcoffset() != self.offset:
                return False
            at += step
        return end.astimezone(zone).utcoffset() == self.offset


def year_of(text):
    return int(text[:4])


def is_certain(row, truth):
    """False where the answers lie close to the year limit of Quartz."""
    if any(year_of(text) > LAST_SURE_YEAR for text in row.quartz if text not in (NONE, HANGS)):
        return False
    return not any(LAST_SURE_YEAR < year_of(text) < FIRST_UNREACHED_YEAR for text in truth if text != NONE)


def before_limit(truth):
    kept = [text for text in truth if text != NONE and year_of(text) <= LAST_SURE_YEAR]
    return kept + [NONE] * (ANSWERS - len(kept))


def reason(row, truth):
    """The class of a disagreement, each with the test that shows it to be that one and no other."""
    day = row.expression.upper().split()[3]
    if HANGS in row.quartz and re.fullmatch(r"L-(28|29|30)W", day):
        return "l_w_hangs"
    if row.quartz == before_limit(truth):
        return "year_limit"
    if row.quartz == before_limit(row.truth(drop_name_steps=True)):
        return "name_step"
    if (match := re.fullmatch(r"(29|30|31)W", day)) and only_adds(row, truth, friday_before(int(match[1]))):
        return "w_day_missing"
    if (match := re.fullmatch(r"L-(28|29|30)W", day)) and only_adds(row, truth, monday_first(int(match[1]))):
        return "l_w_first"
    if has_name_step(row.expression) and "W" in day:
        return TWO_HABITS
    raise SystemExit(f"nobody has explained this one:\n{row.line}\n{truth}")


def only_adds(row, truth, is_added):
    """Every true answer up to the last one of Quartz is there; the others are added dates of the kind."""
    added = [text for text, date in zip(row.quartz, row.local_dates()) if text not in truth or is_added(date)]
    kept = [text for text in row.quartz if text not in added]
    return kept == truth[:len(kept)] and all(is_added(date) for text, date in zip(row.quartz, row.local_dates())
                                             if text in added)


def friday_before(number):
    """nW in a month that ends on day n - 1, a Friday: Quartz takes the 1st after it for the missing day n."""
    return lambda day: day.day == days_in_month(day) == number - 1 and day_of_week(day) == FRIDAY


def monday_first(offset):
    """L-nW in a month of n days that begins on a Monday: Quartz takes the Sunday before it for day 0."""
    return lambda day: day.day == 1 and days_in_month(day) == offset and day_of_week(day) == MONDAY


def has_name_step(expression):
    return re.search(r"[A-Z]{3}/", expression.upper()) is not None


def sort(lines):
    agreed, exceptions, dropped = [], {}, Counter()
    seen = set()
    for line in lines:
        row = Row(line)
        truth = row.truth()
        key = (row.expression, row.zone, row.since)
        if key in seen:
            dropped["repeated"] += 1
        elif not row.is_quiet():
            dropped["offset changes"] += 1
        elif not PlainCalendar(row.expression).can_fire():
            dropped["never fires"] += 1
        elif not is_certain(row, truth):
            dropped["near the year limit"] += 1
        elif row.quartz == truth:
            agreed.append(row.line)
        else:
            why = reason(row, truth)
            if why == TWO_HABITS:
                dropped[why] += 1
            else:
                exceptions.setdefault(why, []).append(row.line + "\t" + ",".join(truth))
        seen.add(key)
    return agreed, exceptions, dropped


def header(columns):
    return ["# what Quartz 2.3.2 answers; `-` where it has no further one, `hangs` where it searches for ever",
            f"# columns: {', '.join(columns)} (TAB between)",
            "# command: tests/oracles/quartz/make_tables.sh (seed 20261123)",
            "# versions: Quartz 2.3.2 (Debian libquartz2-java 2.3.2-4), Java 17 with tzdata 2025a"]


def write(path, head, lines):
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8", newline="\n")


def main(candidates, output):
    lines = Path(candidates).read_text(encoding="utf-8").splitlines()
    agreed, exceptions, dropped = sort(lines)
    excepted = []
    for name in sorted(exceptions):
        for line in exceptions[name][:MOST_OF_A_CLASS]:
            shown, _, truth = line.rpartition("\t")
            excepted.append(f"{shown}\t{name}\t{truth}")
    write(Path(output) / "quartz_next.tsv", header(COLUMNS), agreed[:MOST_AGREED])
    write(Path(output) / "quartz_exceptions.tsv", header([*COLUMNS, "reason", "truth"]), excepted)
    print(f"candidates {len(lines)}, agreed {len(agreed)}, kept {min(len(agreed), MOST_AGREED)}")
    print("exceptions " + ", ".join(f"{name} {len(exceptions[name])}" for name in sorted(exceptions)))
    print("dropped " + ", ".join(f"{name} {count}" for name, count in sorted(dropped.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
