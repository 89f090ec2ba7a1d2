"""A session of psql that is asked again and again."""
import subprocess

from cluster import ENVIRONMENT, as_user


class Gone(Exception):
    """The session has ended: it, or the server, was killed."""


class Session:
    """One psql, and so one connection."""

    END = "-- end --"

    def __init__(self, server):
        self.process = subprocess.Popen(  # pylint: disable=consider-using-with
            server.psql(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=ENVIRONMENT, **as_user())

    def ask(self, sql):
        """Runs statements and gives their rows; raises Gone where the session ends before all is answered."""
        try:
            self.process.stdin.write(f"{sql};\n\\echo {self.END}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Gone from None
        rows = []
        for line in self.process.stdout:
            if line.rstrip("\n") == self.END:
                return rows
            rows.append(line.rstrip("\n"))
        raise Gone

    def kill(self):
        """Kills psql, which has no time to say anything to the server."""
        self.process.kill()
        self.process.wait()

    def close(self):
        """Ends the session in order."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.wait()
