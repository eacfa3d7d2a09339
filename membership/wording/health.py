"""What troubles the house, as sentences for whoever runs it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

SENTENCES: dict[str, Any] = {
    "health.overdue": lambda n, since: ngettext(
        "One piece of work is overdue, owed since %(since)s: look whether the worker runs.",
        "%(num)s pieces of work are overdue, the oldest owed since %(since)s: look whether the"
        " worker runs.",
        n,
        since=since,
    ),
    "health.given_up": lambda n, since: ngettext(
        "One piece of work was given up, owed since %(since)s: it waits for a person.",
        "%(num)s pieces of work were given up, the oldest owed since %(since)s: they wait for a"
        " person.",
        n,
        since=since,
    ),
    "health.tried": lambda n, since: ngettext(
        "One piece of work failed so far, owed since %(since)s: it is tried again by itself.",
        "%(num)s pieces of work failed so far, the oldest owed since %(since)s: they are tried"
        " again by themselves.",
        n,
        since=since,
    ),
    "health.no_room": _l("The disk has %(free)s MiB left: uploads and letters soon find no room."),
}
