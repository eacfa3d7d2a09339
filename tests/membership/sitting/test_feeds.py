"""A subscribed calendar: a random address that names no case and can be stopped (B6)."""

import re

from icalendar import Calendar

from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly


def subscribed(office: TestOffice, name: str) -> str:
    client = office.client_of(name)
    client.post("/sittings/calendar", data={"form_token": office.token()})
    answer = client.get("/sittings/calendar")
    found = re.search(r"/calendar/[\w-]+\.ics", answer.get_data(as_text=True))
    assert found is not None
    assert found.group(0) not in client.get("/sittings/calendar").get_data(as_text=True)
    return found.group(0)


def test_a_subscribed_calendar_shows_the_sittings_and_no_case(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    Assembly.convened(office, office.before_board())
    path = subscribed(office, "seat3")
    answer = office.app.test_client().get(path)
    assert answer.mimetype == "text/calendar"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert "nr. 1" in str(event["summary"])
    assert "Exemplu" not in answer.get_data(as_text=True)


def test_a_stopped_or_replaced_address_is_not_found(sqlite_office: TestOffice) -> None:
    office, stranger = sqlite_office, sqlite_office.app.test_client()
    first = subscribed(office, "seat3")
    second = subscribed(office, "seat3")
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    client = office.client_of("seat3")
    client.post("/sittings/calendar/stop", data={"form_token": office.token()})
    assert stranger.get(second).status_code == 404
