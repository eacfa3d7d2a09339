"""The figures of a vote, counted from the frozen roster and the votes on record.

Whoever is recused is never present and never counts, whatever they had cast before.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from .refusal import Incomplete
from .voting import Rules
from .voting_terms import Ballot, Choice, Mode, Silence


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted, in seats; in votes where the rules give seats different weights.

    ``present`` are the seats taking part, abstaining and silent ones included, and never a
    recused one. ``chair`` is how the chair's seat voted where the ballot is open. The rest
    matters only to rules that ask for it: ``presided`` (the chair or a vice-chair is there;
    None: not recorded), ``founders_against`` (founders' votes against, on an open ballot),
    ``present_at_open`` (present when the sitting opened), ``voters`` (heads present, where
    figures are votes), ``on_second_call`` and ``revote`` (this is the second of its kind).
    """

    seats: int
    present: int
    recused: int
    for_: int
    against: int
    abstain: int
    chair: Choice | None = None
    presided: bool | None = None
    founders_against: int = 0
    present_at_open: int | None = None
    voters: int | None = None
    on_second_call: bool = False
    revote: bool = False

    @property
    def entitled(self) -> int:
        """Seats that may vote: all less the recused."""
        return self.seats - self.recused

    @property
    def cast(self) -> int:
        """Votes cast, abstentions included."""
        return self.for_ + self.against + self.abstain

    def of(self, choice: Choice) -> int:
        """Votes cast for this choice."""
        figures = {Choice.FOR: self.for_, Choice.AGAINST: self.against}
        return figures.get(choice, self.abstain)


class RosterSeat(Protocol):
    """A seat as it stood when the vote opened."""

    @property
    def id(self) -> int: ...
    @property
    def seat_id(self) -> int: ...
    @property
    def recused(self) -> bool: ...


class CastVote(Protocol):
    """A vote on record; on a secret ballot it names no seat."""

    @property
    def roster_seat_id(self) -> int | None: ...
    @property
    def choice(self) -> Choice: ...


def count_votes(
    roster: Iterable[RosterSeat],
    votes: Iterable[CastVote],
    rules: Rules,
    *,
    present: Collection[int] = (),
    present_at_open: Collection[int] | None = None,
    chair: int | None = None,
    vice_chairs: Collection[int] = (),
    founders: Collection[int] = (),
    on_second_call: bool = False,
    revote: bool = False,
) -> Count:
    """Counts the votes of a roster; seats are named by the roster row's id.

    ``votes`` come in the order they were cast: the last of each seat counts. ``present`` are the
    seats signed in; casting is taking part as well, in a written procedure it alone, and on
    a secret ballot never. Refuses an open vote of a seat that is not on the roster.
    """
    seats = {row.id: row for row in roster}
    able = {key: row for key, row in seats.items() if not row.recused}
    heard = {} if rules.ballot is Ballot.SECRET else _heard(votes, seats)
    here = _taking_part(heard, present, able, rules)
    weights = {key: rules.weight.get(str(row.seat_id), 1) for key, row in seats.items()}
    sums = _sums(heard, weights) if rules.ballot is not Ballot.SECRET else _secret_sums(votes)
    return Count(
        seats=sum(weights.values()),
        present=_weigh(here, weights),
        recused=_weigh(set(seats) - set(able), weights),
        for_=sums[Choice.FOR],
        against=sums[Choice.AGAINST],
        abstain=sums[Choice.ABSTAIN],
        chair=None if chair is None else heard.get(chair),
        presided=not here.isdisjoint({chair, *vice_chairs}),
        founders_against=_weigh(_against(heard, founders), weights),
        present_at_open=_weigh_able(present_at_open, able, weights),
        voters=len(here) if rules.weight else None,
        on_second_call=on_second_call,
        revote=revote,
    )


