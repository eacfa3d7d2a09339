"""The virus scanner: what it finds is taken away, and its silence never means clean (U11, F26)."""

import io
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles

import pytest
from sqlalchemy import select

from membership.application import uploads
from membership.checking import check
from membership.inspection.scanner import Scanner, ScannerAway, ScannerRefused
from membership.models import Confidentiality, Document, Owed, Scan, Work
from membership.owed import services
from membership.printing.press import Press
from membership.workshop import worker
from membership.workshop.scanning import scanner_at
from membership.workshop.sweep import sweep
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice
from tests.uploads.clamd import EICAR, SIGNATURE, running
from workflows.refusal import Incomplete


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(autouse=True)
def fresh_ports() -> None:
    scanner_at.cache_clear()


def test_a_real_clamd_finds_its_signature_and_nothing_else(clamd: str) -> None:
    scanner = Scanner(clamd)
    assert scanner.scan(io.BytesIO(EICAR)).startswith(SIGNATURE)
    assert scanner.scan(io.BytesIO(PDF)) == ""
    assert scanner.scan(io.BytesIO(b"")) == ""


def test_a_file_past_the_scanners_own_limit_is_refused_and_not_clean() -> None:
    with running(StreamMaxLength="1M") as address, pytest.raises(ScannerRefused, match="limit"):
        Scanner(address).scan(io.BytesIO(bytes(3_000_000)))


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1", "nonsense"])
def test_a_scanner_that_is_not_there_is_away(address: str) -> None:
    with pytest.raises(ScannerAway):
        Scanner(address).scan(io.BytesIO(PDF))


@contextmanager
def hung(folder: Path) -> Iterator[str]:
    """A scanner that takes everything and never answers."""
    path = str(folder / "hung.sock")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(8)
        yield path


def test_a_hung_scanner_costs_one_wait_and_then_a_rest(tmp_path: Path) -> None:
    """F26: the second file does not wait for the first one's scanner."""
    with hung(tmp_path) as address:
        scanner = Scanner(address, seconds=0.5)
        with pytest.raises(ScannerAway, match=r"time"):
            scanner.scan(io.BytesIO(PDF))
        began = time.monotonic()
        with pytest.raises(ScannerAway, match="a moment ago"):
            scanner.scan(io.BytesIO(PDF))
        assert time.monotonic() - began < 0.4


def test_a_scanner_that_hangs_up_is_away(tmp_path: Path) -> None:
    path = str(tmp_path / "brief.sock")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        listening.listen(1)

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(ScannerAway):
            Scanner(path).scan(io.BytesIO(PDF))
        thread.join()


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    return sqlite_office.in_review()


def brought(office: TestOffice, public_id: str, content: bytes, address: str) -> str:
    """A file that came while a scanner was configured, as the proof of the case."""
    office.settings = replace(office.settings, clamd=address)
    kind = "a.pdf" if content.startswith(b"%PDF") else "a.txt"
    arrived = uploads.look_into(kind, io.BytesIO(content), office.settings)
    with office.write() as session:
        case = office.case(session, public_id)
        document = uploads.receive(session, office.person(session, "applicant"), case, arrived,
                                   at=office.at, settings=office.settings)  # fmt: skip
        case.evidence[0].document = document
        case.evidence[0].confidentiality = Confidentiality.CLUSTER
        return document.public_id


def state(office: TestOffice, public_id: str) -> Scan:
    with office.read() as session:
        return session.scalars(select(Document).where(Document.public_id == public_id)).one().scan


def do_owed(office: TestOffice) -> None:
    with Press() as press:
        worker.perform_all(office.engine, office.settings, press, office.now)


def opened(office: TestOffice, document: str) -> tuple[int, str]:
    client = in_english(office, "rapporteur")
    with post(office, client, f"/documents/{document}") as answer:
        return answer.status_code, answer.get_data(as_text=True)


def test_a_file_is_being_checked_until_the_scanner_found_it_clean(
    sqlite_office: TestOffice, public_id: str, clamd: str
) -> None:
    """U11: 423 before, the file afterwards."""
    document = brought(sqlite_office, public_id, PDF + b"\n% new", clamd)
    assert state(sqlite_office, document) is Scan.PENDING
    status, page = opened(sqlite_office, document)
    assert (status, "being checked for viruses" in page) == (423, True)
    do_owed(sqlite_office)
    assert state(sqlite_office, document) is Scan.CLEAN
    assert opened(sqlite_office, document)[0] == 200


