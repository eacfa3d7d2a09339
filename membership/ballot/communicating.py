"""Copies of a resolution to members who were not there, and from when their term runs.

Who did not take part in the deliberation, or had their opposition entered in the minutes, may
challenge a decision within fifteen days: the absent from when they were sent the copy, the
opposed from the day of the sitting (Civil Code, art. 216).
"""

from datetime import datetime

from membership import statutes
from membership.application.steps import days_off
from membership.ballot.motions import current, rules_of
from membership.database import Session
from membership.journal.services import record
from membership.models import Communicated, Decision, Motion, Work
from membership.owed.services import owe
from workflows.term import Term, Unit, day_of, due

CHALLENGE = Term(15, Unit.CALENDAR)
"""The term to challenge a decision in court."""


def communicate(session: Session, decision: Decision, *, at: datetime) -> int:
    """Sends a copy to each absent member where the rules ask for it, and notes the last day of
    everybody's term; says how many are concerned. A recused seat is sent nothing."""
    motion = decision.motion
    asked = rules_of(motion).communicate_to_absent
    took_part = {vote.roster_seat_id for vote in current(motion)}
    took_part |= {row.roster_seat_id for row in motion.participations}
    noted: set[int] = set()
    for seat in motion.roster:
        absent = seat.id not in took_part and not seat.present
        if seat.recused or not ((absent and asked) or _is_opposed(motion, seat.id)):
            continue
        who = seat.person_id if absent else seat.sitter_id
        if who not in noted:
            _note(session, decision, who, absent=absent, at=at)
        noted.add(who)
    session.flush()
    return len(noted)


def _is_opposed(motion: Motion, roster_seat_id: int) -> bool:
    opposed = {vote.roster_seat_id for vote in current(motion) if vote.opposition}
    opposed |= {row.roster_seat_id for row in motion.participations if row.opposition}
    return roster_seat_id in opposed


def _note(
    session: Session, decision: Decision, person_id: int, *, absent: bool, at: datetime
) -> None:
    statute = statutes.of(decision.application)
    start = day_of(at, statute.zone)
    last = due(start, CHALLENGE, days_off(statute.country, start.year))
    session.add(
        Communicated(decision=decision, person_id=person_id, absent=absent, sent_at=at,
                     contest_by=last)
    )  # fmt: skip
    record(session, "resolution.communicated", by=None, at=at,
           subject=decision.application.public_id, person=person_id, absent=absent,
           contest_by=last)  # fmt: skip
    if absent:
        owe(session, Work.MAIL, f"mail:resolution:{decision.id}:{person_id}", at=at, proves=True,
            template="resolution_copy", person_id=person_id,
            application_id=decision.application_id,
            facts={"motion": decision.motion.public_id, "title": decision.title,
                   "contest_by": f"{last:%d.%m.%Y}"})  # fmt: skip
