"""What a resolution says and what its extract says: articles, papers seen, bases, figures."""

from collections.abc import Iterator

from membership.database import Session
from membership.letter import contents_parts as parts
from membership.letter.contents_minutes import number_of
from membership.models import Application, Decision, Letter, Motion
from membership.review.motion import BASIS
from workflows.letter import IN_FORCE, Kind
from workflows.letter_board import BoardResolution
from workflows.letter_parts import Entry
from workflows.letter_register import Article, Extract
from workflows.motion import ABOUT_MEMBER
from workflows.statute import Statute, Text
from workflows.voting import Rules
from workflows.voting_terms import Ballot, MotionKind

_ABOUT = {
    MotionKind.ADMIT: Text(ro="privind admiterea {who}", en="on the admission of {who}"),
    MotionKind.ADMIT_CONDITIONALLY: Text(
        ro="privind admiterea sub condiție a {who}", en="on the admission of {who}, with conditions"
    ),
    MotionKind.DEFER: Text(
        ro="privind amânarea hotărârii asupra cererii depuse de {who}",
        en="on the deferral of the decision on the application of {who}",
    ),
    MotionKind.REJECT: Text(
        ro="privind respingerea cererii depuse de {who}",
        en="on the rejection of the application of {who}",
    ),
    MotionKind.RECTIFY: Text(
        ro="privind îndreptarea unei hotărâri referitoare la {who}",
        en="on the correction of a resolution concerning {who}",
    ),
    MotionKind.REVOKE: Text(
        ro="privind revocarea admiterii {who}", en="on the revocation of the admission of {who}"
    ),
    MotionKind.AMEND: Text(
        ro="privind modificarea unei hotărâri referitoare la {who}",
        en="on the amendment of a resolution concerning {who}",
    ),
    MotionKind.CONFIRM_QUALITY: Text(
        ro="privind confirmarea calității de membru a {who}",
        en="on the confirmation of the membership quality of {who}",
    ),
    MotionKind.SUSPEND: Text(
        ro="privind suspendarea calității de membru a {who}",
        en="on the suspension of the membership quality of {who}",
    ),
    MotionKind.EXCLUDE: Text(ro="privind excluderea {who}", en="on the exclusion of {who}"),
    MotionKind.REINSTATE: Text(
        ro="privind repunerea în drepturi a {who}", en="on the reinstatement of {who}"
    ),
}
_REVOKES = Text(
    ro="privind revocarea hotărârii {title} referitoare la {who}",
    en="on the revocation of resolution {title} concerning {who}",
)
_BEGINS = Text(
    ro="Calitatea de membru se dobândește la data prezentei hotărâri.",
    en="Membership begins on the date of this resolution.",
)
_CONDITION = Text(
    ro="Condiție {kind}, până la {day}: {text} Dovada: {proof}. Verifică: {who}.",
    en="Condition, {kind}, by {day}: {text} Proof: {proof}. Verified by: {who}.",
)
_KINDS = {
    "suspensive": Text(ro="suspensivă", en="suspensive"),
    "resolutory": Text(ro="rezolutorie", en="resolutory"),
}
_UNTIL = Text(
    ro="Cererea revine pe ordinea de zi până la {day}.",
    en="The application returns to the agenda by {day}.",
)
_SUSPENDED = Text(
    ro="Suspendarea durează cel mult până la {day}; încetarea ei se hotărăște de Consiliu.",
    en="The suspension lasts until {day} at most; the Board resolves its end.",
)
_HEARD = Text(
    ro="Membrul a fost ascultat la {day}: {text}", en="The member was heard on {day}: {text}"
)
_NEEDED = Text(ro="Este nevoie până atunci de: {what}", en="Needed by then: {what}")
_REASON = Text(ro="Motiv: {name}. {text}", en="Reason: {name}. {text}")
_TOLD = Text(
    ro="Prezenta hotărâre se comunică solicitantului de către secretariat.",
    en="The secretariat communicates this resolution to the applicant.",
)
_APPLICATION = Text(
    ro="cererea de adeziune nr. {number}/{day}", en="application no. {number}/{day}"
)
_REPORT = Text(ro="referatul nr. {number}/{day}", en="report no. {number}/{day}")
_MINUTES = Text(ro="procesul-verbal nr. {number}/{day}", en="minutes no. {number}/{day}")
_LAW = Text(ro="Ordonanța Guvernului nr. 26/2000", en="Government Ordinance no. 26/2000")


