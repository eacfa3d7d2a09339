"""The secretariat words letters: kept in versions, seen on paper, frozen with a letter."""

import pytest

from membership.letter import passages, services
from membership.letter.passages import EVERY_FORM, Spot
from tests.membership.letter_office.scene import decided, found, issue
from tests.membership.office import TestOffice
from workflows.letter import Kind
from workflows.letter_wording import Place
from workflows.refusal import Incomplete, NotNow, NotPermitted

SPOT = Spot(kind=Kind.ADMISSION, language="ro")
PATH = "/letter-wording/admission/ro"


def keep(
    office: TestOffice, opening: str, seen: int = 0, by: str = "secretariat", spot: Spot = SPOT
) -> int:
    with office.write() as session:
        words = {Place.OPENING: opening, Place.CLOSING: ""}
        actor = office.person(session, by)
        return passages.keep(session, actor, spot, words, seen=seen, at=office.at).version


def opening(office: TestOffice, letter: str) -> tuple[str, ...]:
    with office.read() as session:
        facts = services.said(
            session, found(session, letter), house=office.statute, base_url="", at=office.at
        )
        return facts.worded("opening")


def test_own_words_hold_for_drafts_and_are_frozen_with_the_number(
    sqlite_office: TestOffice,
) -> None:
    letter = decided(sqlite_office)
    keep(sqlite_office, "Bun venit, {{ organisation.name }}.")
    (said,) = opening(sqlite_office, letter)
    assert said.startswith("Bun venit, Detecție Exemplu")
    issue(sqlite_office, letter)
    keep(sqlite_office, "Alte cuvinte.", seen=1)
    assert opening(sqlite_office, letter) == (said,)


def test_a_legal_form_may_have_words_of_its_own(sqlite_office: TestOffice) -> None:
    letter = decided(sqlite_office)
    with sqlite_office.read() as session:
        form = found(session, letter).case.organisation.legal_form
    keep(sqlite_office, "Tuturor.")
    assert opening(sqlite_office, letter) == ("Tuturor.",)
    own = Spot(kind=Kind.ADMISSION, language="ro", legal_form=form)
    keep(sqlite_office, "Numai acestei forme.", spot=own)
    assert opening(sqlite_office, letter) == ("Numai acestei forme.",)
    keep(sqlite_office, "", seen=1, spot=own)
    assert opening(sqlite_office, letter) == ("Tuturor.",)


def test_an_earlier_version_is_used_again_as_a_new_one(sqlite_office: TestOffice) -> None:
    keep(sqlite_office, "Întâi.")
    keep(sqlite_office, "Apoi.", seen=1)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        passages.restore(session, clerk, SPOT, 1, at=sqlite_office.at)
    with sqlite_office.read() as session:
        every = passages.versions(session, SPOT)
        assert [(one.version, one.opening) for one in every] == [
            (3, "Întâi."), (2, "Apoi."), (1, "Întâi."),
        ]  # fmt: skip
        assert passages.holding(session, Kind.ADMISSION, "ro", EVERY_FORM)


def test_two_people_do_not_write_over_each_other(sqlite_office: TestOffice) -> None:
    keep(sqlite_office, "Întâi.")
    with pytest.raises(NotNow):
        keep(sqlite_office, "Fără să fi văzut.", seen=0)


def test_only_the_secretariat_words_letters_and_unfit_words_are_refused(
    sqlite_office: TestOffice,
) -> None:
    with pytest.raises(NotPermitted):
        keep(sqlite_office, "Bun venit.", by="seat1")
    with pytest.raises(Incomplete):
        keep(sqlite_office, "{{ config }}")


def test_the_page_shows_the_words_on_paper_before_they_are_kept(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("secretariat")
    client.set_cookie("language", "en")
    form = {"opening": "Dear {{ organisation.name }}.", "closing": "", "seen": "0"}
    page = client.post(PATH, data={**form, "see": "1", "form_token": sqlite_office.token()})
    html = page.get_data(as_text=True).replace("\u00a0", " ")
    assert page.status_code == 200
    assert "Dear Detecție Exemplu SRL." in html
    assert "invented facts" in html
    kept = client.post(PATH, data={**form, "form_token": sqlite_office.token()})
    assert kept.status_code == 303
    assert "Version 1" in client.get(PATH).get_data(as_text=True)


def test_the_list_says_which_letters_have_words_of_the_clusters_own(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("secretariat")
    client.set_cookie("language", "en")
    assert "own words" not in client.get("/letter-wording").get_data(as_text=True)
    keep(sqlite_office, "Bun venit.")
    listed = client.get("/letter-wording").get_data(as_text=True)
    assert listed.count("own words") == 1
    assert all(name in listed for name in ("Letter of admission", "Minutes", "Convocation"))


def test_unfit_words_are_refused_at_their_line_with_everything_typed_kept(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("secretariat")
    client.set_cookie("language", "en")
    form = {"opening": "Welcome.\n{{ config }}", "closing": "", "seen": "0"}
    page = client.post(PATH, data={**form, "form_token": sqlite_office.token()})
    html = page.get_data(as_text=True).replace("\u00a0", " ")
    assert page.status_code == 422
    assert "Line 2" in html and "{{ config }}" in html
