"""PostgreSQL servers for tests: an installation with the extension in a temporary folder, and servers of it.

PostgreSQL finds its extensions beside its own programs.  So the programs are copied, the libraries and scripts linked,
and the module is put among them; nothing of the system's installation is touched.  A server is a child of the test, runs
as an ordinary user, and ends with the test whatever becomes of that.
"""
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "Europe/Kyiv", "PGTZ": "UTC", "PGCLIENTENCODING": "UTF8",
               "PGCONNECT_TIMEOUT": "10"}


def ordinary_user():
    """Gives the name of the user that servers run as: another one for root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_user():
    """Gives the arguments of subprocess that start a program as that user, in a folder that it may be in."""
    if os.getuid() != 0:
        return {"cwd": "/"}
    entry = pwd.getpwnam(ordinary_user())
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": "/"}


def die_with_parent():
    """Asks the kernel for SIGQUIT, on which a server ends at once, when the test has gone."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Failed(Exception):
    """A program that ended with an error; its text is what it wrote."""


def run(command, given=None, environment=None):
    """Runs a program as the ordinary user, and gives what it writes."""
    done = subprocess.run([str(part) for part in command], input=given, capture_output=True, text=True,
                          env={**ENVIRONMENT, **(environment or {})}, **as_user())
    if done.returncode != 0:
        raise Failed(done.stderr + done.stdout)
    return done.stdout


class Installation:
    """PostgreSQL with the extension, in a temporary folder that goes at the end of the `with`."""

    def __init__(self, module, files, bindir, pkglibdir, sharedir):
        self.folder = Path(tempfile.mkdtemp(prefix="nextfire_postgres_"))
        self.folder.chmod(0o755)
        self.servers = []
        self.bin, self.lib, self.share = (self.folder / str(place).lstrip("/") for place in (bindir, pkglibdir, sharedir))
        self.bin.mkdir(parents=True)
        for name in ("postgres", "initdb", "psql", "pg_dump", "pg_restore", "pgbench"):
            shutil.copy(Path(bindir) / name, self.bin)
        self._link_all(Path(pkglibdir), self.lib)
        self._link_all(Path(sharedir), self.share)
        extensions = self.share / "extension"
        extensions.unlink()
        self._link_all(Path(sharedir) / "extension", extensions)
        for file in files:
            (extensions / Path(file).name).unlink(missing_ok=True)
            shutil.copy(file, extensions)
        self.put_module(module)
        self.password = "secret of tests"
        self._make_template()

    def _make_template(self):
        """Makes the data that each server begins with."""
        self.template = self.folder / "template"
        self.template.mkdir()
        secret = self.template / "password"
        secret.write_text(self.password)
        for place in (self.template, secret):
            shutil.chown(place, ordinary_user())
        run([self.bin / "initdb", "-D", self.template / "data", "-U", "tester", "-E", "UTF8", "--locale=C",
             "--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}", "--no-sync"])

    @staticmethod
    def _link_all(source, target):
        target.mkdir(parents=True)
        for entry in source.iterdir():
            (target / entry.name).symlink_to(entry)

    def put_module(self, module):
        """Puts a module in the place of the one that is there."""
        new = self.lib / "nextfire.so.new"
        shutil.copy(module, new)
        new.chmod(0o755)
        new.replace(self.lib / "nextfire.so")

    def server(self, name, settings=None):
        """Makes a server that is not started yet."""
        made = Server(self, name, settings or {})
        self.servers.append(made)
        return made

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in self.servers:
            server.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)


class Server:
    """One server: a folder of data, a socket in it, and a port of loopback that asks for a password."""

    def __init__(self, installation, name, settings):
        self.installation = installation
        self.password = installation.password
        self.port = free_port()
        self.folder = installation.folder / name
        self.folder.mkdir()
        shutil.chown(self.folder, ordinary_user())
        self.process = None
        run(["cp", "-a", installation.template / "data", self.folder / "data"])
        chosen = {"fsync": "off", "timezone": "UTC", "max_connections": 40, "shared_buffers": "64MB",
                  "unix_socket_directories": self.folder, "unix_socket_permissions": "0700",
                  "listen_addresses": "127.0.0.1", "port": self.port, "log_min_messages": "warning", **settings}
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as file:
            file.writelines(f"{key} = '{value}'\n" for key, value in chosen.items())

    def start(self):
        """Starts the server and waits until it answers; gives the server."""
        with open(self.folder.with_suffix(".log"), "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(  # pylint: disable=consider-using-with
                [str(self.installation.bin / "postgres"), "-D", str(self.folder / "data")], stdout=log, stderr=log,
                env=ENVIRONMENT, preexec_fn=die_with_parent, **as_user())
        for _ in range(600):
            try:
                self.sql("SELECT 1", database="postgres")
                return self
            except Failed:
                if self.process.poll() is not None:
                    raise Failed(self.folder.with_suffix(".log").read_text(encoding="utf-8")) from None
                time.sleep(0.05)
        raise Failed("the server does not answer")

    def stop(self, how=signal.SIGINT):
        """Stops it: SIGINT in order, SIGQUIT at once, as a power failure would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=60)
        self.process = None

    def psql(self, *arguments, database="test"):
        """Gives the command line of psql for this server."""
        return [str(self.installation.bin / "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose",
                "-h", str(self.folder), "-p", str(self.port), "-U", "tester", "-d", database, *arguments]

    def sql(self, text, database="test"):
        """Runs SQL and gives its rows as text, without the last line end; raises Failed where there is an error."""
        return run(self.psql(database=database), given=text).rstrip("\n")

    def rows(self, text, database="test"):
        """The same as a list of lines."""
        found = self.sql(text, database)
        return found.split("\n") if found else []

    def with_database(self, name="test"):
        """Starts the server with a new database that has the extension; gives the server."""
        self.start()
        self.sql(f"CREATE DATABASE {name}", database="postgres")
        self.sql("CREATE EXTENSION nextfire", database=name)
        return self


def arguments_of(parser):
    """Adds what tells a test of the installation, and gives the arguments."""
    for name in ("module", "bindir", "pkglibdir", "sharedir"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--file", action="append", required=True, dest="files")
    return parser.parse_args()


def installation_of(arguments):
    """Makes the installation that a test was told of."""
    return Installation(arguments.module, arguments.files, arguments.bindir, arguments.pkglibdir, arguments.sharedir)
