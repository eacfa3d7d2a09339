"""The pages on which the secretariat words letters: the list, one wording, its versions."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request
from flask import url_for as url
from flask_babel import gettext as _
from sqlalchemy import select

from membership.door import now, open_to, person, session, settings, statute
from membership.forms import Form, refused_at, said
from membership.letter import desk, labels, passages, services, specimens
from membership.letter.blueprint import blueprint
from membership.letter.compose import LANGUAGES, body
from membership.letter.forms import WordingForm
from membership.letter.passages import EVERY_FORM, Spot
from membership.models import Letter
from workflows.letter import State
from workflows.letter_facts import PRINTABLE, Facts
from workflows.letter_wording import Place, needed, offered, refuse_unfit, worded
from workflows.permission import Act
from workflows.refusal import NotFound, Refused


@blueprint.get("/letter-wording")
@open_to(Act.WORD_LETTERS)
def wordings() -> str:
    """Every kind of letter, and in which languages the cluster has words of its own."""
    return render_template(
        "letters/wordings.html", kinds=sorted(PRINTABLE), languages=LANGUAGES, labels=labels,
        worded=passages.worded_spots(session(), person()),
    )  # fmt: skip


@blueprint.get("/letter-wording/<kind>/<language>")
@open_to(Act.WORD_LETTERS)
def wording(kind: str, language: str) -> str:
    """The cluster's own passages of one kind, as they hold and on paper."""
    spot = _spot(kind, language, request.args.get("form", EVERY_FORM))
    held = passages.newest(session(), spot)
    form = WordingForm(
        data={"opening": held.opening, "closing": held.closing, "seen": held.version}
        if held
        else {"seen": 0}
    )
    return _page(spot, form)


@blueprint.post("/letter-wording/<kind>/<language>")
@open_to(Act.WORD_LETTERS)
def reword(kind: str, language: str) -> Any:
    """Keeps the passages, or shows them on paper first."""
    spot, form = _spot(kind, language, request.args.get("form", EVERY_FORM)), WordingForm()
    if not form.validate():
        return _page(spot, form), form.status
    if "see" in request.form:
        return _page(spot, form)
    with refused_at(form) as attempt:
        passages.keep(session(), person(), spot, _typed(form), seen=form.seen.data or 0, at=now())
    if not attempt.ok:
        return _page(spot, form), form.status
    flash(_("The wording is kept. It holds for letters that are issued from now on."), "done")
    return _back(spot)


@blueprint.post("/letter-wording/<kind>/<language>/<int:version>")
@open_to(Act.WORD_LETTERS)
def restore_wording(kind: str, language: str, version: int) -> Any:
    """Keeps an earlier version's words again."""
    spot = _spot(kind, language, request.args.get("form", EVERY_FORM))
    kept = passages.restore(session(), person(), spot, version, at=now())
    flash(_("Version %(old)s holds again, as version %(new)s.",
            old=version, new=kept.version), "done")  # fmt: skip
    return _back(spot)


def _spot(slug: str, language: str, legal_form: str) -> Spot:
    kind = next((one for one in PRINTABLE if one.slug == slug), None)
    known = {EVERY_FORM, *statute().legal_forms}
    if kind is None or language not in LANGUAGES or legal_form not in known:
        raise NotFound("permission.not_found")
    return Spot(kind=kind, language=language, legal_form=legal_form)


def _back(spot: Spot) -> Any:
    return redirect(_address(spot), 303)


def _address(spot: Spot) -> str:
    form = spot.legal_form or None
    return url("letter.wording", kind=spot.kind.slug, language=spot.language, form=form)


def _typed(form: WordingForm) -> dict[Place, str]:
    return {Place.OPENING: said(form.opening), Place.CLOSING: said(form.closing)}


def _page(spot: Spot, form: WordingForm) -> str:
    paper, invented = _paper(spot, form)
    return render_template(
        "letters/wording.html", spot=spot, form=form, paper=paper, invented=invented,
        labels=labels, versions=passages.versions(session(), spot), one_button=Form(),
        forms=statute().legal_forms.values(), offered=offered(spot.kind),
        needed=needed(spot.kind, Place.CLOSING), address=_address,
        every=replace(spot, legal_form=EVERY_FORM), at_form=lambda code: replace(
            spot, legal_form=code),
    )  # fmt: skip


def _paper(spot: Spot, form: WordingForm) -> tuple[Any, bool]:
    """The newest letter of the kind with the typed passages; an invented one where there is
    none yet. No paper while the passages are unfit: the form says why."""
    facts, invented = _facts(spot)
    try:
        for place, text in _typed(form).items():
            refuse_unfit(spot.kind, place, text)
        return body(spot.kind, spot.language, worded(facts, _typed(form))), invented
    except Refused as refused:
        if not form.errors:
            form.refuse(refused)
        return None, invented


def _facts(spot: Spot) -> tuple[Facts, bool]:
    letter = session().scalar(
        select(Letter)
        .where(
            Letter.kind == spot.kind,
            Letter.language == spot.language,
            Letter.state != State.DRAFT,
            desk.open_to(person()),
        )
        .order_by(Letter.id.desc())
        .limit(1)
    )
    if letter is None:
        return specimens.facts(spot.kind, spot.language, statute()), True
    return services.said(
        session(), letter, house=statute(), base_url=settings().base_url, at=now()
    ), False
