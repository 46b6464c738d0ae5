"""Chromium for the tests: the machine's own, driven by Playwright, as a small phone unless told otherwise."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SMALL_PHONE = {"width": 320, "height": 640}
PLAIN_SCRIPTS = "--js-flags=--no-opt --no-maglev --no-flush-bytecode"
"""A page lives for a second, too short for what V8 spends on faster code; what it has parsed it keeps instead."""
PATIENCE = 10_000
"""Milliseconds that anything in a page may take."""


def program(*, whole: bool = False) -> str | None:
    """Where Chromium is installed. Without its windows it opens phones faster; only the `whole` reads settings."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = map(shutil.which, names if whole else ("chromium-headless-shell", *names))
    return next((path for path in found if path), None)


def installed() -> bool:
    """Whether there is a Chromium to start."""
    return program() is not None


@contextmanager
def chromium() -> Iterator[Browser]:
    """One Chromium without a window."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program(),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", PLAIN_SCRIPTS],
        )
        yield running
        running.close()


class Phones:
    """Opens phones (browser contexts with one page) and closes them all at the end.

    A page that logs an error, throws one or is refused something by the content security policy fails the test.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._address = address
        self._opened: list[BrowserContext] = []
        self.problems: list[str] = []

    def __call__(self, *, javascript: bool = True, **options: Any) -> Page:
        """A fresh phone, 320 px wide, at the start page of nothing yet; `options` as Playwright's new_context."""
        settings = {"viewport": SMALL_PHONE, "reduced_motion": "reduce"} | options
        context = self._browser.new_context(base_url=self._address, java_script_enabled=javascript, **settings)
        context.set_default_timeout(PATIENCE)
        self._opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(page, message.type, message.text))
        return page

    def _note(self, page: Page, kind: str, text: str) -> None:
        # Chromium logs every answer of 400 and more as an error; those are looked at by the tests themselves.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.problems.append(f"{page.url}: {text}")

    def close(self) -> None:
        """Close every phone that was opened."""
        for context in self._opened:
            context.close()
