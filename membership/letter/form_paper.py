"""L0: the application as a paper, from the records: every answer, claim, file and declaration.

It is the applicant's paper and not the house's: it takes no number of its own, and bears that
under which the application came in once it has.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from membership.application.papers import files_of
from membership.application.reading import answered
from membership.database import Session
from membership.letter.contents_parts import approvals_of, organ, received
from membership.letter.facts import addressee, letterhead, prevails
from membership.models import Application, Confidentiality, Document, Evidence
from membership.wording.names import SECTIONS
from membership.wording.texts import capitalised, short
from workflows import dossier
from workflows.letter_case import Accepted, Answer, ApplicationForm, Claimed, Section
from workflows.letter_facts import Facts
from workflows.letter_parts import Document as Listed
from workflows.letter_parts import Person
from workflows.statute import Statute, Text

_CLOSED = Text(ro="document confidențial", en="confidential document")


def facts_of(
    session: Session, application: Application, *, house: Statute, statute: Statute, language: str
) -> Facts:
    """Everything that the paper says, in one language; ``house`` gives the letterhead.

    It is worded within ``speaking(language)``: the questions are asked in the catalogue's words.
    """
    basis = statute.cite("adhesion.application")
    arrived = received(session, application, statute)
    return Facts(
        letterhead=letterhead(house, language),
        entry=arrived,
        reference=application.reference or "",
        addressee=addressee(application.organisation),
        application=arrived,
        body=organ(statute.bodies.decides, language),
        basis=basis.cite.in_(language) if basis else None,
        content=_content(application, statute, language),
        statute_version=statute.version,
        prevails=prevails(house, language),
    )


def _content(application: Application, statute: Statute, language: str) -> ApplicationForm:
    organisation = application.organisation
    category = statute.categories.get(application.category)
    return ApplicationForm(
        quality=category.name.in_(language) if category else application.category,
        sections=tuple(
            Section(title=str(SECTIONS[part]), answers=_answers(application, statute, part))
            for part in dossier.GENERIC
        ),
        claims=_claims(application, statute, language),
        documents=_documents(application, language),
        approvals=approvals_of(application, statute),
        declarations=_declarations(application, statute, language),
        accepts=_accepts(statute, language),
        signer=Person(
            name=organisation.representative, role=organisation.representative_role or None
        ),
        accepted_at=_local(application.submitted_at, statute.zone)
        if application.signed is None
        else None,
    )


def _local(at: datetime | None, zone: str) -> datetime | None:
    return at.astimezone(ZoneInfo(zone)) if at else None


def _answers(
    application: Application, statute: Statute, part: dossier.Section
) -> tuple[Answer, ...]:
    rows = answered(application, statute, part)
    return tuple(Answer(label=label, said=_one(words)) for label, words in rows)


def _one(words: object) -> str | None:
    text = "; ".join(map(str, words)) if isinstance(words, list | tuple) else str(words or "")
    return text or None


def _claims(application: Application, statute: Statute, language: str) -> tuple[Claimed, ...]:
    return tuple(
        Claimed(
            stage=capitalised(short(statute.stages[claim.stage].name.in_(language)))
            if claim.stage in statute.stages
            else claim.stage,
            fields=tuple(
                statute.fields[code].name.in_(language)
                for code in claim.fields
                if code in statute.fields
            ),
            text=claim.description,
            evidence=tuple(_title(one, statute, language) for one in claim.evidence),
        )
        for claim in application.claims
    )


def _title(evidence: Evidence, statute: Statute, language: str) -> str:
    """What a proof is called; of a confidential one only its kind is printed."""
    if evidence.confidentiality is not Confidentiality.COMMISSION:
        return evidence.title
    kind = statute.evidence_kinds.get(evidence.kind)
    return kind.name.in_(language) if kind else _CLOSED.in_(language)


def _documents(application: Application, language: str) -> tuple[Listed, ...]:
    closed = {
        one.document_id
        for one in application.evidence
        if one.confidentiality is Confidentiality.COMMISSION
    }
    files: list[Document] = [
        one for one in files_of(application) if one not in (application.form, application.signed)
    ]
    return tuple(
        Listed(name=_CLOSED.in_(language) if one.id in closed else one.name, sha256=one.sha256)
        for one in files
    )


def _declarations(application: Application, statute: Statute, language: str) -> tuple[str, ...]:
    said = []
    for one in statute.declarations.values():
        made = application.declarations.get(one.code)
        if made is True:
            said.append(one.text.in_(language))
        elif made:
            said.append(f"{one.text.in_(language)} – {made}")
    return tuple(said)


def _accepts(statute: Statute, language: str) -> tuple[Accepted, ...]:
    return tuple(
        Accepted(name=act.name.in_(language), version=act.version, sha256=act.sha256)
        for act in (statute.acts.statute, statute.acts.regulations)
        if act.version
    )
