"""An applicant's own data: applied again, taken along, erased, and kept as long as was said."""

import io
import json
import zipfile
from datetime import date, timedelta

from sqlalchemy import func, select

from membership.application import retention, services
from membership.application.carrying import left_behind
from membership.application.export import write_zip
from membership.application.idling import tidy_cases
from membership.checking import check
from membership.models import Application, Document, Erasure, Evidence, Organisation, Owed
from membership.storage import Store
from membership.workshop.sweep import sweep
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice
from tests.membership.waiting import PATIENCE, meanwhile
from workflows.application import Stage
from workflows.letter import Kind
from workflows.questions import PEOPLE


def withdrawn(office: TestOffice) -> str:
    public_id = office.submitted()
    with office.write() as session:
        services.withdraw(session, office.person(session, "applicant"), public_id, at=office.now())
    return public_id


def again(office: TestOffice) -> str:
    with office.write() as session:
        actor = office.person(session, "applicant")
        draft = services.open_draft(session, actor, at=office.now(), settings=office.settings)
        return draft.public_id


def test_applying_again_begins_with_what_still_holds(sqlite_office: TestOffice) -> None:
    first = withdrawn(sqlite_office)
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, first)
        expired = Evidence(kind=case.evidence[0].kind, title="Certificat expirat",
                           expires_on=date(2026, 1, 1), claims=list(case.claims))  # fmt: skip
        case.evidence.append(expired)
    second = again(sqlite_office)
    with sqlite_office.read() as session:
        draft = sqlite_office.case(session, second)
        assert [one.title for one in draft.evidence] == ["Raport de încercare nr. 12/2025"]
        assert draft.evidence[0].document is sqlite_office.case(session, first).evidence[0].document
        assert draft.claims[0].evidence == draft.evidence
        assert (draft.claims[0].carried, draft.evidence[0].carried) == (True, True)
        assert draft.declarations == {}
        assert draft.ties is None
        behind = left_behind(draft, sqlite_office.statute)
        assert [one.title for one in behind] == ["Certificat expirat"]
    page = text_of(in_english(sqlite_office, "applicant"), f"/application/{second}")
    assert "Filled in from ADZ-2026-" in page
    assert "Certificat expirat" in page


