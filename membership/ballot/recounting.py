"""The file with which anybody recounts a closed vote, and the recount of one by the rulebook.

``recount.py`` beside this does the same with nothing of the house: two programs that agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from membership.ballot.counting import beside, recount
from membership.ballot.freezing import TRACKER, committed, digest, frozen
from membership.ballot.motions import rules_of
from membership.models import Motion, Vote
from workflows import conduct
from workflows.ballot import Count, Outcome, count_votes, tally
from workflows.refusal import Refused
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Choice

SCHEMA = "membership.vote/1"


def to_recount(motion: Motion) -> dict[str, Any]:
    """Everything with which anybody recounts the vote, and the seal over all of it.

    Seats go by their number in the register of seats; a secret vote lists who took part
    and, apart from it, the ballots.
    """
    rules, outcome = rules_of(motion), recount(motion)
    found = beside(motion, rules)
    seats = {seat.id: seat.seat_id for seat in motion.roster}
    content = {
        "schema": SCHEMA,
        "frozen": frozen(motion),
        "frozen_hash": motion.frozen_hash,
        "recused": sorted(seat.seat_id for seat in motion.roster if seat.recused),
        "present": sorted(seats[key] for key in found.present),
        "present_at_open": None
        if found.present_at_open is None
        else sorted(seats[key] for key in found.present_at_open),
        "on_second_call": found.on_second_call,
        "revote": found.revote,
        "votes": [_ballot(motion, vote, rules) for vote in _listed(motion, rules)],
        "outcome": outcome.to_mapping(),
    }
    if rules.ballot is Ballot.SECRET:
        content["votes"] = [
            {"choice": one.choice.value, "receipt": one.receipt} for one in motion.box
        ]
    if rules.ballot is Ballot.OPEN_COUNTS_ONLY:
        content["beside"] = _beside(outcome.count)
    return {**content, "seal": seal(content)}


def seal(content: Mapping[str, Any]) -> str:
    """The digest of the whole file but its seal: one changed sign changes it."""
    return digest({name: value for name, value in content.items() if name != "seal"})


def _listed(motion: Motion, rules: Rules) -> list[Vote]:
    if conduct.shows_names(rules):
        return list(motion.votes)
    able = [v for v in motion.votes if v.superseded_at is None and not v.seat.recused]
    return sorted(able, key=lambda vote: vote.tracker)


def _ballot(motion: Motion, vote: Vote, rules: Rules) -> dict[str, Any]:
    if not conduct.shows_names(rules):
        weight = rules.weight.get(str(vote.seat.seat_id), 1)
        return {"choice": vote.choice.value, "tracker": vote.tracker, "weight": weight}
    return {
        "choice": vote.choice.value,
        "tracker": vote.tracker,
        "seat": vote.seat.seat_id,
        "counts": vote.superseded_at is None and not vote.seat.recused,
        "committed": committed(motion, vote.seat, vote.choice, salt=vote.salt, at=vote.at),
    }


def _beside(count: Count) -> dict[str, Any]:
    """What figures alone do not tell: it is given only where votes go without their seats."""
    return {
        "chair": count.chair.value if count.chair else None,
        "presided": count.presided,
        "founders_against": count.founders_against,
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
    if content["schema"] != SCHEMA:
        yield "another kind of file"
    if content["seal"] != seal(content):
        yield "the seal is not that of the file"
    if content["frozen_hash"] != digest(content["frozen"]):
        yield "motion, rules or roster are not what was frozen"
    for vote in content["votes"]:
        if "committed" in vote and vote["tracker"] != digest(vote["committed"])[:TRACKER]:
            yield f"tracker {vote['tracker']} is not that of its vote"
        elif "committed" in vote and not _is_of(vote, content):
            yield f"tracker {vote['tracker']} was given for another vote"
    if len({vote.get("tracker", vote.get("receipt")) for vote in content["votes"]}) != len(
        content["votes"]
    ):
        yield "a vote is listed twice"
    found = counted(content).to_mapping()
    yield from (
        f"{name}: {content['outcome'].get(name)} in the file, {value} counted"
        for name, value in found.items()
        if content["outcome"].get(name) != value
    )


def _is_of(vote: dict[str, Any], content: dict[str, Any]) -> bool:
    given = vote["committed"][:3]
    return bool(given == [content["frozen_hash"], str(vote["seat"]), vote["choice"]])


def counted(content: Mapping[str, Any]) -> Outcome:
    """The outcome of the votes in such a file, under the rules in it."""
    rules = Rules.of(content["frozen"]["rules"])
    again = {"on_second_call": content["on_second_call"], "revote": content["revote"]}
    if rules.ballot is Ballot.OPEN_COUNTS_ONLY:
        return tally(_by_figures(content, rules, again), rules)
    offices = {office: [seat for seat, held, *_ in content["frozen"]["roster"] if held == office]
               for office in ("chair", "vice_chair")}  # fmt: skip
    roster = [_Seat(seat, seat, seat in content["recused"])
              for seat, *_ in content["frozen"]["roster"]]  # fmt: skip
    votes = [_Vote(vote.get("seat"), Choice(vote["choice"])) for vote in content["votes"]
             if vote.get("counts", True)]  # fmt: skip
    chair = offices["chair"][0] if offices["chair"] else None
    founders = [row[0] for row in content["frozen"]["roster"] if row[3]]
    return tally(
        count_votes(roster, votes, rules, present=content["present"], chair=chair,
                    present_at_open=content["present_at_open"], founders=founders,
                    vice_chairs=offices["vice_chair"], **again),
        rules,
    )  # fmt: skip


def _by_figures(content: Mapping[str, Any], rules: Rules, again: Mapping[str, bool]) -> Count:
    weights = {seat: rules.weight.get(str(seat), 1) for seat, *_ in content["frozen"]["roster"]}
    out, here = set(content["recused"]), set(content["present"]) - set(content["recused"])
    at_open = content["present_at_open"]
    sums = {c: sum(v["weight"] for v in content["votes"] if v["choice"] == c) for c in Choice}
    chair = content["beside"]["chair"]
    return Count(
        seats=sum(weights.values()),
        present=sum(weights[seat] for seat in here),
        recused=sum(weights[seat] for seat in out),
        for_=sums[Choice.FOR],
        against=sums[Choice.AGAINST],
        abstain=sums[Choice.ABSTAIN],
        chair=Choice(chair) if chair else None,
        presided=content["beside"]["presided"],
        founders_against=content["beside"]["founders_against"],
        present_at_open=None
        if at_open is None
        else sum(weights[seat] for seat in at_open if seat not in out),
        voters=len(here) if rules.weight else None,
        **again,
    )
