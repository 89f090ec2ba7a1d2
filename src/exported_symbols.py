#!/usr/bin/env python3
"""What the shared library exports: the names that its public headers declare, and no other.

    exported_symbols.py INCLUDE ARCHIVE... > src/exported_symbols.txt

Reads the public headers below INCLUDE for classes and functions, and the archives for the symbols that define them. A line
is a symbol and what it stands for. `private` before a symbol: libnextfire_sqlite.so needs it, and nobody else may.
"""
import pathlib
import re
import subprocess
import sys

PRIVATE = re.compile(r"^nextfire::v0::(api::(append|read)_task_document|detail::find_name)(\[|\()")


def declared_in(include):
    """Gives the qualified names of classes and of free functions that the headers declare."""
    classes, functions = set(), set()
    for header in sorted(include.rglob("*.hpp")):
        if header.name in ("fmt.hpp", "date_tz.hpp", "ostream.hpp") or header.parent.name == "testing":
            continue  # templates alone
        spaces = []
        for line in header.read_text().splitlines():
            opened = re.match(r"namespace ([\w:]+(?:::inline v0)?[\w: ]*) \{$", line)
            if opened:
                spaces.append(opened[1].replace("inline ", ""))
            elif line.startswith("}  // namespace"):
                spaces.pop()
            elif spaces:
                space = "::".join(spaces)
                named = re.match(r"(?:class|struct)(?: \[\[\w+\]\])? (\w+)(?: final)?(?: :[^;]*)?(?: \{|;|$)", line)
                if named:
                    classes.add(f"{space}::{named[1]}")
                if not line.startswith((" ", "///", "//", "#")) or line.startswith("    "):
                    for name in re.findall(r"\b(operator\W+|\w+)\(", line):
                        functions.add(f"{space}::{name}")
    return classes, functions


def is_public(name, classes, functions):
    for special in ("vtable for ", "typeinfo for ", "typeinfo name for "):
        if name.startswith(special):
            return name.removeprefix(special) in classes
    path = re.split(r"\[abi:|\(", name)[0]
    if not path.startswith("nextfire::v0::") or "<" in re.sub(r"operator\W+", "", path):
        return False
    holder, _, member = path.rpartition("::")
    while holder:
        if holder in classes:
            return True
        holder = holder.rpartition("::")[0] if not re.fullmatch(r"nextfire::v0(::\w+)?", holder) else ""
    return path in functions


def main():
    include, archives = pathlib.Path(sys.argv[1]), sys.argv[2:]
    classes, functions = declared_in(include)
    lines = set()
    listing = subprocess.run(["nm", "--defined-only", "--extern-only", *archives], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    symbols = sorted({(parts[2], parts[1]) for parts in map(str.split, listing.splitlines()) if len(parts) == 3})
    demangled = subprocess.run(["c++filt"], check=True, text=True, stdout=subprocess.PIPE,
                               input="\n".join(symbol for symbol, _ in symbols)).stdout.splitlines()
    for (symbol, kind), name in zip(symbols, demangled):
        is_table = name.startswith(("vtable for ", "typeinfo "))
        if kind not in "TDRB" and not is_table and not PRIVATE.match(name):
            continue  # inline: whoever includes the header has it
        if is_public(name, classes, functions):
            lines.add(f"{symbol} {name}")
        elif PRIVATE.match(name):
            lines.add(f"private {symbol} {name}")
    print("\n".join(sorted(lines)))


main()
