"""The results as an SVG: a row a schedule, a mark a peer, time a question on a logarithmic scale.

Without a background of its own, in colours for light and for dark; peers differ in shape as well as in colour.  Hollow is
the mark of one whose answers differ.
"""
import math
from html import escape

import table

LIGHT = ["#2a78d6", "#1a9c6d", "#b97f00", "#008300", "#4a3aa7", "#d63f3e", "#c9568a", "#d9591f", "#6b6a67"]
DARK = ["#5aa2f2", "#2bbd88", "#e0a32a", "#3fb33f", "#a79df2", "#f08080", "#ea8fb8", "#f08a5a", "#b5b3ae"]
SHAPES = [
    "M0-7L7 0L0 7L-7 0Z",  # a diamond
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",  # a disc
    "M-4.5-4.5H4.5V4.5H-4.5Z",  # a square
    "M0-6L5.5 4.5H-5.5Z",  # a triangle
    "M0 6L5.5-4.5H-5.5Z",  # one on its tip
]
WIDTH, LEFT, RIGHT, ROW, LEGEND_COLUMNS = 880, 230, 24, 32, 5


def style():
    colours = lambda palette: "".join(f".p{i}{{fill:{colour};stroke:{colour}}}" for i, colour in enumerate(palette))
    return ("<style>text{font:13px system-ui,sans-serif;fill:#3b3a37}.line{stroke:#d5d3cc}.track{stroke:#b5b3ae}"
            f"{colours(LIGHT)}@media(prefers-color-scheme:dark){{text{{fill:#d9d7d0}}.line{{stroke:#45443f}}"
            f".track{{stroke:#6b6a67}}{colours(DARK)}}}"
            ".mark{stroke-width:1.5}.hollow{fill-opacity:0}</style>")


def mark(number, x, y, title, is_hollow=False):
    """One peer's mark; peers beyond the colours are grey."""
    hollow = " hollow" if is_hollow else ""
    return (f'<path class="mark p{min(number, len(LIGHT) - 1)}{hollow}" transform="translate({x:.1f} {y:.1f})" '
            f'd="{SHAPES[number % len(SHAPES)]}"><title>{escape(title)}</title></path>')


def scale_of(times):
    """The powers of ten around all times, and where a time lies between them."""
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    high = max(high, low + 1)
    place = lambda time: LEFT + (math.log10(time) - low) / (high - low) * (WIDTH - LEFT - RIGHT)
    return range(low, high + 1), place


def legend(peers):
    step = (WIDTH - 16) / LEGEND_COLUMNS
    for number, peer in enumerate(peers):
        x, y = 16 + number % LEGEND_COLUMNS * step, 20 + number // LEGEND_COLUMNS * 22
        yield mark(number, x, y, peer)
        yield f'<text x="{x + 14:.1f}" y="{y + 4.5:.1f}">{escape(peer)}</text>'


def axis(powers, place, top, bottom):
    for power in powers:
        x, says = place(10.0**power), table.duration(10.0**power).replace(".0 ", " ")
        yield f'<path class="line" d="M{x:.1f} {top}V{bottom}"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{says}</text>'


def row(name, timed, peers, place, y):
    yield f'<text x="{LEFT - 14}" y="{y + 4.5}" text-anchor="end">{escape(name)}</text>'
    times = [found["nanoseconds"] for found in timed.values()]
    if times:
        yield f'<path class="track" d="M{place(min(times)):.1f} {y}H{place(max(times)):.1f}"/>'
    # The first peer goes last, above the others.
    for peer in reversed([peer for peer in peers if peer in timed]):
        found = timed[peer]
        yield mark(peers.index(peer), place(found["nanoseconds"]), y, f"{peer}: {table.cell(found)}",
                   found["became"] == "differs")


def svg(result):
    rows = {name: {peer: found for peer, found in row.items() if "nanoseconds" in found}
            for name, row in result["schedules"].items()}
    peers = [peer for peer in next(iter(result["schedules"].values())) if any(peer in row for row in rows.values())]
    top = 20 + math.ceil(len(peers) / LEGEND_COLUMNS) * 22
    bottom = top + len(rows) * ROW
    powers, place = scale_of([found["nanoseconds"] for row in rows.values() for found in row.values()])
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 30}" role="img">',
             "<title>Time for one question, by schedule and peer, on a logarithmic scale</title>", style(),
             *legend(peers), *axis(powers, place, top, bottom)]
    for number, (name, timed) in enumerate(rows.items()):
        parts += row(name, timed, peers, place, top + number * ROW + ROW // 2)
    return "\n".join([*parts, "</svg>"]) + "\n"
