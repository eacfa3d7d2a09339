"""What the rules let a seat, the chair and the desk do while a vote lives."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from workflows import conduct
from workflows.ballot import Choice, Count, Rules, tally
from workflows.voting_terms import (
    Ballot,
    Base,
    EarlyClose,
    MinutesSign,
    Mode,
    MotionNeed,
    ReasonRequired,
    RecusalKind,
    ShowTally,
    Silence,
    VoteChange,
)

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
SECRET = Rules(ballot=Ballot.SECRET)


def votes(for_: int, against: int, abstain: int = 0, *, seats: int = 7) -> Count:
    return Count(seats, for_ + against + abstain, 0, for_, against, abstain)


def test_a_vote_may_change_until_the_close_unless_secret_or_forbidden() -> None:
    assert conduct.may_change(Rules())
    assert not conduct.may_change(Rules(vote_change=VoteChange.NEVER))
    assert not conduct.may_change(SECRET)


def test_an_abstention_may_be_off_the_ballot() -> None:
    assert conduct.may_choose(Rules(), ABSTAIN)
    assert not conduct.may_choose(Rules(abstain_allowed=False), ABSTAIN)
    assert conduct.may_choose(Rules(abstain_allowed=False), AGAINST)


@pytest.mark.parametrize(
    ("show", "seen"),
    [
        (ShowTally.AFTER_CLOSE, [False, False, True, True]),
        (ShowTally.AFTER_OWN_VOTE, [False, True, True, True]),
        (ShowTally.LIVE, [True, True, True, True]),
    ],
)
def test_the_tally_is_seen_when_the_rules_show_it(show: ShowTally, seen: list[bool]) -> None:
    rules = Rules(show_tally=show)
    times = list(product((False, True), repeat=2))
    assert [conduct.tally_visible(rules, closed=c, voted=v) for c, v in times] == seen


def test_a_secret_tally_is_never_seen_before_the_close() -> None:
    live = replace(SECRET, show_tally=ShowTally.LIVE)
    assert not conduct.tally_visible(live, closed=False, voted=True)
    assert conduct.tally_visible(live, closed=True, voted=False)


def test_only_a_nominal_ballot_shows_names() -> None:
    shown = [ballot for ballot in Ballot if conduct.shows_names(Rules(ballot=ballot))]
    assert shown == [Ballot.OPEN_NOMINAL]


def test_a_vote_closes_early_when_everybody_awaited_has_voted() -> None:
    assert conduct.may_close_early(votes(4, 3), Rules())
    assert not conduct.may_close_early(votes(4, 2), Rules())
    assert conduct.may_close_early(votes(4, 2), Rules(), absent=1)
    assert not conduct.may_close_early(votes(4, 3), Rules(early_close=EarlyClose.NEVER))


def test_a_vote_closes_early_when_no_awaited_vote_can_change_the_outcome() -> None:
    rules = Rules(early_close=EarlyClose.OUTCOME_CERTAIN)
    assert conduct.may_close_early(votes(4, 0), rules)
    assert conduct.may_close_early(votes(0, 4), rules)
    assert not conduct.may_close_early(votes(3, 2), rules)
    assert not conduct.may_close_early(votes(3, 0), rules)


def test_an_adoption_is_not_certain_while_a_veto_may_still_be_cast() -> None:
    rules = Rules(early_close=EarlyClose.OUTCOME_CERTAIN, founder_veto=True)
    assert not conduct.may_close_early(votes(5, 0), rules)
    assert conduct.may_close_early(votes(0, 5), rules)


def test_silence_that_approves_is_part_of_what_is_certain() -> None:
    rules = Rules(
        mode=Mode.WRITTEN,
        silence_means=Silence.APPROVE,
        early_close=EarlyClose.OUTCOME_CERTAIN,
    )
    assert conduct.may_close_early(votes(4, 1), rules)
    assert not conduct.may_close_early(votes(2, 1), rules)


@pytest.mark.parametrize(
    ("required", "choices"),
    [
        (ReasonRequired.NONE, set()),
        (ReasonRequired.AGAINST, {AGAINST}),
        (ReasonRequired.ALL_NEGATIVE, {AGAINST, ABSTAIN}),
        (ReasonRequired.ALL, {FOR, AGAINST, ABSTAIN}),
    ],
)
def test_a_reason_is_asked_of_the_votes_that_must_carry_one(
    required: ReasonRequired, choices: set[Choice]
) -> None:
    rules = Rules(reason_required=required)
    assert {choice for choice in Choice if conduct.reason_needed(rules, choice)} == choices


def test_opposition_is_recorded_for_a_vote_against_and_on_a_secret_ballots_word() -> None:
    assert conduct.may_record_opposition(Rules(), AGAINST)
    assert not conduct.may_record_opposition(Rules(), FOR)
    assert not conduct.may_record_opposition(Rules(), None)
    assert conduct.may_record_opposition(SECRET, None)
    assert not conduct.may_record_opposition(Rules(dissent_record=False), AGAINST)


def test_an_interest_counts_when_its_kind_is_among_the_rules() -> None:
    rules = Rules(recusal_kinds=frozenset({RecusalKind.FAMILY}))
    assert conduct.recusal_allowed(rules, RecusalKind.FAMILY)
    assert not conduct.recusal_allowed(rules, RecusalKind.COMPETITOR)
    assert all(conduct.recusal_allowed(Rules(), kind) for kind in RecusalKind)


def test_a_deputy_sits_for_the_seat_where_the_rules_allow() -> None:
    assert conduct.may_sit(Rules(), deputy=True)
    assert not conduct.may_sit(Rules(deputy=False), deputy=True)
    assert conduct.may_sit(Rules(deputy=False), deputy=False)


@pytest.mark.parametrize(
    ("wanted", "turned"),
    [(0, [False, False, False]), (1, [False, True, True]), (2, [False, False, True])],
)
def test_enough_objections_turn_a_written_procedure_into_a_meeting(
    wanted: int, turned: list[bool]
) -> None:
    rules = Rules(written_objection=wanted)
    assert [conduct.becomes_meeting(rules, n) for n in range(3)] == turned


def test_a_vote_in_writing_stays_open_for_its_days() -> None:
    assert conduct.written_closes_on(Rules(), date(2026, 12, 28)) == date(2027, 1, 4)


def test_the_minutes_are_signed_by_two_or_by_all_present_once() -> None:
    people = {"chair": "Ana", "secretary": "Dan", "present": ["Dan", "Eva", "Ana"]}
    assert conduct.minutes_signers(Rules(), **people) == ("Ana", "Dan")  # type: ignore[arg-type]
    everybody = Rules(minutes_sign=MinutesSign.ALL_PRESENT)
    signers = conduct.minutes_signers(everybody, **people)  # type: ignore[arg-type]
    assert signers == ("Ana", "Dan", "Eva")


def test_a_motion_without_what_it_needs_names_each_gap() -> None:
    rules = Rules(motion_needs=frozenset({MotionNeed.REASONS, MotionNeed.HEARING}))
    gaps = [message.key for message in conduct.motion_gaps(rules, {MotionNeed.REASONS})]
    assert gaps == ["ballot.motion_needs.hearing"]
    assert conduct.motion_gaps(Rules(), ()) == ()


def test_a_secret_result_warns_of_what_it_gives_away() -> None:
    def warned(figures: Count, rules: Rules = SECRET) -> list[str]:
        warnings = conduct.secrecy_warnings(tally(figures, rules))
        return [message.key.removeprefix("ballot.secrecy.") for message in warnings]

    assert warned(votes(5, 0)) == ["unanimous"]
    assert warned(votes(2, 1, seats=3)) == ["few_voters"]
    assert warned(votes(4, 1)) == []
    assert warned(votes(5, 0), Rules()) == []
    assert warned(votes(0, 0)) == []


@pytest.mark.parametrize("base", Base)
def test_the_ballot_says_what_decides_before_anybody_votes(base: Base) -> None:
    assert [message.key for message in conduct.rule_in_words(Rules(base=base))] == [
        "ballot.rule.simple",
        f"ballot.base.{base.value}",
        f"ballot.abstain_effect.{base.value}",
        "ballot.tie.chair_casts",
    ]
