"""What the minutes say by themselves: drawn from the records, in no language of its own.

Names stand as they were; texts of motions in both languages; verdicts, choices and offices by
their codes, said when it is printed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from membership.application import closings
from membership.application.agenda_rules import rules_on
from membership.ballot import motions
from membership.ballot.motions import current
from membership.database import Session
from membership.models import (
    AgendaItem,
    Life,
    Motion,
    Office,
    Person,
    RosterSeat,
    Sitting,
    Vote,
)
from membership.sitting.finding import agenda_of, seats_of
from membership.sitting.meeting import presider
from membership.sitting.presence import at_opening
from membership.sitting.secretary import keeper
from workflows import agenda, conduct
from workflows.ballot import Outcome
from workflows.statute import Statute
from workflows.voting_terms import Ballot, Mode

HELD = (Life.CLOSED,)
IN_PERSON = ("present", "deputy", "voted")
"""How somebody takes part who can sign; the holder of a mandate signs for their own seat."""


def recorded(session: Session, sitting: Sitting, statute: Statute) -> dict[str, Any]:
    """Everything about the sitting that the records hold, as plain JSON."""
    items = agenda_of(session, sitting)
    written = sitting.mode is Mode.WRITTEN
    roll = _voters(items) if written else _roll(session, sitting, statute)
    quorum = _voted(roll) if written else _counted(at_opening(session, sitting, statute))
    return {
        "number": f"{sitting.number}/{sitting.year}",
        "mode": sitting.mode.value,
        "opened_at": _iso(sitting.opened_at or sitting.starts_at),
        "closed_at": _iso(sitting.closed_at),
        "place": sitting.place,
        "convened_at": _iso(sitting.convened_at),
        "held": sitting.opened_at is not None,
        "quorum": quorum,
        "roll": roll,
        "signs": _signs(session, sitting, statute, roll),
        "aside": [line for item in items for line in _aside(item)],
        "points": [_point(item) for item in items],
        "closings": [
            {"name": one.name, "reference": one.reference, "on": one.closed_on.isoformat(),
             "reopen_by": one.reopen_by.isoformat() if one.reopen_by else ""}
            for one in closings.of(sitting)
        ],
    }  # fmt: skip


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


def _counted(quorum: Outcome) -> dict[str, Any]:
    return {"seats": quorum.seats, "present": quorum.present, "needed": quorum.quorum_needed,
            "of": quorum.quorum_of, "met": quorum.quorum_met}  # fmt: skip


def _voted(roll: list[dict[str, Any]]) -> dict[str, Any]:
    """Of a written procedure: how many voted at all; each vote has a quorum of its own."""
    voted = sum(line["stays"][0]["kind"] == "voted" for line in roll)
    return {"seats": len(roll), "present": voted, "needed": 0, "of": len(roll), "met": True}


def _voters(items: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """The seats of a written procedure, as the rosters froze them, and whether each voted."""
    voted = [motion for item in items for motion in item.motions if motion.life in HELD]
    seats: dict[int, list[RosterSeat]] = {}
    for seat in (seat for motion in voted for seat in motion.roster):
        seats.setdefault(seat.seat_id, []).append(seat)
    cast = {one.seat.seat_id: one.voter.name for motion in voted for one in current(motion)}
    cast |= {one.seat.seat_id: one.voter.name for m in voted for one in m.participations}
    rank = list(Office).index
    return [
        {
            "name": line[0].name,
            "office": line[0].office.value,
            "stays": [_vote_of(line, cast.get(seat_id, ""))],
        }
        for seat_id, line in sorted(seats.items(), key=lambda one: (rank(one[1][0].office), one[0]))
    ]


def _vote_of(line: Sequence[RosterSeat], voter: str) -> dict[str, Any]:
    kept_out = all(seat.recused for seat in line)
    kind = "voted" if voter else "aside" if kept_out else "silent"
    who = voter or line[0].name
    return {"kind": kind, "who": who, "online": False, "from": "", "to": ""}


def _signs(
    session: Session, sitting: Sitting, statute: Statute, roll: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """Who signs the minutes by the statute's rule: who presided, the secretary, or all present."""
    chair = session.get(Person, presider(session, sitting, statute) or 0)
    there = {line["name"]: _who(line) for line in roll}
    keeps = keeper(session, sitting, statute)
    secretary = there.get(keeps.person.name) or keeps.person.name if keeps else ""
    stands_in = keeps is not None and keeps.office is not Office.SECRETARY
    names = conduct.minutes_signers(
        agenda.signing(rules_on(sitting.agenda, statute)),
        chair=chair.name if chair else "",
        secretary=secretary,
        present=[name for name in there.values() if name],
    )
    offices = {name: line["office"] for line in roll for name in (line["name"], _who(line))}
    return [
        {"name": name, "office": offices.get(name, Office.MEMBER.value)}
        | ({"for": Office.SECRETARY.value} if stands_in and name == secretary else {})
        for name in dict.fromkeys(names)
        if name
    ]


