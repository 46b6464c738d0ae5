"""The site as a server: inside this process for the browser tests, or as processes of its own that can be killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Self

from flask import Flask
from waitress.server import create_server

from tests.support.site import Site

ROOT = Path(__file__).resolve().parents[2]
WAITRESS = (sys.executable, "-m", "waitress", "--listen=127.0.0.1:{port}", "--threads=8", "{app}")
"""As `make run` starts the site."""
GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:{port}", "--workers=2", "--threads=4"),
    *("--preload", "--no-control-socket", "{app}"),
)
"""Two processes of four threads each, so that threads and processes meet in every way."""
PRODUCTION = (sys.executable, "-m", "gunicorn", "--bind=127.0.0.1:{port}", "--no-control-socket", "{app}")
"""As production starts it: gunicorn.conf.py says the rest."""


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
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 60.0) -> None:
        """Start it and wait until it answers. Raises TimeoutError with its log if it does not, within `patience` s."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + patience
        while not self._ready():
            if time.monotonic() > end or self._process.poll() is not None:
                self.kill()
                raise TimeoutError(self._log.read_text(errors="replace")[-2000:])
            time.sleep(0.02)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Send a signal, kill -9 by default, to the whole process group and wait until nobody listens any more."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            self._process.wait()
            self._process = None
            while self._listens():
                time.sleep(0.002)

    @property
    def runs(self) -> bool:
        """Whether the process that was started is still there."""
        return self._process is not None and self._process.poll() is None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(self._ready_address, timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
