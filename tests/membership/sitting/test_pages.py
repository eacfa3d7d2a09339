"""Pages of sittings: planning one, its agenda, the roll, what a reader may do in it."""

import pytest
from flask.testing import FlaskClient

from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly


def plan(office: TestOffice, **fields: str) -> tuple[int, str]:
    data = {"form_token": office.token(), "mode": "meeting", "starts_on": "2026-11-20",
            "starts_at": "10:00", "place": "Sala", "link": "", "ends_on": "", "ends_at": "",
            **fields}  # fmt: skip
    client = office.client_of("secretariat")
    client.set_cookie("language", "en")
    answer = client.post("/sittings/plan", data=data)
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"starts_on": "2027-03-28", "starts_at": "03:30"}, "There is no 03:30 on that day"),
        ({"starts_on": "2027-10-31", "starts_at": "03:30"}, "03:30 comes twice on that day"),
        ({"starts_on": "2026-11-01"}, "That is in the past"),
        ({"place": ""}, "Say in which room people meet"),
        ({"mode": "hybrid"}, "Give the link"),
        ({"mode": "written"}, "Choose the day and the hour on which"),
        ({"mode": "written", "ends_on": "2026-11-30"}, "Choose the hour of the close"),
        ({"link": "http://x"}, "The link begins with https://"),
        ({"mode": "x"}, "Not a valid choice"),
        ({"starts_at": "99:99"}, "Hour"),
    ],
)
def test_what_says_no_moment_is_said_at_its_field(
    sqlite_office: TestOffice, fields: dict[str, str], words: str
) -> None:
    status, page = plan(sqlite_office, **fields)
    assert status == 422
    assert words in page


def test_of_an_hour_that_comes_twice_the_chosen_one_is_kept(sqlite_office: TestOffice) -> None:
    status, _ = plan(sqlite_office, starts_on="2027-10-31", starts_at="03:30", fold="1")
    assert status == 303


def test_a_meeting_is_planned_convened_and_held_from_its_pages(sqlite_office: TestOffice) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    assert plan(office)[0] == 303
    clerk, chair = office.client_of("secretariat"), office.client_of("seat1")
    page = clerk.get("/sittings").get_data(as_text=True)
    path = page.split('href="/sittings/')[2].split('"')[0]

    def sends(who: object, act: str, **data: str) -> int:
        answer = who.post(  # type: ignore[attr-defined]
            f"/sittings/{path}/{act}", data={"form_token": office.token(), **data}
        )
        assert "sign-in" not in (answer.location or "")
        return int(answer.status_code)

    assert sends(clerk, "convene") == 422
    assert sends(clerk, "agenda/case", case="no-such-case") == 422
    assert sends(clerk, "agenda/case", case=case) == 303
    assert sends(clerk, "agenda/matter", title="") == 422
    assert sends(clerk, "convene") == 303
    assert sends(chair, "open") == 409
    office.later(days=18)
    clerk, chair = office.client_of("secretariat"), office.client_of("seat1")
    assert sends(chair, "arrive") == 303
    assert sends(clerk, "roll/2", mark="present") == 303
    assert sends(clerk, "roll/3", mark="dancing") == 422
    assert sends(clerk, "roll/4", mark="excused") == 303
    assert sends(chair, "open") == 409
    assert sends(clerk, "roll/3", mark="present") == 303
    assert sends(chair, "open") == 303
    assert sends(chair, "points/1/call") == 303
    assert "Vot" in chair.get(f"/sittings/{path}").get_data(as_text=True)
    assert sends(chair, "close") == 303


def test_the_page_of_a_sitting_takes_no_more_statements_for_more_points(
    sqlite_office: TestOffice,
) -> None:
    from sqlalchemy import event  # noqa: PLC0415

    client, counts = sqlite_office.client_of("seat3"), []
    for cases in (1, 3):
        made = [sqlite_office.before_board(declared=SEATS) for _ in range(cases)]
        assembly = Assembly.convened(sqlite_office, *made)
        seen: list[str] = []
        event.listen(sqlite_office.engine, "before_cursor_execute",
                     lambda *a, seen=seen: seen.append(a[2]))  # fmt: skip
        assert client.get(f"/sittings/{assembly.sitting}").status_code == 200
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 2


def test_a_meeting_without_a_quorum_is_called_again_from_its_pages(
    sqlite_office: TestOffice,
) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    first = Assembly.convened(office, case)
    office.at = first.starts_at
    clerk, chair = office.client_of("secretariat"), office.client_of("seat1")
    for client in (clerk, chair):
        client.set_cookie("language", "en")
    page = f"/sittings/{first.sitting}"

    def sends(who: FlaskClient, path: str, **data: str) -> str:
        answer = who.post(path, data={"form_token": office.token(), **data})
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    sends(chair, f"{page}/arrive")
    assert "No quorum: 1 present, 3 needed" in clerk.get(page).text
    sends(clerk, f"{page}/close")
    closed = clerk.get(page).text
    assert "no quorum" in closed and f"/sittings/plan?again={first.sitting}" in closed
    asked = clerk.get(f"/sittings/plan?again={first.sitting}").text
    assert "A second call waits for 7 days." in asked and "Sala de consiliu" in asked
    when = {"mode": "meeting", "starts_at": "10:00", "place": "Sala", "again": first.sitting}
    early = clerk.post("/sittings/plan", data={
        "form_token": office.token(), "starts_on": "2026-11-18", **when})  # fmt: skip
    assert early.status_code == 422 and "starts_on-error" in early.text
    agenda = sends(clerk, "/sittings/plan", starts_on="2026-11-23", **when)
    assert "Detecție Exemplu" in clerk.get(agenda).text
    again = agenda.removesuffix("/agenda")
    sends(clerk, f"{again}/convene")
    office.later(days=11)
    chair = office.client_of("seat1")
    chair.set_cookie("language", "en")
    sends(chair, f"{again}/arrive")
    sends(office.client_of("seat2"), f"{again}/arrive")
    assert "Quorum: 2 present, 2 needed" in chair.get(again).text
    sends(chair, f"{again}/open")
