#!/bin/sh
# Makes the quartz tables of tests/data from nothing.  README.md says what is in them and what must be installed.
#
#     make_tables.sh [output directory]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$here/../../data}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export PYTHONDONTWRITEBYTECODE=1
export CLASSPATH="/usr/share/java/quartz2.jar:/usr/share/java/slf4j-api.jar:$work"
# The counting zone of QuartzOracle.java stands in for a class that Java keeps to itself.
exports="--add-exports java.base/sun.util.calendar=ALL-UNNAMED"

javac $exports -XDignore.symbol.file -d "$work" "$here"/*.java
nice java $exports NextRows 22000 > "$work/next"
nice python3 "$here/check_rows.py" "$work/next" "$output"
nice java $exports ClockChangeRows > "$work/changes"
nice python3 "$here/check_clock_changes.py" "$work/changes" "$output"
nice java $exports MalformedRows > "$output/malformed_quartz.tsv"
