"""The motion that a report puts before the Board: its text in both languages, its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from membership.application.confidential import refuse_quoting
from membership.models import Application, Motion, Person
from membership.review import motion_member
from workflows.refusal import Incomplete
from workflows.review import ADMITTING, ProcedureFinding, Verdict
from workflows.statute import Statute, Text
from workflows.statute_papers import Against, Reason
from workflows.voting_terms import MotionKind

HOUSE = "ro"
"""The language of the house's own papers: the Romanian version prevails."""
PROPOSABLE = (
    MotionKind.ADMIT,
    MotionKind.ADMIT_CONDITIONALLY,
    MotionKind.DEFER,
    MotionKind.REJECT,
)
"""What a report may propose; the conditions of an admission are written down after it."""

BASIS = {
    MotionKind.ADMIT: "adhesion.admission",
    MotionKind.ADMIT_CONDITIONALLY: "adhesion.admission",
    MotionKind.REVOKE: "adhesion.rejection",
    MotionKind.DEFER: "adhesion.deferral",
    MotionKind.REJECT: "adhesion.rejection",
    **motion_member.BASIS,
}

_ACT = {
    **motion_member.ACT,
    MotionKind.ADMIT: Text(
        ro="{body} admite {who} în calitate de {category} al {cluster}{under}.",
        en="{body} admits {who} as {category} of {cluster}{under}.",
    ),
    MotionKind.ADMIT_CONDITIONALLY: Text(
        ro="{body} admite {who} în calitate de {category} al {cluster}{under}, sub condițiile "
        "înscrise în prezenta hotărâre.",
        en="{body} admits {who} as {category} of {cluster}{under}, on the conditions set out in "
        "this resolution.",
    ),
    MotionKind.REVOKE: Text(
        ro="{body} constată neîndeplinirea unei condiții a admiterii și revocă hotărârea prin care "
        "{who} a fost admis în calitate de {category} al {cluster}{under}.",
        en="{body} finds a condition of the admission not met and revokes the resolution by which "
        "{who} was admitted as {category} of {cluster}{under}.",
    ),
    MotionKind.DEFER: Text(
        ro="{body} amână hotărârea asupra cererii de adeziune depuse de {who}{under}.",
        en="{body} defers its decision on the application of {who}{under}.",
    ),
    MotionKind.REJECT: Text(
        ro="{body} respinge cererea de adeziune depusă de {who}{under}.",
        en="{body} rejects the application of {who}{under}.",
    ),
}
_UNDER = Text(ro=", în temeiul {cite}", en=", under {cite}")
_FOUND = {
    MotionKind.ADMIT: Text(
        ro="Constată că procedura de adeziune a fost urmată și că este îndeplinită calitatea de "
        "membru; contribuția este dovedită în: {proven}.",
        en="It finds that the adhesion procedure was followed and that the membership quality is "
        "fulfilled; the contribution is proved in: {proven}.",
    ),
    MotionKind.DEFER: Text(
        ro="Constată că procedura de adeziune a fost urmată; îndeplinirea calității de membru nu "
        "poate fi încă stabilită.",
        en="It finds that the adhesion procedure was followed; the fulfilment of the membership "
        "quality cannot be established yet.",
    ),
    MotionKind.REJECT: Text(
        ro="Constată că procedura de adeziune a fost urmată și că nu este îndeplinită calitatea "
        "de membru.",
        en="It finds that the adhesion procedure was followed and that the membership quality is "
        "not fulfilled.",
    ),
}
_FOUND[MotionKind.ADMIT_CONDITIONALLY] = _FOUND[MotionKind.ADMIT]
_NOT_FOLLOWED = Text(
    ro="Constată că procedura de adeziune nu a fost urmată; îndeplinirea calității de membru nu "
    "a fost evaluată.",
    en="It finds that the adhesion procedure was not followed; the fulfilment of the membership "
    "quality was not assessed.",
)
_PARTLY = Text(ro=", parțial", en=", in part")
_NOWHERE = Text(ro="nicio etapă", en="no stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A reason for a rejection or a deferral.

    ``code`` is of the statute file's catalogue, which ties it to a criterion;
    ``examined`` says what was looked at, ``text`` what was lacking. The applicant reads
    both, so they quote nothing confidential.
    """

    code: str
    text: str
    examined: str = ""


def motion_text(
    application: Application,
    statute: Statute,
    kind: MotionKind,
    language: str,
    procedure: ProcedureFinding = ProcedureFinding.FOLLOWED,
) -> str:
    """The text that the Board is asked to adopt, drawn from the findings on record."""
    category = statute.categories.get(application.category)
    act = _ACT[kind].in_(language).format(
        body=_board(statute, language),
        who=_applicant(application),
        category=category.name.in_(language) if category else "",
        cluster=statute.name_genitive.in_(language),
        under=_under(statute, kind, language),
    )  # fmt: skip
    if kind not in _FOUND:
        return act
    found = _FOUND[kind] if procedure is ProcedureFinding.FOLLOWED else _NOT_FOLLOWED
    return f"{act} {found.in_(language).format(proven=_proven(application, statute, language))}"


def revocation_text(application: Application, statute: Statute, title: str, language: str) -> str:
    """The text that revokes a resolution on a member's quality, which restores what was before."""
    return motion_member.REVOKE_ON_MEMBER.in_(language).format(
        body=_board(statute, language),
        title=title,
        who=_applicant(application),
    )


def _board(statute: Statute, language: str) -> str:
    """Who decides, at the head of a sentence."""
    body = statute.bodies.decides.name.in_(language)
    return body if language == "ro" else f"The {body}"


def _applicant(application: Application) -> str:
    organisation = application.organisation
    code = organisation.fiscal_code
    return f"{organisation.legal_name} (CUI {code})" if code else organisation.legal_name


def _under(statute: Statute, kind: MotionKind, language: str) -> str:
    basis = statute.cite(BASIS[kind])
    return _UNDER.in_(language).format(cite=basis.cite.in_(language)) if basis else ""


def _proven(application: Application, statute: Statute, language: str) -> str:
    parts = []
    for claim in application.claims:
        if claim.verdict not in (Verdict.PROVEN, Verdict.PARTLY):
            continue
        stage = statute.stages[claim.stage].name.in_(language)
        fields = ", ".join(statute.fields[code].name.in_(language) for code in claim.fields)
        partly = _PARTLY.in_(language) if claim.verdict is Verdict.PARTLY else ""
        parts.append(f"{stage} ({fields}{partly})")
    return "; ".join(parts) or _NOWHERE.in_(language)


def propose(
    application: Application,
    actor: Person,
    kind: MotionKind,
    *,
    texts: Text,
    grounds: Sequence[dict[str, str]],
    at: datetime,
) -> Motion:
    """The case's next motion, with both findings of Article 11 as they are on record.

    Refuses words that name what the applicant keeps for the commission: letters quote them.
    """
    refuse_quoting(application, [texts.ro, texts.en], field="text_ro")
    refuse_quoting(application, [word for one in grounds for word in one.values()],
                   field="ground_1_text")  # fmt: skip
    motion = Motion(
        position=len(application.motions) + 1,
        kind=kind,
        text_ro=texts.ro,
        text_en=texts.en,
        reasons=list(grounds),
        procedure_finding=application.procedure_finding,
        quality_finding=application.quality_finding,
        proposed_by=actor,
        proposed_at=at,
    )
    application.motions.append(motion)
    return motion


def grounded(
    statute: Statute, against: MotionKind | Against, grounds: Sequence[Ground]
) -> list[dict[str, str]]:
    """The reasons as the motion keeps them, each with the criterion that it is tied to.

    Refuses a rejection or a deferral without a reason, one that the catalogue does not give
    for it, and one that does not say why.
    """
    if against in ADMITTING:
        return []
    if not grounds:
        raise Incomplete("review.grounds_missing", field="ground_1_code")
    known = {one.code: one for one in reasons_for(statute, against)}
    return [_kept(known, position, ground) for position, ground in enumerate(grounds, 1)]


def reasons_for(statute: Statute, against: MotionKind | Against) -> list[Reason]:
    """The reasons of the catalogue that are given for such a decision."""
    return [
        reason
        for reason in statute.reasons.values()
        if against.value in {one.value for one in reason.given_for}
    ]


def _kept(known: Mapping[str, Reason], position: int, ground: Ground) -> dict[str, str]:
    reason = known.get(ground.code)
    if reason is None:
        raise Incomplete("review.ground_unknown", field=f"ground_{position}_code")
    if not ground.text.strip():
        raise Incomplete("review.ground_without_text", field=f"ground_{position}_text")
    return {
        "code": ground.code,
        "criterion": reason.criterion,
        "examined": ground.examined.strip(),
        "text": ground.text.strip(),
    }
