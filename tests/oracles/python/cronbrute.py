"""A day scan for cron expressions that shares nothing with nextfire.

It parses the expression itself, walks days one by one, and asks Python's zoneinfo what the clock
reads. It is slow on purpose: each rule is one line one can check by eye.
"""
import bisect
import calendar
import datetime as dt
import functools
import zoneinfo

UTC = dt.timezone.utc
MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13)))
DAYS = dict(zip("SUN MON TUE WED THU FRI SAT".split(), range(7)))
MACROS = {
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
}


class Refused(Exception):
    pass


def number(text, names):
    text = text.upper()
    if text in names:
        return names[text]
    if not text.isdigit():
        raise Refused(f"not a number: {text}")
    return int(text)


def plain(field, low, high, names={}):
    """The set of values of a field of numbers, ranges, stars and steps."""
    values = set()
    for item in field.split(","):
        body, slash, step = item.partition("/")
        step = int(step) if slash else 1
        if step < 1:
            raise Refused("step 0")
        if body == "*":
            first, last = low, high
        elif "-" in body:
            first, last = (number(part, names) for part in body.split("-"))
        else:
            first = number(body, names)
            last = high if slash else first
        if not low <= first <= last <= high:
            raise Refused(f"out of bounds: {item}")
        values.update(range(first, last + 1, step))
    return values


