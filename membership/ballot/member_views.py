"""Pages of motions on a member: lodging one, and the hearing before an exclusion."""

from datetime import date
from typing import Any, cast

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application.access import find
from membership.ballot import hearing, lodging
from membership.ballot.motion_forms import HearingForm, MotionForm
from membership.ballot.motion_views import lodging_of, offering
from membership.ballot.motions import to_read
from membership.ballot.pages import blueprint, told
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import answered, said
from membership.models import Application, Motion
from membership.register import standings
from workflows.motion import ABOUT_MEMBER
from workflows.permission import Act, require
from workflows.voting_terms import MotionKind


@blueprint.post("/members/<int:number>/file")
@open_to(Act.PROPOSE_ON_MEMBER)
def file_opened(number: int) -> Any:
    """Opens the file of a member that was imported, so that motions can be lodged on it."""
    opened = standings.open_file(session(), person(), number, settings=settings(), at=now())
    return redirect(url_for("ballot.propose_on_member", public_id=opened.public_id), 303)


@blueprint.get("/case/<public_id>/member-motion")
@open_to(Audience.SIGNED_IN)
def propose_on_member(public_id: str) -> Any:
    """Where the secretariat or a member of the Board asks to decide on a member's quality."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.PROPOSE_ON_MEMBER, on)
    return offering(application, MotionForm(), _kinds(application))


def _kinds(application: Application) -> tuple[MotionKind, ...]:
    return tuple(kind for kind in lodging.kinds_on(application) if kind in ABOUT_MEMBER)


@blueprint.post("/case/<public_id>/member-motion")
@open_to(Audience.SIGNED_IN)
def proposed_on_member(public_id: str) -> Any:
    """Lodges the motion on the member."""
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.PROPOSE_ON_MEMBER, on)
    return lodging_of(application, MotionForm(), _kinds(application))


@blueprint.get("/motions/<public_id>/hearing")
@open_to(Audience.SIGNED_IN)
def hearing_page(public_id: str) -> Any:
    """Where the secretariat writes down how the member was heard."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.SCHEDULE, on)
    form = HearingForm(formdata=None)
    form.invited_on.data, form.heard_on.data = found.invited_on, found.heard_on
    form.heard.data = found.heard
    return _hearing(found, form)


def _hearing(found: Motion, form: HearingForm) -> str:
    return render_template("ballot/hearing.html", form=form, **told(found))


@blueprint.post("/motions/<public_id>/hearing")
@open_to(Audience.SIGNED_IN)
def hearing_recorded(public_id: str) -> Any:
    """Writes down the hearing."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.SCHEDULE, on)
    form = HearingForm()

    def act() -> Any:
        hearing.record_hearing(session(), person(), public_id,
                               invited_on=cast(date, form.invited_on.data),
                               heard_on=cast(date, form.heard_on.data), heard=said(form.heard),
                               at=now())  # fmt: skip
        flash(_("The hearing is on record."), "done")
        return redirect(url_for("ballot.motion", public_id=public_id), 303)

    return answered(form, act, lambda: _hearing(found, form))
