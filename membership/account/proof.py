"""Proving oneself again, before an address, a password or a second factor is changed."""

from datetime import datetime

from sqlalchemy import select

from membership.account import passwords
from membership.database import Session
from membership.models import RecoveryCode, SignedIn
from membership.sessions import SETTING_UP, Standing, standing
from workflows.refusal import Incomplete


class WrongProof(Incomplete):
    """The password that was given again is not right; it counts against the session."""


def excused(session: Session, row: SignedIn, at: datetime, *, codes: bool = False) -> bool:
    """Whether this session was just begun, by somebody who need not prove it again yet.

    So it is for whoever sets up the first second factor right after the password, for the
    first ``codes`` that belong to it, and for people of a demonstration, without password.
    """
    if row.since + SETTING_UP <= at:
        return False
    if row.person.password_hash is None or standing(row) is Standing.MUST_ENROL:
        return True
    if not codes or row.strong_at is None:
        return False
    kept = select(RecoveryCode.id).where(RecoveryCode.person_id == row.person_id)
    return session.scalar(kept.limit(1)) is None


def require(
    session: Session, row: SignedIn, password: str, *, at: datetime, codes: bool = False
) -> None:
    """Refuses without the person's own password (ASVS 5.0, 7.5.1)."""
    if excused(session, row, at, codes=codes):
        return
    if row.person.password_hash is None or standing(row) is Standing.OWES_FACTOR:
        raise Incomplete("account.sign_in_again")
    if not passwords.fits(row.person, password):
        raise WrongProof("account.password_wrong", field="current")
