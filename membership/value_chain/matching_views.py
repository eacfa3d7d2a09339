"""Pages of what the members seek and offer: all of it, and one thing that is sought."""

from flask import render_template, request, url_for

from membership.door import open_to, person, row_number, session, statute
from membership.value_chain import matching
from membership.value_chain.blueprint import blueprint, today
from membership.value_chain.paging import page_of
from workflows.permission import Act
from workflows.refusal import NotFound

SEEKING = "seeking"


@blueprint.get("/matching")
@open_to(Act.READ_MEMBERS)
def matches() -> str:
    """What is sought, by how many, and how many offer it; first for the reader's own member."""
    cluster, everybody = statute(), matching.traders(session(), person(), today())
    own = [one for one in everybody if one.organisation_id in person().organisation_ids]
    return render_template(
        "value_chain/matching.html",
        markets=matching.market(cluster, everybody).values(),
        own=[(one, matching.of_member(cluster, one.member_id, everybody)) for one in own],
        members=len(everybody),
    )


@blueprint.get("/matching/<sought>")
@open_to(Act.READ_MEMBERS)
def match(sought: str) -> str:
    """Who offers one thing that is sought, or who seeks it: 40 a page, by number."""
    cluster = statute()
    if sought not in cluster.seeks:
        raise NotFound("permission.not_found")
    market = matching.market(cluster, matching.traders(session(), person(), today()))[sought]
    seeking = request.args.get("who") == SEEKING
    after = request.args.get("after", 0, type=row_number)
    page = page_of(market.seekers if seeking else market.offering, after)
    return render_template(
        "value_chain/match.html",
        market=market,
        seeking=seeking,
        page=page.members,
        seeks=cluster.seeks,
        kinds=cluster.seeks if seeking else cluster.offers,
        older=url_for("value_chain.match", sought=sought, after=page.after,
                      who=SEEKING if seeking else None) if page.after else "",
    )  # fmt: skip
