"""A lead or an administrator at the desk where units are put into a language, without JavaScript."""

from pathlib import Path
from typing import Any

from tests.page import Document, Form, Page, text_of
from tests.support.site import Site

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nWhat would you change?\n"


class Desk:
    """A person at the desk of one scope: the address ends before the language."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self._token = ""

    def unit(self, language: str, key: str, status: int = 200) -> Document:
        return self.page.get(f"{self.address}/{language}/{key}", status)

    def states(self, language: str, key: str) -> str:
        """What the table says of a unit: how its text (where it is written here), its sign and its sound stand."""
        row = self.page.get(f"{self.address}/{language}").one("tr", id=key)
        return ", ".join(text_of(cell) for cell in row.iter("td"))

    def give(
        self, language: str, key: str, form: str, file: Path | None = None, status: int = 303, **words: str
    ) -> Document:
        """Send a form of a unit's page, with a file where there is one."""
        sent: dict[str, Any] = {**words, "form": form, "csrf_token": self.token(language, key)}
        if file is None:
            return self.page.post(f"{self.address}/{language}/{key}", sent, status)
        with file.open("rb") as content:
            return self.page.post(f"{self.address}/{language}/{key}", sent | {"upload": (content, file.name)}, status)

    def take_away(self, language: str, key: str, form: str) -> Document:
        """Press the button that takes a clip or a sound away."""
        shown = self.unit(language, key)
        pressed = next(one for one in shown.forms if one.values().get("form") == form and self._takes_away(one))
        return self.page.send(pressed, 303, press=("do", "away"))

    @staticmethod
    def _takes_away(form: Form) -> bool:
        return any(button.get("value") == "away" for button in form.buttons)

    def offered(self, language: str, key: str) -> list[str]:
        """What of a unit can be taken away."""
        forms = self.unit(language, key).forms
        return [str(form.values()["form"]) for form in forms if self._takes_away(form)]

    def token(self, language: str, key: str) -> str:
        """What a browser sends to show that it was given the form; it is the same on every page of a person."""
        if not self._token:
            boxes = self.unit(language, key).all("input", name="csrf_token")
            self._token = next(box.get("value", "") for box in boxes)
        return self._token


def prepare(site: Site) -> None:
    """Let the background worker take its turn."""
    done = site.app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert done.exit_code == 0, done.output
