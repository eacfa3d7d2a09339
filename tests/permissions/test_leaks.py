"""What somebody may not know of leaves no trace in lists, searches, counts and errors (S4)."""

import re

import pytest

from tests.permissions.house import House, Visitor

NOBODYS = "Nimeni Exemplu 77 SRL"
SEARCHES = {
    "/queue": (Visitor.CLERK_INVOLVED, Visitor.EVERYTHING_RECUSED),
    "/letters": (Visitor.CLERK_INVOLVED, Visitor.EVERYTHING_RECUSED),
    "/search": (Visitor.SEAT_UNDECLARED, Visitor.SEATED_ONCE, Visitor.RAPPORTEUR_OF_ANOTHER,
                Visitor.RAPPORTEUR_UNDECLARED),
    "/registry": (Visitor.CLERK_INVOLVED, Visitor.EVERYTHING_RECUSED, Visitor.SEAT_RECUSED),
}  # fmt: skip
LISTS = {
    "/files": (Visitor.RAPPORTEUR_RECUSED, Visitor.RAPPORTEUR_OF_ANOTHER, Visitor.FOREIGN,
               Visitor.EVERYTHING_RECUSED, Visitor.CLERK_INVOLVED),
    "/board": (Visitor.SEAT_RECUSED, Visitor.SEATED_ONCE, Visitor.EVERYTHING_RECUSED),
    "/queue": (Visitor.CLERK_INVOLVED, Visitor.EVERYTHING_RECUSED),
    "/letters": (Visitor.CLERK_INVOLVED, Visitor.EVERYTHING_RECUSED),
    "/application": (Visitor.FOREIGN, Visitor.NEWCOMER),
}  # fmt: skip
TOLD_OF = {"/board": (Visitor.SEAT_RECUSED,)}
"""Where a recused seat is told that it takes no part: by the name alone, which it declared on."""
TOKENS = re.compile(r'value="[\w.-]{20,}"')


def _told(house: House, situation: str) -> tuple[str, str]:
    with house.office.read() as session:
        case = house.office.case(session, house.places[situation].case)
        return case.organisation.legal_name, case.reference or ""


@pytest.mark.parametrize("situation", ["submitted", "voting", "rejected", "contested"])
@pytest.mark.parametrize("path", SEARCHES)
def test_a_search_for_what_is_closed_answers_like_one_for_what_does_not_exist(
    house: House, path: str, situation: str
) -> None:
    name, _reference = _told(house, situation)
    for visitor in SEARCHES[path]:
        found, nothing = (
            TOKENS.sub("", house.browsers[visitor].get(path, query_string={"q": q}).text)
            .replace(q, "")
            .replace(q.replace(" ", "+"), "")
            for q in (name, NOBODYS)
        )
        assert _unnamed(found) == _unnamed(nothing), (visitor, path)


def _unnamed(page: str) -> str:
    return re.sub(r"q=[^&\"]*", "", page)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_holds_nothing_of_a_case_that_is_closed_to_its_reader(
    house: House, path: str
) -> None:
    for visitor in LISTS[path]:
        client = house.browsers[visitor]
        for asked in (
            {},
            {"page": "999"},
            {"filter": "all"},
            {"after": "0"},
            {"sort": "rapporteur"},
        ):
            text = client.get(path, query_string=asked, follow_redirects=True).text
            for situation, place in house.places.items():
                name, reference = _told(house, situation)
                known = visitor in TOLD_OF.get(path, ())
                hidden = (None if known else name, reference, place.case, place.motion)
                shown = [it for it in hidden if it and it in text]
                assert not shown, (visitor, path, asked, situation)


def test_an_error_names_nothing_of_the_case_it_hides(house: House) -> None:
    for visitor in (Visitor.FOREIGN, Visitor.SEAT_RECUSED, Visitor.CLERK_INVOLVED):
        client, place = house.browsers[visitor], house.places["voting"]
        there = client.get(f"/case/{place.case}")
        nowhere = client.get("/case/" + "x" * 22)
        assert (there.status_code, nowhere.status_code) == (404, 404)
        pages = (TOKENS.sub("", it.text).replace(place.case, "") for it in (there, nowhere))
        assert len({page.replace("x" * 22, "") for page in pages}) == 1
