"""The legal person in an application: who it is, who represents it, and that it is there once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select

from membership.application import drafting
from membership.database import Session
from membership.models import Application, Member, Organisation, Person
from membership.organisation.identifiers import fiscal_code, trade_register
from membership.register.numbers import local_date
from membership.settings import Settings
from workflows.application import Stage
from workflows.refusal import Incomplete
from workflows.statute import Identifier, LegalForm, Statute

CLOSED = frozenset(
    {
        Stage.WITHDRAWN,
        Stage.LAPSED,
        Stage.REJECTED,
        Stage.REJECTED_FINAL,
        Stage.ASSOCIATE_MEMBER,
    }
)
"""Stages in which a case no longer stands in the way of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationValues:
    """Who applies, as its register writes it. ``category`` stays empty where the cluster
    has one only, or proposes it from the legal form."""

    legal_name: str = ""
    legal_form: str = ""
    country: str = "RO"
    fiscal_code: str = ""
    register_number: str = ""
    street: str = ""
    locality: str = ""
    county: str = ""
    postal_code: str = ""
    email: str = ""
    founded_on: date | None = None
    category: str = ""

    @classmethod
    def of(cls, application: Application) -> "OrganisationValues":
        """What is kept now."""
        kept = application.organisation
        return cls(
            legal_name=kept.legal_name,
            legal_form=kept.legal_form,
            country=kept.country,
            fiscal_code=kept.fiscal_code or "",
            register_number=kept.register_number,
            street=kept.street,
            locality=kept.locality,
            county=kept.county,
            postal_code=kept.postal_code,
            email=kept.email,
            founded_on=kept.founded_on,
            category=application.category,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeValues:
    """Who legally represents the applicant, and the language of correspondence (ro or en)."""

    representative: str = ""
    representative_role: str = ""
    language: str = "ro"

    @classmethod
    def of(cls, application: Application) -> "RepresentativeValues":
        """What is kept now."""
        kept = application.organisation
        return cls(
            representative=kept.representative,
            representative_role=kept.representative_role,
            language=kept.language,
        )


def save_organisation(
    session: Session,
    actor: Person,
    public_id: str,
    values: OrganisationValues,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Keeps who applies; what is missing may follow, what is wrong is refused.

    Refuses natural persons, identifiers that fail their check, and an organisation that
    already has a case or a membership, without saying whose.
    """
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_overwriting(OrganisationValues.of(application), seen)
    drafting.refuse_misplaced(
        values, legal_name=200, register_number=80, street=200, locality=100, county=60,
        postal_code=12, email=254,
    )  # fmt: skip
    form = _legal_form(values, statute)
    organisation = application.organisation
    _write(organisation, values)
    organisation.fiscal_code = _fiscal_code(values)
    organisation.register_number = _register_number(values, form)
    organisation.founded_on = _founded_on(values.founded_on, statute, at)
    application.category = _category(values, form, statute)
    refuse_duplicate(session, organisation)
    drafting.saved(session, application, actor, "organisation", at)
    return application


def save_representative(
    session: Session,
    actor: Person,
    public_id: str,
    values: RepresentativeValues,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Keeps who represents the applicant and in which language to write to it."""
    application, _ = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_overwriting(RepresentativeValues.of(application), seen)
    drafting.refuse_misplaced(values, representative=200, representative_role=120)
    if values.language not in ("ro", "en"):
        raise Incomplete("organisation.language_unknown", field="language")
    organisation = application.organisation
    organisation.representative = values.representative
    organisation.representative_role = values.representative_role
    organisation.language = values.language
    drafting.saved(session, application, actor, "representative", at)
    return application


def refuse_duplicate(session: Session, organisation: Organisation) -> None:
    """Refuses an organisation that is already here under the same fiscal code, with a case
    that has been submitted or a membership; never says whose it is.

    A draft stands in nobody's way: otherwise anybody could keep another out. The rows of
    the same code are locked, so that of two submissions at once the second is refused.
    """
    if not organisation.fiscal_code:
        return
    same = select(Organisation.id).where(Organisation.fiscal_code == organisation.fiscal_code)
    ids = [n for n in session.scalars(same.with_for_update()) if n != organisation.id]
    running = exists().where(
        Application.organisation_id.in_(ids), Application.stage.not_in(CLOSED | {Stage.DRAFT})
    )
    belongs = exists().where(Member.organisation_id.in_(ids))
    if ids and session.scalar(select(running | belongs)):
        raise Incomplete("organisation.duplicate", field="fiscal_code")


def _legal_form(values: OrganisationValues, statute: Statute) -> LegalForm | None:
    form = statute.legal_forms.get(values.legal_form)
    if form is None and values.legal_form:
        raise Incomplete("organisation.legal_form_unknown", field="legal_form")
    if form is not None and not form.is_legal_person:
        raise Incomplete("organisation.natural_person", field="legal_form")
    return form


def _write(organisation: Organisation, values: OrganisationValues) -> None:
    if len(values.country) != len("RO") or not values.country.isalpha():
        raise Incomplete("organisation.country_unknown", field="country")
    if values.email and "@" not in values.email:
        raise Incomplete("organisation.email_wrong", field="email")
    if values.country == "RO" and values.postal_code and not _is_postal(values.postal_code):
        raise Incomplete("organisation.postal_code_wrong", field="postal_code")
    for name in ("legal_name", "legal_form", "country", "street", "locality", "county",
                 "postal_code", "email"):  # fmt: skip
        setattr(organisation, name, getattr(values, name))


def _is_postal(code: str) -> bool:
    return code.isdigit() and len(code) == len("010101")


def _fiscal_code(values: OrganisationValues) -> str | None:
    if not values.fiscal_code:
        return None
    return fiscal_code(values.fiscal_code) if values.country == "RO" else values.fiscal_code[:20]


def _register_number(values: OrganisationValues, form: LegalForm | None) -> str:
    commercial = form is not None and Identifier.ONRC in form.identifiers
    if values.register_number and commercial:
        return trade_register(values.register_number)
    return values.register_number


def _founded_on(day: date | None, statute: Statute, at: datetime) -> date | None:
    if day is not None and day > local_date(at, statute.zone):
        raise Incomplete("organisation.founded_later", field="founded_on")
    return day


def _category(values: OrganisationValues, form: LegalForm | None, statute: Statute) -> str:
    if values.category:
        if values.category not in {one.code for one in statute.open_categories()}:
            raise Incomplete("organisation.category_unknown", field="category")
        return values.category
    proposed = statute.category_for(form.code) if form else None
    return proposed.code if proposed else ""