def resolution(
    session: Session, letter: Letter, statute: Statute, language: str
) -> BoardResolution:
    """L17: the resolution as it was adopted: what was seen, the bases, the articles, the vote."""
    decision = parts.decision_of(letter)
    motion = decision.motion
    rules = Rules.of(motion.rules or {})
    outcome = motion.outcome or {}
    return BoardResolution(
        resolution=parts.resolution_of(decision),
        about=about(decision, language),
        articles=tuple(articles(decision, statute, language)),
        seen=tuple(_seen(session, letter.case, motion, statute, language)),
        bases=tuple(_bases(decision, statute, language)),
        votes=parts.votes_of(motion),
        entitled=outcome.get("entitled"),
        secret=rules.ballot is Ballot.SECRET,
        corrects=parts.resolution_of(motion.reverses) if motion.reverses else None,
    )


def extract(_session: Session, letter: Letter, statute: Statute, language: str) -> Extract:
    """L12: the articles that concern the applicant; a rejection's bears no figure of its vote."""
    decision = parts.decision_of(letter)
    told = decision.kind is not MotionKind.REJECT
    outcome = decision.motion.outcome or {}
    return Extract(
        resolution=parts.resolution_of(decision),
        about=about(decision, language),
        articles=tuple(articles(decision, statute, language)),
        votes=parts.votes_of(decision.motion) if told else None,
        entitled=outcome.get("entitled") if told else None,
    )


def about(decision: Decision, language: str) -> str:
    """What completes the title of a resolution."""
    who = decision.application.organisation.legal_name
    reversed_ = decision.motion.reverses
    on_member = reversed_ is not None and reversed_.kind in ABOUT_MEMBER
    if reversed_ is not None and on_member and decision.kind is MotionKind.REVOKE:
        return _REVOKES.in_(language).format(title=reversed_.title, who=who)
    return _ABOUT[decision.kind].in_(language).format(who=who)


def articles(decision: Decision, statute: Statute, language: str) -> Iterator[Article]:
    """The articles in their order: what is disposed, from when or on which terms, who tells it."""
    for number, text in enumerate(_texts(decision.motion, statute, language), start=1):
        yield Article(number=number, text=text)


def _texts(motion: Motion, statute: Statute, language: str) -> Iterator[str]:
    yield motion.text_ro if language == "ro" else motion.text_en
    if motion.kind is MotionKind.ADMIT:
        yield _BEGINS.in_(language)
    for one in motion.conditions:
        yield _CONDITION.in_(language).format(
            kind=_KINDS[one.kind.value].in_(language),
            day=f"{one.due_on:%d.%m.%Y}",
            text=one.text_ro if language == "ro" else one.text_en,
            proof=one.proof.rstrip("."),
            who=one.verified_by.rstrip("."),
        )
    if motion.until is not None:
        yield (
            (_SUSPENDED if motion.kind is MotionKind.SUSPEND else _UNTIL)
            .in_(language)
            .format(day=f"{motion.until:%d.%m.%Y}")
        )
    if motion.needed:
        yield _NEEDED.in_(language).format(what=motion.needed)
    if motion.heard_on is not None and motion.heard:
        yield _HEARD.in_(language).format(day=f"{motion.heard_on:%d.%m.%Y}", text=motion.heard)
    for reason in motion.reasons:
        name = statute.reasons[reason["code"]].name.in_(language)
        yield _REASON.in_(language).format(name=name, text=reason.get("text", ""))
    yield _TOLD.in_(language)


def _seen(
    session: Session, application: Application, motion: Motion, statute: Statute, language: str
) -> Iterator[str]:
    """The papers that the body had before it, each with its number in the registry."""
    came = parts.received(session, application, statute)
    if came is not None:
        yield _numbered(_APPLICATION, came, language)
    if report := _report(application, motion, statute):
        yield _numbered(_REPORT, report, language)
    minutes = motion.item and number_of(motion.item.sitting, Kind.MINUTES, statute, language)
    if minutes:
        yield _numbered(_MINUTES, minutes, language)


def _numbered(said: Text, entry: Entry, language: str) -> str:
    return said.in_(language).format(number=entry.number, day=f"{entry.on:%d.%m.%Y}")


def _report(application: Application, motion: Motion, statute: Statute) -> Entry | None:
    """The number of the report that proposed this motion or, of another one, the case's last."""
    reports = [
        one
        for one in application.letters
        if one.kind is Kind.REPORT and one.state in IN_FORCE and one.owed_at <= motion.proposed_at
    ]
    line = reports[-1].entry if reports else None
    return parts.entry_of(line, statute) if line else None


def _bases(decision: Decision, statute: Statute, language: str) -> Iterator[str]:
    basis = statute.cite(BASIS.get(decision.kind, "adhesion.admission"))
    if basis is not None:
        yield basis.cite.in_(language)
    yield statute.acts.regulations.name.in_(language)
    yield _LAW.in_(language)
