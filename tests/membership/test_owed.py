"""Owed work is done at least once, by one worker at a time, and never lost in silence."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from membership.models import Owed, Work
from membership.owed import services
from membership.owed.health import health
from membership.owed.services import BACKOFF, LEASE
from membership.settings import MEBIBYTE
from tests.membership.letter_office.test_pages import clerk, counted, text_of
from tests.membership.office import TestOffice


def _owed(office: TestOffice, key: str = "mail:1") -> int:
    with office.write() as session:
        row = services.owe(session, Work.MAIL, key, at=office.at, template="x", person_id=1)
        session.flush()
        return row.id


def _row(office: TestOffice, owed_id: int) -> Owed:
    with office.read() as session:
        return session.get_one(Owed, owed_id)


def test_the_same_effect_is_owed_once(office: TestOffice) -> None:
    assert _owed(office) == _owed(office)


def test_only_one_worker_holds_a_piece_of_work(office: TestOffice) -> None:
    owed_id = _owed(office)
    with office.write() as session:
        assert services.claim(session, owed_id, office.at) is not None
    with office.write() as session:
        assert services.claim(session, owed_id, office.at) is None


def test_the_work_of_a_dead_worker_is_claimed_again_when_its_lease_ends(
    office: TestOffice,
) -> None:
    owed_id = _owed(office)
    with office.write() as session:
        services.claim(session, owed_id, office.at)
    after = office.at + LEASE + timedelta(seconds=1)
    with office.write() as session:
        assert services.due(session, after) == [owed_id]
        assert services.claim(session, owed_id, after) is not None


def test_work_that_ends_every_worker_is_given_up_and_shown(office: TestOffice) -> None:
    owed_id = _owed(office)
    for attempt in range(len(BACKOFF) + 2):
        with office.write() as session:
            claimed = services.claim(session, owed_id, office.later(hours=1))
            assert (claimed is None) == (attempt > len(BACKOFF))
    assert _row(office, owed_id).failed_at is not None
    with office.read() as session:
        assert [row.id for row in services.troubled(session, office.at)] == [owed_id]
        assert services.due(session, office.later(days=30)) == []


def test_work_that_nobody_takes_up_is_overdue_and_the_house_says_so(
    sqlite_office: TestOffice,
) -> None:
    office, owed_id = sqlite_office, _owed(sqlite_office)
    for minutes, seen, state in ((9, [], "well"), (2, [owed_id], "degraded")):
        office.later(minutes=minutes)
        with office.read() as session:
            assert [row.id for row in services.troubled(session, office.at)] == seen
            assert health(session, office.settings, office.at).condition == state
        assert office.app.test_client().get("/health").json == {"state": state}
    page = text_of(clerk(office), "/owed")
    assert "One piece of work is overdue" in page
    assert "nobody took it up" in page


def test_the_house_counts_what_it_owes_in_one_statement_and_looks_at_its_disk(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sqlite_office
    with office.write() as session:
        for key, failed, error in (("a", None, "away"), ("b", office.at, "no"), ("c", None, "")):
            row = services.owe(session, Work.MAIL, key, at=office.at)
            row.failed_at, row.error = failed, error
            row.due_at = office.later(days=1) if key == "a" else office.at
    free = SimpleNamespace(free=5 * MEBIBYTE)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: free)
    with office.read() as session, counted(office.engine) as statements:
        found = health(session, office.settings, office.at)
    assert len(statements) == 1
    assert {one.key: one.params.get("n") for one in found.troubles} == {
        "health.given_up": 1, "health.tried": 1, "health.no_room": None,
    }  # fmt: skip


def test_settled_work_is_never_due_again(office: TestOffice) -> None:
    owed_id = _owed(office)
    with office.write() as session:
        services.claim(session, owed_id, office.at)
        services.settle(session, owed_id, office.at)
    with office.read() as session:
        assert services.due(session, office.at + timedelta(days=30)) == []


def test_work_that_keeps_failing_is_given_up_and_shown_and_a_person_may_retry(
    office: TestOffice,
) -> None:
    owed_id = _owed(office)
    for _attempt in range(len(BACKOFF) + 1):
        with office.write() as session:
            assert services.claim(session, owed_id, office.later(days=1)) is not None
        with office.write() as session:
            services.stumble(session, owed_id, office.at, "OSError: disk full")
    assert _row(office, owed_id).failed_at is not None
    with office.write() as session:
        assert [row.id for row in services.troubled(session, office.at)] == [owed_id]
        assert services.due(session, office.later(days=30)) == []
        services.retry(session, office.person(session, "secretariat"), owed_id, at=office.at)
    with office.read() as session:
        assert services.due(session, office.at) == [owed_id]
