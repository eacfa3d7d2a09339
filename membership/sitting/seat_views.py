"""Pages of the Board's seats: who sits, who did, who sits for whom."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.door import now, open_to, person, session, statute
from membership.forms import refused_at
from membership.models import Office, Person, Seat
from membership.sitting import seats
from membership.sitting.blueprint import blueprint
from membership.sitting.seat_forms import DeputyForm, EndForm, SeatForm, WhoForm
from workflows.permission import Act
from workflows.refusal import Incomplete
from workflows.term import day_of


def _today() -> Any:
    return day_of(now(), statute().zone)


def _chosen(form: WhoForm) -> Person:
    found = session().get(Person, form.person_id)
    if found is None or found not in seats.eligible(session()):
        raise Incomplete("sitting.nobody_chosen", field="person")
    return found


@blueprint.get("/board/seats")
@open_to(Act.MANAGE_SEATS)
def seat_list() -> str:
    """Who sits on the Board, until when, and who did before."""
    form = SeatForm(formdata=None)
    form.since.data = _today()
    return _list(form)


def _list(form: SeatForm) -> str:
    form.offer(seats.eligible(session()))
    form.offices(statute())
    board = seats.board(session(), person(), _today())
    places = statute().bodies.decides.seats
    return render_template("sitting/seats.html", form=form, board=board, places=places,
                           statute=statute())  # fmt: skip


@blueprint.post("/board/seats")
@open_to(Act.MANAGE_SEATS)
def seat_taken() -> Any:
    """Gives somebody a seat."""
    form = SeatForm()
    form.offer(seats.eligible(session()))
    form.offices(statute())
    if form.validate():
        with refused_at(form) as attempt:
            taken = seats.seat(session(), person(), _chosen(form), Office(form.office.data),
                               since=form.begins, until=form.until.data, at=now())  # fmt: skip
        if attempt.ok:
            flash(_("%(name)s has the seat.", name=taken.person.name), "done")
            return redirect(url_for("sitting.seat_list"), 303)
    return _list(form), form.status


@blueprint.get("/board/seats/<int:seat_id>")
@open_to(Act.MANAGE_SEATS)
def one_seat(seat_id: int) -> str:
    """One seat: its mandate and its deputies."""
    found = seats.find(session(), person(), seat_id)
    ends, deputy = EndForm(formdata=None), DeputyForm(formdata=None)
    ends.until.data, deputy.since.data = found.until or _today(), _today()
    return _one(found, ends, deputy)


def _one(found: Seat, ends: EndForm, deputy: DeputyForm) -> str:
    deputy.offer(seats.eligible(session()))
    return render_template("sitting/seat.html", seat=found, ends=ends, deputy=deputy,
                           form=ends if ends.errors else deputy, statute=statute(),
                           over=found.until is not None and found.until < _today())  # fmt: skip


@blueprint.post("/board/seats/<int:seat_id>/end")
@open_to(Act.MANAGE_SEATS)
def seat_ended(seat_id: int) -> Any:
    """Ends a mandate."""
    found, form = seats.find(session(), person(), seat_id), EndForm()
    if form.validate():
        with refused_at(form) as attempt:
            seats.end(session(), person(), seat_id, until=form.ends, today=_today(),
                      at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The mandate ends. Give the seat to somebody else below."), "done")
            return redirect(url_for("sitting.seat_list"), 303)
    deputy = DeputyForm(formdata=None)
    deputy.since.data = _today()
    return _one(found, form, deputy), form.status


@blueprint.post("/board/seats/<int:seat_id>/deputy")
@open_to(Act.MANAGE_SEATS)
def deputy_named(seat_id: int) -> Any:
    """Names the deputy of a seat."""
    found, form = seats.find(session(), person(), seat_id), DeputyForm()
    form.offer(seats.eligible(session()))
    if form.validate():
        with refused_at(form) as attempt:
            seats.name_deputy(session(), person(), seat_id, _chosen(form),
                              since=form.begins, at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The deputy is named."), "done")
            return redirect(url_for("sitting.one_seat", seat_id=seat_id), 303)
    ends = EndForm(formdata=None)
    ends.until.data = found.until or _today()
    return _one(found, ends, form), form.status
