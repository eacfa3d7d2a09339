"""The secretariat's pages on conflicts of interest: who stays out of a case, and who should."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from membership.application.access import seats_on
from membership.application.answers import tied_people
from membership.door import Audience, now, open_to, person, session
from membership.forms import refused_at, said
from membership.models import (
    Application,
    Ground,
    InterestAct,
    InterestKind,
    Life,
    Office,
    Person,
)
from membership.review import interests, suggestions
from membership.review.blueprint import blueprint, case_to
from membership.review.interest_forms import ReasonForm, RecordForm
from membership.review.suggestions import Suggestion
from membership.wording.names import INTERESTS
from membership.words import role_name
from workflows.permission import Act, Role
from workflows.refusal import NotFound

OFFICES = {
    Office.CHAIR: Role.CHAIR,
    Office.VICE_CHAIR: Role.VICE_CHAIR,
    Office.SECRETARY: Role.BOARD_SECRETARY,
    Office.MEMBER: Role.BOARD,
}
_WHY = {
    Ground.DECLARED: _l("The applicant said to have a tie with them."),
    Ground.EMPLOYER: _l("They said to work there: %(shown)s."),
    Ground.MAIL: _l("Their address is of the applicant’s domain, %(shown)s."),
    Ground.GROUP: _l("They act for %(shown)s, which seems to be of the same group."),
}
_DONE = {
    InterestAct.RECORDED: _l("interest recorded"),
    InterestAct.LIFTED: _l("interest lifted"),
    InterestAct.DISMISSED: _l("suggestion dismissed"),
}


@blueprint.get("/case/<public_id>/interests")
@open_to(Audience.SIGNED_IN)
def interests_of(public_id: str) -> str:
    """Who stays out of the case, who was asked, and the conflicts that are likely."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    found = suggestions.suggestions(session(), person(), public_id, at=now())
    quality = _qualities(application)
    return render_template(
        "review/interests.html",
        case=application,
        rows=[_row(application, one, quality) for one in _people(application)],
        likely=[(one, why(one)) for one in found],
        done=[(row, _DONE[row.act]) for row in suggestions.changes(session(), application)],
        tied=tied_people(session(), application),
    )


def why(one: Suggestion) -> str:
    """What makes this conflict likely, as a sentence."""
    return str(_WHY[one.ground]) % {"shown": one.shown_by}


def _people(application: Application) -> list[Person]:
    return interests.concerned(session(), application, now())


def _qualities(application: Application) -> dict[int, str]:
    seats = seats_on(session(), application, now())
    return {seat.person_id: role_name(OFFICES[seat.office]) for seat in seats}


def _row(application: Application, one: Person, quality: dict[int, str]) -> list[Any]:
    who = {"text": one.name, "sub": quality.get(one.id) or role_name(Role.RAPPORTEUR)}
    row = interests.interest_of(application, one.id)
    if row is None or row.none:
        return [who, _without(application, one, declared=row is not None), ""]
    day = format_date(row.at, "d MMMM y")
    said_so = _("recorded by the secretariat, %(day)s", day=day)
    source = said_so if row.pinned else _("declared, %(day)s", day=day)
    standing = {"text": str(INTERESTS[row.kind or InterestKind.OTHER]),
                "sub": ". ".join(filter(None, (source, row.explanation)))}  # fmt: skip
    voting = any(motion.life is Life.OPEN for motion in application.motions)
    to = url_for("review.interest_lift", public_id=application.public_id, person_id=one.id)
    return [who, standing, "" if voting else {"text": _("Lift"), "href": to}]


def _without(application: Application, one: Person, *, declared: bool) -> dict[str, str]:
    if any(row.person_id == one.id for row in application.organisation.affiliations):
        return {"text": _("acts for the applicant"), "tone": "cannot"}
    if declared:
        return {"text": _("declared no interest"), "tone": "done"}
    return {"text": _("has not said yet"), "tone": "waiting"}


