"""Follows every link of the site, as a person who is curious."""

from collections import deque

from tests.page import Document, Page

ANSWERS = {200, 302, 303, 308, 410}
"""What a link may lead to: a page, another address, or something that has closed."""
FILES = ("/static/", "/media/")


def crawl(page: Page, *starts: str, at_most: int = 600) -> dict[str, Document]:
    """Every page that can be reached from `starts` by links alone, each held to the page contract.

    Raises AssertionError at a link that leads nowhere, a page that breaks the contract, or a read that writes.
    """
    seen: dict[str, Document] = {}
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        if address in seen or address.startswith(FILES):
            continue
        assert len(seen) < at_most, f"more than {at_most} pages; the last: {list(seen)[-5:]}"
        document = page.look(address)
        assert document.status in ANSWERS, f"a link leads to {address}: {document.status}"
        seen[address] = document
        waiting.extend([document.location] if 300 <= document.status < 400 else document.links)
    return seen
