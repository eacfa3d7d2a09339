"""What letters are made of, drawn from the records of a case: numbers, findings, votes, fees."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from membership.application.fees import due_from
from membership.database import Session
from membership.models import (
    Application,
    AssemblyResolution,
    Claim,
    Confidentiality,
    Decision,
    Direction,
    Letter,
    Member,
    Motion,
    RegistryEntry,
    Sitting,
)
from workflows import papers as papers_rule
from workflows.letter_parts import (
    Contest,
    Entry,
    Fee,
    Field,
    Finding,
    Organ,
    Person,
    Resolution,
    Votes,
)
from workflows.refusal import Incomplete, NotNow
from workflows.review import Verdict
from workflows.statute import Statute, Text
from workflows.statute_identity import Body
from workflows.term import Unit
from workflows.voting import Rules
from workflows.voting_terms import Mode

APPLICATION = "application.entry.application"
CONTESTATION = "application.entry.contestation"
WITHDRAWAL = "application.entry.withdrawal"
"""The subjects under which an applicant's papers stand in the registry."""

_MEMBER = Text(ro="membru", en="member")
_ON_CASE = Text(ro="Cererea de adeziune a {name}", en="Application of {name}")
_SECRETARIAT = Text(ro="secretariatul", en="the secretariat")
_ANNUAL = Text(ro="{amount} lei pe an", en="{amount} lei a year")
_ENTRY = Text(
    ro=", cu o taxă de înscriere de {amount} lei", en=", with an entry fee of {amount} lei"
)


def undated(title: str, on: date) -> str:
    """A number without the date that its pattern ends in: letters write the date beside it."""
    return title.removesuffix(f"/{on:%d.%m.%Y}")


def bare(title: str) -> str:
    """A resolution's number as it follows "Resolution no.", which stands for its series:
    "HCD 7/19.11.2026" is said as "7/19.11.2026"."""
    return title.rpartition(" ")[2]


def entry_of(line: RegistryEntry, statute: Statute) -> Entry:
    """A line of the registry as letters name it."""
    title = statute.registry.letter.number(line.number, line.on)
    return Entry(number=undated(title, line.on), on=line.on)


def incoming(session: Session, application: Application, subject: str) -> RegistryEntry | None:
    """The newest line of the registry by which a paper of this subject came in."""
    return session.scalar(
        select(RegistryEntry)
        .where(
            RegistryEntry.application_id == application.id,
            RegistryEntry.direction == Direction.IN,
            RegistryEntry.subject == subject,
        )
        .order_by(RegistryEntry.id.desc())
        .limit(1)
    )


def received(session: Session, application: Application, statute: Statute) -> Entry | None:
    """The number under which the application came in."""
    line = incoming(session, application, APPLICATION)
    return entry_of(line, statute) if line else None


def approvals_of(application: Application, statute: Statute) -> tuple[Entry, ...]:
    """The applicant's own decisions to take part that a letter cites: each number once."""
    papers = papers_rule.cited(application, statute)
    return tuple(
        {one.number: Entry(number=one.number, on=one.issued_on) for one in papers}.values()
    )


def decision_of(letter: Letter) -> Decision:
    """The decision that the letter carries; refuses a letter that should have one and has none."""
    if letter.decision is None:
        raise Incomplete("letter.no_decision")
    return letter.decision


def resolution_of(decision: Decision) -> Resolution:
    """The decision as letters name it: its number without the date that stands beside it."""
    number = bare(undated(decision.title, decision.on))
    rules = decision.motion.rules
    written = rules is not None and Rules.of(rules).mode is Mode.WRITTEN
    return Resolution(number=number, on=decision.on, sitting_on=None if written else decision.on)


def by_assembly(resolution: AssemblyResolution) -> Resolution:
    """The General Assembly's resolution as letters name it."""
    return Resolution(number=resolution.number, on=resolution.on, sitting_on=resolution.on)


def ground_of(member: Member) -> Resolution | None:
    """The resolution under which the register holds a member; None for who was imported."""
    if member.decision is not None:
        return resolution_of(member.decision)
    return by_assembly(member.assembly_resolution) if member.assembly_resolution else None


def contested(application: Application) -> Resolution | None:
    """The Board's last resolution before the applicant's last contestation."""
    came = application.contestations[-1].at if application.contestations else None
    before = [one for one in application.decisions if came is None or one.at <= came]
    return resolution_of(before[-1]) if before else None


