"""Pages of the value chain: the map of the cluster, one place in it, and the composition."""

from datetime import date
from typing import Any

from flask import Response, render_template, request, url_for

from membership.door import now, open_to, person, row_number, session, settings, statute
from membership.printing.press import Press
from membership.value_chain import (
    exports,
    matching,
    matching_views,
    services,
    words,
)
from membership.value_chain.blueprint import blueprint, today
from membership.value_chain.paging import page_of
from membership.workbook import MEDIA_TYPE
from workflows.permission import Act, may
from workflows.refusal import NotFound
from workflows.value_chain import NOT_HELD, coverage

__all__ = ["blueprint", "matching_views"]


def _day() -> tuple[date, bool]:
    """The day that the address asks for, today when it asks for none, and whether it was one."""
    asked = request.args.get("on", "").strip()
    try:
        return (date.fromisoformat(asked) if asked else today()), True
    except ValueError:
        return today(), False


def _on(day: date) -> str | None:
    return day.isoformat() if day != today() else None


@blueprint.get("")
@open_to(Act.READ_MEMBERS)
def chain() -> str:
    """What the members prove as of a day, and what nobody does."""
    day, understood = _day()
    cluster = statute()
    placed = services.contributions(session(), person(), day)
    held = coverage(placed)
    return render_template(
        "value_chain/chain.html",
        day=day,
        on=_on(day),
        understood=understood,
        columns=words.columns(cluster),
        rows=words.rows(cluster, held),
        gaps=words.gap_lines(cluster, held),
        members=len({one.member_id for one in placed}),
        held=held,
    )


@blueprint.get("/<stage>/<field>")
@open_to(Act.READ_MEMBERS)
def place(stage: str, field: str) -> str:
    """One place of the value chain: who proves it, and with what capability; 40 members a page."""
    cluster, (day, _understood) = statute(), _day()
    if stage not in cluster.stages or field not in cluster.fields:
        raise NotFound("permission.not_found")
    everybody = services.contributions(session(), person(), day, stage=stage)
    here = [one for one in everybody if field in one.fields]
    after = request.args.get("after", 0, type=row_number)
    page = page_of(services.holders(here), after)
    own: dict[str, Any] = {"stage": stage, "field": field, "on": _on(day)}
    return render_template(
        "value_chain/place.html",
        day=day,
        stage=cluster.stages[stage],
        field=cluster.fields[field],
        holders=page.members,
        first=url_for("value_chain.place", **own) if after else "",
        more=url_for("value_chain.place", after=page.after, **own) if page.after else "",
        unnamed=len({one.member_id for one in here if not one.name}),
        capabilities=cluster.capabilities,
        held=words.held_words(coverage(here).get((stage, field), NOT_HELD)),
        all_named=may(person(), Act.READ_REGISTERS),
        back=url_for("value_chain.chain", on=_on(day)),
    )


@blueprint.get("/composition")
@open_to(Act.READ_MEMBERS)
def composition() -> str:
    """How many members there are as of a day, and how they divide."""
    day, understood = _day()
    members = services.members_on(session(), person(), day)
    placed = services.contributions(session(), person(), day)
    return render_template(
        "value_chain/composition.html",
        day=day,
        on=_on(day),
        understood=understood,
        total=len(members),
        shares=words.shares(statute(), members, placed),
    )


def _picture() -> exports.Picture:
    day, _understood = _day()
    return exports.Picture(
        statute=statute(),
        day=day,
        members=services.members_on(session(), person(), day),
        placed=services.contributions(session(), person(), day),
        # What members seek and offer is known as they last said it, not as of another day.
        traders=matching.traders(session(), person(), day) if day == today() else (),
    )


@blueprint.get("/report.xlsx")
@open_to(Act.READ_MEMBERS)
def xlsx() -> Response:
    """The map, the contributions and the composition as a workbook."""
    picture = _picture()
    return _file(exports.xlsx(picture, created=now()), MEDIA_TYPE, f"{picture.day}.xlsx")


@blueprint.get("/report.pdf")
@open_to(Act.READ_MEMBERS)
def pdf() -> Response:
    """The map, its gaps and the composition as a document, set in the press's own child."""
    picture = _picture()
    with Press(seconds=settings().press_seconds) as press:
        printed = press.print(exports.paper(picture, created=now()))
    return _file(printed, "application/pdf", f"{picture.day}.pdf")


def _file(content: bytes, media_type: str, ending: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers.set("Content-Disposition", "attachment", filename=f"value-chain-{ending}")
    return response
