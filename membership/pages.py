"""The pages of the whole house: the front page, fonts and colour, owed work, the journal.

And the one place where a refusal becomes a page.
"""

from importlib import resources
from typing import Any, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask import g as request_globals
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from membership import door
from membership.database import reading, writing
from membership.door import Audience, now, open_to, person, safe_next, session, somebody
from membership.forms import Form
from membership.journal.services import record
from membership.models import JournalEntry
from membership.owed import services as owed_services
from membership.settings import SettingsWrong
from membership.wording import say
from workflows.permission import Act, Role
from workflows.refusal import Incomplete, Refused

LANGUAGES = ("ro", "en")
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
    if chosen in LANGUAGES:
        response.set_cookie("language", chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return response


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
    """Work that did not go well: what, since when, and a way to try again."""
    return render_template("public/owed.html", rows=owed_services.troubled(session()), form=Form())


@blueprint.post("/owed/<int:owed_id>/retry")
@open_to(Act.MEND_OWED)
def retry_owed(owed_id: int) -> Response:
    """Tries failed work again."""
    owed_services.retry(session(), person(), owed_id, at=now())
    flash(_("It will be tried again within a few seconds."), "waiting")
    return cast(Response, redirect(url_for("pages.owed"), 303))


@blueprint.get("/journal")
@open_to(Act.READ_JOURNAL)
def journal() -> str:
    """What was done in the house, the newest first."""
    wanted = select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(PAGE + 1)
    before = request.args.get("before", type=int)
    if before:
        wanted = wanted.where(JournalEntry.seq < before)
    rows = session().scalars(wanted).all()
    older = rows[PAGE - 1].seq if len(rows) > PAGE else None
    return render_template("public/journal.html", rows=rows[:PAGE], older=older)


def answer_refusals(app: Flask) -> None:
    """Every refusal becomes a page in words; nothing else in the house catches one."""
    app.register_error_handler(Refused, refused_page)
    app.register_error_handler(CSRFError, _csrf_page)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(OperationalError, _busy_page)
    app.register_error_handler(SettingsWrong, _unset_page)
    app.register_error_handler(Exception, _fault_page)


def refused_page(refused: Refused) -> Any:
    """The refusal in the person's language, under its own status; put on record if it asks."""
    if refused.recorded:
        _put_on_record(refused)
    gaps = [(say(gap), "") for gap in refused.gaps] if isinstance(refused, Incomplete) else []
    return _error(refused.status, HEADINGS.get(refused.status, HEADINGS[409])(),
                  [say(refused.message)], gaps)  # fmt: skip


def _put_on_record(refused: Refused) -> None:
    # The act's own transaction is gone: the attempt is kept in one of its own.
    with writing(door.engine()) as opened:
        _reopen(opened)
        record(opened, "refused", by=somebody(), at=now(), subject=request.path[:80],
               why=refused.message.key)  # fmt: skip


HEADINGS = {
    400: lambda: _("This cannot be read"),
    403: lambda: _("Not allowed"),
    404: lambda: _("Nothing here"),
    405: lambda: _("Not this way"),
    409: lambda: _("Not now"),
    413: lambda: _("Too large"),
    422: lambda: _("Something is missing"),
    423: lambda: _("Being checked"),
    429: lambda: _("Too often"),
    503: lambda: _("Not available for the moment"),
}


def _csrf_page(error: CSRFError) -> Any:
    words = _("This page was open for too long. Open it again; nothing was changed.")
    return _error(400, HEADINGS[400](), [words])


def _http_page(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error
    said = {
        404: _("There is nothing at this address, or it is not yours to see."),
        405: _("This address is reached from a form. Go back to the page before it."),
        413: _("What was sent is larger than allowed. Nothing was saved from it."),
    }
    heading = HEADINGS.get(status, HEADINGS[400])()
    return _error(status, heading, [said.get(status, _("What was sent cannot be read."))])


def _busy_page(error: OperationalError) -> Any:
    request_globals.pop("session", None)
    page = make_response(_error(503, HEADINGS[503](), [
        _("The register is busy or its disk is full. Nothing was saved; try again shortly.")
    ]))  # fmt: skip
    page.headers["Retry-After"] = "10"
    return page


def _unset_page(error: SettingsWrong) -> Any:
    return _error(503, HEADINGS[503](), [str(error)])


def _fault_page(error: Exception) -> Any:
    current_app.logger.exception("unexpected fault at %s", request.path)
    if current_app.testing:
        raise error
    return _error(500, _("Something went wrong here"),
                  [_("Nothing was saved. It has been noted; try again later.")])  # fmt: skip


def _error(status: int, heading: str, sentences: list[str], gaps: Any = ()) -> Any:
    try:
        with reading(door.engine()) as opened:
            _reopen(opened)
            page = render_template("error.html", heading=heading, sentences=sentences, gaps=gaps,
                                   status=status)  # fmt: skip
    except OperationalError:
        page = heading + "\n" + "\n".join(sentences)
    return page, status


def _reopen(opened: Any) -> None:
    request_globals.session = opened
    request_globals.pop("_login_user", None)
