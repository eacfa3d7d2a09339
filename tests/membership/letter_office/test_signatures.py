"""Signed letters: only the issued bytes with valid signatures after them count as one (S35)."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from membership.demonstration.pdf import one_page
from membership.inspection.examiner import examine
from membership.inspection.signatures import Likeness, liken
from membership.models import Letter, Sitting
from membership.sitting.papers import owe_convocation
from tests.certificates import Holder, added_to, holder
from tests.membership.letter_office.bringing import Scene
from tests.membership.letter_office.scene import dispatch, found, issue, print_it
from tests.membership.letter_office.test_life import annul
from tests.membership.letter_office.test_pages import clerk, english, text_of
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly
from workflows.letter import Kind, Signing, State
from workflows.term import day_of


def test_a_signed_letter_says_who_signed_it_and_which_list_vouches_for_them(
    scene: Scene, authority: Holder, chair: Holder
) -> None:
    authority.trust(scene.office.settings.instance / "trust", "lista-exemplu")
    client = clerk(scene.office)
    assert "lista-exemplu" in text_of(client, scene.page)
    status, page = scene.bring(client, chair.signs(scene.issued))
    assert status == 303, page
    page = text_of(client, f"/letters/{scene.letter}")
    assert "Elena Exemplu" in page
    assert "vouched for by the trust list “lista-exemplu”" in page
    with scene.office.read() as session:
        kept = found(session, scene.letter)
        assert (kept.state, kept.signing) == (State.SIGNED, Signing.ELECTRONIC)
        assert kept.signed_by == "Elena Exemplu"
        assert kept.signatures[0]["intact"] and kept.signatures[0]["whole"]
    dispatch(scene.office, scene.letter, signed_by="")
    with client.get(f"/letters/{scene.letter}.pdf") as answer:
        assert answer.data.startswith(scene.issued)
        assert len(answer.data) > len(scene.issued)


@pytest.mark.usefixtures("examined_here")
def test_a_certificate_that_no_list_vouches_for_is_taken_and_called_so(
    scene: Scene, chair: Holder
) -> None:
    client = clerk(scene.office)
    assert "has no trust list" in text_of(client, scene.page)
    assert scene.bring(client, chair.signs(scene.issued))[0] == 303
    assert "none of our trust lists vouches for" in text_of(client, f"/letters/{scene.letter}")


def forged(issued: bytes) -> bytes:
    """The issued file with one byte of it changed, in a comment: it reads as before."""
    return issued[:12] + bytes([issued[12] ^ 1]) + issued[13:]


def tampered(signed: bytes) -> bytes:
    """The signed file with the name of its signature's field changed."""
    place = signed.rindex(b"Signature") + 8
    return signed[:place] + b"f" + signed[place + 1 :]


@pytest.mark.usefixtures("examined_here")
def test_every_other_file_is_refused_by_name(scene: Scene, chair: Holder) -> None:
    """S35: unsigned, foreign, altered before and after signing, expired, stripped, unreadable."""
    client, signed = clerk(scene.office), chair.signs(scene.issued)
    late = holder("Elena Exemplu", days=-3)
    for file, words in (
        (scene.issued, "nobody signed it"),
        (chair.signs(one_page("Altă scrisoare")), "not the letter that was issued"),
        (chair.signs(forged(scene.issued)), "not the letter that was issued"),
        (added_to(signed), "something was added to the file afterwards"),
        (late.signs(scene.issued), "had expired by then"),
        (tampered(signed), "does not fit its content"),
        (added_to(scene.issued), "no signature covers it"),
        (signed[:-300], "does not fit its content"),
        (b"%PDF-1.7 nimic", "cannot be read as a PDF"),
        (b"", "empty"),
    ):
        status, page = scene.bring(client, file)
        assert (status, words in page) == (422, True), (words, status)
    with scene.office.read() as session:
        waiting = found(session, scene.letter)
        assert (waiting.state, waiting.signed_document) == (State.NUMBERED, None)


@pytest.mark.usefixtures("examined_here")
def test_two_people_may_sign_one_after_the_other(
    scene: Scene, authority: Holder, chair: Holder
) -> None:
    secretary = holder("Ion Exemplu", authority)
    both = secretary.signs(chair.signs(scene.issued), "Second")
    assert scene.bring(clerk(scene.office), both)[0] == 303
    with scene.office.read() as session:
        assert found(session, scene.letter).signed_by == "Elena Exemplu, Ion Exemplu"


