"""The page of the search: the address is its state, and what is not understood does no harm."""

from urllib.parse import quote

from flask.testing import FlaskClient

from tests.membership.office import TestOffice


def clerk_of(office: TestOffice) -> FlaskClient:
    """The secretariat's browser, in English."""
    client = office.client_of("secretariat")
    client.set_cookie("language", "en")
    return client


def test_the_address_is_the_state_and_filters_are_words_with_counts(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.submitted()
    with sqlite_office.read() as session:
        claim = sqlite_office.case(session, case).claims[0]
    client, word = clerk_of(sqlite_office), claim.description.split()[0]
    page = client.get(f"/search?q={word}").text
    assert f"q={quote(word)}&amp;kind=claim" in page
    claims = client.get(f"/search?q={word}&kind=claim").text
    assert f'href="/case/{case}/claims/{claim.public_id}"' in claims
    assert f'href="/case/{case}"' not in claims
    cases = client.get("/search?q=exempl&kind=case").text
    assert f'href="/case/{case}"' in cases


def test_nothing_found_and_nothing_asked_are_said_in_words(sqlite_office: TestOffice) -> None:
    client = clerk_of(sqlite_office)
    assert "Nothing that you may see has these words." in client.get("/search?q=nicaieri").text
    assert "Search in cases, members, claims and evidence." in client.get("/search").text
    odd = "/search?q=%22%27%3B*&kind=nothing&stage=nowhere&after=99999999999999"
    assert client.get(odd).status_code == 200


def test_a_search_is_saved_found_again_and_removed(sqlite_office: TestOffice) -> None:
    sqlite_office.submitted()
    client = clerk_of(sqlite_office)
    sent = {"name": "Exemple", "q": "exempl", "kind": "case", "stage": "submitted"}
    kept = client.post("/search/saved", data={**sent, "form_token": sqlite_office.token()})
    assert kept.status_code == 303
    assert kept.location == "/search?q=exempl&kind=case&stage=submitted"
    assert "Exemple" in client.get("/search").text
    gone = client.post("/search/saved/1/remove", data={"form_token": sqlite_office.token()})
    assert gone.status_code == 303
    assert "Exemple" not in client.get("/search").text


def test_a_search_without_a_name_is_refused_at_its_field_and_stays_on_the_page(
    sqlite_office: TestOffice,
) -> None:
    client = clerk_of(sqlite_office)
    sent = {"name": " ", "q": "exempl", "form_token": sqlite_office.token()}
    refused = client.post("/search/saved", data=sent)
    assert refused.status_code == 422
    assert "Give the search a name." in refused.text
    assert 'value="exempl"' in refused.text


def test_the_search_is_for_those_who_work_on_cases(sqlite_office: TestOffice) -> None:
    sqlite_office.drafted()
    for name, status in (("rapporteur", 200), ("seat1", 200), ("auditor", 403), ("applicant", 403)):
        assert sqlite_office.client_of(name).get("/search?q=a").status_code == status, name
