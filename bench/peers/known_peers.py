"""Which peers there are, how each is asked, and what of them this machine has."""
import importlib.util
import os
import pathlib
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field

PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"
QUARTZ = ["/usr/share/java/quartz2.jar", "/usr/share/java/slf4j-api.jar"]
GO_SOURCES = "/usr/share/gocode"


@dataclass
class Peer:
    name: str
    notation: str  # the entry of a schedule that it reads
    command: list = field(default_factory=list)
    missing: str = ""  # what has to be installed, where the command cannot be run
    most_questions: int = 2000  # fewer for those that take a millisecond or more for each
    is_timed: bool = True


def built(name, notation, program, build, missing):
    path = build / "bench" / "peers" / program
    return Peer(name, notation, [str(path)], "" if path.exists() else missing)


def robfig(work):
    found = Peer("robfig/cron", "seconds_first", [str(work / "robfig")])
    if not shutil.which("go") or not pathlib.Path(GO_SOURCES, "src/github.com/robfig/cron").exists():
        found.missing = "golang-go and golang-github-robfig-cron-dev"
        return found
    environment = dict(os.environ, GOPATH=GO_SOURCES, GO111MODULE="off")
    subprocess.run(["go", "build", "-o", work / "robfig", PROGRAMS / "robfig.go"], env=environment, check=True)
    return found


def quartz(work):
    found = Peer("Quartz", "quartz", ["java", "-cp", ":".join([*QUARTZ, str(work)]), "QuartzAnswers"])
    if not shutil.which("javac") or not all(pathlib.Path(jar).exists() for jar in QUARTZ):
        found.missing = "default-jdk-headless and libquartz2-java"
        return found
    subprocess.run(["javac", "-cp", ":".join(QUARTZ), "-d", work, PROGRAMS / "QuartzAnswers.java"], check=True)
    return found


def javascript(library, folder):
    program = PROGRAMS / "javascript_answers.mjs"
    found = Peer(library, "seconds_first", ["node", str(program), library, str(folder)])
    if not shutil.which("node") or not (folder / "node_modules" / library).exists():
        found.missing = f"nodejs, and {library} in the folder of --node"
    return found


def python(library, needs, notation, interpreter, **limits):
    found = Peer(library, notation, [interpreter, str(PROGRAMS / "python_answers.py"), library], **limits)
    has = subprocess.run([interpreter, "-c", f"import {', '.join(needs)}"], capture_output=True, check=False)
    if has.returncode:
        found.missing = f"{' and '.join(needs)} for Python"
    return found


def systemd(interpreter):
    found = Peer("systemd-analyze", "systemd", [interpreter, str(PROGRAMS / "systemd_answers.py")], most_questions=200,
                 is_timed=False)
    if not shutil.which("systemd-analyze"):
        found.missing = "systemd"
    return found


def known_peers(build, work, node, interpreter):
    """All but nextfire; programs are made in `work` from the sources beside this file."""
    return [
        built("date::tz", "quartz", "date_tz_answers", build, "the target peers, built for release"),
        built("libical", "rule", "libical_answers", build, "libical-dev, and the target peers built anew"),
        robfig(work),
        quartz(work),
        javascript("croner", node),
        javascript("cron-parser", node),
        python("croniter", ["croniter", "pytz"], "seconds_last", interpreter),
        python("dateutil", ["dateutil"], "rule", interpreter, most_questions=200),
        systemd(interpreter),
    ]


def named_peer(text):
    """A peer from NAME=NOTATION=COMMAND, any program that answers as README.md says."""
    name, notation, command = text.split("=", 2)
    return Peer(name, notation, shlex.split(command))
