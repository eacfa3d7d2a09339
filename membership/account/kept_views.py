"""When a session is about to end, or has ended under somebody's hands: more time, and the form."""

from flask import Response, render_template

from membership import kept as kept_forms
from membership.account import login
from membership.account.blueprint import blueprint
from membership.door import Audience, now, open_to, person, session
from membership.switching import FIELD
from membership.wording.texts import language


@blueprint.get("/kept/<key>")
@open_to(Audience.SIGNED_IN)
def kept(key: str) -> str:
    """The form that came when the session was over, to go back to it as it was typed."""
    found = kept_forms.found(session(), person(), key, now())
    return render_template("account/kept.html", typed=found, switch=(FIELD, language()))


@blueprint.get("/awake")
@open_to(Audience.SIGNED_IN)
def awake() -> Response:
    """Uses the session, which keeps it awake; answers how many seconds it would last unused."""
    return Response(str(login.visitor().seconds_left), mimetype="text/plain")
