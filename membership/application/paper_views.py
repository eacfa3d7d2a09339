"""The documents of a draft: the list for this legal form, and a page for each of them."""

from typing import Any, cast

from flask import Response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from membership.application import filing
from membership.application.arrivals import look_at_files, received_files
from membership.application.blueprint import blueprint, own_draft
from membership.application.drafting import last_saver, statute_for
from membership.application.fields import Day, Ticks
from membership.application.filing import LONGEST_NUMBER, PaperValues, wanted_under
from membership.application.forms import DraftForm
from membership.application.uploads import chosen, earlier_files
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import SelectChoice, refused_at
from membership.inspection.kinds import ACCEPT, NAMES
from membership.models import Application
from workflows.application import Stage
from workflows.form import Section
from workflows.papers import Wanted, wanted


class PaperForm(DraftForm):
    """The files of one document, its number and day of issue, and why there is none."""

    file = MultipleFileField(
        _l("File or files"), description=_l("You can choose several, or drop them here.")
    )
    earlier = Ticks(_l("Or files that you sent before"), validate_choice=False)
    number = StringField(
        _l("Its number"),
        validators=[Length(max=LONGEST_NUMBER)],
        description=_l("As letters will cite it: HCL 45, say."),
    )
    issued_on = Day(_l("Issued on"))
    absent = TextAreaField(
        _l("If you have none: why it does not apply to you"),
        description=_l("The secretariat reads it in its place."),
    )
    document = HiddenField()

    def suit(self, one: Wanted, application: Application) -> None:
        """Leaves out what this paper does not take."""
        held = set(PaperValues.of(one).held)
        there = [file for file in earlier_files(session(), application)
                 if file.public_id not in held]  # fmt: skip
        self.earlier.choices = [SelectChoice(file.public_id, file.name) for file in there]
        if not there:
            del self.earlier
        if not one.paper.may_explain or held:
            del self.absent
        if not one.paper.numbered:
            del self.number
        else:
            self.number.flags.needed = True
        if one.max_age is not None or one.paper.numbered:
            self.issued_on.flags.needed = True

    def kept_in(self, values: PaperValues) -> dict[str, Any]:
        """What is kept; files are added and removed one by one."""
        names = ("number", "issued_on", "absent")
        return {name: getattr(values, name) for name in names if name in self}

    def values(self) -> PaperValues:
        """What was typed."""
        absent = self.absent.data or "" if "absent" in self else ""
        number = self.number.data or "" if "number" in self else ""
        return PaperValues(number=number, issued_on=self.issued_on.data, absent=absent)


@blueprint.get("/application/<public_id>/documents")
@open_to(Audience.SIGNED_IN)
def paper_list(public_id: str) -> str:
    """The documents that this legal form brings, each with how it stands."""
    application = own_draft(public_id, Section.DOCUMENTS)
    statute = statute_for(application, settings())
    return render_template(
        "application/papers.html",
        application=application,
        statute=statute,
        wanted=wanted(application, statute),
    )


@blueprint.get("/application/<public_id>/documents/<paper_code>")
@open_to(Audience.SIGNED_IN)
def paper(public_id: str, paper_code: str) -> str:
    """One document: its files, and where to add one."""
    application, one = _asked(public_id, paper_code)
    form = _form(one, application)
    form.fill(PaperValues.of(one))
    return _page(form, application, one)


@blueprint.post("/application/<public_id>/documents/<paper_code>")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def paper_filed(public_id: str, paper_code: str) -> Any:
    """Files what came; it is kept even when something else is wrong."""
    application, one = _asked(public_id, paper_code)
    form = _form(one, application)
    form.settle(PaperValues.of(one), request.form)
    valid = form.validate()
    files = received_files(form, application)
    if "earlier" in form:
        files += chosen(session(), application, form.earlier.data or ())
    if valid and not form.errors:
        with refused_at(form) as attempt:
            filing.file_paper(
                session(), person(), public_id, paper_code, form.values(), files=files,
                at=now(), settings=settings(), seen=form.seen.data,
            )  # fmt: skip
        if attempt.ok:
            return redirect(_back(application), 303)
    theirs = form.differences(PaperValues.of(one)) if form.overtaken else ()
    return _page(form, application, one, theirs), form.status, form.headers


@blueprint.post("/application/<public_id>/documents/<paper_id>/remove")
@open_to(Audience.SIGNED_IN)
def paper_removed(public_id: str, paper_id: str) -> Response:
    """Takes one file of a document out."""
    code = filing.remove_paper(session(), person(), public_id, paper_id, at=now(),
                               settings=settings())  # fmt: skip
    there = url_for("application.paper", public_id=public_id, paper_code=code)
    return cast(Response, redirect(there, 303))


def _back(application: Application) -> str:
    page = "paper_list" if application.stage is Stage.DRAFT else "answer"
    return url_for(f"application.{page}", public_id=application.public_id)


def _asked(public_id: str, code: str) -> tuple[Application, Wanted]:
    application = own_draft(public_id, Section.DOCUMENTS)
    asked = wanted(application, statute_for(application, settings()))
    return application, wanted_under(application, code, asked)


def _form(one: Wanted, application: Application) -> PaperForm:
    form = PaperForm()
    form.suit(one, application)
    return form


def _page(form: PaperForm, application: Application, one: Wanted, theirs: Any = ()) -> str:
    kept = chosen(session(), application, (form.document.data or "").split(","))
    return render_template(
        "application/paper.html",
        form=form,
        application=application,
        statute=statute_for(application, settings()),
        one=one,
        arrived=[file.name for file in kept],
        theirs=theirs,
        saver=last_saver(session(), application, Section.DOCUMENTS) if theirs else "",
        types=NAMES,
        accept=ACCEPT,
    )
