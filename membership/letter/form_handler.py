"""What the worker does with an application that is to be a paper: prints it, and keeps the file.

Printing happens outside any transaction, as for a letter. Answers that changed meanwhile make
the paper one of the past: it is not kept, and another one is owed when it is asked for again.
"""

import io
from datetime import datetime

from sqlalchemy import Engine

from membership import statutes
from membership.application.drafting import statute_for
from membership.application.signing import seal_of
from membership.database import Session, reading, writing
from membership.journal.services import record
from membership.letter.compose import compose
from membership.letter.form_paper import facts_of
from membership.models import Application, Document, Scan
from membership.printing.press import Press
from membership.printing.wire import Sheet
from membership.settings import Settings
from membership.speaking import speaking
from membership.storage import Store, Stored
from workflows.letter import Kind

_NAME = {"ro": "cerere-de-adeziune", "en": "application-for-membership"}


def print_form(
    engine: Engine, settings: Settings, press: Press, payload: dict[str, int | str], at: datetime
) -> None:
    """Prints the application as it stood when its paper was owed; twice changes nothing."""
    with reading(engine) as session:
        sheet = _sheet(session, settings, payload, at)
    if sheet is None:
        return
    stored = Store(settings.documents).put(io.BytesIO(press.print(sheet)))
    with writing(engine) as session:
        application = _wanted(session, payload)
        if application is not None:
            _keep(session, application, stored, at)


def _wanted(session: Session, payload: dict[str, int | str]) -> Application | None:
    """The application, while it still says what was to be printed and has no paper of it."""
    application = session.get(Application, payload["application_id"])
    if application is None or application.form is not None:
        return None
    return application if seal_of(application) == payload["seal"] else None


def _sheet(
    session: Session, settings: Settings, payload: dict[str, int | str], at: datetime
) -> Sheet | None:
    application = _wanted(session, payload)
    if application is None:
        return None
    language = application.organisation.language
    house = statutes.in_force(settings)
    with speaking(language, house.bodies.decides):
        facts = facts_of(
            session, application, house=house,
            statute=statute_for(application, settings), language=language,
        )  # fmt: skip
    created = application.submitted_at or at
    return compose(Kind.APPLICATION_FORM, language, facts, created=created)


def _keep(session: Session, application: Application, stored: Stored, at: datetime) -> None:
    # The house made it itself: no scanner has to be asked about it.
    name = f"{_NAME[application.organisation.language]}-{application.reference or 'ciorna'}.pdf"
    application.form = Document(
        sha256=stored.sha256, size=stored.size, media_type="application/pdf", name=name, at=at,
        organisation_id=application.organisation_id, scan=Scan.CLEAN,
    )  # fmt: skip
    record(session, "application.form_printed", by=None, at=at, subject=application.public_id,
           sha256=stored.sha256)  # fmt: skip
    session.flush()
