"""A person's browser on a running server: cookies, tokens, and the way from consent to the receipt."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from tests.support.wire import Answer, Wire

Fields = Mapping[str, str | Sequence[str]]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')
RECEIPT = re.compile(r'id="receipt-code"[^>]*>([\d ]+)<')


class Unexpected(AssertionError):
    """The server answered with another status than the one that the next step needs."""


class Resident:
    """One person with one browser. `activity` is the address of a start page: /en/street-1/survey-1/."""

    def __init__(self, port: int, activity: str) -> None:
        self.wire = Wire(port)
        self.activity = activity
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """One request, as a browser sends it; cookies are kept. NoAnswer."""
        answer = self.wire.ask(method, path, self.headers(method), urlencode(fields or {}, doseq=True).encode())
        for cookie in answer.cookies:
            name, _equals, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def headers(self, method: str) -> str:
        """The lines that this browser sends with a request."""
        origin = f"Origin: http://127.0.0.1:{self.wire.port}\r\n" if method == "POST" else ""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return f"Accept-Encoding: br\r\n{origin}" + (f"Cookie: {cookies}\r\n" if cookies else "")

    def get(self, path: str) -> str:
        """A page; its token is kept for the next form. Unexpected, NoAnswer."""
        answer = self.ask("GET", path)
        if answer.status != 200:
            raise Unexpected(f"GET {path}: {answer.status} {answer.headers.get('location', '')}")
        page = answer.text
        if token := TOKEN.search(page):
            self.token = token[1]
        return page

    def post(self, path: str, fields: Fields) -> str:
        """Send a form; where the server leads to. Unexpected, NoAnswer."""
        answer = self.ask("POST", path, {"csrf_token": self.token, **fields} if self.token else fields)
        if answer.status != 303:
            raise Unexpected(f"POST {path}: {answer.status}")
        return answer.headers["location"]

    def answer(self, pages: Sequence[Fields], **given: str) -> str:
        """Agree and fill every page in, each fetched and sent as a browser does; the address of the check page.

        given: what else the start form is sent with, such as a code.
        """
        here = self.post(self.activity, {"consent-take-part": "yes", **given})
        for fields in pages:
            self.get(here)
            here = self.post(here, fields)
        return here

    def send(self, check: str) -> str:
        """Look at the answers once more and send them; where the receipt stands."""
        return self.post(check, self.last_form(check))

    def last_form(self, check: str) -> Fields:
        """What the form of the check page sends."""
        seen = SEEN.search(self.get(check))
        assert seen, "the check page shows no form"
        return {"seen": seen[1]}

    def receipt(self, done: str) -> str:
        """The 20 digits of the receipt."""
        code = RECEIPT.search(self.get(done))
        assert code, "the last page shows no receipt"
        return code[1].replace(" ", "")
