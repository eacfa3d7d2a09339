"""Pages of motions: lodging one, its conditions, what becomes of them, and of a deferral."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership import statutes
from membership.application.access import find
from membership.ballot import conditions, lodging, repeating, resuming
from membership.ballot.motion_forms import ConditionForm, FindingForm, MotionForm, ResumeForm
from membership.ballot.motions import to_read
from membership.ballot.pages import blueprint, told
from membership.door import Audience, now, open_to, person, session, statute
from membership.forms import Form, answered, said
from membership.models import Application, Motion
from workflows.application import Stage
from workflows.motion import ConditionState
from workflows.permission import Act, require
from workflows.term import day_of
from workflows.voting_terms import MotionKind


@blueprint.get("/case/<public_id>/motion")
@open_to(Audience.SIGNED_IN)
def propose(public_id: str) -> Any:
    """Where a member of the Board lodges another motion."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.PROPOSE_MOTION, on)
    return _proposing(application, MotionForm())


def _proposing(application: Application, form: MotionForm) -> str:
    kinds = lodging.kinds_on(application)
    return offering(application, form, kinds)


def offering(application: Application, form: MotionForm, kinds: tuple[MotionKind, ...]) -> str:
    """The page on which a motion of one of these kinds is lodged."""
    form.offer(application, statutes.of(application), *kinds)
    return render_template("ballot/propose.html", form=form, application=application, kinds=kinds,
                           deciding=application.stage is Stage.BOARD_DECISION)  # fmt: skip


@blueprint.post("/case/<public_id>/motion")
@open_to(Audience.SIGNED_IN)
def propose_now(public_id: str) -> Any:
    """Lodges another motion on the case."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.PROPOSE_MOTION, on)
    return lodging_of(application, MotionForm(), lodging.kinds_on(application))


def lodging_of(application: Application, form: MotionForm, kinds: tuple[MotionKind, ...]) -> Any:
    """Lodges the motion of a form that was sent, or shows it again."""
    own = statutes.of(application)
    form.offer(application, own, *kinds)

    def act() -> Any:
        return _lodged(lodging.propose(session(), person(), application.public_id, form.wanted(),
                                       statute=own, at=now()))  # fmt: skip

    return answered(form, act, lambda: offering(application, form, kinds))


def _lodged(lodged: Motion) -> Any:
    if lodged.kind is MotionKind.ADMIT_CONDITIONALLY:
        flash(_("The motion is lodged. Write its conditions now."), "done")
        return redirect(url_for("ballot.condition_add", public_id=lodged.public_id), 303)
    if lodged.kind is MotionKind.EXCLUDE:
        flash(_("The motion is lodged. Its vote opens once the member was heard."), "done")
        return redirect(url_for("ballot.motion", public_id=lodged.public_id), 303)
    flash(_("The motion is lodged. The secretariat puts it to the Board."), "done")
    return redirect(url_for("review.case", public_id=lodged.application.public_id), 303)


@blueprint.post("/motions/<public_id>/again")
@open_to(Audience.SIGNED_IN)
def put_again(public_id: str) -> Any:
    """Puts a motion that decided nothing to the vote again."""
    again = repeating.put_again(session(), person(), public_id, at=now())
    flash(_("The motion is lodged again. The secretariat puts it to the Board."), "done")
    return redirect(url_for("ballot.motion", public_id=again.public_id), 303)


@blueprint.get("/motions/<public_id>/conditions")
@open_to(Audience.SIGNED_IN)
def condition_add(public_id: str) -> Any:
    """Where the author of a motion writes its conditions, one at a time."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.WRITE_CONDITION, on)
    return _adding(found, ConditionForm())


def _adding(found: Motion, form: ConditionForm) -> str:
    return render_template("ballot/condition_add.html", form=form, remove=Form(formdata=None),
                           **told(found))  # fmt: skip


@blueprint.post("/motions/<public_id>/conditions")
@open_to(Audience.SIGNED_IN)
def condition_added(public_id: str) -> Any:
    """Writes a condition on the motion."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.WRITE_CONDITION, on)
    form = ConditionForm()

    def act() -> Any:
        conditions.add(session(), person(), public_id, form.wanted(), at=now())
        flash(_("The condition is written on the motion."), "done")
        return redirect(url_for("ballot.condition_add", public_id=public_id), 303)

    return answered(form, act, lambda: _adding(found, form))


@blueprint.post("/conditions/<public_id>/remove")
@open_to(Audience.SIGNED_IN)
def condition_removed(public_id: str) -> Any:
    """Takes a condition off a motion whose vote is not open."""
    motion = conditions.remove(session(), person(), public_id, at=now())
    flash(_("The condition is taken off the motion."), "done")
    return redirect(url_for("ballot.condition_add", public_id=motion.public_id), 303)


@blueprint.get("/conditions")
@open_to(Act.READ_QUEUE)
def conditions_list() -> str:
    """The conditions in force that wait to be verified, the nearest day first."""
    found = conditions.to_verify(session(), person())
    return render_template(
        "ballot/conditions.html", conditions=found, today=day_of(now(), statute().zone)
    )


@blueprint.get("/conditions/<public_id>")
@open_to(Audience.SIGNED_IN)
def condition(public_id: str) -> Any:
    """Where the secretariat says what it found of a condition."""
    return _finding(public_id, FindingForm())


def _finding(public_id: str, form: FindingForm) -> str:
    found, decision = conditions.of_decision(session(), person(), public_id, at=now())
    return render_template("ballot/condition.html", form=form, condition=found, decision=decision,
                           **told(found.motion))  # fmt: skip


@blueprint.post("/conditions/<public_id>")
@open_to(Audience.SIGNED_IN)
def condition_found(public_id: str) -> Any:
    """Finds a condition met or not met."""
    conditions.of_decision(session(), person(), public_id, at=now())
    form = FindingForm()

    def act() -> Any:
        found = conditions.find(session(), person(), public_id, ConditionState(form.found.data),
                                note=said(form.note), at=now())  # fmt: skip
        flash(_("What you found is on record."), "done")
        case = found.motion.application.public_id
        return redirect(url_for("review.case", public_id=case), 303)

    return answered(form, act, lambda: _finding(public_id, form))


@blueprint.get("/case/<public_id>/resume")
@open_to(Audience.SIGNED_IN)
def resume(public_id: str) -> Any:
    """Where the secretariat takes a deferred case up again."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.RESUME, on)
    return _resuming(application, ResumeForm())


def _resuming(application: Application, form: ResumeForm) -> str:
    return render_template("ballot/resume.html", form=form, application=application)


@blueprint.post("/case/<public_id>/resume")
@open_to(Audience.SIGNED_IN)
def resume_now(public_id: str) -> Any:
    """Brings the case before the Board again."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.RESUME, on)
    form = ResumeForm()

    def act() -> Any:
        resuming.resume(session(), person(), public_id, note=said(form.note), at=now())
        flash(_("The case is before the Board again. A member lodges the motion."), "done")
        return redirect(url_for("review.case", public_id=public_id), 303)

    return answered(form, act, lambda: _resuming(application, form))
