"""Who signs a letter: who presided, the chair, the secretary, or whoever the statute says."""

from datetime import datetime

from membership.application import access
from membership.application.mandates import seats_on_day
from membership.application.steps import AUTOMATIC
from membership.database import Session
from membership.letter.contents_minutes import minutes_of
from membership.models import Application, Letter, Office
from workflows.letter import TWO_SIGN, Kind
from workflows.letter_parts import Person
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text
from workflows.term import day_of

_OFFICE_OF = Text(ro="{office} al {body}", en="{office} of {body}")


def signatories(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime
) -> list[Person]:
    """Who signs, in the order of signing; nobody signs an automatic letter.

    Who presided the vote signs its letter, and the chair what carries no vote; the secretary
    signs the body's own acts beside them, and vouches alone for an extract. Minutes name
    their own signatories, as the statute's rule says (``minutes_sign``).
    """
    if letter.kind is Kind.MINUTES:
        signs = minutes_of(session, letter).recorded["signs"]
        return [_signs(one["name"], Office(one["office"]), statute, language) for one in signs]
    first = _signatory(session, letter, statute, language, at)
    second = _secretary(session, statute, language, at) if letter.kind in TWO_SIGN else None
    return [one for one in dict.fromkeys((first, second)) if one is not None]


def _signatory(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime
) -> Person | None:
    if letter.kind is Kind.REPORT and letter.application is not None:
        return _first_rapporteur(letter, letter.application)
    if letter.kind in AUTOMATIC:
        return None
    if letter.kind is Kind.EXTRACT and (secretary := _secretary(session, statute, language, at)):
        return secretary
    if letter.decision is None:
        return _first_seat(session, letter, statute, language, at)
    motion = letter.decision.motion
    order = list(Office)
    roster = sorted(
        (seat for seat in motion.roster if not seat.recused),
        key=lambda seat: (seat.person_id != motion.closed_by_id, order.index(seat.office), seat.id),
    )
    if roster:
        return _signs(roster[0].name, roster[0].office, statute, language)
    return _first_seat(session, letter, statute, language, at)


def _first_rapporteur(letter: Letter, application: Application) -> Person | None:
    """The first rapporteur; of a case that was not assessed, whoever proposed its motion."""
    aside = access.interested_in(application)
    signs = [row.person for row in application.assignments if row.person_id not in aside]
    signs += [one.proposed_by for one in application.motions if one.proposed_at == letter.owed_at]
    return Person(name=signs[0].name) if signs else None


def _first_seat(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime
) -> Person:
    """The chair, or whoever comes next and has no interest in the case."""
    aside = access.interested_in(letter.application) if letter.application else frozenset()
    seats = seats_on_day(session, day_of(at, statute.zone))
    first = next((seat for seat in seats if seat.person_id not in aside), None)
    if first is None:
        raise Incomplete("letter.no_signatory")
    return _signs(first.person.name, first.office, statute, language)


def _secretary(session: Session, statute: Statute, language: str, at: datetime) -> Person | None:
    seats = seats_on_day(session, day_of(at, statute.zone))
    found = next((seat for seat in seats if seat.office is Office.SECRETARY), None)
    return _signs(found.person.name, found.office, statute, language) if found else None


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
