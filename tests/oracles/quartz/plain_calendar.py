"""A brute-force calendar for Quartz expressions: parses the text itself and looks at one day after the other.

Shares nothing with Quartz or nextfire.  Slow and obvious on purpose: each rule is one line that can be read
against the definition in README.md.
"""
import bisect
import re
from datetime import date, datetime, timedelta, timezone

ANSWERS = 5
LAST_YEAR = 2199
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DAYS = "SUN MON TUE WED THU FRI SAT".split()
SUNDAY, MONDAY, FRIDAY, SATURDAY = 1, 2, 6, 7


class Field:
    def __init__(self, low, high, names=(), wraps=True):
        self.low, self.high, self.wraps = low, high, wraps
        self.names = {name: low + i for i, name in enumerate(names)}

    def value(self, text):
        number = self.names[text] if text in self.names else int(text)
        if not self.low <= number <= self.high:
            raise ValueError(f"{text} is out of bounds")
        return number

    def item(self, text, drop_name_steps):
        """The values of one item: *, a, a-b, and each of them with /n."""
        start, slash, step = text.partition("/")
        if slash and drop_name_steps and start[:1].isalpha():
            slash, step = "", ""  # what Quartz does with MON-FRI/2
        step = int(step) if slash else 1
        if start in ("*", ""):
            return range(self.low, self.high + 1, step)
        first, dash, last = start.partition("-")
        first = self.value(first)
        last = self.value(last) if dash else self.high if slash else first
        if last >= first:
            return range(first, last + 1, step)
        if not self.wraps:
            raise ValueError(f"{text} runs backwards")
        size = self.high - self.low + 1
        return [(v - self.low) % size + self.low for v in range(first, last + size + 1, step)]

    def values(self, text, drop_name_steps=False):
        return sorted({v for item in text.split(",") for v in self.item(item, drop_name_steps)})


SECOND = MINUTE = Field(0, 59)
HOUR = Field(0, 23)
DAY_OF_MONTH = Field(1, 31)
MONTH = Field(1, 12, MONTHS)
DAY_OF_WEEK = Field(1, 7, DAYS)
YEAR = Field(1970, LAST_YEAR, wraps=False)


def day_of_week(day):
    return day.isoweekday() % 7 + 1  # Sunday is 1


def days_in_month(day):
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def nearest_weekday(year, month, number):
    """The weekday nearest to a day that the month has, without leaving the month."""
    day = date(year, month, number)
    if day_of_week(day) == SATURDAY:
        day += timedelta(days=-1 if number > 1 else 2)
    elif day_of_week(day) == SUNDAY:
        day += timedelta(days=1 if number < days_in_month(day) else -2)
    return day


def day_of_month_rule(text):
    if text == "?":
        return lambda day: True
    if text == "L":
        return lambda day: day.day == days_in_month(day)
    if text == "LW":
        text = "L-0W"
    if match := re.fullmatch(r"L-(\d+)", text):
        offset = int(match[1])
        return lambda day: day.day == days_in_month(day) - offset
    if match := re.fullmatch(r"L-(\d+)W", text):
        offset = int(match[1])
        return lambda day: (days_in_month(day) > offset and
                            day == nearest_weekday(day.year, day.month, days_in_month(day) - offset))
    if match := re.fullmatch(r"(\d+)W", text):
        number = DAY_OF_MONTH.value(match[1])
        return lambda day: (days_in_month(day) >= number and
                            day == nearest_weekday(day.year, day.month, number))
    listed = frozenset(DAY_OF_MONTH.values(text))
    return lambda day: day.day in listed


def day_of_week_rule(text, drop_name_steps):
    if text == "?":
        return lambda day: True
    if text == "L":
        return lambda day: day_of_week(day) == SATURDAY
    if text.endswith("L"):
        wanted = DAY_OF_WEEK.value(text[:-1])
        return lambda day: day_of_week(day) == wanted and day.day + 7 > days_in_month(day)
    if "#" in text:
        wanted, _, nth = text.partition("#")
        wanted, nth = DAY_OF_WEEK.value(wanted), int(nth)
        return lambda day: day_of_week(day) == wanted and (day.day + 6) // 7 == nth
    listed = frozenset(DAY_OF_WEEK.values(text, drop_name_steps))
    return lambda day: day_of_week(day) in listed


class PlainCalendar:
    """What an expression means in local time, in a zone without clock changes."""

    def __init__(self, expression, drop_name_steps=False):
        fields = expression.upper().split()
        second, minute, hour, day, month, weekday = fields[:6]
        if (day == "?") == (weekday == "?"):
            raise ValueError("one of the day fields is ?")
        self.times = [(h * 60 + m) * 60 + s for h in HOUR.values(hour)
                      for m in MINUTE.values(minute) for s in SECOND.values(second)]
        self.months = frozenset(MONTH.values(month, drop_name_steps))
        self.years = frozenset(YEAR.values(fields[6] if len(fields) == 7 else "*"))
        self.in_month = day_of_month_rule(day)
        self.in_week = day_of_week_rule(weekday, drop_name_steps)

    def has_day(self, day):
        return (day.year in self.years and day.month in self.months
                and self.in_month(day) and self.in_week(day))

    def days_from(self, day):
        while day.year <= max(self.years):
            if self.has_day(day):
                yield day
            day += timedelta(days=1)

    def can_fire(self):
        return next(self.days_from(date(min(self.years), 1, 1)), None) is not None

    def after(self, local, count=ANSWERS):
        """The next local times after a local time; fewer where there are no more."""
        found = []
        for day in self.days_from(local.date()):
            midnight = datetime(day.year, day.month, day.day)
            first = 0
            if midnight.date() == local.date():
                first = bisect.bisect_right(self.times, int((local - midnight).total_seconds()))
            found += [midnight + timedelta(seconds=t) for t in self.times[first:first + count - len(found)]]
            if len(found) == count:
                break
        return found


def parse_instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def instant_text(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
