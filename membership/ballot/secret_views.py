"""Pages of a secret vote: its confirmation, and the receipt that is shown once and kept nowhere."""

from typing import Any

from flask import redirect, render_template, url_for
from flask import session as cookie

from membership.ballot.forms import ChoiceForm, SecretVoteForm
from membership.ballot.motions import has_voted, motion_of, rules_of, to_read
from membership.ballot.pages import acting, blueprint, told
from membership.ballot.secret import cast_secretly
from membership.ballot.services import spaced
from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, refused_at
from membership.models import Motion
from workflows import conduct
from workflows.permission import Act, require
from workflows.refusal import NotFound
from workflows.voting_terms import Choice

SHOWN_ONCE = "secret_receipt"
"""Where the browser itself carries the receipt to the page that shows it."""


def confirmation(found: Motion, chosen: ChoiceForm) -> Any:
    """The text once more and the vote about to be cast, as the answer to the choice itself."""
    form = SecretVoteForm(formdata=None, choice=chosen.choice.data)
    return _confirmation(found, form)


def _confirmation(found: Motion, form: SecretVoteForm) -> Any:
    rules, chosen = rules_of(found), form.chosen or Choice.ABSTAIN
    seat, named = acting(found)
    page = render_template(
        "ballot/confirm_secret.html",
        form=form,
        chosen=chosen,
        seat=seat,
        named=named,
        effect=conduct.abstain_effect(rules) if chosen is Choice.ABSTAIN else None,
        asks_opposition=conduct.may_record_opposition(rules, None),
        **told(found),
    )
    return page, form.status if form.errors or form.form_errors else 200


@blueprint.post("/motions/<public_id>/vote-secretly")
@open_to(Audience.SIGNED_IN, unkept=("choice", "opposition"))
def vote_secretly(public_id: str) -> Any:
    """Puts the ballot into the box; its receipt goes to the browser and is stored nowhere."""
    form = SecretVoteForm()
    if form.chosen is None:
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    _seat, named = acting(motion_of(session(), public_id))
    with refused_at(form) as attempt:
        receipt = cast_secretly(session(), person(), public_id, choice=form.chosen, seat_id=named,
                                opposition=bool(form.opposition.data), at=now())  # fmt: skip
        cookie[SHOWN_ONCE] = [public_id, receipt]
    if attempt.ok:
        return redirect(url_for("ballot.secret_receipt", public_id=public_id, seat=named), 303)
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.VOTE, on)
    return _confirmation(found, form)


@blueprint.get("/motions/<public_id>/secret-receipt")
@open_to(Audience.SIGNED_IN)
def secret_receipt(public_id: str) -> Any:
    """That one has voted, and once, straight after it, the receipt of the ballot."""
    found, _on = to_read(session(), person(), public_id, at=now())
    seat, _named = acting(found)
    if not has_voted(found, seat) or not found.participations:
        raise NotFound("permission.not_found")
    motion, receipt = cookie.pop(SHOWN_ONCE, ("", ""))
    shown = spaced(receipt) if motion == public_id else ""
    page = render_template("ballot/secret_receipt.html", receipt=shown, form=Form(), **told(found))
    return page, 200, {"Cache-Control": "no-store"}
