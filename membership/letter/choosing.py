"""Choosing letters for a task, and the manifest of it: what would be done, and what not and why."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.elements import ColumnElement

from membership.database import Session
from membership.letter.desk import letter_sought, open_to
from membership.letter.sending import asked_for
from membership.models import (
    Affiliation,
    AgendaItem,
    Application,
    Decision,
    Letter,
    Motion,
    Person,
    RegistryEntry,
    Sitting,
)
from membership.models.batch import Task
from workflows.letter import KEPT, Channel, Kind, State, Step, open_steps
from workflows.permission import Act, require
from workflows.refusal import Incomplete, Message, Refused
from workflows.sitting import State as SittingState

MOST = 1000
"""How many letters one batch may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """By what letters are chosen: their kind, their state, the sitting that decided, the days of
    their registration, words to search for. What is not said does not choose."""

    kind: Kind | None = None
    state: State | None = None
    sitting: str = ""
    since: date | None = None
    until: date | None = None
    q: str = ""


ASKED: Final = "asked"
Way = Channel | Literal["asked"]
"""How the letters of a sending go out: one way for all, or each as its applicant asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: the task, what it needs to know, and the letters as they were seen.

    ``seal`` is the manifest's, ``ticked`` the letters that were left chosen; without a seal
    every letter of the manifest is meant.
    """

    task: Task
    way: Way | None = None
    signed_by: str = ""
    original_on: date | None = None
    seal: str = ""
    ticked: Collection[str] = ()

    def refuse_incomplete(self, today: date) -> None:
        """Refuses a sending that does not say how ("batch.no_channel"), and letters signed on
        paper without the day on which they came ("letter.original_missing")."""
        if self.task is Task.SEND and self.way is None:
            raise Incomplete("batch.no_channel", field="channel")
        if self.task is Task.SIGN and self.original_on is None:
            raise Incomplete("letter.original_missing", field="original_on")
        if self.task is Task.SIGN and self.original_on and self.original_on > today:
            raise Incomplete("letter.original_when", field="original_on")


def choose(session: Session, actor: Person, chosen: Chosen) -> Sequence[Letter]:
    """The letters that are chosen, the longest owed first; none of a case closed to the reader."""
    require(actor, Act.READ_LETTERS)
    wanted = (
        select(Letter)
        .outerjoin(RegistryEntry, RegistryEntry.id == Letter.entry_id)
        .where(open_to(actor))
        .options(joinedload(Letter.application).joinedload(Application.organisation))
        .order_by(Letter.id)
        .limit(MOST)
    )
    if chosen.kind is not None:
        wanted = wanted.where(Letter.kind == chosen.kind)
    if chosen.state is not None:
        wanted = wanted.where(Letter.state == chosen.state)
    if chosen.sitting:
        wanted = wanted.where(_of_sitting(chosen.sitting))
    if chosen.since is not None:
        wanted = wanted.where(RegistryEntry.on >= chosen.since)
    if chosen.until is not None:
        wanted = wanted.where(RegistryEntry.on <= chosen.until)
    if chosen.q:
        wanted = wanted.where(letter_sought(chosen.q))
    return session.scalars(wanted).all()


def _of_sitting(public_id: str) -> ColumnElement[bool]:
    decided = (
        select(Decision.id)
        .join(Motion, Motion.id == Decision.motion_id)
        .join(AgendaItem, AgendaItem.id == Motion.item_id)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(Sitting.public_id == public_id)
    )
    own = Letter.sitting.has(Sitting.public_id == public_id)
    return or_(own, Letter.decision_id.in_(decided))


Trial = Callable[[Letter], object]
"""Writes a letter as it would be issued, and keeps nothing; refuses what cannot be written."""

TICKED = 200
"""How many letters have a tick of their own; those after them are dealt with together."""

