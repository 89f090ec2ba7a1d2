"""What is stored comes back the same: pg_dump and restore, COPY in text and in binary; and what must not come in does not.

The dump is restored under another search_path, by another user than the superuser, and as an archive as well.
"""
import argparse
import random
import struct
import sys

from cluster import Failed, arguments_of, installation_of, run

FILL = """
CREATE SCHEMA store;
CREATE TABLE store.jobs (id int PRIMARY KEY, s {schema}.schedule NOT NULL DEFAULT '0 0 9 ? * MON; zone=Asia/Tokyo', many {schema}.schedule[],
    CHECK ({schema}.nextfire_next(s, '1970-01-01 00:00:00Z') IS NOT NULL OR id < 0));
INSERT INTO store.jobs (id, s) SELECT i, {schema}.nextfire_from_cron(format('%s %s %s * *', i % 60, i % 24, 1 + i % 28), 'unix', 'Europe/Berlin')
    FROM generate_series(1, 500) i;
INSERT INTO store.jobs (id, s) VALUES
    (1001, '0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05'), (1002, '@every 1h30m; zone=UTC; anchor=1970-01-01T00:00:00Z'),
    (1003, '1/7 2,3 4-9 1W,3W,LW * ? 2030,2032,2035; zone=America/Argentina/ComodRivadavia; from=2020-01-01T00:00:00Z; until=2099-01-01T00:00:00Z; gap=skip; overlap=both'),
    (-1, '{{"scheduled_type":"FIXED_TIME","scheduled_date":"2026-03-29","scheduled_time":"02:30:00","time_zone":"Europe/Berlin","gap":"skip"}}');
UPDATE store.jobs SET many = ARRAY[s, NULL, s] WHERE id % 7 = 0;
CREATE INDEX jobs_s ON store.jobs (s);
CREATE INDEX jobs_next ON store.jobs ({schema}.nextfire_next(s, '2026-01-01 00:00:00Z'));
CREATE VIEW store.coming AS SELECT id, {schema}.nextfire_next(s, '2026-01-01 00:00:00Z') AS next FROM store.jobs;
"""

LOOK = """
SELECT id, s, nextfire_schedule_send(s), many FROM store.jobs ORDER BY id;
SELECT * FROM store.coming ORDER BY id;
"""


def client(server, program, *arguments):
    return [server.installation.bin / program, "-h", server.folder, "-p", str(server.port), "-U", "tester", *arguments]


def check_dumps(server):
    """Dumps a database and makes another of it, twice."""
    server.sql("CREATE DATABASE made", database="postgres")
    server.sql("CREATE SCHEMA ext; CREATE EXTENSION nextfire SCHEMA ext;" + FILL.format(schema="ext"), database="made")
    look = "SET search_path = ext;" + LOOK
    stored = server.rows(look, database="made")
    assert len(stored) == 1008, len(stored)

    plain = run(client(server, "pg_dump", "made"))
    assert "CREATE EXTENSION IF NOT EXISTS nextfire WITH SCHEMA ext" in plain
    assert "nextfire_schedule_in" not in plain, "what is the extension's was dumped as the user's"
    server.sql("CREATE DATABASE plain; ALTER DATABASE plain SET search_path = pg_catalog", database="postgres")
    server.sql(plain, database="plain")
    assert server.rows(look, database="plain") == stored

    # The extension is trusted: whoever may create in a database restores it.
    archive = server.folder / "data" / "made.dump"
    run(client(server, "pg_dump", "-Fc", "-f", archive, "made"))
    server.sql("CREATE ROLE keeper LOGIN; CREATE DATABASE archive OWNER keeper", database="postgres")
    run([server.installation.bin / "pg_restore", "-h", server.folder, "-p", str(server.port), "-U", "keeper", "--no-owner",
         "--exit-on-error", "-d", "archive", archive])
    assert server.rows(look, database="archive") == stored
    return stored


