"""Minutes: drafted from the records, worded, approved, frozen; copies to who was not there."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from membership.checking import check
from membership.letter import preparing
from membership.letter import services as letters
from membership.letter.compose import body
from membership.letter.facts import facts_for
from membership.models import Communicated, Interest, InterestKind, Minutes
from membership.sitting import minuting, secretary
from membership.sitting.papers import owe_convocation
from membership.sitting.recording import recorded
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly
from workflows.letter import Channel, Kind
from workflows.letter_board import BoardResolution
from workflows.refusal import Incomplete, NotNow, NotPermitted, Unset
from workflows.voting_terms import Choice, MinutesSign

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def held(office: TestOffice) -> Assembly:
    """A meeting that admitted one applicant: seat3 opposed, seat5 stayed out, seat4 was absent."""
    case = office.before_board(declared=SEATS[:4])
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    board.declare("seat5", InterestKind.COMPETITOR)
    assembly = Assembly.opened(office, case, there=("seat1", "seat2", "seat3", "seat5"))
    assembly.come_to(1)
    board.open()
    board.cast("seat1", FOR)
    board.cast("seat2", FOR)
    board.cast("seat3", AGAINST, opposition=True)
    office.later(minutes=10)
    board.close()
    assembly.close()
    return assembly


def drafted(assembly: Assembly) -> None:
    office = assembly.office
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        minuting.draft(session, clerk, assembly.sitting, statute=office.statute, at=office.at)


def approved(assembly: Assembly, by: str = "seat1") -> None:
    office = assembly.office
    with office.write() as session:
        chair = office.person(session, by)
        minuting.approve(session, chair, assembly.sitting, statute=office.statute, at=office.at)


def test_the_draft_holds_attendance_quorum_votes_and_oppositions(sqlite_office: TestOffice) -> None:
    assembly = held(sqlite_office)
    drafted(assembly)
    with sqlite_office.read() as session:
        said = session.scalars(select(Minutes)).one().recorded
    assert (said["quorum"]["present"], said["quorum"]["needed"]) == (4, 3)
    assert [len(line["stays"]) for line in said["roll"]] == [1, 1, 1, 0, 1]
    assert [line["name"] for line in said["aside"]] == ["Seat5 Exemplu"]
    (point,) = said["points"]
    assert point["opposed"] == ["Seat3 Exemplu"]
    (motion,) = point["motions"]
    assert (motion["figures"]["for"], motion["figures"]["against"]) == (2, 1)
    assert motion["resolution"].startswith("HCD 1/")


def test_the_minutes_are_signed_as_the_statute_says(sqlite_office: TestOffice) -> None:
    assembly = held(sqlite_office)
    statute, rules = sqlite_office.statute, sqlite_office.statute.voting
    by_all = {**rules.defaults, "minutes_sign": MinutesSign.ALL_PRESENT}
    every = replace(statute, voting=replace(rules, defaults=by_all))
    with sqlite_office.write() as session:
        found = assembly.found(session)
        signs = recorded(session, found, statute)["signs"]
        assert [(one["name"], one["office"]) for one in signs] == [
            ("Seat1 Exemplu", "chair"), ("Seat3 Exemplu", "secretary"),
        ]  # fmt: skip
        names = [one["name"] for one in recorded(session, found, every)["signs"]]
        assert names == [f"Seat{n} Exemplu" for n in (1, 3, 2, 5)]
        found.opened_by_id = sqlite_office.people["seat2"]
        assert recorded(session, found, statute)["signs"][0]["office"] == "vice_chair"


def test_where_the_secretary_is_away_who_stands_in_signs_and_else_somebody_is_named(
    sqlite_office: TestOffice,
) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(office, case, there=("seat1", "seat2", "seat4"))
    with office.write() as session:
        chair, found = office.person(session, "seat1"), assembly.found(session)
        signs = recorded(session, found, office.statute)["signs"]
        assert [(one["name"], one.get("for")) for one in signs] == [
            ("Seat1 Exemplu", None), ("Seat2 Exemplu", "secretary"),
        ]  # fmt: skip
        # A vice-chair who presides does not sign twice: the minutes wait for a name.
        found.opened_by_id = office.people["seat2"]
        vice = office.person(session, "seat2")
        with pytest.raises(Incomplete, match="no_secretary"):
            secretary.refuse_without(session, found, office.statute)
        with pytest.raises(NotPermitted, match="not_presiding"):
            secretary.name(session, chair, assembly.sitting, office.people["seat4"],
                           statute=office.statute, at=office.at)  # fmt: skip
        for wrong in ("seat2", "auditor"):
            with pytest.raises(Incomplete, match="nobody_chosen"):
                secretary.name(session, vice, assembly.sitting, office.people[wrong],
                               statute=office.statute, at=office.at)  # fmt: skip
        secretary.name(session, vice, assembly.sitting, office.people["seat4"],
                       statute=office.statute, at=office.at)  # fmt: skip
        signs = recorded(session, found, office.statute)["signs"]
        assert signs[-1] == {"name": "Seat4 Exemplu", "office": "member", "for": "secretary"}
        unset = replace(office.statute.bodies.decides, secretary_stand_in=None)
        bodies = replace(office.statute.bodies, decides=unset)
        found.secretary_id = None
        with pytest.raises(Unset):
            secretary.refuse_without(session, found, replace(office.statute, bodies=bodies))
    assembly.arrive("seat3")
    with office.read() as session:
        signs = recorded(session, assembly.found(session), office.statute)["signs"]
        assert signs[-1] == {"name": "Seat3 Exemplu", "office": "secretary"}


def test_a_written_procedure_says_by_seat_who_voted(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    for name in ("seat1", "seat2", "seat4"):
        board.cast(name, FOR)
    sqlite_office.later(days=8)
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.item is not None
        said = recorded(session, motion.item.sitting, sqlite_office.statute)
    voted = [line["stays"][0]["kind"] for line in said["roll"]]
    assert voted == ["voted", "voted", "silent", "voted", "silent"]
    assert (said["quorum"]["present"], said["quorum"]["of"]) == (3, 5)
    assert [one["name"] for one in said["signs"]] == ["Seat1 Exemplu", "Seat3 Exemplu"]


def test_once_approved_the_minutes_never_change_and_a_correction_stands_beside_them(
    sqlite_office: TestOffice,
) -> None:
    office, assembly = sqlite_office, held(sqlite_office)
    drafted(assembly)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        item = assembly.found(session).agenda[0].id
        minuting.put_in_words(session, clerk, assembly.sitting, debates={str(item): " Pe scurt. "},
                              remarks="", annexes="Dosarul", at=office.at)  # fmt: skip
    with pytest.raises(NotPermitted):
        approved(assembly, "seat2")
    approved(assembly)
    with office.write() as session:
        found = session.scalars(select(Minutes)).one()
        assert found.debates == {str(item): "Pe scurt."}
        clerk = office.person(session, "secretariat")
        with pytest.raises(NotNow, match="minutes_approved"):
            minuting.draft(session, clerk, assembly.sitting, statute=office.statute, at=office.at)
        again = minuting.correct(session, clerk, assembly.sitting, why="Un nume greșit.",
                                 statute=office.statute, at=office.at)  # fmt: skip
        assert again.corrects is found
        letters = assembly.found(session).letters
        owed = [letter.language for letter in letters if letter.kind is Kind.MINUTES]
        assert owed == ["ro", "en"]
    assert not check(office.engine, office.settings).breaches
    with office.write() as session:
        found = session.scalars(select(Minutes).where(Minutes.position == 1)).one()
        found.remarks = "Altceva."
    breaches = check(office.engine, office.settings).breaches
    assert any("minutes" in line for line in breaches)


def test_the_absent_are_sent_the_resolution_and_their_fifteen_days_are_counted(
    sqlite_office: TestOffice,
) -> None:
    office, assembly = sqlite_office, held(sqlite_office)
    with office.read() as session:
        rows = session.scalars(select(Communicated).order_by(Communicated.person_id)).all()
        noted = {row.person_id: (row.absent, row.contest_by) for row in rows}
    absent, opposed = office.people["seat4"], office.people["seat3"]
    # The meeting was held on 12 November; the twenty-seventh is a Friday.
    assert noted == {absent: (True, date(2026, 11, 27)), opposed: (False, date(2026, 11, 27))}
    drafted(assembly)
    page = office.client_of("secretariat").get(f"/sittings/{assembly.sitting}/minutes")
    assert "27 noiembrie 2026" in page.get_data(as_text=True)


def test_who_stayed_out_reads_the_minutes_without_that_point(sqlite_office: TestOffice) -> None:
    assembly = held(sqlite_office)
    drafted(assembly)
    path = f"/sittings/{assembly.sitting}/minutes"
    assert sqlite_office.client_of("seat2").get(path).status_code == 200
    assert sqlite_office.client_of("seat4").get(path).status_code == 404
    approved(assembly)
    for name, knows in (("seat4", True), ("seat5", False)):
        page = sqlite_office.client_of(name).get(path)
        assert page.status_code == 200
        assert ("Detecție Exemplu" in page.get_data(as_text=True)) is knows
        with sqlite_office.write() as session:
            letter = assembly.found(session).letters[0]
            letter.dispatched_at, letter.channel = sqlite_office.at, Channel.MAIL
            printed = f"/letters/{letter.public_id}"
        assert (sqlite_office.client_of(name).get(printed).status_code == 200) is knows


def test_the_secretary_words_the_draft_on_its_page(sqlite_office: TestOffice) -> None:
    office, assembly = sqlite_office, held(sqlite_office)
    clerk = office.client_of("secretariat")
    path = f"/sittings/{assembly.sitting}/minutes"
    token = {"form_token": office.token()}
    assert clerk.post(path, data=token).headers["Location"] == f"{path}/words"
    assert clerk.get(f"{path}/words").status_code == 200
    words = {"form_token": office.token(), "debate-1": "S-a discutat.", "debate-99": "x",
             "remarks": "r" * 6000, "annexes": ""}  # fmt: skip
    answer = clerk.post(f"{path}/words", data=words)
    assert (answer.status_code, "S-a discutat." in answer.get_data(as_text=True)) == (422, True)
    words |= {"form_token": office.token(), "remarks": "Fără mențiuni."}
    assert clerk.post(f"{path}/words", data=words).status_code == 303
    # What stands on a point stays, when an interest closes that point to who writes.
    with office.write() as session:
        clerk_id, (item,) = office.people["secretariat"], assembly.found(session).agenda
        assert item.application is not None
        item.application.interests.append(
            Interest(person_id=clerk_id, kind=InterestKind.COMPETITOR, at=office.at)
        )
    words |= {"form_token": office.token(), "debate-1": "Altfel.", "remarks": "Nimic."}
    assert clerk.post(f"{path}/words", data=words).status_code == 303
    chair = office.client_of("seat1")
    told = chair.get(path).get_data(as_text=True)
    assert "S-a discutat." in told and "Nimic." in told and "Altfel." not in told
    assert chair.post(f"{path}/approve", data={"form_token": office.token()}).status_code == 303
    wrong = {"form_token": office.token(), "why": ""}
    assert clerk.post(f"{path}/correct", data=wrong).status_code == 422


@pytest.mark.parametrize("language", ["ro", "en"])
def test_the_papers_of_a_sitting_say_what_was_recorded(
    sqlite_office: TestOffice, language: str
) -> None:
    office, assembly = sqlite_office, held(sqlite_office)
    drafted(assembly)
    approved(assembly)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        found = assembly.found(session)
        owe_convocation(session, clerk, found, statute=office.statute, base_url="https://x.example",
                        at=office.at)  # fmt: skip
        convoked = next(one for one in found.letters if one.kind is Kind.CONVOCATION)
        assert convoked.entry is not None
        printed = next(one for one in found.letters if one.kind is Kind.MINUTES)
        letters.issue(session, clerk, printed.public_id, at=office.at, house=office.statute,
                      base_url="https://x.example")  # fmt: skip
        html = ""
        for letter in found.letters:
            letter.language = language
            facts = facts_for(session, letter, house=office.statute, at=office.at,
                              base_url="https://x.example")  # fmt: skip
            html += str(body(letter.kind, language, facts)).replace("\u00a0", " ")
        motion = office.motion(session, assembly.cases[0]).public_id
        act = preparing.prepare(session, clerk, motion, Kind.RESOLUTION, at=office.at)
        act.language = language
        resolved = facts_for(session, act, house=office.statute, at=office.at,
                             base_url="https://x.example")  # fmt: skip
        assert isinstance(resolved.content, BoardResolution)
        assert printed.entry is not None
        assert f"nr. {printed.entry.number}" in resolved.content.seen[-1].replace("no.", "nr.")
        said = {"ro": "Au participat 4 din 5 membri", "en": "4 of 5 members took part"}
        assert said[language] in html
        needed = {"ro": "cel puțin 3 din 5 membri", "en": "at least 3 of 5 members"}
        assert needed[language] in html
        assert "Seat3 Exemplu" in html
        assert html.count("Detecție Exemplu") >= len(found.letters)
        assert "10:00–10:10" in html
        assert "Seat1 Exemplu</p>" in html and "Seat3 Exemplu</p>" in html
        assert f" x.example/sittings/{assembly.sitting}/pack" in html
