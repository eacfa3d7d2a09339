"""The pages of the letter office, and who is shown what."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, insert, select

from membership.models import Application, Direction, Letter, Organisation, RegistryEntry
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
from workflows.letter import Kind, State, Step, advance
from workflows.voting_terms import MotionKind


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[:3000]
    html = re.sub(r"<(style|head)\b.*?</\1>", " ", answer.get_data(as_text=True), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def english(client: FlaskClient) -> FlaskClient:
    client.set_cookie("language", "en")
    return client


def clerk(office: TestOffice) -> FlaskClient:
    return english(office.client_of("secretariat"))


def many(office: TestOffice, number: int) -> None:
    """So many more letters in the list and lines in the registry."""
    with office.write() as session:
        template = session.scalars(select(Application)).first()
        assert template is not None
        for n in range(number):
            who = Organisation(legal_name=f"Organizația Exemplu {n}", created_at=office.at)
            case = Application(
                organisation=who, statute_hash=template.statute_hash, stage=template.stage,
                opened_at=office.at, saved_at=office.at, reference=f"ADZ-2025-{n:04}",
            )  # fmt: skip
            session.add(case)
            session.flush()
            case.letters.append(Letter(kind=Kind.ACKNOWLEDGEMENT, language="ro", owed_at=office.at))
        session.execute(
            insert(RegistryEntry),
            [
                {
                    "year": 2025, "number": n + 1, "on": office.at.date(), "at": office.at,
                    "direction": Direction.IN, "party": f"Organizația Exemplu {n}",
                    "subject": "application.entry.application",
                }
                for n in range(number)
            ],
        )  # fmt: skip


@pytest.mark.parametrize("path", ["/letters", "/registry"])
def test_a_list_costs_the_same_statements_at_ten_rows_and_at_two_hundred(
    sqlite_office: TestOffice, path: str
) -> None:
    office = sqlite_office
    issue(office, acknowledged(office))
    many(office, 10)
    client = clerk(office)
    with counted(office.engine) as few:
        client.get(path)
    with office.write() as session:
        session.query(RegistryEntry).filter(RegistryEntry.year == 2025).delete()
    many_more(office)
    with counted(office.engine) as lots:
        client.get(path)
    assert len(lots) == len(few) <= 5, lots


def many_more(office: TestOffice) -> None:
    with office.write() as session:
        session.query(Application).filter(Application.reference.like("ADZ-2025-%")).update(
            {"reference": None}, synchronize_session=False
        )
    many(office, 200)


def test_a_list_goes_on_by_key(sqlite_office: TestOffice) -> None:
    acknowledged(sqlite_office)
    many(sqlite_office, 60)
    client = clerk(sqlite_office)
    first = client.get("/letters").get_data(as_text=True)
    assert first.count("Acknowledgement of receipt") == 40
    beyond = re.search(r'href="(/letters\?[^"]*beyond=\d+)"', first)
    assert beyond is not None
    second = client.get(beyond[1].replace("&amp;", "&")).get_data(as_text=True)
    assert second.count("Acknowledgement of receipt") == 21
    assert 'rel="next"' not in second


def test_a_letter_is_issued_printed_and_sent_from_its_page(office: TestOffice) -> None:
    letter, client = decided(office), clerk(office)
    page = text_of(client, f"/letters/{letter}")
    assert "Proiect, fără număr" in page
    assert "Issue the letter" in page
    answer = client.post(f"/letters/{letter}/issue", data={"form_token": office.token()})
    assert (answer.status_code, answer.location) == (303, f"/letters/{letter}")
    assert "being printed" in text_of(client, f"/letters/{letter}")
    print_it(office, letter)
    page = text_of(client, f"/letters/{letter}")
    assert "Send the letter" in page
    assert "Download the letter" in page
    sent_with = {"form_token": office.token(), "signed_by": "Seat1 Exemplu", "channel": "courier"}
    answer = client.post(f"/letters/{letter}/dispatch", data=sent_with)
    assert answer.status_code == 303
    page = text_of(client, f"/letters/{letter}")
    assert "by courier" in page
    assert "Send the letter" not in page


def test_a_second_click_does_nothing_twice(office: TestOffice) -> None:
    letter, client = decided(office), clerk(office)
    form = {"form_token": office.token()}
    answers = [client.post(f"/letters/{letter}/issue", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    print_it(office, letter)
    form = {"form_token": office.token(), "signed_by": "Seat1 Exemplu", "channel": "mail"}
    answers = [client.post(f"/letters/{letter}/dispatch", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    with office.read() as session:
        assert len(found(session, letter).history) == 3


def test_what_was_typed_is_kept_when_something_is_missing(sqlite_office: TestOffice) -> None:
    letter, client = decided(sqlite_office), clerk(sqlite_office)
    issue(sqlite_office, letter)
    print_it(sqlite_office, letter)
    form = {"form_token": sqlite_office.token(), "signed_by": "Ana Model"}
    answer = client.post(f"/letters/{letter}/dispatch", data=form)
    assert answer.status_code == 422
    html = answer.get_data(as_text=True)
    assert html.count("Choose how the letter goes out.") == 2
    assert 'value="Ana Model"' in html


def test_sending_what_has_left_is_refused_on_the_page(sqlite_office: TestOffice) -> None:
    letter, client = sent(sqlite_office), clerk(sqlite_office)
    form = {"form_token": sqlite_office.token(), "signed_by": "Ana Model", "channel": "mail"}
    answer = client.post(f"/letters/{letter}/dispatch", data=form)
    assert answer.status_code == 409
    assert "cannot be done to the letter now" in answer.get_data(as_text=True)


def test_a_draft_that_cannot_be_written_says_what_is_missing(sqlite_office: TestOffice) -> None:
    own = sqlite_office.settings.own_statute
    lines = own.read_text("utf-8").splitlines()
    own.write_text("\n".join(line for line in lines if not line.startswith("contest = ")), "utf-8")
    letter, client = decided(sqlite_office, MotionKind.REJECT), clerk(sqlite_office)
    assert "terms.contest" in text_of(client, f"/letters/{letter}")
    answer = client.post(f"/letters/{letter}/issue", data={"form_token": sqlite_office.token()})
    assert answer.status_code == 422
    assert "terms.contest" in answer.get_data(as_text=True)


def test_the_applicant_sees_a_decision_from_its_dispatch_on_and_never_before(
    office: TestOffice,
) -> None:
    letter = decided(office)
    applicant = office.client_of("applicant")
    for path in (f"/letters/{letter}", f"/letters/{letter}.pdf"):
        assert applicant.get(path).status_code == 404
    issue(office, letter)
    print_it(office, letter)
    for path in (f"/letters/{letter}", f"/letters/{letter}.pdf"):
        assert applicant.get(path).status_code == 404
        assert applicant.head(path).status_code == 404
    dispatch(office, letter)
    led = applicant.get(f"/letters/{letter}.pdf")
    assert (led.status_code, led.location) == (303, f"/letters/{letter}")
    applicant.post(f"/letters/{letter}/open", data={"form_token": office.token()})
    with applicant.get(f"/letters/{letter}.pdf") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Issue the letter" not in text_of(english(applicant), f"/letters/{letter}")


def test_an_acknowledgement_that_left_opens_no_other_letter_of_the_case(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letter = decided(office)
    with office.read() as session:
        letters = found(session, letter).case.letters
        first = next(one.public_id for one in letters if one.kind is Kind.ACKNOWLEDGEMENT)
    print_it(office, first)
    applicant = office.client_of("applicant")
    with applicant.get(f"/letters/{first}.pdf") as answer:
        assert answer.status_code == 200
    assert applicant.get(f"/letters/{letter}.pdf").status_code == 404


@pytest.mark.parametrize("who", ["other", "rapporteur", "seat1", "auditor", "administrator"])
def test_a_letter_is_not_found_by_those_it_does_not_concern(
    sqlite_office: TestOffice, who: str
) -> None:
    office, letter = sqlite_office, sent(sqlite_office)
    if who == "other":
        office.drafted()
        office.people["other"] = office.people["applicant"]
    client = office.client_of(who)
    for path in (f"/letters/{letter}", f"/letters/{letter}.pdf"):
        assert client.get(path).status_code == 404
        assert client.head(path).status_code == 404
        assert client.get(path, headers={"Range": "bytes=0-10"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "who", "status"),
    [
        ("/letters", "auditor", 403),
        ("/letters", "seat1", 403),
        ("/registry", "auditor", 200),
        ("/registry", "seat1", 200),
        ("/registry", "rapporteur", 403),
    ],
)
def test_each_list_is_open_to_its_readers(
    sqlite_office: TestOffice, path: str, who: str, status: int
) -> None:
    assert sqlite_office.client_of(who).get(path).status_code == status


def test_the_registry_shows_what_went_out_under_its_number(sqlite_office: TestOffice) -> None:
    issue(sqlite_office, acknowledged(sqlite_office))
    client = english(sqlite_office.client_of("auditor"))
    page = text_of(client, "/registry")
    assert "1 2 November 2026 outgoing Detecție Exemplu 1 SRL Acknowledgement of receipt" in page
    assert "ADZ-2026-0001" in page
    assert "Detecție" not in text_of(client, "/registry?direction=in")


def test_an_annulled_letter_keeps_its_line(sqlite_office: TestOffice) -> None:
    letter = acknowledged(sqlite_office)
    issue(sqlite_office, letter)
    with sqlite_office.write() as session:
        advance(found(session, letter), Step.ANNUL, by="person:1", at=sqlite_office.at)
    page = text_of(clerk(sqlite_office), "/registry")
    assert "Acknowledgement of receipt annulled" in page
    with sqlite_office.read() as session:
        assert found(session, letter).state is State.ANNULLED


def test_a_list_is_searched_by_name_case_number_and_code(office: TestOffice) -> None:
    letter, other = acknowledged(office), acknowledged(office)
    for one in (letter, other):
        issue(office, one)
    with office.read() as session:
        code = found(session, letter).code
    client = clerk(office)
    for q, shown in (
        ("exemplu 1", {letter}),
        ("ADZ-2026-0002", {other}),
        ("2", {other}),
        (str(code).lower(), {letter}),
        ("exemplu", {letter, other}),
        ("100%", set()),
        ("9" * 30, set()),
    ):
        html = client.get("/letters", query_string={"q": q}).get_data(as_text=True)
        assert {one for one in (letter, other) if one in html} == shown, q
    html = client.get("/registry", query_string={"q": "exemplu 1"}).get_data(as_text=True)
    assert letter in html
    assert other not in html
    assert "answers to" in text_of(client, "/registry?q=nimeni")
