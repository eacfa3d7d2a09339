"""Where the pages of an application hang, and whose they are."""

from flask import Blueprint

from membership.application import access
from membership.application.drafting import is_open
from membership.application.naming import claim_name
from membership.door import now, person, session
from membership.models import Application
from membership.wording.texts import capitalised, lei, short
from workflows.permission import Act, may, require
from workflows.refusal import NotNow

blueprint = Blueprint("application", __name__)
blueprint.add_app_template_filter(capitalised)
blueprint.add_app_template_filter(claim_name)
blueprint.add_app_template_filter(lei)
blueprint.add_app_template_filter(short)


def own(public_id: str) -> Application:
    """The person's own case; as not found or not permitted to everybody else."""
    return own_to(Act.EDIT_DRAFT, public_id)


def own_to(act: Act, public_id: str) -> Application:
    """The person's own case, for an act that not all of the organisation's people may do."""
    application, on = access.find(session(), person(), public_id, at=now())
    require(person(), act, on)
    return application


def may_here(act: Act, application: Application) -> bool:
    """Whether the person may do this act on their own case: what decides the button."""
    return may(person(), act, access.standing_of(session(), application, now()))


def own_draft(public_id: str, part: str = "") -> Application:
    """The person's own case while it is a draft; afterwards only a section that what was asked
    has opened again can be changed."""
    application = own(public_id)
    if not is_open(application, part):
        raise NotNow("application.no_draft")
    return application