def test_what_the_scanner_finds_is_removed_and_its_sender_is_told(
    sqlite_office: TestOffice, public_id: str, clamd: str
) -> None:
    """U11: infected, deleted, on record, mailed; the same content is not taken again."""
    document = brought(sqlite_office, public_id, EICAR, clamd)
    do_owed(sqlite_office)
    with sqlite_office.read() as session:
        row = session.scalars(select(Document).where(Document.public_id == document)).one()
        path = sqlite_office.settings.documents / row.sha256[:2] / row.sha256
        found = row.malware
    assert (state(sqlite_office, document), found.startswith(SIGNATURE)) == (Scan.INFECTED, True)
    assert not path.exists()
    status, page = opened(sqlite_office, document)
    assert (status, "It was removed." in page) == (404, True)
    mails = list(sqlite_office.settings.outbox.glob("*document_infected.eml"))
    assert len(mails) == 1
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()
    with pytest.raises(Incomplete) as refused:
        brought(sqlite_office, public_id, EICAR, clamd)
    assert refused.value.message.key == "upload.infected"


def test_a_scanner_that_is_away_leaves_the_file_being_checked_and_is_asked_again(
    sqlite_office: TestOffice, public_id: str, clamd: str
) -> None:
    """U11: the secretariat sees the owed look; given up, it is owed again an hour later."""
    document = brought(sqlite_office, public_id, PDF + b"\n% new", "/nowhere/clamd.sock")
    for _ in range(len(services.BACKOFF) + 1):
        scanner_at.cache_clear()
        do_owed(sqlite_office)
        sqlite_office.later(seconds=int(max(services.BACKOFF).total_seconds()) + 1)
    assert state(sqlite_office, document) is Scan.PENDING
    assert opened(sqlite_office, document)[0] == 423
    assert "Virus scan" in text_of(in_english(sqlite_office, "secretariat"), "/owed")
    sqlite_office.settings = replace(sqlite_office.settings, clamd=clamd)
    assert sweep(sqlite_office.engine, sqlite_office.settings, sqlite_office.later(hours=2))[1] >= 1
    do_owed(sqlite_office)
    assert state(sqlite_office, document) is Scan.CLEAN


def test_pages_answer_while_twenty_looks_wait_for_a_hung_scanner(
    sqlite_office: TestOffice, public_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F26: the scanner is asked by the worker alone, and neither uploading nor reading a page
    waits for it; what was not looked at is answered with 423."""
    monkeypatch.setattr("membership.workshop.scanning.Scanner", lambda at: Scanner(at, seconds=2))
    with hung(tmp_path) as address, ThreadPoolExecutor(1) as worker_of_the_house:
        names = [brought(sqlite_office, public_id, b"note %d\n" % number, address)
                 for number in range(20)]  # fmt: skip
        reader = in_english(sqlite_office, "rapporteur")

        def page() -> float:
            asked = time.monotonic()
            text_of(reader, f"/case/{public_id}")
            return time.monotonic() - asked

        before, took = [page() for _ in range(9)], list[float]()
        began = time.monotonic()
        looks = worker_of_the_house.submit(do_owed, sqlite_office)
        while not looks.done():
            took.append(page())
        looks.result()
        assert time.monotonic() - began < 20
    assert len(took) > 5
    # Half a second is for a machine that has nothing else to do.
    assert quantiles(took, n=20)[-1] < max(0.5, 4 * median(before))
    assert opened(sqlite_office, names[-1])[0] == 423
    with sqlite_office.read() as session:
        rows = session.scalars(select(Owed).where(Owed.kind == Work.SCAN)).all()
        states = {row.scan for row in session.scalars(select(Document)) if row.name == "a.txt"}
    assert (len(rows), states) == (20, {Scan.PENDING})
    assert all("ScannerAway" in row.error and row.done_at is None for row in rows)


def test_files_that_came_before_the_scanner_are_looked_at_when_there_is_one(
    sqlite_office: TestOffice, public_id: str, clamd: str
) -> None:
    with sqlite_office.write() as session:
        document = sqlite_office.case(session, public_id).evidence[0].document
        assert document is not None
        assert document.scan is Scan.UNSCANNED
        piece = sqlite_office.case(session, public_id).evidence[0]
        piece.confidentiality = Confidentiality.CLUSTER
    assert opened(sqlite_office, document.public_id)[0] == 200
    sqlite_office.settings = replace(sqlite_office.settings, clamd=clamd)
    sqlite_office.__dict__.pop("app")
    assert opened(sqlite_office, document.public_id)[0] == 423
    sweep(sqlite_office.engine, sqlite_office.settings, sqlite_office.at)
    do_owed(sqlite_office)
    assert opened(sqlite_office, document.public_id)[0] == 200


def test_pages_say_that_no_scanner_is_configured(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    page = text_of(in_english(sqlite_office, "applicant"), f"/application/{public_id}/evidence")
    assert "Files are not checked for viruses here: no scanner is configured." in page
