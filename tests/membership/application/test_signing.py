"""The application as a paper: printed as accepted, or signed outside and brought back."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from membership.application import services, signing
from membership.checking import check
from membership.models import Application, Document, Owed, Work
from membership.printing.press import Press
from membership.storage import Store
from membership.workshop import worker
from tests.certificates import holder
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice
from workflows.application import Stage
from workflows.refusal import Incomplete, NotNow

pytestmark = pytest.mark.usefixtures("examined_here")

OUTSIDE = 'signature = "outside"\n'


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """The real press, started once."""
    with Press(seconds=60) as running:
        yield running


@pytest.fixture
def outside(sqlite_office: TestOffice) -> TestOffice:
    """An office whose statute file asks for the signed paper."""
    own = sqlite_office.settings.own_statute
    own.write_text(OUTSIDE + own.read_text("utf-8"), "utf-8")
    return sqlite_office


def submit(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        actor = office.person(session, "applicant")
        services.submit(session, actor, public_id, at=office.now(), settings=office.settings)


def work(office: TestOffice, press: Press) -> None:
    worker.perform_all(office.engine, office.settings, press, office.now)


def words_of(office: TestOffice, document: Document | None) -> str:
    assert document is not None
    file = Store(office.settings.documents).path(document.sha256)
    pages = PdfReader(io.BytesIO(file.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_accepted_in_the_portal_becomes_a_paper_with_its_files(
    sqlite_office: TestOffice, press: Press
) -> None:
    public_id = sqlite_office.drafted()
    submit(sqlite_office, public_id)
    work(sqlite_office, press)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        words = words_of(sqlite_office, case.form)
        proof = case.evidence[0].document
        assert proof is not None
        for said in ("Cerere de adeziune", "Detecție Exemplu 1 SRL", "Acceptată în portal",
                     proof.sha256[:16], "Cunosc și accept Statutul"):  # fmt: skip
            assert said in words, words
        assert "Proiect, fără număr" not in words
    page = text_of(in_english(sqlite_office, "applicant"), f"/application/{public_id}")
    assert "Your application, as you submitted it" in page
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_printing_it_twice_prints_it_once(sqlite_office: TestOffice, press: Press) -> None:
    public_id = sqlite_office.drafted()
    submit(sqlite_office, public_id)
    work(sqlite_office, press)
    with sqlite_office.write() as session:
        row = session.scalars(select(Owed).where(Owed.kind == Work.FORM)).one()
        row.done_at = None
        first = sqlite_office.case(session, public_id).form_id
    work(sqlite_office, press)
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, public_id).form_id == first


def test_signed_outside_it_is_printed_first_and_brought_back(
    outside: TestOffice, press: Press
) -> None:
    public_id = outside.drafted()
    with pytest.raises(Incomplete) as refused:
        submit(outside, public_id)
    assert refused.value.message.key == "application.unsigned"
    client = in_english(outside, "applicant")
    assert "Sign the application" in text_of(client, f"/application/{public_id}/check")
    post(outside, client, f"/application/{public_id}/sign/prepare")
    assert "being printed" in text_of(client, f"/application/{public_id}/sign")
    work(outside, press)
    assert "Download the application to sign" in text_of(client, f"/application/{public_id}/sign")
    none = post(outside, client, f"/application/{public_id}/sign")
    assert "Choose the signed file." in none.get_data(as_text=True)
    sent = post(outside, client, f"/application/{public_id}/sign",
                file=(io.BytesIO(PDF + b"% signed"), "semnat.pdf"))  # fmt: skip
    assert sent.location == f"/application/{public_id}/sign"
    assert "the secretariat compares the two" in text_of(client, sent.location)
    assert "semnat.pdf" in text_of(client, f"/application/{public_id}/check")
    submit(outside, public_id)
    with outside.read() as session:
        case = outside.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        words = words_of(outside, case.form)
        assert "Acceptată în portal" not in words
        assert "semnătura reprezentantului legal" in words


def test_a_paper_of_other_answers_is_not_taken(outside: TestOffice, press: Press) -> None:
    public_id = outside.drafted()
    with outside.write() as session:
        signing.prepare(session, outside.person(session, "applicant"), public_id, at=outside.now())
    work(outside, press)
    with outside.write() as session:
        case = outside.case(session, public_id)
        case.motivation = "Altceva decât s-a tipărit."
        document = case.evidence[0].document
        assert document is not None
        actor = outside.person(session, "applicant")
        with pytest.raises(NotNow) as refused:
            signing.bring_signed(session, actor, public_id, document, at=outside.now())
        assert refused.value.message.key == "application.form_overtaken"


def test_a_change_while_it_is_printed_leaves_no_paper_of_the_past(
    outside: TestOffice, press: Press
) -> None:
    public_id = outside.drafted()
    with outside.write() as session:
        signing.prepare(session, outside.person(session, "applicant"), public_id, at=outside.now())
    with outside.write() as session:
        outside.case(session, public_id).motivation = "Între timp altceva."
    work(outside, press)
    with outside.read() as session:
        assert session.scalars(select(Application)).one().form is None


def test_a_paper_signed_electronically_is_told_from_the_bare_one_and_from_a_changed_one(
    outside: TestOffice, press: Press
) -> None:
    public_id = outside.drafted()
    with outside.write() as session:
        signing.prepare(session, outside.person(session, "applicant"), public_id, at=outside.now())
    work(outside, press)
    with outside.read() as session:
        form = outside.case(session, public_id).form
        assert form is not None
        printed = Store(outside.settings.documents).path(form.sha256).read_bytes()
    authority = holder("Autoritate Exemplu")
    authority.trust(outside.settings.instance / "trust", "lista-exemplu")
    whole = holder("Ana Model", authority).signs(printed)
    client, path = in_english(outside, "applicant"), f"/application/{public_id}/sign"
    for file, said in (
        (printed, "without a signature"),
        (printed + b"% more", "no signature"),
        (whole[:-200] + b" " * 200, "does not fit"),
    ):
        refused = post(outside, client, path, file=(io.BytesIO(file), "semnat.pdf"))
        assert refused.status_code == 422
        assert said in refused.get_data(as_text=True), said
    assert post(outside, client, path, file=(io.BytesIO(whole), "semnat.pdf")).status_code == 303
    page = text_of(client, path)
    assert "with electronic signatures added, and nothing changed" in page
    assert "<strong>Ana Model</strong>" in page
    assert "lista-exemplu" in page
    submit(outside, public_id)
    clerk = text_of(in_english(outside, "secretariat"), f"/case/{public_id}/procedure")
    assert "<strong>Ana Model</strong>" in clerk
    assert check(outside.engine, outside.settings).breaches == ()
    with outside.write() as session:
        case = outside.case(session, public_id)
        case.signed_found = {**case.signed_found, "over": "0" * 64}
    assert any("signed paper" in one for one in check(outside.engine, outside.settings).breaches)
