"""Printing and sending off: once, in an order that a crash cannot break."""

import io
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from membership.letter import handlers, sending, services
from membership.models import Letter, Owed, RegistryEntry, Waiting
from membership.printing.press import Press
from membership.storage import Store
from tests.membership.letter_office.scene import (
    acknowledged,
    decided,
    dispatch,
    found,
    issue,
    print_it,
    sent,
)
from tests.membership.office import TestOffice
from workflows.letter import Channel, State, Step, advance
from workflows.refusal import Incomplete, NotNow
from workflows.voting_terms import MotionKind


class PowerCut(BaseException):
    """What ends the worker at a point of the test's choosing."""


def files(office: TestOffice) -> list[Path]:
    return [path for path in office.settings.documents.rglob("*") if path.is_file()]


def mails(session: Any) -> list[Owed]:
    owed = session.scalars(select(Owed).order_by(Owed.id)).all()
    return [one for one in owed if one.payload.get("template") == "letter_dispatched"]


def test_the_acknowledgement_issues_prints_and_sends_itself(office: TestOffice) -> None:
    letter = acknowledged(office)
    print_it(office, letter)
    with office.read() as session:
        gone = found(session, letter)
        assert [change.step for change in gone.history] == [Step.NUMBER, Step.DISPATCH]
        assert {change.by for change in gone.history} == {"house"}
        assert (gone.channel, gone.signed_by) == (Channel.PORTAL, "")
        assert gone.document is not None
        assert Store(office.settings.documents).matches(gone.document.sha256)
        assert gone.document.name == "adresa-1-2026.pdf"
        assert gone.case.waiting_on is Waiting.SECRETARIAT
        (mail,) = mails(session)
        assert mail.payload["facts"] == {"number": "1"}
        assert mail.payload["person_id"] == office.people["applicant"]


def test_a_decision_is_printed_and_waits_to_be_signed(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    print_it(office, letter)
    with office.read() as session:
        printed = found(session, letter)
        assert printed.state is State.NUMBERED
        assert printed.document is not None
        assert mails(session) == []


def test_printing_again_changes_nothing(office: TestOffice) -> None:
    letter = acknowledged(office)
    print_it(office, letter)
    before = files(office)
    office.later(hours=1)
    print_it(office, letter)
    assert files(office) == before
    with office.read() as session:
        assert len(found(session, letter).history) == 2
        assert len(mails(session)) == 1
        assert len(session.scalars(select(RegistryEntry)).all()) == 1


@pytest.mark.parametrize(
    ("place", "name", "kept"),
    [(handlers, "_stored", 0), (services, "finish", 1), (sending, "send_off", 1)],
    ids=["printed and not stored", "stored and without its row", "before the commit"],
)
def test_a_crash_between_press_file_and_commit_leaves_the_letter_waiting_and_is_made_good(
    sqlite_office: TestOffice,
    monkeypatch: pytest.MonkeyPatch,
    place: ModuleType,
    name: str,
    kept: int,
) -> None:
    """F3: at each point at most a file that no row names; done again, one letter, one number."""
    office = sqlite_office
    letter, evidence = acknowledged(office), len(files(office))

    def crash(*_args: object, **_more: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(place, name, crash)
        with pytest.raises(PowerCut):
            print_it(office, letter)
    with office.read() as session:
        waiting = found(session, letter)
        assert (waiting.state, waiting.document) == (State.NUMBERED, None)
        assert mails(session) == []
    assert len(files(office)) == evidence + kept
    office.later(minutes=5)
    print_it(office, letter)
    assert len(files(office)) == evidence + 1
    with office.read() as session:
        made_good = found(session, letter)
        assert made_good.state is State.DISPATCHED
        assert made_good.entry is not None
        assert made_good.entry.number == 1
        assert len(mails(session)) == 1


def test_a_letter_annulled_meanwhile_is_left_alone(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    with office.write() as session:
        advance(found(session, letter), Step.ANNUL, by="person:1", at=office.at)
    print_it(office, letter)
    with office.read() as session:
        assert found(session, letter).document is None


def test_a_draft_that_a_person_issues_is_not_printed_before(office: TestOffice) -> None:
    letter = decided(office)
    print_it(office, letter)
    with office.read() as session:
        assert found(session, letter).state is State.DRAFT


def test_a_letter_leaves_signed_and_the_case_waits_for_nobody(office: TestOffice) -> None:
    letter = sent(office)
    with office.read() as session:
        gone = found(session, letter)
        assert [change.step for change in gone.history] == [Step.NUMBER, Step.SIGN, Step.DISPATCH]
        assert gone.signed_by == "Seat1 Exemplu"
        assert gone.channel is Channel.REGISTERED_POST
        assert gone.dispatched_at == office.at
        assert gone.case.waiting_on is Waiting.NOBODY
        (mail,) = mails(session)
        assert mail.payload["application_id"] == gone.application_id


def test_a_letter_does_not_leave_before_it_is_printed(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    with pytest.raises(NotNow) as refused:
        dispatch(office, letter)
    assert refused.value.message.key == "letter.not_printed"


def test_a_letter_does_not_leave_without_the_name_of_who_signed(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    print_it(office, letter)
    with pytest.raises(Incomplete) as refused:
        dispatch(office, letter, signed_by="  ")
    assert refused.value.field == "signed_by"


@pytest.mark.parametrize("when", ["draft", "gone"])
def test_a_draft_or_a_letter_that_has_left_does_not_leave(office: TestOffice, when: str) -> None:
    letter = decided(office) if when == "draft" else sent(office)
    with pytest.raises(NotNow) as refused:
        dispatch(office, letter)
    assert refused.value.message.key == "letter.not_from_here"
    with office.read() as session:
        assert len(mails(session)) == (when == "gone")


def test_the_printed_letter_names_organisation_resolution_and_article(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    for kind, said in ((MotionKind.ADMIT, "membru asociat"), (MotionKind.REJECT, "a respins")):
        letter = decided(office, kind)
        number = issue(office, letter)
        with Press(seconds=60) as press:
            print_it(office, letter, press)
        with office.read() as session:
            printed: Letter = found(session, letter)
            assert printed.document is not None
            assert printed.decision is not None
            path = Store(office.settings.documents).path(printed.document.sha256)
            pages = PdfReader(io.BytesIO(path.read_bytes())).pages
            text = " ".join("\n".join(page.extract_text() for page in pages).split())
            resolution = printed.decision.title.removeprefix("HCD ")
            assert printed.code is not None
            for word in (
                printed.case.organisation.legal_name,
                f"Hotărârea nr. {resolution}",
                "art. 11",
                f"Nr. {number} / {office.at:%d.%m.%Y}",
                printed.code,
                "Seat1 Exemplu",
                "Președinte al Consiliului Director",
                said,
            ):
                assert word in text.replace("\u00a0", " "), (word, text)
