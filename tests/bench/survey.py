"""The questionnaire of the benchmark: twenty questions of four types on five pages, and one person's answers to it."""

from typing import Any

from tests.support.resident import Fields

PAGES = 5
WAYS = (
    ("walk", "I walk or use a wheelchair"),
    ("bus", "I take the bus"),
    ("lift", "Somebody gives me a lift"),
    ("taxi", "I take a taxi"),
    ("other", "I go another way"),
)
HELPS = (
    ("benches", "More benches on the way"),
    ("lights", "Better lights after dark"),
    ("stops", "A bus stop nearer to me"),
    ("fares", "Cheaper fares"),
    ("company", "Somebody to go with"),
)


def _options(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    return [{"key": key, "text": text} for key, text in pairs]


def _page(number: int) -> list[dict[str, Any]]:
    """The four questions of one page; they differ from page to page only in what they are about."""
    place = ("the doctor", "the shops", "school or work", "the park", "your friends")[number - 1]
    nothing = {"key": "none", "text": "None of these", "exclusive": True}
    ends = _options((("low", "never"), ("high", "always")))
    asked: list[dict[str, Any]] = [
        {
            "key": f"way-{number}",
            "type": "single-choice",
            "text": f"How do you get to {place}?",
            "hint": "Choose the way that you use most.",
            "required": True,
            "options": _options(WAYS),
        },
        {
            "key": f"helps-{number}",
            "type": "multiple-choice",
            "text": f"What would make it easier to get to {place}?",
            "options": [*_options(HELPS), nothing],
        },
        {"key": f"alone-{number}", "type": "scale", "text": "How often do you go there alone?", "options": ends},
        {"key": f"words-{number}", "type": "short-text", "text": f"What is the way to {place} like for you?"},
    ]
    return [{**question, "page": f"part-{number}"} for question in asked]


QUESTIONS = [question for number in range(1, PAGES + 1) for question in _page(number)]
ANSWERS: list[Fields] = [
    {
        f"way-{number}": "bus",
        f"helps-{number}": ["benches", "lights"],
        f"alone-{number}": "3",
        f"words-{number}": "Long, and the road is hard to cross.",
    }
    for number in range(1, PAGES + 1)
]