def test_a_scan_is_kept_as_a_copy_with_the_day_of_its_original(scene: Scene) -> None:
    client, scan = clerk(scene.office), one_page("Scrisoarea semnată")
    status, page = scene.bring(client, scan, how="scan", signed_by="Elena Exemplu")
    assert (status, "original on paper was received" in page) == (422, True)
    day = f"{day_of(scene.office.at, scene.office.statute.zone)}"
    status, _ = scene.bring(client, scan, how="scan", signed_by="Elena Exemplu", original_on=day)
    assert status == 303
    page = text_of(client, f"/letters/{scene.letter}")
    assert "on paper, with a scan kept" in page
    assert "Original on paper received on" in page
    dispatch(scene.office, scene.letter, signed_by="")
    for end, content in ((".pdf", scene.issued), ("/scan.pdf", scan)):
        with client.get(f"/letters/{scene.letter}{end}") as answer:
            assert answer.data == content
    assert "the scan that we keep" in shown(scene.office, scan)


def test_a_scan_of_a_sittings_paper_is_kept_with_it(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    office.at = datetime.now(UTC) - timedelta(days=9)
    planned = Assembly.planned(office, office.before_board(declared=SEATS))
    planned.convene()
    with office.write() as session:
        by, sitting = office.person(session, "secretariat"), session.query(Sitting).one()
        owe_convocation(session, by, sitting, statute=office.statute,
                        base_url="https://x.example", at=office.at)  # fmt: skip
        letter = session.query(Letter).filter_by(kind=Kind.CONVOCATION).one()
        public_id, numbered = letter.public_id, letter.entry is not None
    if not numbered:
        issue(office, public_id)
    print_it(office, public_id)
    scene, client, scan = Scene(office, public_id, b""), clerk(office), one_page("Convocator")
    day = f"{day_of(office.at, office.statute.zone)}"
    bring = {"how": "scan", "original_on": day}
    status, page = scene.bring(client, scan, **bring)
    assert (status, "name of the person who signed" in page) == (422, True)
    status, page = scene.bring(client, scan, signed_by="Seat1 Exemplu", **bring)
    assert status == 303, page
    with client.get(f"/letters/{public_id}/scan.pdf") as answer:
        assert answer.data == scan
    with office.read() as session:
        kept = found(session, public_id).signed_document
        assert kept is not None
        assert kept.organisation_id is None
    assert "Sitting no. 1/" in text_of(client, f"/letters/{public_id}/annul")


def shown(office: TestOffice, file: bytes, status: int = 200) -> str:
    """What a stranger is told who shows this file."""
    client = english(office.app.test_client())
    answer = client.post("/verify/file", data={"file": (io.BytesIO(file), "x.pdf")})
    assert answer.status_code == status
    return answer.get_data(as_text=True)


@pytest.mark.usefixtures("examined_here")
def test_a_stranger_shows_a_file_and_learns_what_it_is(scene: Scene, chair: Holder) -> None:
    office, signed = scene.office, chair.signs(scene.issued)
    assert "exactly as we issued it" in shown(office, scene.issued)
    page = shown(office, signed)
    assert "our letter, signed" in page
    assert "Elena Exemplu" in page
    page = shown(office, forged(scene.issued))
    assert "it was altered" in page
    assert "The letter that it claims to be" in page
    assert "something was added to the file after that" in shown(office, added_to(signed))
    assert "none of our letters" in shown(office, one_page("Altceva"))
    assert "cannot be read" in shown(office, b"nimic")
    assert "empty" in shown(office, b"", 422)
    annul(office, scene.letter)
    assert "worth nothing any more" in shown(office, signed)


@pytest.mark.usefixtures("examined_here")
def test_a_file_that_is_shown_is_not_kept(scene: Scene) -> None:
    documents = scene.office.settings.documents
    before = sorted(documents.rglob("*"))
    shown(scene.office, forged(scene.issued))
    assert sorted(documents.rglob("*")) == before


def test_a_hostile_file_costs_its_child_and_no_more(tmp_path: Path) -> None:
    bomb = b"%PDF-1.7\n" + b"1 0 obj <<" * 200_000 + b"\nstartxref\n0\n%%EOF"
    seen = examine(bomb, [], at=datetime.now(UTC))
    assert not seen.readable
    assert liken(seen, "0" * 64, 100) is Likeness.UNREADABLE
