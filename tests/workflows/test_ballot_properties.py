"""What holds for every vote, whatever its figures and rules."""

from collections.abc import Iterator
from dataclasses import fields, replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from workflows.ballot import (
    Choice,
    Count,
    Result,
    Rules,
    count_votes,
    is_beyond_reach,
    tally,
    votes_needed,
)
from workflows.conduct import may_close_early
from workflows.refusal import Message
from workflows.voting import SecondCall
from workflows.voting_terms import (
    Ballot,
    Base,
    EarlyClose,
    Follows,
    HalfPlusOne,
    Majority,
    Mode,
    QuorumCheck,
    QuorumRule,
    RecusalKind,
    Silence,
    Tie,
)

shares = st.fractions(0, 1, max_denominator=12)


@st.composite
def some_rules(draw: st.DrawFn) -> Rules:
    ballot = draw(st.sampled_from(Ballot))
    seats = st.dictionaries(st.sampled_from("12345"), st.integers(1, 4), max_size=3)
    return Rules(
        mode=draw(st.sampled_from(Mode)),
        silence_means=draw(st.sampled_from(Silence)),
        quorum_fraction=draw(shares),
        quorum_rule=draw(st.sampled_from(QuorumRule)),
        half_plus_one_reading=draw(st.sampled_from(HalfPlusOne)),
        quorum_requires_chair=draw(st.booleans()),
        quorum_check=draw(st.sampled_from(QuorumCheck)),
        second_call=SecondCall(True, draw(st.integers(0, 30)), draw(shares)),
        base=draw(st.sampled_from(Base)),
        rule=draw(st.sampled_from(Majority)),
        tie=draw(st.sampled_from(Tie)),
        chair_veto=draw(st.booleans()),
        founder_veto=draw(st.booleans()),
        ballot=ballot,
        early_close=draw(st.sampled_from(EarlyClose)),
        weight={} if ballot is Ballot.SECRET else draw(seats),
        recusal_kinds=draw(st.frozensets(st.sampled_from(RecusalKind))),
        recused_in_quorum=draw(st.booleans()),
        recused_in_base=draw(st.booleans()),
        min_voters=draw(st.integers(0, 5)),
        communicate_to_absent=draw(st.booleans()),
    )


@st.composite
def some_counts(draw: st.DrawFn) -> Count:
    for_, against, abstain, silent, away, recused = (draw(st.integers(0, 6)) for _ in range(6))
    present = for_ + against + abstain + silent
    cast = {Choice.FOR: for_, Choice.AGAINST: against, Choice.ABSTAIN: abstain}
    return Count(
        seats=present + away + recused,
        present=present,
        recused=recused,
        for_=for_,
        against=against,
        abstain=abstain,
        chair=draw(st.sampled_from([None, *(choice for choice in Choice if cast[choice])])),
        presided=draw(st.booleans()),
        founders_against=draw(st.integers(0, against)),
        present_at_open=draw(st.none() | st.integers(0, present + away)),
        voters=draw(st.none() | st.integers(0, present)),
        on_second_call=draw(st.booleans()),
        revote=draw(st.booleans()),
    )


def values(item: object) -> Iterator[object]:
    """Every value inside a plain mapping or a message."""
    if isinstance(item, dict):
        for key, value in item.items():
            yield key
            yield from values(value)
    elif isinstance(item, list):
        for value in item:
            yield from values(value)
    elif isinstance(item, Message):
        yield from values(dict(item.params))
    else:
        yield item


@given(some_counts(), some_rules())
def test_a_vote_moved_from_against_to_for_never_loses_the_motion(
    votes: Count, rules: Rules
) -> None:
    votes = replace(votes, founders_against=0, chair=None)
    if votes.against and tally(votes, rules).adopted:
        moved = replace(votes, for_=votes.for_ + 1, against=votes.against - 1)
        assert tally(moved, rules).adopted


@given(some_counts(), some_rules())
def test_a_vote_cast_for_by_a_silent_seat_never_loses_the_motion(
    votes: Count, rules: Rules
) -> None:
    if votes.cast < votes.present and tally(votes, rules).adopted:
        assert tally(replace(votes, for_=votes.for_ + 1), rules).adopted


@given(some_counts(), some_rules(), st.integers(1, 5))
def test_recused_seats_change_nothing_where_they_count_in_neither_quorum_nor_base(
    votes: Count, rules: Rules, more: int
) -> None:
    rules = replace(rules, recused_in_quorum=False, recused_in_base=False)
    without = tally(votes, rules)
    recused = replace(votes, seats=votes.seats + more, recused=votes.recused + more)
    outcome = tally(recused, rules)
    same = ("result", "entitled", "present", "quorum_needed", "base", "needed", "casting")
    assert all(getattr(outcome, name) == getattr(without, name) for name in same)


