"""The claims of a draft and the evidence behind them."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Response, redirect, render_template, request, url_for

from membership.application import claims, evidence, proofs, uploads
from membership.application.arrivals import look_at_files, received_files
from membership.application.blueprint import blueprint, own_draft
from membership.application.chain_forms import ClaimForm
from membership.application.drafting import last_saver, limited_to, statute_for
from membership.application.evidence_forms import EvidenceForm
from membership.application.naming import fields_across
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import refused_at
from membership.inspection.kinds import ACCEPT, NAMES
from membership.models import Application, Claim, Document, Evidence
from workflows.form import Section
from workflows.statute import Statute


@blueprint.get("/application/<public_id>/claims")
@open_to(Audience.SIGNED_IN)
def claim_list(public_id: str) -> str:
    """What the organisation claims, as a matrix and as a list."""
    application = own_draft(public_id, Section.CLAIMS)
    statute = statute_for(application, settings())
    return render_template(
        "application/claims.html",
        application=application,
        only=limited_to(application, Section.CLAIMS),
        statute=statute,
        across=fields_across(application, statute),
    )


@blueprint.get("/application/<public_id>/claims/add")
@open_to(Audience.SIGNED_IN)
def claim_add(public_id: str) -> str:
    """An empty claim."""
    application = own_draft(public_id, Section.CLAIMS)
    return _claim_page(_claim_form(application), application, None)


@blueprint.post("/application/<public_id>/claims/add")
@open_to(Audience.SIGNED_IN)
def claim_added(public_id: str) -> Any:
    """Adds a claim."""
    application = own_draft(public_id, Section.CLAIMS)
    form = _claim_form(application)
    if form.validate():
        with refused_at(form) as attempt:
            claims.add_claim(session(), person(), public_id, form.values(), at=now(),
                             settings=settings())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("application.claim_list", public_id=public_id), 303)
    return _claim_page(form, application, None), form.status


@blueprint.get("/application/<public_id>/claims/<claim_id>")
@open_to(Audience.SIGNED_IN)
def claim(public_id: str, claim_id: str) -> str:
    """A claim, to change."""
    application = own_draft(public_id, Section.CLAIMS)
    found = claims.claim_of(application, claim_id)
    form = _claim_form(application)
    form.fill(claims.ClaimValues.of(found))
    return _claim_page(form, application, found)


@blueprint.post("/application/<public_id>/claims/<claim_id>")
@open_to(Audience.SIGNED_IN)
def claim_changed(public_id: str, claim_id: str) -> Any:
    """Changes a claim."""
    application = own_draft(public_id, Section.CLAIMS)
    found = claims.claim_of(application, claim_id)
    form = _claim_form(application)
    form.settle(claims.ClaimValues.of(found), request.form)
    if form.validate():
        with refused_at(form) as attempt:
            claims.change_claim(session(), person(), public_id, claim_id, form.values(), at=now(),
                                settings=settings(), seen=form.seen.data)  # fmt: skip
        if attempt.ok:
            back = "check" if request.args.get("from") == "check" else "claim_list"
            return redirect(url_for(f"application.{back}", public_id=public_id), 303)
    theirs = form.differences(claims.ClaimValues.of(found)) if form.overtaken else ()
    return _claim_page(form, application, found, theirs), form.status


@blueprint.post("/application/<public_id>/claims/<claim_id>/remove")
@open_to(Audience.SIGNED_IN)
def claim_removed(public_id: str, claim_id: str) -> Response:
    """Takes a claim out."""
    claims.remove_claim(session(), person(), public_id, claim_id, at=now(), settings=settings())
    return cast(Response, redirect(url_for("application.claim_list", public_id=public_id), 303))


def _claim_form(application: Application) -> ClaimForm:
    form = ClaimForm()
    form.offer(application, statute_for(application, settings()))
    return form


def _claim_page(
    form: ClaimForm, application: Application, found: Claim | None, theirs: Any = ()
) -> str:
    return render_template(
        "application/claim.html",
        form=form,
        application=application,
        statute=statute_for(application, settings()),
        claim=found,
        theirs=theirs,
        saver=last_saver(session(), application, Section.CLAIMS) if theirs else "",
    )


@blueprint.get("/application/<public_id>/evidence")
@open_to(Audience.SIGNED_IN)
def evidence_list(public_id: str) -> str:
    """Each claim with its evidence."""
    application = own_draft(public_id, Section.EVIDENCE)
    statute = statute_for(application, settings())
    pieces = proofs.pieces_of(application)
    return render_template(
        "application/evidence.html",
        application=application,
        only=limited_to(application, Section.EVIDENCE),
        statute=statute,
        pieces=pieces,
        lines=proofs.lines(application, pieces, statute),
        used=uploads.used(session(), application),
        room=settings().organisation_mib,
    )


@blueprint.get("/application/<public_id>/evidence/add")
@open_to(Audience.SIGNED_IN)
def evidence_add(public_id: str) -> Any:
    """An empty piece of evidence; there has to be a claim for it to prove."""
    application = own_draft(public_id, Section.EVIDENCE)
    if not application.claims:
        return redirect(url_for("application.claim_list", public_id=public_id))
    form = _evidence_form(application)
    form.claims.data = [request.args["claim"]] if "claim" in request.args else []
    return _evidence_page(form, application, None, ())


@blueprint.post("/application/<public_id>/evidence/add")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def evidence_added(public_id: str) -> Any:
    """Adds a piece of evidence; its file is kept even when something else is wrong."""
    application = own_draft(public_id, Section.EVIDENCE)
    form = _evidence_form(application)
    valid = form.validate()
    files = _files(form, application)
    if valid and not form.errors:
        with refused_at(form) as attempt:
            for values, document in evidence.apart(form.values(), files):
                evidence.add_evidence(session(), person(), public_id, values, document,
                                      at=now(), settings=settings())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("application.evidence_list", public_id=public_id), 303)
    return _evidence_page(form, application, None, files), form.status, form.headers


@blueprint.get("/application/<public_id>/evidence/<evidence_id>")
@open_to(Audience.SIGNED_IN)
def evidence_piece(public_id: str, evidence_id: str) -> str:
    """A piece of evidence, to change."""
    application = own_draft(public_id, Section.EVIDENCE)
    found = evidence.evidence_of(application, evidence_id)
    form = _evidence_form(application)
    form.fill(evidence.EvidenceValues.of(found))
    return _evidence_page(form, application, found, _held(found))


@blueprint.post("/application/<public_id>/evidence/<evidence_id>")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def evidence_changed(public_id: str, evidence_id: str) -> Any:
    """Changes a piece of evidence; a new file takes the place of the old one."""
    application = own_draft(public_id, Section.EVIDENCE)
    found = evidence.evidence_of(application, evidence_id)
    form = _evidence_form(application)
    form.settle(evidence.EvidenceValues.of(found), request.form)
    valid = form.validate()
    files = _files(form, application)
    document = files[-1] if files else None
    if valid and not form.errors:
        with refused_at(form) as attempt:
            evidence.change_evidence(session(), person(), public_id, evidence_id, form.values(),
                                     document=document, at=now(), settings=settings(),
                                     seen=form.seen.data)  # fmt: skip
        if attempt.ok:
            return redirect(url_for("application.evidence_list", public_id=public_id), 303)
    theirs = form.differences(evidence.EvidenceValues.of(found)) if form.overtaken else ()
    page = _evidence_page(form, application, found, files or _held(found), theirs)
    return page, form.status, form.headers


@blueprint.post("/application/<public_id>/evidence/<evidence_id>/remove")
@open_to(Audience.SIGNED_IN)
def evidence_removed(public_id: str, evidence_id: str) -> Response:
    """Takes a piece of evidence out."""
    evidence.remove_evidence(session(), person(), public_id, evidence_id, at=now(),
                             settings=settings())  # fmt: skip
    return cast(Response, redirect(url_for("application.evidence_list", public_id=public_id), 303))


def _files(form: EvidenceForm, application: Application) -> list[Document]:
    """What came along, what an earlier sending left, and a file that is used once more."""
    files = received_files(form, application)
    earlier = [form.earlier.data or ""] if "earlier" in form else []
    again = uploads.chosen(session(), application, earlier)
    return [*files, *(one for one in again if one not in files)]


def _held(found: Evidence) -> list[Document]:
    return [found.document] if found.document else []


def _evidence_form(application: Application) -> EvidenceForm:
    form = EvidenceForm()
    form.offer(application, statute_for(application, settings()))
    return form


def _evidence_page(
    form: EvidenceForm,
    application: Application,
    found: Evidence | None,
    files: Sequence[Document],
    theirs: Any = (),
) -> str:
    statute: Statute = statute_for(application, settings())
    return render_template(
        "application/evidence_piece.html",
        form=form,
        application=application,
        statute=statute,
        evidence=found,
        arrived=[file.name for file in files],
        theirs=theirs,
        saver=last_saver(session(), application, Section.EVIDENCE) if theirs else "",
        types=NAMES,
        accept=ACCEPT,
    )
