"""Pages of a sitting: the list, planning one, the sitting itself as it is held."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership.application.agenda_rules import rules_on
from membership.door import now, open_to, person, row_number, session, settings, statute
from membership.forms import Form, refused_at
from membership.models import Sitting
from membership.sitting import attendance, finding, meeting, planning
from membership.sitting.blueprint import blueprint
from membership.sitting.forms import MODE_HINTS, CancelForm, PlanForm
from membership.sitting.inviting import calendar_of, call_board
from membership.sitting.looking import look
from membership.sitting.papers import owe_convocation
from workflows import agenda
from workflows.permission import Act
from workflows.refusal import Refused


@blueprint.get("/sittings")
@open_to(Act.READ_SITTINGS)
def sittings() -> str:
    """The Board's sittings: what is ahead, and what was held."""
    beyond = request.args.get("beyond", "")
    page = finding.listed(session(), person(), beyond=_number(beyond))
    return render_template("sitting/sittings.html", page=page, statute=statute())


def _number(text: str) -> int | None:
    try:
        return row_number(text)
    except ValueError:
        return None


@blueprint.get("/sittings/plan")
@open_to(Act.CONVENE)
def plan() -> str:
    """Where a sitting is planned; a second call says which one it repeats."""
    form = PlanForm(formdata=None)
    again = request.args.get("again", "")
    if again:
        first = finding.find(session(), person(), again, Act.CONVENE)
        form.show(first, statute().zone)
        form.starts_on.data = form.ends_on.data = None
    return _plan(form, again)


def _plan(form: PlanForm, again: str, sitting: Sitting | None = None) -> str:
    form.offer_fold()
    return render_template("sitting/plan.html", form=form, hints=MODE_HINTS, again=again,
                           sitting=sitting, rules=_rules(sitting))  # fmt: skip


def _rules(sitting: Sitting | None) -> Any:
    try:
        return agenda.notice(rules_on(sitting.agenda if sitting else (), statute()))
    except Refused:
        return None


@blueprint.post("/sittings/plan")
@open_to(Act.CONVENE)
def planned() -> Any:
    """Plans the sitting."""
    form, again = PlanForm(), request.form.get("again", "")
    form.offer_fold()
    arranged = form.arranged(statute().zone) if form.validate() else None
    if arranged is not None:
        with refused_at(form) as attempt:
            made = planning.plan(session(), person(), arranged, statute=statute(), at=now(),
                                 second_call_of=again)  # fmt: skip
        if attempt.ok:
            return redirect(url_for("sitting.agenda", public_id=made.public_id), 303)
    return _plan(form, again), form.status


@blueprint.get("/sittings/<public_id>")
@open_to(Act.READ_SITTINGS)
def sitting(public_id: str) -> str:
    """The sitting: its agenda, who is there, the point under discussion."""
    found = finding.find(session(), person(), public_id, Act.READ_SITTINGS)
    return _sitting(found, Form())


def _sitting(found: Sitting, form: Form) -> str:
    seen = look(session(), person(), found, statute=statute(), at=now())
    return render_template("sitting/sitting.html", look=seen, sitting=found, form=form,
                           statute=statute())  # fmt: skip


@blueprint.get("/sittings/<public_id>/change")
@open_to(Act.CONVENE)
def change(public_id: str) -> str:
    """Where a sitting is moved to another hour or place."""
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    form = PlanForm(formdata=None)
    form.show(found, statute().zone)
    return _plan(form, "", found)


@blueprint.post("/sittings/<public_id>/change")
@open_to(Act.CONVENE)
def changed(public_id: str) -> Any:
    """Moves the sitting."""
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    form = PlanForm()
    form.offer_fold()
    arranged = form.arranged(statute().zone) if form.validate() else None
    if arranged is not None:
        with refused_at(form) as attempt:
            planning.change(session(), person(), public_id, arranged, statute=statute(),
                            at=now())  # fmt: skip
        if attempt.ok:
            if found.convened_at is not None:
                flash(
                    _("Convene the Board again, so that everybody learns of the change."), "needs"
                )
            return redirect(url_for("sitting.agenda", public_id=public_id), 303)
    return _plan(form, "", found), form.status


