"""What the minutes say by themselves: drawn from the records, in no language of its own.

The content is that of the domain report, 5.6. Names stand as they were; texts of motions
in both languages; verdicts, choices and offices by their codes, said when it is printed.
"""

from datetime import datetime
from typing import Any

from membership.ballot.motions import current, rules_of
from membership.database import Session
from membership.models import AgendaItem, Life, Motion, Sitting, Vote
from membership.sitting.finding import agenda_of, seats_of
from membership.sitting.presence import at_opening
from workflows import conduct
from workflows.statute import Statute
from workflows.voting_terms import Ballot

HELD = (Life.CLOSED,)


def recorded(session: Session, sitting: Sitting, statute: Statute) -> dict[str, Any]:
    """Everything about the sitting that the records hold, as plain JSON."""
    quorum = at_opening(session, sitting, statute)
    items = agenda_of(session, sitting)
    return {
        "number": f"{sitting.number}/{sitting.year}",
        "mode": sitting.mode.value,
        "opened_at": _iso(sitting.opened_at or sitting.starts_at),
        "closed_at": _iso(sitting.closed_at),
        "place": sitting.place,
        "convened_at": _iso(sitting.convened_at),
        "held": sitting.opened_at is not None,
        "quorum": {
            "seats": quorum.seats, "present": quorum.present, "needed": quorum.quorum_needed,
            "of": quorum.quorum_of, "met": quorum.quorum_met,
        },
        "roll": _roll(session, sitting, statute),
        "aside": [line for item in items for line in _aside(item)],
        "points": [_point(item) for item in items],
    }  # fmt: skip


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else ""


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
    rules, outcome = rules_of(motion), motion.outcome or {}
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
