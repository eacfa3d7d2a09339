"""What each kind of letter says, gathered from the records of its case."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from sqlalchemy import select

from membership.application.fees import due_from
from membership.application.steps import last_day
from membership.database import Session
from membership.models import Application, Claim, Confidentiality, Decision, Letter, Member, Motion
from workflows import papers as papers_rule
from workflows.letter import Kind, State
from workflows.letter_case import Acknowledgement
from workflows.letter_decided import Admission, Rejection
from workflows.letter_parts import (
    Contest,
    Document,
    Entry,
    Fee,
    Field,
    Finding,
    Person,
    Reason,
    Resolution,
    Votes,
)
from workflows.refusal import Incomplete
from workflows.review import Verdict
from workflows.statute import Statute, Text
from workflows.term import Unit
from workflows.voting import Rules
from workflows.voting_terms import Mode

QUALITY = Text(ro="membru asociat", en="associate member")
"""What every admitted applicant becomes; the cluster's own category stands beside it."""

_SECRETARIAT = Text(ro="secretariatul", en="the secretariat")
_EVERYTHING = Text(
    ro="cererea și dovezile depuse împreună cu ea",
    en="the application and the evidence submitted with it",
)
_ANNEXED = {
    Kind.CERTIFICATE: Text(ro="certificatul de membru", en="the certificate of membership"),
    Kind.EXTRACT: Text(ro="extrasul hotărârii", en="the extract of the resolution"),
}
_CLOSED = Text(ro="document confidențial", en="confidential document")
_ANNUAL = Text(ro="{amount} lei pe an", en="{amount} lei a year")
_ENTRY = Text(
    ro=", cu o taxă de înscriere de {amount} lei", en=", with an entry fee of {amount} lei"
)


def acknowledgement(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> Acknowledgement:
    """L1: when the application came, with which documents, and by when it is checked.

    The term of the decision runs from the accepted procedure, so it has no date yet.
    """
    arrived = letter.owed_at.astimezone(ZoneInfo(statute.zone))
    return Acknowledgement(
        received_at=arrived,
        documents=_received(letter, language),
        approvals=approvals_of(letter.case, statute),
        check_by=last_day(statute, "formal_check", arrived),
        contact=contact(statute, language),
    )


def _received(letter: Letter, language: str) -> tuple[Document, ...]:
    # A confidential file is known by its hash alone: its name may say what it holds.
    closed, names = _CLOSED.in_(language), dict[str, str]()
    for evidence in letter.case.evidence:
        if evidence.document is not None:
            confidential = evidence.confidentiality is Confidentiality.COMMISSION
            name = closed if confidential else evidence.document.name
            if names.setdefault(evidence.document.sha256, name) != name:
                names[evidence.document.sha256] = closed
    for paper in letter.case.papers:
        if paper.document is not None:
            names.setdefault(paper.document.sha256, paper.document.name)
    return tuple(Document(name=name, sha256=sha256) for sha256, name in names.items())


def approvals_of(application: Application, statute: Statute) -> tuple[Entry, ...]:
    """The applicant's own decisions to take part that a letter cites: each number once."""
    papers = papers_rule.cited(application, statute)
    return tuple(
        {one.number: Entry(number=one.number, on=one.issued_on) for one in papers}.values()
    )


def admission(session: Session, letter: Letter, statute: Statute, language: str) -> Admission:
    """L3: what the Board found and resolved, and the line of the members' register."""
    application, decision = letter.case, decision_of(letter)
    member = session.scalar(select(Member).where(Member.application_id == application.id))
    return Admission(
        resolution=resolution_of(decision),
        quality=QUALITY.in_(language),
        category=category_of(application, statute, language),
        effective_on=member.since if member else decision.on,
        member_number=member.title if member else None,
        findings=findings_of(application.claims, statute, language),
        votes=votes_of(decision.motion),
        approvals=approvals_of(application, statute),
        fee=fee_of(application, statute, language),
        annexes=_annexed(application, decision, language),
    )


def _annexed(application: Application, decision: Decision, language: str) -> tuple[str, ...]:
    """What goes with an admission: the certificate, and the extract where one is drawn up."""
    held = {one.kind for one in application.letters
            if one.state is not State.ANNULLED and one.decision_id == decision.id}  # fmt: skip
    return tuple(words.in_(language) for kind, words in _ANNEXED.items() if kind in held)


def rejection(_session: Session, letter: Letter, statute: Statute, language: str) -> Rejection:
    """L6: each reason with its criterion, and the way to contest; never a figure or a name.

    Refuses with ``Unset`` when the statute file sets no term to contest.
    """
    decision = decision_of(letter)
    reasons = (_reason(ground, statute, language) for ground in decision.motion.reasons)
    return Rejection(
        resolution=resolution_of(decision),
        reasons=tuple(reasons),
        contest=contest_of(statute, language),
        reapply_from=last_day(statute, "reapply", decision.at),
        contact=contact(statute, language),
    )


def decision_of(letter: Letter) -> Decision:
    """The decision that the letter carries; refuses a letter that should have one and has none."""
    if letter.decision is None:
        raise Incomplete("letter.no_decision")
    return letter.decision


def resolution_of(decision: Decision) -> Resolution:
    """The decision as letters name it: its number without the date that stands beside it."""
    # "HCD 7/19.11.2026" is said as "Resolution no. 7/19.11.2026".
    number = decision.title.removesuffix(f"/{decision.on:%d.%m.%Y}").rpartition(" ")[2]
    rules = decision.motion.rules
    written = rules is not None and Rules.of(rules).mode is Mode.WRITTEN
    return Resolution(number=number, on=decision.on, sitting_on=None if written else decision.on)


def category_of(application: Application, statute: Statute, language: str) -> str | None:
    """The cluster's own category, where it says more than the quality itself."""
    category = statute.categories.get(application.category)
    name = category.name.in_(language) if category else None
    return None if name == QUALITY.in_(language) else name


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


def _reason(ground: dict[str, str], statute: Statute, language: str) -> Reason:
    reason = statute.reasons[ground["code"]]
    clause = statute.clause_of(reason.criterion)
    # The catalogue words it as what is not met; the criterion's own words would say it is.
    name = reason.name.in_(language)
    unmet = name[:1].upper() + name[1:]
    return Reason(
        criterion=f"{unmet} ({clause.cite.in_(language)})" if clause else unmet,
        examined=ground.get("examined") or _EVERYTHING.in_(language),
        why=ground.get("text") or name,
    )


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


def contact(statute: Statute, language: str) -> Person | None:
    """Who answers questions: the secretariat, where the cluster gives an address."""
    email = statute.letterhead.email
    return Person(name=_SECRETARIAT.in_(language), email=email) if email else None
