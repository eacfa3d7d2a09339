"""Numbers that an applicant gave as its register writes them although their check fails: the
secretariat compares them with the certificate and accepts each with a reason."""

from datetime import datetime

from membership.application.access import find_to
from membership.application.locking import lock_organisation
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Organisation, Person
from membership.organisation.identifiers import CHECKS, refuse_personal_numbers
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow, Refused

LONGEST = 500


def awaiting(organisation: Organisation) -> list[str]:
    """The numbers whose check fails and that nobody has accepted yet, by their question."""
    kept = organisation.answers
    accepted = kept.get("accepted_numbers") or {}
    said = [key for key in kept.get("as_registered") or () if key not in accepted]
    return [key for key in said if _fails(organisation, key)]


def _fails(organisation: Organisation, key: str) -> bool:
    number = getattr(organisation, key)
    try:
        return bool(number) and not CHECKS[key](number, organisation.country)
    except Refused:
        return True


def accept_number(
    session: Session, actor: Person, public_id: str, *, key: str, reason: str, at: datetime
) -> Application:
    """Accepts a number as it stands in the register, with the reason; the journal keeps both."""
    application, _ = find_to(session, actor, Act.CHECK_PROCEDURE, public_id, at=at)
    organisation = application.organisation
    lock_organisation(session, organisation)
    if key not in awaiting(organisation):
        raise NotNow("review.number_settled")
    if not reason:
        raise Incomplete("review.number_reason_missing", field="reason")
    if len(reason) > LONGEST:
        raise Incomplete("application.too_long", field="reason", n=LONGEST)
    refuse_personal_numbers([("reason", reason)])
    accepted = {**(organisation.answers.get("accepted_numbers") or {}), key: reason}
    organisation.answers = {**organisation.answers, "accepted_numbers": accepted}
    record(session, "organisation.number_accepted", by=actor, at=at, subject=public_id,
           number=key, reason=reason)  # fmt: skip
    session.flush()
    return application
