"""Who has an interest in a case: recorded by the secretariat, lifted by it, and what follows.

An interest takes away the file, its tallies, its notifications and its hits at once, in
every role of the person; a chair who has one does not preside.
"""

from datetime import datetime

from membership import statutes
from membership.application.access import find_to, seats_on
from membership.application.locking import lock_case
from membership.application.seating import reseat
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    Interest,
    InterestAct,
    InterestChange,
    InterestKind,
    Life,
    Organisation,
    Person,
)
from membership.review.assignment import rapporteurs
from membership.review.opinions import settle
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow

LONGEST = 2000


def concerned(session: Session, application: Application, at: datetime) -> list[Person]:
    """Whose interest matters to this case: the Board's seats, chair first, and rapporteurs."""
    people = [seat.person for seat in seats_on(session, application, at)]
    people += [row.person for row in application.assignments] + rapporteurs(session)
    return list(dict.fromkeys(people))


def record_interest(
    session: Session,
    actor: Person,
    public_id: str,
    person_id: int,
    *,
    kind: InterestKind,
    reason: str,
    at: datetime,
) -> Interest:
    """Puts on record that somebody has an interest in the case, of a kind, and why.

    It is pinned: its person cannot declare it away, and only the secretariat lifts it.
    """
    application, _ = find_to(session, actor, Act.RECORD_INTEREST, public_id, at=at)
    person = _one_of(concerned(session, application, at), person_id)
    words = stated(reason)
    row = interest_of(application, person_id)
    if row is None:
        row = Interest(person=person)
        application.interests.append(row)
    row.kind, row.explanation, row.by_id, row.at = kind, words, actor.id, at
    follow(session, application, row)
    session.add(InterestChange(application_id=application.id, person=person, by=actor, at=at,
                               act=InterestAct.RECORDED, reason=words))  # fmt: skip
    record(session, "interest.recorded", by=actor, at=at, subject=public_id,
           person=person_id, kind=kind.value)  # fmt: skip
    session.flush()
    return row


def lift(
    session: Session, actor: Person, public_id: str, person_id: int, *, reason: str, at: datetime
) -> None:
    """Takes an interest back, with the reason; its person is asked anew.

    Refuses while a vote is open on the case: its roster is frozen.
    """
    application, _ = find_to(session, actor, Act.RECORD_INTEREST, public_id, at=at)
    row = interest_of(application, person_id)
    if row is None or row.none:
        raise NotFound("permission.not_found")
    if any(motion.life is Life.OPEN for motion in application.motions):
        raise NotNow("review.interest_during_vote")
    session.add(InterestChange(application_id=application.id, person=row.person, by=actor, at=at,
                               act=InterestAct.LIFTED, reason=stated(reason)))  # fmt: skip
    application.interests.remove(row)
    session.delete(row)
    record(session, "interest.lifted", by=actor, at=at, subject=public_id, person=person_id)
    session.flush()


def interest_of(application: Application, person_id: int) -> Interest | None:
    """What is on record about this person's interest in the case."""
    return next((row for row in application.interests if row.person_id == person_id), None)


def follow(session: Session, application: Application, row: Interest) -> None:
    """Lets an interest that was put on record take the case away, where its kind does so by the
    rules of the statute file; a kind that does not is only told of."""
    row.spared = row.kind is not None and not statutes.of(application).keeps_out(row.kind)
    session.flush()
    if row.keeps_out:
        recuse(session, application, row.at)


def recuse(session: Session, application: Application, at: datetime) -> None:
    """Takes whoever has an interest out of a vote that is open: a vote that they cast no longer
    counts, and in writing the deputy of their seat may cast another.

    Findings that waited only for this person wait no longer.
    """
    settle(application, at)
    for motion in application.motions:
        if motion.life is Life.OPEN:
            reseat(session, motion, at=at)


def joined(session: Session, person: Person, organisation: Organisation, at: datetime) -> None:
    """Somebody came to act for an organisation: they stay out of its cases, and an earlier
    word that they have no interest in them holds no longer, also after they leave it."""
    for application in organisation.applications:
        lock_case(session, application.id)
        row = interest_of(application, person.id)
        if row is not None and not row.keeps_out:
            row.kind, row.spared, row.at = InterestKind.EMPLOYER, False, at
            record(session, "interest.followed", by=person, at=at, subject=application.public_id,
                   kind=row.kind.value)  # fmt: skip
        recuse(session, application, at)
    session.flush()


def _one_of(people: list[Person], person_id: int) -> Person:
    for person in people:
        if person.id == person_id:
            return person
    raise Incomplete("review.interest_of_whom", field="person")


def stated(reason: str) -> str:
    """A reason as it is kept; refuses one that is missing or past its limit."""
    if not reason.strip():
        raise Incomplete("review.interest_reason_missing", field="reason")
    if len(reason) > LONGEST:
        raise Incomplete("application.too_long", field="reason", n=LONGEST)
    return reason.strip()
