"""The proofs behind the claims: one piece may serve several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from membership.application import documents, drafting
from membership.application.claims import claim_of
from membership.database import Session
from membership.models import Application, Brought, Confidentiality, Document, Evidence, Person
from membership.organisation.checks import web_address
from membership.settings import Settings
from workflows.refusal import Incomplete, NotFound
from workflows.statute import Statute
from workflows.statute_chain import EvidenceKind
from workflows.term import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceValues:
    """What a proof is, who issued it and when, who may open it, and which claims it serves.

    ``endless``: it bears no last day, though its kind expires. ``held`` names the file that is
    kept, so that nobody replaces another's unseen.
    """

    kind: str
    title: str
    claim_public_ids: tuple[str, ...]
    issuer: str = ""
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    endless: bool = False
    confidentiality: Confidentiality = Confidentiality.COMMISSION
    brought: Brought = Brought.FILE
    link: str = ""
    held: str = ""

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceValues":
        """What is kept now."""
        return cls(
            kind=evidence.kind,
            title=evidence.title,
            claim_public_ids=tuple(claim.public_id for claim in evidence.claims),
            issuer=evidence.issuer,
            number=evidence.number,
            issued_on=evidence.issued_on,
            expires_on=evidence.expires_on,
            endless=evidence.endless,
            confidentiality=evidence.confidentiality,
            brought=evidence.brought,
            link=evidence.link,
            held=evidence.document.public_id if evidence.document else "",
        )


def add_evidence(
    session: Session,
    actor: Person,
    public_id: str,
    values: EvidenceValues,
    document: Document | None,
    *,
    at: datetime,
    settings: Settings,
) -> Evidence:
    """Adds a proof to the draft, or to a claim that was asked about: its file, an address, its
    number, or that it comes by post.

    A kind that the statute file marks as "reference only" (industrial security papers, say)
    is named by number and issuer and never uploaded.
    """
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    values = settled(values, document, statute)
    _check(values, document, statute, at)
    _refuse_foreign(document, application)
    served = {claim_of(application, one).id for one in values.claim_public_ids}
    drafting.refuse_unasked(application, "evidence", served)
    evidence = Evidence(document=document)
    # Not flushed before it belongs to the application, which its row needs.
    with session.no_autoflush:
        application.evidence.append(evidence)
        _write(evidence, values, application)
    drafting.saved(session, application, actor, "evidence", at)
    return evidence


def apart(values: EvidenceValues, files: Sequence[Document]
          ) -> list[tuple[EvidenceValues, Document | None]]:  # fmt: skip
    """The pieces that one form describes: each of several files is a piece of its own, titled by
    its name; a single one is, where no title was given."""
    if not files:
        return [(values, None)]
    named = [(file.name.rpartition(".")[0] or file.name, file) for file in files]
    if len(files) == 1 and values.title:
        return [(values, files[0])]
    return [(replace(values, title=name[:200]), file) for name, file in named]


def change_evidence(
    session: Session,
    actor: Person,
    public_id: str,
    evidence_public_id: str,
    values: EvidenceValues,
    *,
    document: Document | None,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Evidence:
    """Changes a proof of the draft, or of a claim that was asked about; ``document`` replaces its
    file when one is given."""
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    evidence = evidence_of(application, evidence_public_id)
    drafting.refuse_overwriting(EvidenceValues.of(evidence), seen)
    values = settled(values, document, statute)
    kept = document or (evidence.document if values.brought is Brought.FILE else None)
    _check(values, kept, statute, at)
    _refuse_foreign(kept, application)
    _refuse_unasked(application, evidence, values)
    before, evidence.document = evidence.document, kept
    _write(evidence, values, application)
    drafting.saved(session, application, actor, "evidence", at)
    if before is not None and before is not kept:
        documents.forget(session, before)
    return evidence


def remove_evidence(
    session: Session,
    actor: Person,
    public_id: str,
    evidence_public_id: str,
    *,
    at: datetime,
    settings: Settings,
) -> Application:
    """Takes a proof out of the draft, from every claim that it served."""
    application, _ = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_removing(application)
    evidence = evidence_of(application, evidence_public_id)
    document = evidence.document
    application.evidence.remove(evidence)
    drafting.saved(session, application, actor, "evidence", at)
    if document is not None:
        documents.forget(session, document)
    session.expire(application, ["claims"])
    return application


def _refuse_unasked(application: Application, evidence: Evidence, values: EvidenceValues) -> None:
    """A piece may be changed that serves a claim which was asked about, and be tied to such
    claims or untied from them; whatever else it serves, it goes on serving."""
    allowed = drafting.limited_to(application, "evidence")
    if allowed is None:
        return
    before = {claim.id for claim in evidence.claims}
    after = {claim_of(application, one).id for one in values.claim_public_ids}
    touched = before ^ after or before & allowed or before
    drafting.refuse_unasked(application, "evidence", touched)


def evidence_of(application: Application, evidence_public_id: str) -> Evidence:
    """The proof of this case with this public id; as not found when it is another case's."""
    for evidence in application.evidence:
        if evidence.public_id == evidence_public_id:
            return evidence
    raise NotFound("permission.not_found")


