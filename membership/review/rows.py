"""The rows of the queue in words: how a case stands, what to do, by when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date, format_datetime, lazy_gettext, ngettext
from flask_babel import gettext as _

from membership.application.steps import NEVER
from membership.models import Life
from membership.review.desk import Desk
from membership.review.files import File
from membership.review.queue import Line
from membership.wording.application import FOR_STAFF
from membership.wording.names import LETTERS
from workflows.application import Stage
from workflows.statute import LegalGroup, Statute
from workflows.voting_terms import MotionKind

SOON = 2
"""From how many days before its last day a deadline is shown as near."""

GROUPS = {
    LegalGroup.COMPANY: lazy_gettext("company"),
    LegalGroup.NGO: lazy_gettext("non-profit organisation"),
    LegalGroup.UNIVERSITY: lazy_gettext("research or higher education"),
    LegalGroup.PUBLIC: lazy_gettext("public authority"),
    LegalGroup.FOREIGN: lazy_gettext("foreign organisation"),
    LegalGroup.NATURAL_PERSON: lazy_gettext("natural person"),
}
"""What kind of organisation applies, in a word."""


def kind_of(legal_form: str, statute: Statute) -> str:
    """What kind of organisation has this legal form; empty when the statute file has none."""
    form = statute.legal_forms.get(legal_form)
    return str(GROUPS[form.group]) if form else ""


def row(line: Line, statute: Statute, today: date) -> dict[str, Any]:
    """A line of the queue as the list shows it."""
    due, tone = due_words(line.due_on, today)
    settled = line.desk is Desk.CLOSED or line.due_on == NEVER
    return {
        "name": line.name,
        "href": url_for("review.case", public_id=line.public_id),
        "sub": ", ".join(filter(None, (line.reference, kind_of(line.legal_form, statute)))),
        "now": _now(line),
        "todo": _todo(line, statute),
        "due": "" if settled else due,
        "tone": "" if settled else tone,
        "date_text": "" if settled else format_date(line.due_on, "d MMM"),
        "key": line.public_id,
    }


def due_words(due_on: date, today: date) -> tuple[str, str]:
    """How far away a last day is, in words, and whether it is late, today or soon."""
    left = (due_on - today).days
    if left < 0:
        return str(ngettext("%(num)s day late", "%(num)s days late", -left)), "late"
    if left == 0:
        return str(_("today")), "today"
    words = str(ngettext("in %(num)s day", "in %(num)s days", left))
    return words, "soon" if left <= SOON else ""


def _now(line: Line) -> str:
    if line.stage is Stage.SUBMITTED:
        return _checking(line)
    if line.stage is Stage.BOARD_DECISION:
        return _before_board(line)
    if line.decided_on and line.decision is MotionKind.ADMIT:
        return str(_("Admitted %(day)s", day=format_date(line.decided_on, "d MMM")))
    if line.decided_on and line.stage is Stage.REJECTED:
        return str(_("Rejected %(day)s", day=format_date(line.decided_on, "d MMM")))
    return str(FOR_STAFF[line.stage])


def _checking(line: Line) -> str:
    if line.answered:
        return str(_("Answer received"))
    return str(_("Procedure check") if line.ticked else _("Submitted"))


def _before_board(line: Line) -> str:
    if line.life is Life.OPEN:
        return str(_("Vote open"))
    if line.life is Life.CLOSED:
        return str(_("Motion not adopted"))
    return str(_("Before the Board") if line.scheduled else _("Report ready"))


def _todo(line: Line, statute: Statute) -> str:
    if line.letter and line.desk is Desk.NEEDS:
        return str(_("Issue: %(kind)s", kind=LETTERS[line.letter]))
    words = {
        Stage.SUBMITTED: _to_check,
        Stage.CLARIFICATION: _to_answer,
        Stage.EVIDENCE_REVIEW: _to_find,
        Stage.BOARD_DECISION: _to_vote,
        Stage.DEFERRED: _to_resume,
    }.get(line.stage)
    return words(line, statute) if words else ""


def _to_check(line: Line, statute: Statute) -> str:
    left = len(statute.checklist) - line.ticked
    if left <= 0:
        return str(_("Accept the procedure, name a rapporteur"))
    if line.answered:
        return str(_("Read the answer, tick again"))
    if not line.ticked:
        return str(_("Check the procedure"))
    return str(ngettext("%(num)s line to tick", "%(num)s lines to tick", left))


def _to_answer(line: Line, _statute: Statute) -> str:
    if line.desk is Desk.NEEDS:
        return str(_("No answer in time: close the file"))
    return str(_("The applicant answers"))


def _to_resume(line: Line, _statute: Statute) -> str:
    if line.desk is Desk.NEEDS:
        return str(_("The term has ended: take it up again"))
    return str(_("Waits for what the Board asked"))


def _to_find(line: Line, _statute: Statute) -> str:
    if line.desk is Desk.NEEDS:
        return str(_("Name a rapporteur"))
    who = ", ".join(line.rapporteurs)
    if not line.unfound:
        return str(_("%(who)s: report to write", who=who))
    return str(
        ngettext(
            "%(who)s: %(num)s finding to give",
            "%(who)s: %(num)s findings to give",
            line.unfound,
            who=who,
        )
    )


def _to_vote(line: Line, _statute: Statute) -> str:
    if line.life is Life.OPEN and line.closes_at:
        until = format_datetime(line.closes_at, "d MMM, HH:mm")
        return str(_("The Board votes until %(moment)s", moment=until))
    if line.life is Life.CLOSED:
        return str(_("Propose another motion"))
    return str(_("The chair opens the vote") if line.scheduled else _("Put it to the Board"))


def file_row(file: File, statute: Statute, today: date) -> dict[str, Any]:
    """A rapporteur's file as the list shows it."""
    waits = file.stage is Stage.EVIDENCE_REVIEW
    due, tone = due_words(file.due_on, today)
    known = waits and file.due_on != NEVER
    return {
        "name": file.name,
        "href": url_for("review.case", public_id=file.public_id),
        "sub": ", ".join(filter(None, (file.reference, kind_of(file.legal_form, statute)))),
        "now": str(FOR_STAFF[file.stage]),
        "todo": _own_todo(file) if waits else "",
        "due": due if known else "",
        "tone": tone if known else "",
        "date_text": format_date(file.due_on, "d MMM") if known else "",
        "key": file.public_id,
    }


def by_urgency(rows: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """A rapporteur's files under the words for how urgent they are, in the order in which they
    come: overdue, due soon, later."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        groups.setdefault(_urgency(one["tone"]), []).append(one)
    return list(groups.items())


def _urgency(tone: str) -> str:
    if tone == "late":
        return str(_("Overdue"))
    return str(_("Due soon") if tone else _("Later"))


def _own_todo(file: File) -> str:
    if not file.declared:
        return str(_("Say whether you have an interest"))
    if not file.unfound:
        return str(_("Write the report"))
    return str(ngettext("%(num)s finding to give", "%(num)s findings to give", file.unfound))


_DESKS = {
    Desk.NEEDS: lazy_gettext("Needs us"),
    Desk.APPLICANT: lazy_gettext("Waiting for the applicant"),
    Desk.RAPPORTEUR: lazy_gettext("With rapporteurs"),
    Desk.BOARD: lazy_gettext("Before the Board"),
    Desk.CLOSED: lazy_gettext("Closed"),
}


def desk_name(desk: Desk | None) -> str:
    """What a filter of the queue is called."""
    return str(_DESKS[desk]) if desk else str(_("All"))
