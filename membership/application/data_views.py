"""An applicant's own data: all of it as an archive, and the request to erase it."""

import tempfile
from typing import Any

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _

from membership.application import retention
from membership.application.blueprint import blueprint, may_here, own, own_to
from membership.application.drafting import statute_for
from membership.application.export import write_zip
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.models import Application
from membership.settings import MEBIBYTE
from membership.storage import Store
from membership.wording.retention import HELD
from workflows.permission import Act

IN_MEMORY = 8 * MEBIBYTE


@blueprint.get("/application/<public_id>/data")
@open_to(Audience.SIGNED_IN)
def data(public_id: str) -> str:
    """What is held, until when, and how to take it along or have it erased."""
    application = own(public_id)
    return _data_page(application, Form())


def _data_page(application: Application, form: Form) -> str:
    hold = retention.hold_of(application, statute_for(application, settings()))
    return render_template(
        "application/data.html",
        application=application,
        hold=hold,
        held=HELD[hold.reason],
        asked_on=retention.asked_on(session(), application),
        may_erase=may_here(Act.WITHDRAW, application),
        form=form,
    )


@blueprint.get("/application/<public_id>/data.zip")
@open_to(Audience.SIGNED_IN)
def data_archive(public_id: str) -> Response:
    """Everything that is held of the organisation, as a ZIP with JSON and the files."""
    application = own(public_id)
    # A big archive goes through the disk; the file is gone when the answer was given.
    stream = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    store = Store(settings().documents)
    write_zip(stream, session(), person(), application.organisation, store)
    stream.seek(0)
    answer = send_file(stream, mimetype="application/zip", as_attachment=True,
                       download_name=f"membership-{now():%Y-%m-%d}.zip")  # fmt: skip
    answer.call_on_close(stream.close)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/application/<public_id>/data/erase")
@open_to(Audience.SIGNED_IN)
def erase(public_id: str) -> Any:
    """Erases a draft, or registers the request and answers why the case is kept."""
    application = own_to(Act.WITHDRAW, public_id)
    form = Form()
    with refused_at(form) as attempt:
        held = retention.ask_erasure(session(), person(), public_id, at=now())
    if not attempt.ok:
        return _data_page(application, form), form.status
    if held is None:
        flash(_("The draft was erased, with its files."), "done")
        return redirect(url_for("application.mine"), 303)
    flash(_("Your request is registered. The answer is below."), "waiting")
    return redirect(url_for("application.data", public_id=public_id), 303)
