"""What letters say of a decision: of the Board's, and of what the General Assembly resolved."""

from membership.application.deadlines import first_day_again
from membership.application.steps import last_day
from membership.database import Session
from membership.letter import contents_parts as parts
from membership.models import AssemblyResolution, Condition, Letter
from membership.wording.texts import capitalised
from workflows import letter_decided
from workflows.assembly import Ruling
from workflows.letter import Kind, State
from workflows.letter_parts import Entry, Reason
from workflows.motion import ConditionKind, ConditionState, unmet
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text
from workflows.statute_identity import Act

_ANNEXED = {
    Kind.CERTIFICATE: Text(ro="certificatul de membru", en="the certificate of membership"),
    Kind.EXTRACT: Text(ro="extrasul hotărârii", en="the extract of the resolution"),
}
_EVERYTHING = Text(
    ro="cererea și dovezile depuse împreună cu ea",
    en="the application and the evidence submitted with it",
)
_RIGHTS = Text(
    ro="Drepturile și îndatoririle dumneavoastră sunt cele din Statut{statute} și din "
    "regulamentele interne{regulations}.",
    en="Your rights and duties are those of the Statute{statute} and of the internal "
    "regulations{regulations}.",
)
_VERSION = Text(ro=" (versiunea {version})", en=" (version {version})")
_FAILURE = {
    ConditionKind.SUSPENSIVE: Text(
        ro="calitatea de membru nu se dobândește; constatarea se face prin hotărâre",
        en="membership does not begin; this is ascertained by a resolution",
    ),
    ConditionKind.RESOLUTORY: Text(
        ro="calitatea de membru încetează, prin hotărâre",
        en="membership ends, by a resolution",
    ),
}


