"""What every peer is asked: the same schedules in the notation of each, in five zones in turn, after random instants.

A notation that cannot say a schedule has no entry for it, and the table a dash.
"""
import random
from datetime import datetime, timezone

ZONES = ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Europe/Dublin"]

# quartz: second minute hour day month weekday, SUN is 1.  seconds_first: the same with SUN as 0, and no `?`.
# seconds_last: minute hour day month weekday, and the second where it is not 0.  rule: local DTSTART, itself an
# occurrence, and RFC 5545.  systemd: a calendar event.
SCHEDULES = {
    "every day, 09:00": {
        "quartz": "0 0 9 * * ?", "seconds_first": "0 0 9 * * *", "seconds_last": "0 9 * * *",
        "rule": "20240101T090000 FREQ=DAILY", "systemd": "*-*-* 09:00:00"},
    "every day, 02:30": {
        "quartz": "0 30 2 * * ?", "seconds_first": "0 30 2 * * *", "seconds_last": "30 2 * * *",
        "rule": "20240101T023000 FREQ=DAILY", "systemd": "*-*-* 02:30:00"},
    "Monday to Friday, 08:30": {
        "quartz": "0 30 8 ? * MON-FRI", "seconds_first": "0 30 8 * * 1-5", "seconds_last": "30 8 * * 1-5",
        "rule": "20240101T083000 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "systemd": "Mon..Fri *-*-* 08:30:00"},
    "every 10 seconds": {
        "quartz": "*/10 * * * * ?", "seconds_first": "*/10 * * * * *", "seconds_last": "* * * * * */10",
        "systemd": "*-*-* *:*:00/10"},
    "three times a day": {
        "quartz": "0 0 9,12,18 * * ?", "seconds_first": "0 0 9,12,18 * * *", "seconds_last": "0 9,12,18 * * *",
        "rule": "20240101T090000 FREQ=DAILY;BYHOUR=9,12,18", "systemd": "*-*-* 09,12,18:00:00"},
    "half hours of the office": {
        "quartz": "0 0/30 8-17 ? * MON-FRI", "seconds_first": "0 */30 8-17 * * 1-5",
        "seconds_last": "*/30 8-17 * * 1-5",
        "rule": "20240101T080000 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8,9,10,11,12,13,14,15,16,17;BYMINUTE=0,30",
        "systemd": "Mon..Fri *-*-* 08..17:00/30:00"},
    "1st, 2nd, 28th, last of 3 months": {
        "quartz": "0 0 9 1,2,28,L 1,3,12 ?", "seconds_first": "0 0 9 1,2,28,L 1,3,12 *",
        "seconds_last": "0 9 1,2,28,L 1,3,12 *",
        "rule": "20240101T090000 FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1"},
    "third Friday": {
        "quartz": "0 0 9 ? * 6#3", "seconds_first": "0 0 9 * * 5#3", "seconds_last": "0 9 * * 5#3",
        "rule": "20240119T090000 FREQ=MONTHLY;BYDAY=3FR", "systemd": "Fri *-*-15..21 09:00:00"},
    "last workday": {
        "quartz": "0 0 9 LW * ?", "seconds_first": "0 0 9 LW * *", "seconds_last": "0 9 LW * *",
        "rule": "20240131T090000 FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"},
    "29 February": {
        "quartz": "0 0 0 29 2 ?", "seconds_first": "0 0 0 29 2 *", "seconds_last": "0 0 29 2 *",
        "rule": "20240229T000000 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "systemd": "*-02-29 00:00:00"},
}


def instants(count):
    """Random seconds from 2024 to 2033, always the same; a longer list begins as a shorter one does."""
    begin = int(datetime(2024, 1, 1, tzinfo=timezone.utc).timestamp())
    end = int(datetime(2034, 1, 1, tzinfo=timezone.utc).timestamp())
    draw = random.Random(20240101)
    return [draw.randrange(begin, end) for _ in range(count)]
