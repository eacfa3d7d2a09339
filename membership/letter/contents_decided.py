"""What letters say of conditions, and of what the General Assembly resolved."""

from sqlalchemy import select

from membership.application.steps import last_day
from membership.database import Session
from membership.letter import contents
from membership.models import AssemblyResolution, Condition, Decision, Letter, Member
from workflows import letter_decided
from workflows.assembly import Ruling
from workflows.letter_parts import Resolution
from workflows.motion import ConditionKind, ConditionState, unmet
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text

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
    """L3: by the Board's decision, or by the General Assembly's on a contestation."""
    if letter.decision is not None:
        return contents.admission(session, letter, statute, language)
    resolution = _assembly(letter)
    member = _member(session, letter)
    return letter_decided.Admission(
        resolution=_resolved(resolution),
        quality=contents.QUALITY.in_(language),
        category=contents.category_of(letter.case, statute, language),
        effective_on=member.since if member else resolution.on,
        member_number=member.title if member else None,
        findings=contents.findings_of(letter.case.claims, statute, language),
        approvals=contents.approvals_of(letter.case, statute),
        fee=contents.fee_of(letter.case, statute, language),
        body=statute.bodies.appeal.name.in_(language),
    )


def conditional_admission(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.ConditionalAdmission:
    """L4: the admission, each of its conditions, and when membership begins."""
    decision = contents.decision_of(letter)
    held, member = decision.motion.conditions, _member(session, letter)
    return letter_decided.ConditionalAdmission(
        resolution=contents.resolution_of(decision),
        quality=contents.QUALITY.in_(language),
        category=contents.category_of(letter.case, statute, language),
        conditions=tuple(_condition(one, language) for one in held),
        findings=contents.findings_of(letter.case.claims, statute, language),
        effective_on=member.since if member and not unmet(held) else None,
        votes=contents.votes_of(decision.motion),
        approvals=contents.approvals_of(letter.case, statute),
        fee=contents.fee_of(letter.case, statute, language),
        contact=contents.contact(statute, language),
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
    """L4b: which condition failed, by which resolution that was found, and the way to contest."""
    decision = contents.decision_of(letter)
    admitted = decision.motion.reverses
    if admitted is None:
        raise Incomplete("letter.no_decision")
    failed = [one for one in admitted.motion.conditions if one.state is ConditionState.FAILED]
    return letter_decided.ConditionNotMet(
        admitted_by=contents.resolution_of(admitted),
        resolution=contents.resolution_of(decision),
        failed=tuple(
            letter_decided.FailedCondition(
                text=one.text_ro if language == "ro" else one.text_en,
                found=one.note,
                due=one.due_on,
            )
            for one in failed
        ),
        ends_on=decision.on if _member(session, letter) else None,
        contest=contents.contest_of(statute, language),
        reapply_from=last_day(statute, "reapply", decision.at),
        contact=contents.contact(statute, language),
    )


def contestation_decided(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_decided.ContestationDecided:
    """L6c: what the General Assembly resolved, with its reasons."""
    resolution = _assembly(letter)
    dismissed = resolution.ruling is Ruling.DISMISS
    contested = _contested(letter)
    return letter_decided.ContestationDecided(
        resolution=_resolved(resolution),
        body=statute.bodies.appeal.name.in_(language),
        ruling=letter_decided.Ruling(resolution.ruling.value),
        reasons=(resolution.reasons,),
        contested=contents.resolution_of(contested) if contested else None,
        reapply_from=last_day(statute, "reapply", resolution.at) if dismissed else None,
        contact=contents.contact(statute, language),
    )


def _contested(letter: Letter) -> Decision | None:
    """The Board's last decision before the contestation."""
    came = [one.at for one in letter.case.contestations]
    before = [d for d in letter.case.decisions if not came or d.at <= came[-1]]
    return before[-1] if before else None


def _assembly(letter: Letter) -> AssemblyResolution:
    """The resolution that the letter tells of: the last one put on record before it was owed."""
    told = [one for one in letter.case.assembly_resolutions if one.at <= letter.owed_at]
    if not told:
        raise Incomplete("letter.no_decision")
    return told[-1]


def _resolved(resolution: AssemblyResolution) -> Resolution:
    return Resolution(number=resolution.number, on=resolution.on, sitting_on=resolution.on)


def _member(session: Session, letter: Letter) -> Member | None:
    return session.scalar(select(Member).where(Member.application_id == letter.case.id))
