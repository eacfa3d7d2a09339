"""Who keeps the minutes of a sitting and signs them: its secretary, or who stands in for them.

Where the secretary's seat is empty, or nobody was there for it, whom the sitting's chair named
signs; else whoever the statute file says (``bodies.decides.secretary_stand_in``).
"""

from datetime import datetime

from membership.database import Session
from membership.journal.services import record
from membership.models import Office, Person, Seat, Sitting
from membership.sitting.finding import find, seats_of
from membership.sitting.meeting import presider
from workflows.permission import Act, may, require
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.sitting import TAKES_PART, Presence, State
from workflows.statute import Statute
from workflows.statute_identity import StandIn
from workflows.voting_terms import Mode

RULE = "bodies.decides.secretary_stand_in"
IN_PERSON = TAKES_PART - {Presence.PROXY}


def keeper(session: Session, sitting: Sitting, statute: Statute) -> Seat | None:
    """The seat whose person keeps the minutes; None where somebody has first to be named."""
    seats = seats_of(session, sitting, statute.zone)
    own = _secretary(seats)
    if own is not None and _is_there(sitting, own):
        return own
    named = next((seat for seat in seats if seat.person_id == sitting.secretary_id), None)
    if named is not None or statute.bodies.decides.secretary_stand_in is not StandIn.VICE_CHAIR:
        return named
    presides = presider(session, sitting, statute)
    return next((seat for seat in seats if seat.office is Office.VICE_CHAIR
                 and seat.person_id != presides and _is_there(sitting, seat)), None)  # fmt: skip


def _secretary(seats: list[Seat]) -> Seat | None:
    return next((seat for seat in seats if seat.office is Office.SECRETARY), None)


def _is_there(sitting: Sitting, seat: Seat) -> bool:
    """Whether somebody was there for the seat in person; in writing everybody is within reach."""
    rows = (row for row in sitting.attendance if row.seat_id == seat.id)
    return sitting.mode is Mode.WRITTEN or any(row.kind in IN_PERSON for row in rows)


def to_name(session: Session, sitting: Sitting, statute: Statute) -> list[Seat]:
    """The seats from which who keeps the minutes may be named: all but whoever presides; none
    where the secretary is there, or the minutes are approved."""
    seats = seats_of(session, sitting, statute.zone)
    own, presides = _secretary(seats), presider(session, sitting, statute)
    approved = any(one.approved_at is not None for one in sitting.minutes)
    if approved or sitting.state not in (State.OPEN, State.CLOSED):
        return []
    if own is not None and _is_there(sitting, own):
        return []
    return [seat for seat in seats if seat.person_id != presides]


def is_to_name(session: Session, reader: Person, sitting: Sitting, statute: Statute) -> bool:
    """Whether this reader presides and may name who keeps the minutes."""
    presides = may(reader, Act.PRESIDE) and presider(session, sitting, statute) == reader.id
    return presides and bool(to_name(session, sitting, statute))


def name(
    session: Session, actor: Person, public_id: str, person_id: int, *, statute: Statute,
    at: datetime,
) -> Sitting:  # fmt: skip
    """Whoever presides names the member of the Board who keeps the minutes of this sitting.

    Refuses while the secretary is there, once the minutes are approved, and where the statute
    file does not say who may stand in.
    """
    require(actor, Act.PRESIDE)
    sitting = find(session, actor, public_id, Act.PRESIDE, lock=True)
    if presider(session, sitting, statute) != actor.id:
        raise NotPermitted("sitting.not_presiding")
    statute.need(RULE)
    able = to_name(session, sitting, statute)
    if not able:
        raise NotNow("sitting.secretary_is_there")
    if person_id not in {seat.person_id for seat in able}:
        raise Incomplete("sitting.nobody_chosen", field="person")
    sitting.secretary_id = person_id
    record(session, "sitting.secretary_named", by=actor, at=at, subject=f"sitting:{public_id}",
           person=person_id)  # fmt: skip
    session.flush()
    return sitting


def refuse_without(session: Session, sitting: Sitting, statute: Statute) -> None:
    """Refuses minutes that nobody would sign as secretary."""
    if keeper(session, sitting, statute) is None:
        statute.need(RULE)
        raise Incomplete("sitting.no_secretary")
