"""The file with which anybody recounts a closed vote, and the recount of one by the rulebook.

``recount.py`` beside this does the same with nothing of the house: two programs that agree.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from membership.ballot.counting import beside, cast_in, count_of
from membership.ballot.freezing import TRACKER, committed, digest, frozen
from membership.ballot.motions import rules_of
from membership.models import Motion, Office, Vote
from workflows import conduct
from workflows.ballot import Count, Outcome, count_votes, tally
from workflows.count import taking_part
from workflows.refusal import Refused
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Choice

SCHEMA = "membership.vote/1"


def to_recount(motion: Motion) -> dict[str, Any]:
    """Everything with which anybody recounts the vote, and the seal over all of it.

    Seats go by their number in the register of seats; ``present`` are those taking part. A vote
    by name says its seat and what its tracker commits to. Where votes go without their seats,
    how the chair and the founders voted is told beside them as far as it counts.
    """
    rules = rules_of(motion)
    found, count = beside(motion, rules), count_of(motion, rules)
    seats = {seat.id: seat.seat_id for seat in motion.roster}
    recused = {seat.id for seat in motion.roster if seat.recused}
    here = taking_part(motion.roster, cast_in(motion, rules), rules, present=found.present)
    opened = found.present_at_open
    content = {
        "schema": SCHEMA,
        "frozen": frozen(motion),
        "frozen_hash": motion.frozen_hash,
        "seats": list(seats.values()),
        "recused": sorted(seats[key] for key in recused),
        "present": sorted(seats[key] for key in here),
        "present_at_open": None if opened is None else sorted(seats[k] for k in opened - recused),
        "chair": count.chair.value if count.chair else None,
        "presided": count.presided,
        "founders_against": count.founders_against,
        "on_second_call": found.on_second_call,
        "revote": found.revote,
        "votes": _listed(motion, rules),
        "outcome": tally(count, rules).to_mapping(),
    }
    return {**content, "seal": seal(content)}


def seal(content: Mapping[str, Any]) -> str:
    """The digest of the whole file but its seal: one changed sign changes it."""
    return digest({name: value for name, value in content.items() if name != "seal"})


def _listed(motion: Motion, rules: Rules) -> list[dict[str, Any]]:
    if rules.ballot is Ballot.SECRET:
        return [_vote(one.choice, one.receipt, 1) for one in motion.box]
    if conduct.shows_names(rules):
        return [_by_name(motion, vote, rules) for vote in motion.votes]
    able = [v for v in motion.votes if v.superseded_at is None and not v.seat.recused]
    return [_vote(vote.choice, vote.tracker, _weight(rules, vote))
            for vote in sorted(able, key=lambda vote: vote.tracker)]  # fmt: skip


def _weight(rules: Rules, vote: Vote) -> int:
    return rules.weight.get(str(vote.seat.seat_id), 1)


def _vote(choice: Choice, tracker: str, weight: int, *, counts: bool = True) -> dict[str, Any]:
    return {"choice": choice.value, "tracker": tracker, "weight": weight, "counts": counts}


def _by_name(motion: Motion, vote: Vote, rules: Rules) -> dict[str, Any]:
    counts = vote.superseded_at is None and not vote.seat.recused
    return {
        **_vote(vote.choice, vote.tracker, _weight(rules, vote), counts=counts),
        "seat": vote.seat.seat_id,
        "committed": committed(motion, vote.seat, vote.choice, salt=vote.salt, at=vote.at),
    }


@dataclass(frozen=True, slots=True)
class _Seat:
    id: int
    seat_id: int
    recused: bool


@dataclass(frozen=True, slots=True)
class _Vote:
    roster_seat_id: int | None
    choice: Choice


def faults(content: object) -> list[str]:
    """Every way in which such a file contradicts itself, in words; none when it agrees.

    Never raises for what the file holds.
    """
    try:
        if not isinstance(content, dict):
            raise TypeError
        return list(_faults(content))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, Refused):
        return ["the file is not that of a vote, or a part of it is missing"]


def _faults(content: dict[str, Any]) -> Iterator[str]:
    votes, rules = content["votes"], Rules.of(content["frozen"]["rules"])
    if content["schema"] != SCHEMA:
        yield "another kind of file"
    if content["seal"] != seal(content):
        yield "the seal is not that of the file"
    if content["frozen_hash"] != digest(content["frozen"]):
        yield "motion, rules or roster are not what was frozen"
    if len({vote["tracker"] for vote in votes}) != len(votes):
        yield "a vote is listed twice"
    if conduct.shows_names(rules):
        yield from (f"vote {vote['tracker']} is not the one that its tracker was given for"
                    for vote in votes if not _is_confirmed(vote, content, rules))  # fmt: skip
        if _beside(count_by_name(content, rules)) != _beside(count_by_figures(content, rules)):
            yield "its figures are not those of the votes by name"
    found = counted(content).to_mapping()
    yield from (
        f"{name}: {content['outcome'].get(name)} in the file, {value} counted"
        for name, value in found.items()
        if content["outcome"].get(name) != value
    )


def _is_confirmed(vote: dict[str, Any], content: dict[str, Any], rules: Rules) -> bool:
    given = vote["committed"]
    said = [content["frozen_hash"], str(vote["seat"]), vote["choice"]]
    weight = rules.weight.get(str(vote["seat"]), 1)
    return bool(
        given[:3] == said
        and vote["tracker"] == digest(given)[:TRACKER]
        and vote["weight"] == weight
    )


def _beside(count: Count) -> tuple[object, ...]:
    return count.chair, count.presided, count.founders_against, count.present, count.seats


def counted(content: Mapping[str, Any]) -> Outcome:
    """The outcome of the votes in such a file, under the rules in it."""
    rules = Rules.of(content["frozen"]["rules"])
    named = conduct.shows_names(rules)
    return tally((count_by_name if named else count_by_figures)(content, rules), rules)


def count_by_name(content: Mapping[str, Any], rules: Rules) -> Count:
    """The figures of votes that go with their seats, counted from those."""
    rows = content["frozen"]["roster"]
    roster = [_Seat(seat, seat, seat in content["recused"]) for seat, *_ in rows]
    votes = [_Vote(v["seat"], Choice(v["choice"])) for v in content["votes"] if v["counts"]]
    chairs = [seat for seat, office, *_ in rows if office == Office.CHAIR]
    return count_votes(
        roster,
        votes,
        rules,
        present=content["present"],
        present_at_open=content["present_at_open"],
        chair=chairs[0] if chairs else None,
        vice_chairs=[seat for seat, office, *_ in rows if office == Office.VICE_CHAIR],
        founders=[row[0] for row in rows if row[3]],
        on_second_call=content["on_second_call"],
        revote=content["revote"],
    )


def count_by_figures(content: Mapping[str, Any], rules: Rules) -> Count:
    """The figures of votes that go without their seats."""

    def weigh(seats: Iterable[int]) -> int:
        return sum(rules.weight.get(str(seat), 1) for seat in seats)

    counts = [vote for vote in content["votes"] if vote["counts"]]
    sums = {c: sum(v["weight"] for v in counts if v["choice"] == c) for c in Choice}
    opened = content["present_at_open"]
    return Count(
        seats=weigh(content["seats"]),
        present=weigh(content["present"]),
        recused=weigh(content["recused"]),
        for_=sums[Choice.FOR],
        against=sums[Choice.AGAINST],
        abstain=sums[Choice.ABSTAIN],
        chair=Choice(content["chair"]) if content["chair"] else None,
        presided=content["presided"],
        founders_against=content["founders_against"],
        present_at_open=None if opened is None else weigh(opened),
        voters=len(content["present"]) if rules.weight else None,
        on_second_call=content["on_second_call"],
        revote=content["revote"],
    )
