"""Follows every link of the site, as a person who is curious."""

from collections import Counter, deque

from tests.page import Document, Page

ANSWERS = {200, 302, 303, 308, 410}
"""What a link may lead to: a page, another address, or something that has closed."""
FILES = ("/static/", "/media/")


def crawl(page: Page, *starts: str, of_each: int = 1000) -> dict[str, Document]:
    """Every page that can be reached from `starts` by links alone, each held to the page contract.

    of_each: how many pages of one route are looked at. Raises AssertionError at a link that leads nowhere, a page that
    breaks the contract, or a read that writes.
    """
    routes = page.site.app.url_map.bind("localhost")
    seen: dict[str, Document] = {}
    met: Counter[str] = Counter()
    waiting = deque(starts)
    while waiting:
        address = waiting.popleft()
        endpoint = str(routes.match(address.partition("?")[0])[0])
        met[endpoint] += address not in seen
        if address in seen or address.startswith(FILES) or met[endpoint] > of_each:
            continue
        document = page.look(address)
        assert document.status in ANSWERS, f"a link leads to {address}: {document.status}"
        seen[address] = document
        waiting.extend([document.location] if 300 <= document.status < 400 else document.links)
    return seen