def admission(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.Admission:
    """L3: by the Board's decision, or by the General Assembly's, on a contestation or in the
    Board's place."""
    application, decision = letter.case, letter.decision
    resolution = parts.resolution_of(decision) if decision else parts.by_assembly(_assembly(letter))
    member = parts.member_of(session, application)
    return letter_decided.Admission(
        resolution=resolution,
        quality=statute.quality.in_(language),
        category=parts.category_of(application, statute, language),
        effective_on=member.since if member else resolution.on,
        member_number=member.title if member else None,
        findings=parts.findings_of(application.claims, statute, language),
        votes=parts.votes_of(decision.motion) if decision else None,
        rights=_rights(statute, language),
        approvals=parts.approvals_of(application, statute),
        fee=parts.fee_of(application, statute, language),
        annexes=_annexed(letter, language),
        body=None if decision else parts.organ(statute.bodies.appeal, language),
    )


def _rights(statute: Statute, language: str) -> tuple[str, ...]:
    """A member's rights and duties in short: the acts that set them, and the cluster's own
    sentence on them where the statute file has one."""
    said = _RIGHTS.in_(language).format(
        statute=_version(statute.acts.statute, language),
        regulations=_version(statute.acts.regulations, language),
    )
    own = statute.wording.get("rights")
    return (f"{said} {own.in_(language)}" if own else said,)


def _version(act: Act, language: str) -> str:
    return _VERSION.in_(language).format(version=act.version) if act.version else ""


def _annexed(letter: Letter, language: str) -> tuple[str, ...]:
    """What goes with an admission: the certificate, and the extract where one is drawn up."""
    held = {
        one.kind
        for one in letter.case.letters
        if one.state is not State.ANNULLED and one.decision_id == letter.decision_id
    }
    return tuple(words.in_(language) for kind, words in _ANNEXED.items() if kind in held)


def conditional_admission(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.ConditionalAdmission:
    """L4: the admission, each of its conditions, and when membership begins."""
    decision = parts.decision_of(letter)
    held, member = decision.motion.conditions, parts.member_of(session, letter.case)
    return letter_decided.ConditionalAdmission(
        resolution=parts.resolution_of(decision),
        quality=statute.quality.in_(language),
        category=parts.category_of(letter.case, statute, language),
        conditions=tuple(_condition(one, language) for one in held),
        findings=parts.findings_of(letter.case.claims, statute, language),
        effective_on=member.since if member and not unmet(held) else None,
        votes=parts.votes_of(decision.motion),
        rights=_rights(statute, language),
        approvals=parts.approvals_of(letter.case, statute),
        fee=parts.fee_of(letter.case, statute, language),
        contact=parts.contact(statute, language),
    )


def _condition(one: Condition, language: str) -> letter_decided.Condition:
    return letter_decided.Condition(
        text=one.text_ro if language == "ro" else one.text_en,
        effect=one.kind,
        due=one.due_on,
        proof=one.proof,
        verifier=one.verified_by,
        failure=_FAILURE[one.kind].in_(language),
    )


def condition_not_met(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.ConditionNotMet:
    """L4b: which condition failed, by which resolution that was found, and the way to contest;
    where a membership ended by it, no application was rejected that could be contested."""
    decision = parts.decision_of(letter)
    admitted = decision.motion.reverses
    if admitted is None:
        raise Incomplete("letter.no_decision")
    ended = parts.member_of(session, letter.case) is not None
    failed = [one for one in admitted.motion.conditions if one.state is ConditionState.FAILED]
    return letter_decided.ConditionNotMet(
        admitted_by=parts.resolution_of(admitted),
        resolution=parts.resolution_of(decision),
        failed=tuple(_failed(one, language) for one in failed),
        ends_on=decision.on if ended else None,
        contest=None if ended else parts.contest_of(statute, language),
        reapply_from=None if ended else last_day(statute, "reapply", decision.at),
        contact=parts.contact(statute, language),
    )


def _failed(one: Condition, language: str) -> letter_decided.FailedCondition:
    text = one.text_ro if language == "ro" else one.text_en
    return letter_decided.FailedCondition(text=text, found=one.note, due=one.due_on)


def deferral(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.Deferral:
    """L5: why the Board decides later, what is needed, and when the case returns to it."""
    decision = parts.decision_of(letter)
    motion = decision.motion
    return letter_decided.Deferral(
        resolution=parts.resolution_of(decision),
        reasons=tuple(
            ground.get("text") or statute.reasons[ground["code"]].name.in_(language)
            for ground in motion.reasons
        ),
        until=motion.until,
        needs=(letter_decided.Need(what=motion.needed),) if motion.needed else (),
        contact=parts.contact(statute, language),
    )


def rejection(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.Rejection:
    """L6: each reason with its criterion, and the way to contest; never a figure or a name. What
    the General Assembly rejected in the Board's place can be contested before nobody above it.

    Refuses with ``Unset`` when the statute file sets no term to contest.
    """
    if letter.decision is None:
        return _rejected_by_assembly(_assembly(letter), statute, language)
    decision = parts.decision_of(letter)
    reasons = (_reason(ground, statute, language) for ground in decision.motion.reasons)
    return letter_decided.Rejection(
        resolution=parts.resolution_of(decision),
        reasons=tuple(reasons),
        contest=parts.contest_of(statute, language),
        reapply_from=last_day(statute, "reapply", decision.at),
        contact=parts.contact(statute, language),
    )


def _rejected_by_assembly(
    resolution: AssemblyResolution, statute: Statute, language: str
) -> letter_decided.Rejection:
    return letter_decided.Rejection(
        resolution=parts.by_assembly(resolution),
        reasons=(),
        said=resolution.reasons,
        reapply_from=last_day(statute, "reapply", resolution.at),
        contact=parts.contact(statute, language),
        body=parts.organ(statute.bodies.appeal, language),
    )


def _reason(ground: dict[str, str], statute: Statute, language: str) -> Reason:
    reason = statute.reasons[ground["code"]]
    clause = statute.clause_of(reason.criterion)
    # The catalogue words it as what is not met; the criterion's own words would say it is.
    name = reason.name.in_(language)
    unmet = capitalised(name)
    return Reason(
        criterion=f"{unmet} ({clause.cite.in_(language)})" if clause else unmet,
        examined=ground.get("examined") or _EVERYTHING.in_(language),
        why=ground.get("text") or name,
    )


def contestation_decided(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.ContestationDecided:
    """L6c: what the General Assembly resolved, with its reasons."""
    resolution = _assembly(letter)
    dismissed = resolution.ruling is Ruling.DISMISS
    return letter_decided.ContestationDecided(
        resolution=parts.by_assembly(resolution),
        body=parts.organ(statute.bodies.appeal, language),
        ruling=letter_decided.Ruling(resolution.ruling.value),
        reasons=(resolution.reasons,),
        contestation=_contestation(session, letter, statute),
        contested=parts.contested(letter.case),
        reapply_from=first_day_again(letter.case.history, statute) if dismissed else None,
        contact=parts.contact(statute, language),
    )


def _contestation(session: Session, letter: Letter, statute: Statute) -> Entry | None:
    line = parts.incoming(session, letter.case, parts.CONTESTATION)
    return parts.entry_of(line, statute) if line else None


def _assembly(letter: Letter) -> AssemblyResolution:
    """The resolution that the letter tells of: the last one put on record before it was owed."""
    told = [one for one in letter.case.assembly_resolutions if one.at <= letter.owed_at]
    if not told:
        raise Incomplete("letter.no_decision")
    return told[-1]
