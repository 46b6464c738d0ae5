"""What pages weigh, as the browser counts it: bytes that came over the wire, headers and compression included."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page as Phone

KILOBYTE = 1000
FIRST_PAGE, LATER_PAGE, SCRIPT, PICTURE = 30 * KILOBYTE, 12 * KILOBYTE, 20 * KILOBYTE, 4 * KILOBYTE
APART = {"Image", "Media"}
"""What has a budget of its own, without the headers that are the same for everything."""


@dataclass
class Piece:
    """One thing that a page fetched. weight: bytes; nothing where the phone had it already."""

    kind: str
    url: str
    weight: int = 0


class Wire:
    """Listens to all that a phone fetches, from when it is made."""

    def __init__(self, phone: Phone, address: str) -> None:
        self._address = address
        self._pieces: dict[str, Piece] = {}
        self._fresh = True
        self._session = phone.context.new_cdp_session(phone)
        self._session.on("Network.responseReceived", self._begun)
        self._session.on("Network.dataReceived", self._arrived)
        self._session.on("Network.loadingFinished", self._ended)
        self._session.send("Network.enable")

    def _begun(self, event: dict[str, Any]) -> None:
        self._pieces[event["requestId"]] = Piece(event["type"], event["response"]["url"])

    def _arrived(self, event: dict[str, Any]) -> None:
        """Pictures and films are weighed by what they hold, as it comes: a film may never be fetched to its end."""
        piece = self._pieces.get(event["requestId"])
        if piece and piece.kind in APART:
            piece.weight += event["dataLength"]

    def _ended(self, event: dict[str, Any]) -> None:
        piece = self._pieces.get(event["requestId"])
        if piece and piece.kind not in APART:
            piece.weight = int(event["encodedDataLength"])

    def take(self) -> list[Piece]:
        """What was fetched since it was asked last."""
        taken, self._pieces = list(self._pieces.values()), {}
        return [piece for piece in taken if not piece.url.startswith(("data:", "blob:"))]

    def problems(self) -> list[str]:
        """What was too heavy, or should not have been fetched, since it was asked last: one line each."""
        pages: list[list[Piece]] = []
        for piece in self.take():
            if piece.kind == "Document" or not pages:
                pages.append([])
            pages[-1].append(piece)
        return [problem for page in pages for problem in self._problems(page)]

    def _problems(self, page: list[Piece]) -> Iterator[str]:
        budget, self._fresh = FIRST_PAGE if self._fresh else LATER_PAGE, False
        weight = sum(piece.weight for piece in page if piece.kind not in APART)
        script = sum(piece.weight for piece in page if piece.kind == "Script")
        if weight > budget:
            yield f"{weight} bytes, more than {budget}: {page}"
        if script > SCRIPT:
            yield f"{script} bytes of script"
        for piece in page:
            if not piece.url.startswith(self._address):
                yield f"{piece.url} is another site"
            if piece.kind in {"Font", "Media"} or (piece.kind == "Image" and piece.weight > PICTURE):
                yield f"nobody asked for this {piece.kind} of {piece.weight} bytes: {piece.url}"
