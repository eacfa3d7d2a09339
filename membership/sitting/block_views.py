"""Pages of the block: its one ballot, and opening and closing its votes."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import ngettext

from membership.door import now, open_to, person, session, statute
from membership.forms import refused_at
from membership.models import Sitting
from membership.sitting import block, finding
from membership.sitting.blueprint import blueprint
from membership.sitting.forms import BlockForm
from membership.sitting.sitting_views import done
from workflows.permission import Act
from workflows.voting_terms import Choice


@blueprint.get("/sittings/<public_id>/block")
@open_to(Act.ATTEND)
def block_ballot(public_id: str) -> str:
    """The motions of the block with one ballot for them all."""
    found = finding.find(session(), person(), public_id, Act.ATTEND)
    return _ballot(found, BlockForm(formdata=None))


def _ballot(found: Sitting, form: BlockForm) -> str:
    mine = block.ballots(session(), person(), found)
    motions = list(dict.fromkeys(motion for motion, _seat in mine))
    return render_template("sitting/block.html", sitting=found, motions=motions, form=form)


@blueprint.post("/sittings/<public_id>/block")
@open_to(Act.ATTEND)
def block_voted(public_id: str) -> Any:
    """Casts the same vote in every vote of the block."""
    found = finding.find(session(), person(), public_id, Act.ATTEND)
    form = BlockForm()
    if form.validate():
        with refused_at(form) as attempt:
            cast = block.cast(session(), person(), public_id, choice=Choice(form.choice.data),
                              reason=form.reason.data or "", at=now())  # fmt: skip
        if attempt.ok:
            flash(ngettext("Your vote is recorded in %(num)s case.",
                           "Your vote is recorded in %(num)s cases, each by itself.", cast),
                  "done")  # fmt: skip
            return redirect(url_for("sitting.sitting", public_id=public_id), 303)
    return _ballot(found, form), form.status


@blueprint.post("/sittings/<public_id>/block/open")
@open_to(Act.PRESIDE)
def block_opened(public_id: str) -> Any:
    """Opens the votes of the block."""
    return done(public_id, lambda: block.open_votes(
        session(), person(), public_id, statute=statute(), at=now()))  # fmt: skip


@blueprint.post("/sittings/<public_id>/block/close")
@open_to(Act.PRESIDE)
def block_closed(public_id: str) -> Any:
    """Closes the votes of the block."""
    return done(public_id, lambda: block.close_votes(session(), person(), public_id, at=now()))
