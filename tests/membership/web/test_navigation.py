"""The way through the house: few words in the first row, and none that leads nowhere."""

import re

import pytest
from flask import url_for

from membership.navigation import MOST_IN_ONE_ROW, ROOMS
from tests.membership.office import TestOffice

PEOPLE = ("secretariat", "rapporteur", "seat1", "auditor", "administrator", "applicant")
ROW = re.compile(r'<nav (?:class="(\w*)" )?aria-label="[^"]*"><ul>(.*?)</ul>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>')


def rows(page: str) -> list[list[tuple[str, str]]]:
    """The rows of the navigation: each link's address, and what it says of where one is."""
    return [LINK.findall(found[1]) for found in ROW.findall(page)]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_word_of_the_navigation_opens_its_page_and_says_where_one_is(
    sqlite_office: TestOffice, name: str
) -> None:
    sqlite_office.drafted()
    client = sqlite_office.client_of(name)
    first = rows(client.get("/accessibility").text)[0]
    assert 1 <= len(first) <= len(ROOMS)
    for address, _current in first:
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        there = rows(answer.text)
        # Where the row has rooms, the room is named there and the page below.
        named = [href for row in there for href, current in row if current]
        assert address in named, (name, address)
        for within, _ in there[1] if len(there) > 1 else ():
            assert client.get(within).status_code == 200, within


def test_somebody_with_few_places_sees_them_all_in_one_row(sqlite_office: TestOffice) -> None:
    page = sqlite_office.client_of("auditor").get("/journal").text
    row = rows(page)
    assert len(row) == 1
    assert len(row[0]) <= MOST_IN_ONE_ROW
    assert ("/journal", "page") in row[0]


def test_a_page_within_a_place_names_the_place_and_no_page(sqlite_office: TestOffice) -> None:
    case = sqlite_office.submitted()
    found = rows(sqlite_office.client_of("secretariat").get(f"/case/{case}").text)
    assert ("/queue", "true") in found[0]
    assert "page" not in {current for row in found for _, current in row}


def test_a_page_under_a_places_address_lies_in_that_places_room(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("secretariat")
    # What is done to several cases is a capability of its own, and hangs under the queue.
    for path, place in (("/members/1", "/members"), ("/queue/many/done", "/queue")):
        first, second = rows(client.get(path).text)
        assert (place, "true") in first
        assert (place, "true") in second


def test_no_place_stands_in_two_rooms(sqlite_office: TestOffice) -> None:
    endpoints = [place.endpoint for room in ROOMS for place in room.places]
    assert len(endpoints) == len(set(endpoints))
    with sqlite_office.app.test_request_context():
        assert all(url_for(endpoint) for endpoint in endpoints)
