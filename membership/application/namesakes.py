"""Members whose names suggest that they belong to the applicant's group.

Only what everybody may read is used, and only of members that agreed to be named: nobody learns
from it that another organisation applies, or what it answered.
"""

from sqlalchemy import or_, select

from membership.database import Session
from membership.models import Member, Organisation
from membership.organisation.names import are_alike, holds
from workflows.publication import Published
from workflows.standing import Standing

NOT_RELATED = "not_related"
"""The question by which the applicant says that a member is not of its group."""
MOST = 5


def namesakes(session: Session, own: Organisation) -> list[str]:
    """The names of active members that are called almost like the applicant, or like the parent
    company that it named; and those of which it said before that they are not related."""
    before = [str(name) for name in own.answers.get(NOT_RELATED) or ()]
    called = [name for name in (own.legal_name, own.answers.get("group_parent")) if name]
    if not called:
        return before
    ticked = Organisation.answers["publish"].as_string()
    agreed = or_(Member.named, ticked.like(f'%"{Published.NAME}"%'))
    wanted = (
        select(Organisation.legal_name)
        .join(Member, Member.organisation_id == Organisation.id)
        .where(Member.standing == Standing.ACTIVE, agreed, Organisation.id != own.id)
        .order_by(Organisation.legal_name)
    )
    found = [
        name
        for name in session.scalars(wanted)
        if any(are_alike(name, one) or holds(name, one) for one in called)
    ]
    return list(dict.fromkeys((*before, *found[:MOST])))
