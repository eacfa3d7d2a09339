"""The figures of a motion, gathered from its frozen roster, its votes and who took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from membership.ballot.motions import current, rules_of, took_part
from membership.ballot.sittings import signed_in, sitting_of, there_at_opening
from membership.models import Life, Motion, Office
from workflows.application import Stage
from workflows.ballot import Count, Outcome, count_votes, tally
from workflows.count import CastVote
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Choice, Follows, Silence


@dataclass(frozen=True, slots=True)
class Beside:
    """What the tally needs beside the votes; seats by their row on the frozen roster."""

    present: frozenset[int]
    present_at_open: frozenset[int] | None
    founders: frozenset[int]
    chair: int | None
    vice_chairs: frozenset[int]
    on_second_call: bool
    revote: bool


def beside(motion: Motion, rules: Rules) -> Beside:
    """Who takes part, who presides, and whether this vote repeats another."""
    last = _before(motion)
    follows = last.outcome.get("follows") if last and last.outcome else None
    at_open = there_at_opening(motion) if rules.at_open else None
    return Beside(
        present=frozenset(took_part(motion)) | frozenset(signed_in(motion)),
        present_at_open=None if at_open is None else frozenset(at_open),
        founders=frozenset(seat.id for seat in motion.roster if seat.founder),
        # Only the chair's own seat ever holds a casting vote.
        chair=next((seat.id for seat in motion.roster if seat.office is Office.CHAIR), None),
        vice_chairs=frozenset(s.id for s in motion.roster if s.office is Office.VICE_CHAIR),
        on_second_call=_on_second_call(motion, rules)
        or (follows == Follows.SECOND_CALL.value and _late_enough(motion, last, rules)),
        revote=follows == Follows.REVOTE.value,
    )


def count_of(motion: Motion, rules: Rules) -> Count:
    """The figures of the vote as it stands."""
    found = beside(motion, rules)
    return count_votes(
        motion.roster,
        cast_in(motion, rules),
        rules,
        present=found.present,
        present_at_open=found.present_at_open,
        founders=found.founders,
        chair=found.chair,
        vice_chairs=found.vice_chairs,
        on_second_call=found.on_second_call,
        revote=found.revote,
    )


def cast_in(motion: Motion, rules: Rules) -> Sequence[CastVote]:
    """The votes that count, in the order in which they were cast; of a secret vote, its box."""
    return cast_in_secret(motion, rules) if rules.ballot is Ballot.SECRET else current(motion)


@dataclass(frozen=True, slots=True)
class SecretVote:
    """A vote that names no seat."""

    choice: Choice
    roster_seat_id: None = None


def cast_in_secret(motion: Motion, rules: Rules) -> list[SecretVote]:
    """The ballots of the box, of no seat; once they are destroyed, as many as were counted."""
    if motion.destroyed_at is None:
        return [SecretVote(ballot.choice) for ballot in motion.box]
    kept = motion.outcome or {}
    silent = {Silence.APPROVE: Choice.FOR, Silence.ABSTAIN: Choice.ABSTAIN}.get(rules.silence_means)
    cast = {one: kept[one.value] - (kept["silent"] if one is silent else 0) for one in Choice}
    return [SecretVote(one) for one, number in cast.items() for _ in range(number)]


def recount(motion: Motion) -> Outcome:
    """The outcome computed again from the votes on record and the rules frozen with them."""
    rules = rules_of(motion)
    return tally(count_of(motion, rules), rules)


def is_spoiled(motion: Motion) -> bool:
    """Whether a seat that must stay out has a ballot in the box of a secret vote, from which
    none can be taken back: such a vote is not counted, and is held again."""
    if rules_of(motion).ballot is not Ballot.SECRET:
        return False
    return any(row.seat.recused for row in motion.participations)


def round_of(motion: Motion) -> int:
    """The round that the motion belongs to: how often the case had come before the Board when
    it was lodged. No vote is carried over from one round to the next."""
    arrivals = [change.at for change in motion.application.history
                if change.target is Stage.BOARD_DECISION]  # fmt: skip
    return sum(at <= motion.proposed_at for at in arrivals)


def _on_second_call(motion: Motion, rules: Rules) -> bool:
    """Whether the motion is voted in a sitting that was called again for want of a quorum."""
    sitting = sitting_of(motion)
    again = sitting is not None and sitting.second_call_of_id is not None
    return again and rules.second_call.allowed


def _before(motion: Motion) -> Motion | None:
    """The vote on the same thing just before this one, which a second call or revote repeats."""
    if motion.repeats is not None:
        return motion.repeats
    closed = [m for m in motion.application.motions
              if m.life is Life.CLOSED and m.position < motion.position
              and round_of(m) == round_of(motion)]  # fmt: skip
    last = max(closed, key=lambda m: m.position, default=None)
    return last if last is not None and last.kind is motion.kind else None


def _late_enough(motion: Motion, last: Motion | None, rules: Rules) -> bool:
    if last is None or last.closed_at is None or motion.opened_at is None:
        return False
    return motion.opened_at >= last.closed_at + timedelta(days=rules.second_call.after_days)
