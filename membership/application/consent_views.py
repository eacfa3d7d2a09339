"""What an organisation agreed to: to read at any time, and to change what is published of it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from membership.application import consenting
from membership.application.blueprint import blueprint, may_here, own
from membership.application.consenting import ConsentValues
from membership.application.drafting import last_saver, statute_for
from membership.application.fields import Ticks
from membership.application.forms import DraftForm
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import SelectChoice, refused_at
from membership.models import Application
from membership.wording.questions import CHOICES
from workflows.permission import Act
from workflows.publication import Published


class ConsentForm(DraftForm):
    """The items that may be published."""

    publish = Ticks(
        _l("We agree that these are published"),
        choices=[SelectChoice(one.value, CHOICES["publish"][one]) for one in Published],
        validate_choice=False,
    )

    def kept_in(self, values: ConsentValues) -> dict[str, Any]:
        """What holds now."""
        return {"publish": list(values.publish)}

    def values(self) -> ConsentValues:
        """What was ticked."""
        return ConsentValues(publish=tuple(self.publish.data or ()))


@blueprint.get("/application/<public_id>/consents")
@open_to(Audience.SIGNED_IN)
def consents(public_id: str) -> str:
    """What the organisation agreed to and declared, each with its day."""
    application, form = own(public_id), ConsentForm()
    form.fill(ConsentValues.of(session(), application.organisation))
    return _page(application, form)


@blueprint.post("/application/<public_id>/consents")
@open_to(Audience.SIGNED_IN)
def consents_changed(public_id: str) -> Any:
    """Changes what may be published, from now on."""
    application, form = own(public_id), ConsentForm()
    held = ConsentValues.of(session(), application.organisation)
    form.settle(held, request.form)
    if form.validate():
        with refused_at(form) as attempt:
            consenting.change(
                session(), person(), public_id, form.values(), at=now(), seen=form.seen.data
            )
        if attempt.ok:
            flash(_("Your choice holds from now on."), "done")
            return redirect(url_for("application.consents", public_id=public_id), 303)
    theirs = form.differences(held) if form.overtaken else ()
    return _page(application, form, theirs), form.status


def _page(application: Application, form: ConsentForm, theirs: Any = ()) -> str:
    return render_template(
        "application/consents.html",
        application=application,
        statute=statute_for(application, settings()),
        form=form,
        items=[(one, CHOICES["publish"][one]) for one in Published],
        said=consenting.last_said(session(), application.organisation),
        may_change=may_here(Act.CONSENT, application),
        theirs=theirs,
        saver=last_saver(session(), application, "publication") if theirs else "",
    )
