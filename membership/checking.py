"""Every way in which the register could contradict itself, looked for one by one.

A breach is a contradiction that must never be; owed work is work that waits, named apart.
The tests call this after every fault, and an operator on a live site.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import selectinload

from membership.application import invariants as applications
from membership.ballot import invariants
from membership.ballot.freezing import digest
from membership.database import Session, reading
from membership.journal.services import breaches as journal_breaches
from membership.letter import invariants as letters
from membership.many import invariants as joint
from membership.models import (
    Affiliation,
    Application,
    CodeApp,
    Decision,
    Document,
    Letter,
    Member,
    Minutes,
    Owed,
    Passkey,
    Person,
    Position,
    RegistryEntry,
    Scan,
    Series,
    Sitting,
    findable,
)
from membership.numbers import MEMBERS, PERMANENT, REGISTRY, RESOLUTIONS, SITTINGS
from membership.register import invariants as registry
from membership.review import invariants as reviews
from membership.settings import Settings
from membership.sitting.minuting import sealed
from membership.storage import Store
from workflows.application import TABLE, Stage
from workflows.assembly import Ruling
from workflows.letter import State
from workflows.motion import ABOUT_MEMBER, BESIDE

STEPS = {(row.step, row.source, row.target) for row in TABLE}
Check = Callable[[Session, Path], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: contradictions, and work that still waits."""

    breaches: tuple[str, ...]
    owed: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """One line each, and a closing one."""
        yield from self.breaches
        yield from self.owed
        count = len(self.breaches)
        yield f"{count} breaches, {len(self.owed)} owed" if count or self.owed else "All is well."

    def to_mapping(self) -> dict[str, list[str]]:
        """As JSON knows it."""
        return {"breaches": list(self.breaches), "owed": list(self.owed)}


def check(engine: Engine, settings: Settings) -> Found:
    """Looks for every breach in one reading transaction."""
    with reading(engine) as session:
        found = tuple(line for look in CHECKS for line in look(session, settings.documents))
        return Found(found, tuple(_owed(session, datetime.now(UTC))))


def _reachable(session: Session, _documents: Path) -> Iterator[str]:
    """Every stage is reached from the draft by steps of the table."""
    cases = select(Application).options(selectinload(Application.history))
    for case in session.scalars(cases.execution_options(yield_per=200)):
        stage = Stage.ASSOCIATE_MEMBER if case.imported else Stage.DRAFT
        for position, change in enumerate(case.history, start=1):
            known = (change.step, change.source, change.target) in STEPS
            if change.position != position or change.source is not stage or not known:
                yield f"case {case.public_id}: step {position} does not follow the procedure"
            stage = change.target
        if case.stage is not stage:
            yield f"case {case.public_id}: at {case.stage.value}, its history says {stage.value}"


def _one_owner(session: Session, _documents: Path) -> Iterator[str]:
    """Whoever has people has one owner among them."""
    owners = func.count().filter(Affiliation.position == Position.OWNER)
    wrong = select(Affiliation.organisation_id, owners).group_by(Affiliation.organisation_id)
    for organisation_id, number in session.execute(wrong.having(owners != 1)):
        yield f"organisation {organisation_id}: {number} owners"


DECIDED = frozenset(
    {Stage.ASSOCIATE_MEMBER, Stage.ADMITTED_CONDITIONAL, Stage.REJECTED, Stage.DEFERRED}
)


def _decides_the_case(decision: Decision) -> bool:
    """Whether the decision is on the application, and not on the member that it led to, or
    beside another one."""
    about = decision.motion.reverses
    on_member = decision.kind in ABOUT_MEMBER or (about is not None and about.kind in ABOUT_MEMBER)
    return decision.kind not in BESIDE and not on_member


def _one_decision(session: Session, _documents: Path) -> Iterator[str]:
    """A decided case has one decision in force, a decision one letter of its kind in force."""
    cases = select(Application).where(Application.stage.in_(DECIDED)).options(
        selectinload(Application.decisions), selectinload(Application.assembly_resolutions)
    )  # fmt: skip
    for case in session.scalars(cases):
        in_force = [d for d in case.decisions if d.in_force and _decides_the_case(d)]
        by_assembly = any(r.ruling is Ruling.ADMIT for r in case.assembly_resolutions)
        if len(in_force) != (0 if by_assembly or case.imported else 1):
            yield f"case {case.public_id}: {len(in_force)} decisions in force"
    doubled = (
        select(Letter.decision_id)
        .where(Letter.decision_id.is_not(None), Letter.state != State.ANNULLED)
        .group_by(Letter.decision_id, Letter.kind)
        .having(func.count() > 1)
    )
    for decision_id in session.scalars(doubled):
        yield f"decision {decision_id}: two letters of one kind in force"


