"""Who signs a letter: who presided, the chair, the secretary, or whoever the statute says."""

from datetime import datetime

from membership.application import access
from membership.application.mandates import seats_on_day
from membership.application.steps import AUTOMATIC
from membership.database import Session
from membership.letter.contents_convocation import mandate_of
from membership.letter.contents_minutes import minutes_of
from membership.models import Application, Letter, Office
from workflows.letter import TWO_SIGN, Kind
from workflows.letter_parts import Person
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text
from workflows.statute_identity import StandIn
from workflows.term import day_of

_OFFICE_OF = Text(ro="{office} al {body}", en="{office} of {body}")
_MEMBER = Text(ro="Membru", en="Member")
_IN_PLACE = Text(ro=", în locul secretarului", en=", in the secretary’s place")


def signatories(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime
) -> list[Person]:
    """Who signs, in the order of signing; nobody signs an automatic letter.

    Who presided the vote signs its letter, and the chair what carries no vote; the secretary, or
    who stands in, signs the body's own acts beside them, and vouches alone for an extract. Minutes
    name their own signatories, as the statute's rule says (``minutes_sign``); whoever gives a
    mandate signs it.
    """
    if letter.kind is Kind.MANDATE:
        giver = mandate_of(session, letter).seat
        return [_signs(giver.person.name, giver.office, statute, language)]
    if letter.kind is Kind.MINUTES:
        signs = minutes_of(session, letter).recorded["signs"]
        return [_signs(one["name"], Office(one["office"]), statute, language,
                       stands_in="for" in one) for one in signs]  # fmt: skip
    if letter.kind is Kind.EXTRACT:
        return [_secretary(session, letter, statute, language, at)]
    first = _signatory(session, letter, statute, language, at)
    second = None
    if letter.kind in TWO_SIGN:
        second = _secretary(session, letter, statute, language, at, beside=first)
    return [one for one in dict.fromkeys((first, second)) if one is not None]


def _signatory(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime
) -> Person | None:
    if letter.kind is Kind.REPORT and letter.application is not None:
        return _first_rapporteur(letter, letter.application)
    if letter.kind in AUTOMATIC:
        return None
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


def _secretary(
    session: Session, letter: Letter, statute: Statute, language: str, at: datetime,
    *, beside: Person | None = None,
) -> Person:  # fmt: skip
    """The secretary; where that seat is empty, whom the sitting's chair named, else the vice-chair
    where the statute file says so and they do not sign already."""
    seats = seats_on_day(session, day_of(at, statute.zone))
    found = next((seat for seat in seats if seat.office is Office.SECRETARY), None)
    if found is not None:
        return _signs(found.person.name, found.office, statute, language)
    rule, named = statute.need("bodies.decides.secretary_stand_in"), _named(letter)
    able = [seat for seat in seats if named is not None and seat.person_id == named]
    if rule is StandIn.VICE_CHAIR:
        able += [seat for seat in seats if seat.office is Office.VICE_CHAIR]
    signs = [seat for seat in able if beside is None or seat.person.name != beside.name]
    if not signs:
        raise Incomplete("letter.no_secretary")
    return _signs(signs[0].person.name, signs[0].office, statute, language, stands_in=True)


def _named(letter: Letter) -> int | None:
    """Whom the chair of the letter's sitting named to keep its minutes."""
    item = letter.decision.motion.item if letter.decision is not None else None
    sitting = letter.sitting or (item.sitting if item is not None else None)
    return sitting.secretary_id if sitting is not None else None


def _signs(
    name: str, office: Office, statute: Statute, language: str, *, stands_in: bool = False
) -> Person:
    body = statute.bodies.decides
    called = {
        Office.CHAIR: body.chair,
        Office.VICE_CHAIR: body.vice_chair,
        Office.SECRETARY: body.secretary,
    }.get(office)
    if called is None and not stands_in:
        return Person(name=name, role=body.name.in_(language))
    role = _OFFICE_OF.in_(language).format(
        office=(called or _MEMBER).in_(language), body=body.genitive.in_(language)
    )
    return Person(name=name, role=role + (_IN_PLACE.in_(language) if stands_in else ""))
