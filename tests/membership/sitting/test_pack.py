"""The Board pack: what each reader finds in it, and what is never in it."""

import pytest
from sqlalchemy import update

from membership.models import Confidentiality, Evidence, InterestKind
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly

EVIDENCE = "Raport de încercare nr. 12/2025"


@pytest.mark.parametrize(
    ("name", "named", "reads"),
    [
        ("seat1", True, True),
        ("seat4", True, False),
        ("seat5", False, False),
        ("secretariat", True, True),
        ("auditor", True, False),
    ],
)
def test_a_pack_holds_the_files_that_its_reader_may_read(
    sqlite_office: TestOffice, name: str, named: bool, reads: bool
) -> None:
    case = sqlite_office.before_board(declared=SEATS[:3])
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    board.declare("seat5", InterestKind.FAMILY)
    with sqlite_office.write() as session:
        session.execute(update(Evidence).values(confidentiality=Confidentiality.COMMISSION))
    assembly = Assembly.convened(sqlite_office, case)
    page = sqlite_office.client_of(name).get(f"/sittings/{assembly.sitting}/pack")
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert ("Detecție Exemplu" in text) is named
    assert (EVIDENCE in text) is reads
    assert ("exemplarul meu" in text) is (name == "seat1")


def test_the_document_names_its_reader_and_bookmarks_every_point(
    sqlite_office: TestOffice,
) -> None:
    import io  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415

    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.convened(sqlite_office, case)
    answer = sqlite_office.client_of("seat3").get(f"/sittings/{assembly.sitting}/pack.pdf")
    assert answer.mimetype == "application/pdf"
    document = PdfReader(io.BytesIO(answer.data))
    pages = [page.extract_text() for page in document.pages]
    assert all("Seat3 Exemplu" in page for page in pages)
    assert any(EVIDENCE in page for page in pages)
    assert "1 / " in pages[0]
    leads = [str(link.get_object()) for page in document.pages for link in page.annotations or ()]
    assert any("'point-1'" in link for link in leads)
    assert any(f"{sqlite_office.settings.base_url}/documents/" in link for link in leads)
    names = [str(one.title) for part in document.outline
             for one in (part if isinstance(part, list) else [part])
             if not isinstance(one, list)]  # fmt: skip
    assert any("Detecție Exemplu" in name for name in names)
