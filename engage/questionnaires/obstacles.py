"""What stands in the way of publishing, and where a lead mends it (pure)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """One thing to mend, in the source language.

    endpoint: of the page of the activity that mends it, empty for the page that tells it. key: of a question, where it
    is the page of one. anchor: the part of the page.
    """

    words: str
    endpoint: str = ""
    anchor: str | None = None
    key: str | None = None


def among_questions(words: str) -> Obstacle:
    """One that is mended by adding, moving or deleting questions."""
    return Obstacle(words, "editor.activity", "questions")


def in_question(key: str, words: str, anchor: str | None = None) -> Obstacle:
    """One that is mended in the question with this key."""
    return Obstacle(words, "editor.edit_question", anchor, key)


def in_frame(words: str, anchor: str) -> Obstacle:
    """One that is mended in the words around the questions."""
    return Obstacle(words, "editor.frame", anchor)
