"""Puts the questions to a peer, compares its answers with nextfire's, and then lets it tell its time.

A time stands beside the difference wherever there is one: what answers otherwise may have done less.
"""
import statistics
import subprocess

LONGEST_SECONDS = 180


class Refused(Exception):
    """The peer does not take the schedule, or does not answer."""


def run(peer, what, text=""):
    try:
        out = subprocess.run([*peer.command, what], input=text, capture_output=True, text=True,
                             timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Refused(f"no answer within {LONGEST_SECONDS} s") from None
    except OSError as error:
        raise Refused(error.strerror) from None
    if out.returncode:
        raise Refused((out.stderr.strip().splitlines() or [f"ended with {out.returncode}"])[-1])
    lines = out.stdout.splitlines()
    refusal = next((line for line in lines if line.startswith("!")), None)
    if refusal:
        raise Refused(refusal[1:].strip())
    return lines


def questions(text, zones, instants):
    return "\n".join([text, " ".join(zones), *map(str, instants)]) + "\n"


def answers(peer, text, zones, instants):
    lines = run(peer, "answers", questions(text, zones, instants))
    if len(lines) != len(instants):
        raise Refused(f"{len(lines)} answers to {len(instants)} questions")
    return [None if line == "-" else int(line) for line in lines]


def compare(right, given, zones, instants):
    """How many differ, and the first of them."""
    wrong = [i for i, answer in enumerate(given) if answer != right[i]]
    if not wrong:
        return {"became": "same", "compared": len(given)}
    i = wrong[0]
    first = {"zone": zones[i % len(zones)], "after": instants[i], "nextfire": right[i], "peer": given[i]}
    return {"became": "differs", "compared": len(given), "differences": len(wrong), "first": first}


def ask(peer, schedule, right, zones, instants):
    """What became of one schedule: same; differs, with the difference; refused; or cannot say it."""
    text = schedule.get(peer.notation)
    if text is None:
        return {"became": "cannot say"}
    try:
        given = answers(peer, text, zones, instants[:peer.most_questions])
        found = compare(right, given, zones, instants)
        if peer.is_timed:
            rounds = run(peer, "time", questions(text, zones, instants[:peer.most_questions]))
            found["rounds"] = [float(each) for each in rounds[-1].split()]
            found["nanoseconds"] = statistics.median(found["rounds"])
        return found
    except Refused as refusal:
        return {"became": "refused", "why": str(refusal)}


def version(peer):
    try:
        return " ".join(run(peer, "version"))
    except Refused as refusal:
        return str(refusal)
