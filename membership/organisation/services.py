"""That a legal person is there once, whichever of its numbers it is known by."""

from collections.abc import Iterator

from sqlalchemy import exists, or_, select
from sqlalchemy.sql.elements import ColumnElement

from membership.database import Session
from membership.models import Application, Member, Organisation
from workflows.application import Stage
from workflows.refusal import Incomplete

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


IDENTIFIERS = ("fiscal_code", "vat_number", "euid", "lei", "ncage", "pic")
"""Numbers that one legal person alone has, whatever its register."""


def refuse_duplicate(session: Session, organisation: Organisation) -> None:
    """Refuses an organisation that is already here under one of its identifiers, with a case
    that has been submitted or a membership; never says whose it is.

    A company that was numbered anew is found by either number. A draft stands in nobody's
    way: otherwise anybody could keep another out. The rows of the same number are locked, so
    that of two submissions at once the second is refused.
    """
    for field, same in _sameness(organisation):
        wanted = select(Organisation.id).where(same, Organisation.id != organisation.id)
        ids = list(session.scalars(wanted.order_by(Organisation.id).with_for_update()))
        running = exists().where(
            Application.organisation_id.in_(ids), Application.stage.not_in(CLOSED | {Stage.DRAFT})
        )
        belongs = exists().where(Member.organisation_id.in_(ids))
        if ids and session.scalar(select(running | belongs)):
            raise Incomplete("organisation.duplicate", field=field)


def _sameness(organisation: Organisation) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """For each identifier that is given, who else would be the same legal person."""
    for name in IDENTIFIERS:
        number = getattr(organisation, name)
        if number:
            yield name, getattr(Organisation, name) == number
    for name in ("register_number", "former_register_number"):
        number = getattr(organisation, name)
        if number:
            either = Organisation.register_number, Organisation.former_register_number
            yield name, or_(*(column == number for column in either))
    if organisation.foreign_number:
        same = Organisation.foreign_number == organisation.foreign_number
        yield "foreign_number", same & (Organisation.country == organisation.country)
