"""The page of the search: one box, filters as words, the address is the state."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from membership.door import now, open_to, person, row_number, session, statute
from membership.forms import Form, refused_at, said
from membership.models import SavedSearch, Sought
from membership.search import saved, services
from membership.search.forms import SaveForm
from membership.search.services import Hit, Results
from membership.typed import tidy
from membership.wording.application import FOR_APPLICANT, FOR_STAFF
from workflows.application import Stage
from workflows.permission import Act, Role
from workflows.term import day_of

blueprint = Blueprint("search", __name__)

KINDS = {
    Sought.CASE: _l("Cases"),
    Sought.ORGANISATION: _l("Members"),
    Sought.CLAIM: _l("Claims"),
    Sought.EVIDENCE: _l("Evidence"),
}
ONE = {
    Sought.CASE: _l("case"),
    Sought.ORGANISATION: _l("member"),
    Sought.CLAIM: _l("claim"),
    Sought.EVIDENCE: _l("evidence"),
}
OUTSIDE = frozenset({Role.APPLICANT, Role.MEMBER})
"""Who reads the applicant's own words for a stage, and never the house's."""


class Asked:
    """What the address asks for; what it does not understand is as if it were not there."""

    def __init__(self) -> None:
        given = request.args if request.method == "GET" else request.form
        self.q = tidy(given.get("q", ""))[: saved.LONGEST_QUERY]
        kind, stage = given.get("kind", ""), given.get("stage", "")
        self.kind = Sought(kind) if kind in set(Sought) else None
        self.stage = Stage(stage) if stage in set(Stage) else None
        self.after = request.args.get("after", None, type=row_number)

    def address(self, **changed: Any) -> str:
        """The address of this search, with something changed and from its first page."""
        kept = {"q": self.q, "kind": self.kind, "stage": self.stage, **changed}
        return url_for("search.results", **{name: value or None for name, value in kept.items()})


@blueprint.get("/search")
@open_to(Act.SEARCH)
def results() -> str:
    """What has the words, among what the reader may see."""
    return _page(Asked(), SaveForm())


def _page(asked: Asked, form: SaveForm) -> str:
    found = services.search(
        session(), person(), asked.q, kind=asked.kind, stage=asked.stage, after=asked.after,
        today=day_of(now(), statute().zone),
    )  # fmt: skip
    return render_template(
        "search/results.html",
        asked=asked,
        form=form,
        found=found,
        rows=[_row(hit) for hit in found.hits],
        kinds=_kinds(found, asked),
        stages=_stages(found, asked),
        more=asked.address(after=found.after) if found.after else "",
        saved=[(one, _address(one)) for one in saved.saved(session(), person())],
        forget=Form(),
    )


def _kinds(found: Results, asked: Asked) -> list[tuple[Any, int, str, bool]]:
    every = (_("Everything"), found.total, asked.address(kind=None, stage=None), asked.kind is None)
    there = [kind for kind in Sought if found.kinds.get(kind) or kind is asked.kind]
    return [
        every,
        *(
            (KINDS[one], found.kinds[one], asked.address(kind=one, stage=None), one is asked.kind)
            for one in there
        ),
    ]


def _stages(found: Results, asked: Asked) -> list[tuple[Any, int | None, str, bool]]:
    if len(found.stages) < 2 and asked.stage is None:
        return []
    every = (_("Any stage"), None, asked.address(stage=None), asked.stage is None)
    there = [stage for stage in Stage if stage in found.stages or stage is asked.stage]
    words = FOR_APPLICANT if person().roles <= OUTSIDE else FOR_STAFF
    return [
        every,
        *(
            (words[one], found.stages.get(one, 0), asked.address(stage=one), one is asked.stage)
            for one in there
        ),
    ]


def _row(hit: Hit) -> tuple[dict[str, Any], str, str]:
    own = hit.organisation_id in person().organisation_ids
    inside = hit.kind in (Sought.CLAIM, Sought.EVIDENCE)
    sub = [hit.name if inside else "", hit.reference or ""]
    words = FOR_APPLICANT if own else FOR_STAFF
    return (
        {"text": hit.title or _("without a name yet"), "href": _href(hit, own=own),
         "sub": ", ".join(filter(None, sub))},
        str(ONE[hit.kind]),
        str(words[hit.stage]) if hit.stage else "",
    )  # fmt: skip


def _href(hit: Hit, *, own: bool) -> str:
    if hit.case is None:
        return url_for("register.member", number=hit.member)
    if own:
        return _own_href(hit)
    if hit.kind is Sought.CLAIM:
        return url_for("review.claim", public_id=hit.case, claim_id=hit.inside)
    return url_for("review.case", public_id=hit.case)


def _own_href(hit: Hit) -> str:
    if hit.stage is not Stage.DRAFT or hit.inside is None:
        return url_for("application.case", public_id=hit.case)
    if hit.kind is Sought.CLAIM:
        return url_for("application.claim", public_id=hit.case, claim_id=hit.inside)
    return url_for("application.evidence_piece", public_id=hit.case, evidence_id=hit.inside)


def _address(one: SavedSearch) -> str:
    return url_for("search.results", q=one.q, kind=one.kind or None, stage=one.stage or None)


@blueprint.post("/search/saved")
@open_to(Act.SEARCH)
def save() -> Response | tuple[str, int]:
    """Keeps the search that is on the page."""
    asked, form = Asked(), SaveForm()
    if form.validate_on_submit():
        with refused_at(form) as kept:
            saved.save(
                session(), person(), said(form.name), asked.q,
                kind=asked.kind or "", stage=asked.stage or "", at=now(),
            )  # fmt: skip
        if kept.ok:
            flash(_("Search saved."), "done")
            return redirect(asked.address(), 303)
    return _page(asked, form), form.status


@blueprint.post("/search/saved/<int:number>/remove")
@open_to(Act.SEARCH)
def remove(number: int) -> Response:
    """Forgets a saved search."""
    saved.forget(session(), person(), number)
    flash(_("Search removed."), "done")
    return redirect(url_for("search.results"), 303)
