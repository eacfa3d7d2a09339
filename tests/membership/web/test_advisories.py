"""What went wrong in systems of this kind, tried here in the shape that it had there.

Each test names the advisory. Those whose shape is a whole subject (letters, uploads,
sessions) are tried where that subject is tested; ``docs/security.md`` says where.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from membership import create_app
from membership.door import safe_next
from membership.models import Document, Person
from tests.membership.account.entrance import WORDS, has_password
from tests.membership.letter_office import scene
from tests.membership.office import TestOffice
from workflows.permission import Role

HOSTILE = (
    '"><img src=x onerror=__xss()>',
    "<script>__xss()</script>",
    "javascript:__xss()",
    "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}",
    "${7*7}#{7*7}<%= 7*7 %>",
)
AWAY = (
    "//evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https://evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "///evil.example",
    "/\n/evil.example",
    "http:\\\\evil.example",
    "javascript:__xss()",
    "%2F%2Fevil.example",
    "/%2F%2Fevil.example",
)
INJECTED = ("'", "' OR '1'='1", "1; DROP TABLE people--", "%' ESCAPE '/", "1) UNION SELECT 1--",
            "-1", "99999999999999999999999", "1_0", "٣", "NaN", "\x00", "')--", "[]")  # fmt: skip


def _applicants(office: TestOffice) -> list[str]:
    return [name for name in office.people if re.fullmatch(r"applicant\d+", name)]


@pytest.fixture
def two(sqlite_office: TestOffice) -> TestOffice:
    """An office with the cases of two competitors."""
    sqlite_office.submitted()
    sqlite_office.submitted()
    return sqlite_office


def _documents(office: TestOffice, name: str) -> Iterator[str]:
    with office.read() as session:
        mine = office.person(session, name).organisation_ids
        for document in session.scalars(select(Document)):
            if document.organisation_id in mine:
                yield document.public_id


def test_an_author_opens_no_other_authors_document_hotcrp_cve_2026_23878(two: TestOffice) -> None:
    """S1: any author could download any document by its number (also Odoo CVE-2018-15631)."""
    first, second = _applicants(two)
    browser = two.client_of(second)
    foreign, own = set(_documents(two, first)), set(_documents(two, second))
    assert foreign
    assert own
    assert not foreign & own
    for theirs in foreign:
        for how in ({}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}):
            assert browser.get(f"/documents/{theirs}", headers=how).status_code == 404
            assert browser.head(f"/documents/{theirs}", headers=how).status_code == 404
        form = {"form_token": two.token(), "purpose": "curiosity"}
        assert browser.post(f"/documents/{theirs}", data=form).status_code in (404, 405)
    for mine in own:
        assert browser.get(f"/documents/{mine}", buffered=True).status_code != 404
    assert [browser.get(f"/documents/{n}").status_code for n in range(1, 9)] == [404] * 8


def test_a_document_never_runs_in_the_house_hotcrp_cve_2026_25156(two: TestOffice) -> None:
    """U4: an uploaded page was shown inline (also Indico CVE-2026-25739)."""
    name = _applicants(two)[0]
    browser = two.client_of(name)
    own = list(_documents(two, name))
    assert own
    for mine in own:
        answer = browser.get(f"/documents/{mine}", buffered=True)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["?q=Detec", "?sort=reviewer", "?page=999", "?after=1", "?q=ADZ"])
def test_a_search_tells_an_applicant_nothing_hotcrp_cve_2026_55493(
    sqlite_office: TestOffice, query: str
) -> None:
    """S4: a search revealed what its result did not show."""
    office = sqlite_office
    office.submitted()
    browser = office.client_of(_applicants(office)[0])
    pages = ("/application", "/queue", "/letters", "/registry", "/members", "/files", "/board")
    before = [_told(browser, page + query) for page in pages]
    office.submitted()
    assert [_told(browser, page + query) for page in pages] == before


def _told(browser: FlaskClient, address: str) -> tuple[int, str, str]:
    answer = browser.get(address)
    page = re.sub(r'name="(csrf|form)_token"[^>]*', "", answer.get_data(as_text=True))
    return answer.status_code, answer.location or "", page


def test_another_organisations_letter_is_not_found_odoo_cve_2021_23203(
    sqlite_office: TestOffice,
) -> None:
    """S2: a report was printed of any record whose number was given."""
    letter = scene.sent(sqlite_office)
    sqlite_office.submitted()
    stranger = sqlite_office.client_of(_applicants(sqlite_office)[-1])
    for address in (f"/letters/{letter}", f"/letters/{letter}.pdf"):
        assert stranger.get(address).status_code == 404
        assert stranger.head(address).status_code == 404
        assert stranger.get(address, headers={"Range": "bytes=0-4"}).status_code == 404
    owner = sqlite_office.client_of(_applicants(sqlite_office)[0])
    owner.post(f"/letters/{letter}/open", data={"form_token": sqlite_office.token()})
    assert owner.get(f"/letters/{letter}.pdf", buffered=True).status_code == 200


def test_a_form_makes_nobody_more_than_an_applicant_odoo_cve_2019_11783(
    sqlite_office: TestOffice,
) -> None:
    """S6: fields that no form shows were taken all the same."""
    form = {
        "email": "ana@example.ro", "name": "Ana Model", "form_token": sqlite_office.token(),
        "role": "administrator", "roles": "administrator", "held": "board", "id": "1",
        "active": "1", "confirmed_at": "2026-01-01", "organisation_id": "1", "password_hash": "x",
    }  # fmt: skip
    assert sqlite_office.app.test_client().post("/register", data=form).status_code == 303
    with sqlite_office.read() as session:
        made = session.scalars(select(Person).where(Person.email == "ana@example.ro")).one()
        assert made.roles == {Role.APPLICANT}
        assert (made.confirmed_at, made.password_hash) == (None, None)
        assert made.organisation_ids == frozenset()


@pytest.mark.parametrize("target", AWAY)
def test_signing_in_leads_nowhere_else_flask_security_too_cve_2023_49438(
    sqlite_office: TestOffice, target: str
) -> None:
    """S13: also Flask-User CVE-2021-23401, Hypha's published test and Indico's two fixes."""
    has_password(sqlite_office, "auditor")
    browser = sqlite_office.app.test_client()
    form = {"email": "auditor@example.ro", "password": WORDS}
    answer = browser.post("/sign-in", query_string={"next": target}, data=form)
    assert answer.status_code == 303
    _stays(answer.location)
    _stays(browser.post("/language", data={"language": "ro", "next": target}).location)
    signed_in = sqlite_office.client_of("auditor")
    _stays(signed_in.get("/sign-in", query_string={"next": target}).location)


def _stays(location: str) -> None:
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
    assert all(c.isprintable() for c in location)
    if "next=" in location:
        kept = unquote(location.split("next=")[1])
        assert safe_next(kept) == kept


def test_what_an_applicant_wrote_is_shown_as_written_indico_cve_2023_37901(
    sqlite_office: TestOffice,
) -> None:
    """S16 and S18: also Indico CVE-2024-45399, CIVI-SA-2023-13, Hypha's finding, and templates
    run in Odoo CVE-2021-44476, CIVI-SA-2023-07, HotCRP CVE-2026-23836, Jinja CVE-2025-27516."""
    office = sqlite_office
    case = office.submitted()
    with office.write() as session:
        found = office.case(session, case)
        found.organisation.legal_name = HOSTILE[0]
        found.organisation.representative = HOSTILE[1]
        found.motivation = " ".join(HOSTILE)
        found.claims[0].description = " ".join(HOSTILE)
        found.evidence[0].title = HOSTILE[3]
        office.person(session, "applicant").name = HOSTILE[4]
    seen = 0
    for name in ("secretariat", _applicants(office)[0]):
        browser = office.client_of(name)
        own = f"/application/{case}"
        for address in (f"/case/{case}", "/queue", "/application", own, f"{own}/evidence",
                        f"{own}/claims"):  # fmt: skip
            page = browser.get(address, follow_redirects=True).get_data(as_text=True)
            assert not re.search(r"<img src=x|<script>__xss|href=.javascript:", page)
            seen += sum(html.escape(text) in page.replace("&#34;", "&quot;") for text in HOSTILE)
            assert "4949" not in page and "<%=" not in page
    assert seen


@pytest.mark.parametrize("path", ["/people/{}", "/members/{}", "/owed/{}/retry"])
def test_a_number_beyond_every_table_is_a_page_that_is_not_there(
    sqlite_office: TestOffice, path: str
) -> None:
    browser = sqlite_office.client_of("administrator")
    form = {"form_token": sqlite_office.token()}
    for number in (2**31, 2**63, 10**30):
        assert browser.get(path.format(number)).status_code in (404, 405)
        assert browser.post(path.format(number), data=form).status_code in (404, 405)


@pytest.mark.parametrize("value", INJECTED)
def test_what_is_asked_for_is_never_part_of_a_statement_civi_sa_2023_09(
    two: TestOffice, value: str
) -> None:
    """S17: also CIVI-SA-2023-10, an order that was taken as it came."""
    _asked(two, value)


def test_a_sign_that_a_database_cannot_keep_finds_nothing(office: TestOffice) -> None:
    """S25: PostgreSQL takes no NUL in a text."""
    _asked(office, "a\x00b")
    browser = office.client_of("administrator")
    assert browser.get("/letters/a%00b").status_code == 400
    form = {
        "form_token": "a\x00b" * 10,
        "email": "a\x00b@example.ro",
        "name": "\x00",
        "roles": "\x00",
    }
    assert browser.post("/people", data=form).status_code in (400, 422)


def _asked(two: TestOffice, value: str) -> None:
    staff, administrator = two.client_of("secretariat"), two.client_of("administrator")
    names = ("q", "after", "before", "sort", "order", "page", "stage", "year", "kind")
    for browser, addresses in (
        (staff, ("/queue", "/letters", "/registry", "/members")),
        (administrator, ("/people", "/owed")),
    ):
        for address in addresses:
            answer = browser.get(address, query_string=dict.fromkeys(names, value))
            assert answer.status_code < 500, address
            assert "sqlite" not in answer.get_data(as_text=True).lower()


def test_no_form_of_the_house_is_taken_without_its_token_civi_sa_2020_07(
    sqlite_office: TestOffice,
) -> None:
    """S14: also CIVI-SA-2023-14; nor with the token of somebody else's session."""
    app = sqlite_office.app
    browser, other = sqlite_office.client_of("administrator"), sqlite_office.client_of("auditor")
    app.config["WTF_CSRF_ENABLED"] = True
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', other.get("/join").text)
    assert found is not None
    for rule in app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()):
            continue
        values = {name: _one_of(rule._converters[name]) for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built is not None
        for form in ({}, {"csrf_token": "x"}, {"csrf_token": found[1]}):
            answer = browser.post(built[1], data={**form, "form_token": sqlite_office.token()})
            assert answer.status_code == 400, rule.rule


def _one_of(converter: object) -> str:
    return min(getattr(converter, "items", {"1"}))


def test_no_page_but_the_houses_own_reads_an_answer(sqlite_office: TestOffice) -> None:
    """Indico and CiviCRM had endpoints that other origins could read; here none says so."""
    browser = sqlite_office.client_of("administrator")
    for address in ("/people", "/accent.css", "/static/theme.css", "/fonts/SourceSansPro-It.otf"):
        origin = {"Origin": "https://evil.example"}
        headers = browser.get(address, headers=origin, buffered=True).headers
        assert not [name for name, _ in headers if name.startswith("Access-Control-")]


def test_one_place_writes_spreadsheets_and_no_csv_leaves_s21(sqlite_office: TestOffice) -> None:
    """S21: a name such as ``=HYPERLINK(…)`` is text in the one writer's workbooks."""
    rules = [rule.rule for rule in sqlite_office.app.url_map.iter_rules()]
    assert not [rule for rule in rules if re.search(r"csv|\bxls\b|ods", rule)]
    program = Path(create_app.__code__.co_filename).parent
    written = re.compile(r"^\s*(import|from) (openpyxl|xlsxwriter|odf)\b|csv\.writer", re.MULTILINE)
    sources = program.rglob("*.py")
    names = [path.name for path in sources if written.search(path.read_text("utf-8"))]
    assert names == ["workbook.py"]
