"""Writes rrule_refused.tsv: rules that are malformed, or that nextfire's schedules cannot say.

The list is written by hand. dateutil's word on each is measured: `accepts` or `refuses`.
"""
import warnings

import ask
import dateutil
from dateutil.rrule import rrulestr

START = "DTSTART;TZID=America/New_York:20260105T090000"  # a Monday
UTC = "DTSTART:20260105T090000Z"

# What is wrong, then the texts. `R:` stands for the start above and a RRULE line.
CASES = {
    "a frequency below a day": [
        "R:FREQ=HOURLY", "R:FREQ=MINUTELY;INTERVAL=30", "R:FREQ=SECONDLY;INTERVAL=10", "R:FREQ=HOURLY;INTERVAL=6;BYDAY=MO",
        f"{UTC}\\nRRULE:FREQ=HOURLY;COUNT=5",
    ],
    "BYSETPOS": [
        "R:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "R:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1",
        "R:FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYSETPOS=1,2", "R:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "R:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367",
    ],
    "BYWEEKNO": ["R:FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO", "R:FREQ=YEARLY;BYWEEKNO=-1", "R:FREQ=YEARLY;BYWEEKNO=54"],
    "BYYEARDAY": ["R:FREQ=YEARLY;BYYEARDAY=5", "R:FREQ=YEARLY;BYYEARDAY=-1,5", "R:FREQ=YEARLY;BYYEARDAY=367", "R:FREQ=DAILY;BYYEARDAY=5"],
    "BYEASTER, not in RFC 5545": ["R:FREQ=YEARLY;BYEASTER=0"],
    "a weekday counted from the end, but not the last": ["R:FREQ=MONTHLY;BYDAY=-2MO", "R:FREQ=MONTHLY;BYDAY=-5SU,1MO", "R:FREQ=YEARLY;BYMONTH=1;BYDAY=-3MO"],
    "a weekday ordinal out of bounds": ["R:FREQ=MONTHLY;BYDAY=6MO", "R:FREQ=MONTHLY;BYDAY=0MO", "R:FREQ=MONTHLY;BYDAY=54MO", "R:FREQ=MONTHLY;BYDAY=-54MO"],
    "a weekday ordinal of the year": ["R:FREQ=YEARLY;BYDAY=1MO", "R:FREQ=YEARLY;BYDAY=-1FR", "R:FREQ=YEARLY;BYDAY=20MO"],
    "a weekday ordinal where there is no month": ["R:FREQ=WEEKLY;BYDAY=1MO", "R:FREQ=DAILY;BYDAY=1MO"],
    "BYMONTHDAY in a week": ["R:FREQ=WEEKLY;BYMONTHDAY=5"],
    "an interval of 0, negative or not a number": ["R:FREQ=DAILY;INTERVAL=0", "R:FREQ=DAILY;INTERVAL=-1", "R:FREQ=DAILY;INTERVAL=", "R:FREQ=DAILY;INTERVAL=two", "R:FREQ=DAILY;INTERVAL=1.5", "R:FREQ=DAILY;INTERVAL=99999999999999999999"],
    "months that do not divide a year": ["R:FREQ=MONTHLY;INTERVAL=5", "R:FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=5", "R:FREQ=MONTHLY;INTERVAL=24", "R:FREQ=MONTHLY;INTERVAL=18;BYDAY=1MO"],
    "every n years": ["R:FREQ=YEARLY;INTERVAL=2", "R:FREQ=YEARLY;INTERVAL=4;BYMONTH=1;BYDAY=1MO"],
    "COUNT and UNTIL together": ["R:FREQ=DAILY;COUNT=3;UNTIL=20260201T000000Z", "R:FREQ=WEEKLY;UNTIL=20260201T000000Z;COUNT=3;BYDAY=MO"],
    "COUNT of 0, negative or not a number": ["R:FREQ=DAILY;COUNT=0", "R:FREQ=DAILY;COUNT=-3", "R:FREQ=DAILY;COUNT=x", "R:FREQ=DAILY;COUNT="],
    "UNTIL that is not an instant": ["R:FREQ=DAILY;UNTIL=tomorrow", "R:FREQ=DAILY;UNTIL=20260230T000000Z", "R:FREQ=DAILY;UNTIL=20260201T250000Z", "R:FREQ=DAILY;UNTIL=", "R:FREQ=DAILY;UNTIL=20260201T090000", "R:FREQ=DAILY;UNTIL=2026-02-01T09:00:00Z", "R:FREQ=DAILY;UNTIL=20260201T090000+0100"],
    "an unknown part": ["R:FREQ=DAILY;BYFOO=1", "R:FREQ=DAILY;COLOR=RED", "R:FREQ=DAILY;RSCALE=GREGORIAN;SKIP=FORWARD", "R:FREQ=DAILY;X-PART=1"],
    "a part said twice": ["R:FREQ=DAILY;FREQ=WEEKLY", "R:FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "R:FREQ=DAILY;INTERVAL=2;INTERVAL=3", "R:FREQ=DAILY;COUNT=2;COUNT=2"],
    "no frequency or an unknown one": ["R:INTERVAL=2", "R:BYDAY=MO", "R:FREQ=", "R:FREQ=FORTNIGHTLY", "R:FREQ=DAILY,WEEKLY", "R:"],
    "a malformed part": ["R:FREQ", "R:FREQ=DAILY;", "R:;FREQ=DAILY", "R:FREQ=DAILY;;COUNT=3", "R:FREQ=DAILY COUNT=3", "R:FREQ=DAILY;BYHOUR", "R:FREQ:DAILY", "R:FREQ=DAILY;=3", "R:FREQ=DAILY;COUNT==3"],
    "a weekday that is none": ["R:FREQ=WEEKLY;BYDAY=MONDAY", "R:FREQ=WEEKLY;BYDAY=XX", "R:FREQ=WEEKLY;BYDAY=1", "R:FREQ=WEEKLY;BYDAY=", "R:FREQ=WEEKLY;BYDAY=MO,,TU", "R:FREQ=WEEKLY;BYDAY=MO;WKST=XX", "R:FREQ=WEEKLY;WKST=2"],
    "a month day out of bounds": ["R:FREQ=MONTHLY;BYMONTHDAY=0", "R:FREQ=MONTHLY;BYMONTHDAY=32", "R:FREQ=MONTHLY;BYMONTHDAY=-32", "R:FREQ=MONTHLY;BYMONTHDAY=5,", "R:FREQ=MONTHLY;BYMONTHDAY=L"],
    "a month out of bounds": ["R:FREQ=YEARLY;BYMONTH=0", "R:FREQ=YEARLY;BYMONTH=13", "R:FREQ=YEARLY;BYMONTH=-1", "R:FREQ=YEARLY;BYMONTH=JAN"],
    "a time out of bounds": ["R:FREQ=DAILY;BYHOUR=24", "R:FREQ=DAILY;BYHOUR=-1", "R:FREQ=DAILY;BYMINUTE=60", "R:FREQ=DAILY;BYSECOND=61", "R:FREQ=DAILY;BYHOUR=9-17", "R:FREQ=DAILY;BYHOUR=*"],
    "a leap second": ["R:FREQ=DAILY;BYSECOND=60"],
    "never fires": ["R:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "R:FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31"],
    "two rules": [f"{START}\\nRRULE:FREQ=DAILY\\nRRULE:FREQ=WEEKLY"],
    "no rule": [START, ""],
    "exceptions and extra dates": [
        f"{START}\\nRRULE:FREQ=DAILY\\nEXDATE;TZID=America/New_York:20260106T090000", f"{START}\\nRRULE:FREQ=DAILY\\nRDATE;TZID=America/New_York:20260106T120000",
        f"{START}\\nRRULE:FREQ=DAILY\\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU", f"{UTC}\\nRDATE:20260106T120000Z",
    ],
    "another property": [f"{START}\\nRRULE:FREQ=DAILY\\nSUMMARY:standup", f"{START}\\nDTEND;TZID=America/New_York:20260105T100000\\nRRULE:FREQ=DAILY", "BEGIN:VEVENT\\n" + f"{UTC}\\nRRULE:FREQ=DAILY\\nEND:VEVENT"],
    "an unknown zone": ["DTSTART;TZID=Mars/Olympus:20260105T090000\\nRRULE:FREQ=DAILY", "DTSTART;TZID=:20260105T090000\\nRRULE:FREQ=DAILY"],
    "no DTSTART": ["RRULE:FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0;BYSECOND=0"],
    "two DTSTARTs": [f"{START}\\nDTSTART;TZID=America/New_York:20260106T090000\\nRRULE:FREQ=DAILY"],
    "a bad DTSTART": [
        "DTSTART;TZID=America/New_York:20260230T090000\\nRRULE:FREQ=DAILY", "DTSTART;TZID=America/New_York:20260105T240000\\nRRULE:FREQ=DAILY",
        "DTSTART;TZID=America/New_York:2026-01-05T09:00:00\\nRRULE:FREQ=DAILY", "DTSTART;TZID=America/New_York:\\nRRULE:FREQ=DAILY",
        "DTSTART;TZID=America/New_York:soon\\nRRULE:FREQ=DAILY", "DTSTART;TZID=America/New_York:20261305T090000\\nRRULE:FREQ=DAILY",
        "DTSTART;TZID=America/New_York:20260105T0900\\nRRULE:FREQ=DAILY",
    ],
    "a zone and Z together": ["DTSTART;TZID=America/New_York:20260105T090000Z\\nRRULE:FREQ=DAILY"],
    "a floating DTSTART, in no zone": ["DTSTART:20260105T090000\\nRRULE:FREQ=DAILY"],
    "a DTSTART without a time": ["DTSTART;VALUE=DATE:20260105\\nRRULE:FREQ=DAILY", "DTSTART:20260105\\nRRULE:FREQ=DAILY"],
    "DTSTART is not an instance of its rule, undefined in RFC 5545": [
        "R:FREQ=WEEKLY;BYDAY=TU", "R:FREQ=MONTHLY;BYMONTHDAY=6", "R:FREQ=DAILY;BYHOUR=10", "R:FREQ=YEARLY;BYMONTH=3",
        "R:FREQ=MONTHLY;BYDAY=2MO",
    ],
}


def says(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            rrulestr(text.replace("\\n", "\n"))
        except Exception:
            return "refuses"
    return "accepts"


def main():
    rows = []
    for reason, texts in CASES.items():
        for text in texts:
            if text.startswith("R:"):
                text = f"{START}\\nRRULE:{text[2:]}"
            rows.append([text, says(text), reason])
    ask.write(
        "rrule_refused.tsv",
        ["RFC 5545 texts that are malformed or that nextfire's schedules cannot say; each must be refused",
         "`accepts` only says that dateutil parses the text; it does not make the text right",
         "columns: rule (`\\n` stands for a new line), dateutil (accepts or refuses), reason (TAB between)",
         "command: /usr/bin/python3 tests/oracles/python/make_rrule_refused.py",
         f"versions: dateutil {dateutil.__version__}"],
        rows,
    )


main()
