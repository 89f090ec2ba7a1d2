"""The results as a table in Markdown, and under it every difference."""
from datetime import datetime, timezone


def duration(nanoseconds):
    for unit, size in (("ns", 1), ("µs", 1e3), ("ms", 1e6), ("s", 1e9)):
        value = nanoseconds / size
        if value < 999.5 or unit == "s":
            return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"
    raise AssertionError


def cell(found):
    time = duration(found["nanoseconds"]) if "nanoseconds" in found else ""
    match found["became"]:
        case "same":
            return time or "same"
        case "differs":
            return f"{time} *differs: {found['differences']} of {found['compared']}*".strip()
        case "refused":
            return "refused"
    return "–"


def instant(second):
    if second is None:
        return "none"
    return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def remarks(result):
    """What a cell is too small for: the first difference, or why it was refused."""
    for schedule, row in result["schedules"].items():
        for peer, found in row.items():
            if found["became"] == "differs":
                first = found["first"]
                yield (f"- {peer}, {schedule}: {found['differences']} of {found['compared']} answers differ; in "
                       f"{first['zone']} after {instant(first['after'])} it gives {instant(first['peer'])}, nextfire "
                       f"{instant(first['nextfire'])}.")
            elif found["became"] == "refused":
                yield f"- {peer}, {schedule}: refused, “{found['why']}”."


def markdown(result):
    rows = result["schedules"]
    peers = list(next(iter(rows.values())))
    lines = ["| schedule | " + " | ".join(peers) + " |", "|---|" + "---:|" * len(peers)]
    lines += [f"| {name} | " + " | ".join(cell(row[peer]) for peer in peers) + " |" for name, row in rows.items()]
    lines += ["", "Versions: " + "; ".join(result["versions"].values()) + "."]
    if result["missing"]:
        lines.append("Missing: " + "; ".join(f"{name} ({what})" for name, what in result["missing"].items()) + ".")
    lines += ["", *remarks(result)]
    return "\n".join(lines).rstrip() + "\n"
