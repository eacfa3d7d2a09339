"""A confidential file opens for a stated purpose, to those who decide, and that is on record."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from membership.application.access import standing_of
from membership.application.documents import level_of, refuse_unchecked
from membership.models import Confidentiality, Evidence, InterestKind, JournalEntry, Opening
from membership.storage import Store
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice
from workflows.permission import Act, Role, may
from workflows.refusal import NotFound

STAFF = ("secretariat", "rapporteur", "seat1", "auditor", "administrator")


def file_of(office: TestOffice, public_id: str, level: Confidentiality) -> str:
    with office.write() as session:
        piece = office.case(session, public_id).evidence[0]
        piece.confidentiality = level
        assert piece.document is not None
        return f"/documents/{piece.document.public_id}"


def openings(office: TestOffice) -> list[tuple[Role, str]]:
    with office.read() as session:
        rows = session.scalars(select(Opening).order_by(Opening.id))
        return [(row.role, row.purpose) for row in rows]


def opened(office: TestOffice, client: FlaskClient, path: str, **said: Any) -> int:
    with post(office, client, path, **said) as answer:
        if answer.status_code == 200:
            assert answer.get_data() == PDF
            assert answer.headers["Content-Disposition"].startswith("attachment;")
        if answer.status_code != 303:
            return answer.status_code
    assert answer.location == f"{path}/copy"
    with client.get(answer.location) as copy:
        assert copy.get_data().startswith(b"%PDF-")
        assert copy.get_data() != PDF
        assert copy.headers["Content-Disposition"].startswith("attachment;")
        return copy.status_code


def test_a_file_kept_for_the_commission_opens_to_rapporteur_and_board_alone(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 24: the secretariat reads the title, the rapporteur and the Board the file."""
    public_id = sqlite_office.before_board(declared=("seat1",))
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    found = {name: sqlite_office.client_of(name).get(path).status_code for name in STAFF}
    assert found == {"secretariat": 403, "rapporteur": 200, "seat1": 200, "auditor": 404,
                     "administrator": 404}  # fmt: skip
    clerk = in_english(sqlite_office, "secretariat")
    page = text_of(clerk, f"/case/{public_id}")
    assert "Raport de încercare nr. 12/2025" in page
    assert path not in page
    assert opened(sqlite_office, clerk, path, purpose="decide") == 403
    assert openings(sqlite_office) == []


def test_the_table_alone_says_who_opens_what_is_confidential(sqlite_office: TestOffice) -> None:

    public_id = sqlite_office.before_board(declared=("seat1", "seat2"))
    with sqlite_office.read() as session:
        on = standing_of(session, sqlite_office.case(session, public_id), sqlite_office.at)
        names = (*STAFF, "seat2", "seat3", "applicant")
        people = {name: sqlite_office.person(session, name) for name in names}
        allowed = [name for name, one in people.items() if may(one, Act.OPEN_CONFIDENTIAL, on)]
    assert allowed == ["rapporteur", "seat1", "seat2", "applicant"]


def test_a_confidential_file_asks_what_for_once_a_sitting(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    client = in_english(sqlite_office, "rapporteur")
    assert "What do you open it for?" in text_of(client, path)
    refused = post(sqlite_office, client, path)
    assert refused.status_code == 422
    assert "Say what you open the file for." in refused.get_data(as_text=True)
    assert opened(sqlite_office, client, path, purpose="assess") == 200
    assert "What do you open it for?" not in text_of(client, path)
    assert opened(sqlite_office, client, path) == 200
    another = in_english(sqlite_office, "rapporteur")
    assert opened(sqlite_office, another, path) == 422
    assert opened(sqlite_office, another, path, purpose="other", other="Contestație") == 200
    assert openings(sqlite_office) == [
        (Role.RAPPORTEUR, "assess"),
        (Role.RAPPORTEUR, "assess"),
        (Role.RAPPORTEUR, "Contestație"),
    ]


def test_every_opening_by_the_house_is_recorded_and_in_the_journal(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.CLUSTER)
    clerk = sqlite_office.client_of("secretariat")
    assert opened(sqlite_office, clerk, path) == 200
    assert openings(sqlite_office) == [(Role.SECRETARIAT, "")]
    with sqlite_office.read() as session:
        noted = select(func.count()).where(JournalEntry.act == "document.opened")
        assert session.scalar(noted) == 1


def test_a_public_file_and_ones_own_open_without_a_record(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.PUBLIC)
    for name in ("applicant", "secretariat"):
        with sqlite_office.client_of(name).get(path) as answer:
            assert answer.get_data() == PDF
    assert openings(sqlite_office) == []


def test_reading_a_page_opens_nothing(sqlite_office: TestOffice) -> None:
    """S14: a GET records nothing and gives nothing that has to be recorded."""
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.CLUSTER)
    client = sqlite_office.client_of("rapporteur")
    for answer in (
        client.get(path),
        client.head(path),
        client.get(path, headers={"Range": "bytes=0-9"}),
    ):
        assert b"%PDF" not in answer.get_data()
        assert "Content-Disposition" not in answer.headers
    assert openings(sqlite_office) == []


