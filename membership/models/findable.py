"""Keeping the search entries: whatever changes a record changes its entry, in one transaction.

A flush tells which records changed; before the commit their entries are written anew. The
journal is sealed after that, so its one head row stays the last lock that a writer takes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, event, or_, select
from sqlalchemy.orm import Session as AnySession

from membership.database import Session
from membership.models.application import Application
from membership.models.claim import Claim, Evidence
from membership.models.organisation import Organisation
from membership.models.register import Member
from membership.models.search import SearchEntry, Sought, folded

_PENDING = "search"
LONGEST_TITLE = 300
Key = tuple[Sought, int]
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
    session.flush()
    changed = session.info.pop(_PENDING, set())
    if changed:
        keep(session, changed)


@event.listens_for(Session, "after_rollback")
def _forget(session: AnySession) -> None:
    session.info.pop(_PENDING, None)


def keep(session: AnySession, changed: Iterable[Key]) -> None:
    """Brings the entries of these records, and of the cases of these organisations, up to date."""
    keys = set(changed)
    keys |= _cases_of(session, {number for kind, number in keys if kind is Sought.ORGANISATION})
    standing = _standing(session, keys)
    for key in sorted(keys):
        record = session.get(RECORDS[key[0]], key[1])
        if record is None:
            _drop(session, standing.get(key))
        else:
            _write(session, key, standing.get(key), entry_of(record))
    session.flush()
    # What was written here is no change of a record.
    session.info.pop(_PENDING, None)


def _cases_of(session: AnySession, organisations: set[int]) -> set[Key]:
    if not organisations:
        return set()
    own = select(Application.id).where(Application.organisation_id.in_(organisations))
    return {(Sought.CASE, number) for number in session.scalars(own)}


def _standing(session: AnySession, keys: set[Key]) -> dict[Key, SearchEntry]:
    wanted = [
        (SearchEntry.kind == kind) & SearchEntry.record_id.in_(numbers)
        for kind in Sought
        if (numbers := [number for one, number in keys if one is kind])
    ]
    rows = session.scalars(select(SearchEntry).where(or_(*wanted)))
    return {(row.kind, row.record_id): row for row in rows}


def _drop(session: AnySession, entry: SearchEntry | None) -> None:
    if entry is not None:
        session.delete(entry)


def _write(session: AnySession, key: Key, entry: SearchEntry | None, said: Entry) -> None:
    if entry is None:
        entry = SearchEntry(kind=key[0], record_id=key[1])
        session.add(entry)
    entry.organisation_id, entry.application_id = said.organisation_id, said.application_id
    entry.title, entry.words = said.title, said.words


def entry_of(record: Any) -> Entry:
    """What the search should know of a record."""
    if isinstance(record, Organisation):
        return Entry(record.id, None, _title(record.legal_name), folded(_named(record)))
    if isinstance(record, Application):
        return _of_case(record)
    return _of_claim(record) if isinstance(record, Claim) else _of_evidence(record)


def _title(text: str) -> str:
    return text[:LONGEST_TITLE]


def _named(one: Organisation) -> str:
    return " ".join(str(part) for name in NAMED if (part := getattr(one, name)))


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
    entries = {(row.kind, row.record_id): row for row in session.scalars(select(SearchEntry))}
    for kind, record in RECORDS.items():
        for one in session.scalars(select(record)):
            entry, said = entries.pop((kind, one.id), None), entry_of(one)
            if entry is None or (entry.title, entry.words) != (said.title, said.words):
                yield f"search: {kind.value} {one.id} is not found by what it says"
    for kind, number in sorted(entries):
        yield f"search: an entry is left of {kind.value} {number}"
