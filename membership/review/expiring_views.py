"""The page of what has to be asked for again: the members' evidence that expires."""

from datetime import date

from flask import render_template, request, url_for

from membership.door import now, open_to, person, session, statute
from membership.review.blueprint import blueprint
from membership.review.expiring import AHEAD, Expiring, expiring
from membership.wording.texts import here
from membership.words import day as day_words
from workflows.permission import Act
from workflows.statute import Statute
from workflows.term import day_of


@blueprint.get("/queue/expiring")
@open_to(Act.READ_QUEUE)
def expiring_list() -> str:
    """Evidence of active members that has expired, or will within ninety days."""
    cluster, after = statute(), request.args.get("after", "")[:40]
    today = day_of(now(), cluster.zone)
    page = expiring(session(), person(), today, after=after)
    return render_template(
        "review/expiring.html",
        rows=[_row(one, cluster, today) for one in page.pieces],
        days=AHEAD.days,
        first=url_for("review.expiring_list") if after else "",
        more=url_for("review.expiring_list", after=page.after) if page.after else "",
    )


def _row(one: Expiring, cluster: Statute, today: date) -> list[object]:
    kind = cluster.evidence_kinds.get(one.kind)
    stages = cluster.stages
    places = [
        f"{here(stages[stage].name) if stage in stages else stage}: {', '.join(fields)}"
        for stage, fields in one.places
    ]
    over = one.expires_on < today
    return [
        {"text": one.name, "href": url_for("review.case", public_id=one.case)},
        {"text": one.title, "sub": here(kind.name) if kind else one.kind},
        "; ".join(places),
        {"text": day_words(one.expires_on), "tone": "needs" if over else ""},
    ]
