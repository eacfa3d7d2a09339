"""What arrives from an applicant is entered in the registry on the day it came."""

from datetime import datetime

from membership import numbers
from membership.database import Session
from membership.models import Application, Direction
from workflows.statute import Statute


def enter(
    session: Session,
    application: Application,
    subject: str,
    statute: Statute,
    at: datetime,
    *,
    annexes: int = 0,
) -> None:
    """Takes the next number of the registry for a paper of the applicant's; ``subject`` is the
    key of its words, ``annexes`` how many documents came with it."""
    numbers.enter(
        session,
        Direction.IN,
        party=application.organisation.legal_name,
        subject=subject,
        application=application,
        at=at,
        zone=statute.zone,
        annexes=annexes,
    )
