"""Who assesses a case: which rapporteurs may, and giving them the file."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select

from membership.application.access import interested_in
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Assignment, Person
from membership.review.opinions import settle
from workflows.application import Stage
from workflows.permission import Role
from workflows.refusal import Incomplete


def assignable(session: Session, application: Application) -> list[Person]:
    """The rapporteurs who may assess this case: active, without an interest in it."""
    interested = interested_in(application)
    return [person for person in rapporteurs(session) if person.id not in interested]


def rapporteurs(session: Session) -> list[Person]:
    """Every active rapporteur, by name."""
    wanted = select(Person).where(Person.active, Person.held.any(role=Role.RAPPORTEUR))
    return list(session.scalars(wanted.order_by(Person.name, Person.id)))


def fit(session: Session, application: Application, person_ids: Collection[int]) -> list[Person]:
    """The people of these ids; refuses nobody named, and anyone who may not assess the case."""
    chosen = [person for person in assignable(session, application) if person.id in person_ids]
    if not chosen:
        raise Incomplete("review.no_rapporteur", field="rapporteurs")
    if len(chosen) < len(set(person_ids)):
        raise Incomplete("review.rapporteur_unfit", field="rapporteurs")
    return chosen


def give(
    session: Session, application: Application, actor: Person, chosen: list[Person], at: datetime
) -> None:
    """Makes exactly these people the rapporteurs of the case."""
    wanted = {person.id: person for person in chosen}
    for row in list(application.assignments):
        if row.person_id not in wanted:
            application.assignments.remove(row)
            session.delete(row)
    present = {row.person_id for row in application.assignments}
    for person_id, person in wanted.items():
        if person_id not in present:
            application.assignments.append(Assignment(person=person, at=at))
    settle(application, at)
    record(session, "case.assigned", by=actor, at=at, subject=application.public_id,
           rapporteurs=sorted(wanted))  # fmt: skip
    session.flush()


def loads(session: Session, people: Collection[Person]) -> dict[int, int]:
    """How many files each of these people has to assess now."""
    rows = session.execute(
        select(Assignment.person_id, func.count())
        .join(Application, Application.id == Assignment.application_id)
        .where(
            Application.stage == Stage.EVIDENCE_REVIEW,
            Assignment.person_id.in_([person.id for person in people]),
        )
        .group_by(Assignment.person_id)
    )
    return {row[0]: row[1] for row in rows}