def _who(line: dict[str, Any]) -> str:
    """Who was there for the seat in person; empty when nobody was."""
    here = [stay["who"] for stay in line["stays"] if stay["kind"] in IN_PERSON]
    return here[-1] if here else ""


def _roll(session: Session, sitting: Sitting, statute: Statute) -> list[dict[str, Any]]:
    return [
        {
            "name": seat.person.name,
            "office": seat.office.value,
            "stays": [
                {
                    "kind": row.kind.value, "who": row.person.name, "online": row.online,
                    "from": _iso(row.arrived_at), "to": _iso(row.left_at),
                }
                for row in sitting.attendance
                if row.seat_id == seat.id
            ],
        }
        for seat in seats_of(session, sitting, statute.zone)
    ]  # fmt: skip


def _aside(item: AgendaItem) -> list[dict[str, Any]]:
    """Who kept out of a point for an interest, from when the sitting came to it until it ended."""
    out = {seat.person_id: seat for motion in item.motions for seat in motion.roster
           if seat.recused}  # fmt: skip
    return [
        {"name": seat.name, "item": item.id, "from": _iso(item.called_at),
         "to": _iso(item.ended_at)}
        for seat in out.values()
    ]  # fmt: skip


def _point(item: AgendaItem) -> dict[str, Any]:
    case = item.application
    return {
        "item": item.id,
        "title": case.organisation.legal_name if case else item.title,
        "case": case.public_id if case else "",
        "reference": (case.reference or "") if case else "",
        "together": item.together,
        "motions": [_motion(motion) for motion in item.motions if motion.life in HELD],
        "opposed": sorted({name for m in item.motions if m.life in HELD for name in _opposed(m)}),
    }


def _motion(motion: Motion) -> dict[str, Any]:
    rules, outcome = motions.rules_of(motion), motion.outcome or {}
    named = conduct.shows_names(rules)
    return {
        "kind": motion.kind.value,
        "text": {"ro": motion.text_ro, "en": motion.text_en},
        "result": motion.result.value if motion.result else "",
        "figures": {key: outcome.get(key) for key in
                    ("seats", "recused", "present", "for", "against", "abstain", "needed",
                     "base", "shortfall")},
        "roll": [[_voice(v), v.choice.value] for v in current(motion)] if named else [],
        "secret": rules.ballot is Ballot.SECRET,
        "resolution": motion.decision.title if motion.decision else "",
    }  # fmt: skip


def _voice(vote: Vote) -> str:
    """The seat by its holder's name, with whoever voted in their place."""
    return f"{vote.seat.name} ({vote.stand_in})" if vote.stand_in else vote.seat.name


def _opposed(motion: Motion) -> list[str]:
    """Who asked for their opposition to be entered, by name, also on a secret ballot."""
    open_ones = [vote.voter.name for vote in current(motion) if vote.opposition]
    secret = [row.voter.name for row in motion.participations if row.opposition]
    return [*open_ones, *secret]
