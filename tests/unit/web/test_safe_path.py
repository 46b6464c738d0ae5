"""Where a person is sent next is always inside this site."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.web.security import safe_path


@pytest.mark.parametrize("good", ["/", "/en/", "/staff/harbour?page=2", "/ar/x#part"])
def test_addresses_of_this_site_are_kept(good: str) -> None:
    assert safe_path(good, "/home") == good


@pytest.mark.parametrize(
    "bad",
    [None, "", "en/", "//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "javascript:alert(1)",
     "/\t/elsewhere.example", "/a\nSet-Cookie: x", "/a\\b", "\\\\elsewhere.example", "http:elsewhere.example"],
)  # fmt: skip
def test_everything_else_becomes_the_fallback(bad: str | None) -> None:
    assert safe_path(bad, "/home") == "/home"


@given(st.text(alphabet="/\\:@.ae?#\t\n %", max_size=12))
def test_nothing_leads_elsewhere(target: str) -> None:
    """As a browser reads it: backslashes are slashes, tabs and line ends are not there."""
    chosen = safe_path(target, "/home")
    read = chosen.replace("\\", "/").replace("\t", "").replace("\n", "")
    assert read.startswith("/") and not read.startswith("//")
    assert not urlsplit(read).netloc
