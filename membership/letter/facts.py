"""From the records to the facts that a letter freezes when it takes its number."""

from datetime import datetime

from sqlalchemy import select

from membership import statutes
from membership.application.access import seats_on
from membership.application.steps import AUTOMATIC
from membership.database import Session
from membership.letter import contents
from membership.models import (
    Application,
    Direction,
    Letter,
    Office,
    Organisation,
    RegistryEntry,
)
from workflows.letter import Kind
from workflows.letter_facts import (
    Addressee,
    Content,
    Entry,
    Facts,
    Letterhead,
    Person,
    Verification,
)
from workflows.refusal import Incomplete, NotNow
from workflows.review import QualityFinding
from workflows.statute import Statute, Text

_OFFICE_OF = Text(ro="{office} al {body}", en="{office} of {body}")


def facts_for(
    session: Session, letter: Letter, *, house: Statute, base_url: str, at: datetime
) -> Facts:
    """Everything that this letter says now: its entry and code too, once it has them.

    ``house`` is the statute file in force, which gives the letterhead; all else follows
    the file that the case is handled under. Refuses a kind that has no paper
    ("letter.not_printable") and what the letter cannot be written without.
    """
    application, language = letter.application, letter.language
    statute = statutes.of(application)
    basis = statute.cite(_basis_key(letter))
    return Facts(
        letterhead=_letterhead(house, language),
        entry=_entry(letter.entry, statute) if letter.entry else None,
        reference=application.reference or "",
        addressee=_addressee(application.organisation),
        application=_received(session, application, statute),
        body=statute.bodies.decides.name.in_(language),
        basis=basis.cite.in_(language) if basis else None,
        content=_content(session, letter, statute),
        signatory=_signatory(session, letter, statute, at),
        verification=_verification(letter, base_url),
        statute_version=statute.version,
        replaces=_replaced(letter, statute),
    )


def _content(session: Session, letter: Letter, statute: Statute) -> Content:
    match letter.kind:
        case Kind.ACKNOWLEDGEMENT:
            return contents.acknowledgement(letter, statute, letter.language)
        case Kind.ADMISSION:
            return contents.admission(session, letter, statute, letter.language)
        case Kind.REJECTION:
            return contents.rejection(letter, statute, letter.language)
    raise NotNow("letter.not_printable", kind=letter.kind.value, language=letter.language)


def _basis_key(letter: Letter) -> str:
    """The clause that the letter's own sentence rests on: who checks, or what was not proved."""
    decision = letter.decision
    if letter.kind is Kind.ACKNOWLEDGEMENT or decision is None:
        return "adhesion.procedure"
    assessed = decision.quality_finding is not QualityFinding.NOT_ASSESSED
    return "adhesion.quality" if assessed else "adhesion.procedure"


def _letterhead(house: Statute, language: str) -> Letterhead:
    head = house.letterhead
    return Letterhead(
        name=house.name.in_(language),
        legal_form=head.legal_form.in_(language) if head.legal_form else None,
        seat=house.seat.in_(language) if house.seat else None,
        registry=head.registry_no,
        fiscal_code=head.fiscal_code,
        email=head.email,
        phone=head.phone,
        web=head.web.removeprefix("https://") if head.web else None,
        accent=house.accent,
    )


def _addressee(organisation: Organisation) -> Addressee:
    place = [organisation.postal_code, organisation.locality]
    town = ", ".join(filter(None, (" ".join(filter(None, place)), _county(organisation))))
    abroad = organisation.country if organisation.country != "RO" else ""
    name = organisation.representative
    return Addressee(
        name=organisation.legal_name,
        fiscal_code=organisation.fiscal_code,
        address=tuple(filter(None, (organisation.street, town, abroad))),
        attention=Person(name=name, role=organisation.representative_role or None)
        if name
        else None,
    )


def _county(organisation: Organisation) -> str:
    # Bucharest is a town and its own county: it is written once.
    return organisation.county if organisation.county != organisation.locality else ""


def _received(session: Session, application: Application, statute: Statute) -> Entry | None:
    """The line of the registry under which the application came in."""
    first = session.scalar(
        select(RegistryEntry)
        .where(
            RegistryEntry.application_id == application.id,
            RegistryEntry.direction == Direction.IN,
        )
        .order_by(RegistryEntry.id)
        .limit(1)
    )
    return _entry(first, statute) if first else None


def _entry(entry: RegistryEntry, statute: Statute) -> Entry:
    # The paper writes the date beside the number, so a pattern's own date is left out.
    title = statute.registry.letter.number(entry.number, entry.on)
    return Entry(number=title.removesuffix(f"/{entry.on:%d.%m.%Y}"), on=entry.on)


def _replaced(letter: Letter, statute: Statute) -> Entry | None:
    old = letter.replaces
    return _entry(old.entry, statute) if old and old.entry else None


def _verification(letter: Letter, base_url: str) -> Verification | None:
    if letter.code is None:
        return None
    return Verification(code=letter.code, url=f"{base_url}/verify/{letter.code}")


def _signatory(session: Session, letter: Letter, statute: Statute, at: datetime) -> Person | None:
    """Who presided the vote signs its letter; nobody signs an automatic one."""
    if letter.kind in AUTOMATIC:
        return None
    motion = contents.decision_of(letter).motion
    order = list(Office)
    roster = sorted(
        (seat for seat in motion.roster if not seat.recused),
        key=lambda seat: (seat.person_id != motion.closed_by_id, order.index(seat.office), seat.id),
    )
    if roster:
        return _signs(roster[0].name, roster[0].office, statute, letter.language)
    seats = seats_on(session, letter.application, at)
    if not seats:
        raise Incomplete("letter.no_signatory")
    return _signs(seats[0].person.name, seats[0].office, statute, letter.language)


def _signs(name: str, office: Office, statute: Statute, language: str) -> Person:
    body = statute.bodies.decides
    called = {
        Office.CHAIR: body.chair,
        Office.VICE_CHAIR: body.vice_chair,
        Office.SECRETARY: body.secretary,
    }.get(office)
    if called is None:
        return Person(name=name, role=body.name.in_(language))
    role = _OFFICE_OF.in_(language).format(
        office=called.in_(language), body=body.genitive.in_(language)
    )
    return Person(name=name, role=role)
