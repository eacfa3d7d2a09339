"""One-time paths into a demonstration, one a role; a real installation gives none."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, Select, select

from membership import statutes
from membership.account.services import ticket
from membership.database import writing
from membership.demonstration.cast import STAFF
from membership.models import Affiliation, Application, Person, Purpose
from membership.settings import Settings, SettingsWrong
from workflows.application import Stage

ROLES = ("applicant", "secretariat", "rapporteur", "board", "chair", "auditor", "administrator")
VALID = timedelta(hours=12)


def address(key: str) -> str:
    """The invented mail address of somebody of the house."""
    return f"{key}@demo.example"


def fresh(engine: Engine, settings: Settings, role: str) -> str:
    """A path that signs somebody with this role in once; valid for twelve hours.

    Refuses an installation that the demonstration did not fill.
    """
    if not settings.statute or not statutes.in_force(settings).demonstration:
        raise SettingsWrong("one-time paths by role exist only where membership demo filled it")
    with writing(engine) as session:
        who = _applicant() if role == "applicant" else _staff(role)
        person = session.scalars(who).first()
        if person is None:
            raise SettingsWrong(f"nobody here is {role}; membership demo fills the installation")
        secret = ticket(session, person, Purpose.SIGN_IN, at=datetime.now(UTC), valid=VALID)
    return f"/enter/{secret}"


def _applicant() -> Select[Person]:
    # The one whose dossier is still a draft: the task list is what an applicant meets first.
    return (
        select(Person)
        .join(Affiliation, Affiliation.person_id == Person.id)
        .join(Application, Application.organisation_id == Affiliation.organisation_id)
        .where(Application.stage == Stage.DRAFT)
        .order_by(Application.id)
    )


def _staff(role: str) -> Select[Person]:
    one = next(one for one in STAFF if one.key == role)
    return select(Person).where(Person.email == address(one.key))
