"""Made-up answers, the same at every load (pure). They are marked as demonstration wherever they appear."""

from collections.abc import Iterator
from random import Random
from typing import Any

SEED = 20261123
SURVEYS, NOMINATIONS, IDEAS, BALLOTS = 140, 24, 16, 120
"""How many answers of each kind; three hundred in all."""

LANGUAGES = ("en",) * 9 + ("ro",) * 5 + ("ar",) * 4 + ("bfi",) * 3 + ("rmc",) * 3
WAYS = ("self",) * 6 + ("read",) * 2 + ("tapped", "interpreter", "unknown")

BUS = (
    "It is too dear with two children.",
    "The last one home leaves before my shift ends.",
    "The driver is kind. The timetable is not.",
    "Autobuzul întârzie mereu dimineața.",
    "لا يوجد مترجم عند السائق، والتذكرة غالية.",
    "I cannot hear the announcements and the screen is broken.",
)
CHANGES = (
    "Somewhere warm to sit",
    "Lights in the park",
    "An interpreter at the surgery",
    "Mai puține formulare",
    "مكان آمن للأطفال",
    "A shower and a locker",
    "People who listen",
    "BSL at the counter",
    "Buti vaš o terne",
)
PLACES = (
    ("Quay Park football pitch", "place", "quay-park", "Open every day. Nobody asks who you are.", (53.4831, -2.2861)),
    (
        "Auntie Rosa’s kitchen",
        "together",
        "harbour-street",
        "Soup on Tuesdays. You pay what you can.",
        (53.4846, -2.2903),
    ),
    (
        "The Deaf coffee morning",
        "group",
        "market-square",
        "Everybody signs. Beginners are welcome.",
        (53.4862, -2.2884),
    ),
    ("Mr Okafor, who mends bikes", "person", "old-docks", "He teaches you to do it yourself.", (53.4818, -2.2925)),
    ("مكتبة الحي", "place", "harbour-street", "دافئة وهادئة، وفيها من يساعد في الأوراق.", (53.4851, -2.2895)),
    ("Serile de muzică romă", "together", "old-docks", "Copiii învață cântecele bunicilor.", (53.4822, -2.2917)),
    (
        "The night shelter’s breakfast",
        "service",
        "market-square",
        "From seven. They find you a doctor too.",
        (53.4866, -2.2871),
    ),
    ("The apple trees by the canal", "nature", "old-docks", "Free apples in September.", (53.4813, -2.2934)),
)
IDEAS_GIVEN = (
    ("A bench at every bus stop", "Older people could get to the doctor alone."),
    ("Film night with captions and BSL", "Deaf and hearing neighbours would meet."),
    ("Un loc de joacă acoperit", "Plouă des, iar copiii stau în casă."),
    ("دروس لغة إنجليزية مع رعاية للأطفال", "الأمهات يستطعن الحضور."),
    ("Lockers for people who sleep outside", "Papers and medicine would stay dry."),
    ("A noticeboard with pictures", "For people who do not read much."),
)


def survey_answers() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each survey."""
    dice = Random(SEED)  # noqa: S311 - made-up data, not a secret
    for _number in range(SURVEYS):
        language = dice.choice(LANGUAGES)
        answers: dict[str, Any] = {
            "doctor": dice.choice(("walk",) * 4 + ("bus",) * 5 + ("lift",) * 2 + ("none", "rather-not"))
        }
        if answers["doctor"] == "bus":
            answers["bus"] = dice.choice(BUS)
        keys = ("language", "bsl", "cost", "forms", "trust", "times")
        chosen = dice.sample(keys, dice.choice((0, 1, 1, 2, 3)))
        if language == "bfi" and "bsl" not in chosen:
            chosen.append("bsl")
        answers["barriers"] = [key for key in keys if key in chosen] or ["nothing"]
        answers["people"] = str(dice.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8)))
        answers["damp"] = dice.choice(("yes", "yes", "no"))
        answers["lonely"] = str(dice.choice((1, 2, 2, 3, 3, 4, 5)))
        if dice.random() < 0.8:
            answers["meet"] = {"list": dice.choice(("library", "park", "park", "market", "worship", "home"))}
        if dice.random() < 0.6:
            answers["change"] = dice.choice(CHANGES)
        yield language, dice.choice(WAYS), answers


def nominations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each nomination."""
    dice = Random(SEED + 1)  # noqa: S311
    for number in range(NOMINATIONS):
        name, kind, place, about, pin = PLACES[number % len(PLACES)]
        again = number // len(PLACES)
        where: dict[str, Any] = {"list": place}
        if not again:
            where["pin"] = list(pin)
        answers = {"name": name if not again else f"{name} ({again + 1})", "kind": kind, "where": where, "about": about}
        yield dice.choice(LANGUAGES), dice.choice(WAYS), answers


def ideas() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each idea."""
    dice = Random(SEED + 2)  # noqa: S311
    for number in range(IDEAS):
        title, about = IDEAS_GIVEN[number % len(IDEAS_GIVEN)]
        again = number // len(IDEAS_GIVEN)
        answers = {"title": title if not again else f"{title} ({again + 1})", "about": about}
        yield dice.choice(LANGUAGES), dice.choice(WAYS), answers


def ballots() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, how it was filled in, answers) of each ballot of the vote in spring.

    Most people want the large things; a third, who agree with one another, want the small ones.
    """
    dice = Random(SEED + 3)  # noqa: S311
    for _number in range(BALLOTS):
        many = dice.random() < 0.64
        wanted = ("fence", "trees", "football", "repair") if many else ("music", "stories", "bsl-club", "repair")
        chosen = [key for key in wanted if dice.random() < 0.72] or [dice.choice(wanted)]
        yield dice.choice(LANGUAGES), "self", {"choices": chosen}
