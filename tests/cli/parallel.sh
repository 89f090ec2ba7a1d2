#!/usr/bin/env bash
# GNU parallel runs the filter over a file, and one of its workers is killed with -9 in the middle of its part: nothing
# is lost or doubled.  The two ways that PIPES.md shows, held against one filter that was left alone.
#
#     parallel.sh NEXTFIRE WORK     the program, and a folder that may be emptied
set -euo pipefail
nextfire=$1 work=$2
rm -rf "$work"
mkdir -p "$work/home"
cd "$work"
export nextfire HOME=$work/home   # parallel keeps files in its user's home

fail() { echo "$*"; exit 1; }

# A worker; the first one that gets the third part dies when it has answered a part of it.
cat >worker <<'WORKER'
#!/usr/bin/env bash
if [ "$PARALLEL_SEQ" != 3 ] || ! mkdir killed 2>/dev/null; then exec "$nextfire" filter --tsv; fi
mkfifo stalled
exec 4<>stalled   # held open: the filter waits for more
"$nextfire" filter --tsv <stalled 4>&- &
head -c 300000 >&4
kill -9 $!
status=0
wait $! || status=$?
rm stalled
echo $status >killed/status
exit $status
WORKER
chmod +x worker

awk 'BEGIN {
    OFS = "\t"
    for (n = 0; n < 60000; ++n) {
        schedule = (n * 7 % 60) " " (n * 11 % 60) " " (n % 24) " ? * MON-FRI; zone=Europe/Berlin"
        if (n % 1000 == 7) schedule = "never"
        print "key " n, schedule, 1774742400 + n
    }
}' >questions.tsv
"$nextfire" filter --tsv <questions.tsv >alone.tsv
[ "$(wc -l <alone.tsv)" = 60000 ] || fail "the filter alone did not answer every line"
[ "$(cut -f1 alone.tsv | sort -u | wc -l)" = 60000 ] || fail "the filter alone lost a key"

# In parts that begin and end with whole lines.  (--pipe-part with --retries gives the second try another block than
# the first, at least in GNU parallel 20221122, and says nothing of it.)
split --number=l/8 questions.tsv part.

# Tried again: a try that failed is not printed.
parallel -j 2 --keep-order --retries 3 './worker <{}' ::: part.?? >answers.tsv 2>retried.log
[ "$(cat killed/status)" = 137 ] || fail "no worker was killed"
cmp alone.tsv answers.tsv || fail "with --retries the answers are others"

# Resumed: each part has a file of answers, and only what the log does not know as done is done again.
rm -r killed
parts() { parallel -j 2 --joblog log "$@" './worker <{} >answers.{}' ::: part.?? 2>>resumed.log; }
if parts; then fail "a killed worker was not noticed"; fi
[ "$(cat killed/status)" = 137 ] || fail "no worker was killed the second time"
[ -s answers.part.ac ] || fail "the killed worker had answered nothing yet: the test is too easy"
if cat answers.part.?? | cmp -s alone.tsv -; then fail "the killed worker had answered all: the test is too easy"; fi
touch -d '1 hour ago' answers.part.??
parts --resume-failed
[ "$(find . -name 'answers.part.*' -mmin -30)" = ./answers.part.ac ] || fail "more than the failed part was done again"
cat answers.part.?? | cmp alone.tsv - || fail "with --resume-failed the answers are others"
echo "killed twice, nothing lost or doubled"
