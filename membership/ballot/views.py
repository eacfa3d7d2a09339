"""Pages of the vote: the ballot, its confirmation and receipt, and the result."""

from typing import Any

from flask import redirect, render_template, request, url_for

from membership.application.access import must_declare, standing_of
from membership.ballot import (
    conducting_views,
    counting,
    member_views,
    motion_views,
    outcome_views,
    recount_views,
    recounting,
    roll_views,
    secret_views,
    services,
    standing,
    sums,
)
from membership.ballot.forms import ChoiceForm, VoteForm
from membership.ballot.motions import (
    has_voted,
    motion_of,
    rules_of,
    seat_of,
    standing_vote,
    to_read,
    to_see_result,
    took_part,
)
from membership.ballot.pages import acting, blueprint, interest_page, referred, ruled, told
from membership.ballot.table import ballots_of, board_page, closable, is_over, place_of
from membership.door import Audience, now, open_to, person, session, statute
from membership.forms import Form, refused_at
from membership.models import Life, Motion
from membership.review.clocks import pressing
from workflows import conduct
from workflows.permission import Act, may, require
from workflows.refusal import NotFound
from workflows.voting_terms import Ballot, Choice

__all__ = [
    "blueprint",
    "conducting_views",
    "member_views",
    "motion_views",
    "outcome_views",
    "recount_views",
    "roll_views",
    "secret_views",
]


@blueprint.get("/board")
@open_to(Act.READ_REGISTERS)
def board() -> str:
    """A Board member's first page: what needs their vote, and by when."""
    late = pressing(session(), person(), statute(), at=now()) if may(person(), Act.PRESIDE) else ()
    return render_template("ballot/board.html", page=board_page(session(), person(), now()),
                           pressing=late)  # fmt: skip


@blueprint.get("/motions/<public_id>")
@open_to(Audience.SIGNED_IN)
def motion(public_id: str) -> Any:
    """The ballot for a seat that votes; for others, how the motion stands."""
    found, on = to_read(session(), person(), public_id, at=now())
    if must_declare(person(), on, found.application):
        return redirect(interest_page(found), 303)
    if found.life is Life.CLOSED:
        return redirect(url_for("ballot.result", public_id=public_id), 303)
    seat, _named = acting(found)
    votes = found.life is Life.OPEN and seat is not None and not seat.recused
    if votes and not is_over(found, now()) and "how" not in request.args:
        form = ChoiceForm()
        form.offer(rules_of(found))
        return _ballot(found, form)
    presides = may(person(), Act.CLOSE_VOTE, on)
    return render_template(
        "ballot/motion.html",
        on=on,
        presides=presides,
        over=is_over(found, now()),
        closable=presides and closable(found, now()),
        cast=len(took_part(found)),
        entitled=sum(not seat.recused for seat in found.roster),
        mine=standing_vote(found, seat),
        objects=standing.may_object(found, seat, now()),
        enters=standing.may_enter_roll(found, person(), on),
        standing=standing.so_far(found, seat),
        writes=found.proposed_by_id == person().id and may(person(), Act.WRITE_CONDITION, on),
        referred=referred(found.application),
        records=may(person(), Act.RECORD_ASSEMBLY, on),
        **told(found),
        **ruled(found),
    )


def _ballot(found: Motion, form: ChoiceForm, status: int = 200) -> Any:
    rules = rules_of(found)
    seat, named = acting(found)
    page = render_template(
        "ballot/ballot.html",
        form=form,
        seat=seat,
        named=named,
        mine=standing_vote(found, seat),
        voted=has_voted(found, seat),
        effect=conduct.abstain_effect(rules),
        may_change=conduct.may_change(rules),
        secret=rules.ballot is Ballot.SECRET,
        objects=standing.may_object(found, seat, now()),
        standing=standing.so_far(found, seat),
        place=place_of(session(), person(), found, now()),
        interest_url=interest_page(found),
        **told(found),
        **ruled(found),
    )
    return page, status


@blueprint.post("/motions/<public_id>/choose")
@open_to(Audience.SIGNED_IN, repeatable=True)
def choose(public_id: str) -> Any:
    """Takes the choice on to the page where it is confirmed; nothing is cast yet."""
    found, on = to_read(session(), person(), public_id, at=now())
    if found.life is not Life.OPEN or not may(person(), Act.VOTE, on):
        # The motion's page leads on whoever has to declare first, and tells the others.
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    form = ChoiceForm()
    form.offer(rules_of(found))
    if not form.validate():
        return _ballot(found, form, 422)
    if rules_of(found).ballot is Ballot.SECRET:
        # Straight on: no address may hold how somebody votes in secret.
        return secret_views.confirmation(found, form)
    _seat, named = acting(found)
    choice = form.choice.data
    return redirect(url_for("ballot.confirm", public_id=public_id, choice=choice, seat=named), 303)


