"""The pages on a claim: its evidence beside the finding, a draft of it, a question about it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership import statutes
from membership.application import access, document_views, page_views
from membership.application.access import OnCase
from membership.door import Audience, now, open_to, person, row_number, session, settings
from membership.forms import refused_at, said
from membership.inspection import copies
from membership.models import Application, Claim, Confidentiality, Evidence, Scan
from membership.review import casefile, contribution, opinions, questions
from membership.review.blueprint import blueprint, case_to
from membership.review.forms import DraftForm, FindingForm, QuestionForm
from workflows.application import Stage
from workflows.permission import Act, may
from workflows.review import Verdict, strength


@blueprint.get("/case/<public_id>/claims/<claim_id>")
@open_to(Audience.SIGNED_IN)
def claim(public_id: str, claim_id: str) -> Any:
    """A claim beside its evidence, and the finding on it."""
    found = casefile.read(session(), person(), public_id, at=now())
    if found.closed:
        return redirect(url_for("review.interest", public_id=public_id))
    access.of_the_house(person(), found.on)
    chosen = opinions.claim_of(found.application, claim_id)
    form = FindingForm()
    own = opinions.own_opinion(chosen, person())
    if own:
        form.verdict.data = own.verdict.value if own.verdict else None
        form.reason.data = own.reason
    return _page(found.application, found.on, chosen, form)


@blueprint.get("/case/<public_id>/matrix")
@open_to(Audience.SIGNED_IN)
def matrix(public_id: str) -> Any:
    """Claims down, evidence across: what rests on what, and what rests on nothing."""
    found = casefile.read(session(), person(), public_id, at=now())
    if found.closed:
        return redirect(url_for("review.interest", public_id=public_id))
    access.of_the_house(person(), found.on)
    marks, rows = contribution.across(found.application, found.statute)
    pieces = contribution.evidence_of(found.application, found.statute)
    return render_template(
        "review/matrix.html",
        case=found.application,
        on=found.on,
        rows=rows,
        pieces=list(zip(marks, pieces, strict=True)),
    )


@blueprint.post("/case/<public_id>/claims/<claim_id>")
@open_to(Audience.SIGNED_IN)
def found(public_id: str, claim_id: str) -> Any:
    """Gives the finding on the claim and goes on to the next one, or keeps a draft of it."""
    application, _statute = case_to(Act.FIND_CLAIM, public_id)
    chosen = opinions.claim_of(application, claim_id)
    drafts = request.form.get("then") == "draft"
    form: FindingForm = DraftForm() if drafts else FindingForm()
    if form.validate():
        with refused_at(form) as attempt:
            _save(public_id, claim_id, form, drafts=drafts)
        if attempt.ok:
            flash(_("Your draft is kept. Nobody else reads it.") if drafts
                  else _("Your finding is saved."), "done")  # fmt: skip
            return redirect(_here(chosen) if drafts else next_after(application), 303)
    _case, on = access.find(session(), person(), public_id, at=now())
    return _page(application, on, chosen, form), form.status


def _save(public_id: str, claim_id: str, form: FindingForm, *, drafts: bool) -> None:
    if drafts:
        verdict = Verdict(form.verdict.data) if form.verdict.data else None
        opinions.keep_draft(session(), person(), public_id, claim_id, verdict=verdict,
                            reason=said(form.reason), at=now())  # fmt: skip
    else:
        opinions.find_claim(session(), person(), public_id, claim_id,
                            verdict=Verdict(form.verdict.data), reason=said(form.reason),
                            at=now())  # fmt: skip


@blueprint.post("/case/<public_id>/claims/<claim_id>/question")
@open_to(Audience.SIGNED_IN)
def question(public_id: str, claim_id: str) -> Any:
    """Passes a question about the claim to the secretariat."""
    application, _statute = case_to(Act.FIND_CLAIM, public_id)
    chosen = opinions.claim_of(application, claim_id)
    form = QuestionForm()
    if form.validate():
        with refused_at(form) as attempt:
            questions.raise_question(session(), person(), public_id, claim_id,
                                     text=said(form.text), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The secretariat has your question. It asks the applicant."), "done")
            return redirect(_here(chosen), 303)
    _case, on = access.find(session(), person(), public_id, at=now())
    return _page(application, on, chosen, FindingForm(), asks=form), form.status


def _here(chosen: Claim) -> str:
    public_id = chosen.application.public_id
    return url_for("review.claim", public_id=public_id, claim_id=chosen.public_id)


def next_after(application: Application) -> str:
    """The next claim that waits for this person's finding; the case when none does."""
    left = opinions.left_for(application, person())
    return _here(left[0]) if left else url_for("review.case", public_id=application.public_id)


def _paper(chosen: Claim, on: OnCase) -> dict[str, Any] | None:
    """The file beside the claim, the one that the address asks for or the first: its page as a
    picture once the reader has opened it in this sitting."""
    drawn = [proof for proof in chosen.evidence if _is_drawn(proof, on)]
    if not drawn:
        return None
    asked = request.args.get("paper", "")
    proof = next((one for one in drawn if one.public_id == asked), drawn[0])
    assert proof.document is not None  # noqa: S101 - what is drawn is a file
    stands = document_views.standing(proof.document.public_id)
    pages = page_views.pages_of(stands) if page_views.is_opened(stands) else 0
    number = request.args.get("page", 1, type=row_number)
    return {
        "piece": proof,
        "pages": pages,
        "number": min(max(number, 1), max(pages, 1)),
        "others": [one for one in drawn if one is not proof],
    }


def _is_drawn(proof: Evidence, on: OnCase) -> bool:
    document = proof.document
    if document is None or not copies.is_drawn(document.media_type):
        return False
    if settings().clamd and document.scan is not Scan.CLEAN:
        return False
    closed = proof.confidentiality is Confidentiality.COMMISSION
    return not closed or may(person(), Act.OPEN_CONFIDENTIAL, on)


def _page(
    application: Application,
    on: OnCase,
    chosen: Claim,
    form: FindingForm,
    *,
    asks: QuestionForm | None = None,
) -> str:
    cluster = statutes.of(application)
    position = application.claims.index(chosen)
    under_way = application.stage is Stage.EVIDENCE_REVIEW
    finds = under_way and may(person(), Act.FIND_CLAIM, on)
    return render_template(
        "review/claim.html",
        case=application,
        on=on,
        statute=cluster,
        claim=chosen,
        form=form,
        asks=asks or QuestionForm(),
        finds=finds,
        own=opinions.own_opinion(chosen, person()) if finds else None,
        others=[one for one in opinions.shown(chosen, person(), finds=finds)
                if not (finds and one.person_id == person().id)],
        awaited=opinions.awaited(application, chosen) if under_way else [],
        position=position + 1,
        before=application.claims[position - 1] if position else None,
        after=application.claims[position + 1] if position + 1 < len(application.claims) else None,
        evidence=contribution.evidence_for(chosen, cluster),
        paper=_paper(chosen, on),
        strength=strength(chosen.evidence, cluster.evidence_kinds),
        finding=contribution.verdict_words(chosen.verdict),
        verdict_words=contribution.verdict_words,
        fields=contribution.field_names(chosen, cluster),
    )  # fmt: skip
