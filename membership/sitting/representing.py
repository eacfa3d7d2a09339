"""Who stands in for a seat in a sitting: a written mandate with its names, and a named deputy.

A mandate is prepared as a paper (L18), signed by the holder of the seat, and holds from the
moment when the signed paper, with its file or its scan, is entered in the registry. In a meeting
its holder is then signed in for the seat on the roll; in writing they vote for it at once.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from membership import numbers
from membership.application.agenda_rules import rules_on
from membership.application.mandates import deputies_on
from membership.application.seating import reseat_all
from membership.database import Session
from membership.journal.services import record
from membership.letter import services as letters
from membership.letter.annulment import end_with_object
from membership.models import (
    Direction,
    Document,
    Letter,
    Person,
    Representation,
    Seat,
    Sitting,
)
from membership.sitting.finding import find, seats_of
from workflows import agenda
from workflows.letter import Kind
from workflows.permission import Act, may
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.representation import refuse_mandate
from workflows.sitting import ENDED, Presence
from workflows.statute import Statute
from workflows.term import day_of

SUBJECT = "registry.entry.mandate"
LANGUAGE = "ro"
"""The language of a mandate: the house's own papers are Romanian."""
PAPERS = frozenset({"application/pdf", "image/png", "image/jpeg"})
"""What a signed paper comes as: a file, or a picture of it."""
WITHDRAWN = "Împuternicirea a fost retrasă."
"""Why the paper of a withdrawn mandate is annulled, as its registry line says it."""


def may_hold(session: Session, sitting: Sitting, statute: Statute) -> list[Person]:
    """Who may hold a mandate in this sitting, by name: the holders of its seats, and their
    deputies where the rules do not ask for a seat."""
    seats = seats_of(session, sitting, statute.zone)
    deputies = deputies_on(seats, day_of(sitting.starts_at, statute.zone)).values()
    people = [seat.person for seat in seats] + [one.person for one in deputies]
    return sorted(dict.fromkeys(people), key=lambda person: person.name)


def standing(sitting: Sitting) -> Sequence[Representation]:
    """The mandates and deputies of the sitting that were not withdrawn."""
    return [one for one in sitting.representations if one.withdrawn_at is None]


def prepare(
    session: Session,
    actor: Person,
    public_id: str,
    seat_id: int,
    person_id: int,
    *,
    statute: Statute,
    base_url: str,
    at: datetime,
) -> Representation:
    """Prepares the mandate of a seat's holder for another person, as a paper with both names; it
    takes its number at once where whoever convenes may also issue letters.

    Refuses what the rules in force do not allow, a second mandate of one holder, and a seat
    that is represented already.
    """
    sitting, seat = _ahead(session, actor, public_id, seat_id, statute)
    able = {one.id: one for one in may_hold(session, sitting, statute)}
    seats = seats_of(session, sitting, statute.zone)
    refuse_mandate(
        agenda.proxies(rules_on(sitting.agenda, statute)),
        own=person_id == seat.person_id,
        on_roster=any(one.person_id == person_id for one in seats),
        held=sum(one.person_id == person_id and one.kind is Presence.PROXY
                 for one in standing(sitting)),
    )  # fmt: skip
    if person_id not in able:
        raise Incomplete("sitting.proxy_holder_unknown", field="person")
    letter = Letter(kind=Kind.MANDATE, language=LANGUAGE, owed_at=at)
    sitting.letters.append(letter)
    made = Representation(seat=seat, person=able[person_id], kind=Presence.PROXY, letter=letter,
                          prepared_at=at, prepared_by_id=actor.id)  # fmt: skip
    sitting.representations.append(made)
    session.flush()
    if may(actor, Act.ISSUE_LETTER):
        letters.issue(session, actor, letter.public_id, at=at, house=statute, base_url=base_url)
    _recorded(session, "mandate.prepared", made, by=actor, at=at)
    return made


def _ahead(
    session: Session, actor: Person, public_id: str, seat_id: int, statute: Statute
) -> tuple[Sitting, Seat]:
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    if sitting.state in ENDED:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    seat = next((s for s in seats_of(session, sitting, statute.zone) if s.id == seat_id), None)
    if seat is None:
        raise Incomplete("sitting.no_such_seat", field="seat")
    if any(one.seat_id == seat_id for one in standing(sitting)):
        raise Incomplete("sitting.represented_already", field="seat")
    return sitting, seat