def taking_part(
    roster: Iterable[RosterSeat],
    votes: Iterable[CastVote],
    rules: Rules,
    *,
    present: Collection[int] = (),
) -> set[int]:
    """The seats that take part, by the roster row's id: who ``count_votes`` finds there."""
    seats = {row.id: row for row in roster}
    able = {key for key, row in seats.items() if not row.recused}
    heard = {} if rules.ballot is Ballot.SECRET else _heard(votes, seats)
    return _taking_part(heard, present, able, rules)


def refuse_impossible(count: Count, rules: Rules) -> None:
    """Refuses figures that no sitting could have produced, or that the rules forbid."""
    _refuse_negative(count)
    if count.present + count.recused > count.seats:
        raise Incomplete(
            "ballot.count.more_present_than_seats",
            present=count.present,
            recused=count.recused,
            seats=count.seats,
        )
    if count.cast > count.present:
        raise Incomplete(
            "ballot.count.more_votes_than_present", votes=count.cast, present=count.present
        )
    if count.abstain and not rules.abstain_allowed:
        raise Incomplete("ballot.count.abstention_not_allowed", abstain=count.abstain)
    if count.on_second_call and not rules.second_call.allowed:
        raise Incomplete("ballot.count.no_second_call")
    _refuse_impossible_parts(count, rules)


def _refuse_negative(count: Count) -> None:
    figures = (count.seats, count.present, count.recused, count.for_, count.against, count.abstain)
    others = (count.founders_against, count.present_at_open or 0, count.voters or 0)
    if min(figures + others) < 0:
        raise Incomplete("ballot.count.negative")


def _refuse_impossible_parts(count: Count, rules: Rules) -> None:
    if count.chair is not None and not count.of(count.chair):
        raise Incomplete("ballot.count.chair_without_vote")
    if count.founders_against > count.against:
        raise Incomplete("ballot.count.more_founders_than_against")
    if (count.present_at_open or 0) > count.entitled:
        raise Incomplete("ballot.count.more_at_open_than_entitled")
    if (count.voters or 0) > count.present:
        raise Incomplete("ballot.count.more_voters_than_present")
    if rules.quorum_requires_chair and count.presided is None and count.chair is None:
        raise Incomplete("ballot.count.presiding_unknown")


def _heard(votes: Iterable[CastVote], seats: Mapping[int, RosterSeat]) -> dict[int, Choice]:
    """The last vote of each seat that is not recused."""
    last: dict[int, Choice] = {}
    for vote in votes:
        if vote.roster_seat_id is None or vote.roster_seat_id not in seats:
            raise Incomplete("ballot.count.not_on_roster")
        last[vote.roster_seat_id] = vote.choice
    return {key: choice for key, choice in last.items() if not seats[key].recused}


def _taking_part(
    heard: Mapping[int, Choice], signed_in: Collection[int], able: Collection[int], rules: Rules
) -> set[int]:
    """In writing only who casts takes part, or everybody where silence speaks."""
    if rules.mode is Mode.WRITTEN and rules.silence_means is not Silence.NOT_PARTICIPATING:
        return set(able)
    if rules.mode is Mode.WRITTEN and rules.ballot is not Ballot.SECRET:
        return set(heard)
    return set(heard) | (set(signed_in) & set(able))


def _against(heard: Mapping[int, Choice], founders: Collection[int]) -> set[int]:
    return {key for key in founders if heard.get(key) is Choice.AGAINST}


def _sums(heard: Mapping[int, Choice], weights: Mapping[int, int]) -> dict[Choice, int]:
    return {
        choice: sum(weights[key] for key, cast in heard.items() if cast is choice)
        for choice in Choice
    }


def _secret_sums(votes: Iterable[CastVote]) -> dict[Choice, int]:
    choices = [vote.choice for vote in votes]
    return {choice: choices.count(choice) for choice in Choice}


def _weigh(keys: Collection[int], weights: Mapping[int, int]) -> int:
    return sum(weights[key] for key in keys)


def _weigh_able(
    keys: Collection[int] | None, able: Mapping[int, RosterSeat], weights: Mapping[int, int]
) -> int | None:
    return None if keys is None else _weigh(set(keys) & set(able), weights)