@given(some_counts(), some_rules())
def test_the_same_ballots_need_more_under_a_wider_base(votes: Count, rules: Rules) -> None:
    votes, rules = replace(votes, voters=None), replace(rules, min_voters=0)
    order = (Base.CAST_YN, Base.CAST_YNA, Base.PRESENT, Base.ENTITLED)
    outcomes = [tally(votes, replace(rules, base=base)) for base in order]
    bases = [outcome.base for outcome in outcomes]
    needed = [outcome.needed or 0 for outcome in outcomes]
    assert bases == sorted(bases) and needed == sorted(needed)
    adopted = [outcome.result is Result.ADOPTED for outcome in outcomes]
    assert adopted == sorted(adopted, reverse=True)


@given(st.integers(0, 10**60), st.sampled_from(Majority))
def test_what_is_needed_is_never_more_than_the_base(base: int, rule: Majority) -> None:
    needed = votes_needed(base, rule)
    assert needed is None if base == 0 else 0 < (needed or 0) <= base


@given(st.integers(1, 10**60))
def test_two_opposite_motions_can_never_both_have_what_they_need(base: int) -> None:
    assert all(2 * (votes_needed(base, rule) or 0) > base for rule in Majority)


@given(some_counts(), some_rules())
def test_the_words_always_end_with_the_result_and_what_follows(votes: Count, rules: Rules) -> None:
    outcome = tally(votes, rules)
    last = [message.key for message in outcome.words()][-2 if outcome.follows else -1 :]
    follows = [f"ballot.follows.{outcome.follows.value}"] if outcome.follows else []
    assert last == [f"ballot.result.{outcome.result.value}", *follows]
    if is_beyond_reach(votes, rules):
        assert outcome.follows is Follows.GENERAL_ASSEMBLY and outcome.shortfall is not None


@given(some_counts(), some_rules())
def test_floats_never_appear(votes: Count, rules: Rules) -> None:
    outcome = tally(votes, rules)
    told = [outcome.to_mapping(), rules.to_mapping(), *outcome.words()]
    assert not any(isinstance(value, float) for item in told for value in values(item))
    figures = [getattr(outcome, item.name) for item in fields(outcome)]
    assert not any(isinstance(value, float) for value in figures)


@given(some_rules())
def test_frozen_rules_read_back_as_they_were(rules: Rules) -> None:
    assert Rules.of(rules.to_mapping()) == rules


@given(some_counts(), some_rules(), st.data())
def test_an_early_close_never_changes_what_the_awaited_votes_could_not(
    votes: Count, rules: Rules, data: st.DataObject
) -> None:
    rules = replace(rules, early_close=EarlyClose.OUTCOME_CERTAIN)
    votes = replace(votes, voters=None)
    if not may_close_early(votes, rules):
        return
    awaited = votes.entitled - votes.cast
    for_ = data.draw(st.integers(0, awaited))
    against = data.draw(st.integers(0, awaited - for_))
    abstain = data.draw(st.integers(0, awaited - for_ - against))
    cast = votes.cast + for_ + against + abstain
    late = replace(
        votes,
        present=max(votes.present, cast),
        for_=votes.for_ + for_,
        against=votes.against + against,
        abstain=votes.abstain + abstain,
    )
    assert tally(late, rules).result is tally(votes, rules).result


class Row:
    """A seat of the roster, or a vote."""

    def __init__(self, number: int, recused: bool, choice: Choice) -> None:
        self.id = self.seat_id = self.roster_seat_id = number
        self.recused, self.choice = recused, choice


@given(
    st.lists(st.tuples(st.booleans(), st.sampled_from(Choice)), max_size=9), some_rules(), st.data()
)
def test_a_recused_seat_never_counts_whatever_it_cast(
    seats: list[tuple[bool, Choice]], rules: Rules, data: st.DataObject
) -> None:
    rows = [Row(number, recused, choice) for number, (recused, choice) in enumerate(seats)]
    able = [row for row in rows if not row.recused]
    rules = replace(rules, ballot=Ballot.OPEN_NOMINAL)
    signed_in = data.draw(st.sets(st.integers(0, 8)))
    every = count_votes(rows, rows, rules, present=signed_in)
    clean = count_votes(rows, able, rules, present=signed_in & {row.id for row in able})
    assert every == clean
    assert tally(every, replace(rules, min_voters=0)).count.recused == every.recused


def test_a_fraction_of_a_third_is_exactly_a_third() -> None:
    assert Rules.of({"quorum_fraction": "1/3"}).quorum_fraction == Fraction(1, 3)
