#!/bin/sh
# Writes windows_zones.tsv: the names that Windows gives its time zones, and the IANA zones they stand for.
#
#     windows_zones.sh [windowsZones.xml [tzdata.zi]]
#
# The table comes from Unicode CLDR (Debian: package unicode-cldr-core).  It lists every name once for each
# country; the entry for territory 001, the world, is the one to use when no country is known.  CLDR keeps
# the oldest spelling of a zone; where that is a link today, the name it stands for is written.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
xml=${1:-/usr/share/unicode/cldr/common/supplemental/windowsZones.xml}
zi=${2:-$here/tzdata.zi}
tab=$(printf '\t')

{
    cat <<'NOTICE'
# Names of time zones in Windows, and the IANA zones they stand for (territory 001).
# Made by windows_zones.sh from windowsZones.xml of the Unicode CLDR; do not edit.
#
# COPYRIGHT AND PERMISSION NOTICE (Unicode-DFS-2016)
#
# Copyright (c) 1991-2022 Unicode, Inc. All rights reserved.
# Distributed under the Terms of Use in https://www.unicode.org/copyright.html.
#
# Permission is hereby granted, free of charge, to any person obtaining
# a copy of the Unicode data files and any associated documentation
# (the "Data Files") or Unicode software and any associated documentation
# (the "Software") to deal in the Data Files or Software
# without restriction, including without limitation the rights to use,
# copy, modify, merge, publish, distribute, and/or sell copies of
# the Data Files or Software, and to permit persons to whom the Data Files
# or Software are furnished to do so, provided that either
# (a) this copyright and permission notice appear with all copies
# of the Data Files or Software, or
# (b) this copyright and permission notice appear in associated
# Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF
# ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT OF THIRD PARTY RIGHTS.
# IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS
# NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL INDIRECT OR CONSEQUENTIAL
# DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE,
# DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
# TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
# PERFORMANCE OF THE DATA FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder
# shall not be used in advertising or otherwise to promote the sale,
# use or other dealings in these Data Files or Software without prior
# written authorization of the copyright holder.
NOTICE
    sed -n "s/.*<mapZone other=\"\([^\"]*\)\" territory=\"001\" type=\"\([^\"]*\)\".*/\1$tab\2/p" "$xml" |
        awk -F '\t' -v OFS='\t' -v zi="$zi" '
            BEGIN {
                while ((getline line < zi) > 0)
                    if (split(line, word, " ") == 3 && word[1] == "L") stands_for[word[3]] = word[2]
            }
            {
                gsub(/&amp;/, "\\&", $1)
                for (step = 0; $2 in stands_for && step < 10; ++step) $2 = stands_for[$2]
                print
            }' |
        LC_ALL=C sort
} > "$here/windows_zones.tsv.new"
mv "$here/windows_zones.tsv.new" "$here/windows_zones.tsv"