def test_the_applicant_reads_by_which_role_and_never_by_whom(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    opened(sqlite_office, sqlite_office.client_of("rapporteur"), path, purpose="assess")
    page = text_of(in_english(sqlite_office, "applicant"), f"/application/{public_id}/files")
    assert "rapporteur" in page
    assert "To assess what it is to prove" in page
    assert "Rapporteur Exemplu" not in page
    stranger = sqlite_office.drafted()
    assert stranger
    client = sqlite_office.client_of("applicant")
    assert client.get(f"/application/{public_id}/files").status_code == 404


def test_who_has_an_interest_loses_the_file_at_once(sqlite_office: TestOffice) -> None:
    """S5: not found, also where the purpose was stated a moment ago."""
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    client = sqlite_office.client_of("rapporteur")
    assert opened(sqlite_office, client, path, purpose="assess") == 200
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.interests[0].kind = InterestKind.EMPLOYER
    assert client.get(path).status_code == 404
    assert opened(sqlite_office, client, path) == 404


def test_the_most_closed_proof_says_how_closed_its_file_is(sqlite_office: TestOffice) -> None:

    public_id = sqlite_office.in_review()
    file_of(sqlite_office, public_id, Confidentiality.PUBLIC)
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        document = case.evidence[0].document
        with session.no_autoflush:
            case.evidence.append(Evidence(kind="TRP", title="A doua", document=document,
                                          confidentiality=Confidentiality.COMMISSION))  # fmt: skip
        assert document is not None
        assert level_of(case, document) is Confidentiality.COMMISSION


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_no_file_is_added_or_changed_after_the_draft(sqlite_office: TestOffice, state: str) -> None:
    """U14: what was submitted stays as it was."""
    public_id = sqlite_office.submitted()
    client = in_english(sqlite_office, "applicant")
    if state == "withdrawn":
        assert post(sqlite_office, client, f"/application/{public_id}/withdraw").status_code == 303
    answer = post(sqlite_office, client, f"/application/{public_id}/evidence/add", title="x")
    assert answer.status_code == 409


def test_a_file_that_is_gone_is_said(sqlite_office: TestOffice) -> None:

    public_id = sqlite_office.drafted()
    with sqlite_office.read() as session:
        document = sqlite_office.case(session, public_id).evidence[0].document
    assert document is not None
    store = Store(sqlite_office.settings.documents)
    store.remove(document.sha256)
    with pytest.raises(NotFound, match=r"files\.gone"):
        refuse_unchecked(document, scanner=False, store=store)


def test_pages_are_shown_to_whoever_opened_the_file_in_this_sitting(
    sqlite_office: TestOffice,
) -> None:
    """U12: a safe preview, on record like the file itself, and nothing of it before."""
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    client = in_english(sqlite_office, "rapporteur")
    for address in (f"{path}/pages/1", f"{path}/pages/1.png", f"{path}/copy"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, path)
    looks = post(sqlite_office, client, path, purpose="assess", look="1")
    assert (looks.status_code, looks.location) == (303, f"{path}/pages/1")
    page = text_of(client, looks.location)
    assert "Page 1 of 1" in page
    assert f"{path}/pages/1.png" in page
    picture = client.get(f"{path}/pages/1.png")
    assert picture.mimetype == "image/png"
    assert picture.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert picture.headers["Cache-Control"] == "no-store"
    assert client.get(f"{path}/pages/2.png").status_code == 404
    assert openings(sqlite_office) == [(Role.RAPPORTEUR, "assess")]
    another = in_english(sqlite_office, "rapporteur")
    assert another.get(f"{path}/pages/1.png").status_code == 303


def test_pages_are_lost_with_the_file(sqlite_office: TestOffice) -> None:
    """S5: an interest takes away what was open a moment ago."""
    public_id = sqlite_office.in_review()
    path = file_of(sqlite_office, public_id, Confidentiality.COMMISSION)
    client = sqlite_office.client_of("rapporteur")
    assert post(sqlite_office, client, path, purpose="assess", look="1").status_code == 303
    with sqlite_office.write() as session:
        sqlite_office.case(session, public_id).interests[0].kind = InterestKind.EMPLOYER
    for address in (f"{path}/pages/1", f"{path}/pages/1.png", f"{path}/copy"):
        assert client.get(address).status_code == 404
