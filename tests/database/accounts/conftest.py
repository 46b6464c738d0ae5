"""What the tests of staff share."""

from tests.factories.accounts import hill, mill, person  # noqa: F401
