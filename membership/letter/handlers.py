"""What the worker does with a letter: prints it, and sees the automatic ones off.

Printing happens outside any transaction. The file is stored before the row that names
it, so an end at any point leaves either nothing or a file that no row names, and the
work can be done again: the same facts print the same bytes, before the house's seal if it has
one.
"""

import io
from datetime import datetime

from sqlalchemy import Engine

from membership import statutes
from membership.application.steps import AUTOMATIC
from membership.database import reading, writing
from membership.letter import services
from membership.letter.compose import compose
from membership.letter.seal import sealed
from membership.models import Letter
from membership.printing.press import Press
from membership.printing.wire import Sheet
from membership.settings import Settings
from membership.storage import Store, Stored
from workflows.letter import IN_FORCE, State
from workflows.letter_facts import Facts


def print_letter(
    engine: Engine, settings: Settings, press: Press, letter_id: int, at: datetime
) -> None:
    """Prints an issued letter and keeps its file; doing it twice changes nothing.

    An automatic letter is issued first and dispatched last, by the house itself. A
    letter annulled meanwhile, or not issued yet, is left alone.
    """
    _issue_automatic(engine, settings, letter_id, at)
    sheet = _sheet(engine, letter_id)
    stored, seal = None, ""
    if sheet is not None:
        file = sealed(press.print(sheet), settings, at=at)
        stored, seal = _stored(settings, file.pdf), file.by
    with writing(engine) as session:
        services.finish(session, letter_id, stored, at=at, seal=seal)


def _issue_automatic(engine: Engine, settings: Settings, letter_id: int, at: datetime) -> None:
    with writing(engine) as session:
        letter = session.get_one(Letter, letter_id)
        if letter.kind in AUTOMATIC and letter.state is State.DRAFT:
            house = statutes.in_force(settings)
            services.issue(
                session, None, letter.public_id, at=at, house=house, base_url=settings.base_url
            )


def _sheet(engine: Engine, letter_id: int) -> Sheet | None:
    with reading(engine) as session:
        letter = session.get_one(Letter, letter_id)
        if letter.state not in IN_FORCE or letter.document_id is not None:
            return None
        assert letter.facts is not None and letter.issued_at is not None  # noqa: S101 - numbered
        facts = Facts.of(letter.facts)
        return compose(letter.kind, letter.language, facts, created=letter.issued_at)


def _stored(settings: Settings, pdf: bytes) -> Stored:
    return Store(settings.documents).put(io.BytesIO(pdf))
