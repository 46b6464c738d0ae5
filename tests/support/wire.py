"""One kept HTTP connection, as light as it can be, for load and for faults. Nothing is hidden or retried."""

import socket
from dataclasses import dataclass
from select import select

import brotli

LONGEST_WAIT = 60.0
FORM = "application/x-www-form-urlencoded"


class NoAnswer(OSError):
    """The connection ended, or was refused, before the whole answer had arrived."""


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire. size: all of it in bytes, its head too."""

    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The body in clear."""
        plain = brotli.decompress(self.body) if self.headers.get("content-encoding") == "br" else self.body
        return str(plain.decode())


class Wire:
    """A connection that is opened when it is needed and kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None
        self._held = b""

    def ask(self, method: str, path: str, headers: str = "", body: bytes = b"", kind: str = FORM) -> Answer:
        """Send one request (headers: complete lines) and wait for the whole answer. NoAnswer."""
        request = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{headers}"
        if method != "GET":
            request += f"Content-Length: {len(body)}\r\nContent-Type: {kind}\r\n"
        try:
            if self._socket is not None and select([self._socket], [], [], 0)[0]:
                self.close()  # the server let go of it between two requests
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self.port), LONGEST_WAIT)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request.encode() + b"\r\n" + body)
            return self._answer()
        except OSError as error:
            self.close()
            raise NoAnswer(str(error)) from error

    def close(self) -> None:
        """Let go of the connection; the next request opens another."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._held = None, b""

    def __del__(self) -> None:
        self.close()

    def _answer(self) -> Answer:
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers, cookies = {}, []
        for line in lines:
            name, _colon, value = line.partition(":")
            if name.lower() == "set-cookie":
                cookies.append(value.strip())
            headers[name.lower()] = value.strip()
        body = self._bytes(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, cookies, body, len(head) + 4 + len(body))

    def _until(self, end: bytes) -> bytes:
        while (place := self._held.find(end)) < 0:
            self._more()
        found, self._held = self._held[:place], self._held[place + len(end) :]
        return found

    def _bytes(self, count: int) -> bytes:
        while len(self._held) < count:
            self._more()
        found, self._held = self._held[:count], self._held[count:]
        return found

    def _more(self) -> None:
        assert self._socket is not None
        received = self._socket.recv(65536)
        if not received:
            raise NoAnswer("the connection ended")
        self._held += received