class Cron:
    """Five fields are Vixie's (`unix`), six are croner's (seconds first)."""

    def __init__(self, expression):
        expression = MACROS.get(expression.lower(), expression)
        fields = expression.split()
        self.vixie = len(fields) == 5
        if self.vixie:
            fields = ["0"] + fields
        if len(fields) != 6:
            raise Refused("not five or six fields")
        second, minute, hour, dom, month, dow = fields
        self.seconds = sorted(plain(second, 0, 59))
        self.minutes = sorted(plain(minute, 0, 59))
        self.hours = sorted(plain(hour, 0, 23))
        self.months = plain(month, 1, 12, MONTHS)
        # A star, a range or a step in the time of day makes it an interval (clause 4.2).
        self.interval = any(c in field for field in (second, minute, hour) for c in "*-/")
        # Vixie takes a day field that STARTS with a star for an open one; `*/2` is open too.
        self.dom_open = dom.startswith("*") if self.vixie else dom == "*"
        self.dow_open = dow.startswith("*") if self.vixie else dow == "*"
        self.dom_days, self.dom_weekdays, self.dom_last, self.dom_last_weekday = set(), [], False, False
        for item in dom.split(","):
            if item == "L":
                self.dom_last = True
            elif item == "LW":
                self.dom_last_weekday = True
            elif item.endswith("W"):
                self.dom_weekdays.append(int(item[:-1]))
            else:
                self.dom_days |= plain(item, 1, 31)
        self.dow_days, self.dow_nth, self.dow_last = set(), [], []
        for item in dow.split(","):
            if "#" in item:
                day, nth = item.split("#")
                self.dow_nth.append((number(day, DAYS) % 7, int(nth)))
            elif item.endswith("L") and len(item) > 1:
                self.dow_last.append(number(item[:-1], DAYS) % 7)
            else:
                open_high = 6 if "*" in item or (("/" in item) and "-" not in item) else 7
                self.dow_days |= {day % 7 for day in plain(item, 0, open_high, DAYS)}

    def on(self, date):
        if date.month not in self.months:
            return False
        dom, dow = self.dom_on(date), self.dow_on(date)
        return dom and dow if self.dom_open or self.dow_open else dom or dow

    def dom_on(self, date):
        last = calendar.monthrange(date.year, date.month)[1]
        if date.day in self.dom_days or (self.dom_last and date.day == last):
            return True
        if self.dom_last_weekday and date == nearest_weekday(date, last, last):
            return True
        return any(n <= last and date == nearest_weekday(date, n, last) for n in self.dom_weekdays)

    def dow_on(self, date):
        last = calendar.monthrange(date.year, date.month)[1]
        day = date.isoweekday() % 7
        return (
            day in self.dow_days
            or (day, (date.day + 6) // 7) in self.dow_nth
            or (day in self.dow_last and date.day + 7 > last)
        )

    def local_times(self, first, end):
        """The local times that match, in order, from `first` on and before `end`."""
        date = first.date()
        while date <= end.date():
            if self.on(date):
                for hour in self.hours:
                    for minute in self.minutes:
                        for second in self.seconds:
                            at = dt.datetime(date.year, date.month, date.day, hour, minute, second)
                            if first <= at < end:
                                yield at
            date += dt.timedelta(1)


def nearest_weekday(date, n, last):
    """The weekday nearest to day n that is in the month: Saturday goes back, Sunday forth."""
    for step in (0, -1, 1, -2, 2):
        if 1 <= n + step <= last and date.replace(day=n + step).isoweekday() <= 5:
            return date.replace(day=n + step)


def stamp(text):
    return int(dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())


def text(at):
    return dt.datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def naive(at):
    return dt.datetime.fromtimestamp(at, UTC).replace(tzinfo=None)


def seconds(local):
    """A local time as seconds on its own line."""
    return int(local.replace(tzinfo=UTC).timestamp())


def offset(zone, at):
    return int(dt.datetime.fromtimestamp(at, zoneinfo.ZoneInfo(zone)).utcoffset().total_seconds())


@functools.lru_cache(None)
def changes_of_year(zone, year):
    """The instants of a year at which the zone's offset changes; looked for every three hours."""
    found = []
    at = stamp(f"{year}-01-01T00:00:00Z")
    end = stamp(f"{year + 1}-01-01T00:00:00Z")
    while at < end:
        if offset(zone, at) != offset(zone, at + 10800):
            low, high = at, at + 10800
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == offset(zone, low):
                    low = middle
                else:
                    high = middle
            found.append(high)
        at += 10800
    return found


def segments(zone, first, end):
    """[begin, end, offset] pieces of [first, end) in which the clock runs evenly."""
    begin = first
    for year in range(naive(first).year, naive(end).year + 1):
        for change in changes_of_year(zone, year):
            if first < change < end:
                yield begin, change, offset(zone, begin)
                begin = change
    yield begin, end, offset(zone, begin)


def fires(zone, local, gap="at_transition", overlap="first"):
    """The instants at which a fixed local time fires; the defaults are clause 4.1."""
    wanted = seconds(local)
    found = passes(zone, local)
    if found:
        return {"first": found[:1], "second": found[-1:], "both": found}[overlap]
    if gap == "skip":
        return []
    pieces = list(segments(zone, wanted - 50 * 3600, wanted + 50 * 3600))
    for (_, _, before), (begin, _, off) in zip(pieces, pieces[1:]):
        if begin + off > wanted:
            return [begin if gap == "at_transition" else wanted - before]


def passes(zone, local):
    """Every instant at which the clock reads `local`."""
    wanted = seconds(local)
    return [
        wanted - off
        for begin, end, off in segments(zone, wanted - 50 * 3600, wanted + 50 * 3600)
        if begin <= wanted - off < end
    ]


def next_at_changes(cron, zone, after, gap="at_transition", overlap="first", elapsed=None, count=5, days=800):
    """The truth at clock changes. The choices say what another system does; `elapsed` whether every
    matching reading fires (both passes, none in a gap), by default where clause 4.2 says so."""
    if cron.interval if elapsed is None else elapsed:
        found = []
        for begin, end, off in segments(zone, after + 1, after + days * 86400):
            for local in cron.local_times(naive(begin + off), naive(end + off)):
                found.append(seconds(local) - off)
                if len(found) == count:
                    return found
        return found
    found = set()
    start = naive(after) - dt.timedelta(3)
    limit = None
    for local in cron.local_times(start, start + dt.timedelta(days)):
        if limit is not None and local > limit:
            break
        found.update(at for at in fires(zone, local, gap, overlap) if at > after)
        if len(found) >= count and limit is None:
            limit = local + dt.timedelta(3)
    return sorted(found)[:count]


def steady(zone, at):
    """No change of offset within a day of the instant."""
    return len({offset(zone, at + hours * 3600) for hours in range(-24, 25, 1)}) == 1


def next_away_from_changes(cron, zone, after, count=5, years=110, strict=True):
    """Five next instants, or None where a clock change within a day of one may matter (`strict`)."""
    if strict and not steady(zone, after):
        return None
    first = naive(after + offset(zone, after)) + dt.timedelta(seconds=1)
    end = min(first.year + years, 9990)
    found = []
    for local in cron.local_times(first, dt.datetime(end, 1, 1)):
        at = single(zone, local)
        if strict and (at is None or not steady(zone, at)):
            return None
        if at is None:
            at = fires(zone, local)[0]
        found.append(at)
        if len(found) == count:
            break
    return found


def single(zone, local):
    """The one instant of a local time; None where it has none or two."""
    info = zoneinfo.ZoneInfo(zone)
    early, late = (local.replace(tzinfo=info, fold=fold).utcoffset() for fold in (0, 1))
    return seconds(local) - int(early.total_seconds()) if early == late else None


def slow_check(cron, zone, after, count, window):
    """Second by second, with nothing but the clock's readings: the definition of clauses 4.1, 4.2.

    Returns the instants within `window` seconds of `after`. Used on a sample, to check the scan.
    """
    info = zoneinfo.ZoneInfo(zone)
    found = []
    begin = after - 50 * 3600
    wanted = sorted(seconds(local) for local in cron.local_times(naive(begin - 86400), naive(after + window + 86400)))
    exact = set(wanted)
    highest = seconds(dt.datetime.fromtimestamp(begin, info).replace(tzinfo=None))
    for at in range(begin + 1, after + window + 1):
        reading = seconds(dt.datetime.fromtimestamp(at, info).replace(tzinfo=None))
        if cron.interval:
            fires = reading in exact
        else:
            fires = bisect.bisect_right(wanted, reading) > bisect.bisect_right(wanted, highest)
        highest = max(highest, reading)
        if fires and at > after:
            found.append(at)
            if len(found) == count:
                break
    return found
