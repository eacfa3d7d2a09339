"""Owed work is done at least once, by one worker at a time, and never lost in silence."""

from datetime import timedelta

from membership.models import Owed, Work
from membership.owed import services
from membership.owed.services import BACKOFF, LEASE
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
        assert [row.id for row in services.troubled(session)] == [owed_id]
        assert services.due(session, office.later(days=30)) == []


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
        assert [row.id for row in services.troubled(session)] == [owed_id]
        assert services.due(session, office.later(days=30)) == []
        services.retry(session, office.person(session, "secretariat"), owed_id, at=office.at)
    with office.read() as session:
        assert services.due(session, office.at) == [owed_id]
