"""Who assesses a case: its rapporteurs, with what each has to do and what may keep them out."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from membership.door import Audience, now, open_to, person, session
from membership.forms import answered
from membership.models import Application, InterestKind, Person
from membership.review import assignment, interests, services, suggestions
from membership.review.blueprint import blueprint, case_to
from membership.review.forms import AssignForm
from membership.review.interest_views import why
from membership.wording.names import INTERESTS
from workflows.application import Stage
from workflows.permission import Act


@blueprint.get("/case/<public_id>/assign")
@open_to(Audience.SIGNED_IN)
def assign(public_id: str) -> str:
    """Who assesses the case; at the end of the check, its acceptance."""
    application, _cluster = case_to(Act.ASSIGN, public_id)
    form = AssignForm()
    form.rapporteurs.data = [str(row.person_id) for row in application.assignments]
    return _page(application, form)


@blueprint.post("/case/<public_id>/assign")
@open_to(Audience.SIGNED_IN)
def assigned(public_id: str) -> Any:
    """Gives the file to its rapporteurs, accepting the procedure when that is still open."""
    application, _cluster = case_to(Act.ASSIGN, public_id)
    form = AssignForm()

    def act() -> Any:
        if application.stage is Stage.SUBMITTED:
            services.accept_procedure(
                session(), person(), public_id, at=now(), rapporteur_ids=form.chosen
            )
        else:
            services.assign(session(), person(), public_id, form.chosen, at=now())
        flash(_("The file is with its rapporteur."), "done")
        return redirect(url_for("review.case", public_id=public_id), 303)

    return answered(form, act, lambda: _page(application, form))


def _page(application: Application, form: AssignForm) -> str:
    people = assignment.assignable(session(), application)
    form.offer(people)
    return render_template(
        "review/assign.html",
        case=application,
        hints=_hints(application, people),
        left_out=[
            (one.name, _kept_out_by(application, one))
            for one in assignment.rapporteurs(session())
            if one not in people
        ],
        form=form,
        accepts=application.stage is Stage.SUBMITTED,
    )


def _hints(application: Application, people: Collection[Person]) -> dict[str, str]:
    said = {key: [words] for key, words in load_words(people).items()}
    for one in suggestions.suggestions(session(), person(), application.public_id, at=now()):
        if (key := str(one.person.id)) in said:
            said[key].append(_("Likely conflict. %(why)s", why=why(one)))
    return {key: ". ".join(words) for key, words in said.items()}


def load_words(people: Collection[Person]) -> Mapping[str, str]:
    """How many files each of these people has to assess now, in words, by the person's id."""
    loads = assignment.loads(session(), people)
    return {
        str(one.id): ngettext("%(num)s file to assess now", "%(num)s files to assess now",
                              loads.get(one.id, 0))
        for one in people
    }  # fmt: skip


def _kept_out_by(application: Application, one: Person) -> str:
    row = interests.interest_of(application, one.id)
    if row is None or row.none:
        return str(_("acts for the applicant"))
    return str(INTERESTS[row.kind or InterestKind.OTHER])