def _members_by_decision(session: Session, _documents: Path) -> Iterator[str]:
    """Nobody is a member by this procedure without the Board's decision."""
    admitted = select(Application.public_id).where(
        Application.stage == Stage.ASSOCIATE_MEMBER,
        ~select(Member.id).where(Member.application_id == Application.id).exists(),
    )
    for public_id in session.scalars(admitted):
        yield f"case {public_id}: admitted, and not in the members' register"
    own = select(Application.id).where(Application.imported.is_(False))
    undecided = select(Member.title).where(
        Member.application_id.in_(own),
        Member.decision_id.is_(None),
        Member.assembly_resolution_id.is_(None),
    )
    for title in session.scalars(undecided):
        yield f"member {title}: entered without a decision"


def _numbers(session: Session, _documents: Path) -> Iterator[str]:
    """Registry, resolutions, sittings and members count 1, 2, 3 … without a gap, and their
    series agree."""
    entries = session.execute(select(RegistryEntry.year, RegistryEntry.number)).all()
    resolutions = session.execute(select(Decision.year, Decision.number)).all()
    sittings = session.execute(select(Sitting.year, Sitting.number)).all()
    members = [(PERMANENT, number) for number in session.scalars(select(Member.number))]
    last = {(row.name, row.year): row.last for row in session.scalars(select(Series))}
    series = (
        (REGISTRY, entries),
        (RESOLUTIONS, resolutions),
        (SITTINGS, sittings),
        (MEMBERS, members),
    )
    for name, taken in series:
        yield from _gaps(name, [(year, number) for year, number in taken], last)


def _gaps(
    name: str, taken: Sequence[tuple[int, int]], last: dict[tuple[str, int], int]
) -> Iterator[str]:
    years = {year for year, _ in taken} | {year for series, year in last if series == name}
    for year in sorted(years):
        numbers = sorted(number for of, number in taken if of == year)
        if numbers != list(range(1, last.get((name, year), 0) + 1)):
            yield f"{name} {year}: the numbers do not run from 1 to {last.get((name, year), 0)}"


def _files(session: Session, documents: Path) -> Iterator[str]:
    """Every stored file has the content it was stored with; a harmful one was taken away, and
    one whose time was over."""
    store = Store(documents)
    kept = (
        select(Document.sha256)
        .where(Document.scan != Scan.INFECTED, Document.erased_at.is_(None))
        .distinct()
    )
    for sha256 in session.scalars(kept):
        if not store.matches(sha256):
            yield f"file {sha256[:12]}: missing, or not what was stored"


def _second_factors(session: Session, _documents: Path) -> Iterator[str]:
    """Who holds a second factor is asked for it, and nobody is asked for one they lack."""
    app = select(CodeApp.person_id).where(CodeApp.person_id == Person.id).exists()
    key = select(Passkey.id).where(Passkey.person_id == Person.id).exists()
    wrong = select(Person.id).where(Person.factor_since.is_not(None) != or_(app, key))
    for person_id in session.scalars(wrong):
        yield f"person {person_id}: the second factor on record is not the one they hold"


def _minutes(session: Session, _documents: Path) -> Iterator[str]:
    """Approved minutes are what was approved."""
    approved = select(Minutes).where(Minutes.approved_at.is_not(None))
    for minutes in session.scalars(approved):
        if minutes.hash != digest(sealed(minutes)):
            yield f"minutes {minutes.public_id}: not what was approved"


def _journal(session: Session, _documents: Path) -> Iterator[str]:
    yield from journal_breaches(session)


def _found(session: Session, _documents: Path) -> Iterator[str]:
    """Every record is found by what it says now, and nothing else is."""
    yield from findable.breaches(session)


CHECKS: tuple[Check, ...] = (
    _reachable,
    *applications.CHECKS,
    *invariants.CHECKS,
    _one_owner,
    _one_decision,
    *letters.CHECKS,
    *registry.CHECKS,
    reviews.lasting,
    reviews.borne,
    reviews.reported,
    joint.told,
    _members_by_decision,
    _numbers,
    _files,
    _second_factors,
    _found,
    _minutes,
    _journal,
)


def _owed(session: Session, at: datetime) -> Iterator[str]:
    """Work whose time has come; what is planned for later, such as a reminder, waits rightly."""
    late = select(Owed).where(Owed.done_at.is_(None), Owed.due_at <= at)
    for row in session.scalars(late.order_by(Owed.id)):
        state = "given up" if row.failed_at else f"attempt {row.attempts}"
        yield f"owed {row.key}: {state}"
