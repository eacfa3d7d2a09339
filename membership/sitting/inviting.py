"""Telling the Board of a sitting: the mail with its calendar file, sent again when it changes,
and once more when it takes place no more.

Neither names a case: a calendar is read over shoulders, and a mail on other machines.
"""

from datetime import datetime, timedelta

from babel.dates import format_datetime, get_timezone
from sqlalchemy import select

from membership.application.mandates import deputies_on
from membership.calendars import Event, Method, calendar, uid
from membership.database import Session
from membership.models import Life, Person, Sitting, Work
from membership.owed.services import owe
from membership.sitting.finding import seats_of
from workflows.sitting import State
from workflows.statute import Statute, Text
from workflows.term import day_of
from workflows.voting_terms import Mode

LENGTH = timedelta(hours=2)
"""How long a meeting is taken to last in a calendar."""
REMIND = timedelta(hours=24)


TITLES = {
    False: Text(ro="Ședința {body}, nr. {number}", en="Meeting of {body}, no. {number}"),
    True: Text(
        ro="Procedura scrisă a {body}, nr. {number}",
        en="Written procedure of {body}, no. {number}",
    ),
}
"""What a calendar shows, by whether the sitting is a written procedure."""


def event_of(sitting: Sitting, statute: Statute, language: str) -> Event:
    """The sitting as an entry of a calendar; its identity stays when it is moved."""
    written = sitting.mode is Mode.WRITTEN
    body = statute.bodies.decides.genitive.in_(language)
    return Event(
        uid=uid("sitting", sitting.public_id),
        summary=TITLES[written].in_(language).format(body=body, number=sitting.number),
        start=sitting.starts_at,
        end=sitting.ends_at if written else sitting.starts_at + LENGTH,
        sequence=sitting.revision,
        stamp=sitting.closed_at or sitting.convened_at or sitting.planned_at,
        location=sitting.place,
        url=sitting.link,
        remind=REMIND,
    )


def when(moment: datetime, zone: str, language: str) -> str:
    """A moment with its weekday and the offset of its zone, in the reader's language."""
    pattern = "EEEE, d MMMM y, HH:mm (ZZZZ)"
    return str(format_datetime(moment, pattern, tzinfo=get_timezone(zone), locale=language))


def calendar_of(sitting: Sitting, statute: Statute, language: str) -> bytes:
    """The calendar file of one sitting: taken in, or taken out once it was called off."""
    return calendar(
        [event_of(sitting, statute, language)],
        name=statute.short_name,
        method=Method.CANCEL if is_off(sitting) else Method.PUBLISH,
    )


def is_off(sitting: Sitting) -> bool:
    """Whether it takes place no more: called off, or a written procedure that ended with nothing
    counted."""
    if sitting.mode is not Mode.WRITTEN or sitting.state is not State.CLOSED:
        return sitting.state is State.CANCELLED
    return not any(m.life is Life.CLOSED for item in sitting.agenda for m in item.motions)


def tell_calling_off(session: Session, public_id: str, *, statute: Statute, at: datetime) -> int:
    """Owes the word that this sitting takes place no more; says to how many people."""
    found = session.scalars(select(Sitting).where(Sitting.public_id == public_id)).one()
    return call_board(session, found, statute=statute, at=at)


def call_board(session: Session, sitting: Sitting, *, statute: Statute, at: datetime) -> int:
    """Owes the mail to every seat and its deputy; says to how many people."""
    people = people_of(session, sitting, statute)
    for person in people:
        key = f"mail:sitting:{sitting.public_id}:{sitting.revision}:{person.id}"
        owe(session, Work.MAIL, key, at=at, proves=True, template=_template(sitting),
            person_id=person.id,
            calendar=calendar_of(sitting, statute, person.language).decode(),
            facts=_facts(sitting, statute.zone, person.language))  # fmt: skip
    return len(people)


def people_of(session: Session, sitting: Sitting, statute: Statute) -> list[Person]:
    """Whom the sitting is told to: every seat and its deputy."""
    day = day_of(sitting.starts_at, statute.zone)
    seats = seats_of(session, sitting, statute.zone)
    people = {seat.person_id: seat.person for seat in seats}
    people |= {one.person_id: one.person for one in deputies_on(seats, day).values()}
    return list(people.values())


def _template(sitting: Sitting) -> str:
    return "sitting_cancelled" if is_off(sitting) else "sitting_convened"


def _facts(sitting: Sitting, zone: str, language: str) -> dict[str, object]:
    return {
        "sitting": sitting.public_id,
        "number": sitting.number,
        "mode": sitting.mode.value,
        "starts": when(sitting.starts_at, zone, language),
        "ends": when(sitting.ends_at, zone, language) if sitting.ends_at else "",
        "place": sitting.place,
        "points": len(sitting.agenda),
        "moved": sitting.revision > 0,
        "why": sitting.cancelled_why,
        "opened": sitting.opened_at is not None,
    }
