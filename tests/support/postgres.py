"""A PostgreSQL server of the tests' own: in a temporary folder, reached through a socket there, gone at the end."""

import fcntl
import glob
import os
import shutil
import subprocess
from pathlib import Path

BINARIES = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: float(path.split("/")[4]))
OWNER = "postgres"
SETTINGS = {"listen_addresses": "", "max_connections": "100", "shared_buffers": "64MB", "logging_collector": "off"}


def installed() -> bool:
    """Whether the machine has a PostgreSQL server to start."""
    return bool(BINARIES)


class Server:
    """The server in one folder. Several processes may ask for it: the first starts it, everybody uses it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def start(self) -> None:
        """Start it unless it runs already; safe to call from several processes at once."""
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (self.data / "postmaster.pid").exists():
                return
            if not self.data.exists():
                self._create()
            settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
            log = str(self.folder / "log")
            self._run("pg_ctl", "start", "-w", "-l", log, "-o", f"{settings} -k {self.folder}")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it if it runs. mode: "immediate" as in a crash, "fast" as by an operator."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "-m", mode)

    def create_database(self, name: str) -> str:
        """A new empty database; its address for ENGAGE_DATABASE_URL."""
        self._run("createdb", "-h", str(self.folder), "-U", OWNER, name, data=False)
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run("dropdb", "--force", "-h", str(self.folder), "-U", OWNER, name, data=False)

    def _create(self) -> None:
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, OWNER)
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8", "--locale=C.UTF-8")

    def _run(self, program: str, *arguments: str, data: bool = True) -> None:
        command = [f"{BINARIES[-1]}/{program}", *(["-D", str(self.data)] if data else []), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", OWNER, "--", *command]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/"
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")
