"""The lists of the letter office: letters by what they wait for, and the single registry.

Each page is one statement for its rows, whatever their number, and goes on by key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.elements import ColumnElement

from membership.application.access import closed_to
from membership.database import Session
from membership.letter.verification import normal_code
from membership.models import (
    Application,
    Direction,
    Letter,
    Organisation,
    Person,
    RegistryEntry,
)
from workflows.letter import KEPT, State
from workflows.permission import Act, require

PAGE = 40
LONGEST_NUMBER = 9


class Pile(StrEnum):
    """The letters of one list."""

    TO_DO = "todo"
    GONE = "gone"
    ANNULLED = "annulled"


STATES: Mapping[Pile, frozenset[State]] = {
    Pile.TO_DO: frozenset({State.DRAFT, State.NUMBERED, State.SIGNED, State.UNDELIVERABLE}),
    Pile.GONE: frozenset({State.DISPATCHED, State.RECEIVED}),
    Pile.ANNULLED: frozenset({State.ANNULLED}),
}
"""Which states lie on which pile: every state on exactly one."""

_KEPT = and_(Letter.state == State.SIGNED, Letter.kind.in_(KEPT))
"""Papers that stay in the house and are signed: nothing is left to do with them."""


def is_to_do(letter: Letter) -> bool:
    """Whether the letter waits for something."""
    done = letter.kind in KEPT and letter.state is State.SIGNED
    return letter.state in STATES[Pile.TO_DO] and not done


def _lies_on(pile: Pile) -> ColumnElement[bool]:
    within = Letter.state.in_(STATES[pile])
    if pile is Pile.TO_DO:
        return and_(within, ~_KEPT)
    return or_(within, _KEPT) if pile is Pile.GONE else within


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """At most forty letters; ``beyond`` is the id to go on from, if there are more."""

    letters: Sequence[Letter]
    counts: Mapping[Pile, int]
    beyond: int | None


def letters(
    session: Session, actor: Person, pile: Pile, *, beyond: int | None, q: str = ""
) -> LetterPage:
    """A pile of letters: what waits the longest first, what has gone the newest first.

    ``q`` looks for an addressee, a case's reference, a letter's number or its code.
    """
    require(actor, Act.READ_LETTERS)
    wanted = (
        select(Letter)
        .where(_lies_on(pile), open_to(actor))
        .options(joinedload(Letter.application), joinedload(Letter.sitting))
        .limit(PAGE + 1)
    )
    if q:
        wanted = wanted.where(letter_sought(q))
    if pile is Pile.TO_DO:
        wanted = wanted.order_by(Letter.id)
        wanted = wanted.where(Letter.id > beyond) if beyond else wanted
    else:
        wanted = wanted.order_by(Letter.id.desc())
        wanted = wanted.where(Letter.id < beyond) if beyond else wanted
    rows = session.scalars(wanted).all()
    return LetterPage(
        letters=rows[:PAGE],
        counts=_counts(session, actor),
        beyond=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def open_to(actor: Person) -> ColumnElement[bool]:
    """The letters, as SQL, that no interest closes to this person."""
    # A paper of a sitting has no case, so nobody's interest closes it.
    return or_(Letter.application_id.is_(None), Letter.application.has(~closed_to(actor)))


def letter_sought(q: str) -> ColumnElement[bool]:
    """The letters, as SQL, that answer to these words: addressee, case, number or code."""
    if q.isdecimal():
        return Letter.entry.has(RegistryEntry.number == _number(q))
    name = Organisation.legal_name.icontains(q, autoescape=True)
    reference = Application.reference.icontains(q, autoescape=True)
    return or_(
        Letter.application.has(or_(reference, Application.organisation.has(name))),
        Letter.code == normal_code(q),
    )


def _line_sought(q: str) -> ColumnElement[bool]:
    if q.isdecimal():
        return RegistryEntry.number == _number(q)
    return or_(
        RegistryEntry.party.icontains(q, autoescape=True),
        RegistryEntry.about.icontains(q, autoescape=True),
        Application.reference.icontains(q, autoescape=True),
    )


def _number(q: str) -> int | None:
    return int(q) if len(q) <= LONGEST_NUMBER else None


def _counts(session: Session, actor: Person) -> Mapping[Pile, int]:
    counts = [func.count().filter(_lies_on(pile)) for pile in Pile]
    counted = session.execute(select(*counts).select_from(Letter).where(open_to(actor))).one()
    return dict(zip(Pile, counted, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the registry. ``letter`` and ``case`` are public ids; ``subject`` is the
    key of a sentence."""

    id: int
    number: int
    on: date
    direction: Direction
    party: str
    subject: str
    case: str | None
    reference: str
    letter: str | None
    annulled: bool
    about: str
    late: bool
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryPage:
    """At most forty lines, the newest first; ``beyond`` is the id to go on from."""

    lines: Sequence[Line]
    beyond: int | None


def registry(
    session: Session,
    actor: Person,
    *,
    direction: Direction | None,
    beyond: int | None,
    q: str = "",
) -> RegistryPage:
    """The single registry of papers that came in, went out, or stayed inside.

    ``q`` looks for whom a paper came from or went to, a case's reference, or a number.
    """
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(RegistryEntry, Application.public_id, Application.reference,
               Letter.public_id, Letter.state)
        .outerjoin(Application, Application.id == RegistryEntry.application_id)
        .outerjoin(Letter, Letter.entry_id == RegistryEntry.id)
        .where(or_(RegistryEntry.application_id.is_(None), ~closed_to(actor)))
        .order_by(RegistryEntry.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if direction is not None:
        wanted = wanted.where(RegistryEntry.direction == direction)
    if q:
        wanted = wanted.where(_line_sought(q))
    if beyond:
        wanted = wanted.where(RegistryEntry.id < beyond)
    lines = [_line(*row) for row in session.execute(wanted)]
    return RegistryPage(
        lines=lines[:PAGE], beyond=lines[PAGE - 1].id if len(lines) > PAGE else None
    )


def _line(
    entry: RegistryEntry,
    case: str | None,
    reference: str | None,
    letter: str | None,
    state: State | None,
) -> Line:
    return Line(
        id=entry.id,
        number=entry.number,
        on=entry.on,
        direction=entry.direction,
        party=entry.party,
        subject=entry.subject,
        case=case,
        reference=reference or "",
        letter=letter,
        annulled=state is State.ANNULLED or entry.annulled_at is not None,
        about=entry.about,
        late=entry.dated_on is not None,
        year=entry.year,
    )
