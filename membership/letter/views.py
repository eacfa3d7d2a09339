"""Pages of the letter office: the letters, one letter, the registry, verifying by a code."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Response, flash, make_response, redirect, render_template, request
from flask import url_for as url
from flask_babel import gettext as _

from membership.application.disclosure import is_sealed
from membership.door import (
    Audience,
    now,
    open_to,
    person,
    row_number,
    session,
    settings,
    statute,
)
from membership.files import serve_file
from membership.forms import Form, refused_at
from membership.letter import (
    batch_views,
    desk,
    labels,
    life_views,
    passage_views,
    services,
    signing_views,
    verification,
)
from membership.letter.blueprint import blueprint
from membership.letter.compose import LOOKS
from membership.letter.desk import Pile
from membership.letter.forms import CodeForm, FileForm, IssueForm
from membership.letter.letter_page import again, form_of, page_of, sealed_page
from membership.models import Direction
from membership.owed.services import stuck_mail
from membership.printing.shelf import folder
from membership.storage import Store
from membership.typed import tidy
from membership.wording import say
from workflows import letter_schema
from workflows.permission import Act, may
from workflows.refusal import Message, NotFound

HOUR = 3600
Choice = TypeVar("Choice", bound=StrEnum)

__all__ = ["batch_views", "blueprint", "life_views", "passage_views", "signing_views"]


@blueprint.get("/letters")
@open_to(Act.READ_LETTERS)
def letters() -> str:
    """The letters, by what they wait for."""
    pile = _one_of(Pile, request.args.get("pile")) or Pile.TO_DO
    beyond = request.args.get("beyond", type=row_number)
    q = tidy(request.args.get("q"))
    page = desk.letters(session(), person(), pile, beyond=beyond, q=q)
    return render_template(
        "letters/letters.html", page=page, pile=pile, q=q, labels=labels,
        stuck=stuck_mail(session()),
    )  # fmt: skip


@blueprint.get("/letters/<public_id>")
@open_to(Audience.SIGNED_IN)
def letter(public_id: str) -> Any:
    """One letter as paper, and what can be done with it."""
    found, on = services.find(session(), person(), public_id, at=now())
    mine = may(person(), Act.ISSUE_LETTER, on)
    if is_sealed(found, person()):
        return sealed_page(found)
    return page_of(found, form_of(found) if mine else Form(), mine=mine)


@blueprint.post("/letters/<public_id>/issue")
@open_to(Audience.SIGNED_IN)
def issue(public_id: str) -> Any:
    """Gives the letter its number."""
    form = IssueForm()
    with refused_at(form) as attempt:
        issued = services.issue(
            session(), person(), public_id,
            at=now(), house=statute(), base_url=settings().base_url,
        )  # fmt: skip
    if not attempt.ok:
        return again(public_id, form)
    assert issued.entry is not None  # noqa: S101 - it was just issued
    flash(
        _("The letter has no. %(number)s. It is being printed.", number=issued.entry.number), "done"
    )
    return redirect(url("letter.letter", public_id=public_id), 303)


@blueprint.post("/letters/<public_id>/languages")
@open_to(Audience.SIGNED_IN)
def translate(public_id: str) -> Any:
    """Puts the other language into the same document, or takes it out again."""
    found, _on = services.find(session(), person(), public_id, at=now())
    services.translate(session(), person(), public_id, bilingual=not found.bilingual, at=now())
    return redirect(url("letter.letter", public_id=public_id), 303)


@blueprint.get("/letters/<public_id>.pdf")
@open_to(Audience.SIGNED_IN)
def pdf(public_id: str) -> Any:
    """The printed letter, exactly as it was issued; whoever has to open it first is led there."""
    found, _on = services.find(session(), person(), public_id, at=now())
    document = found.final_document
    if document is None:
        raise NotFound("permission.not_found")
    if is_sealed(found, person()):
        return redirect(url("letter.letter", public_id=public_id), 303)
    return serve_file(document, Store(settings().documents))


@blueprint.get("/letter.css")
@open_to(Audience.ANYONE)
def styles() -> Response:
    """How a letter looks inside a page: the styles that the press uses, made to fit a screen."""
    looks = [folder() / "letter" / name for name in LOOKS]
    sheets = (*looks, folder() / "letters" / "page.css")
    response = make_response("\n".join(sheet.read_text("utf-8") for sheet in sheets))
    response.mimetype = "text/css"
    response.cache_control.max_age = HOUR
    return response


@blueprint.get("/letter.schema.json")
@open_to(Audience.ANYONE)
def schema() -> Response:
    """The form of the facts that are attached to every letter, for whoever reads one by machine."""
    response = make_response(letter_schema.written())
    response.mimetype = "application/schema+json"
    return response


@blueprint.get("/registry")
@open_to(Act.READ_REGISTERS)
def registry() -> str:
    """The single registry of papers in, out and internal."""
    direction = _one_of(Direction, request.args.get("direction"))
    beyond = request.args.get("beyond", type=row_number)
    q = tidy(request.args.get("q"))
    page = desk.registry(session(), person(), direction=direction, beyond=beyond, q=q)
    return render_template(
        "letters/registry.html", page=page, direction=direction, q=q, labels=labels,
        subject=_subject,
    )  # fmt: skip


@blueprint.get("/verify")
@open_to(Audience.ANYONE)
def verify() -> Any:
    """Where a code is typed in."""
    form = CodeForm(request.args)
    if "code" not in request.args:
        return render_template(
            "public/verify.html", form=form, file_form=FileForm(), code="", found=None
        )
    code = verification.normal_code(form.code.data or "")
    if code is None:
        form.code.errors = [_("Write the eight letters and figures as they stand on the letter.")]
        return render_template(
            "public/verify.html", form=form, file_form=FileForm(), code="", found=None
        ), 422
    return redirect(url("letter.verified", code=code), 303)


@blueprint.get("/verify/<code>")
@open_to(Audience.ANYONE)
def verified(code: str) -> Any:
    """What the register says of the letter with this code, and nothing more."""
    found = verification.verify(session(), code)
    code = verification.normal_code(code) or code
    form = CodeForm() if found else CodeForm(data={"code": code})
    page = render_template(
        "public/verify.html", form=form, file_form=FileForm(), code=code, found=found, labels=labels
    )
    return page, 200 if found else 404


def _subject(key: str) -> str:
    return say(Message(key))


def _one_of(kind: type[Choice], value: str | None) -> Choice | None:
    return next((one for one in kind if one.value == value), None)