def check_copies(server):
    """COPY out and in, as text and in binary."""
    folder = server.folder / "data"
    for form in ("text", "csv", "binary"):
        server.sql(f"COPY store.jobs TO '{folder}/jobs.{form}' (FORMAT {form}); CREATE TABLE store.{form}_jobs (LIKE store.jobs);"
                   f"COPY store.{form}_jobs FROM '{folder}/jobs.{form}' (FORMAT {form});", database="made")
        differ = server.sql(f"SET search_path = ext; SELECT count(*) FROM store.jobs a FULL JOIN store.{form}_jobs b USING (id) "
                            "WHERE (a.s, a.many) IS DISTINCT FROM (b.s, b.many)", database="made")
        assert differ == "0", form
        # Bytes as well: not only what compares equal.
        differ = server.sql(f"SELECT count(*) FROM store.jobs a JOIN store.{form}_jobs b USING (id) "
                            "WHERE ext.nextfire_schedule_send(a.s) <> ext.nextfire_schedule_send(b.s)", database="made")
        assert differ == "0", form


def binary_copy(value):
    """Gives the file of a binary COPY with one row of one column."""
    header = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
    return header + struct.pack(">hi", 1, len(value)) + value + struct.pack(">h", -1)


def check_hostile_bytes(server, attempts):
    """Changed bytes are refused with 22P03, or are another schedule; the server lives on."""
    pick = random.Random(20261128)
    good = [bytes.fromhex(row) for row in server.rows("SELECT encode(ext.nextfire_schedule_send(s), 'hex') FROM store.jobs WHERE id > 490 OR id < 0",
                                                      database="made")]
    server.sql("CREATE TABLE store.hostile (s ext.schedule)", database="made")
    places = []
    for n in range(attempts):
        changed = bytearray(pick.choice(good))
        for _ in range(pick.randint(0, 3)):
            changed[pick.randrange(len(changed))] = pick.randrange(256)
        if pick.random() < 0.3:
            changed = changed[:pick.randrange(len(changed))] if pick.random() < 0.5 else changed + bytes(pick.randint(1, 300))
        place = server.folder / f"hostile_{n}"
        place.write_bytes(binary_copy(bytes(changed)))
        place.chmod(0o644)
        places.append(place)
    copies = "".join(f"""DO $$BEGIN COPY store.hostile FROM '{place}' (FORMAT binary); EXCEPTION WHEN invalid_binary_representation THEN
        INSERT INTO refused VALUES (SQLERRM); END$$;\n""" for place in places)
    server.sql(f"CREATE TABLE refused (message text); {copies}", database="made")
    refused, kept = (int(server.sql(f"SELECT count(*) FROM {table}", database="made")) for table in ("refused", "store.hostile"))
    assert refused + kept == attempts and refused > attempts / 4 and kept > attempts / 8, (refused, kept)
    assert server.sql("SELECT DISTINCT message FROM refused", database="made") == "invalid binary representation of type schedule"
    assert server.sql("SET search_path = ext; SELECT count(*) FROM store.hostile WHERE s::text::schedule <> s", database="made") == "0"
    return refused, kept


def check_encodings(server):
    """In another encoding texts are converted, and what cannot be is an error."""
    server.sql("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'", database="postgres")
    server.sql("CREATE EXTENSION nextfire", database="latin")
    assert server.sql("SELECT nextfire_describe('0 0 9 * * ?; zone=UTC')", database="latin") == "At 09:00:00 every day, UTC"
    for sql, state, text in (("SELECT nextfire_describe('0 0 9 * * ?; zone=UTC', 'zh')", "22P05", "no equivalent in encoding"),
                             ("SELECT nextfire_from_cron('0 9 * * *', 'unix', 'Zürich')", "22023", 'but found "Zürich"')):
        try:
            server.sql(sql, database="latin")
            raise AssertionError(f"not refused: {sql}")
        except Failed as failure:
            assert state in str(failure) and text in str(failure), failure


def main(arguments):
    with installation_of(arguments) as installation:
        server = installation.server("dump").start()
        stored = check_dumps(server)
        check_copies(server)
        refused, kept = check_hostile_bytes(server, arguments.attempts)
        check_encodings(server)
        print(f"{len(stored)} rows came back; of {arguments.attempts} hostile values {refused} were refused, {kept} are schedules")
    return 0


if __name__ == "__main__":
    command_line = argparse.ArgumentParser(description=__doc__)
    command_line.add_argument("--attempts", type=int, default=400)
    sys.exit(main(arguments_of(command_line)))
