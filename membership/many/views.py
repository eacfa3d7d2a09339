"""The secretariat's pages on several cases at once: first what would happen, then what did."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from membership.application.access import interested_in
from membership.door import now, open_to, person, row_number, session
from membership.forms import Form, answered
from membership.many import results as kept
from membership.many import services as many
from membership.many.services import Outcome
from membership.models import JointAct, Together
from membership.review import assignment
from membership.review.assign_views import load_words
from membership.review.forms import AssignForm, ScheduleForm
from membership.sitting import points
from workflows.permission import Act
from workflows.refusal import NotFound

blueprint = Blueprint("many", __name__)

TITLES = {
    Together.REMIND: _l("Remind those who were asked"),
    Together.ASSIGN: _l("Name the rapporteurs of several cases"),
    Together.SCHEDULE: _l("Put several cases on an agenda"),
}
DONE = {
    Together.REMIND: _l("Applicants reminded"),
    Together.ASSIGN: _l("Rapporteurs named"),
    Together.SCHEDULE: _l("Cases put on an agenda"),
}


def _act() -> Together:
    asked = request.values.get("act", Together.REMIND.value)
    if asked not in set(Together):
        raise NotFound("permission.not_found")
    return Together(asked)


def _chosen() -> list[str]:
    # Who names no act has chosen nothing.
    return request.values.getlist("case") if "act" in request.values else []


@blueprint.get("/queue/many")
@open_to(Act.READ_QUEUE)
def preview() -> str:
    """What would become of each chosen case."""
    act = _act()
    return _page(act, _looked(act), _form(act))


def _looked(act: Together) -> list[Outcome]:
    return many.preview(session(), person(), act, _chosen(), at=now())


@blueprint.post("/queue/many")
@open_to(Act.READ_QUEUE)
def act_on() -> Any:
    """Does it, and leads to what became of each case."""
    act = _act()
    form = _form(act)

    def do() -> Any:
        return redirect(url_for("many.results", public_id=_do(form).public_id), 303)

    return answered(form, do, lambda: _page(act, _looked(act), form))


def _do(form: Form) -> JointAct:
    by, ids = person(), _chosen()
    if isinstance(form, ScheduleForm):
        return many.schedule_all(session(), by, ids, form.sitting.data or "", at=now())
    if isinstance(form, AssignForm):
        return many.assign_all(session(), by, ids, form.chosen, at=now())
    return many.remind(session(), by, ids, at=now())


@blueprint.get("/queue/many/done")
@open_to(Act.READ_QUEUE)
def past() -> str:
    """What was done to several cases at once, the newest first."""
    before = request.args.get("before", None, type=row_number)
    found = kept.past(session(), person(), before=before)
    shown = found[: kept.PAGE]
    more = len(found) > kept.PAGE
    return render_template(
        "many/past.html", acts=shown, titles=DONE,
        newer=url_for("many.past") if before else "",
        older=url_for("many.past", before=shown[-1].id) if more else "",
    )  # fmt: skip


@blueprint.get("/queue/many/done/<public_id>")
@open_to(Act.READ_QUEUE)
def results(public_id: str) -> str:
    """What became of each case of one act."""
    act, rows = kept.results(session(), person(), public_id)
    found = [Outcome(one.application, kept.reason(one)) for one in rows]
    return render_template("many/done.html", act=act, title=DONE[act.act], found=found,
                           done=[one for one in found if one.why is None])  # fmt: skip


def _form(act: Together) -> Form:
    if act is Together.ASSIGN:
        assign = AssignForm()
        assign.offer(assignment.rapporteurs(session()))
        return assign
    if act is Together.SCHEDULE:
        schedule = ScheduleForm()
        schedule.offer(points.ahead(session(), person(), at=now()))
        return schedule
    return Form()


def _hints(form: Form, found: list[Outcome]) -> dict[str, str]:
    """What each rapporteur has to do now, and of which of these cases they stay out."""
    if not isinstance(form, AssignForm):
        return {}
    people = assignment.rapporteurs(session())
    said = {key: [words] for key, words in load_words(people).items()}
    for one in found:
        for person_id in interested_in(one.application):
            if (key := str(person_id)) in said:
                reference = one.application.reference
                said[key].append(_("stays out of %(reference)s", reference=reference))
    return {key: ", ".join(words) for key, words in said.items()}


def _page(act: Together, found: list[Outcome], form: Form) -> str:
    return render_template(
        "many/preview.html", act=act, found=found, form=form, title=TITLES[act],
        doable=[one for one in found if one.why is None],
        hints=_hints(form, found),
    )  # fmt: skip
