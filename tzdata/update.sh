#!/bin/sh
# Makes zones.bin from tzdata.zi.
#
#     update.sh [new tzdata.zi]
#
# A new tzdata.zi replaces the one here; /usr/share/zoneinfo/tzdata.zi of an up-to-date Debian will do.
# Needs cmake, a C++ compiler, fmt and zic.  Prints the version, the size and every name that changed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin:/sbin

zi=${1:-$here/tzdata.zi}
# Always fat.  The zic of Debian 12 (glibc 2.36) with -b slim drops the changes around Ramadan in Asia/Gaza
# and Asia/Hebron from 2073 on.  What fat lists needlessly, the pack leaves to the rule again.
zic -b fat -d "$work/zoneinfo" "$zi"

cmake -S "$here/.." -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DNEXTFIRE_BUILD_CLI=OFF \
    -DNEXTFIRE_BUILD_TESTS=OFF -DNEXTFIRE_BUILD_BENCH=OFF -DNEXTFIRE_INSTALL=OFF > "$work/log" 2>&1 &&
    cmake --build "$work/build" --target nextfire_pack >> "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
pack=$work/build/tzdata/nextfire_pack

"$pack" make "$work/zoneinfo" "$zi" "$here/windows_zones.tsv" "$work/zones.bin"
if [ -f "$here/zones.bin" ]; then
    "$pack" compare "$here/zones.bin" "$work/zones.bin"
else
    "$pack" compare "$work/zones.bin" "$work/zones.bin"
fi
[ "$zi" -ef "$here/tzdata.zi" ] || cp "$zi" "$here/tzdata.zi"
mv "$work/zones.bin" "$here/zones.bin"
