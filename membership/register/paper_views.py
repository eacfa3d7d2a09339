"""Papers entered by hand: what came by post, and what became of it."""

from typing import Any

from flask import flash, redirect, render_template
from flask import url_for as url
from flask_babel import gettext as _

from membership.door import now, open_to, person, session, statute
from membership.forms import refused_at, said
from membership.letter import labels
from membership.register import papers
from membership.register.blueprint import blueprint
from membership.register.forms import AnnulLineForm, PaperForm, SolvedForm
from membership.register.ledgers import annexes_of, subject_of
from workflows.permission import Act


@blueprint.get("/registry/add")
@open_to(Act.KEEP_REGISTRY)
def add_paper() -> str:
    """Where a paper is entered by hand."""
    return render_template("register/paper_add.html", form=PaperForm())


@blueprint.post("/registry/add")
@open_to(Act.KEEP_REGISTRY)
def add_paper_now() -> Any:
    """Enters the paper under the next number."""
    form = PaperForm()
    if form.validate():
        with refused_at(form) as attempt:
            entry = papers.enter_paper(
                session(), person(), form.paper(), at=now(), zone=statute().zone
            )
        if attempt.ok:
            flash(_("The paper has no. %(number)s.", number=entry.number), "done")
            return redirect(url("register.paper", year=entry.year, number=entry.number), 303)
    return render_template("register/paper_add.html", form=form), form.status


@blueprint.get("/registry/<int:year>/<int:number>")
@open_to(Act.READ_REGISTERS)
def paper(year: int, number: int) -> str:
    """One line of the registry."""
    return _page(year, number)


def _page(year: int, number: int, **forms: Any) -> str:
    entry = papers.find_entry(session(), person(), year, number)
    shown = {"solved": SolvedForm(formdata=None), "annul": AnnulLineForm(formdata=None), **forms}
    return render_template(
        "register/paper.html", entry=entry, about=subject_of(entry),
        annexes=annexes_of(entry), by_hand=papers.BY_HAND,
        labels=labels, letter=papers.letter_of(session(), entry), form=forms.get("wrong"),
        **shown,
    )  # fmt: skip


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
            return redirect(url("register.paper", year=year, number=number), 303)
    return _page(year, number, solved=form, wrong=form), form.status


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
            return redirect(url("register.paper", year=year, number=number), 303)
    return _page(year, number, annul=form, wrong=form), form.status
