"""What a mandate says: who empowers whom, for which sitting (L18)."""

from sqlalchemy import select

from membership.database import Session
from membership.models import Letter, Representation
from workflows import letter_board as board
from workflows.refusal import NotNow
from workflows.statute import Statute, Text
from workflows.term import day_of
from workflows.voting_terms import Mode

_MEMBER = Text(ro="membru", en="member")
_SITTING = {
    True: Text(ro="procedura scrisă nr. {number}", en="written procedure no. {number}"),
    False: Text(ro="ședința nr. {number}", en="sitting no. {number}"),
}


def mandate(session: Session, letter: Letter, statute: Statute, language: str) -> board.Mandate:
    """L18: the mandate with both names, to be signed by hand."""
    found = session.scalar(select(Representation).where(Representation.letter_id == letter.id))
    if found is None:
        raise NotNow("letter.not_printable", kind=letter.kind.value, language=language)
    sitting, body = found.sitting, statute.bodies.decides
    offices = {"chair": body.chair, "vice_chair": body.vice_chair, "secretary": body.secretary}
    office = offices.get(found.seat.office.value) or _MEMBER
    number = f"{sitting.number}/{sitting.year}"
    return board.Mandate(
        giver=found.seat.person.name,
        giver_office=office.in_(language),
        holder=found.person.name,
        sitting=_SITTING[sitting.mode is Mode.WRITTEN].in_(language).format(number=number),
        sitting_on=day_of(sitting.starts_at, statute.zone),
    )
