"""What the rulebook says about terms, as sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext


def _days_left(n: int, due: str) -> str:
    return str(
        ngettext("%(num)d day left, until %(due)s", "%(num)d days left, until %(due)s", n, due=due)
    )


def _overdue(n: int, due: str) -> str:
    return str(
        ngettext(
            "%(num)d day over the term, which ended on %(due)s",
            "%(num)d days over the term, which ended on %(due)s",
            n,
            due=due,
        )
    )


SENTENCES: dict[str, object] = {
    "term.days_left": _days_left,
    "term.last_day": _l("today is the last day"),
    "term.overdue": _overdue,
}
