"""The secretariat's pages on several cases at once: first what would happen, then what did."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask import session as kept
from flask_babel import gettext as _

from membership.door import now, open_to, person, session
from membership.forms import refused_at
from membership.review import assignment, many
from membership.review.blueprint import blueprint
from membership.review.forms import AssignForm
from membership.review.many import Outcome, Together
from workflows.permission import Act
from workflows.refusal import Message, NotFound

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
def many_preview() -> str:
    """What would become of each chosen case."""
    act = _act()
    found = many.preview(session(), person(), act, _chosen(), at=now())
    return _page(act, found, _form())


@blueprint.post("/queue/many")
@open_to(Act.READ_QUEUE, repeatable=True)
def many_done() -> Any:
    """Does it, and says of each case whether it was done, or why not."""
    act, form, ids = _act(), _form(), _chosen()
    found: list[Outcome] = []
    if form.validate():
        with refused_at(form) as attempt:
            if act is Together.REMIND:
                found = many.remind(session(), person(), ids, at=now())
            else:
                found = many.assign_all(session(), person(), ids, form.chosen, at=now())
        if attempt.ok:
            kept[RESULTS] = [
                (one.application.public_id, one.why.key if one.why else "") for one in found
            ]
            return redirect(url_for("review.many_results", act=act.value), 303)
    return _page(act, many.preview(session(), person(), act, ids, at=now()), form), form.status


@blueprint.get("/queue/many/done")
@open_to(Act.READ_QUEUE)
def many_results() -> str:
    """What became of each case of the last act."""
    said = dict(kept.get(RESULTS, ()))
    seen = many.seen(session(), person(), list(said), at=now())
    found = [Outcome(case, Message(said[case.public_id]) if said[case.public_id] else None)
             for case in seen]  # fmt: skip
    return _page(_act(), found, _form(), done=True)


def _form() -> AssignForm:
    form = AssignForm()
    form.offer(assignment.rapporteurs(session()))
    return form


def _page(act: Together, found: list[Outcome], form: AssignForm, *, done: bool = False) -> str:
    titles = {
        Together.REMIND: _("Remind those who were asked"),
        Together.ASSIGN: _("Name the rapporteurs of several cases"),
    }
    return render_template(
        "review/many.html", act=act, found=found, form=form, done=done, title=titles[act],
        doable=[one for one in found if one.why is None],
    )  # fmt: skip
