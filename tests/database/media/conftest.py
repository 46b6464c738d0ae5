"""What the tests of media share."""

from tests.factories.media import sample  # noqa: F401
