"""The pages of the ballot share one blueprint and what every one of them says of a motion."""

from typing import Any

from flask import Blueprint, request, url_for

from membership import statutes
from membership.ballot.motions import rules_of, seat_of, seats_of
from membership.ballot.referring import referral_of
from membership.door import now, person, row_number, session, settings, statute
from membership.models import Application, Motion, RosterSeat
from workflows import conduct
from workflows.refusal import Message

blueprint = Blueprint("ballot", __name__)


def interest_page(motion: Motion) -> str:
    """Where a seat says whether it has an interest, and from where it comes back to vote."""
    back = url_for("ballot.motion", public_id=motion.public_id)
    return url_for("review.interest", public_id=motion.application.public_id, next=back)


def told(motion: Motion) -> dict[str, Any]:
    """What every page of a motion names: its case, the statute it is handled under."""
    application = motion.application
    own = statutes.of(application)
    category = own.categories.get(application.category)
    return {
        "motion": motion,
        "application": application,
        "statute": own,
        "category": category,
        "amended": statutes.since(application, settings()),
    }


def referred(application: Application) -> Message | None:
    """Why the Assembly decides the case instead of the Board, in words; None where it does not."""
    why = referral_of(session(), application, statute=statute(), at=now())
    return Message(f"assembly.referral.{why.value}") if why else None


def ruled(motion: Motion) -> dict[str, Any]:
    """The rules frozen with the motion, and in words what a voter must know of them."""
    if motion.rules is None:
        return {"rules": None, "rule_words": ()}
    rules = rules_of(motion)
    return {"rules": rules, "rule_words": conduct.rule_in_words(rules)}


def acting(motion: Motion) -> tuple[RosterSeat | None, int | None]:
    """The seat for which the reader votes on this page, and the number by which its address names
    it: None for whoever votes for one seat alone."""
    try:
        wanted = row_number(request.args.get("seat", ""))
    except ValueError:
        wanted = None
    seat = seat_of(motion, person(), wanted)
    several = len(seats_of(motion, person())) > 1
    return seat, seat.id if seat is not None and several else None