MOST_TRIED = 200
"""How many letters are written on trial; one of a longer list says on its row what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a task would do: the letters, those left out each with the reason, to how many
    organisations they go, how many mails would leave, and by which ways they were asked for."""

    task: Task
    letters: Sequence[Letter]
    skipped: Sequence[tuple[Letter, Message]]
    recipients: int
    mails: int
    asked: Mapping[Channel, int]

    @property
    def seal(self) -> str:
        """What is seen, in short: another one means that other letters would be dealt with."""
        ids = ",".join(letter.public_id for letter in self.letters)
        return hashlib.sha256(ids.encode()).hexdigest()[:16]

    def without(self, ticked: Collection[str]) -> Sequence[Letter]:
        """The letters that stay chosen: of those that have a tick, the ticked ones."""
        shown = {letter.public_id for letter in self.letters[:TICKED]} - set(ticked)
        return [letter for letter in self.letters if letter.public_id not in shown]


def sittings(session: Session, actor: Person) -> Sequence[Sitting]:
    """The last sittings that decided, the newest first, to choose letters by."""
    require(actor, Act.READ_LETTERS)
    closed = select(Sitting).where(Sitting.state == SittingState.CLOSED)
    return session.scalars(closed.order_by(Sitting.starts_at.desc()).limit(20)).all()


def manifest(
    session: Session, actor: Person, task: Task, chosen: Chosen, trial: Trial | None = None
) -> Manifest:
    """What the task would do with what is chosen; nothing is done yet.

    With a ``trial`` the letters to be issued are written as they would be, so that one that
    cannot be says what it lacks.
    """
    found = choose(session, actor, chosen)
    told = [(letter, reason_against(letter, task)) for letter in found]
    fit = [letter for letter, reason in told if reason is None]
    lacking = _lacking(fit[:MOST_TRIED], trial) if trial and task is Task.ISSUE else {}
    fit = [letter for letter in fit if letter.id not in lacking]
    houses = {letter.application.organisation_id for letter in fit if letter.application}
    told = [(letter, reason or lacking.get(letter.id)) for letter, reason in told]
    asked = Counter(asked_for(letter) or Channel.PORTAL for letter in fit)
    return Manifest(
        task=task,
        letters=fit,
        skipped=[(letter, reason) for letter, reason in told if reason is not None],
        recipients=len(houses),
        mails=_mails(session, fit) if task is Task.SEND else 0,
        asked=asked if task is Task.SEND else {},
    )


def _lacking(letters: Sequence[Letter], trial: Trial) -> dict[int, Message]:
    lacking = {}
    for letter in letters:
        try:
            trial(letter)
        except Refused as refused:
            lacking[letter.id] = refused.message
    return lacking


def _mails(session: Session, letters: Sequence[Letter]) -> int:
    houses = {one.application.organisation_id for one in letters if one.application}
    count = select(Affiliation.organisation_id, func.count()).where(
        Affiliation.organisation_id.in_(houses)
    )
    counted = session.execute(count.group_by(Affiliation.organisation_id))
    people: dict[int, int] = {row[0]: row[1] for row in counted}
    return sum(people.get(one.application.organisation_id, 0) for one in letters if one.application)


def reason_against(letter: Letter, task: Task) -> Message | None:
    """Why the task cannot be done to this letter; None when it can."""
    key = _against(letter, task)
    return Message(key) if key else None


def _against(letter: Letter, task: Task) -> str:
    steps = {row.step for row in open_steps(letter.state)}
    if task is Task.ISSUE:
        if Step.NUMBER not in steps:
            return "batch.issued_already"
        return "" if letter.needs_signature else "batch.issues_itself"
    if letter.document_id is None:
        return "batch.not_printed"
    if task is Task.SIGN:
        return "" if Step.SIGN in steps and letter.needs_signature else "batch.signs_nothing"
    if task is Task.EXPORT:
        return ""
    if letter.kind in KEPT:
        return "batch.stays_inside"
    if Step.DISPATCH not in steps:
        return "batch.gone_already"
    unsigned = letter.state is State.NUMBERED and letter.needs_signature
    return "batch.not_signed" if unsigned else ""
