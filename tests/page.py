"""A browser without scripts: fetches pages, fills forms, and holds every page to the page contract."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from tests.support import contract

if TYPE_CHECKING:
    from tests.support.site import Site

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def text_of(element: Element) -> str:
    """The words of an element and all within it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Form:
    """A form as a browser sees it: what it would send now, and where to."""

    def __init__(self, document: "Document", element: Element) -> None:
        self.element = element
        self.method = element.get("method", "get").lower()
        self.action = urljoin(document.path, element.get("action") or document.path)
        own = element.get("id")
        inside = set(element.iter())
        outside = document.all(form=own) if own else ()
        self.fields = [e for e in (*element.iter(), *outside) if e.tag in {"input", "select", "textarea"}]
        self.buttons = [e for e in document.all("button") if e in inside or (own and e.get("form") == own)]

    def values(self) -> dict[str, Any]:
        """Names and values that would be sent if nothing was touched; several of one name as a list."""
        sent: dict[str, list[str]] = {}
        for field in self.fields:
            name, kind = field.get("name"), field.get("type", "text")
            if not name or field.get("disabled") is not None or kind in {"submit", "button", "file"}:
                continue
            for value in self._held(field, kind):
                sent.setdefault(name, []).append(value)
        return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}

    def _held(self, field: Element, kind: str) -> list[str]:
        if kind in {"radio", "checkbox"}:
            return [field.get("value", "on")] if field.get("checked") is not None else []
        if field.tag == "textarea":
            return ["".join(field.itertext()).removeprefix("\n")]
        if field.tag == "select":
            options = list(field.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            return [option.get("value", text_of(option)) for option in chosen]
        return [field.get("value", "")]


class Document:
    """An answer of the site. `tree` is its HTML as html5lib reads it; None for anything else."""

    def __init__(self, path: str, response: TestResponse) -> None:
        self.path = path
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.html = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        self.parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.tree: Element | None = self.parser.parse(self.html) if response.mimetype == "text/html" else None
        self._by_tag: dict[str, list[Element]] = {"*": []}
        for element in self.tree.iter() if self.tree is not None else ():
            if isinstance(element.tag, str):
                self._by_tag["*"].append(element)
                self._by_tag.setdefault(element.tag, []).append(element)

    def all(self, tag: str = "*", **attributes: str) -> Iterator[Element]:
        """Every element with this tag and these attributes (class_ for class, for_ for for, data_x for data-x)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        if not wanted:
            yield from self._by_tag.get(tag, ())
            return
        for element in self._by_tag.get(tag, ()):
            held = {name: element.get(name) for name in wanted}
            classes = (held.get("class") or "").split()
            if all(held[name] == value or (name == "class" and value in classes) for name, value in wanted.items()):
                yield element

    def one(self, tag: str = "*", **attributes: str) -> Element:
        """The only such element; an AssertionError says how many there are instead."""
        found = list(self.all(tag, **attributes))
        assert len(found) == 1, f"{self.path}: {len(found)} × <{tag}> {attributes}\n{self.html}"
        return found[0]

    def told(self) -> str:
        """The page in a few words, for the message of a failed test."""
        return text_of(self.tree)[:600] if self.tree is not None else self.headers.get("Location", self.html[:200])

    @cached_property
    def title(self) -> str:
        return text_of(self.one("title"))

    @cached_property
    def heading(self) -> str:
        return text_of(self.one("h1"))

    @cached_property
    def text(self) -> str:
        """The words of <main>, with single spaces."""
        return text_of(self.one("main"))

    @property
    def errors(self) -> list[str]:
        """The messages of the error summary."""
        return [
            text_of(link) for box in self.all(role="alert") for link in box.iter("a") if link.get("href", "")[:1] == "#"
        ]

    @property
    def location(self) -> str:
        """Where a redirect leads, inside the site."""
        return self.headers["Location"].removeprefix("http://localhost")

    @property
    def links(self) -> list[str]:
        """Every address that the page links to, inside the site, without fragments."""
        targets = (urljoin(self.path, link.get("href", "")).partition("#")[0] for link in self.all("a"))
        return list(dict.fromkeys(target for target in targets if target.startswith("/")))

    @property
    def forms(self) -> list[Form]:
        return [Form(self, element) for element in self.all("form")]

    @property
    def answer_form(self) -> Form:
        """The one answering form: in <main>, sent by POST, without data-control."""
        found = [form for form in self.forms if form.method == "post" and form.element.get("data-control") is None]
        assert len(found) == 1, f"{self.path}: {len(found)} answering forms\n{self.html}"
        return found[0]


class Page:
    """A browser with its own cookies. Every answer with HTML has to keep the page contract."""

    def __init__(self, site: "Site") -> None:
        self.site = site
        self.client = site.app.test_client()

    def get(self, path: str, status: int = 200, **options: Any) -> Document:
        """Fetch an address; an AssertionError if the answer has another status or breaks the contract."""
        document = self.look(path, **options)
        assert document.status == status, f"{path}: {document.status} instead of {status}\n{document.told()}"
        return document

    def look(self, path: str, **options: Any) -> Document:
        """Fetch an address, whatever the status; an AssertionError if the answer breaks the contract."""
        fresh = not self.client._cookies
        before = len(self.site.statements)
        document = self._checked(path, self.client.get(path, buffered=True, **options))
        written = [one for one in self.site.statements[before:] if one.lstrip().upper().startswith(WRITES)]
        assert not written, f"GET {path} writes: {written}"
        if fresh and not path.startswith("/staff"):
            kept = [cookie for cookie in document.headers.getlist("Set-Cookie") if "Max-Age=0" not in cookie]
            assert not kept, f"{path} sets a cookie before anybody agreed to one"
        return document

    def post(self, path: str, data: Any = None, status: int = 303, **options: Any) -> Document:
        """Send a form as it is given, without a token of its own accord."""
        document = self._checked(path, self.client.post(path, data=data, **options))
        assert document.status == status, f"{path}: {document.status} instead of {status}\n{document.told()}"
        return document

    def submit(
        self, document: Document, status: int = 303, press: tuple[str, str] | None = None, **answers: Any
    ) -> Document:
        """Fill the answering form in and send it. press: the name and value of another button than the default one."""
        return self.send(document.answer_form, status, press, **answers)

    def send(self, form: Form, status: int = 303, press: tuple[str, str] | None = None, **answers: Any) -> Document:
        """Fill a form in and send it; None takes a field out, a list sends a name several times."""
        data = form.values() | answers | (dict([press]) if press else {})
        sent = {name: value for name, value in data.items() if value is not None}
        if form.method == "get":
            return self.get(form.action, query_string=sent)
        return self.post(form.action, sent, status)

    def follow(self, document: Document, status: int = 200) -> Document:
        """The page that a redirect leads to."""
        return self.get(document.location, status)

    def _checked(self, path: str, response: TestResponse) -> Document:
        document = Document(path.partition("?")[0], response)
        broken = contract.broken_promises(document, self.site.app)
        assert not broken, f"{path} breaks the page contract:\n- " + "\n- ".join(broken)
        return document
