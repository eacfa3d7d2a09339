"""Files kept with a line of the registry: brought, given out, taken out."""

from typing import Any

from flask import Response, flash, redirect, render_template
from flask import url_for as url
from flask_babel import gettext as _

from membership.application.arrivals import look_at_files, received_own
from membership.door import now, open_to, person, session
from membership.forms import Form, refused_at, said
from membership.letter.letter_page import checked_file
from membership.register import enclosing, papers
from membership.register.blueprint import blueprint
from membership.register.forms import EnclosedForm, TakeOutForm
from membership.register.paper_views import page_of
from workflows.permission import Act, require
from workflows.refusal import Incomplete


@blueprint.post("/registry/<int:year>/<int:number>/files")
@open_to(Act.KEEP_REGISTRY, first=look_at_files)
def file_enclosed(year: int, number: int) -> Any:
    """Keeps a file with the line."""
    papers.find_entry(session(), person(), year, number)
    form = EnclosedForm()
    valid = form.validate()
    file = received_own(form, f"{number}/{year}")
    if valid and not form.errors:
        with refused_at(form) as attempt:
            if file is None:
                raise Incomplete("upload.empty", field="file")
            enclosing.enclose(session(), person(), year, number, file, what=form.what.data,
                              at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The file is kept with the line."), "done")
            return _back(year, number)
    return page_of(year, number, enclose=form, wrong=form), form.status, form.headers


@blueprint.get("/registry/<int:year>/<int:number>/files/<int:position>")
@open_to(Act.READ_REGISTERS)
def file_of(year: int, number: int, position: int) -> Response:
    """One of the line's files, once it has been looked into."""
    return checked_file(enclosing.find_file(session(), person(), year, number, position, at=now()))


@blueprint.get("/registry/<int:year>/<int:number>/files/<int:position>/out")
@open_to(Act.KEEP_REGISTRY)
def take_out(year: int, number: int, position: int) -> str:
    """Asks why a file is taken out."""
    return _out_page(year, number, position, TakeOutForm())


def _out_page(year: int, number: int, position: int, form: Form) -> str:
    require(person(), Act.KEEP_REGISTRY)
    file = enclosing.find_file(session(), person(), year, number, position, at=now())
    return render_template("register/take_out.html", file=file, year=year, number=number, form=form)


@blueprint.post("/registry/<int:year>/<int:number>/files/<int:position>/out")
@open_to(Act.KEEP_REGISTRY)
def taken_out(year: int, number: int, position: int) -> Any:
    """Takes the file out, and keeps on record that it was there."""
    form = TakeOutForm()
    if form.validate():
        with refused_at(form) as attempt:
            enclosing.take_out(session(), person(), year, number, position, why=said(form.why),
                               at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The file is taken out. The line says that it was there, and why it went."),
                  "done")  # fmt: skip
            return _back(year, number)
    return _out_page(year, number, position, form), form.status


def _back(year: int, number: int) -> Any:
    return redirect(url("register.paper", year=year, number=number), 303)
