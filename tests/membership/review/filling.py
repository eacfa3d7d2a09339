"""Many cases at once, and counting what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import event

from membership import statutes
from membership.models import Application, Assignment, ChecklistLine, Claim, Organisation, Waiting
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.review import Mark

TODAY = date(2026, 11, 2)


@contextmanager
def counted(office: TestOffice) -> Iterator[list[str]]:
    """Gathers every statement sent to the database."""
    sent: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    event.listen(office.engine, "before_cursor_execute", note)
    yield sent
    event.remove(office.engine, "before_cursor_execute", note)


def fill(office: TestOffice, number: int) -> None:
    """So many cases under review, each with its claim and its ticks."""
    with office.write() as session:
        kept = statutes.keep(session, office.settings, office.at)
        cases = [
            Application(
                reference=f"ADZ-2026-{n:05}",
                organisation=Organisation(
                    legal_name=f"Senzori Exemplu {n} SRL", legal_form="SRL", created_at=office.at
                ),
                statute_text=kept,
                stage=Stage.EVIDENCE_REVIEW if n % 2 else Stage.SUBMITTED,
                waiting_on=Waiting.SECRETARIAT,
                due_on=TODAY + timedelta(days=n % 50),
                opened_at=office.at,
                saved_at=office.at,
            )
            for n in range(number)
        ]
        session.add_all(cases)
        session.flush()
        secretary, rapporteur = office.people["secretariat"], office.people["rapporteur"]
        for one in cases:
            session.add_all((
                Claim(application_id=one.id, stage="RES", fields=["C"], description="…"),
                Assignment(application_id=one.id, person_id=rapporteur, at=office.at),
                ChecklistLine(application_id=one.id, code="identity", mark=Mark.CONFORM,
                              by_id=secretary, at=office.at),
            ))  # fmt: skip
