"""What a certificate says of a member: nothing that the register does not show."""

from datetime import date

from sqlalchemy import select

from membership.database import Session
from membership.letter.contents_parts import (
    category_of,
    findings_of,
    ground_of,
)
from membership.models import Letter, Member
from workflows.letter_register import Certificate
from workflows.refusal import Incomplete
from workflows.standing import Standing
from workflows.statute import Statute


def certificate(session: Session, letter: Letter, statute: Statute, language: str) -> Certificate:
    """L11: the quality that the members' register shows on this day, and since when.

    Refuses for whoever the register does not show as a member in good standing
    ("letter.no_member"): a certificate states nothing that the register does not.
    """
    application = letter.case
    member = session.scalar(
        select(Member).where(Member.organisation_id == application.organisation_id)
    )
    if member is None or member.standing is not Standing.ACTIVE:
        raise Incomplete("letter.no_member")
    found = findings_of(application.claims, statute, language)
    fields = dict.fromkeys(field.name for one in found for field in one.fields)
    return Certificate(
        series=letter.series,
        quality=statute.quality.in_(language),
        since=member.since,
        resolution=ground_of(member),
        member_number=member.title,
        category=category_of(application, statute, language),
        fields=tuple(fields),
        valid_until=_valid_until(letter, statute),
    )


def _valid_until(letter: Letter, statute: Statute) -> date | None:
    if not statute.letters.certificate_by_year or letter.entry is None:
        return None
    return date(letter.entry.on.year, 12, 31)
