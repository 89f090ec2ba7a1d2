"""Random requests: PostgreSQL answers as the library for C does, for whom tests/c/random_requests.py makes them.

Each request is read as JSON text, asked at an instant with microseconds, in one statement with all the others so that call
sites keep and forget schedules; what is refused must be refused for the same reasons.
"""
import argparse
import json
import random
import sys
from pathlib import Path

from cluster import arguments_of, installation_of

sys.path.insert(0, str(Path(__file__).parents[1] / "c"))
from nextfire_ctypes import Library, Refused  # pylint: disable=wrong-import-position
from random_requests import request  # pylint: disable=wrong-import-position

REQUESTS = 4000

# `attempt` gives what is read, or why nothing is.
ATTEMPT = """
CREATE FUNCTION attempt(given text, OUT read schedule, OUT reasons text) LANGUAGE plpgsql AS $$
BEGIN
    read := given::schedule;
EXCEPTION WHEN invalid_text_representation THEN
    GET STACKED DIAGNOSTICS reasons = PG_EXCEPTION_DETAIL;
END $$;
CREATE TABLE asked (id int, given text, at timestamptz, until timestamptz);
"""

ANSWERS = """
SELECT json_build_array(id, encode(nextfire_schedule_send(read), 'hex'), reasons,
    extract(epoch FROM nextfire_next(read, at))::bigint, extract(epoch FROM nextfire_prev(read, at))::bigint,
    nextfire_contains(read, at), nextfire_contains(read, nextfire_next(read, at)), nextfire_count(read, tstzrange(at, until)),
    (SELECT array_agg(extract(epoch FROM n)::bigint) FROM nextfire_upcoming(read, at, 3) n))
FROM (SELECT id, at, until, (attempt(given)).* FROM asked) read ORDER BY id;
"""


def floor_and_ceiling(at, micros):
    return at, at + (micros != 0)


def asked_of_library(library, text, at, micros, until):
    """Gives what the answers of PostgreSQL must be."""
    before, after = floor_and_ceiling(at, micros)
    try:
        definition = library.parse_json(text)
    except Refused as refused:
        if [violation[:2] for violation in refused.violations] == [("never_fires", "definition")]:
            return "never fires"
        return [None, "\n".join(told(*violation) for violation in refused.violations), *[None] * 6]
    upcoming, last = [], before
    while len(upcoming) < 3 and (last := library.next(definition, last)) is not None:
        upcoming.append(last)
    first = upcoming[0] if upcoming else None
    fires = micros == 0 and library.next(definition, at - 1) == at
    return [definition.hex(), None, first, library.prev(definition, after), fires, None if first is None else True,
            library.count(definition, after, until), upcoming or None]


def told(_, field, column, message):
    """Writes a violation as nextfire does."""
    return field + (f", column {column}" if column else "") + ": " + message


def main(arguments):
    library = Library(arguments.library)
    pick = random.Random(20261128)
    asked = []
    for i in range(REQUESTS):
        schedule, options, at = request(pick)
        micros = pick.choice([0, 0, 1, 500000, 999999])
        asked.append((i, json.dumps({**schedule, **options}), at, micros, at + pick.randint(0, 10**8)))
    with installation_of(arguments) as installation:
        server = installation.server("answers").with_database()
        lines = ",\n".join(f"({i}, $q${text}$q$, to_timestamp({at}) + interval '{micros} us', to_timestamp({until}))"
                           for i, text, at, micros, until in asked)
        server.sql(f"{ATTEMPT} INSERT INTO asked VALUES {lines};")
        assert server.sql("SELECT nextfire_tzdata_version()") == library.tzdata_version
        answers = [json.loads(row) for row in server.rows(ANSWERS)]
    assert len(answers) == REQUESTS
    different = refused = never = 0
    for (i, text, at, micros, until), (place, *answer) in zip(asked, answers):
        assert i == place
        expected = asked_of_library(library, text, at, micros, until)
        if expected == "never fires":
            never += 1
            expected = [answer[0], None, None, None, False, None, 0, None]
        refused += expected[1] is not None
        if answer != expected:
            different += 1
            print(text, at, micros, until, "PostgreSQL:", answer, "library:", expected, sep="\n  ", file=sys.stderr)
    print(f"{REQUESTS} requests, {refused} of them refused, {never} never fire, {different} answered differently")
    # Both kinds must have been asked.
    return different != 0 or not REQUESTS / 20 < refused < REQUESTS / 2


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__)
    command_line.add_argument("--library", required=True)
    sys.exit(main(arguments_of(command_line)))
