"""Pages of a subscribed calendar: making its address, stopping it, and the calendar itself."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask import session as cookie
from flask_babel import gettext as _

from membership.calendars import MEDIA_TYPE
from membership.calendars import calendar as written
from membership.door import Audience, now, open_to, person, session, settings, statute
from membership.sitting import feeds
from membership.sitting.blueprint import blueprint
from membership.sitting.inviting import event_of
from workflows.permission import Act

SHOWN_ONCE = "calendar"
"""Where the browser itself carries the new address to the page that shows it."""


@blueprint.get("/sittings/calendar")
@open_to(Act.READ_SITTINGS)
def feed() -> str:
    """Whether the reader's calendar is subscribed; its address, once, after it was made."""
    secret = cookie.pop(SHOWN_ONCE, "")
    path = url_for("sitting.feed_read", secret=secret) if secret else ""
    return render_template("sitting/feed.html", held=feeds.of(session(), person()),
                           address=settings().base_url + path if path else "")  # fmt: skip


@blueprint.post("/sittings/calendar")
@open_to(Act.READ_SITTINGS)
def feed_made() -> Any:
    """Makes a new address; the page it leads to shows it."""
    cookie[SHOWN_ONCE] = feeds.subscribe(session(), person(), at=now())
    return redirect(url_for("sitting.feed"), 303)


@blueprint.post("/sittings/calendar/stop")
@open_to(Act.READ_SITTINGS)
def feed_stopped() -> Any:
    """Takes the address back."""
    feeds.stop(session(), person(), at=now())
    flash(_("The address works no more."), "done")
    return redirect(url_for("sitting.feed"), 303)


@blueprint.get("/calendar/<secret>.ics")
@open_to(Audience.ANYONE)
def feed_read(secret: str) -> Response:
    """The calendar, for the application that holds its address."""
    reader, found = feeds.sittings_for(session(), secret, at=now())
    own = statute()
    events = [event_of(sitting, own, reader.language) for sitting in found]
    answer = make_response(written(events, name=own.short_name))
    answer.mimetype = MEDIA_TYPE
    return answer