def register(
    session: Session,
    actor: Person,
    public_id: str,
    document: Document | None,
    *,
    given_on: date,
    statute: Statute,
    at: datetime,
) -> Representation:
    """Enters the signed mandate in the registry, and keeps its file: from now on its holder votes
    for the seat.

    Refuses one without its file, with one that can hold no signature, signed on a day to come, or
    registered already.
    """
    found = unsigned(session, actor, public_id)
    if document is None:
        raise Incomplete("sitting.mandate_missing", field="file")
    if document.media_type not in PAPERS:
        raise Incomplete("sitting.mandate_file", field="file")
    if given_on > day_of(at, statute.zone):
        raise Incomplete("sitting.mandate_from_the_future", field="given_on")
    found.given_on, found.document = given_on, document
    found.entry = numbers.enter(session, Direction.IN, party=found.seat.person.name,
                                subject=SUBJECT, application=None, at=at,
                                zone=statute.zone)  # fmt: skip
    session.flush()
    _recorded(session, "mandate.registered", found, by=actor, at=at)
    reseat_all(session, found.sitting, at=at)
    return found


def unsigned(
    session: Session, actor: Person, public_id: str, *, lock: bool = True
) -> Representation:
    """A mandate that waits for its signed paper, for who convenes."""
    found = of(session, actor, public_id, lock=lock)
    if found.given_on is not None:
        raise NotNow("sitting.mandate_registered")
    return found


def paper_of(session: Session, reader: Person, public_id: str) -> Document:
    """The signed paper of a mandate, withdrawn ones too: for whoever convenes, presides or audits,
    and for the two whom it names."""
    found = session.scalar(select(Representation).where(Representation.public_id == public_id))
    if found is None or found.document is None or not reads_paper(reader, found):
        raise NotFound("permission.not_found")
    return found.document


def reads_paper(reader: Person, mandate: Representation) -> bool:
    """Whether this person may open the signed paper of a mandate, where it has one."""
    named = reader.id in (mandate.person_id, mandate.seat.person_id)
    return mandate.document_id is not None and (named or may(reader, Act.READ_MANDATE))


def send_deputy(
    session: Session, actor: Person, public_id: str, seat_id: int, *, statute: Statute, at: datetime
) -> Representation:
    """Writes down that the deputy of a seat sits in this sitting instead of its holder.

    Refuses a seat without a deputy, and rules that know none.
    """
    sitting, seat = _ahead(session, actor, public_id, seat_id, statute)
    deputy = deputies_on([seat], day_of(sitting.starts_at, statute.zone)).get(seat_id)
    if deputy is None or not agenda.deputies(rules_on(sitting.agenda, statute)):
        raise Incomplete("sitting.no_deputy", field="seat")
    made = Representation(seat=seat, person=deputy.person, kind=Presence.DEPUTY, prepared_at=at,
                          prepared_by_id=actor.id, given_on=day_of(at, statute.zone))  # fmt: skip
    sitting.representations.append(made)
    session.flush()
    _recorded(session, "deputy.sent", made, by=actor, at=at)
    reseat_all(session, sitting, at=at)
    return made


def withdraw(session: Session, actor: Person, public_id: str, *, at: datetime) -> Representation:
    """Takes a representation back: the holder of the seat votes again, and the paper of a mandate
    is worth nothing any more. A vote that was cast meanwhile stays the seat's, who may change it
    where votes change."""
    found = of(session, actor, public_id)
    found.withdrawn_at = at
    if found.letter is not None and not end_with_object(session, actor, found.letter,
                                                        why=WITHDRAWN, at=at):  # fmt: skip
        found.letter = None
    for row in found.sitting.attendance:
        signed_in = (row.seat_id, row.person_id, row.kind) == (
            found.seat_id, found.person_id, found.kind)  # fmt: skip
        if signed_in and row.left_at is None:
            row.left_at = at
    session.flush()
    _recorded(session, "representation.withdrawn", found, by=actor, at=at)
    reseat_all(session, found.sitting, at=at)
    return found


def of(session: Session, actor: Person, public_id: str, *, lock: bool = True) -> Representation:
    """A representation that stands, for who convenes; ``lock`` locks its sitting."""
    found = session.scalar(select(Representation).where(Representation.public_id == public_id))
    if found is None:
        raise NotFound("permission.not_found")
    sitting = find(session, actor, found.sitting.public_id, Act.CONVENE, lock=lock)
    session.refresh(found)
    if sitting.state in ENDED:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    if found.withdrawn_at is not None:
        raise NotNow("sitting.mandate_withdrawn")
    return found


def _recorded(
    session: Session, event: str, made: Representation, *, by: Person, at: datetime
) -> None:
    record(session, event, by=by, at=at, subject=f"sitting:{made.sitting.public_id}",
           seat=made.seat_id, person=made.person_id)  # fmt: skip
    session.flush()
