"""The journal shows every change made behind its back, as far as a chain can."""

import pytest
from sqlalchemy import delete, func, select, update

from membership.database import Session
from membership.journal.services import breaches, record
from membership.models import JournalEntry, JournalHead
from tests.membership.office import TestOffice


def _lines(office: TestOffice) -> list[str]:
    with office.read() as session:
        return list(breaches(session))


def _three(office: TestOffice) -> None:
    for act in ("one", "two", "three"):
        with office.write() as session:
            record(session, act, by=None, at=office.later(minutes=1), subject="a-case", n=1)


def test_a_journal_that_nobody_touched_is_whole(office: TestOffice) -> None:
    _three(office)
    assert _lines(office) == []


def test_an_edited_entry_is_named(office: TestOffice) -> None:
    _three(office)
    with office.write() as session:
        session.execute(
            update(JournalEntry).where(JournalEntry.act == "two").values(facts='{"n":2}')
        )
    assert "(two) was altered" in _lines(office)[0]


@pytest.mark.parametrize("act", ["one", "two", "three"])
def test_a_removed_entry_is_noticed_wherever_it_stood(office: TestOffice, act: str) -> None:
    _three(office)
    with office.write() as session:
        session.execute(delete(JournalEntry).where(JournalEntry.act == act))
    assert len(_lines(office)) == 1


def test_a_head_that_was_moved_is_noticed(office: TestOffice) -> None:
    _three(office)
    with office.write() as session:
        session.execute(update(JournalHead).values(seq=99))
    assert len(_lines(office)) == 1


def test_what_a_savepoint_undoes_is_not_in_the_journal_and_what_stands_around_it_is(
    office: TestOffice,
) -> None:
    with office.write() as session:
        record(session, "before", by=None, at=office.at)
        with session.begin_nested() as outer:
            record(session, "undone", by=None, at=office.at)
            with session.begin_nested():
                record(session, "undone too", by=None, at=office.at)
            outer.rollback()
        with session.begin_nested():
            record(session, "after", by=None, at=office.at)
    assert _all(office)[-2:] == ["before", "after"]


def test_the_journal_is_sealed_at_the_end_of_the_whole_and_at_no_savepoint(
    office: TestOffice,
) -> None:
    with office.write() as session:
        before = session.scalar(select(func.count(JournalEntry.seq)))
        with session.begin_nested():
            record(session, "one", by=None, at=office.at)
        # Nobody else waits for the head of the journal while this transaction goes on.
        assert session.scalar(select(func.count(JournalEntry.seq))) == before
    assert _all(office)[-1:] == ["one"]


def test_what_is_undone_is_not_in_the_journal(office: TestOffice) -> None:
    before = len(_all(office))

    def fails(session: Session) -> None:
        record(session, "never", by=None, at=office.at)
        raise RuntimeError

    with pytest.raises(RuntimeError), office.write() as session:
        fails(session)
    assert len(_all(office)) == before
    assert _lines(office) == []


def _all(office: TestOffice) -> list[str]:
    with office.read() as session:
        return [entry.act for entry in session.query(JournalEntry)]


def test_the_journal_refuses_what_has_no_plain_form(office: TestOffice) -> None:
    with pytest.raises(TypeError), office.write() as session:
        record(session, "odd", by=None, at=office.at, what=object())
