"""What active members seek and offer, and who among them offers what one of them seeks.

Two statements whatever the number of members: what each said of itself, and in which fields it
proves something. Of a member stands here what the register shows its reader anyway; its fields
only where it agreed to be named in its place of the value chain.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from membership.database import Session
from membership.models import Application, Member, Organisation, Person
from membership.value_chain.services import active_on, contributions
from workflows.form import Reader
from workflows.matching import Seek, matches, shared
from workflows.permission import Act, may, require
from workflows.publication import agreed
from workflows.questions import QUESTIONS
from workflows.statute import Statute

NEAREST = 5
"""How many of those who offer are named at once, beside what is sought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """A member with what it seeks and offers, in codes and in its own words."""

    organisation_id: int
    member_id: int
    number: int
    name: str
    locality: str
    offers: tuple[str, ...] = ()
    offers_words: str = ""
    seeks: tuple[str, ...] = ()
    seeks_words: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who offers what is sought, and the fields in which both prove something."""

    trader: Trader
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """One thing that is sought: the nearest of those who offer it, and how many there are."""

    sought: Seek
    nearest: tuple[Match, ...]
    number: int


def traders(session: Session, actor: Person, day: date) -> list[Trader]:
    """The members whose quality held on this day, by number."""
    require(actor, Act.READ_MEMBERS)
    fields: dict[int, dict[str, None]] = {}
    for one in contributions(session, actor, day):
        if one.name:
            fields.setdefault(one.member_id, {}).update(dict.fromkeys(one.fields))
    reader = Reader.SECRETARIAT if may(actor, Act.READ_REGISTERS) else Reader.MEMBERS
    return [_trader(row, reader, tuple(fields.get(row.id, ())))
            for row in session.execute(
                select(Member.id, Member.number, Member.named, Organisation.id.label("own"),
                       Organisation.legal_name, Organisation.locality, Organisation.answers)
                .join(Organisation, Organisation.id == Member.organisation_id)
                .where(active_on(day))
                .order_by(Member.number)
            )]  # fmt: skip


def _trader(row: Row[Any], reader: Reader, fields: tuple[str, ...]) -> Trader:
    ticked = agreed(row.answers.get("publish"), named=row.named)

    def said(key: str) -> Any:
        shown = QUESTIONS[key].is_shown_of_a_member(reader, ticked)
        return (row.answers.get(key) or "") if shown else ""

    placed = QUESTIONS["locality"].is_shown_of_a_member(reader, ticked)
    return Trader(
        organisation_id=row.own, member_id=row.id, number=row.number, name=row.legal_name,
        locality=row.locality if placed else "", fields=fields,
        offers=tuple(said("offers")), offers_words=said("offers_words"),
        seeks=tuple(said("seeks")), seeks_words=said("seeks_words"),
    )  # fmt: skip


def matched(
    statute: Statute, seeks: Collection[str], fields: Collection[str], others: Sequence[Trader]
) -> list[Matched]:
    """For each of these things, in the order of the statute file, who of the others offers it."""
    found = []
    for sought in statute.seeks.values():
        if sought.code in seeks:
            all_of_them = matches(sought, fields, others)
            nearest = [Match(one, shared(fields, one)) for one in all_of_them[:NEAREST]]
            found.append(Matched(sought, tuple(nearest), len(all_of_them)))
    return found


def of_member(statute: Statute, member_id: int, everybody: Iterable[Trader]) -> list[Matched]:
    """Who offers what this member seeks."""
    known = {one.member_id: one for one in everybody}
    own = known.pop(member_id, None)
    return matched(statute, own.seeks, own.fields, list(known.values())) if own else []


def of_case(
    session: Session, actor: Person, application: Application, statute: Statute, day: date
) -> list[Matched]:
    """Which members offer what an applicant seeks; empty for who does not read the register."""
    seeks = application.organisation.answers.get("seeks") or ()
    if not seeks or not may(actor, Act.READ_MEMBERS):
        return []
    fields = dict.fromkeys(code for claim in application.claims for code in claim.fields)
    others = [one for one in traders(session, actor, day)
              if one.organisation_id != application.organisation_id]  # fmt: skip
    return matched(statute, seeks, tuple(fields), others)


@dataclass(frozen=True, slots=True)
class Market:
    """One thing that is sought: who seeks it and who offers it, among all members."""

    sought: Seek
    seekers: tuple[Trader, ...]
    offering: tuple[Trader, ...]


def market(statute: Statute, everybody: Sequence[Trader]) -> Mapping[str, Market]:
    """Each thing of the statute file that can be sought, with who seeks and who offers it."""
    return {
        sought.code: Market(
            sought,
            tuple(one for one in everybody if sought.code in one.seeks),
            tuple(matches(sought, (), everybody)),
        )
        for sought in statute.seeks.values()
    }


def pairs(statute: Statute, everybody: Sequence[Trader]) -> Iterator[tuple[Trader, Matched]]:
    """Everybody who seeks something, with the nearest of those who offer it."""
    for own in everybody:
        others = [one for one in everybody if one is not own]
        for found in matched(statute, own.seeks, own.fields, others):
            yield own, found
