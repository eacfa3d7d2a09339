"""Pages by which a vote is conducted: calling it, opening it, closing it."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership import statutes
from membership.application.access import seats_on
from membership.ballot import agenda, closing, services
from membership.ballot.forms import EVENING, ScheduleForm
from membership.ballot.motions import is_interested, to_read, took_part
from membership.ballot.pages import blueprint, ruled, told
from membership.ballot.roster import roster_of
from membership.ballot.table import closable
from membership.door import Audience, now, open_to, person, session, statute
from membership.forms import Form, refused_at
from membership.models import Motion
from membership.review.suggestions import suggestions
from workflows import conduct
from workflows.permission import Act, require
from workflows.refusal import Message, Refused
from workflows.term import day_of
from workflows.voting import Rules


@blueprint.get("/motions/<public_id>/schedule")
@open_to(Audience.SIGNED_IN)
def schedule(public_id: str) -> Any:
    """The secretariat's page: the roster and the rule, and when the vote closes."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.SCHEDULE, on)
    form = ScheduleForm(formdata=None)
    rules, _missing = rules_in_force(found)
    zone = statutes.of(found.application).zone
    if found.closes_at is not None:
        local = found.closes_at.astimezone(ZoneInfo(zone))
        form.closes_on.data, form.closes_at.data = local.date(), local.time()
    elif rules is not None:
        today = day_of(now(), zone)
        form.closes_on.data = conduct.written_closes_on(rules, today)
        form.closes_at.data = EVENING
    return _schedule(found, form)


def rules_in_force(found: Motion) -> tuple[Rules | None, Message | None]:
    """The rules of the statute file in force for this motion, or what it leaves unset."""
    try:
        return statute().rules_for(found.kind), None
    except Refused as refused:
        return None, refused.message


def _schedule(found: Motion, form: ScheduleForm, status: int = 200) -> Any:
    rules, missing = rules_in_force(found)
    seats = [
        (seat, is_interested(found, seat.person), _declared(found, seat.person_id))
        for seat in seats_on(session(), found.application, now())
    ]
    page = render_template(
        "ballot/schedule.html",
        form=form,
        seats=seats,
        likely=len(suggestions(session(), person(), found.application.public_id, at=now())),
        missing=missing,
        rules=rules,
        rule_words=conduct.rule_in_words(rules) if rules else (),
        **told(found),
    )
    return page, status


def _declared(found: Motion, person_id: int) -> bool:
    return any(row.person_id == person_id for row in found.application.interests)


@blueprint.post("/motions/<public_id>/schedule")
@open_to(Audience.SIGNED_IN)
def schedule_now(public_id: str) -> Any:
    """Puts the motion to the Board."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.SCHEDULE, on)
    form = ScheduleForm()
    if form.validate():
        closes_at = form.moment(statutes.of(found.application).zone)
        with refused_at(form) as attempt:
            agenda.schedule(session(), person(), public_id, closes_at=closes_at,
                            statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The Board is called. Whoever presides opens the vote."), "done")
            return redirect(_case(found), 303)
    return _schedule(found, form, form.status)


def _case(found: Motion) -> str:
    return url_for("review.case", public_id=found.application.public_id)


@blueprint.get("/motions/<public_id>/open")
@open_to(Audience.SIGNED_IN)
def open_page(public_id: str) -> Any:
    """What opening the vote freezes, before it is done."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.OPEN_VOTE, on)
    return _opening(found, Form())


def _opening(found: Motion, form: Form, status: int = 200) -> Any:
    rules, missing = rules_in_force(found)
    seats = seats_on(session(), found.application, now())
    page = render_template(
        "ballot/open.html",
        form=form,
        seats=[] if rules is None else roster_of(found, rules, seats, now()),
        missing=missing,
        rules=rules,
        rule_words=conduct.rule_in_words(rules) if rules else (),
        **told(found),
    )
    return page, status


@blueprint.post("/motions/<public_id>/open")
@open_to(Audience.SIGNED_IN)
def open_now(public_id: str) -> Any:
    """Opens the vote."""
    form = Form()
    with refused_at(form) as attempt:
        services.open_vote(session(), person(), public_id, statute=statute(), at=now())
    if attempt.ok:
        flash(_("The vote is open."), "done")
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    found, _on = to_read(session(), person(), public_id, at=now())
    return _opening(found, form, form.status)


@blueprint.get("/motions/<public_id>/close")
@open_to(Audience.SIGNED_IN)
def close_page(public_id: str) -> Any:
    """Who has voted and what closing does, before it is done."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.CLOSE_VOTE, on)
    return _closing(found, Form())


def _closing(found: Motion, form: Form, status: int = 200) -> Any:
    voted = took_part(found)
    page = render_template(
        "ballot/close.html",
        form=form,
        closable=closable(found, now()),
        seats=[(seat, seat.id in voted) for seat in found.roster],
        **told(found),
        **ruled(found),
    )
    return page, status


@blueprint.post("/motions/<public_id>/close")
@open_to(Audience.SIGNED_IN)
def close_now(public_id: str) -> Any:
    """Closes the vote, counts it, and decides if the motion is adopted."""
    form = Form()
    with refused_at(form) as attempt:
        closing.close(session(), person(), public_id, at=now())
    if attempt.ok:
        return redirect(url_for("ballot.result", public_id=public_id), 303)
    found, _on = to_read(session(), person(), public_id, at=now())
    return _closing(found, form, form.status)
