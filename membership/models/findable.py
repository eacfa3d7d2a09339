"""Keeping the search entries: whatever changes a record changes its entry, in one transaction.

A flush tells which records changed; before the commit their entries are written anew. The
journal is sealed after that, so its one head row stays the last lock that a writer takes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, event, or_, select
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm import SessionTransaction, selectinload

from membership.database import Session
from membership.models.application import Application
from membership.models.claim import Claim, Evidence
from membership.models.organisation import Organisation
from membership.models.register import Member
from membership.models.search import SearchEntry, Sought, folded
from workflows.form import Reader
from workflows.questions import QUESTIONS

_PENDING = "search"
LONGEST_TITLE = 300
Key = tuple[Sought, int]
Place = tuple[Sought, int, bool]
"""A record's entry: for whoever reads the record whole, or for fellow members."""
WATCHED: Mapping[type[Any], Sought] = {
    Application: Sought.CASE,
    Claim: Sought.CLAIM,
    Evidence: Sought.EVIDENCE,
    Organisation: Sought.ORGANISATION,
}
NAMED = (
    "legal_name", "short_name", "name_en", "fiscal_code", "vat_number", "register_number",
    "former_register_number", "raf_number", "founding_act", "foreign_number", "euid", "lei",
    "ncage", "pic", "locality", "county", "activity",
)  # fmt: skip
"""What an organisation is looked for by: its names, every number it has, where and what it is."""
RECORDS = {kind: record for record, kind in WATCHED.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry should say."""

    organisation_id: int
    application_id: int | None
    title: str
    words: str


@event.listens_for(Session, "after_flush")
def _notice(session: AnySession, _context: object) -> None:
    changed = session.info.setdefault(_PENDING, set())
    for record in (*session.new, *session.dirty, *session.deleted):
        kind = WATCHED.get(type(record))
        if kind is not None:
            changed.add((kind, record.id))
        elif isinstance(record, Member):
            changed.add((Sought.ORGANISATION, record.organisation_id))


@event.listens_for(Session, "before_commit")
def _keep(session: AnySession) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    changed = session.info.pop(_PENDING, set())
    if changed:
        keep(session, changed)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: AnySession, undone: SessionTransaction) -> None:
    # What a savepoint undid is read anew with the rest.
    if undone.parent is None:
        session.info.pop(_PENDING, None)


def keep(session: AnySession, changed: Iterable[Key]) -> None:
    """Brings the entries of these records, and of the cases of these organisations, up to date."""
    keys = set(changed)
    keys |= _cases_of(session, {number for kind, number in keys if kind is Sought.ORGANISATION})
    standing = _standing(session, keys)
    for key in sorted(keys):
        said = entries_of(session.get(RECORDS[key[0]], key[1]))
        for for_fellows in (False, True):
            place = (*key, for_fellows)
            _write(session, place, standing.get(place), said.get(for_fellows))
    session.flush()
    # What was written here is no change of a record.
    session.info.pop(_PENDING, None)


def _cases_of(session: AnySession, organisations: set[int]) -> set[Key]:
    if not organisations:
        return set()
    own = select(Application.id).where(Application.organisation_id.in_(organisations))
    return {(Sought.CASE, number) for number in session.scalars(own)}


def _standing(session: AnySession, keys: set[Key]) -> dict[Place, SearchEntry]:
    wanted = [
        (SearchEntry.kind == kind) & SearchEntry.record_id.in_(numbers)
        for kind in Sought
        if (numbers := [number for one, number in keys if one is kind])
    ]
    rows = session.scalars(select(SearchEntry).where(or_(*wanted)))
    return {_place(row): row for row in rows}


def _place(row: SearchEntry) -> Place:
    return row.kind, row.record_id, row.for_fellows


def _write(
    session: AnySession, place: Place, entry: SearchEntry | None, said: Entry | None
) -> None:
    if said is None:
        if entry is not None:
            session.delete(entry)
        return
    if entry is None:
        kind, number, for_fellows = place
        entry = SearchEntry(kind=kind, record_id=number, for_fellows=for_fellows)
        session.add(entry)
    entry.organisation_id, entry.application_id = said.organisation_id, said.application_id
    entry.title, entry.words = said.title, said.words


def entries_of(record: Any) -> dict[bool, Entry]:
    """What the search should know of a record; under True what fellow members may find of a
    member, by the words that its page shows them."""
    if record is None:
        return {}
    if not isinstance(record, Organisation):
        return {False: _of_a_case(record)}
    found = {False: _of_organisation(record, NAMED)}
    if record.member is not None:
        agreed = record.member.agreed
        shown = [key for key in NAMED if key in QUESTIONS
                 and QUESTIONS[key].is_shown_of_a_member(Reader.MEMBERS, agreed)]  # fmt: skip
        found[True] = _of_organisation(record, shown)
    return found


def _of_organisation(one: Organisation, keys: Iterable[str]) -> Entry:
    return Entry(one.id, None, _title(one.legal_name), folded(_named(one, keys)))


def _of_a_case(record: Any) -> Entry:
    if isinstance(record, Application):
        return _of_case(record)
    return _of_claim(record) if isinstance(record, Claim) else _of_evidence(record)


def _title(text: str) -> str:
    return text[:LONGEST_TITLE]


def _named(one: Organisation, keys: Iterable[str] = NAMED) -> str:
    return " ".join(str(part) for name in keys if (part := getattr(one, name)))


def _of_case(one: Application) -> Entry:
    words = f"{one.reference or ''} {_named(one.organisation)} {one.motivation}"
    return Entry(one.organisation_id, one.id, _title(one.organisation.legal_name), folded(words))


def _of_claim(one: Claim) -> Entry:
    case = one.application
    codes = [("stages", one.stage), ("capabilities", one.capability)]
    codes += [("fields", code) for code in one.fields]
    words = f"{' '.join(_names(case, codes))} {one.description}"
    return Entry(case.organisation_id, case.id, _title(one.description), folded(words))


def _of_evidence(one: Evidence) -> Entry:
    case = one.application
    names = " ".join(_names(case, [("evidence_kinds", one.kind)]))
    words = f"{one.title} {one.issuer} {one.number} {names}"
    return Entry(case.organisation_id, case.id, _title(one.title), folded(words))


def _names(case: Application, codes: list[tuple[str, str]]) -> Iterator[str]:
    """How the case's own statute file calls these codes, in both languages."""
    for table, code in codes:
        named = case.statute_text.mapping.get(table, {}).get(code, {})
        yield from named.get("name", {}).values()


def rebuild(session: AnySession) -> int:
    """Writes every entry anew; answers how many there are."""
    session.execute(delete(SearchEntry))
    session.expire_all()
    keys = [
        (kind, number)
        for kind, record in RECORDS.items()
        for number in session.scalars(select(record.id).order_by(record.id))
    ]
    keep(session, keys)
    return len(keys)


def breaches(session: AnySession) -> Iterator[str]:
    """One line for each record whose entry is missing, says something else, or is left over."""
    entries = {_place(row): row for row in session.scalars(select(SearchEntry))}
    for kind, record in RECORDS.items():
        wanted = select(record)
        if record is Organisation:
            wanted = wanted.options(selectinload(Organisation.member))
        for one in session.scalars(wanted):
            for for_fellows, said in entries_of(one).items():
                entry = entries.pop((kind, one.id, for_fellows), None)
                if entry is None or (entry.title, entry.words) != (said.title, said.words):
                    yield f"search: {kind.value} {one.id} is not found by what it says"
    for kind, number, _for_fellows in sorted(entries):
        yield f"search: an entry is left of {kind.value} {number}"
