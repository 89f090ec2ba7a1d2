"""Puts the same schedules and instants to nextfire and to its peers, compares the answers, and then times them.

usage: compare.py --build .build/release [--node FOLDER] [--peer NAME=NOTATION=COMMAND]... [--into FOLDER] [--readme FILE]
README.md beside this file says more.
"""
import argparse
import json
import pathlib
import re
import tempfile

import asking
import chart
import known_peers
import schedules
import table

MARKS = re.compile(r"(<!-- peers: written by compare.py -->\n).*(<!-- end of peers -->\n)", re.S)


def compare_all(reference, peers, asked, zones, instants):
    """The results: schedule, to peer, to what became of it."""
    found = {}
    for name, schedule in asked.items():
        print(name, flush=True)
        right = asking.answers(reference, schedule[reference.notation], zones, instants)
        found[name] = {reference.name: asking.ask(reference, schedule, right, zones, instants)}
        for peer in peers:
            found[name][peer.name] = asking.ask(peer, schedule, right, zones, instants)
            print(f"    {peer.name}: {table.cell(found[name][peer.name])}", flush=True)
    return found


def report(reference, peers, found):
    present = [peer for peer in peers if not peer.missing]
    return {
        "versions": {peer.name: asking.version(peer) for peer in [reference, *present]},
        "missing": {peer.name: peer.missing for peer in peers if peer.missing},
        "schedules": found,
    }


def write(result, into, readme):
    """The results as JSON and as a chart, and the table in its place in `readme`, or as a file where there is none."""
    into.mkdir(parents=True, exist_ok=True)
    (into / "peers.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    (into / "peers.svg").write_text(chart.svg(result))
    if readme is None:
        (into / "peers.md").write_text(table.markdown(result))
        return
    text = readme.read_text()
    if not MARKS.search(text):
        raise SystemExit(f"{readme}: no place for the table: {MARKS.pattern}")
    readme.write_text(MARKS.sub(lambda marks: marks[1] + table.markdown(result) + marks[2], text))


def main(words=None):
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", type=pathlib.Path, required=True, help="where the target peers was built")
    arguments.add_argument("--node", type=pathlib.Path, default=pathlib.Path("."), help="the folder of node_modules")
    arguments.add_argument("--python", default="python3", help="the interpreter that has croniter and dateutil")
    arguments.add_argument("--peer", action="append", default=[], help="NAME=NOTATION=COMMAND")
    arguments.add_argument("--questions", type=int, default=2000)
    arguments.add_argument("--into", type=pathlib.Path, default=pathlib.Path("."))
    arguments.add_argument("--readme", type=pathlib.Path, help="a text in which the table is put in its place")
    asked = arguments.parse_args(words)
    reference = known_peers.built("nextfire", "quartz", "nextfire_answers", asked.build, "the target peers")
    if reference.missing:
        raise SystemExit(f"nextfire is not there: build {reference.missing} first")
    with tempfile.TemporaryDirectory() as work:
        peers = known_peers.known_peers(asked.build, pathlib.Path(work), asked.node, asked.python)
        peers += [known_peers.named_peer(text) for text in asked.peer]
        for peer in peers:
            if peer.missing:
                print(f"{peer.name} is skipped: it needs {peer.missing}")
        present = [peer for peer in peers if not peer.missing]
        found = compare_all(reference, present, schedules.SCHEDULES, schedules.ZONES,
                            schedules.instants(asked.questions))
        write(report(reference, peers, found), asked.into, asked.readme)


if __name__ == "__main__":
    main()