@blueprint.get("/case/<public_id>/interests/record")
@open_to(Audience.SIGNED_IN)
def interest_record(public_id: str) -> str:
    """An interest to put on record, perhaps one that was suggested."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    form = RecordForm()
    form.person.data = request.args.get("person", "")
    form.kind.data = request.args.get("kind")
    return _record_page(application, form)


@blueprint.post("/case/<public_id>/interests/record")
@open_to(Audience.SIGNED_IN)
def interest_recorded(public_id: str) -> Any:
    """Puts the interest on record: the file closes to the person at once."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    form = RecordForm()
    if form.validate():
        with refused_at(form) as attempt:
            interests.record_interest(
                session(), person(), public_id, form.person_id,
                kind=InterestKind(form.kind.data), reason=said(form.reason), at=now(),
            )  # fmt: skip
        if attempt.ok:
            flash(_("The interest is on record. The file is closed to them."), "done")
            own = form.person_id == person().id
            return redirect("/", 303) if own else _back(public_id)
    return _record_page(application, form), form.status


def _record_page(application: Application, form: RecordForm) -> str:
    form.offer(_people(application))
    return render_template("review/interest_record.html", case=application, form=form)


def _back(public_id: str) -> Response:
    return redirect(url_for("review.interests_of", public_id=public_id), 303)


@blueprint.get("/case/<public_id>/interests/<int:person_id>/lift")
@open_to(Audience.SIGNED_IN)
def interest_lift(public_id: str, person_id: int) -> str:
    """Why the interest is lifted."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    return _lift_page(application, person_id, ReasonForm())


@blueprint.post("/case/<public_id>/interests/<int:person_id>/lift")
@open_to(Audience.SIGNED_IN)
def interest_lifted(public_id: str, person_id: int) -> Any:
    """Lifts the interest: its person is asked anew."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    form = ReasonForm()
    if form.validate():
        with refused_at(form) as attempt:
            interests.lift(session(), person(), public_id, person_id,
                           reason=said(form.reason), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The interest is lifted. They are asked again before the file opens."), "done")
            return _back(public_id)
    return _lift_page(application, person_id, form), form.status


def _lift_page(application: Application, person_id: int, form: ReasonForm) -> str:
    row = interests.interest_of(application, person_id)
    if row is None or row.kind is None:
        raise NotFound("permission.not_found")
    return render_template("review/interest_lift.html", case=application, form=form,
                           name=row.person.name, words=INTERESTS[row.kind])  # fmt: skip


_DISMISS = f"/case/<public_id>/interests/<int:person_id>/dismiss/<any({', '.join(Ground)}):ground>"


@blueprint.get(_DISMISS)
@open_to(Audience.SIGNED_IN)
def interest_dismiss(public_id: str, person_id: int, ground: str) -> str:
    """Why the suggestion is put aside."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    return _dismiss_page(application, person_id, Ground(ground), ReasonForm())


@blueprint.post(_DISMISS)
@open_to(Audience.SIGNED_IN)
def interest_dismissed(public_id: str, person_id: int, ground: str) -> Any:
    """Puts the suggestion aside."""
    application, _cluster = case_to(Act.RECORD_INTEREST, public_id)
    form = ReasonForm()
    if form.validate():
        with refused_at(form) as attempt:
            suggestions.dismiss(session(), person(), public_id, person_id, Ground(ground),
                                reason=said(form.reason), at=now())  # fmt: skip
        if attempt.ok:
            return _back(public_id)
    return _dismiss_page(application, person_id, Ground(ground), form), form.status


def _dismiss_page(
    application: Application, person_id: int, ground: Ground, form: ReasonForm
) -> str:
    found = suggestions.suggestions(session(), person(), application.public_id, at=now())
    for one in found:
        if (one.person.id, one.ground) == (person_id, ground):
            return render_template("review/interest_dismiss.html", case=application, form=form,
                                   one=one, why=why(one))  # fmt: skip
    raise NotFound("permission.not_found")