def test_everything_is_taken_along_and_nothing_of_the_house(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.before_board(declared=("seat1",))
    stream = io.BytesIO()
    with sqlite_office.read() as session:
        organisation = sqlite_office.case(session, public_id).organisation
        store = Store(sqlite_office.settings.documents)
        write_zip(stream, session, sqlite_office.person(session, "applicant"), organisation, store)
    archive = zipfile.ZipFile(stream)
    told = json.loads(archive.read("data.json"))
    case = told["applications"][0]
    assert told["organisation"]["legal_name"].startswith("Detecție Exemplu")
    assert case["claims"][0]["evidence"] == [case["evidence"][0]["public_id"]]
    assert archive.read(told["files"][0]["path"]) == PDF
    text = archive.read("data.json").decode()
    for hidden in ("Văzut în raport", "hotărăște", "Seat1", "Rapporteur Exemplu", "finding"):
        assert hidden not in text


def test_the_archive_is_downloaded_by_its_own_people(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    client = in_english(sqlite_office, "applicant")
    with client.get(f"/application/{public_id}/data.zip") as answer:
        assert answer.mimetype == "application/zip"
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    page = text_of(client, f"/application/{public_id}/data")
    assert "is being decided, so it is kept" in page


def test_a_draft_is_erased_at_once_with_an_organisation_that_has_nothing_else(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    client = in_english(sqlite_office, "applicant")
    answer = post(sqlite_office, client, f"/application/{public_id}/data/erase")
    assert answer.location == "/application"
    with sqlite_office.read() as session:
        for kind in (Application, Organisation, Document, Evidence):
            assert session.scalar(select(func.count()).select_from(kind)) == 0
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_a_request_is_registered_once_and_answered_with_the_day(sqlite_office: TestOffice) -> None:
    public_id = withdrawn(sqlite_office)
    client = in_english(sqlite_office, "applicant")
    for _ in range(2):
        post(sqlite_office, client, f"/application/{public_id}/data/erase")
    page = text_of(client, f"/application/{public_id}/data")
    assert "You asked for erasure on 2 November 2026" in page
    assert "2 November 2027" in page
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        hold = retention.hold_of(case, sqlite_office.statute)
        assert (hold.reason, hold.until) == ("until", date(2027, 11, 2))
        answers = [one for one in case.letters if one.kind is Kind.ERASURE_ANSWERED]
        assert len(answers) == 1
        assert not set(PEOPLE) & set(case.organisation.answers)
        assert case.organisation.answers["nace"] == "26.51"
        (asked,) = session.scalars(select(Erasure))
        assert asked.erased[:2] == ["representative_email", "delegate"]
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_nobody_is_erased_of_a_case_that_goes_on(sqlite_office: TestOffice) -> None:
    """S33: while something is decided on it, the request is answered and all of it stays."""
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        held = retention.ask_erasure(session, actor, public_id, at=sqlite_office.now())
        assert held is not None and held.reason == "going_on"
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.organisation.answers["delegate"] == "Ion Delegat"
        assert [one.kind for one in case.letters][-1] is Kind.ERASURE_ANSWERED


def test_whom_another_open_case_kept_goes_once_that_one_is_over(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    first = withdrawn(office)
    second = again(office)

    def named() -> set[str]:
        sweep(office.engine, office.settings, office.now())
        with office.read() as session:
            return set(PEOPLE) & set(office.case(session, first).organisation.answers)

    with office.write() as session:
        actor = office.person(session, "applicant")
        retention.ask_erasure(session, actor, first, at=office.now())
        assert session.scalars(select(Erasure)).one().erased == []
    assert named()
    with office.write() as session:
        services.withdraw(session, office.person(session, "applicant"), second, at=office.now())
    assert not named()


def test_the_files_and_words_of_a_case_that_is_over_go_when_they_were_said_to(
    sqlite_office: TestOffice,
) -> None:
    """What the register names stays: who applied, under which number, and what came of it."""
    public_id = withdrawn(sqlite_office)
    at = sqlite_office.now()
    for days, gone in ((365, False), (367, True)):
        sweep(sqlite_office.engine, sqlite_office.settings, at + timedelta(days=days))
        with sqlite_office.read() as session:
            case = sqlite_office.case(session, public_id)
            document, firm = case.evidence[0].document, case.organisation
            assert document is not None
            assert bool(document.erased_at) is gone
            words = (case.motivation, case.claims[0].description, case.evidence[0].issuer,
                     firm.representative, firm.email, firm.answers)  # fmt: skip
            assert not any(words) if gone else all(words)
            assert all((case.reference, case.evidence[0].title, firm.legal_name, firm.locality))
    store = Store(sqlite_office.settings.documents)
    store.sweep(lambda sha256: False, at.timestamp() * 2)
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_an_idle_draft_is_warned_about_first_and_erased_a_month_later(
    sqlite_office: TestOffice,
) -> None:
    sqlite_office.drafted()
    at = sqlite_office.now()

    def left(days: int) -> tuple[int, int]:
        sweep(sqlite_office.engine, sqlite_office.settings, at + timedelta(days=days))
        with sqlite_office.read() as session:
            drafts = session.scalar(select(func.count(Application.id))) or 0
            warned = select(func.count(Owed.id)).where(Owed.key.startswith("mail:idle:"))
            return drafts, session.scalar(warned) or 0

    assert left(149) == (1, 0)
    assert left(151) == (1, 1)
    assert left(179) == (1, 1)
    assert left(182) == (0, 1)


def test_a_draft_that_somebody_went_on_with_is_not_erased_not_even_while_it_is_saved(
    postgresql_office: TestOffice,
) -> None:
    office, public_id, at = postgresql_office, postgresql_office.drafted(), postgresql_office.at

    with office.write() as session:
        tidy_cases(session, office.statute, at + timedelta(days=151))
    with office.write() as session:
        office.case(session, public_id).saved_at = at + timedelta(days=199)
        session.flush()
        other = meanwhile(office, lambda own: tidy_cases(own, office.statute,
                                                         at + timedelta(days=200)))  # fmt: skip
    other.join(PATIENCE)
    with office.read() as session:
        assert office.case(session, public_id).stage is Stage.DRAFT
