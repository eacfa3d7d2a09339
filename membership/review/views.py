"""Pages of the review that are read: the queue, the rapporteur's files, the case."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership import statutes
from membership.application.answers import tied_people
from membership.application.reading import answers_for
from membership.application.stations import Audience as Seen
from membership.application.stations import Station, stations
from membership.door import Audience, now, open_to, person, session, settings, statute
from membership.models import Application
from membership.review import (
    assign_views,
    casefile,
    claim_views,
    contribution,
    expiring_views,
    finding_views,
    interest_views,
    note_views,
    number_views,
    numbers,
    procedure_views,
    relatives,
)
from membership.review.blueprint import blueprint
from membership.review.casefile import CaseFile
from membership.review.clocks import board_clock
from membership.review.desk import Desk
from membership.review.files import files_of
from membership.review.guide import Reader, guide
from membership.review.past import past
from membership.review.queue import Page
from membership.review.queue import queue as read_queue
from membership.review.rows import by_urgency, desk_name, file_row, kind_of, row
from membership.value_chain import matching
from workflows.application import Stage, open_steps
from workflows.papers import wanted
from workflows.permission import Act, in_which_role, may
from workflows.statute import Statute
from workflows.term import day_of

__all__ = [
    "assign_views",
    "blueprint",
    "claim_views",
    "expiring_views",
    "finding_views",
    "interest_views",
    "note_views",
    "number_views",
    "procedure_views",
]

EVERYTHING = "all"


@blueprint.get("/queue")
@open_to(Act.READ_QUEUE)
def queue() -> str:
    """What needs the secretariat: every case, the nearest deadline first."""
    q = request.args.get("q", "")[:100].strip()
    on = _chosen(request.args.get("filter", ""), q)
    cluster, today = statute(), _today(statute())
    page = read_queue(session(), person(), filter=on, after=request.args.get("after", "")[:40],
                      q=q, today=today)  # fmt: skip
    return render_template(
        "review/queue.html",
        page=page,
        rows=[row(line, cluster, today) for line in page.lines],
        filters=_filters(page, on, q),
        on=on,
        name=desk_name(on),
        q=q,
        first=_address(on, q) if "after" in request.args else "",
        more=_address(on, q, page.after) if page.after else "",
    )


def _chosen(name: str, q: str) -> Desk | None:
    if name in set(Desk):
        return Desk(name)
    return None if q or name == EVERYTHING else Desk.NEEDS


def _address(on: Desk | None, q: str, after: str | None = None) -> str:
    name = on.value if on else EVERYTHING
    chosen = None if on is Desk.NEEDS and not q else name
    return url_for("review.queue", filter=chosen, q=q or None, after=after)


def _filters(page: Page, on: Desk | None, q: str) -> list[tuple[str, int, str, bool]]:
    desks = [(desk_name(one), page.counts[one], _address(one, q), one is on) for one in Desk]
    return [*desks, (desk_name(None), page.total, _address(None, q), on is None)]


def _today(cluster: Statute) -> date:
    return day_of(now(), cluster.zone)


@blueprint.get("/files")
@open_to(Audience.SIGNED_IN)
def files() -> str:
    """The rapporteur's own files, the most urgent first."""
    cluster, after = statute(), request.args.get("after", "")[:40]
    page = files_of(session(), person(), after=after)
    shown = [(file, file_row(file, cluster, _today(cluster))) for file in page.files]
    return render_template(
        "review/files.html",
        number=page.waiting,
        waiting=by_urgency(one for file, one in shown if file.stage is Stage.EVIDENCE_REVIEW),
        reported=[_reported(one) for file, one in shown if file.stage is not Stage.EVIDENCE_REVIEW],
        first=url_for("review.files") if after else "",
        more=url_for("review.files", after=page.after) if page.after else "",
    )


def _reported(shown: dict[str, Any]) -> tuple[dict[str, str], str]:
    return {"text": shown["name"], "href": shown["href"], "sub": shown["sub"]}, shown["now"]


@blueprint.get("/case/<public_id>")
@open_to(Audience.SIGNED_IN)
def case(public_id: str) -> Any:
    """The case: where it stands, what it claims and proves, what is next."""
    found = casefile.read(session(), person(), public_id, at=now())
    if found.closed:
        return redirect(url_for("review.interest", public_id=public_id))
    if not _is_staff(found):
        return redirect(url_for("application.case", public_id=public_id))
    application, cluster = found.application, found.statute
    finds = may(person(), Act.FIND_CLAIM, found.on) and application.stage is Stage.EVIDENCE_REVIEW
    brought = contribution.gains_of(session(), application, _today(cluster))
    reader = Reader(application=application, on=found.on, statute=cluster, person=person(),
                    today=_today(cluster))  # fmt: skip
    return render_template(
        "review/case.html",
        case=application,
        statute=cluster,
        amended=statutes.since(application, settings()),
        on=found.on,
        kind=kind_of(application.organisation.legal_form, cluster),
        stations=_strip(found),
        columns=contribution.columns(application, cluster),
        rows=contribution.matrix_rows(
            application, cluster, brought, finder=person() if finds else None
        ),
        gains=contribution.gains(application, cluster, brought),
        evidence=contribution.evidence_of(application, cluster),
        guide=guide(reader),
        clock=board_clock(session(), application, cluster, at=now()),
        basis=_basis(found),
        past=past(application),
        tied=tied_people(session(), application),
        papers=wanted(application, cluster),
        numbers_await=numbers.awaiting(application.organisation),
        relatives=relatives.relatives(session(), person(), application, found.on),
        matched=matching.of_case(session(), person(), application, cluster, _today(cluster)),
        answers=answers_for(application, cluster, in_which_role(person(), Act.READ_CASE, found.on)),
    )


def _is_staff(found: CaseFile) -> bool:
    # Whoever applies reads their own status page; the case page is the house's.
    return not may(person(), Act.EDIT_DRAFT, found.on)


def _strip(found: CaseFile) -> list[Station]:
    strip = stations(found.application, found.statute, audience=Seen.STAFF, at=now())
    who = _acting(found.application)
    if not who:
        return strip
    return [replace(one, who_text=who) if one.state == "present" else one for one in strip]


def _acting(application: Application) -> str:
    if application.stage is Stage.EVIDENCE_REVIEW and application.assignments:
        who = ", ".join(one.person.name for one in application.assignments)
        return str(_("with %(who)s", who=who))
    motions = application.motions
    if application.stage is Stage.BOARD_DECISION and motions and not motions[-1].scheduled_at:
        return str(_("the secretariat acts"))
    return ""


def _basis(found: CaseFile) -> Any:
    # What rests on the Statute now: the work that the stage is for, or the step that ended it.
    ahead = open_steps(found.application.stage)
    taken = found.application.history
    if not ahead and not taken:
        # The file of an imported member rests on no step of this procedure.
        return None
    return found.statute.cite(ahead[0].basis if ahead else taken[-1].basis)
