"""The papers that each invented organisation brings: small real files, dated, filed by code."""

import io
from datetime import datetime, timedelta

from membership.application import filing, uploads
from membership.application.filing import PaperValues
from membership.database import Session
from membership.demonstration.cast import Applicant
from membership.demonstration.pdf import one_page
from membership.models import Application, Person
from membership.settings import Settings
from workflows.papers import wanted
from workflows.statute import Statute
from workflows.term import day_of


def file_papers(
    session: Session,
    person: Person,
    application: Application,
    one: Applicant,
    *,
    statute: Statute,
    at: datetime,
    settings: Settings,
) -> None:
    """Files every paper that the legal form requires; those with an age are ten days old."""
    for asked in wanted(application, statute):
        if not asked.required:
            continue
        name = asked.paper.name.ro
        page = one_page(name, (one.name, "Document inventat / invented."))
        arrived = uploads.look_into(
            f"{asked.paper.code} {name[:60]}.pdf", io.BytesIO(page), settings
        )
        document = uploads.receive(session, person, application, arrived, at=at, settings=settings)
        day = day_of(at, statute.zone) - timedelta(days=10)
        filing.file_paper(
            session, person, application.public_id, asked.paper.code,
            PaperValues(number="HCL 45" if asked.paper.numbered else "", issued_on=day),
            files=[document], at=at, settings=settings,
        )  # fmt: skip