def _check(
    values: EvidenceValues, document: Document | None, statute: Statute, at: datetime
) -> None:
    drafting.refuse_misplaced(values, title=200, issuer=200, number=80, link=300)
    kind = statute.evidence_kinds.get(values.kind)
    if kind is None:
        raise Incomplete("evidence.kind_missing", field="kind")
    if not values.title:
        raise Incomplete("evidence.title_missing", field="title")
    _check_dates(values, kind, day_of(at, statute.zone))
    if not values.claim_public_ids:
        raise Incomplete("evidence.claims_missing", field="claims")
    if kind.reference_only and document is not None:
        raise Incomplete("evidence.reference_only", field="file")
    _check_brought(values, document)


def _check_dates(values: EvidenceValues, kind: EvidenceKind, today: date) -> None:
    if values.issued_on is not None and values.issued_on > today:
        raise Incomplete("evidence.issued_later", field="issued_on")
    dates = (values.issued_on, values.expires_on)
    if dates[0] is not None and dates[1] is not None and dates[1] < dates[0]:
        raise Incomplete("evidence.expires_earlier", field="expires_on")
    if values.endless and values.expires_on is not None:
        raise Incomplete("evidence.endless_and_dated", field="endless")
    # What comes by post is not at hand: the secretariat reads its dates when it arrives.
    undated = values.expires_on is None and not values.endless
    if kind.expires and undated and values.brought is not Brought.POST:
        raise Incomplete("evidence.expires_missing", field="expires_on")


def settled(values: EvidenceValues, document: Document | None, statute: Statute
            ) -> EvidenceValues:  # fmt: skip
    """The values with how the proof is really brought: a file that is sent is a file, and a kind
    that is never uploaded is a reference."""
    kind = statute.evidence_kinds.get(values.kind)
    brought = Brought.FILE if document is not None else values.brought
    if kind is not None and kind.reference_only and brought is Brought.FILE:
        brought = Brought.REFERENCE
    link = web_address("link", values.link) if brought is Brought.LINK and values.link else ""
    return replace(values, brought=brought, link=link)


def _check_brought(values: EvidenceValues, document: Document | None) -> None:
    match values.brought:
        case Brought.FILE if document is None:
            raise Incomplete("evidence.file_missing", field="file")
        case Brought.LINK if not values.link:
            raise Incomplete("evidence.link_missing", field="link")
        case Brought.REFERENCE | Brought.POST:
            for name in ("issuer", "number"):
                if not getattr(values, name):
                    raise Incomplete(f"evidence.{name}_missing", field=name)


def _refuse_foreign(document: Document | None, application: Application) -> None:
    if document is not None and document.organisation_id != application.organisation_id:
        raise NotFound("permission.not_found")


def _write(evidence: Evidence, values: EvidenceValues, application: Application) -> None:
    for name in ("kind", "title", "issuer", "number", "issued_on", "expires_on", "endless",
                 "brought", "link"):  # fmt: skip
        setattr(evidence, name, getattr(values, name))
    evidence.confidentiality = values.confidentiality
    evidence.carried = False
    served: Sequence[str] = values.claim_public_ids
    evidence.claims = [claim_of(application, public_id) for public_id in dict.fromkeys(served)]
