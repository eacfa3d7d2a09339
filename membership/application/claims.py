"""What the applicant does in the value chain: one claim a stage and capability."""

from dataclasses import dataclass
from datetime import datetime

from membership.application import drafting
from membership.database import Session
from membership.models import Application, Claim, Person
from membership.settings import Settings
from workflows.refusal import Incomplete, NotFound
from workflows.statute import Asked, Statute
from workflows.term import day_of

LONGEST = 1500
SHORTEST = 50
EARLIEST_YEAR = 1800
HIGHEST_TRL = 9
WHOLE = 100
EXTENT = ("since_year", "trl", "share", "geography")
"""What a cluster may ask of a claim beside its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimValues:
    """A stage of the value chain, the fields it touches, what the organisation does there in
    its own words, since which year, how mature it is, its share in per cent, and where."""

    stage: str
    fields: tuple[str, ...]
    description: str
    capability: str = ""
    since_year: int | None = None
    trl: int | None = None
    share: int | None = None
    geography: str = ""

    @classmethod
    def of(cls, claim: Claim) -> "ClaimValues":
        """What is kept now."""
        return cls(
            stage=claim.stage,
            fields=tuple(claim.fields),
            description=claim.description,
            capability=claim.capability,
            since_year=claim.since_year,
            trl=claim.trl,
            share=claim.share,
            geography=claim.geography,
        )


def add_claim(
    session: Session,
    actor: Person,
    public_id: str,
    values: ClaimValues,
    *,
    at: datetime,
    settings: Settings,
) -> Claim:
    """Adds a claim to the draft, or where what was asked opens the claims as a whole; refuses
    codes that the statute file does not know and a second claim of the same stage and
    capability."""
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_unasked(application, "claims", [None])
    _check(values, application, None, statute, at)
    claim = Claim(application_id=application.id)
    _write(claim, values, statute)
    application.claims.append(claim)
    drafting.saved(session, application, actor, "claims", at)
    return claim


def change_claim(
    session: Session,
    actor: Person,
    public_id: str,
    claim_public_id: str,
    values: ClaimValues,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Claim:
    """Changes a claim of the draft, or one that was asked about; its evidence stays with it."""
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    claim = claim_of(application, claim_public_id)
    drafting.refuse_unasked(application, "claims", [claim.id])
    drafting.refuse_overwriting(ClaimValues.of(claim), seen)
    _check(values, application, claim, statute, at)
    _write(claim, values, statute)
    drafting.saved(session, application, actor, "claims", at)
    return claim


def remove_claim(
    session: Session,
    actor: Person,
    public_id: str,
    claim_public_id: str,
    *,
    at: datetime,
    settings: Settings,
) -> Application:
    """Takes a claim out of the draft; its evidence stays, for other claims."""
    application, _ = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_removing(application)
    application.claims.remove(claim_of(application, claim_public_id))
    drafting.saved(session, application, actor, "claims", at)
    return application


def claim_of(application: Application, claim_public_id: str) -> Claim:
    """The claim of this case with this public id; as not found when it is another case's."""
    for claim in application.claims:
        if claim.public_id == claim_public_id:
            return claim
    raise NotFound("permission.not_found")


def _check(
    values: ClaimValues,
    application: Application,
    own: Claim | None,
    statute: Statute,
    at: datetime,
) -> None:
    drafting.refuse_misplaced(values, description=LONGEST, geography=200)
    if values.stage not in statute.stages:
        raise Incomplete("claim.stage_missing", field="stage")
    if not values.fields or not set(values.fields) <= set(statute.fields):
        raise Incomplete("claim.fields_missing", field="fields")
    if not values.description:
        raise Incomplete("claim.description_missing", field="description")
    if len(values.description) < SHORTEST:
        raise Incomplete("claim.description_short", field="description", n=SHORTEST,
                         given=len(values.description))  # fmt: skip
    _check_capability(values, statute)
    _check_year(values.since_year, day_of(at, statute.zone).year)
    _check_extent(values, statute)
    place = (values.stage, values.capability)
    others = [(c.stage, c.capability) for c in application.claims if c is not own]
    if place in others:
        raise Incomplete("claim.duplicate", field="stage")


def _check_capability(values: ClaimValues, statute: Statute) -> None:
    if values.capability and values.capability not in statute.capabilities:
        raise Incomplete("claim.capability_unknown", field="capability")
    if not values.capability and statute.asked("capability") is Asked.REQUIRED:
        raise Incomplete("claim.capability_missing", field="capability")


def _check_year(year: int | None, this_year: int) -> None:
    if year is not None and not EARLIEST_YEAR <= year <= this_year:
        raise Incomplete("claim.year_wrong", field="since_year", year=str(this_year))


def _check_extent(values: ClaimValues, statute: Statute) -> None:
    if values.trl is not None and not 1 <= values.trl <= HIGHEST_TRL:
        raise Incomplete("claim.trl_wrong", field="trl")
    if values.share is not None and not 0 <= values.share <= WHOLE:
        raise Incomplete("claim.share_wrong", field="share")
    for name in EXTENT:
        if statute.asked(name) is Asked.REQUIRED and getattr(values, name) in (None, ""):
            raise Incomplete("claim.extent_missing", field=name)


def _write(claim: Claim, values: ClaimValues, statute: Statute) -> None:
    claim.stage = values.stage
    claim.carried = False
    # In the order of the statute file, however they were ticked.
    claim.fields = [code for code in statute.fields if code in values.fields]
    claim.capability = values.capability
    claim.description = values.description
    for name in EXTENT:
        setattr(claim, name, getattr(values, name))
