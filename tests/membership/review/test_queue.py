"""The secretariat's queue: whose desk, in which order, at what cost."""

import pytest

from membership.models import Organisation
from membership.review.desk import Desk
from membership.review.files import files_of
from membership.review.queue import PAGE, Page, queue
from tests.membership.office import TestOffice
from tests.membership.review.filling import TODAY, counted, fill
from workflows.application import Stage
from workflows.refusal import NotPermitted


def read(office: TestOffice, **wanted: object) -> Page:
    """A page as the secretariat sees it."""
    with office.read() as session:
        by = office.person(session, "secretariat")
        return queue(session, by, **({"today": TODAY} | wanted))  # type: ignore[arg-type]


def test_each_case_lies_on_one_desk(office: TestOffice) -> None:
    office.submitted()
    office.in_review()
    office.before_board()
    page = read(office, filter=None)
    assert [line.desk for line in page.lines] == [Desk.NEEDS, Desk.RAPPORTEUR, Desk.NEEDS]
    assert page.counts == {
        Desk.NEEDS: 2, Desk.APPLICANT: 0, Desk.RAPPORTEUR: 1, Desk.BOARD: 0, Desk.CLOSED: 0,
    }  # fmt: skip
    assert page.lines[1].rapporteurs == ("Rapporteur Exemplu",)
    assert page.lines[1].unfound == 1
    assert [line.stage for line in read(office).lines] == [Stage.SUBMITTED, Stage.BOARD_DECISION]


def test_a_draft_is_not_the_secretariats_to_see(office: TestOffice) -> None:
    office.drafted()
    assert read(office, filter=None).total == 0


def test_a_search_minds_neither_capitals_nor_diacritics(office: TestOffice) -> None:
    office.submitted()
    office.submitted()
    with office.write() as session:
        first = session.query(Organisation).order_by(Organisation.id).first()
        assert first is not None
        first.legal_name = "ȘTIINȚĂ și Încercări Exemplu SA"
        code = first.fiscal_code
    for q in ("stiinta incercari", "ȘTIINȚĂ", code or ""):
        assert [line.name for line in read(office, filter=None, q=q).lines] == [
            "ȘTIINȚĂ și Încercări Exemplu SA"
        ]
    assert read(office, filter=None, q="0002").total == 1
    assert read(office, filter=None, q="%").total == 0


def test_only_the_secretariat_reads_the_queue(sqlite_office: TestOffice) -> None:
    with sqlite_office.read() as session:
        by = sqlite_office.person(session, "seat1")
        with pytest.raises(NotPermitted):
            queue(session, by, today=TODAY)


def test_pages_go_on_by_key_and_show_every_case_once(office: TestOffice) -> None:
    fill(office, 3 * PAGE)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = read(office, filter=None, after=after)
        seen += [line.public_id for line in page.lines]
        after = page.after
    assert len(seen) == len(set(seen)) == 3 * PAGE
    assert files(office) == (3 * PAGE, 3 * PAGE // 2)


def files(office: TestOffice) -> tuple[int, int]:
    """How many different files the rapporteur finds, page by page, and how many wait."""
    seen: list[str] = []
    after: str | None = ""
    waiting = 0
    while after is not None:
        with office.read() as session:
            page = files_of(session, office.person(session, "rapporteur"), after=after)
        seen += [file.public_id for file in page.files]
        after, waiting = page.after, page.waiting
    assert len(seen) == len(set(seen))
    return len(seen), waiting


@pytest.mark.parametrize("number", [10, 100])
def test_a_page_costs_three_statements_whatever_the_number_of_cases(
    office: TestOffice, number: int
) -> None:
    fill(office, number)
    with office.read() as session:
        by = office.person(session, "secretariat")
        _ = by.roles, by.organisation_ids
        with counted(office) as sent:
            page = queue(session, by, filter=None, today=TODAY)
    assert len(page.lines) == min(number, PAGE)
    assert len(sent) == 3, sent
