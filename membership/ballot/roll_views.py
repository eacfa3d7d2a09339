"""Pages of a roll call taken on paper: entering it, confirming it, correcting it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from membership.ballot import rolling
from membership.ballot.motions import rules_of, standing_vote, to_read
from membership.ballot.pages import blueprint, told
from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, SelectChoice, answered, said
from membership.models import Life, Motion, Person, RosterSeat
from workflows import conduct
from workflows.permission import Act, require
from workflows.voting_terms import Choice

ABSENT = "absent"
NAMES = {Choice.FOR: _l("For"), Choice.AGAINST: _l("Against"), Choice.ABSTAIN: _l("Abstain")}


class RollForm(Form):
    """How each seat voted; the seats are added for each motion."""

    reason = TextAreaField(
        _l("Why the vote is corrected"),
        description=_l("What was entered wrongly, and where the right vote is written."),
        validators=[Length(max=2000)],
    )


def _form_of(motion: Motion) -> RollForm:
    rules = rules_of(motion)
    choices = [SelectChoice(one.value, name) for one, name in NAMES.items()
               if conduct.may_choose(rules, one)]  # fmt: skip
    choices.append(SelectChoice(ABSENT, _l("Did not vote")))
    fields: dict[str, Any] = {
        f"seat_{seat.id}": RadioField(seat.name, choices=choices, default=_now(motion, seat.id))
        for seat in motion.roster
        if not seat.recused
    }
    for seat in motion.roster:
        able = rolling.voters_of(motion, seat)
        if not seat.recused and len(able) > 1:
            fields[f"voter_{seat.id}"] = SelectField(
                _l("Who voted for the seat"), default=str(seat.sitter_id),
                choices=[SelectChoice(str(one.id), one.name) for one in able],
            )  # fmt: skip
    form: RollForm = type("Roll", (RollForm,), fields)()
    return form


def _now(motion: Motion, roster_id: int) -> str:
    seat = next(seat for seat in motion.roster if seat.id == roster_id)
    cast = standing_vote(motion, seat)
    return cast.choice.value if cast else ABSENT


def _choices(form: RollForm) -> dict[int, Choice | None]:
    given = {int(name.removeprefix("seat_")): field.data
             for name, field in form._fields.items() if name.startswith("seat_")}  # fmt: skip
    return {key: None if value == ABSENT else Choice(value) for key, value in given.items()}


def _voters(form: RollForm) -> dict[int, int]:
    return {int(name.removeprefix("voter_")): int(field.data)
            for name, field in form._fields.items() if name.startswith("voter_")}  # fmt: skip


@blueprint.get("/motions/<public_id>/roll")
@open_to(Audience.SIGNED_IN)
def roll(public_id: str) -> Any:
    """Where a roll call is entered, or the one that waits is confirmed."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.ENTER_ROLL, on)
    if found.life not in (Life.OPEN, Life.CLOSED):
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    return _roll(found, _form_of(found))


def _roll(found: Motion, form: RollForm) -> str:
    waiting = next((one for one in found.rolls if one.waits), None)
    return render_template(
        "ballot/roll.html",
        form=form,
        seats=[
            (seat, form._fields.get(f"seat_{seat.id}"), form._fields.get(f"voter_{seat.id}"))
            for seat in found.roster
        ],
        names={one.id: one.name for seat in found.roster for one in _people(found, seat)},
        waiting=waiting,
        own=waiting is not None and waiting.entered_by_id == person().id,
        press=Form(formdata=None),
        **told(found),
    )


def _people(found: Motion, seat: RosterSeat) -> list[Person]:
    return [seat.sitter, seat.person, *rolling.voters_of(found, seat)]


@blueprint.post("/motions/<public_id>/roll")
@open_to(Audience.SIGNED_IN)
def roll_entered(public_id: str) -> Any:
    """Enters the roll call."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.ENTER_ROLL, on)
    if found.life not in (Life.OPEN, Life.CLOSED):
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    form = _form_of(found)

    def act() -> Any:
        rolling.enter(session(), person(), public_id, _choices(form), voters=_voters(form),
                      reason=said(form.reason), at=now())  # fmt: skip
        flash(_("The roll call is entered. A second person confirms it."), "done")
        return redirect(url_for("ballot.roll", public_id=public_id), 303)

    return answered(form, act, lambda: _roll(found, form))


@blueprint.post("/rolls/<public_id>/confirm")
@open_to(Audience.SIGNED_IN)
def roll_confirmed(public_id: str) -> Any:
    """Confirms the roll call that somebody else entered."""
    motion = rolling.confirm(session(), person(), public_id, at=now())
    flash(_("The roll call is confirmed: its votes count."), "done")
    return redirect(url_for("ballot.motion", public_id=motion.public_id), 303)


@blueprint.post("/rolls/<public_id>/drop")
@open_to(Audience.SIGNED_IN)
def roll_dropped(public_id: str) -> Any:
    """Drops a roll call that is not right."""
    motion = rolling.drop(session(), person(), public_id, at=now())
    flash(_("The roll call is dropped; nothing of it counts."), "done")
    return redirect(url_for("ballot.roll", public_id=motion.public_id), 303)
