"""Many letters at once: a manifest first, a row for each, and the same letters as one by one."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pikepdf
import pytest

from membership.account import services as accounts
from membership.database import Session
from membership.letter import batches, sending, services
from membership.letter.choosing import ASKED, Asked, Chosen, Way, manifest
from membership.letter.exporting import INDEX, LIST, MERGE, PRINT
from membership.models import Letter, Owed
from membership.models.batch import Task
from membership.owed import services as owed_services
from membership.printing.press import Press
from membership.storage import Store
from membership.workshop import worker
from membership.workshop.sweep import sweep
from tests.membership.letter_office.scene import (
    QuickPress,
    decided,
    dispatch,
    found,
    issue,
    print_it,
)
from tests.membership.letter_office.test_pages import clerk, counted, text_of
from tests.membership.office import TestOffice
from workflows.letter import Channel, Kind, Signing, State
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound

DRAFTS = Chosen(kind=Kind.ADMISSION, state=State.DRAFT)


def work(office: TestOffice) -> None:
    with QuickPress() as press:
        worker.perform_all(office.engine, office.settings, press, office.now)


def begin(
    office: TestOffice, task: Task, chosen: Chosen | None = None, way: Way | None = None
) -> str:
    with office.write() as session:
        by = office.person(session, "secretariat")
        asked = Asked(task=task, way=way)
        return batches.begin(session, by, asked, chosen or Chosen(), at=office.at,
                             zone=office.statute.zone).public_id  # fmt: skip


def progress(office: TestOffice, batch: str) -> tuple[int, int, int]:
    with office.read() as session:
        seen = batches.find(session, office.person(session, "secretariat"), batch)
        return seen.done, seen.refused, seen.waits


def signed(office: TestOffice, letter: str) -> None:
    with office.write() as session:
        by = office.person(session, "secretariat")
        sending.sign(session, found(session, letter), by, "Seat1 Exemplu", office.at)


def test_a_manifest_says_how_many_to_whom_and_what_is_left_out_and_why(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(3)]
    issue(office, letters[0])
    with office.read() as session:
        by = office.person(session, "secretariat")
        admissions = Chosen(kind=Kind.ADMISSION)
        planned = manifest(session, by, Task.ISSUE, admissions)
        assert [one.public_id for one in planned.letters] == letters[1:]
        assert planned.recipients == 2
        assert planned.mails == 0
        why = [(one.public_id, reason.key) for one, reason in planned.skipped]
        assert why == [(letters[0], "batch.issued_already")]
        automatic = Chosen(kind=Kind.ACKNOWLEDGEMENT)
        skipped = manifest(session, by, Task.ISSUE, automatic).skipped
        assert {reason.key for _, reason in skipped} == {"batch.issues_itself"}
        left_out = manifest(session, by, Task.SEND, Chosen(state=State.NUMBERED)).skipped
        assert [reason.key for _, reason in left_out] == ["batch.not_printed"]


def test_letters_issued_together_take_consecutive_numbers_and_print(office: TestOffice) -> None:
    letters = [decided(office) for _ in range(3)]
    batch = begin(office, Task.ISSUE, DRAFTS)
    assert progress(office, batch) == (0, 0, 3)
    with office.read() as session:
        due = owed_services.due(session, office.at)
    with QuickPress() as press:
        # Whichever worker is the quickest, the numbers run as the letters were seen.
        worker.perform(office.engine, office.settings, press, max(due), office.now())
    work(office)
    assert progress(office, batch) == (3, 0, 0)
    with office.read() as session:
        rows = [found(session, one) for one in letters]
        numbers = [one.entry.number for one in rows if one.entry]
        assert numbers == list(range(numbers[0], numbers[0] + 3))
        assert all(one.document is not None for one in rows)
        assert all(one.history[0].by == f"person:{office.people['secretariat']}" for one in rows)


def test_a_letter_of_a_batch_says_what_it_would_say_alone(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    alone, together = decided(office), decided(office)
    with office.read() as session:
        drafts = {one: facts_of(office, session, one) for one in (alone, together)}
    issue(office, alone)
    begin(office, Task.ISSUE, DRAFTS)
    work(office)
    with office.read() as session:
        for one, draft in drafts.items():
            frozen = facts_of(office, session, one)
            own = {name for name in frozen if frozen[name] != draft[name]}
            assert own == {"entry", "verification"}


def facts_of(office: TestOffice, session: Session, letter: str) -> dict[str, Any]:
    """What the letter says: as a draft would say it now, or as it was frozen."""
    return services.said(session, found(session, letter), house=office.statute,
                         base_url=office.settings.base_url, at=office.at).to_mapping()  # fmt: skip


def test_what_is_refused_says_why_on_its_row_and_is_tried_again(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(2)]
    for one in letters:
        issue(office, one)
        print_it(office, one)
        signed(office, one)
    work(office)
    batch = begin(office, Task.SEND, Chosen(state=State.SIGNED), Channel.PORTAL)
    with office.write() as session:
        printed = found(session, letters[0]).document_id
        found(session, letters[0]).document_id = None
    work(office)
    assert progress(office, batch) == (1, 1, 0)
    client = clerk(office)
    page = text_of(client, f"/letters/many/{batch}")
    assert "1 letter could not be done" in page
    with office.write() as session:
        found(session, letters[0]).document_id = printed
    client.post(f"/letters/many/{batch}/retry", data={"form_token": office.token()})
    work(office)
    assert progress(office, batch) == (2, 0, 0)
    with office.read() as session:
        mails = [one for one in session.query(Owed) if "letter_dispatched" in str(one.payload)]
        assert len({one.key for one in mails}) == len(mails) >= 2


def test_a_crash_in_the_midst_loses_no_row_and_does_none_twice(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sqlite_office
    for _ in range(3):
        decided(office)
    batch = begin(office, Task.ISSUE, DRAFTS)

    class PowerCut(BaseException):
        pass

    real, calls = owed_services.settle, []

    def settle(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise PowerCut
        real(*args)

    with monkeypatch.context() as patched:
        patched.setattr(owed_services, "settle", settle)
        with pytest.raises(PowerCut):
            work(office)
    office.later(minutes=5)
    work(office)
    assert progress(office, batch) == (3, 0, 0)
    with office.read() as session:
        numbers = [one.entry.number for one in session.query(Letter) if one.entry]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_a_batch_is_its_own_persons_and_nothing_is_refused(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    with pytest.raises(Incomplete):
        begin(office, Task.ISSUE)
    decided(office)
    batch = begin(office, Task.ISSUE, DRAFTS)
    with office.write() as session:
        other = accounts.add(session, email="alt@example.ro", name="Alt Exemplu",
                             roles=(Role.SECRETARIAT,), at=office.at)  # fmt: skip
        with pytest.raises(NotFound):
            batches.find(session, other, batch)


def test_letters_are_chosen_and_issued_from_the_page(sqlite_office: TestOffice) -> None:
    office, client = sqlite_office, clerk(sqlite_office)
    assert "0 letters" in text_of(client, "/letters/many")
    decided(office)
    client = clerk(office)
    page = text_of(client, "/letters/many?task=issue&kind=L3&state=draft")
    assert "To 1 organisation." in page
    answer = client.post("/letters/many?task=issue&kind=L3&state=draft",
                         data={"form_token": office.token()})  # fmt: skip
    assert answer.status_code == 303
    assert "0 of 1 are done" in text_of(client, answer.location or "")
    work(office)
    assert "All of them are done." in text_of(client, answer.location or "")
    answer = client.post("/letters/many?task=send", data={"form_token": office.token()})
    assert answer.status_code == 422


def test_letters_signed_on_paper_are_recorded_together_each_by_whom_it_names(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(3)]
    for one in letters[:2]:
        issue(office, one)
        print_it(office, one)
    office.later(days=2)
    issue(office, letters[2])
    print_it(office, letters[2])
    client, path = clerk(office), "/letters/many?task=sign&kind=L3"
    page = client.get(path).get_data(as_text=True)
    assert page.count('name="letter"') == page.count(" checked") == 3
    form = {"seal": seal_in(page), "letter": letters[1:], "original_on": ""}
    answer = client.post(path, data={**form, "form_token": office.token()})
    assert (answer.status_code, answer.text.count(" checked")) == (422, 2)
    assert "the day on which the original on paper" in answer.text
    form["original_on"] = f"{office.at - timedelta(days=1):%Y-%m-%d}"
    stale = client.post(path, data={**form, "seal": "0" * 16, "form_token": office.token()})
    assert (stale.status_code, "Look at the letters again" in stale.text) == (409, True)
    answer = client.post(path, data={**form, "form_token": office.token()})
    assert answer.status_code == 303
    work(office)
    page = text_of(client, answer.location or "")
    assert "1 letter could not be done" in page
    assert "cannot have come at another time" in page
    with office.read() as session:
        rows = [found(session, one) for one in letters]
        assert [one.state for one in rows] == [State.NUMBERED, State.SIGNED, State.NUMBERED]
        assert (rows[1].signed_by, rows[1].signing) == ("Seat1 Exemplu", Signing.PAPER)
        assert rows[1].original_on == (office.at - timedelta(days=1)).date()


def seal_in(page: str) -> str:
    """What the page saw of the letters, as it sends it back."""
    return page.partition('name="seal" type="hidden" value="')[2].partition('"')[0]


def test_letters_are_taken_along_with_an_index_a_mail_merge_and_one_file_to_print(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(2)]
    with Press(seconds=60) as press:
        for one in letters:
            issue(office, one)
            print_it(office, one, press)
    dispatch(office, letters[0])
    since = (office.at - timedelta(days=1)).date()
    batch = begin(office, Task.EXPORT, Chosen(since=since))
    work(office)
    client = clerk(office)
    assert "Download the file" in text_of(client, f"/letters/many/{batch}")
    with client.get(f"/letters/many/{batch}.zip") as answer:
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
    index = json.loads(archive.read(INDEX))["letters"]
    assert [one["number"] for one in index] == [1, 2]
    with office.read() as session:
        for one, entry in zip(letters, index, strict=True):
            document = found(session, one).document
            assert document is not None
            content = Store(office.settings.documents).path(document.sha256).read_bytes()
            assert archive.read(f"letters/{entry['file']}") == content
    with pikepdf.open(io.BytesIO(archive.read(PRINT))) as whole:
        assert len(whole.pages) >= 2
    for name in (LIST, MERGE):
        page = openpyxl.load_workbook(io.BytesIO(archive.read(name))).active
        assert page is not None
        assert page.max_row == 3
    assert office.client_of("auditor").get(f"/letters/many/{batch}.zip").status_code == 403


def test_letters_go_out_each_as_its_applicant_asked(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(3)]
    ways = ("post", "email", "")
    for one, asked in zip(letters, ways, strict=True):
        issue(office, one)
        print_it(office, one)
        signed(office, one)
        with office.write() as session:
            who = found(session, one).case.organisation
            who.answers = {**who.answers, "channel": asked}
    work(office)
    with office.read() as session:
        planned = manifest(session, office.person(session, "secretariat"), Task.SEND,
                           Chosen(state=State.SIGNED))  # fmt: skip
        assert planned.asked == {Channel.REGISTERED_POST: 1, Channel.MAIL: 1, Channel.PORTAL: 1}
    batch = begin(office, Task.SEND, Chosen(state=State.SIGNED), ASKED)
    work(office)
    assert progress(office, batch) == (3, 0, 0)
    with office.read() as session:
        assert [found(session, one).channel for one in letters] == [
            Channel.REGISTERED_POST, Channel.MAIL, Channel.PORTAL,
        ]  # fmt: skip


def test_a_letter_that_cannot_be_written_is_left_out_and_says_what_it_lacks(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letters = [decided(office) for _ in range(2)]
    with office.write() as session:
        found(session, letters[0]).decision_id = None
    client = clerk(office)
    path = "/letters/many?task=issue&kind=L3&state=draft"
    page = text_of(client, path)
    assert "1 is left out" in page
    assert "This letter carries a decision, and none is on record" in page
    client.post(path, data={"form_token": office.token()})
    work(office)
    with office.read() as session:
        assert [found(session, one).state for one in letters] == [State.DRAFT, State.NUMBERED]


def test_a_manifest_costs_the_same_statements_for_one_letter_and_for_three(
    sqlite_office: TestOffice,
) -> None:
    """And a letter that is written on trial costs the same few statements each."""
    office = sqlite_office
    seen: dict[tuple[Task, int], int] = {}
    for number in (1, 3):
        for _ in range(number - 1 if seen else 1):
            letter = decided(office)
        issue(office, letter)
        client = clerk(office)
        for task in Task:
            with counted(office.engine) as statements:
                client.get(f"/letters/many?task={task.value}&kind=L3")
            seen[task, number] = len(statements)
    assert seen[Task.SEND, 3] == seen[Task.SEND, 1] <= 9
    assert seen[Task.EXPORT, 3] == seen[Task.EXPORT, 1] <= 9


def test_an_export_is_kept_for_its_days_and_no_longer(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    letter = decided(office)
    issue(office, letter)
    with Press(seconds=60) as press:
        print_it(office, letter, press)
    since = (office.at - timedelta(days=1)).date()
    batch = begin(office, Task.EXPORT, Chosen(since=since))
    work(office)
    file = office.settings.exports / f"{batch}.zip"
    office.later(days=6)
    sweep(office.engine, office.settings, office.at)
    assert file.is_file()
    office.later(days=2)
    sweep(office.engine, office.settings, office.at)
    assert not file.is_file()
    assert "The file was kept for 7 days and is gone." in text_of(
        clerk(office), f"/letters/many/{batch}"
    )


def test_an_export_that_failed_several_times_says_so_and_is_tried_again(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letter = decided(office)
    issue(office, letter)
    with Press(seconds=60) as press:
        print_it(office, letter, press)
    with office.read() as session:
        document = found(session, letter).document
        assert document is not None
        path = Store(office.settings.documents).path(document.sha256)
    content = path.read_bytes()
    path.unlink()
    batch = begin(office, Task.EXPORT, Chosen(since=(office.at - timedelta(days=1)).date()))
    for _ in range(8):
        work(office)
        office.later(hours=10)
    client = clerk(office)
    assert "1 letter could not be done" in text_of(client, f"/letters/many/{batch}")
    path.write_bytes(content)
    client.post(f"/letters/many/{batch}/retry", data={"form_token": office.token()})
    work(office)
    assert progress(office, batch) == (1, 0, 0)
