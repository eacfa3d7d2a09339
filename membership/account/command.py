"""The command that makes an administrator: no installation comes with one (ASVS 5.0, 6.3.2)."""

import click
from email_validator import EmailNotValidError, validate_email

from membership.account.administration import appoint
from membership.commands import with_register
from membership.database import writing
from membership.door import engine, now, settings


@click.command()
@click.argument("email")
@click.option("--name", default="", help="First and last name, for somebody new.")
@with_register
def administrator(email: str, name: str) -> None:
    """Makes somebody administrator, and prints the one-time path by which they come in.

    For an only administrator who lost every second factor too: it is taken away.
    """
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as wrong:
        raise click.BadParameter(str(wrong), param_hint="EMAIL") from None
    days = settings().invitation_days
    with writing(engine()) as session:
        secret = appoint(session, email=email, name=name or email, at=now(), days=days)
    click.echo(f"{settings().base_url}/enter/{secret}")
