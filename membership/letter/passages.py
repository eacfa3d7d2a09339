"""The cluster's own passages: which hold, how they came to be, and keeping another version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from membership.database import Session
from membership.journal.services import record
from membership.models import LetterWording, Person
from workflows.letter import Kind
from workflows.letter_wording import Place, refuse_unfit
from workflows.permission import Act, require
from workflows.refusal import NotFound, NotNow

EVERY_FORM = ""
"""The legal form of a wording that holds for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Which wording: a kind of letter, a language, and a legal form or none in particular."""

    kind: Kind
    language: str
    legal_form: str = EVERY_FORM


def holding(session: Session, kind: Kind, language: str, legal_form: str) -> Mapping[Place, str]:
    """The passages that a letter to such an addressee has: its legal form's own, else all's."""
    for form in dict.fromkeys((legal_form, EVERY_FORM)):
        found = newest(session, Spot(kind=kind, language=language, legal_form=form))
        if found is not None and not found.is_empty:
            return {Place.OPENING: found.opening, Place.CLOSING: found.closing}
    return {}


def newest(session: Session, spot: Spot) -> LetterWording | None:
    """The version that holds at this spot, if there is any."""
    return next(iter(versions(session, spot)), None)


def versions(session: Session, spot: Spot) -> Sequence[LetterWording]:
    """Every version at this spot, the newest first."""
    return session.scalars(
        select(LetterWording)
        .where(
            LetterWording.kind == spot.kind,
            LetterWording.language == spot.language,
            LetterWording.legal_form == spot.legal_form,
        )
        .order_by(LetterWording.version.desc())
    ).all()


def worded_spots(session: Session, actor: Person) -> frozenset[tuple[Kind, str]]:
    """The kinds and languages that have words of the cluster's own now, for any legal form."""
    require(actor, Act.WORD_LETTERS)
    last = (
        select(func.max(LetterWording.id))
        .group_by(LetterWording.kind, LetterWording.language, LetterWording.legal_form)
        .scalar_subquery()
    )
    held = session.scalars(select(LetterWording).where(LetterWording.id.in_(last)))
    return frozenset((one.kind, one.language) for one in held if not one.is_empty)


def keep(
    session: Session,
    actor: Person,
    spot: Spot,
    passages: Mapping[Place, str],
    *,
    seen: int,
    at: datetime,
) -> LetterWording:
    """Keeps another version of the passages; letters that have their number do not change.

    ``seen`` is the version that was changed, nought for none: refuses when somebody kept
    another one meanwhile ("wording.changed"), and passages that are unfit, at their line.
    """
    require(actor, Act.WORD_LETTERS)
    for place, text in passages.items():
        refuse_unfit(spot.kind, place, text)
    last = newest(session, spot)
    if seen != (last.version if last else 0):
        raise NotNow("wording.changed")
    kept = LetterWording(
        kind=spot.kind,
        language=spot.language,
        legal_form=spot.legal_form,
        version=seen + 1,
        opening=passages[Place.OPENING],
        closing=passages[Place.CLOSING],
        by=actor,
        at=at,
    )
    session.add(kept)
    session.flush()
    record(session, "letter.worded", by=actor, at=at, subject=spot.kind.slug,
           language=spot.language, legal_form=spot.legal_form, version=kept.version)  # fmt: skip
    return kept


def restore(
    session: Session, actor: Person, spot: Spot, version: int, *, at: datetime
) -> LetterWording:
    """Keeps an earlier version's words again, as a version of their own."""
    require(actor, Act.WORD_LETTERS)
    every = versions(session, spot)
    old = next((one for one in every if one.version == version), None)
    if old is None:
        raise NotFound("permission.not_found")
    words = {Place.OPENING: old.opening, Place.CLOSING: old.closing}
    return keep(session, actor, spot, words, seen=every[0].version, at=at)
