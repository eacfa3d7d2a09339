"""The application as its applicant signs it: accepted in the portal, or on paper of its own.

Where the statute file says ``signature = "outside"`` the answers are printed, signed outside
(by hand or with a qualified signature) and the signed file is brought back. The seal is a
digest of every answer: a paper that says something else than the answers now is not taken.
"""

import hashlib
from datetime import datetime
from typing import Any

from membership import statutes
from membership.application import access, clarifying
from membership.database import Session
from membership.journal.services import canonical, record
from membership.models import Application, Document, Person, Work
from membership.owed.services import owe
from workflows import dossier
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.statute import Statute
from workflows.statute_papers import Signature


def seal_of(application: Application) -> str:
    """A digest of everything that the application says now, its files by their hashes."""
    said: dict[str, Any] = {
        section.value: clarifying.snapshot(application, section) for section in clarifying.KEPT
    }
    said["claims"] = [
        [one.stage, one.fields, one.capability, one.description, one.since_year,
         [piece.public_id for piece in one.evidence]]
        for one in application.claims
    ]  # fmt: skip
    said["evidence"] = [
        [one.public_id, one.kind, one.title, one.issuer, one.number, one.link,
         one.document.sha256 if one.document else ""]
        for one in application.evidence
    ]  # fmt: skip
    said["papers"] = [
        [one.code, one.absent, one.document.sha256 if one.document else ""]
        for one in application.papers
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def prepare(session: Session, actor: Person, public_id: str, *, at: datetime) -> Application:
    """Owes the paper to sign, as the answers stand now; the worker prints it within seconds.

    Refuses an application that lacks something, because nobody signs half a paper.
    """
    application, _ = access.find_to(session, actor, Act.EDIT_DRAFT, public_id, at=at)
    if application.stage is not Stage.DRAFT:
        raise NotNow("application.no_draft")
    gaps = dossier.gaps(application, statutes.of(application))
    if gaps:
        raise Incomplete("application.incomplete", gaps=gaps, n=len(gaps))
    application.form_seal, application.form = seal_of(application), None
    owe_form(session, application, at)
    record(session, "application.form_prepared", by=actor, at=at, subject=public_id)
    session.flush()
    return application


def owe_form(session: Session, application: Application, at: datetime) -> None:
    """Owes the printing of the application as it stands; once for what it says and when."""
    application.form_seal = seal_of(application)
    key = f"form:{application.id}:{application.stage.value}:{application.form_seal[:20]}"
    owe(session, Work.FORM, f"{key}:{int(at.timestamp())}", at=at, application_id=application.id,
        seal=application.form_seal)  # fmt: skip


def bring_signed(
    session: Session, actor: Person, public_id: str, document: Document, *, at: datetime
) -> Application:
    """Keeps the signed application that was brought back, for the answers as they stand.

    Refuses one while the paper to sign is not of these answers: it would say something else.
    """
    application, _ = access.find_to(session, actor, Act.EDIT_DRAFT, public_id, at=at)
    if document.organisation_id != application.organisation_id:
        raise NotFound("permission.not_found")
    if application.stage is not Stage.DRAFT or not is_current(application):
        raise NotNow("application.form_overtaken")
    application.signed, application.signed_seal = document, application.form_seal
    record(session, "application.signed_brought", by=actor, at=at, subject=public_id,
           sha256=document.sha256)  # fmt: skip
    session.flush()
    return application


def is_current(application: Application) -> bool:
    """Whether the paper to sign says what the answers say now."""
    return application.form_seal == seal_of(application)


def is_signed(application: Application) -> bool:
    """Whether the signed paper is there and says what the answers say now."""
    return application.signed is not None and application.signed_seal == seal_of(application)


def refuse_unsigned(application: Application, statute: Statute) -> None:
    """Refuses to submit without the signed paper, where the cluster asks for one."""
    if statute.signature is Signature.OUTSIDE and not is_signed(application):
        raise Incomplete("application.unsigned", field="signed")
