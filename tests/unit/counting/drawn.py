"""Elections drawn at random for property tests, and how to vary one without changing its meaning."""

from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from engage.priorities.counting.election import Election, Project

# A busy machine makes a single example slow now and then; that is no fault of the counting.
steady = settings(deadline=None, max_examples=60)
thorough = settings(deadline=None, max_examples=120)

IDS = ("a", "b", "c", "d", "e", "f")
SOME_COSTS = [Fraction(1), Fraction(2), Fraction(3), Fraction(5), Fraction(7), Fraction(5, 2), Fraction(1, 3)]
BUDGETS = st.fractions(min_value=0, max_value=20, max_denominator=7)


@st.composite
def elections(draw, costs=SOME_COSTS, budgets=BUDGETS, most_voters=9, least_projects=0):
    """Up to six projects and a handful of ballots; few different costs, so that ties are frequent."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=least_projects))
    projects = [Project(id, draw(st.sampled_from(costs)), name=id.upper()) for id in ids]
    choices = st.frozensets(st.sampled_from(ids)) if ids else st.just(frozenset())
    ballots = draw(st.lists(choices, max_size=most_voters))
    return Election.of(projects, ballots, draw(budgets), seats=draw(st.integers(1, 7)))


def ballots_of(election):
    """Every single ballot, blank ones included."""
    return [group.choices for group in election.ballots for _ in range(group.ballots)]


def remade(election, projects=None, ballots=None):
    """The election put together again from other lists of projects or ballots."""
    return Election.of(
        election.projects if projects is None else projects,
        ballots_of(election) if ballots is None else ballots,
        election.budget,
        seats=election.seats,
        ballot_type=election.ballot_type,
    )
