"""Reminders to those who have not voted: owed when the vote opens, asked again when sent."""

from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from membership import statutes
from membership.application.access import interested_in
from membership.application.telling import tell
from membership.ballot.motions import has_voted, seat_of
from membership.database import Session
from membership.journal.services import record
from membership.models import Life, Motion, Person, Reminded
from workflows.refusal import NotFound
from workflows.reminder import moments

TEMPLATE = "vote_reminder"
_SALT = "reminders"


def owe_reminders(session: Session, motion: Motion, at: datetime) -> None:
    """Owes every reminder of a vote that opens, each at its moment, to whoever may come to vote:
    when it is sent, only who sits for a seat that has not voted still has it."""
    if motion.closes_at is None:
        return
    out = interested_in(motion.application)
    who = {id_ for seat in motion.roster for id_ in (seat.person_id, seat.sitter_id, seat.deputy_id)
           if id_ is not None and id_ not in out}  # fmt: skip
    due = moments(at, motion.closes_at, statutes.of(motion.application).zone)
    for number, moment in enumerate(due, start=1):
        for person_id in sorted(who):
            tell(session, motion, person_id, TEMPLATE, at=at, key=str(number),
                 due_at=moment, last=number == len(due))  # fmt: skip


def is_needed(session: Session, person: Person, facts: dict[str, object], at: datetime) -> bool:
    """Whether a reminder still says something to this person, asked as it is sent: the vote is
    open, its time is not over, their seat has not voted, and they want this one."""
    motion = session.scalar(select(Motion).where(Motion.public_id == facts["motion"]))
    if motion is None or motion.life is not Life.OPEN:
        return False
    seat = seat_of(motion, person)
    over = motion.closes_at is not None and at >= motion.closes_at
    if over or seat is None or seat.recused or has_voted(motion, seat):
        return False
    return person.reminded is Reminded.ALWAYS or bool(facts["last"])


def secret_of(person: Person, key: str) -> str:
    """The word in a reminder's link by which its reader asks for fewer of them."""
    return str(URLSafeSerializer(key, salt=_SALT).dumps(person.id))


def reader_of(session: Session, secret: str, key: str) -> Person:
    """Whose link this is; not found when nobody's."""
    try:
        person_id = URLSafeSerializer(key, salt=_SALT).loads(secret)
    except BadSignature:
        raise NotFound("permission.not_found") from None
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("permission.not_found")
    return person


def remind(session: Session, person: Person, how: Reminded, *, at: datetime) -> None:
    """Keeps which reminders somebody wants; none of them can be turned off for good."""
    person.reminded = how
    record(session, "person.reminded", by=person, at=at, subject=f"person:{person.id}",
           how=how.value)  # fmt: skip
    session.flush()
