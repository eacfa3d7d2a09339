"""What an applicant answers: each asked point with its place, put aside or sent together."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application import clarifying, tasks
from membership.application.arrivals import look_at_files, received
from membership.application.blueprint import blueprint, own_to
from membership.application.chain_filed import PARTS as PARTS_OF_A_CLAIM
from membership.application.chain_forms import AnswerForm, ClaimForm, answer_form
from membership.application.draft_views import PARTS
from membership.application.drafting import statute_for
from membership.application.fields import saved_for_later
from membership.application.forms import DraftForm
from membership.application.naming import claim_name
from membership.application.versions import Difference, listed, shown
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.inspection.kinds import ACCEPT, NAMES
from membership.models import Application, Document, Point
from membership.wording.names import SECTIONS
from membership.wording.texts import here
from workflows.permission import Act
from workflows.statute import Statute


@blueprint.get("/application/<public_id>/answer")
@open_to(Audience.SIGNED_IN)
def answer(public_id: str) -> str:
    """What was asked, each point with a place for its answer, as far as it is written."""
    application = own_to(Act.ANSWER, public_id)
    form = _form_of(application)
    files: dict[int, Document | None] = {}
    for point in clarifying.asked_of(application).points:
        form[f"answer_{point.position}"].data = point.answer
        files[point.position] = point.document
        form[f"document_{point.position}"].data = point.document.public_id if point.document else ""
    return _answer_page(application, form, files)


@blueprint.post("/application/<public_id>/answer")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def answered(public_id: str) -> Any:
    """Answers every point together, or puts aside what is written so far."""
    application = own_to(Act.ANSWER, public_id)
    form = _form_of(application)
    valid = form.validate()
    files = {n: _received(form, application, n) for n in form.positions}
    if valid and not form.errors:
        given = {n: (form[f"answer_{n}"].data or "", files[n]) for n in form.positions}
        keep = clarifying.put_aside if saved_for_later() else clarifying.answer
        with refused_at(form) as attempt:
            keep(session(), person(), public_id, given, at=now())
        if attempt.ok:
            if saved_for_later():
                flash(_("Your answer is kept. It is not sent yet."), "waiting")
            return redirect(url_for("application.case", public_id=public_id), 303)
    return _answer_page(application, form, files), form.status, form.headers


@blueprint.get("/application/<public_id>/more-time")
@open_to(Audience.SIGNED_IN)
def more_time(public_id: str) -> str:
    """Asks once more before the one extension is taken."""
    return _more_time_page(own_to(Act.ANSWER, public_id), Form())


@blueprint.post("/application/<public_id>/more-time")
@open_to(Audience.SIGNED_IN)
def extended(public_id: str) -> Any:
    """Gives more time to answer, once."""
    form = Form()
    with refused_at(form) as attempt:
        application = clarifying.extend(session(), person(), public_id, at=now())
    if attempt.ok:
        flash(_("You have more time to answer."), "done")
        return redirect(url_for("application.answer", public_id=application.public_id), 303)
    return _more_time_page(own_to(Act.ANSWER, public_id), form), form.status


def _more_time_page(application: Application, form: Form) -> str:
    return render_template(
        "application/more_time.html",
        application=application,
        asked=clarifying.asked_of(application),
        term=statute_for(application, settings()).term("clarification_extension"),
        form=form,
    )


def _form_of(application: Application) -> AnswerForm:
    points = clarifying.asked_of(application).points
    return answer_form(tuple(point.position for point in points))()


def _received(form: AnswerForm, application: Application, position: int) -> Document | None:
    form.receiving = f"file_{position}"
    return received(form, application, f"_{position}")


def _answer_page(
    application: Application, form: AnswerForm, files: Mapping[int, Document | None]
) -> str:
    return render_template(
        "application/answer.html",
        application=application,
        statute=statute_for(application, settings()),
        asked=clarifying.asked_of(application),
        may_extend=clarifying.may_extend(application),
        titles=SECTIONS,
        changed=_changed(application),
        sections={part: tasks.address(application, part) for part in SECTIONS},
        form=form,
        files=files,
        types=NAMES,
        accept=ACCEPT,
    )


@blueprint.app_template_filter()
def changed_answers(point: Point) -> list[Difference]:
    """What the answer to a point changed in the section that it opened, before and after."""
    application = point.clarification.application
    if point.section is None or point.after is None:
        return []
    statute = statute_for(application, settings())
    if point.section in clarifying.CHAIN:
        return _changed_chain(point, statute)
    if point.section not in PARTS:
        return _changed_papers(point, statute)
    form = PARTS[point.section].form(application, statute)()
    form.offer(application, statute)
    return [
        Difference(name=name, label=_label(form, name), theirs=_said(form, name, before),
                   yours=_said(form, name, after))
        for name, before, after in clarifying.changes(point)
    ]  # fmt: skip


def _changed_papers(point: Point, statute: Statute) -> list[Difference]:
    papers = statute.documents
    return [
        Difference(name=code, label=here(papers[code].name) if code in papers else code,
                   theirs=listed(before), yours=listed(after))
        for code, before, after in clarifying.changes(point)
    ]  # fmt: skip


def _changed_chain(point: Point, statute: Statute) -> list[Difference]:
    labels = _chain_labels(point.clarification.application, statute)
    return [
        Difference(name=name, label=labels.get(name, _("Evidence")), theirs=listed(before),
                   yours=listed(after))
        for name, before, after in clarifying.changes(point)
    ]  # fmt: skip


def _chain_labels(application: Application, statute: Statute) -> dict[str, str]:
    """What each line of the claims and of the evidence is called where its change is read."""
    form, found = ClaimForm(), {}
    for claim in application.claims:
        name = claim_name(claim, statute)
        for part in PARTS_OF_A_CLAIM:
            found[f"{claim.public_id} {part}"] = f"{name}: {form._fields[part].label.text}"
    for piece in application.evidence:
        found[piece.public_id] = piece.title
    return found


def _label(form: DraftForm, name: str) -> str:
    return str(form[name].label.text) if name in form else name


def _said(form: DraftForm, name: str, value: object) -> str:
    return shown(form[name], value) if name in form else str(value or "")


def _changed(application: Application) -> dict[int, bool]:
    """Which points have their section changed already."""
    return {
        point.position: point.before
        != clarifying.snapshot(application, point.section, point.claim_id)
        for point in clarifying.asked_of(application).points
        if point.section is not None
    }
