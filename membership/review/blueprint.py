"""Where the pages of the review hang, and how they find their case."""

from flask import Blueprint

from membership import statutes
from membership.application import access
from membership.door import now, person, session
from membership.forms import Form
from membership.models import Application
from membership.wording import say
from workflows.permission import Act, require
from workflows.statute import Statute

blueprint = Blueprint("review", __name__)


@blueprint.app_template_global()
def gaps(form: Form) -> list[tuple[str, str]]:
    """What a refused act still lacks, as lines of the form's error summary."""
    return [(say(gap), "") for gap in form.gaps]


def case_to(act: Act, public_id: str) -> tuple[Application, Statute]:
    """The case for a page that leads to this act, and its statute; refuses as the act would."""
    application, on = access.find(session(), person(), public_id, at=now())
    require(person(), act, on)
    return application, statutes.of(application)
