"""The secretariat's pages on several cases at once: first what would happen, then what did."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as kept
from flask_babel import gettext as _

from membership.application.access import interested_in
from membership.door import now, open_to, person, session
from membership.forms import Form, answered
from membership.many import services as many
from membership.many.services import Outcome, Together
from membership.review import assignment
from membership.review.assign_views import load_words
from membership.review.forms import AssignForm, ScheduleForm
from membership.sitting import points
from workflows.permission import Act
from workflows.refusal import Message, NotFound

blueprint = Blueprint("many", __name__)

RESULTS = "many"


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
@open_to(Act.READ_QUEUE, repeatable=True)
def act_on() -> Any:
    """Does it, and says of each case whether it was done, or why not."""
    act = _act()
    form = _form(act)

    def do() -> Any:
        kept[RESULTS] = [(one.application.public_id, _plain(one.why)) for one in _do(form)]
        sitting = form.sitting.data if isinstance(form, ScheduleForm) else None
        return redirect(url_for("many.results", act=act.value, sitting=sitting), 303)

    return answered(form, do, lambda: _page(act, _looked(act), form))


def _do(form: Form) -> list[Outcome]:
    by, ids = person(), _chosen()
    if isinstance(form, ScheduleForm):
        return many.schedule_all(session(), by, ids, form.sitting.data or "", at=now())
    if isinstance(form, AssignForm):
        return many.assign_all(session(), by, ids, form.chosen, at=now())
    return many.remind(session(), by, ids, at=now())


@blueprint.get("/queue/many/done")
@open_to(Act.READ_QUEUE)
def results() -> str:
    """What became of each case of the last act."""
    said = dict(kept.get(RESULTS, ()))
    seen = many.seen(session(), person(), list(said), at=now())
    found = [
        Outcome(case, Message(*why) if (why := said[case.public_id]) else None) for case in seen
    ]
    return _page(_act(), found, Form(), done=True)


def _plain(why: Message | None) -> tuple[str, dict[str, object]] | None:
    """A refusal as a cookie can keep it."""
    if why is None:
        return None
    return why.key, {
        name: value if isinstance(value, str | int) else str(value)
        for name, value in why.params.items()
    }


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


def _page(act: Together, found: list[Outcome], form: Form, *, done: bool = False) -> str:
    titles = {
        Together.REMIND: _("Remind those who were asked"),
        Together.ASSIGN: _("Name the rapporteurs of several cases"),
        Together.SCHEDULE: _("Put several cases on an agenda"),
    }
    return render_template(
        "review/many.html", act=act, found=found, form=form, done=done, title=titles[act],
        doable=[one for one in found if one.why is None],
        hints=_hints(form, found),
        sitting=request.args.get("sitting", "") if done else "",
    )  # fmt: skip
