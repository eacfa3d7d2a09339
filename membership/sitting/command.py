"""The command that seats the Board."""

from datetime import datetime

import click

from membership.account.services import by_email
from membership.commands import with_register
from membership.database import writing
from membership.door import engine, now
from membership.models import Office
from membership.sitting.seats import take_seat

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("email")
@click.argument("office", type=click.Choice([office.value for office in Office]))
@click.option("--since", type=DAY, required=True, help="First day of the mandate: YYYY-MM-DD.")
@click.option("--until", type=DAY, help="Last day of the mandate.")
@click.option("--founder", is_flag=True, help="A founder's seat, where the statute has a veto.")
@with_register
def seat(
    email: str, office: str, since: datetime, until: datetime | None, *, founder: bool
) -> None:
    """Seats somebody who was invited on the Board: chair, vice_chair, secretary or member."""
    last = until.date() if until else None
    with writing(engine()) as session:
        person = by_email(session, email)
        if person is None:
            raise click.BadParameter(f"nobody here has the address {email}", param_hint="EMAIL")
        if last is not None and last < since.date():
            raise click.BadParameter("the mandate would end before it begins", param_hint="--until")
        taken = take_seat(session, person, Office(office), since.date(), last, at=now())
        taken.founder = founder
    click.echo(f"{person.name}: {office} since {since.date()}.")
