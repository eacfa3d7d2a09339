"""Looking for words among what a person may see: hits and counts.

The condition of what one may see is part of every statement, so no count, filter or page
tells of anything else (the table of permissions says the same of each case; a test
compares the two).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, text
from sqlalchemy.orm import aliased

from membership.application.access import BEFORE_BOARD, closed_to, sits_on
from membership.database import Session
from membership.models import (
    Application,
    Assignment,
    Claim,
    Evidence,
    Interest,
    Member,
    Organisation,
    Person,
    SearchEntry,
    Sought,
)
from membership.models.search import folded
from workflows.application import Stage
from workflows.permission import Act, Role, may

PAGE = 40
MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found; ``inside`` is the public id of the claim or of the piece of evidence."""

    kind: Sought
    title: str
    name: str
    organisation_id: int
    case: str | None
    reference: str | None
    stage: Stage | None
    inside: str | None
    member: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """At most forty hits, the newest first; ``after`` is the key to go on from.

    ``kinds`` counts what has the words, by kind and whatever its stage; ``stages`` counts
    the chosen kind by the stage of its case.
    """

    hits: Sequence[Hit]
    kinds: Mapping[Sought, int]
    stages: Mapping[Stage, int]
    after: int | None

    @property
    def total(self) -> int:
        """How much has the words, of every kind."""
        return sum(self.kinds.values())


NOTHING = Results(hits=(), kinds={}, stages={}, after=None)


def search(
    session: Session,
    actor: Person,
    q: str,
    *,
    kind: Sought | None = None,
    stage: Stage | None = None,
    after: int | None = None,
    today: date,
) -> Results:
    """What has all these words, or words that begin so, among what this person may see.

    Minds neither capitals nor diacritics. ``kind`` and ``stage`` narrow it; ``after`` is the
    key of the last hit of the page before; ``today`` is the day in the cluster's zone.
    Without a word nothing is found.
    """
    if not folded(q):
        return NOTHING
    wanted = and_(has_words(session, q), _visible(actor, today))
    counts = _counts(session, wanted)
    rows = _rows(session, wanted, kind, stage, after)
    return Results(
        hits=[_hit(row) for row in rows[:PAGE]],
        kinds={one: sum(n for (k, _), n in counts.items() if k is one) for one in Sought},
        stages=_by_stage(counts, kind),
        after=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def has_words(session: Session, q: str) -> ColumnElement[bool]:
    """Whether an entry has all these words, or words that begin so, asked as the database at
    hand asks it; none has when there is no word."""
    words = folded(q).split()[:MOST_WORDS]
    if not words:
        return false()
    if session.get_bind().dialect.name == "sqlite":
        looked = text("SELECT rowid FROM search_words WHERE search_words MATCH :sought")
        # Words are letters and digits only, and quoted: no operator of the query's can get in.
        sought = " ".join(f'"{word}"*' for word in words)
        return SearchEntry.id.in_(looked.bindparams(sought=sought))
    vector = func.to_tsvector(text("'simple'::regconfig"), SearchEntry.words)
    query = func.to_tsquery(text("'simple'::regconfig"), " & ".join(f"{w}:*" for w in words))
    found: ColumnElement[bool] = vector.op("@@")(query)
    return found


def _visible(actor: Person, today: date) -> ColumnElement[bool]:
    """What this person may see, as SQL: cases by their role in each, members by the register."""
    cases = or_(false(), *_cases(actor, today))
    found = and_(SearchEntry.application_id.is_not(None), cases)
    if may(actor, Act.READ_MEMBERS):
        # By no word that the member's page would not show to this reader.
        whose = SearchEntry.for_fellows.is_(not may(actor, Act.READ_REGISTERS))
        return or_(found, and_(SearchEntry.application_id.is_(None), Member.id.is_not(None), whose))
    return found


def _cases(actor: Person, today: date) -> list[ColumnElement[bool]]:
    clear = exists().where(
        Interest.application_id == Application.id,
        Interest.person_id == actor.id,
        ~Interest.keeps_out,
    )
    assigned = exists().where(
        Assignment.application_id == Application.id, Assignment.person_id == actor.id
    )
    seen = {
        Role.APPLICANT: Application.organisation_id.in_(actor.organisation_ids),
        Role.SECRETARIAT: and_(Application.stage != Stage.DRAFT, ~closed_to(actor)),
        Role.RAPPORTEUR: and_(assigned, clear, ~closed_to(actor)),
        Role.BOARD: and_(
            Application.stage.in_(BEFORE_BOARD), clear, ~closed_to(actor), sits_on(actor, today)
        ),
    }
    return [condition for role, condition in seen.items() if role in actor.roles]


def _counts(
    session: Session, wanted: ColumnElement[bool]
) -> dict[tuple[Sought, Stage | None], int]:
    rows = session.execute(
        select(SearchEntry.kind, Application.stage, func.count())
        .outerjoin(Application, Application.id == SearchEntry.application_id)
        .outerjoin(Member, _is_member())
        .where(wanted)
        .group_by(SearchEntry.kind, Application.stage)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _is_member() -> ColumnElement[bool]:
    return and_(
        SearchEntry.kind == Sought.ORGANISATION,
        Member.organisation_id == SearchEntry.organisation_id,
    )


def _by_stage(
    counts: Mapping[tuple[Sought, Stage | None], int], kind: Sought | None
) -> dict[Stage, int]:
    found: dict[Stage, int] = {}
    for (one, stage), number in counts.items():
        if stage is not None and kind in (None, one):
            found[stage] = found.get(stage, 0) + number
    return {stage: found[stage] for stage in Stage if stage in found}


def _rows(
    session: Session,
    wanted: ColumnElement[bool],
    kind: Sought | None,
    stage: Stage | None,
    after: int | None,
) -> Sequence[Any]:
    claim, evidence = aliased(Claim), aliased(Evidence)
    query = (
        select(
            SearchEntry.id, SearchEntry.kind, SearchEntry.title, SearchEntry.organisation_id,
            Organisation.legal_name, Application.public_id, Application.reference,
            Application.stage, Member.number,
            func.coalesce(claim.public_id, evidence.public_id).label("inside"),
        )
        .join(Organisation, Organisation.id == SearchEntry.organisation_id)
        .outerjoin(Application, Application.id == SearchEntry.application_id)
        .outerjoin(Member, _is_member())
        .outerjoin(claim, _is(Sought.CLAIM, claim.id))
        .outerjoin(evidence, _is(Sought.EVIDENCE, evidence.id))
        .where(wanted)
        .order_by(SearchEntry.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    narrowed = [
        condition
        for given, condition in (
            (kind, SearchEntry.kind == kind),
            (stage, Application.stage == stage),
            (after, SearchEntry.id < (after or 0)),
        )
        if given is not None
    ]
    return session.execute(query.where(*narrowed)).all()


def _is(kind: Sought, number: Any) -> ColumnElement[bool]:
    return and_(SearchEntry.kind == kind, SearchEntry.record_id == number)


def _hit(row: Any) -> Hit:
    return Hit(
        kind=row.kind,
        title=row.title,
        name=row.legal_name,
        organisation_id=row.organisation_id,
        case=row.public_id,
        reference=row.reference,
        stage=row.stage,
        inside=row.inside,
        member=row.number,
    )
