"""From the records to the facts that a letter freezes when it takes its number."""

from dataclasses import replace
from datetime import datetime

from membership import statutes
from membership.database import Session
from membership.letter.contents_case import stations
from membership.letter.contents_parts import entry_of, organ, received
from membership.letter.passages import EVERY_FORM, holding
from membership.letter.signatories import signatories
from membership.letter.writers import write
from membership.models import Letter, Organisation
from workflows.letter import Kind
from workflows.letter_board import Convocation
from workflows.letter_case import Acknowledgement, Clarification
from workflows.letter_facts import Content, Facts
from workflows.letter_parts import Addressee, Entry, Letterhead, Person, Stroke, Verification
from workflows.letter_wording import worded
from workflows.review import QualityFinding
from workflows.statute import Statute, Text

OTHER = {"ro": "en", "en": "ro"}
"""The other language of a document that holds both."""

_MEMBERS_OF = Text(ro="Membrii {body}", en="The members of {body}")


def facts_for(
    session: Session, letter: Letter, *, house: Statute, base_url: str, at: datetime
) -> Facts:
    """Everything that this letter says now: its entry and code too, once it has them.

    ``house`` is the statute file in force, which gives the letterhead; all else follows
    the file that the case is handled under. Refuses a kind that has no paper
    ("letter.not_printable") and what the letter cannot be written without.
    """
    facts = _in(session, letter, letter.language, house=house, base_url=base_url, at=at)
    if not letter.bilingual:
        return facts
    other = OTHER[letter.language]
    second = _in(session, letter, other, house=house, base_url=base_url, at=at)
    return replace(facts, translation=second)


def _in(
    session: Session,
    letter: Letter,
    language: str,
    *,
    house: Statute,
    base_url: str,
    at: datetime,
) -> Facts:
    application = letter.application
    statute = statutes.of(application) if application else house
    basis = statute.cite(_basis_key(letter))
    signed = signatories(session, letter, statute, language, at)
    facts = Facts(
        letterhead=_head(letter, house, language),
        entry=entry_of(letter.entry, statute) if letter.entry else None,
        reference=(application.reference or "") if application else "",
        addressee=_to_whom(letter, statute, language),
        application=received(session, application, statute) if application else None,
        body=organ(statute.bodies.decides, language),
        basis=basis.cite.in_(language) if basis else None,
        content=_content(session, letter, statute, language, base_url),
        signatory=signed[0] if signed else None,
        second=signed[1] if len(signed) > 1 else None,
        also=tuple(signed[2:]),
        verification=_verification(letter, base_url),
        statute_version=statute.version,
        path=stations(letter, statute, language) if letter.kind is Kind.ACKNOWLEDGEMENT else (),
        replaces=_replaced(letter, statute),
        prevails=prevails(house, language),
    )
    legal_form = application.organisation.legal_form if application else EVERY_FORM
    return worded(facts, holding(session, letter.kind, language, legal_form))


def _content(
    session: Session, letter: Letter, statute: Statute, language: str, base_url: str
) -> Content:
    content, site = write(session, letter, statute, language), base_url.partition("://")[2]
    if isinstance(content, Acknowledgement):
        return replace(content, privacy_url=f"{site}/privacy")
    if isinstance(content, Clarification):
        return replace(content, answer_at=site)
    if isinstance(content, Convocation) and letter.sitting is not None:
        # Each member's pack is their own, so the convocation leads to it and encloses none.
        return replace(content, papers_at=f"{site}/sittings/{letter.sitting.public_id}/pack")
    return content


def _basis_key(letter: Letter) -> str:
    """The clause that the letter's own sentence rests on: who checks, or what was not proved."""
    decision = letter.decision
    if letter.kind is Kind.ACKNOWLEDGEMENT or decision is None:
        return "adhesion.procedure"
    assessed = decision.quality_finding is not QualityFinding.NOT_ASSESSED
    return "adhesion.quality" if assessed else "adhesion.procedure"


def _head(letter: Letter, house: Statute, language: str) -> Letterhead:
    """The letterhead, with no place for the stamp where a person signs for themselves."""
    head = letterhead(house, language)
    return replace(head, stamp_box=False) if letter.kind is Kind.MANDATE else head


def letterhead(house: Statute, language: str) -> Letterhead:
    """The cluster as a paper names it, by the statute file in force."""
    head = house.letterhead
    return Letterhead(
        name=house.name.in_(language),
        name_of=house.name_genitive.in_(language),
        legal_form=head.legal_form.in_(language) if head.legal_form else None,
        seat=house.seat.in_(language) if house.seat else None,
        registry=head.registry_no,
        fiscal_code=head.fiscal_code,
        email=head.email,
        phone=head.phone,
        web=head.web.removeprefix("https://") if head.web else None,
        accent=house.accent,
        mark=tuple(Stroke(path=one.path, colour=one.colour) for one in head.mark),
        stamp_box=head.show_stamp_box,
    )


def prevails(house: Statute, language: str) -> str | None:
    """Which language prevails, in the cluster's own words; None where it does not say."""
    said = house.wording.get("prevails")
    return said.in_(language) if said else None


def _to_whom(letter: Letter, statute: Statute, language: str) -> Addressee | None:
    """The applicant; the members of the body for what calls them; nobody for its own acts."""
    if letter.application is not None and letter.kind is not Kind.RESOLUTION:
        return addressee(letter.application.organisation)
    if letter.kind is Kind.CONVOCATION:
        body = statute.bodies.decides.genitive.in_(language)
        return Addressee(name=_MEMBERS_OF.in_(language).format(body=body))
    return None


def addressee(organisation: Organisation) -> Addressee:
    """An organisation with its seat and its representative, as a paper is addressed."""
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


def _replaced(letter: Letter, statute: Statute) -> Entry | None:
    old = letter.replaces
    return entry_of(old.entry, statute) if old and old.entry else None


def _verification(letter: Letter, base_url: str) -> Verification | None:
    if letter.code is None:
        return None
    return Verification(code=letter.code, url=f"{base_url}/verify/{letter.code}")
