"""Likely conflicts of interest: what the records suggest, for the secretariat to look at.

A suggestion decides nothing. It is answered by an interest put on record, or dismissed
with a reason; until then it stays on the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership.application.access import find, find_to, interested_in
from membership.application.answers import tied_people
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Affiliation,
    Application,
    Ground,
    InterestAct,
    InterestChange,
    InterestKind,
    Organisation,
    Person,
)
from membership.organisation.names import firm_words, words_of
from membership.review.interests import concerned, stated
from workflows.permission import Act, require
from workflows.refusal import NotFound

PROVIDERS = frozenset({
    "gmail.com", "googlemail.com", "yahoo.com", "yahoo.ro", "ymail.com", "outlook.com",
    "hotmail.com", "live.com", "msn.com", "icloud.com", "me.com", "proton.me", "protonmail.com",
    "gmx.com", "gmx.de", "gmx.net", "aol.com", "zoho.com", "mail.ru", "yandex.ru", "yandex.com",
    "rdslink.ro", "clicknet.ro", "rdsmail.ro", "mail.com",
})  # fmt: skip
"""Who gives an address to anybody: sharing one of these says nothing of two people."""
KINDS = {
    Ground.DECLARED: InterestKind.OTHER,
    Ground.EMPLOYER: InterestKind.EMPLOYER,
    Ground.MAIL: InterestKind.EMPLOYER,
    Ground.GROUP: InterestKind.SHAREHOLDER,
}
"""The kind of interest that each ground would be, were it one."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A likely conflict: whose, on which ground, and what shows it (a name, a domain)."""

    person: Person
    ground: Ground
    shown_by: str

    @property
    def kind(self) -> InterestKind:
        """The kind of interest that it would be."""
        return KINDS[self.ground]


def suggestions(
    session: Session, actor: Person, public_id: str, *, at: datetime
) -> list[Suggestion]:
    """The likely conflicts of this case that nobody has answered yet."""
    application, on = find(session, actor, public_id, at=at)
    require(actor, Act.RECORD_INTEREST, on)
    settled = {(row.person_id, row.ground) for row in changes(session, application)}
    known = interested_in(application)
    return [
        one
        for one in _likely(session, application, concerned(session, application, at))
        if one.person.id not in known and (one.person.id, one.ground) not in settled
    ]


def dismiss(
    session: Session,
    actor: Person,
    public_id: str,
    person_id: int,
    ground: Ground,
    *,
    reason: str,
    at: datetime,
) -> InterestChange:
    """Puts a suggestion aside, and says why."""
    application, _ = find_to(session, actor, Act.RECORD_INTEREST, public_id, at=at)
    for one in suggestions(session, actor, public_id, at=at):
        if (one.person.id, one.ground) == (person_id, ground):
            break
    else:
        raise NotFound("permission.not_found")
    change = InterestChange(
        application_id=application.id, person=one.person, act=InterestAct.DISMISSED,
        ground=ground, reason=stated(reason), by=actor, at=at,
    )  # fmt: skip
    session.add(change)
    record(session, "interest.dismissed", by=actor, at=at, subject=public_id,
           person=person_id, ground=ground.value)  # fmt: skip
    session.flush()
    return change


def changes(session: Session, application: Application) -> Sequence[InterestChange]:
    """What the secretariat did about interests in this case, the newest first."""
    wanted = select(InterestChange).where(InterestChange.application_id == application.id)
    return session.scalars(wanted.order_by(InterestChange.id.desc())).all()


def _likely(
    session: Session, application: Application, people: list[Person]
) -> Iterator[Suggestion]:
    tied = tied_people(session, application)
    domains = _domains(session, application)
    firms = _firms_of(session, people)
    for person in people:
        if person in tied or _is_named(person, application.ties or ""):
            yield Suggestion(person, Ground.DECLARED, application.ties or person.name)
        if _is_employed(person, application.organisation):
            yield Suggestion(person, Ground.EMPLOYER, person.employer)
        if (domain := domain_of(person.email)) in domains:
            yield Suggestion(person, Ground.MAIL, domain)
        for firm in firms.get(person.id, ()):
            if _of_one_group(firm, application.organisation, domains):
                yield Suggestion(person, Ground.GROUP, firm.legal_name)
                break


def domain_of(email: str) -> str:
    """The part of an address behind its @."""
    return email.rpartition("@")[2].lower()


def _domains(session: Session, application: Application) -> set[str]:
    """The mail domains that belong to the applicant, not to a provider of addresses."""
    own = select(Person.email).join(Affiliation, Affiliation.person_id == Person.id)
    mails = session.scalars(own.where(Affiliation.organisation_id == application.organisation_id))
    found = {domain_of(mail) for mail in (*mails, application.organisation.email)}
    return found - PROVIDERS - {""}


def _firms_of(session: Session, people: list[Person]) -> dict[int, list[Organisation]]:
    wanted = (
        select(Affiliation)
        .where(Affiliation.person_id.in_([person.id for person in people]))
        .options(selectinload(Affiliation.organisation))
    )
    firms: dict[int, list[Organisation]] = {}
    for row in session.scalars(wanted):
        firms.setdefault(row.person_id, []).append(row.organisation)
    return firms


def _is_named(person: Person, text: str) -> bool:
    said = set(words_of(text))
    name = words_of(person.name)
    return bool(name) and said.issuperset(name)


def _is_employed(person: Person, organisation: Organisation) -> bool:
    employer = firm_words(person.employer)
    same_name = bool(employer) and employer == firm_words(organisation.legal_name)
    code = organisation.fiscal_code
    return same_name or bool(code and code in person.employer)


def _of_one_group(firm: Organisation, applicant: Organisation, domains: set[str]) -> bool:
    """Two legal persons that one person represents, or that write from one domain."""
    if firm.id == applicant.id:
        return False
    one_hand = bool(firm.representative) and words_of(firm.representative) == words_of(
        applicant.representative
    )
    return one_hand or domain_of(firm.email) in domains
