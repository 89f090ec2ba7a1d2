#!/usr/bin/env bash
# How many lines a second `nextfire filter` answers, and what it takes of memory, beside `cut` and, where it is given, the
# program of an earlier commit.  Medians of five runs on one core, CPU time, from files into /dev/null.
#
#     bench/pipes.sh NEXTFIRE [EARLIER]
set -euo pipefail
nextfire=$1 earlier=${2-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# questions LINES SCHEDULES FORM: lines that ask about so many schedules in turn, which differ in their time and zone.
questions() {
    awk -v lines="$1" -v schedules="$2" -v form="$3" 'BEGIN {
        split("Europe/Berlin Asia/Tokyo America/New_York UTC Asia/Shanghai Australia/Lord_Howe", zones, " ")
        month = "{\"id\":%d,\"schedule\":{\"scheduled_type\":\"MONTH\",\"month_list\":\"1,3,12\",\"date_list\":\"1,2,28,L\"," \
            "\"scheduled_time\":\"%02d:%02d:%02d\",\"time_zone\":\"%s\"},\"after\":\"2022-12-20T00:00:00Z\",\"count\":5}\n"
        for (n = 0; n < lines; ++n) {
            s = n * 7919 % schedules
            h = int(s / 3600) % 24; m = int(s / 60) % 60; zone = zones[int(s / 86400) % 6 + 1]
            if (form == "json") printf month, n, h, m, s % 60, zone
            else printf "%d\t%d %d %d ? * MON-FRI; zone=%s\t%d\n", n, s % 60, m, h, zone, 1774742400 + n
        }
    }'
}

# median LINES NAME FILE COMMAND…
median() {
    local lines=$1 name=$2 file=$3
    shift 3
    for _ in 1 2 3 4 5; do
        /usr/bin/time -f '%U %S %M' -a -o "$work/times" taskset -c 0 "$@" <"$file" >/dev/null
    done
    awk '{ print $1 + $2, $3 }' "$work/times" | sort -n | sed -n 3p | awk -v name="$name" -v lines="$lines" \
        '{ printf "%-36s %6.2f s %9d lines/s %4d MiB\n", name, $1, lines / $1, $2 / 1024 }'
    rm "$work/times"
}

questions 4000000 5000 tsv >"$work/known.tsv"
questions 500000 500000 tsv >"$work/new.tsv"
questions 1000000 5000 json >"$work/known.jsonl"
questions 500000 500000 json >"$work/new.jsonl"

median 4000000 "cut -f1,3" "$work/known.tsv" cut -f1,3
median 4000000 "filter --tsv, 5,000 schedules" "$work/known.tsv" "$nextfire" filter --tsv
median 500000 "filter --tsv, every schedule new" "$work/new.tsv" "$nextfire" filter --tsv
median 1000000 "filter, 5,000 schedules" "$work/known.jsonl" "$nextfire" filter
median 500000 "filter, every schedule new" "$work/new.jsonl" "$nextfire" filter
if [ -n "$earlier" ]; then
    median 1000000 "earlier: filter, 5,000 schedules" "$work/known.jsonl" "$earlier" filter
    median 500000 "earlier: filter, every schedule new" "$work/new.jsonl" "$earlier" filter
    for file in known new; do
        cmp <("$nextfire" filter <"$work/$file.jsonl") <("$earlier" filter <"$work/$file.jsonl")
    done
fi
