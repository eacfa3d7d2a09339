"""What each rapporteur finds of a claim, and the finding that comes of it.

One rapporteur's opinion is the finding. Of several, each first gives their own without seeing
the others'; the finding is made when the last one is in, and it is the most cautious of them.
"""

from collections.abc import Sequence
from datetime import datetime

from membership import statutes
from membership.application.access import find_to, interested_in
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Claim, Finding, Opinion, Person
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.review import Verdict, bounded, joined


def find_claim(
    session: Session,
    actor: Person,
    public_id: str,
    claim_public_id: str,
    *,
    verdict: Verdict,
    reason: str,
    at: datetime,
) -> Opinion:
    """Gives one's finding on one claim, or changes it until the report is made.

    Refuses a finding without a reason, and one that the evidence is too weak to carry.
    """
    application, claim = _claim_to_find(session, actor, public_id, claim_public_id, at)
    if not reason.strip():
        raise Incomplete("review.reason_missing", field="reason")
    bounded(verdict, claim.evidence, statutes.of(application).evidence_kinds)
    opinion = _own(claim, actor)
    opinion.verdict, opinion.reason = verdict, reason.strip()
    opinion.saved_at = opinion.given_at = at
    record(session, "claim.found", by=actor, at=at, subject=public_id,
           claim=claim.public_id, verdict=verdict.value)  # fmt: skip
    _conclude(application, claim, at)
    session.flush()
    return opinion


def keep_draft(
    session: Session,
    actor: Person,
    public_id: str,
    claim_public_id: str,
    *,
    verdict: Verdict | None,
    reason: str,
    at: datetime,
) -> Opinion:
    """Keeps what one has written so far, for oneself alone; refuses once the finding is given."""
    _application, claim = _claim_to_find(session, actor, public_id, claim_public_id, at)
    opinion = _own(claim, actor)
    if opinion.given_at is not None:
        raise NotNow("review.finding_given")
    opinion.verdict, opinion.reason, opinion.saved_at = verdict, reason.strip(), at
    session.flush()
    return opinion


def _claim_to_find(
    session: Session, actor: Person, public_id: str, claim_public_id: str, at: datetime
) -> tuple[Application, Claim]:
    application, _ = find_to(session, actor, Act.FIND_CLAIM, public_id, at=at)
    if application.stage is not Stage.EVIDENCE_REVIEW:
        raise NotNow("review.not_at_this_stage")
    return application, claim_of(application, claim_public_id)


def claim_of(application: Application, claim_public_id: str) -> Claim:
    """The claim of this case with that public id; not found when it is not this case's."""
    for claim in application.claims:
        if claim.public_id == claim_public_id:
            return claim
    raise NotFound("permission.not_found")


def own_opinion(claim: Claim, person: Person) -> Opinion | None:
    """What this person wrote of the claim, given or still a draft."""
    return next((one for one in claim.opinions if one.person_id == person.id), None)


def _own(claim: Claim, actor: Person) -> Opinion:
    found = own_opinion(claim, actor)
    if found is None:
        found = Opinion(person=actor, person_id=actor.id)
        claim.opinions.append(found)
    return found


def is_given(claim: Claim, person: Person) -> bool:
    """Whether this person has given their finding on the claim."""
    own = own_opinion(claim, person)
    return own is not None and own.given_at is not None


def left_for(application: Application, person: Person) -> list[Claim]:
    """The claims on which this rapporteur still has to give a finding."""
    return [claim for claim in application.claims
            if claim.verdict is None and not is_given(claim, person)]  # fmt: skip


def awaited(application: Application, claim: Claim) -> list[Person]:
    """The rapporteurs whose finding on the claim is still to come."""
    interested = interested_in(application)
    return [row.person for row in application.assignments
            if row.person_id not in interested and not is_given(claim, row.person)]  # fmt: skip


def shown(claim: Claim, reader: Person, *, finds: bool) -> Sequence[Opinion]:
    """The findings given by the rapporteurs, as this reader may see them.

    Who finds too sees the others' once their own is in; everybody else once all are.
    """
    ready = is_given(claim, reader) if finds else claim.finding is not None
    return [one for one in claim.opinions
            if one.given_at is not None and (ready or one.person_id == reader.id)]  # fmt: skip


def settle(application: Application, at: datetime) -> None:
    """Makes the findings that waited only for somebody who assesses the case no longer."""
    if application.stage is Stage.EVIDENCE_REVIEW:
        for claim in application.claims:
            if claim.finding is None:
                _conclude(application, claim, at)


def _conclude(application: Application, claim: Claim, at: datetime) -> None:
    interested = interested_in(application)
    given = [one for one in claim.opinions
             if one.given_at is not None and one.person_id not in interested]  # fmt: skip
    if not given or (claim.finding is None and awaited(application, claim)):
        return
    verdict = joined([one.verdict for one in given if one.verdict is not None])
    # The latest of the most cautious: who changes their mind is who is quoted.
    speaks = max((one for one in given if one.verdict is verdict), key=lambda one: one.saved_at)
    found = claim.finding or Finding()
    found.verdict, found.reason, found.by, found.at = verdict, speaks.reason, speaks.person, at
    claim.finding = found
