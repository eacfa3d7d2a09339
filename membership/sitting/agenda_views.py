"""Pages by which a sitting is prepared: its agenda, and the roll that the secretary keeps."""

from typing import Any

from flask import redirect, render_template, request, url_for

from membership.application import closings
from membership.door import now, open_to, person, session, statute
from membership.forms import Form, refused_at
from membership.sitting import attendance, finding, points
from membership.sitting.blueprint import blueprint
from membership.sitting.forms import CaseForm, MatterForm
from membership.sitting.looking import look
from workflows.permission import Act
from workflows.sitting import Presence


@blueprint.get("/sittings/<public_id>/agenda")
@open_to(Act.CONVENE)
def agenda(public_id: str) -> str:
    """Where the agenda is put together."""
    return _agenda(public_id, CaseForm(formdata=None), MatterForm(formdata=None))


def _agenda(public_id: str, case: CaseForm, matter: MatterForm) -> str:
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    ready = points.ready(session(), person())
    case.offer(ready)
    seen = look(session(), person(), found, statute=statute(), at=now())
    told = closings.to_report(session(), person())
    return render_template("sitting/agenda.html", look=seen, sitting=found, case=case,
                           matter=matter, form=matter if matter.errors else case, ready=ready,
                           to_report=told, statute=statute())  # fmt: skip


def _back(public_id: str) -> Any:
    return redirect(url_for("sitting.agenda", public_id=public_id), 303)


@blueprint.post("/sittings/<public_id>/agenda/case")
@open_to(Act.CONVENE)
def case_added(public_id: str) -> Any:
    """Puts a case on the agenda."""
    form = CaseForm()
    form.offer(points.ready(session(), person()))
    if form.validate():
        with refused_at(form) as attempt:
            points.add_case(session(), person(), public_id, form.case.data or "", at=now())
        if attempt.ok:
            return _back(public_id)
    return _agenda(public_id, form, MatterForm(formdata=None)), form.status


@blueprint.post("/sittings/<public_id>/agenda/matter")
@open_to(Act.CONVENE)
def matter_added(public_id: str) -> Any:
    """Puts a matter in words on the agenda."""
    form = MatterForm()
    if form.validate():
        with refused_at(form) as attempt:
            points.add_matter(session(), person(), public_id, form.title.data or "", at=now())
        if attempt.ok:
            return _back(public_id)
    return _agenda(public_id, CaseForm(formdata=None), form), form.status


@blueprint.post(
    "/sittings/<public_id>/points/<int:item_id>/<any('up','down','off','together','apart'):turn>"
)
@open_to(Act.CONVENE)
def point_changed(public_id: str, item_id: int, turn: str) -> Any:
    """Moves a point, takes it off, or has it voted together with others or by itself."""
    form, by = CaseForm(formdata=None), person()
    with refused_at(form) as attempt:
        if turn in ("up", "down"):
            points.move(session(), by, public_id, item_id, up=turn == "up", at=now())
        elif turn == "off":
            points.remove(session(), by, public_id, item_id, at=now())
        else:
            points.put_en_bloc(session(), by, public_id, item_id, together=turn == "together",
                               at=now())  # fmt: skip
    if attempt.ok:
        return _back(public_id)
    return _agenda(public_id, form, MatterForm(formdata=None)), form.status


@blueprint.get("/sittings/<public_id>/roll")
@open_to(Act.CONVENE)
def roll(public_id: str) -> str:
    """Where the secretary writes down who is there, who left, who is excused."""
    return _roll(public_id, Form())


def _roll(public_id: str, form: Form) -> str:
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    seen = look(session(), person(), found, statute=statute(), at=now())
    return render_template("sitting/roll.html", look=seen, sitting=found, form=form,
                           statute=statute())  # fmt: skip


MARKS = {kind.value: kind for kind in Presence}
LEFT = "left"


@blueprint.post("/sittings/<public_id>/roll/<int:seat_id>")
@open_to(Act.CONVENE)
def marked(public_id: str, seat_id: int) -> Any:
    """Writes down how one seat is accounted for."""
    form, mark = Form(), request.form.get("mark", "")
    if mark in MARKS or mark == LEFT:
        with refused_at(form) as attempt:
            attendance.mark(session(), person(), public_id, seat_id, MARKS.get(mark),
                            statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("sitting.roll", public_id=public_id), 303)
    return _roll(public_id, form), form.status
