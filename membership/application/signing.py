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
from membership.inspection.signatures import Examined, Likeness, liken
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
    session: Session,
    actor: Person,
    public_id: str,
    document: Document,
    *,
    examined: Examined | None = None,
    at: datetime,
) -> Application:
    """Keeps the signed application that was brought back, for the answers as they stand.

    ``examined`` is the file as the examiner read it, None where it is no PDF. Refuses one while
    the paper to sign is not of these answers, since it would say something else; and the paper
    itself without a signature, with a broken one, or changed after it was signed. Anything else
    is taken as a copy of what was signed by hand, which the secretariat compares.
    """
    application, _ = access.find_to(session, actor, Act.EDIT_DRAFT, public_id, at=at)
    if document.organisation_id != application.organisation_id:
        raise NotFound("permission.not_found")
    if application.stage is not Stage.DRAFT or not is_current(application):
        raise NotNow("application.form_overtaken")
    likeness = likeness_of(application, examined)
    if likeness in REFUSED:
        raise Incomplete(f"application.signature.{likeness.value}", field="file")
    application.signed, application.signed_seal = document, application.form_seal
    application.signed_found = _found(application, likeness, examined)
    record(session, "application.signed_brought", by=actor, at=at, subject=public_id,
           sha256=document.sha256, likeness=likeness.value)  # fmt: skip
    session.flush()
    return application


REFUSED = frozenset({
    Likeness.ISSUED, Likeness.BROKEN, Likeness.STRIPPED, Likeness.CHANGED_LATER,
})  # fmt: skip
"""What nobody can mean to bring back as a signed paper."""


def likeness_of(application: Application, examined: Examined | None) -> Likeness:
    """What the file is to the printed paper; a scan, a picture and another PDF are copies."""
    paper = application.form
    if examined is None or paper is None:
        return Likeness.COPY
    found = liken(examined, paper.sha256, paper.size)
    copies = (Likeness.FOREIGN, Likeness.UNREADABLE, Likeness.EXPIRED)
    return Likeness.COPY if found in copies else found


def _found(
    application: Application, likeness: Likeness, examined: Examined | None
) -> dict[str, Any]:
    paper = application.form
    return {
        "likeness": likeness.value,
        "over": paper.sha256 if paper else "",
        "size": paper.size if paper else 0,
        "signers": [one.to_mapping() for one in examined.signers] if examined else [],
    }


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
