"""The pages of the whole house: the front page, fonts and colour, owed work, the journal."""

from importlib import resources
from typing import Any, cast

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from membership import door, switching
from membership.door import (
    Audience,
    now,
    open_to,
    person,
    row_number,
    safe_next,
    session,
    settings,
    somebody,
)
from membership.forms import Form
from membership.models import JournalEntry
from membership.owed import services as owed_services
from membership.owed.health import health as health_of
from membership.wording import say
from workflows.permission import Act, Role

FONTS = {
    f"{family}-{weight}.otf": f"font_{package}"
    for family, package in (
        ("SourceSansPro", "source_sans_pro"),
        ("SourceSerifPro", "source_serif_pro"),
    )
    for weight in ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
}
YEAR = 365 * 24 * 3600
PAGE = 40

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@open_to(Audience.ANYONE)
def home() -> Any:
    """What needs this person now; for a stranger, who can join and how."""
    visitor = somebody()
    if visitor is None:
        return render_template("public/join.html")
    for role, endpoint in FIRST_PAGES:
        if role in visitor.roles:
            return redirect(url_for(endpoint))
    return render_template("public/join.html")


FIRST_PAGES = (
    (Role.SECRETARIAT, "review.queue"),
    (Role.BOARD, "ballot.board"),
    (Role.RAPPORTEUR, "review.files"),
    (Role.AUDITOR, "letter.registry"),
    (Role.ADMINISTRATOR, "account.people"),
    (Role.APPLICANT, "application.mine"),
)


@blueprint.get("/join")
@open_to(Audience.ANYONE)
def join() -> str:
    """Who can become a member, and how it goes."""
    return render_template("public/join.html")


@blueprint.get("/accessibility")
@open_to(Audience.ANYONE)
def accessibility() -> str:
    """How the pages can be used, and whom to tell when they cannot."""
    return render_template("public/accessibility.html")


@blueprint.post("/language")
@open_to(Audience.ANYONE, repeatable=True)
def language() -> Response:
    """Switches the language and stays on the page."""
    chosen = request.form.get("language", "")
    response = cast(Response, redirect(safe_next(request.form.get("next")), 303))
    return switching.remember(response, chosen) if chosen in switching.LANGUAGES else response


@blueprint.get("/fonts/<name>")
@open_to(Audience.ANYONE)
def font(name: str) -> Response:
    """The two type families, from their packages."""
    if name not in FONTS:
        abort(404)
    file = resources.files(FONTS[name]) / "files" / name
    with resources.as_file(file) as path:
        return send_file(path, mimetype="font/otf", max_age=YEAR)


@blueprint.get("/accent.css")
@open_to(Audience.ANYONE)
def accent_css() -> Response:
    """The cluster's own colour, as a stylesheet of one rule."""
    response = make_response(f":root{{--accent:{door.statute().accent}}}")
    response.mimetype = "text/css"
    response.cache_control.max_age = 3600
    return response


@blueprint.get("/owed")
@open_to(Act.MEND_OWED)
def owed() -> str:
    """Work that did not go well, or that nobody took up in time: what, since when, and a way to
    try again."""
    rows = owed_services.troubled(session(), now())
    return render_template(
        "public/owed.html", rows=rows, form=Form(), smtp=bool(settings().smtp_url),
        receivers=owed_services.receivers(session(), rows),
        troubles=health_of(session(), settings(), now()).troubles, say=say,
        late=now() - owed_services.LATE,
    )  # fmt: skip


@blueprint.get("/health")
@open_to(Audience.ANYONE)
def health() -> Response:
    """How the house is, in one word for whoever watches it; why, says the page of owed work."""
    found = health_of(session(), settings(), now())
    response = jsonify(state=found.condition.value)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/owed/<int:owed_id>/retry")
@open_to(Act.MEND_OWED)
def retry_owed(owed_id: int) -> Response:
    """Tries failed work again."""
    owed_services.retry(session(), person(), owed_id, at=now())
    flash(_("It will be tried again within a few seconds."), "waiting")
    return cast(Response, redirect(url_for("pages.owed"), 303))


@blueprint.post("/owed/retry")
@open_to(Act.MEND_OWED)
def retry_all_owed() -> Response:
    """Tries everything again that was given up."""
    number = owed_services.retry_all(session(), person(), at=now())
    flash(ngettext("%(num)s piece of work is tried again within a few seconds.",
                   "%(num)s pieces of work are tried again within a few seconds.", number),
          "waiting")  # fmt: skip
    return cast(Response, redirect(url_for("pages.owed"), 303))


@blueprint.get("/journal")
@open_to(Act.READ_JOURNAL)
def journal() -> str:
    """What was done in the house, the newest first."""
    wanted = select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(PAGE + 1)
    before = request.args.get("before", type=row_number)
    if before:
        wanted = wanted.where(JournalEntry.seq < before)
    rows = session().scalars(wanted).all()
    older = rows[PAGE - 1].seq if len(rows) > PAGE else None
    return render_template("public/journal.html", rows=rows[:PAGE], older=older)
