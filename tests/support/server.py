"""The site as a server: inside this process for the browser tests, or as processes of its own that can be killed."""

import contextlib
import multiprocessing
import os
import runpy
import signal
import socket
import sys
import threading
import time
import urllib.request
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

from flask import Flask
from waitress.server import create_server

from tests.support.site import Site

ROOT = Path(__file__).resolve().parents[2]
WAITRESS = ("waitress", "--listen=127.0.0.1:{port}", "--threads=8", "{app}")
"""As `make run` starts the site."""
GUNICORN = (
    *("gunicorn", "--bind=127.0.0.1:{port}", "--workers=2", "--threads=4"),
    *("--preload", "--no-control-socket", "{app}"),
)
"""Two processes of four threads each, so that threads and processes meet in every way."""
PRODUCTION = ("gunicorn", "--bind=127.0.0.1:{port}", "--no-control-socket", "{app}")
"""As production starts it: gunicorn.conf.py says the rest."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["engage", "gunicorn.app.wsgiapp", "waitress"])
"""Servers are forks of a process that has read the code, which takes longer than many a server lives."""


def environment_of(site: Site) -> dict[str, str]:
    """What a process has to be told to serve this site, as in production."""
    return {
        "ENGAGE_ENV": "production",
        "ENGAGE_DATABASE_URL": site.config.database_url,
        "ENGAGE_MEDIA_URL": site.config.media_url,
        "ENGAGE_SECRET_KEY": site.config.secret_key,
        "ENGAGE_KEY_FILE": str(site.config.key_file),
    }


class LiveServer:
    """Waitress on a free port, in threads of this process, as long as the `with` lasts."""

    def __init__(self, app: Flask) -> None:
        self._server = create_server(app, host="127.0.0.1", port=0, threads=4)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # closing the socket ends the loop this way
            self._server.run()

    def __exit__(self, *error: object) -> None:
        self._server.close()
        self._server.task_dispatcher.shutdown()
        self._thread.join(timeout=5)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServerProcess:
    """The site in a process group of its own, so that a test can kill all of it at any moment and start it again."""

    def __init__(
        self,
        environment: dict[str, str],
        *,
        log: Path,
        program: tuple[str, ...] = WAITRESS,
        app: str = "wsgi:app",
        ready: str = "/readyz",
        port: int = 0,
    ) -> None:
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [part.format(port=self.port, app=app) for part in program]
        self._ready_address = self.address + ready
        self._environment = os.environ | {"ENGAGE_BASE_URL": self.address} | environment
        self._log = log
        self._process: BaseProcess | None = None

    def start(self, patience: float = 60.0) -> None:
        """Start it and wait until it answers. Raises TimeoutError with its log if it does not, within `patience` s."""
        self._log.touch()
        self._process = FORKS.Process(target=_live, args=(self._command, self._environment, self._log), daemon=True)
        self._process.start()
        end = time.monotonic() + patience
        while not self._ready():
            if time.monotonic() > end or not self.runs:
                self.kill()
                raise TimeoutError(self._log.read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal, kill -9 by default, to the whole process group and wait until nobody listens any more."""
        if self._process is not None and self._process.pid:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            self._process.join()
            self._process = None
            while self._listens():
                time.sleep(0.002)

    @property
    def runs(self) -> bool:
        """Whether the process that was started is still there."""
        return self._process is not None and self._process.is_alive()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(self._ready_address, timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def _live(command: list[str], environment: dict[str, str], log: Path) -> None:
    """Become the server that this command starts behind `python -m`, in a process group of its own."""
    os.setsid()
    os.chdir(ROOT)
    with log.open("ab") as told:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(told.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