def member_of(session: Session, application: Application) -> Member | None:
    """The line of the members' register that the application led to."""
    return session.scalar(select(Member).where(Member.application_id == application.id))


def category_of(application: Application, statute: Statute, language: str) -> str | None:
    """The cluster's own category, where it says more than the quality itself."""
    category = statute.categories.get(application.category)
    name = category.name.in_(language) if category else None
    return None if name == statute.quality.in_(language) else name


def findings_of(claims: Iterable[Claim], statute: Statute, language: str) -> tuple[Finding, ...]:
    """One line a stage in which something was proved; a field proved once is proved."""
    proved: dict[str, dict[str, bool]] = {}
    kept: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.verdict not in (Verdict.PROVEN, Verdict.PARTLY):
            continue
        partial, fields = claim.verdict is Verdict.PARTLY, proved.setdefault(claim.stage, {})
        for code in claim.fields:
            fields[code] = fields.get(code, True) and partial
        kept.setdefault(claim.stage, {}).update(dict.fromkeys(open_titles(claim)))
    return tuple(
        Finding(
            stage=statute.stages[stage].name.in_(language),
            fields=tuple(
                Field(name=statute.fields[code].name.in_(language), partial=partial)
                for code, partial in fields.items()
            ),
            evidence=tuple(kept[stage]),
        )
        for stage, fields in proved.items()
    )


def open_titles(claim: Claim) -> list[str]:
    """The titles of a claim's evidence that a paper may name."""
    # A letter is shown to strangers: what only the Board may see is never named in one.
    closed = Confidentiality.COMMISSION
    return [one.title for one in claim.evidence if one.confidentiality is not closed]


def votes_of(motion: Motion) -> Votes | None:
    """The figures of a closed vote; None where there are none."""
    held = motion.outcome
    if held is None:
        return None
    return Votes(
        for_=held["for"], against=held["against"], abstain=held["abstain"], present=held["present"]
    )


def fee_of(application: Application, statute: Statute, language: str) -> Fee | None:
    """What the member pays, as the cluster words it; None where it sets nothing yearly."""
    due = due_from(application, statute)
    if due is None or due.annual is None:
        return None
    said = _ANNUAL.in_(language).format(amount=_amount(due.annual, language))
    if due.entry:
        said += _ENTRY.in_(language).format(amount=_amount(due.entry, language))
    return Fee(amount=said, account=statute.fee.account)


def _amount(lei: int, language: str) -> str:
    return f"{lei:,}".replace(",", "." if language == "ro" else ",")


def contest_of(statute: Statute, language: str) -> Contest:
    """The way to contest; refuses with ``Unset`` when the statute file sets no term."""
    term = statute.term("contest")
    if term.unit is not Unit.CALENDAR:
        raise Incomplete("letter.contest_in_days")
    route = statute.wording.get("contest_route")
    return Contest(
        body=statute.bodies.appeal.name.in_(language),
        days=term.n,
        email=statute.letterhead.email,
        answered=route.in_(language) if route else None,
    )


def sitting_of(letter: Letter) -> Sitting:
    """The sitting that a paper belongs to ("letter.not_printable" for a paper of none)."""
    if letter.sitting is None:
        raise NotNow("letter.not_printable", kind=letter.kind.value, language=letter.language)
    return letter.sitting


def on_case(name: str, language: str) -> str:
    """How a point of an agenda is titled that is about an application."""
    return _ON_CASE.in_(language).format(name=name)


def office_of(statute: Statute, office: str, language: str) -> str:
    """What a seat is called in the body that decides: an office, or that of any member."""
    body = statute.bodies.decides
    named = {"chair": body.chair, "vice_chair": body.vice_chair, "secretary": body.secretary}
    return (named.get(office) or _MEMBER).in_(language)


def organ(body: Body, language: str) -> Organ:
    """A body of the statute file as letters name it."""
    return Organ(name=body.name.in_(language), of=body.genitive.in_(language))


def contact(statute: Statute, language: str) -> Person | None:
    """Who answers questions: the secretariat, where the cluster gives an address."""
    email = statute.letterhead.email
    return Person(name=_SECRETARIAT.in_(language), email=email) if email else None
