"""The list of members for everybody."""

from flask import render_template, request, url_for

from membership.door import Audience, now, open_to, row_number, session, statute
from membership.register.blueprint import blueprint
from membership.register.published import public_page
from workflows.term import day_of


@blueprint.get("/list-of-members")
@open_to(Audience.ANYONE)
def published() -> str:
    """The members that agreed to be named, with what each agreed to have published."""
    cluster, after = statute(), request.args.get("after", 0, type=row_number)
    page = public_page(session(), day_of(now(), cluster.zone), after=after)
    return render_template(
        "public/members.html", page=page, cluster=cluster,
        later=url_for("register.published", after=page.after) if page.after else "",
    )  # fmt: skip
