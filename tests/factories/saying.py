"""Placeholder clips and sounds for units, and the buttons with which pages offer them."""

from collections.abc import Iterable

from engage.content import actions as content
from engage.content.units import Unit
from engage.media.actions import Shipped, keep_shipped
from tests.page import Document
from tests.support.site import Site

FILM = Shipped("clip", b"a film", "video/mp4", 3, b"a still", "WEBVTT\n\n00:00.000 --> 00:02.000\nWords\n", "Words")
CHIME = Shipped("sound", b"a sound", "audio/mp4", 1)
SAID = (("bfi", "sign", FILM, "Watch: "), ("rmc", "sound", CHIME, "Šunen: "))


def say(site: Site, *, scope: str, units: Iterable[Unit]) -> None:
    """Give each of these units a clip in BSL and a sound in Romani."""
    told = tuple(units)
    with site.writing():
        for language, form, kept, _ in SAID:
            media = keep_shipped(kept, project_id=None, placeholder=True)
            for unit in told:
                content.put_rendition(scope=scope, unit=unit, language=language, form=form, media_id=media.id)


def buttons(document: Document) -> list[str | None]:
    """The names of the round buttons that speak or sign."""
    return [button.get("aria-label") for button in document.all("a", class_="listen")]
