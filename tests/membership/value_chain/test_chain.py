"""The cluster as of a day: the map, who stands in a place, and the composition."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from membership import statutes
from membership.database import engine_for
from membership.register import importing
from membership.value_chain import services, words
from tests.membership.office import TestOffice, installed
from tests.membership.register.test_members import admitted, ticked
from tests.membership.review.filling import counted
from tests.membership.value_chain.register import ceased, enter
from tests.membership.value_chain.test_importing import demonstration
from workflows.value_chain import Held, composition

DAY = date(2026, 11, 2)


def page(office: TestOffice, name: str, address: str) -> str:
    answer = office.client_of(name).get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def held(office: TestOffice, day: date = DAY) -> dict[tuple[str, str], Held]:
    with office.read() as session:
        return services.held(session, day)


def test_the_map_counts_active_members_as_of_a_day(office: TestOffice) -> None:
    """Scenario 25: what was true on a day stays so, whatever happened later."""
    first, _second = enter(office, "Fondator Exemplu,RES:C+B:DET,2016-12-05,yes",
                           "Al doilea Exemplu,RES:C:DET TST:C::partly,2020-05-01,no")  # fmt: skip
    ceased(office, first, date(2026, 3, 1))
    assert held(office, date(2016, 12, 4)) == {}
    assert held(office, date(2019, 1, 1)) == {("RES", "C"): Held(1), ("RES", "B"): Held(1)}
    before = {("RES", "C"): Held(2), ("RES", "B"): Held(1), ("TST", "C"): Held(0, 1)}
    assert held(office, date(2025, 12, 31)) == before
    assert held(office) == {("RES", "C"): Held(1), ("TST", "C"): Held(0, 1)}
    with office.read() as session:
        reader = office.person(session, "auditor")
        assert len(services.members_on(session, reader, date(2025, 12, 31))) == 2
        assert len(services.members_on(session, reader, DAY)) == 1


def test_who_is_admitted_brings_what_was_found_proven(sqlite_office: TestOffice) -> None:
    admitted(sqlite_office)
    day = sqlite_office.at.date()
    assert set(held(sqlite_office, day).values()) == {Held(1)}
    assert held(sqlite_office, day - timedelta(days=1)) == {}


def test_a_place_names_members_to_one_another_only_with_their_agreement(
    sqlite_office: TestOffice,
) -> None:
    admitted(sqlite_office)
    enter(sqlite_office, "Numit Exemplu,MAN:E:EOD,2016-12-05,yes",
          "Nenumit Exemplu,MAN:E:EOD,2017-12-05,no")  # fmt: skip
    seen = page(sqlite_office, "applicant", "/value-chain/MAN/E")
    assert "Numit Exemplu" in seen
    assert "Nenumit" not in seen
    assert "1 member proves this and did not agree to be named" in seen
    assert "Nenumit Exemplu" in page(sqlite_office, "secretariat", "/value-chain/MAN/E")


def test_who_applied_is_named_in_its_place_once_it_ticked_name_and_contribution(
    sqlite_office: TestOffice,
) -> None:
    admitted(sqlite_office)
    day = sqlite_office.at.date()

    def names() -> set[str]:
        with sqlite_office.read() as session:
            reader = sqlite_office.person(session, "applicant")
            return {one.name for one in services.contributions(session, reader, day)}

    assert names() == {""}
    ticked(sqlite_office, "name")
    assert names() == {""}
    ticked(sqlite_office, "name", "contribution")
    assert "" not in names()


def test_the_map_draws_every_place_and_names_the_gaps(sqlite_office: TestOffice) -> None:
    enter(sqlite_office, "Fondator Exemplu,RES:C+B:DET,2016-12-05,yes")
    shown = page(sqlite_office, "auditor", "/value-chain")
    cluster = sqlite_office.statute
    assert shown.count('class="cell') == (len(cluster.stages) + 1) * len(cluster.fields)
    assert 'href="/value-chain/RES/C"' in shown
    assert "1 member proves it" in shown
    assert "every field" in shown
    early = page(sqlite_office, "auditor", "/value-chain?on=2010-01-01")
    assert "No member had proven anything by then" in early
    assert "That is no day." in page(sqlite_office, "auditor", "/value-chain?on=soon")


def test_a_place_names_forty_members_a_page_by_their_numbers(sqlite_office: TestOffice) -> None:
    twice = "RES:C:DET RES:C:IDN:partly"
    enter(sqlite_office, *(f"Exemplu nr. {n:02},{twice},2016-12-05,yes" for n in range(1, 46)))
    first = page(sqlite_office, "auditor", "/value-chain/RES/C")
    assert "45 members prove it" in first
    # Whoever contributes twice to the place is named once, with both.
    assert first.count("Exemplu nr. ") == 40 and first.count("since 5 December 2016") == 80
    assert 'href="/value-chain/RES/C?after=40"' in first
    rest = page(sqlite_office, "auditor", "/value-chain/RES/C?after=40")
    assert rest.count("Exemplu nr. ") == 5 and "More members" not in rest
    assert 'href="/value-chain/RES/C"' in rest


@pytest.mark.parametrize("address", ["/value-chain/NOPE/C", "/value-chain/RES/NOPE"])
def test_a_place_that_the_statute_file_has_not_is_not_found(
    sqlite_office: TestOffice, address: str
) -> None:
    assert sqlite_office.client_of("auditor").get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 20])
def test_the_pages_cost_the_same_statements_whatever_the_number_of_members(
    sqlite_office: TestOffice, number: int
) -> None:
    lines = [f"Exemplu {n},RES:C:DET TST:R,2016-12-05,yes" for n in range(number)]
    enter(sqlite_office, *lines)
    with sqlite_office.read() as session:
        reader = sqlite_office.person(session, "auditor")
        _ = reader.roles
        with counted(sqlite_office) as sent:
            assert len(services.contributions(session, reader, DAY)) == 2 * number
            assert len(services.members_on(session, reader, DAY)) == number
    assert len(sent) == 2, sent


def categories(office: TestOffice, day: date) -> dict[str, int]:
    with office.read() as session:
        members = services.members_on(session, office.person(session, "auditor"), day)
    return composition((member.category for member in members), office.statute.categories)


def test_mechatrec_is_thirteen_nine_twenty_two_and_a_hundred(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Scenario 26: 144 members by category; one more enterprise makes 145, and it adds up."""
    office = TestOffice(
        engine=engine_for(sqlite_url), settings=installed(tmp_path, sqlite_url, "mechatrec")
    )
    office.fill()
    cluster = statutes.in_force(office.settings)
    with office.write() as session:
        lines = importing.read(demonstration("mechatrec"), cluster)
        importing.enter(session, lines, cluster, at=office.at)
    assert categories(office, date(2026, 10, 1)) == {
        "cd": 13, "autoritate": 9, "catalizator": 22, "intreprindere": 100,
    }  # fmt: skip
    with office.write() as session:
        one = next(line for line in lines if line.values["category"] == "intreprindere")
        one.values.update(name="Încă o întreprindere Exemplu", fiscal_code="")
        importing.enter(session, [one], cluster, at=office.at)
    later = categories(office, date(2026, 10, 1))
    assert later["intreprindere"] == 101
    assert sum(later.values()) == 145
    with office.read() as session, office.app.test_request_context():
        reader = office.person(session, "auditor")
        members = services.members_on(session, reader, date(2026, 10, 1))
        placed = services.contributions(session, reader, date(2026, 10, 1))
        for share in words.shares(cluster, members, placed):
            if share.adds_up:
                assert sum(bar.number for bar in share.bars) == 145
    office.engine.dispose()
