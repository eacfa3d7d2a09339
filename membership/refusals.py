"""The one place where a refusal becomes a page; nothing else in the house catches one."""

from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask import g as request_globals
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from membership import door, logs, stale, switching
from membership.database import reading, writing
from membership.door import now, somebody
from membership.journal.services import record
from membership.limits import TooOften
from membership.settings import SettingsWrong
from membership.wording import say
from workflows.refusal import Incomplete, Refused

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


def answer(app: Flask) -> None:
    """Every refusal becomes a page in words, and so does every fault."""
    app.register_error_handler(Refused, refused_page)
    app.register_error_handler(CSRFError, _csrf_page)
    app.register_error_handler(HTTPException, _http_page)
    app.register_error_handler(OperationalError, _busy_page)
    app.register_error_handler(DataError, _unreadable_page)
    app.register_error_handler(SettingsWrong, _unset_page)
    app.register_error_handler(Exception, _fault_page)


def refused_page(refused: Refused) -> Response:
    """The refusal in the person's language, under its own status; put on record if it asks."""
    logs.refused(refused.message.key)
    if refused.recorded:
        _put_on_record(refused)
    gaps = [(say(gap), "") for gap in refused.gaps] if isinstance(refused, Incomplete) else []
    heading = HEADINGS.get(refused.status, HEADINGS[409])()
    page = _error(refused.status, heading, [say(refused.message)], gaps)
    if isinstance(refused, TooOften):
        page.headers["Retry-After"] = str(refused.seconds)
    return page


def _put_on_record(refused: Refused) -> None:
    # The act's own transaction is gone: the attempt is kept in one of its own.
    with writing(door.engine()) as opened:
        _reopen(opened)
        record(opened, "refused", by=somebody(), at=now(), subject=request.path[:80],
               why=refused.message.key)  # fmt: skip


def _csrf_page(error: CSRFError) -> Response:
    logs.refused("csrf")
    if (back := stale.kept_for_sender()) is not None:
        return back
    if (typed := stale.given_back()) is not None:
        switch = (switching.FIELD, getattr(get_locale(), "language", "en"))
        return _page(400, "public/given_back.html", typed=typed, switch=switch)
    words = _("This page was open for too long. Open it again; nothing was changed.")
    return _error(400, HEADINGS[400](), [words])


def _http_page(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, SecurityError):
        # For a name that is not the house's own, not even an address can be written.
        logs.refused("host")
        return _plain(400, HEADINGS[400](), [_("This is not the address of this service.")])
    said = {
        404: _("There is nothing at this address, or it is not yours to see."),
        405: _("This address is reached from a form. Go back to the page before it."),
        413: _("What was sent is larger than allowed. Nothing was saved from it."),
    }
    heading = HEADINGS.get(status, HEADINGS[400])()
    return _error(status, heading, [said.get(status, _("What was sent cannot be read."))])


def _busy_page(error: OperationalError) -> Response:
    current_app.logger.warning("the database did not answer", exc_info=error)
    request_globals.pop("session", None)
    page = _error(503, HEADINGS[503](), [
        _("The register is busy or its disk is full. Nothing was saved; try again shortly.")
    ])  # fmt: skip
    page.headers["Retry-After"] = "10"
    return page


def _unreadable_page(error: DataError) -> Response:
    """What no database can keep, such as a NUL in a text, was not typed by anybody."""
    logs.refused("unreadable")
    return _error(400, HEADINGS[400](), [_("What was sent cannot be read.")])


def _unset_page(error: SettingsWrong) -> Response:
    return _error(503, HEADINGS[503](), [str(error)])


def _fault_page(error: Exception) -> Response:
    current_app.logger.error("unexpected fault", exc_info=error)
    if current_app.testing:
        raise error
    return _error(500, _("Something went wrong here"),
                  [_("Nothing was saved. It has been noted; try again later.")])  # fmt: skip


def _error(status: int, heading: str, sentences: list[str], gaps: Any = ()) -> Response:
    reference = logs.reference() if status >= 500 else ""
    try:
        with reading(door.engine()) as opened:
            _reopen(opened)
            page = render_template("error.html", heading=heading, sentences=sentences, gaps=gaps,
                                   status=status, reference=reference)  # fmt: skip
    except Exception as error:  # whatever else is broken, the refusal must be said
        if current_app.testing and not isinstance(error, OperationalError):
            raise
        return _plain(status, heading, sentences)
    return make_response(page, status)


def _page(status: int, template: str, **context: Any) -> Response:
    with reading(door.engine()) as opened:
        _reopen(opened)
        return make_response(render_template(template, **context), status)


def _plain(status: int, heading: str, sentences: list[str]) -> Response:
    """A page that needs neither the database, nor a statute file, nor an address."""
    page = current_app.jinja_env.get_template("plain.html").render(
        heading=heading,
        sentences=sentences,
        reference=logs.reference() if status >= 500 else "",
        language_code=getattr(get_locale(), "language", "en"),
    )
    return make_response(page, status)


def _reopen(opened: Any) -> None:
    request_globals.session = opened
    request_globals.pop("_login_user", None)