@blueprint.get("/motions/<public_id>/confirm")
@open_to(Audience.SIGNED_IN)
def confirm(public_id: str) -> Any:
    """The text of the motion once more, and the vote about to be cast."""
    found, on = to_read(session(), person(), public_id, at=now())
    if must_declare(person(), on, found.application):
        return redirect(interest_page(found), 303)
    form = VoteForm(choice=request.args.get("choice", ""))
    if form.chosen is None or found.life is not Life.OPEN or acting(found)[0] is None:
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    return _confirmation(found, form)


def _confirmation(found: Motion, form: VoteForm) -> Any:
    rules, chosen = rules_of(found), form.chosen or Choice.ABSTAIN
    seat, named = acting(found)
    form.reason.flags.needed = conduct.reason_needed(rules, chosen)
    return render_template(
        "ballot/confirm.html",
        form=form,
        chosen=chosen,
        seat=seat,
        named=named,
        mine=standing_vote(found, seat),
        asks_reason=conduct.reason_needed(rules, chosen),
        asks_opposition=conduct.may_record_opposition(rules, chosen),
        effect=conduct.abstain_effect(rules) if chosen is Choice.ABSTAIN else None,
        may_change=conduct.may_change(rules),
        **told(found),
    )


@blueprint.post("/motions/<public_id>/vote")
@open_to(Audience.SIGNED_IN)
def vote(public_id: str) -> Any:
    """Casts the vote."""
    form = VoteForm()
    if form.chosen is None:
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    # Whoever may not read the case is refused by the service, which puts their vote on record.
    _seat, named = acting(motion_of(session(), public_id))
    if form.validate():
        with refused_at(form) as attempt:
            services.cast(session(), person(), public_id, choice=form.chosen, seat_id=named,
                          reason=form.reason.data or "", opposition=bool(form.opposition.data),
                          at=now())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("ballot.receipt", public_id=public_id, seat=named), 303)
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.VOTE, on)
    return _confirmation(found, form), form.status


@blueprint.get("/motions/<public_id>/receipt")
@open_to(Audience.SIGNED_IN)
def receipt(public_id: str) -> Any:
    """The tracker of one's own vote."""
    found, _on = to_read(session(), person(), public_id, at=now())
    seat, named = acting(found)
    mine = standing_vote(found, seat)
    if mine is None:
        raise NotFound("permission.not_found")
    others = ballots_of(session(), person(), now())
    rules = rules_of(found)
    return render_template("ballot/receipt.html", mine=mine, others=others, seat=seat, named=named,
                           tracker=services.spaced(mine.tracker),
                           may_change=conduct.may_change(rules) and found.life is Life.OPEN,
                           **told(found))  # fmt: skip


@blueprint.get("/motions/<public_id>/result")
@open_to(Audience.SIGNED_IN)
def result(public_id: str) -> Any:
    """How the vote ended, as a sum that a person can check."""
    found = to_see_result(session(), person(), public_id, at=now())
    if found.life is not Life.CLOSED:
        return redirect(url_for("ballot.motion", public_id=public_id), 303)
    mine = standing_vote(found, seat_of(found, person()))
    outcome = counting.recount(found)
    on = standing_of(session(), found.application, now())
    return render_template(
        "ballot/result.html",
        outcome=outcome,
        verdict=sums.verdict(found, outcome),
        lines=sums.lines(outcome),
        words=outcome.words(),
        roll=sums.roll(found),
        unnamed=sums.unnamed(found),
        box=sums.box(found),
        warnings=conduct.secrecy_warnings(outcome),
        seal=recounting.seal(recounting.to_recount(found)),
        mine=mine,
        tracker=services.spaced(mine.tracker) if mine else "",
        reads_file=may(person(), Act.READ_CASE, on),
        issues=may(person(), Act.ISSUE_LETTER, on),
        papers=Form(formdata=None),
        corrects=standing.may_enter_roll(found, person(), on),
        may_repeat=standing.may_repeat(found, person(), on),
        referred=referred(found.application),
        records=may(person(), Act.RECORD_ASSEMBLY, on),
        may_propose=services.awaits_motion(found) and may(person(), Act.PROPOSE_MOTION, on),
        **told(found),
        **ruled(found),
    )
