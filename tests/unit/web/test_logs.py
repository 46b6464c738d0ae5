"""No line of a log tells who asked, for what, or with which words."""

import io
import logging
from collections.abc import Iterator

import pytest

from engage.web.logs import without_people

SECRET = "secret-words"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a server's log writes."""
    held = io.StringIO()
    log, handler = logging.getLogger("a server"), logging.StreamHandler(held)
    log.addHandler(handler)
    log.addFilter(without_people)
    log.setLevel(logging.INFO)
    yield held
    log.removeHandler(handler)
    log.removeFilter(without_people)


def test_what_gunicorn_says_of_a_request_it_cannot_read(written: io.StringIO) -> None:
    logging.getLogger("a server").warning("Invalid request from ip=203.0.113.7: GET /ar/secret-words 100%s")
    assert written.getvalue() == "a request could not be read\n"


@pytest.mark.parametrize("message", ["Error handling request GET /en/?q=secret-words", "Exception while serving /en/"])
def test_a_failure_is_told_by_its_place_without_its_values(written: io.StringIO, message: str) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("a server").exception(message)
    assert "a request failed: ValueError" in written.getvalue()
    assert "test_logs.py" in written.getvalue()
    assert "/en/" not in written.getvalue() and "q=" not in written.getvalue()


def test_a_reader_who_left_is_not_followed(written: io.StringIO) -> None:
    logging.getLogger("a server").info("Client disconnected while serving /en/receipt/1234")
    assert written.getvalue() == "somebody left before the answer was there\n"


def test_every_other_line_stays(written: io.StringIO) -> None:
    logging.getLogger("a server").info("Serving on %s", "http://127.0.0.1:8000")
    assert written.getvalue() == "Serving on http://127.0.0.1:8000\n"


def test_waitress_writes_no_more_than_that(house: object) -> None:
    assert without_people in logging.getLogger("waitress").filters
