"""Compares the rows of ClockChangeRows.java with the rule that the preset `quartz` states.

    python3 check_clock_changes.py <candidates.tsv> <output directory>

The rule: a local time that a gap removes is skipped, and a local time that occurs twice fires the second time
only; fixed and interval expressions alike.  All rows go into quartz_clock_changes.tsv.  Those that break the
rule go into quartz_clock_exceptions.tsv as well, with what the rule says.
"""
import sys
from collections import Counter
from datetime import timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from check_rows import ANSWERS, COLUMNS, HANGS, NONE, Row, header, write
from plain_calendar import PlainCalendar, instant_text, parse_instant

LOOK_BACK = timedelta(hours=4)  # longer than any overlap: what fires later may read earlier
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
UTC = timezone.utc


def second_pass(local, zone):
    """The instant of a local time, the later one of two; None where the zone's clock never shows it."""
    instant = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return instant if instant.astimezone(zone).replace(tzinfo=None) == local else None


def by_rule(row, since):
    zone = ZoneInfo(row.zone)
    calendar = PlainCalendar(row.expression)
    local = since.astimezone(zone).replace(tzinfo=None) - LOOK_BACK
    found = []
    while len(found) < ANSWERS:
        times = calendar.after(local, count=500)
        instants = [second_pass(time, zone) for time in times]
        found += [instant for instant in instants if instant is not None and instant > since]
        if not times:
            break
        local = times[-1]
    texts = [instant_text(instant) for instant in found[:ANSWERS]]
    return texts + [NONE] * (ANSWERS - len(texts))


def asked_in_first_pass(row):
    """The instant that Quartz takes the question for: the same reading of the clock, one pass later."""
    zone = ZoneInfo(row.zone)
    first = row.since + SECOND
    later = second_pass(first.astimezone(zone).replace(tzinfo=None), zone)
    return later - SECOND if later != first else None


def follows_long_gap(text, zone):
    """Within the first hours after a gap of more than an hour."""
    instant = parse_instant(text)
    gained = instant.astimezone(zone).utcoffset() - (instant - 2 * HOUR).astimezone(zone).utcoffset()
    return gained > HOUR


def precedes_removed_day(text, zone):
    instant = parse_instant(text)
    gained = (instant + 24 * HOUR).astimezone(zone).utcoffset() - instant.astimezone(zone).utcoffset()
    return gained >= 24 * HOUR


def reason(row, truth):
    """The class of a row that breaks the rule, each with the test that shows it to be that one."""
    if "W" in row.expression.split()[3].upper():
        if HANGS in row.quartz:
            return "w_in_gap_hangs"
        if all(precedes_removed_day(text, ZoneInfo(row.zone)) for text in row.quartz if text not in truth):
            return "w_on_removed_day"
    taken_for = asked_in_first_pass(row)
    if taken_for is not None and row.quartz == by_rule(row, taken_for):
        return "asked_in_first_pass"
    zone = ZoneInfo(row.zone)
    lost = [text for text in truth if text not in row.quartz and (NONE in row.quartz or text < row.quartz[-1])]
    if lost and all(follows_long_gap(text, zone) for text in lost) and lacks_only(row.quartz, truth, lost):
        return "after_long_gap"
    raise SystemExit(f"nobody has explained this one:\n{row.line}\n{truth}")


def lacks_only(answers, truth, lost):
    kept = [text for text in truth if text not in lost]
    return answers[:len(kept)] == kept


def main(candidates, output):
    rows = [Row(line) for line in Path(candidates).read_text(encoding="utf-8").splitlines()]
    broken, count = [], Counter()
    for row in rows:
        truth = by_rule(row, row.since)
        if row.quartz != truth:
            why = reason(row, truth)
            count[why] += 1
            broken.append(f"{row.line}\t{why}\t{','.join(truth)}")
    write(Path(output) / "quartz_clock_changes.tsv", header(COLUMNS), [row.line for row in rows])
    write(Path(output) / "quartz_clock_exceptions.tsv", header([*COLUMNS, "reason", "truth"]), broken)
    print(f"clock changes {len(rows)}, by the rule {len(rows) - len(broken)}, "
          + ", ".join(f"{name} {number}" for name, number in sorted(count.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
