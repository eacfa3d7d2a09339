"""What templates can say: dates, moments, messages and the cluster's bilingual texts."""

from datetime import date, datetime
from typing import Any

from babel.dates import get_timezone_location
from flask import Flask, g, has_request_context, url_for
from flask_babel import format_date, format_datetime, get_locale, lazy_gettext
from flask_login import current_user

from membership import door, once
from membership.navigation import navigation
from membership.settings import SettingsWrong
from membership.wording import say
from membership.wording.names import LETTERS
from membership.wording.signature import level_words
from membership.wording.term import days_words, term_words
from membership.wording.texts import here, language
from workflows.permission import Role
from workflows.statute import Statute
from workflows.term import day_of

ROLES = {
    Role.APPLICANT: lazy_gettext("applicant"),
    Role.MEMBER: lazy_gettext("member"),
    Role.SECRETARIAT: lazy_gettext("secretariat"),
    Role.RAPPORTEUR: lazy_gettext("rapporteur"),
    Role.BOARD: lazy_gettext("member of the Board"),
    Role.CHAIR: lazy_gettext("chair"),
    Role.VICE_CHAIR: lazy_gettext("vice-chair"),
    Role.BOARD_SECRETARY: lazy_gettext("secretary of the Board"),
    Role.AUDITOR: lazy_gettext("auditor"),
    Role.ADMINISTRATOR: lazy_gettext("administrator"),
}
SAID_FIRST = (
    Role.CHAIR,
    Role.VICE_CHAIR,
    Role.BOARD_SECRETARY,
    Role.BOARD,
    Role.SECRETARIAT,
    Role.RAPPORTEUR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
    Role.MEMBER,
    Role.APPLICANT,
)
"""Of several roles, the one that is written beside the name."""


def day(value: date | datetime) -> str:
    """A day as it is written out: 22 November 2026."""
    return str(format_date(_local(value), "d MMMM y"))


def day_short(value: date | datetime) -> str:
    """A day of the current year or near it: 22 Nov."""
    return str(format_date(_local(value), "d MMM"))


def instant(value: str) -> datetime:
    """A moment that was kept as text (ISO 8601)."""
    return datetime.fromisoformat(value)


def moment(value: datetime) -> str:
    """A moment in the cluster's zone: 22 November 2026, 14:30."""
    return str(format_datetime(value, "d MMMM y, HH:mm"))


def moment_short(value: datetime) -> str:
    """A moment of these days, with its weekday: Fri 11 Dec, 18:00."""
    return str(format_datetime(value, "EEE d MMM, HH:mm"))


def clock(value: datetime) -> str:
    """The hour alone, of what happened within one day: 18:00."""
    return str(format_datetime(value, "HH:mm"))


def city(zone: str) -> str:
    """The place whose time a zone keeps, in the reader's language: Bucharest."""
    return str(get_timezone_location(zone, locale=get_locale(), return_city=True))


def _local(value: date | datetime) -> date:
    return day_of(value, zone()) if isinstance(value, datetime) else value


def past(value: date) -> bool:
    """Whether a day is over in the cluster's zone."""
    return value < _local(door.now())


def zone() -> str:
    """The zone of the cluster's seat."""
    cluster = _cluster()
    return cluster.zone if cluster else "Europe/Bucharest"


def _cluster() -> Statute | None:
    try:
        return door.statute()
    except SettingsWrong:
        return None


def teach(app: Flask) -> None:
    """Gives every template its filters, its globals and what each page needs to know."""
    app.jinja_env.tests["past"] = past
    app.jinja_env.filters.update(
        day=day,
        level_words=level_words,
        day_short=day_short,
        instant=instant,
        moment=moment,
        moment_short=moment_short,
        clock=clock,
        say=say,
        here=here,
        term_words=term_words,
        city=city,
        days_words=days_words,
    )
    app.jinja_env.globals.update(
        new_form_token=once.new_form_token,
        get_locale=get_locale,
        here=here,
        letter_names=LETTERS,
        role_name=role_name,
    )
    app.context_processor(_known)


def _known() -> dict[str, Any]:
    cluster = _cluster()
    person = door.somebody() if has_request_context() and "session" in g else None
    return {
        "cluster": cluster,
        "cluster_name": here(cluster.name) if cluster else "Membership",
        "cluster_short_name": cluster.short_name if cluster else "Membership",
        "person": person,
        "person_name": person.name if person else "",
        "person_role": _role(person.roles) if person else "",
        "session_seconds": current_user.seconds_left if person else 0,
        "session_hours": door.settings().session_hours,
        "session_at_most": current_user.seconds_at_most if person else 0,
        "language_code": language(),
        "upload_mib": door.settings().upload_mib,
        "scanner": bool(door.settings().clamd),
        "navigation": navigation(person),
        "allowed": door.allowed,
        "now": door.now(),
        "today": day_of(door.now(), zone()),
        "sign_in_url": url_for("account.sign_in"),
        "account_url": url_for("account.own"),
        "sign_out_url": url_for("account.sign_out"),
        "verify_url": url_for("letter.verify"),
        "accessibility_url": url_for("pages.accessibility"),
        "privacy_url": url_for("application.privacy"),
        "demonstration": bool(cluster and cluster.demonstration),
    }


def role_name(role: Role) -> str:
    """A role in the reader's language."""
    return str(ROLES[role])


def _role(roles: frozenset[Role]) -> str:
    return next((str(ROLES[role]) for role in SAID_FIRST if role in roles), "")
