"""As many words as a person likes."""

from engage.questionnaires.questions.short_text import Text


class LongText(Text):
    key = "long-text"
    label = "Own words, at length"
    about = "People write as much as they like. Somebody has to read all of it."
    longest = 4000
