"""Units and the meaning lock: a rendition counts only while it says what the source says."""

from hypothesis import given
from hypothesis import strategies as st

from engage.content.units import CHECKED_STATES, STATES, Unit, coverage

texts = st.text(max_size=12)
orders = st.lists(st.sampled_from("abc"), unique=True).map(tuple)


@given(texts, orders, texts, orders)
def test_the_lock_opens_for_the_same_words_in_the_same_order_alone(
    one: str, order: tuple[str, ...], other: str, turned: tuple[str, ...]
) -> None:
    same = (one, order) == (other, turned)
    assert (Unit("question.a", one, order).hash == Unit("question.a", other, turned).hash) is same


def test_one_comma_is_other_words() -> None:
    assert Unit("title", "How are things going?").hash != Unit("title", "How, are things going?").hash


def test_the_lock_does_not_depend_on_the_place_of_the_words() -> None:
    assert Unit("title", "Yes").hash == Unit("question.a.choice.b", "Yes").hash


@given(st.lists(st.tuples(st.booleans(), texts), max_size=8))
def test_coverage_counts_fresh_renditions_of_what_is_said(rows: list[tuple[bool, str]]) -> None:
    units = [Unit(f"u{number}", text) for number, (_fresh, text) in enumerate(rows)]
    rendered = {
        unit.key: unit.hash if fresh else Unit("", unit.source + ",").hash
        for unit, (fresh, _text) in zip(units, rows, strict=True)
    }
    counted = coverage(units, rendered | {"gone": units[0].hash} if units else rendered)
    assert counted.total == sum(bool(text) for _fresh, text in rows)
    assert counted.done == sum(fresh and bool(text) for fresh, text in rows)
    assert counted.complete == all(fresh or not text for fresh, text in rows)


def test_a_draft_by_a_computer_or_by_one_person_is_not_checked() -> None:
    assert set(STATES) - CHECKED_STATES == {"computer draft", "translated", "second translation"}
