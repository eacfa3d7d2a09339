"""The second factor: codes of an application (TOTP, RFC 6238) and recovery codes on paper."""

import base64
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, select

from membership.account import devices
from membership.account.notices import Changed, notice
from membership.database import Session, for_update
from membership.journal.services import record
from membership.models import CodeApp, Passkey, Person, RecoveryCode, SignedIn
from membership.vault import Vault, digest
from workflows.refusal import Incomplete, NotNow

SPAN = 30
"""Seconds for which a code stands."""
DIGITS = 6
CODES = 10
CODE_BYTES = 15
"""120 bits: a digest is enough to keep such a code by (ASVS 5.0, 6.5.2)."""


class WrongCode(Incomplete):
    """The code is not right, or was used before."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody can prove themselves with."""

    app: CodeApp | None
    passkeys: Sequence[Passkey]
    codes: int

    @property
    def any(self) -> bool:
        """Whether there is a second factor at all; codes on paper are none by themselves."""
        return self.app is not None or bool(self.passkeys)

    @property
    def spare(self) -> bool:
        """Whether one would be left if another were removed."""
        return len(self.passkeys) + (self.app is not None) > 1


def held(session: Session, person: Person) -> Held:
    """The person's second factors, and how many recovery codes are left."""
    keys = select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.id)
    left = select(func.count()).where(
        RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
    )
    return Held(
        session.get(CodeApp, person.id), session.scalars(keys).all(), session.scalar(left) or 0
    )


def new_secret() -> str:
    """A secret for an application that shows codes: 160 bits, in base 32."""
    return pyotp.random_base32()


def uri(person: Person, secret: str, issuer: str) -> str:
    """What the application reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=issuer)


def _matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The span of 30 seconds that this code is of: the present one or a neighbour."""
    totp, step = pyotp.TOTP(secret, digits=DIGITS), int(at.timestamp()) // SPAN
    near = [(step + aside, totp.generate_otp(step + aside)) for aside in (0, -1, 1)]
    return next((n for n, other in near if hmac.compare_digest(other, code)), None)


def plain(code: str) -> str:
    """A code as it was typed, without the blanks and hyphens it was shown with."""
    return "".join(c for c in code if c.isascii() and c.isalnum()).lower()


def add_app(
    session: Session, person: Person, secret: str, code: str, *, vault: Vault, at: datetime
) -> None:
    """Takes an application as second factor, once it has shown that it knows the secret."""
    step = _matching_step(secret, plain(code), at)
    if step is None:
        raise WrongCode("account.code_wrong", field="code")
    app = session.get(CodeApp, person.id) or CodeApp(person_id=person.id)
    app.sealed = vault.seal(f"app:{person.id}", secret, at)
    app.last_step, app.added_at = step, at
    session.add(app)
    added(session, person, "app", at=at)


def added(session: Session, person: Person, how: str, *, at: datetime) -> None:
    """A second factor was added: from now on signing in takes one, everywhere."""
    person.factor_since = person.factor_since or at
    record(session, "person.factor_added", by=person, at=at, subject=f"person:{person.id}",
           factor=how)  # fmt: skip
    notice(session, person, Changed.FACTOR_ADDED, at=at)


def check_code(session: Session, person: Person, code: str, *, vault: Vault, at: datetime) -> str:
    """Takes a code of the application, or a recovery code; each once (ASVS 5.0, 6.5.1)."""
    typed = plain(code)
    if len(typed) == DIGITS and _take_app(session, person, typed, vault, at):
        return "app"
    wanted = select(RecoveryCode).where(
        RecoveryCode.digest == digest(typed), RecoveryCode.person_id == person.id
    )
    found = session.scalar(for_update(wanted, RecoveryCode))
    if found is None or found.used_at is not None:
        raise WrongCode("account.code_wrong", field="code")
    found.used_at = at
    return "recovery_code"


def _take_app(session: Session, person: Person, code: str, vault: Vault, at: datetime) -> bool:
    wanted = select(CodeApp).where(CodeApp.person_id == person.id)
    app = session.scalar(for_update(wanted, CodeApp))
    if app is None:
        return False
    secret = vault.open(f"app:{person.id}", app.sealed, at)
    step = _matching_step(secret, code, at)
    if step is None or step <= app.last_step:
        return False
    # Sealed anew each time, so that a former key can be given up once all have signed in.
    app.last_step, app.sealed = step, vault.seal(f"app:{person.id}", secret, at)
    return True


def new_codes() -> list[str]:
    """Recovery codes to be shown, in groups that can be read and typed."""
    made = (
        base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower() for _ in range(CODES)
    )
    return ["-".join(code[i : i + 6] for i in range(0, len(code), 6)) for code in made]


def keep_codes(session: Session, person: Person, codes: Sequence[str], *, at: datetime) -> None:
    """These codes hold from now on, and those before them no more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    for code in codes:
        session.add(RecoveryCode(person_id=person.id, digest=digest(plain(code))))
    record(session, "person.codes_kept", by=person, at=at, subject=f"person:{person.id}")
    notice(session, person, Changed.CODES, at=at)


def remove_app(session: Session, row: SignedIn, *, at: datetime) -> None:
    """Takes the application no more; not the last factor of somebody who needs one."""
    app = session.get(CodeApp, row.person_id)
    if app is None:
        raise NotNow("account.factor_gone")
    session.delete(app)
    removed(session, row, "app", at=at)


def removed(session: Session, row: SignedIn, how: str, *, at: datetime) -> None:
    """A second factor was taken away; refused when it was the last one that a role needs."""
    session.flush()
    person = row.person
    if not held(session, person).any:
        if person.needs_factor:
            raise NotNow("account.last_factor")
        forget(session, person, at=at)
    record(session, "person.factor_removed", by=person, at=at, subject=f"person:{person.id}",
           factor=how)  # fmt: skip
    notice(session, person, Changed.FACTOR_REMOVED, at=at)


def forget(session: Session, person: Person, *, at: datetime) -> None:
    """Nothing but the password is asked for any more, until a factor is added again."""
    session.execute(delete(CodeApp).where(CodeApp.person_id == person.id))
    session.execute(delete(Passkey).where(Passkey.person_id == person.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    devices.forget_all(session, person, at=at)
    person.factor_since = None
