"""From the roster and the votes on record to the figures of a vote."""

from dataclasses import dataclass

import pytest

from workflows.ballot import Choice, Rules, count_votes, tally
from workflows.refusal import Incomplete
from workflows.voting_terms import Ballot, Base, Mode, Result, Silence

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@dataclass(frozen=True)
class Seat:
    id: int
    seat_id: int
    recused: bool = False


@dataclass(frozen=True)
class Vote:
    roster_seat_id: int | None
    choice: Choice


BOARD = [Seat(number, 100 + number) for number in range(1, 8)]
ONE_RECUSED = [Seat(1, 101, recused=True), *BOARD[1:]]


def test_votes_are_counted_by_choice_and_the_chairs_is_known() -> None:
    votes = [Vote(1, FOR), Vote(2, FOR), Vote(3, AGAINST), Vote(4, ABSTAIN)]
    figures = count_votes(BOARD, votes, Rules(), chair=3)
    assert (figures.seats, figures.present, figures.recused) == (7, 4, 0)
    assert (figures.for_, figures.against, figures.abstain) == (2, 1, 1)
    assert (figures.chair, figures.presided) == (AGAINST, True)


def test_the_last_vote_of_a_seat_counts() -> None:
    figures = count_votes(BOARD, [Vote(1, FOR), Vote(2, FOR), Vote(1, AGAINST)], Rules())
    assert (figures.present, figures.for_, figures.against) == (2, 1, 1)


def test_a_recused_seat_never_counts_as_present() -> None:
    figures = count_votes(ONE_RECUSED, [Vote(1, FOR)], Rules(), present={1, 2}, chair=1)
    assert (figures.recused, figures.present, figures.for_) == (1, 1, 0)
    assert (figures.chair, figures.presided) == (None, False)


def test_a_recused_chair_has_no_casting_vote_and_the_vice_chair_presides() -> None:
    votes = [Vote(1, FOR), *(Vote(n, FOR if n < 5 else AGAINST) for n in range(2, 8))]
    figures = count_votes(ONE_RECUSED, votes, Rules(), chair=1, vice_chairs={2})
    assert figures.presided and figures.chair is None
    assert tally(figures, Rules()).result.value == "TIE_UNRESOLVED"


def test_of_a_board_of_seven_with_two_recused_three_can_decide_and_two_are_no_quorum() -> None:
    roster = [Seat(number, number, recused=number > 5) for number in range(1, 8)]
    votes = [Vote(1, FOR), Vote(2, FOR), Vote(3, AGAINST)]
    rules = Rules(base=Base.CAST_YN)
    three = tally(count_votes(roster, votes, rules), rules)
    assert (three.result, three.for_, three.needed, three.base) == (Result.ADOPTED, 2, 2, 3)
    two = tally(count_votes(roster, votes[:2], rules), rules)
    assert (two.result, two.present, two.quorum_of) == (Result.NO_QUORUM, 2, 5)


def test_a_seat_signed_in_that_casts_nothing_is_present() -> None:
    assert count_votes(BOARD, [Vote(1, FOR)], Rules(), present={2, 3}).present == 3


def test_in_a_written_procedure_only_casting_is_taking_part() -> None:
    rules = Rules(mode=Mode.WRITTEN)
    assert count_votes(BOARD, [Vote(1, FOR)], rules, present={2, 3}).present == 1


def test_in_a_written_procedure_where_silence_speaks_every_seat_but_the_recused_takes_part() -> (
    None
):
    rules = Rules(mode=Mode.WRITTEN, silence_means=Silence.APPROVE, weight={"102": 3})
    figures = count_votes(ONE_RECUSED, [Vote(2, AGAINST)], rules)
    assert (figures.present, figures.voters) == (8, 6)
    outcome = tally(figures, rules)
    assert (outcome.for_, outcome.against, outcome.silent) == (5, 3, 5)


def test_a_seat_that_is_not_on_the_roster_cannot_have_voted() -> None:
    for stranger in (Vote(9, FOR), Vote(None, FOR)):
        with pytest.raises(Incomplete):
            count_votes(BOARD, [stranger], Rules())


def test_a_secret_ballot_counts_choices_and_knows_nobodys() -> None:
    rules = Rules(ballot=Ballot.SECRET)
    votes = [Vote(None, FOR), Vote(None, AGAINST), Vote(None, FOR)]
    figures = count_votes(BOARD, votes, rules, present={1, 2, 3}, chair=1, founders={2})
    assert (figures.present, figures.for_, figures.against) == (3, 2, 1)
    assert (figures.chair, figures.founders_against, figures.presided) == (None, 0, True)


def test_more_secret_ballots_than_participants_cannot_be_counted() -> None:
    rules = Rules(ballot=Ballot.SECRET)
    figures = count_votes(BOARD, [Vote(None, FOR)] * 5, rules, present={1, 2, 3, 4})
    with pytest.raises(Incomplete) as refused:
        tally(figures, rules)
    assert refused.value.message.key == "ballot.count.more_votes_than_present"


def test_weights_turn_every_figure_into_votes_and_keep_the_heads() -> None:
    rules = Rules(weight={"101": 3, "102": 2})
    votes = [Vote(1, AGAINST), Vote(2, FOR), Vote(3, FOR), Vote(4, FOR)]
    figures = count_votes(BOARD, votes, rules, founders={1})
    assert (figures.seats, figures.present, figures.voters) == (10, 7, 4)
    assert (figures.for_, figures.against, figures.founders_against) == (4, 3, 3)
    words = [message.key for message in tally(figures, rules).words()]
    assert words[0] == "ballot.words.weighted"


def test_founders_against_are_counted_apart() -> None:
    votes = [Vote(1, AGAINST), Vote(2, AGAINST), Vote(3, FOR)]
    assert count_votes(BOARD, votes, Rules(), founders={1, 3}).founders_against == 1


def test_who_was_present_at_the_opening_is_counted_without_the_recused() -> None:
    figures = count_votes(ONE_RECUSED, [], Rules(), present_at_open={1, 2, 3})
    assert figures.present_at_open == 2
