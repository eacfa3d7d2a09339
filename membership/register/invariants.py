"""What must hold in the registers at any moment."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership.database import Session
from membership.models import RegistryEntry, RoleHeld
from membership.organisation.delegates import DELEGATES
from membership.register.papers import BY_HAND
from workflows.permission import Role


def entered(session: Session, _documents: Path) -> Iterator[str]:
    """A paper entered by hand says what it is, a late one why, an annulled one too."""
    for entry in session.scalars(select(RegistryEntry).execution_options(yield_per=500)):
        unsaid = (
            (entry.subject == BY_HAND and not entry.about, "says nothing of itself"),
            (entry.dated_on is not None and not entry.note, "is late, and no reason is given"),
            (entry.dated_on is not None and entry.dated_on >= entry.on, "is late and is not"),
            (entry.annulled_at is not None and not entry.annulled_why, "is annulled for nothing"),
        )
        for wrong, words in unsaid:
            if wrong:
                yield f"registry {entry.number}/{entry.year}: {words}"


def enclosed(session: Session, _documents: Path) -> Iterator[str]:
    """The files of a line are counted 1, 2, 3 …"""
    lines = select(RegistryEntry).where(RegistryEntry.files.any())
    for entry in session.scalars(lines.options(selectinload(RegistryEntry.files))):
        if [one.position for one in entry.files] != list(range(1, len(entry.files) + 1)):
            yield f"registry {entry.number}/{entry.year}: its files do not run from 1"


def delegated(session: Session, _documents: Path) -> Iterator[str]:
    """Whoever acts for a member holds the role of one, and nobody else does."""
    holding = select(RoleHeld.person_id).where(RoleHeld.role == Role.MEMBER)
    acting, held = set(session.scalars(DELEGATES)), set(session.scalars(holding))
    for person in sorted(acting - held):
        yield f"person {person}: acts for a member without its role"
    for person in sorted(held - acting):
        yield f"person {person}: holds the role of a member and acts for none"


CHECKS = (entered, enclosed, delegated)
