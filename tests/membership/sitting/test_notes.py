"""Private notes: kept and deleted by their author, read by nobody else (B5)."""

from sqlalchemy import func, select

from membership.models import Note
from membership.sitting import minuting
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly

WORDS = "De întrebat despre laborator."


def noted(office: TestOffice, assembly: Assembly, name: str, text: str) -> int:
    with office.read() as session:
        item = assembly.found(session).agenda[0].id
    path = f"/sittings/{assembly.sitting}/points/{item}/note"
    answer = office.client_of(name).post(path, data={"form_token": office.token(), "text": text})
    return answer.status_code


def test_a_note_is_its_authors_alone_and_is_deleted_when_emptied(
    sqlite_office: TestOffice,
) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.convened(office, case)
    assert noted(office, assembly, "seat2", WORDS) == 303
    assert noted(office, assembly, "seat2", "x" * 6000) == 422
    assert noted(office, assembly, "secretariat", WORDS) == 403
    path = f"/sittings/{assembly.sitting}/pack"
    for name, reads in (("seat2", True), ("seat1", False), ("secretariat", False)):
        assert (WORDS in office.client_of(name).get(path).get_data(as_text=True)) is reads
    assert noted(office, assembly, "seat2", "") == 303
    with office.read() as session:
        assert session.scalar(select(func.count(Note.id))) == 0


def test_neither_minutes_nor_journal_hold_a_note(sqlite_office: TestOffice) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(office, case)
    assert noted(office, assembly, "seat2", WORDS) == 303
    assembly.close()
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        draft = minuting.draft(session, clerk, assembly.sitting, statute=office.statute,
                               at=office.at)  # fmt: skip
        assert WORDS not in str(draft.recorded)
    clerk_page = office.client_of("secretariat").get("/journal").get_data(as_text=True)
    assert WORDS not in clerk_page
