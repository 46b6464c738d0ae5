"""What one run of the tests shares between its processes: a folder with files and a PostgreSQL server; what is missing.

The first process makes the folder and removes it at the end; the workers find it through the environment.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import browser, postgres

FOLDER = "ENGAGE_TEST_FOLDER"
EVERYTHING = "ENGAGE_TEST_EVERYTHING"
"""Set where a run that leaves something out is a failure."""
ROOMY = 4_000_000_000


def open_folder() -> bool:
    """Make the folder of this run; False in a worker, which has one already."""
    if FOLDER in os.environ:
        return False
    memory = Path("/dev/shm")  # noqa: S108
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOMY
    made = Path(tempfile.mkdtemp(prefix="engage-tests-", dir=memory if roomy else None))
    made.chmod(0o755)  # PostgreSQL's own account has to reach its part of it
    os.environ[FOLDER] = str(made)
    return True


def folder() -> Path:
    """The folder of this run."""
    return Path(os.environ[FOLDER])


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The file of this name: whoever asks first makes it, and the others wait for it."""
    shared = folder() / "once"
    path = shared / name
    if not path.exists():
        shared.mkdir(exist_ok=True)
        with (shared / f"lock-{name}").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                unfinished = shared / f"unfinished-{name}"
                make(unfinished)
                unfinished.rename(path)
    return path


def postgres_server() -> postgres.Server:
    """The one PostgreSQL server of this run, not necessarily started."""
    return postgres.Server(folder() / "postgresql")


def close_folder() -> None:
    """Stop the server and remove everything."""
    postgres_server().stop("fast")
    shutil.rmtree(folder(), ignore_errors=True)
    del os.environ[FOLDER]


def can_mount() -> bool:
    """Whether a test may mount a small disk of its own."""
    probe = Path(tempfile.mkdtemp(prefix="engage-mount-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "engage-tests", str(probe)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True).returncode == 0
    if mounted:
        subprocess.run(["umount", str(probe)], check=True)
    probe.rmdir()
    return mounted


def missing() -> list[str]:
    """What this machine cannot test, each as one sentence."""
    wanted = {
        "PostgreSQL is not installed: nothing was tested on it.": postgres.installed(),
        "Chromium is not installed: nothing was tested in a browser.": browser.installed(),
        "ffmpeg is not installed: recordings were not tested.": bool(shutil.which("ffmpeg")),
        "Only root can mount a small disk: a full disk was not tested.": can_mount(),
    }
    return [sentence for sentence, there in wanted.items() if not there]


def need(there: bool, what: str) -> None:
    """Skip a test for want of a program, loudly; fail it where everything has to be tested."""
    if not there:
        (pytest.fail if os.environ.get(EVERYTHING) else pytest.skip)(f"{what} is not installed")
