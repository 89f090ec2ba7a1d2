#!/usr/bin/env python3
"""Lists how the public types lie in memory, from what abidw (Debian's abigail-tools) says of a shared library with -g.

usage: public_layouts.py LIBRARY [--compare FILE]

A line for each class and enum that a header under include/nextfire declares, its size in bytes, and below it what lies where:
members by their place in bits, virtual functions by their place in the table, names of an enum by their numbers.  Types that
no exported function mentions are not in it.  --compare prints the differences from a list and ends with 1 where there are any.
"""
import argparse
import difflib
import pathlib
import subprocess
import sys
import xml.etree.ElementTree as xml

TYPES = {"class-decl", "union-decl", "enum-decl"}


def declarations(element, scope=""):
    """All types of the library, with the names that they have in it."""
    for child in element:
        if child.tag == "namespace-decl":
            yield from declarations(child, f"{scope}{child.get('name')}::")
        elif child.tag in TYPES:
            yield f"{scope}{child.get('name')}", child
            yield from declarations(child, f"{scope}{child.get('name')}::")
        elif child.tag in ("abi-instr", "member-type"):
            yield from declarations(child, scope)


def type_names(root):
    """Names of types by their ids."""
    parents = {child: parent for parent in root.iter() for child in parent}
    by_id = {each.get("id"): each for each in root.iter() if each.get("id")}

    def scoped(each):
        names = []
        at = each
        while at is not None:
            if at.tag == "namespace-decl" or at.tag in TYPES:
                names.insert(0, at.get("name"))
            at = parents.get(at)
        return "::".join(names)

    def name(type_id, depth=0):
        each = by_id.get(type_id)
        if each is None or depth > 8:
            return "?"
        inner = each.get("type-id") or each.get("naming-typedef-id")
        if each.tag == "pointer-type-def":
            return name(inner, depth + 1) + "*"
        if each.tag == "reference-type-def":
            return name(inner, depth + 1) + "&"
        if each.tag == "qualified-type-def":
            return "const " + name(inner, depth + 1)
        if each.tag == "array-type-def":
            return f"{name(inner, depth + 1)}[{int(each.get('size-in-bits')) // 8} bytes]"
        return scoped(each) if each.tag in TYPES else each.get("name", each.tag)

    return name


def lines_of(declared, each, name):
    """What there is to say of one type."""
    kind = each.tag.removesuffix("-decl")
    if kind == "enum":
        bits = name(each.find("underlying-type").get("type-id")).rsplit("-", 1)[1]  # unnamed-enum-underlying-type-8
        yield f"{kind} {declared}: {int(bits) // 8} bytes"
        for value in each.findall("enumerator"):
            yield f"    {value.get('value'):>4} {value.get('name')}"
        return
    yield f"{kind} {declared}: {int(each.get('size-in-bits')) // 8} bytes"
    for base in each.findall("base-class"):
        yield f"    {base.get('layout-offset-in-bits'):>4} base {name(base.get('type-id'))}"
    for member in each.findall("data-member"):
        if member.get("static") == "yes":
            continue
        variable = member.find("var-decl")
        yield f"    {member.get('layout-offset-in-bits', '0'):>4} {variable.get('name')}: {name(variable.get('type-id'))}"
    for function in each.findall("member-function"):
        if function.get("vtable-offset") is not None:
            yield f"    virtual {function.get('vtable-offset')} {function.find('function-decl').get('name')}"


def layouts(library):
    written = subprocess.run(["abidw", "--type-id-style", "hash", library], stdout=subprocess.PIPE, check=True).stdout
    root = xml.fromstring(written)
    name = type_names(root)
    found = {}
    for declared, each in declarations(root):
        is_ours = "/include/nextfire/" in (each.get("filepath") or "")
        if is_ours and declared.startswith("nextfire::") and each.get("is-declaration-only") != "yes":
            found.setdefault(declared, "\n".join(lines_of(declared, each, name)))
    return "".join(found[declared] + "\n" for declared in sorted(found))


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("library")
    reader.add_argument("--compare", metavar="FILE", type=pathlib.Path)
    asked = reader.parse_args()
    now = layouts(asked.library)
    if asked.compare is None:
        sys.stdout.write(now)
        return 0
    differences = list(difflib.unified_diff(asked.compare.read_text().splitlines(), now.splitlines(),
                                            str(asked.compare), asked.library, lineterm=""))
    print("\n".join(differences) or "the public types lie as listed")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
