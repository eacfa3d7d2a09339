"""Papers entered by hand: what came by post, and what became of it."""

from typing import Any

from flask import flash, redirect, render_template
from flask import url_for as url
from flask_babel import gettext as _

from membership.application.arrivals import look_at_files, received_own
from membership.door import now, open_to, person, session, statute
from membership.forms import Form, refused_at, said
from membership.inspection.kinds import ACCEPT, NAMES
from membership.letter import labels
from membership.models import Enclosed, RegistryEntry
from membership.register import enclosing, papers
from membership.register.blueprint import blueprint
from membership.register.forms import (
    ENCLOSED,
    AnnulLineForm,
    EnclosedForm,
    PaperForm,
    SolvedForm,
)
from membership.register.ledgers import annexes_of, subject_of
from workflows.permission import Act


@blueprint.get("/registry/add")
@open_to(Act.KEEP_REGISTRY)
def add_paper() -> str:
    """Where a paper is entered by hand."""
    return _add_page(PaperForm())


def _add_page(form: Form) -> str:
    return render_template("register/paper_add.html", form=form, types=NAMES, accept=ACCEPT)


@blueprint.post("/registry/add")
@open_to(Act.KEEP_REGISTRY, first=look_at_files)
def add_paper_now() -> Any:
    """Enters the paper under the next number, and keeps its file."""
    form = PaperForm()
    valid = form.validate()
    file = received_own(form, "registry")
    if valid and not form.errors:
        with refused_at(form) as attempt:
            entry = papers.enter_paper(
                session(), person(), form.paper(), at=now(), zone=statute().zone
            )
            if file is not None:
                enclosing.enclose(session(), person(), entry.year, entry.number, file,
                                  what=Enclosed.PAPER, at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The paper has no. %(number)s.", number=entry.number), "done")
            return _back(entry.year, entry.number)
    return _add_page(form), form.status, form.headers


@blueprint.get("/registry/<int:year>/<int:number>")
@open_to(Act.READ_REGISTERS)
def paper(year: int, number: int) -> str:
    """One line of the registry."""
    return page_of(year, number)


def page_of(year: int, number: int, **forms: Any) -> str:
    """The page of a line, with the form that was refused among its own."""
    entry = papers.find_entry(session(), person(), year, number)
    shown = {
        "solved": SolvedForm(formdata=None), "annul": AnnulLineForm(formdata=None),
        "enclose": EnclosedForm(formdata=None, what=_expected(entry)), **forms,
    }  # fmt: skip
    return render_template(
        "register/paper.html", entry=entry, about=subject_of(entry),
        annexes=annexes_of(entry), by_hand=papers.BY_HAND, types=NAMES, accept=ACCEPT,
        labels=labels, enclosed=ENCLOSED, letter=papers.letter_of(session(), entry),
        opens=enclosing.opens(session(), person(), entry, at=now()),
        form=forms.get("wrong"), **shown,
    )  # fmt: skip


def _expected(entry: RegistryEntry) -> Enclosed:
    """What a file is most likely to be: a letter of the house's own is there already."""
    return Enclosed.PAPER if entry.subject == papers.BY_HAND else Enclosed.RECEIPT


def _back(year: int, number: int) -> Any:
    return redirect(url("register.paper", year=year, number=number), 303)


@blueprint.post("/registry/<int:year>/<int:number>/solved")
@open_to(Act.KEEP_REGISTRY)
def paper_solved(year: int, number: int) -> Any:
    """Writes down who dealt with the paper, and how."""
    form = SolvedForm()
    if form.validate():
        with refused_at(form) as attempt:
            papers.solve(session(), person(), year, number, by_whom=said(form.by_whom),
                         how=said(form.how), at=now(), zone=statute().zone)  # fmt: skip
        if attempt.ok:
            flash(_("It is on record who dealt with the paper."), "done")
            return _back(year, number)
    return page_of(year, number, solved=form, wrong=form), form.status


@blueprint.post("/registry/<int:year>/<int:number>/annul")
@open_to(Act.KEEP_REGISTRY)
def paper_annulled(year: int, number: int) -> Any:
    """Annuls a line that was entered by hand; it keeps its number."""
    form = AnnulLineForm()
    if form.validate():
        with refused_at(form) as attempt:
            papers.annul_entry(session(), person(), year, number, why=said(form.why), at=now())
        if attempt.ok:
            flash(_("The line is annulled and keeps its number."), "done")
            return _back(year, number)
    return page_of(year, number, annul=form, wrong=form), form.status