@blueprint.post("/sittings/<public_id>/convene")
@open_to(Act.CONVENE)
def convened(public_id: str) -> Any:
    """Convenes the Board: every seat is called by mail, with a calendar file."""
    form = Form()
    with refused_at(form) as attempt:
        found = planning.convene(session(), person(), public_id, statute=statute(), at=now())
        call_board(session(), found, statute=statute(), at=now())
        owe_convocation(session(), person(), found, statute=statute(),
                        base_url=settings().base_url, at=now())  # fmt: skip
    if attempt.ok:
        flash(_("The Board is convened. Everybody has it by mail."), "done")
        return redirect(url_for("sitting.sitting", public_id=public_id), 303)
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    return _sitting(found, form), form.status


@blueprint.get("/sittings/<public_id>/cancel")
@open_to(Act.CALL_OFF)
def cancel(public_id: str) -> str:
    """Where a sitting is called off."""
    found = finding.find(session(), person(), public_id, Act.CALL_OFF)
    return render_template("sitting/cancel.html", form=CancelForm(), sitting=found)


@blueprint.post("/sittings/<public_id>/cancel")
@open_to(Act.CALL_OFF)
def cancelled(public_id: str) -> Any:
    """Calls the sitting off; whoever was convened is told."""
    form = CancelForm()
    found = finding.find(session(), person(), public_id, Act.CALL_OFF)
    if form.validate():
        with refused_at(form) as attempt:
            planning.cancel(session(), person(), public_id, why=form.why.data or "", at=now())
        if attempt.ok:
            flash(_("The sitting is called off."), "done")
            return redirect(url_for("sitting.sitting", public_id=public_id), 303)
    return render_template("sitting/cancel.html", form=form, sitting=found), form.status


@blueprint.get("/sittings/<public_id>/calendar.ics")
@open_to(Act.READ_SITTINGS)
def calendar(public_id: str) -> Response:
    """The sitting as a calendar file."""
    found = finding.find(session(), person(), public_id, Act.READ_SITTINGS)
    answer = make_response(calendar_of(found, statute(), person().language))
    answer.mimetype = "text/calendar"
    answer.headers["Content-Disposition"] = 'attachment; filename="sitting.ics"'
    return answer


@blueprint.post("/sittings/<public_id>/arrive")
@open_to(Act.ATTEND)
def arrived(public_id: str) -> Any:
    """Signs the reader in."""
    return done(public_id, lambda: attendance.arrive(
        session(), person(), public_id, statute=statute(), at=now(),
        online="online" in request.form))  # fmt: skip


@blueprint.post("/sittings/<public_id>/leave")
@open_to(Act.ATTEND)
def left(public_id: str) -> Any:
    """Signs the reader out of the sitting."""
    return done(public_id, lambda: attendance.leave(session(), person(), public_id, at=now()))


@blueprint.post("/sittings/<public_id>/open")
@open_to(Act.PRESIDE)
def opened(public_id: str) -> Any:
    """Opens the sitting."""
    return done(public_id, lambda: meeting.open_it(
        session(), person(), public_id, statute=statute(), at=now()))  # fmt: skip


@blueprint.post("/sittings/<public_id>/close")
@open_to(Act.READ_SITTINGS)
def closed(public_id: str) -> Any:
    """Closes the sitting."""
    return done(public_id, lambda: meeting.close_it(
        session(), person(), public_id, statute=statute(), at=now()))  # fmt: skip


@blueprint.post("/sittings/<public_id>/points/<int:item_id>/call")
@open_to(Act.PRESIDE)
def called(public_id: str, item_id: int) -> Any:
    """Comes to a point of the agenda."""
    return done(public_id, lambda: meeting.call(
        session(), person(), public_id, item_id, statute=statute(), at=now()))  # fmt: skip


@blueprint.post("/sittings/<public_id>/points/<int:item_id>/alone")
@open_to(Act.ATTEND)
def taken_out(public_id: str, item_id: int) -> Any:
    """Has a case voted by itself."""
    return done(public_id, lambda: meeting.take_out(
        session(), person(), public_id, item_id, statute=statute(), at=now()))  # fmt: skip


def done(public_id: str, act: Any) -> Any:
    """Does one act of the sitting and comes back to its page, with the refusal if there is one."""
    form = Form()
    with refused_at(form) as attempt:
        act()
    if attempt.ok:
        return redirect(url_for("sitting.sitting", public_id=public_id), 303)
    found = finding.find(session(), person(), public_id, Act.READ_SITTINGS)
    return _sitting(found, form), form.status
