"""The sections of a draft that are one form each: shown, saved, and on to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for

from membership.application import answers
from membership.application.blueprint import blueprint, own_draft
from membership.application.chain_forms import declarations_form
from membership.application.drafting import last_saver, statute_for
from membership.application.fields import saved_for_later
from membership.application.form_answers import Answers, save_answers
from membership.application.forms import DraftForm, InterestsForm
from membership.application.question_forms import answers_form
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import refused_at
from membership.models import Application
from membership.wording.names import SECTIONS
from workflows import dossier
from workflows.application import Stage
from workflows.form import Section
from workflows.statute import Statute


@dataclass(frozen=True, slots=True)
class Part:
    """A section that is one form: which form, what is kept, the service that keeps it, and the
    template that shows it."""

    form: Callable[[Application, Statute], type[DraftForm]]
    kept: Callable[[Application], Any]
    save: Callable[..., Application]
    template: str = "answers"


def _questions(section: Section) -> Part:
    return Part(
        lambda application, statute: answers_form(application, statute, section),
        lambda application: Answers.of(application, section),
        save_answers,
    )


PARTS: Mapping[Section, Part] = {
    **{section: _questions(section) for section in dossier.GENERIC},
    Section.INTERESTS: Part(
        lambda _application, _statute: InterestsForm,
        answers.InterestsValues.of,
        answers.save_interests,
        "interests",
    ),
    Section.DECLARATIONS: Part(
        lambda _application, statute: declarations_form(statute),
        answers.DeclarationsValues.of,
        answers.save_declarations,
        "declarations",
    ),
}

_ADDRESS = f"/application/<public_id>/<any({', '.join(PARTS)}):part>"


@blueprint.get(_ADDRESS)
@open_to(Audience.SIGNED_IN)
def section(public_id: str, part: str) -> str:
    """One section of the draft, as it is kept."""
    application = own_draft(public_id, part)
    statute = statute_for(application, settings())
    form = PARTS[Section(part)].form(application, statute)()
    form.offer(application, statute)
    form.fill(PARTS[Section(part)].kept(application))
    return _page(form, application, statute, Section(part))


@blueprint.post(_ADDRESS)
@open_to(Audience.SIGNED_IN)
def save(public_id: str, part: str) -> Any:
    """Saves a section; on Continue everything it needs is asked for."""
    application = own_draft(public_id, part)
    statute = statute_for(application, settings())
    it = PARTS[Section(part)]
    form = it.form(application, statute)()
    form.offer(application, statute)
    form.settle(it.kept(application), request.form)
    if form.validate():
        with refused_at(form) as attempt:
            it.save(session(), person(), public_id, form.values(), at=now(),
                    settings=settings(), seen=form.seen.data)  # fmt: skip
        if attempt.ok:
            return redirect(_onward(application), 303)
    theirs = form.differences(it.kept(application)) if form.overtaken else ()
    return _page(form, application, statute, Section(part), theirs=theirs), form.status


def _onward(application: Application) -> str:
    endpoint = "check" if request.args.get("from") == "check" and not saved_for_later() else "case"
    if application.stage is not Stage.DRAFT:
        endpoint = "answer"
    return url_for(f"application.{endpoint}", public_id=application.public_id)


def _page(
    form: DraftForm, application: Application, statute: Statute, part: Section, theirs: Any = ()
) -> str:
    return render_template(
        f"application/{PARTS[part].template}.html",
        form=form,
        application=application,
        statute=statute,
        title=SECTIONS[part],
        theirs=theirs,
        saver=last_saver(session(), application, part) if theirs else "",
    )
