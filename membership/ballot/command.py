"""The commands of the Board: seating somebody, and recounting a vote from its file."""

import json
import sys
from datetime import date, datetime, timedelta
from typing import IO

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from membership.account.services import by_email
from membership.ballot import recounting
from membership.database import Session, writing
from membership.door import engine, now
from membership.journal.services import record
from membership.models import Office, Person, Seat
from workflows.permission import Role

DAY = click.DateTime(formats=["%Y-%m-%d"])
ROLES = {Office.CHAIR: Role.CHAIR, Office.VICE_CHAIR: Role.VICE_CHAIR}


@click.command()
@click.argument("email")
@click.argument("office", type=click.Choice([office.value for office in Office]))
@click.option("--since", type=DAY, required=True, help="First day of the mandate: YYYY-MM-DD.")
@click.option("--until", type=DAY, help="Last day of the mandate.")
@with_appcontext
def seat(email: str, office: str, since: datetime, until: datetime | None) -> None:
    """Seats somebody who was invited on the Board: chair, vice_chair, secretary or member."""
    last = until.date() if until else None
    with writing(engine()) as session:
        person = by_email(session, email)
        if person is None:
            raise click.BadParameter(f"nobody here has the address {email}", param_hint="EMAIL")
        if last is not None and last < since.date():
            raise click.BadParameter("the mandate would end before it begins", param_hint="--until")
        take_seat(session, person, Office(office), since.date(), last, at=now())
    click.echo(f"{person.name}: {office} since {since.date()}.")


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def recount(file: IO[str]) -> None:
    """Recounts a closed vote from its downloaded FILE; exit 0 when the file agrees with itself."""
    try:
        content = json.load(file)
    except (ValueError, RecursionError):
        content = None
    found = recounting.faults(content)
    for line in found:
        click.echo(line)
    if not found:
        out = recounting.counted(content)
        figures = f"for {out.for_}, against {out.against}, abstaining {out.abstain}"
        click.echo(f"{out.result.value}: {figures}, needed {out.needed} of {out.base}.")
        click.echo(f"The file agrees with itself. Seal: {content['seal']}")
    sys.exit(1 if found else 0)


def take_seat(
    session: Session,
    person: Person,
    office: Office,
    since: date,
    until: date | None,
    *,
    at: datetime,
) -> Seat:
    """Gives a person one seat; an earlier mandate of theirs ends where the new one begins."""
    held = session.scalar(
        select(Seat).where(Seat.person_id == person.id, Seat.until.is_(None)).with_for_update()
    )
    if held is not None:
        # The day before, so that on no day one person holds two seats.
        held.until = max(held.since, since - timedelta(days=1))
    taken = Seat(person_id=person.id, office=office, since=since, until=until)
    session.add(taken)
    for role in {Role.BOARD, ROLES.get(office, Role.BOARD)}:
        person.give(role)
    record(session, "seat.taken", by=None, at=at, subject=f"person:{person.id}",
           office=office.value, since=since, until=until)  # fmt: skip
    session.flush()
    return taken
