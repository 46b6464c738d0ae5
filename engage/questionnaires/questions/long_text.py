"""As many words as a person likes."""

from engage.questionnaires.questions.short_text import Text


class LongText(Text):
    key = "long-text"
    label = "Own words, at length"
    longest = 4000
