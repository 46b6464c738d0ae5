"""The way of counting told: before the vote what is declared, after it what came of it, and what another had given."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import ngettext

from engage.content.interface import TEXTS, in_words
from engage.priorities.counting.rule import NEEDS_BUDGET
from engage.priorities.votes.explaining import Names, amount, listed
from engage.priorities.votes.result import VoteResult
from engage.priorities.votes.settings import FAIR, VoteSettings
from engage.questionnaires.landing import Fact
from engage.web.filters import number


@dataclass(frozen=True)
class Comparison:
    """What the other way of counting would have done. unit: the key of what is always said of it; won and other_won:
    how many people got something they chose, as it was counted and the other way, in words; the tens draw it: so many
    of every ten."""

    unit: str
    heading: str
    sentences: list[str]
    won: str
    tens: int
    other_won: str
    other_tens: int


def to_share(settings: VoteSettings) -> str:
    """What there is to give out."""
    if settings.measure == NEEDS_BUDGET:
        return _("%(amount)s can be given out.", amount=amount(settings.budget or 0))
    seats = settings.seats or 0
    return ngettext("One of these can be chosen.", "%(count)s of these can be chosen.", seats, count=number(seats))


def declared(settings: VoteSettings) -> list[Fact]:
    """What people are told before they vote."""
    rule, entry = f"interface.declared.{settings.rule}.{settings.measure}", f"interface.entry.{settings.entry}"
    return [
        Fact(rule, f"{to_share(settings)} {in_words(TEXTS[rule])}"),
        Fact(entry, in_words(TEXTS[entry]).replace("\n\n", " ")),
    ]


def counted_as(settings: VoteSettings) -> str:
    """The key of the unit that tells, with the outcome, how it was counted."""
    return f"interface.counted.{settings.rule}.{settings.measure}"


def introduction(result: VoteResult) -> list[str]:
    """What there was, and how it was shared out."""
    settings = result.settings
    if settings.measure == NEEDS_BUDGET:
        there_was = _("%(amount)s was on the table.", amount=amount(settings.budget or 0))
    else:
        seats = settings.seats or 0
        there_was = ngettext(
            "One thing could be chosen.", "%(count)s things could be chosen.", seats, count=number(seats)
        )
    return [there_was, in_words(TEXTS[counted_as(settings)])]


def comparison(result: VoteResult, names: Names) -> Comparison:
    """The other way of counting, side by side."""
    also = [key for key in result.other.winners if key not in result.decided.winners]
    without = [key for key in result.decided.winners if key not in result.other.winners]
    unit = f"interface.compared.{FAIR if result.other.rule == FAIR else 'plain'}"
    heading, _empty, what = in_words(TEXTS[unit]).partition("\n\n")
    lines = [what]
    if also:
        lines.append(_("It would have chosen %(names)s.", names=listed(also, names)))
    if without:
        lines.append(_("It would not have chosen %(names)s.", names=listed(without, names)))
    if not also and not without:
        lines.append(_("It would have chosen the same."))
    chose = result.ballots - result.blank
    won, other_won = chose - result.empty_handed(result.decided), chose - result.empty_handed(result.other)
    return Comparison(
        unit=unit,
        heading=heading,
        sentences=lines,
        won=" ".join([_won_something(won, chose), *_left_empty(result)]),
        tens=_tenths(won, chose),
        other_won=_would_have_won(other_won, chose),
        other_tens=_tenths(other_won, chose),
    )


def _tenths(part: int, whole: int) -> int:
    return round(Fraction(10 * part, whole)) if whole else 0


def _won_something(won: int, chose: int) -> str:
    if won == chose:
        return _("As it was counted, everybody got something they chose.")
    return ngettext(
        "As it was counted, %(people)s of %(all)s people got something they chose.",
        "As it was counted, %(people)s of %(all)s people got something they chose.",
        won,
        people=number(won),
        all=number(chose),
    )


def _would_have_won(won: int, chose: int) -> str:
    if won == chose:
        return _("This way everybody would have got something they chose.")
    return ngettext(
        "This way it would have been %(people)s of %(all)s.",
        "This way it would have been %(people)s of %(all)s.",
        won,
        people=number(won),
        all=number(chose),
    )


def _left_empty(result: VoteResult) -> list[str]:
    """How many voted and chose nothing, where anybody did."""
    blank = result.blank
    if not blank:
        return []
    return [
        # Translators: people who sent their ballot without choosing anything on it
        ngettext(
            "%(count)s person left the ballot empty.",
            "%(count)s people left the ballot empty.",
            blank,
            count=number(blank),
        )
    ]


def voters(result: VoteResult) -> list[str]:
    """Who was heard, in numbers, and whether the box was whole."""
    people = result.ballots
    lines = [ngettext("%(people)s person voted.", "%(people)s people voted.", people, people=number(people))]
    if result.codes_made is not None:
        given = result.codes_made - result.codes_voided
        lines.append(
            ngettext("%(codes)s code was given out.", "%(codes)s codes were given out.", given, codes=number(given)),
        )
    else:
        lines.append(_("Anyone with the link could vote, also more than once. Take it as a mood, not a count."))
    lines.extend(_left_empty(result))
    if not result.whole:
        lines.append(
            _(
                "The box and the marks do not agree: %(turnout)s let in, %(ballots)s read, %(unreadable)s unreadable.",
                turnout=number(result.turnout),
                ballots=number(people),
                unreadable=number(result.unreadable),
            )
        )
    return lines


def how_counted(result: VoteResult) -> list[str]:
    """The steps behind it, for those who want to know."""
    lines = []
    shares = result.decided.shares
    if result.settings.measure == NEEDS_BUDGET:
        if shares:
            lines.append(_("Each share was %(amount)s.", amount=amount(shares.first)))
        if shares and shares.raises:
            lines.append(
                _(
                    "That left money over, so we counted again with larger shares: up to %(amount)s."
                    " A share is only for counting. Never more was given out than there was.",
                    amount=amount(shares.last),
                )
            )
        lines.append(_("What was chosen costs %(amount)s together.", amount=amount(result.decided.cost)))
        lines.extend(_left_over(result))
    lines.append(_("Of two that are level, the cheaper goes first, then the more wanted, then the alphabet."))
    return lines


def _left_over(result: VoteResult) -> list[str]:
    """Money that is not given out, and why nothing else could have it."""
    left = (result.settings.budget or 0) - result.decided.cost
    if not left:
        return []
    lines = [_("%(amount)s is left over.", amount=amount(left))]
    if any(row.supporters and not row.chosen for row in result.rows()):
        lines.append(
            _("The shares of those who wanted the rest did not cover its cost.")
            if result.decided.shares
            else _("What else people wanted costs more than that.")
        )
    return lines
