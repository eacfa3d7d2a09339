"""Pages of the members' register."""

from functools import partial

from flask import render_template, request, url_for

from membership import statutes
from membership.application.access import must_declare, standing_of
from membership.door import now, open_to, person, row_number, session, statute
from membership.models import Member
from membership.register import (
    enclosing_views,
    ledger_views,
    paper_views,
    profile,
    public_views,
    services,
)
from membership.register.blueprint import blueprint
from membership.value_chain import matching
from workflows.permission import Act, may
from workflows.standing import kinds_of
from workflows.term import day_of

__all__ = ["blueprint", "enclosing_views", "ledger_views", "paper_views", "public_views"]


@blueprint.get("/members")
@open_to(Act.READ_MEMBERS)
def members() -> str:
    """The members of the cluster by number, 40 a page."""
    after, q = request.args.get("after", 0, type=row_number), request.args.get("q", "")
    page = services.members(session(), person(), after=after, q=q)
    older = url_for("register.members", after=page.after, q=q or None) if page.after else ""
    return render_template(
        "register/members.html", page=page, q=q, older=older, categories=statute().categories,
        standings=profile.STANDINGS, shows=profile.shows, reader=profile.reader_of(person()),
    )  # fmt: skip


@blueprint.get("/members/<int:number>")
@open_to(Act.READ_MEMBERS)
def member(number: int) -> str:
    """One member: since when, in which category, by which resolution."""
    found = services.member(session(), person(), number)
    own = statutes.of(found.application) if found.application else statute()
    reader = profile.reader_of(person())
    return render_template(
        "register/member.html",
        member=found,
        decision=services.decision_of(session(), found),
        result_url=_result(found),
        category=own.categories.get(found.category),
        basis=own.cite(found.history[0].basis) if found.history else None,
        motion_url=_motion(found),
        opens_file=found.application is None and may(person(), Act.PROPOSE_ON_MEMBER),
        shows=partial(profile.shows, found, reader),
        rows=profile.rows(found, own, reader),
        matched=matching.of_member(statute(), found.id, matching.traders(
            session(), person(), day_of(now(), statute().zone))),
    )  # fmt: skip


def _motion(found: Member) -> str:
    """Where a motion is lodged on the member, for who may; a seat says first that it has no
    interest."""
    if found.application is None or not kinds_of(found.standing):
        return ""
    on = standing_of(session(), found.application, now())
    page = url_for("ballot.propose_on_member", public_id=found.application.public_id)
    if must_declare(person(), on, found.application):
        return url_for("review.interest", public_id=found.application.public_id, next=page)
    return page if may(person(), Act.PROPOSE_ON_MEMBER, on) else ""


def _result(found: Member) -> str:
    """The vote behind the membership, for those who may read it."""
    if found.application is None:
        return ""
    on = standing_of(session(), found.application, now())
    decision = services.decision_of(session(), found)
    if decision is None or not may(person(), Act.READ_RESULT, on):
        return ""
    return url_for("ballot.result", public_id=decision.motion.public_id)
