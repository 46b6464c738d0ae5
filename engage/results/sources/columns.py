"""Columns that several things share, with what they mean."""

from engage.results.tables import Column, Kind

NOTE = "Rows are single people’s answers. Do not pass them on; publish figures through the site."

SUBMISSION = Column(
    "submission", "Submission", Kind.CODE, "A random number. It stays the same when a person changes what they sent."
)
REVISION = Column(
    "revision", "Revision", Kind.INTEGER, "1 for what was sent first, and one more for each change by its sender."
)
SENT_ON = Column("sent_on", "Day", Kind.DAY, "The day on which this revision was sent. The hour is not kept.")
WITHDRAWN_ON = Column(
    "withdrawn_on", "Withdrawn on", Kind.DAY, "The day on which it was taken back. Nothing else is left of it."
)
LANGUAGE = Column(
    "language", "Language", Kind.CODE, "The language of the pages, as in their address: bfi is British Sign Language."
)
GATHERING = Column(
    "gathering", "Gathering", Kind.CODE, "The gathering at which it was sent, as in the table of gatherings."
)
ASSISTANCE = Column(
    "assistance",
    "Filled in",
    Kind.CODE,
    "How it was filled in, as was said at its start.",
    (
        ("self", "By the person alone"),
        ("read", "By the person, and somebody read it out"),
        ("tapped", "By somebody who tapped for the person"),
        ("interpreter", "With an interpreter"),
        ("unknown", "Nobody said"),
    ),
)
WORDING = Column(
    "wording",
    "Wording",
    Kind.CODE,
    "The first letters of the edition’s fingerprint: rows with the same were asked alike.",
)
DEMONSTRATION = Column(
    "demonstration", "Demonstration", Kind.BOOLEAN, "True for made-up answers. Leave them out of figures."
)
