"""What lets nobody in any more is not kept: paths, sessions, devices, forms, tries."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from membership.account import devices, services
from membership.models import (
    KnownDevice,
    Owed,
    Purpose,
    SignedIn,
    Ticket,
    Tries,
    UsedForm,
    Work,
)
from membership.owed.services import owe
from membership.tries import Allowance, take
from membership.workshop import expired, worker
from membership.workshop import sweep as sweeping
from membership.workshop.sweep import sweep
from tests.membership.letter_office.scene import QuickPress
from tests.membership.office import TestOffice

KEPT = (Ticket, SignedIn, KnownDevice, UsedForm, Tries)


def counted(office: TestOffice) -> list[int]:
    with office.read() as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in KEPT]


def test_what_has_expired_is_swept_and_what_still_holds_stays(office: TestOffice) -> None:
    client = office.client_of("auditor")
    with office.write() as session:
        person = office.person(session, "auditor")
        devices.remember(session, person, agent="Firefox, Linux", at=office.at)
        take(session, [Allowance("k", 3, timedelta(minutes=1))], office.at)
        session.add(UsedForm(token="t" * 30, body="b" * 64, location="/", at=office.at))
    before = counted(office)
    assert all(before)
    with office.write() as session:
        assert expired.drop(session, office.settings, office.later(minutes=2)) == before[-1]
    assert client.get("/account").status_code == 200
    assert counted(office) == [*before[:-1], 0]
    with office.write() as session:
        expired.drop(session, office.settings, office.later(days=2))
    assert counted(office) == [before[0], 0, before[2], 0, 0]
    sweep(office.engine, office.settings, office.later(days=40))
    assert counted(office) == [0, 0, 0, 0, 0]


def test_work_done_long_ago_is_forgotten_unless_it_proves_that_something_left(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    with office.write() as session:
        for key, proves in (("receipt", True), ("digest", False), ("waits", False)):
            row = owe(session, Work.MAIL, key, at=office.at, proves=proves)
            row.done_at = None if key == "waits" else office.at
    for days, left in ((364, {"receipt", "digest", "waits"}), (2, {"receipt", "waits"})):
        office.later(days=days)
        with office.write() as session:
            expired.drop(session, office.settings, office.at)
            assert {one.key for one in session.query(Owed)} == left


def test_a_path_that_has_just_expired_is_still_told_apart(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    with office.write() as session:
        person = office.person(session, "auditor")
        services.ticket(session, person, Purpose.RESET, at=office.at, valid=timedelta(hours=1))
        assert expired.drop(session, office.settings, office.later(days=6)) == 0
        assert expired.drop(session, office.settings, office.later(days=2)) == 1


def test_a_chore_that_fails_keeps_none_from_its_turn_and_is_tried_again_where_it_is_seen(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, turns = sqlite_office, list[str]()

    def fails(*_: object) -> None:
        raise RuntimeError("a case that nobody foresaw")

    monkeypatch.setattr(sweeping, "CHORES", {
        "cases": fails, "expired": lambda *_: turns.append("expired"),
    })  # fmt: skip
    sweep(office.engine, office.settings, office.at)
    sweep(office.engine, office.settings, office.at)
    assert turns == ["expired", "expired"]
    with office.read() as session:
        row = session.scalars(select(Owed).where(Owed.kind == Work.CHORE)).one()
        assert row.key == "chore:cases"
    with QuickPress() as press:
        worker.perform(office.engine, office.settings, press, row.id, office.at)
        with office.read() as session:
            assert "nobody foresaw" in session.get_one(Owed, row.id).error
        monkeypatch.setattr(sweeping, "CHORES", {"cases": lambda *_: turns.append("cases")})
        worker.perform(office.engine, office.settings, press, row.id, office.later(days=1))
    assert turns[-1] == "cases"
