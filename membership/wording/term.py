"""What the rulebook says about terms, as sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from workflows.term import Term, Unit


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


def days_words(n: int) -> str:
    """So many days: 1 day, 180 days."""
    return str(ngettext("%(num)d day", "%(num)d days", n))


def term_words(term: Term) -> str:
    """How long a term is: 15 days, 5 working days, 12 months."""
    n = term.n
    match term.unit:
        case Unit.WORKING:
            return str(ngettext("%(num)d working day", "%(num)d working days", n))
        case Unit.MONTH:
            return str(ngettext("%(num)d month", "%(num)d months", n))
        case Unit.CALENDAR:
            return days_words(n)


SENTENCES: dict[str, object] = {
    "term.days_left": _days_left,
    "term.last_day": _l("today is the last day"),
    "term.overdue": _overdue,
}
