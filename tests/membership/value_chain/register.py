"""Members of an invented register, written as a file is."""

from collections.abc import Iterator
from datetime import date

from membership.models import Member, StandingChange
from membership.register import importing
from tests.membership.office import TestOffice
from workflows.standing import Standing, StandingStep

CODES = ("990110008", "990110016", "990110024", "990110032", "990110040", "990110059")


def table(*lines: str) -> Iterator[str]:
    """A file: its headings, then each line as ``name,contributions,since,named``, with what the
    member offers and seeks after it where that matters."""
    yield ",".join((*importing.COLUMNS, *importing.OPTIONAL))
    for number, line in enumerate(lines):
        name, contributions, since, named, *trade = line.split(",")
        code = CODES[number] if number < len(CODES) else ""
        fixed = f"{name},srl,{code},,RO,Cluj,Cluj-Napoca,,,,fondator,{since},{named}"
        yield ",".join([fixed, contributions, *trade])


def enter(office: TestOffice, *lines: str) -> list[int]:
    """Enters these members; answers their ids."""
    found = importing.read(table(*lines), office.statute)
    with office.write() as session:
        made = importing.enter(session, found, office.statute, at=office.at)
        return [member.id for member in made]


def ceased(office: TestOffice, member_id: int, on: date) -> None:
    """The quality of this member ends on this day."""
    with office.write() as session:
        member = session.get_one(Member, member_id)
        member.standing = Standing.CEASED
        member.history.append(
            StandingChange(
                step=StandingStep.CEASE,
                target=Standing.CEASED,
                basis="adhesion.quality",
                on=on,
                at=office.at,
            )
        )
