"""What the servers write down while people, and machines that try things, come by: nobody, and nothing they sent."""

import socket
from pathlib import Path

import pytest

from tests.support.server import GUNICORN, WAITRESS, ServerProcess, environment_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
SECRETS = ("127.0.0.1 ", "ip=127", "secret-agent", "secret-query", "secret-path", "secret-words", "secret-cookie")
READ = b"GET /ar/secret-path?q=secret-query HTTP/1.1\r\nHost: x\r\n"
KNOWN = b"User-Agent: secret-agent\r\nCookie: engage=secret-cookie\r\nConnection: close\r\n\r\n"
REQUESTS = (
    READ + KNOWN,
    READ.replace(b"GET", b"POST") + b"Content-Length: 17\r\n" + KNOWN + b"code=secret-words",
    READ.replace(b"/secret-path", b"/secret-path\xff") + KNOWN,
    READ + b"secret words: \x00\r\n" + KNOWN,
    READ + b"X-Long: " + b"secret-words" * 30_000 + b"\r\n" + KNOWN,
    b"\x16\x03\x01secret-words\r\n\r\n",
)
"""A page that is not there, a form without a token, and four that no server can read."""


def send(port: int, request: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(request)
            while connection.recv(65536):
                pass
        except ConnectionError:
            pass  # the server had read enough


@pytest.mark.parametrize("program", [(*GUNICORN, "--access-logfile=-"), WAITRESS], ids=["gunicorn", "waitress"])
def test_no_log_knows_anybody(site: Site, tmp_path: Path, program: tuple[str, ...]) -> None:
    log = tmp_path / "log"
    server = ServerProcess(environment_of(site), log=log, program=program)
    server.start()
    try:
        for request in REQUESTS:
            send(server.port, request)
    finally:
        server.kill()
    written = log.read_text(errors="replace")
    assert str(server.port) in written, "the log was not read"
    assert not [secret for secret in SECRETS if secret in written], written
