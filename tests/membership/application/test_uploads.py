"""Uploads: stored once on arrival, named so that nobody is misled, whole or not at all."""

import hashlib
import io
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest
from sqlalchemy import func, select

from membership.application import uploads
from membership.application.evidence import remove_evidence
from membership.checking import check
from membership.models import Document
from membership.storage import TEMPORARY, Store
from membership.workshop.sweep import sweep
from tests.membership.office import PAPER, PDF, TestOffice
from tests.uploads.corpus import MEBIBYTE, picture
from workflows.refusal import Incomplete, NotAvailable

HOUSE = Path(__file__).resolve().parents[3]


def sent(office: TestOffice, public_id: str, name: str, stream: BinaryIO) -> Document:
    arrived = uploads.look_into(name, stream, office.settings)
    with office.write() as session:
        actor, case = office.person(session, "applicant"), office.case(session, public_id)
        return uploads.receive(
            session, actor, case, arrived, at=office.now(), settings=office.settings
        )


def files(office: TestOffice) -> list[str]:
    return sorted(p.name for p in office.settings.documents.rglob("*") if p.is_file())


def documents(office: TestOffice) -> int:
    with office.read() as session:
        return session.scalar(select(func.count(Document.id))) or 0


def test_a_stored_file_keeps_its_content_and_its_owner(office: TestOffice) -> None:
    public_id = office.drafted()
    content = PDF + b"\n% own"
    document = sent(office, public_id, "Ofertă.pdf", io.BytesIO(content))
    with office.read() as session:
        kept = uploads.kept(session, office.case(session, public_id), document.public_id)
        assert kept is not None
        assert (kept.name, kept.size) == ("Ofertă.pdf", len(content))
        assert kept.media_type == "application/pdf"
        assert kept.sha256 == hashlib.sha256(content).hexdigest()
        assert kept.sha256 in files(office)


def test_a_kept_file_is_given_back_to_its_own_organisation_only(office: TestOffice) -> None:
    document = sent(office, office.drafted(), "a.pdf", io.BytesIO(PDF))
    with office.read() as session:
        other = office.case(session, office.drafted())
        assert uploads.kept(session, other, document.public_id) is None
        assert uploads.kept(session, other, "") is None


def test_the_same_file_twice_is_one_document(office: TestOffice) -> None:
    """U14: the second sending is told under which name the file is already here."""
    public_id = office.drafted()
    before = documents(office)
    first = sent(office, public_id, "a.png", io.BytesIO(picture("PNG")))
    again = sent(office, public_id, "b.png", io.BytesIO(picture("PNG")))
    assert (again.id, again.name, documents(office)) == (first.id, "a.png", before + 1)


def test_the_same_file_of_another_organisation_is_its_own_document(office: TestOffice) -> None:
    first = sent(office, office.drafted(), "a.png", io.BytesIO(picture("PNG")))
    other = sent(office, office.drafted(), "a.png", io.BytesIO(picture("PNG")))
    assert (first.sha256, first.id != other.id) == (other.sha256, True)


def test_a_file_past_the_limit_is_refused_with_the_limit(sqlite_office: TestOffice) -> None:
    """U10: the size is known before anything else is looked at."""
    settings = replace(sqlite_office.settings, upload_mib=1)
    with pytest.raises(Incomplete) as refused:
        uploads.look_into("a.pdf", io.BytesIO(PDF + bytes(MEBIBYTE)), settings)
    assert (refused.value.message.key, refused.value.message.params["n"]) == (
        "upload.too_large",
        1,
    )


def test_an_organisation_has_room_for_so_much_and_no_more(office: TestOffice) -> None:
    """U10: what is refused is not stored either."""
    office.settings = replace(office.settings, organisation_mib=1)
    public_id = office.drafted()
    sent(office, public_id, "a.pdf", io.BytesIO(PDF + bytes(600_000)))
    before = files(office)
    with pytest.raises(Incomplete) as refused:
        sent(office, public_id, "b.pdf", io.BytesIO(PDF + bytes(600_001)))
    assert refused.value.message.key == "upload.no_room"
    assert files(office) == before


def test_what_is_taken_out_of_a_draft_gives_its_room_back(office: TestOffice) -> None:
    public_id = office.drafted()
    with office.write() as session:
        case, actor = office.case(session, public_id), office.person(session, "applicant")
        assert uploads.used(session, case) == len(PDF) + len(PAPER)
        remove_evidence(session, actor, public_id, case.evidence[0].public_id, at=office.now(),
                        settings=office.settings)  # fmt: skip
        assert uploads.used(session, case) == len(PAPER)


def test_an_upload_that_nothing_came_of_is_dropped_after_two_days(office: TestOffice) -> None:
    document = sent(office, office.drafted(), "a.png", io.BytesIO(picture("PNG")))
    kept = documents(office)
    sweep(office.engine, office.settings, office.later(days=1))
    assert documents(office) == kept
    office.later(days=2)
    sweep(office.engine, office.settings, datetime.now(UTC) + timedelta(days=400))
    assert documents(office) == kept - 1
    assert document.sha256 not in files(office)
    assert check(office.engine, office.settings).breaches == ()


KILLED = """
import io, os, signal, sys
from pathlib import Path
from membership.storage import Store

class Half(io.BytesIO):
    def read(self, size=-1):
        if self.tell() >= 5_000_000:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(size)

Store(Path(sys.argv[1])).put(Half(bytes(10_000_000)))
"""


def test_a_crash_half_way_leaves_no_document_and_its_remains_are_swept(
    sqlite_office: TestOffice,
) -> None:
    """F4: kill -9 while a file is being written; sent again it is whole."""
    folder, public_id = sqlite_office.settings.documents, sqlite_office.drafted()
    before, rows = files(sqlite_office), documents(sqlite_office)
    died = subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=HOUSE, check=False)
    assert died.returncode == -signal.SIGKILL
    left = set(files(sqlite_office)) - set(before)
    assert [name.startswith(TEMPORARY) for name in left] == [True]
    assert documents(sqlite_office) == rows
    later = datetime.now(UTC) + timedelta(hours=2)
    assert sweep(sqlite_office.engine, sqlite_office.settings, later) == (1, 0)
    assert files(sqlite_office) == before
    content = PDF + bytes(1_000_000)
    again = sent(sqlite_office, public_id, "a.pdf", io.BytesIO(content))
    assert again.sha256 == hashlib.sha256(content).hexdigest()
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_a_content_without_a_row_is_swept_and_one_with_a_row_is_not(
    sqlite_office: TestOffice,
) -> None:
    """F4: killed between the file and its row."""
    sqlite_office.drafted()
    store = Store(sqlite_office.settings.documents)
    orphan = store.put(io.BytesIO(b"nobody names this"))
    soon = datetime.now(UTC)
    assert sweep(sqlite_office.engine, sqlite_office.settings, soon) == (0, 0)
    later = soon + timedelta(hours=2)
    assert sweep(sqlite_office.engine, sqlite_office.settings, later) == (1, 0)
    assert not store.path(orphan.sha256).exists()
    assert check(sqlite_office.engine, sqlite_office.settings).breaches == ()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """As if the disk had no room for a larger file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_keeps_nothing(sqlite_office: TestOffice) -> None:
    """F7: the store runs out of room; when there is room again the same file is taken."""
    public_id = sqlite_office.drafted()
    before, rows = files(sqlite_office), documents(sqlite_office)
    content = PDF + bytes(3 * MEBIBYTE)
    arrived = uploads.look_into("a.pdf", io.BytesIO(content), sqlite_office.settings)
    with pytest.raises(NotAvailable) as refused, sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        case = sqlite_office.case(session, public_id)
        with room_for(2 * MEBIBYTE):
            uploads.receive(session, actor, case, arrived, at=sqlite_office.now(),
                            settings=sqlite_office.settings)  # fmt: skip
    assert (refused.value.status, refused.value.message.key) == (503, "upload.no_disk")
    assert (files(sqlite_office), documents(sqlite_office)) == (before, rows)
    assert sent(sqlite_office, public_id, "a.pdf", io.BytesIO(content)).size == len(content)


def test_a_full_disk_is_said_also_where_the_file_is_looked_into(
    sqlite_office: TestOffice,
) -> None:
    content = io.BytesIO(PDF + bytes(3 * MEBIBYTE))
    with pytest.raises(NotAvailable), room_for(2 * MEBIBYTE):
        uploads.look_into("a.pdf", content, sqlite_office.settings)


NAMES = [
    ("../../etc/raport.pdf", "raport.pdf"),
    ("/etc/passwd.pdf", "passwd.pdf"),
    ("C:\\Users\\Ana\\ofertă.pdf", "ofertă.pdf"),
    ("inv\u202efdp.exe.pdf", "invfdp.exe.pdf"),
    ("\u2066a\u2069\u200fb\u200e.pdf", "ab.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
    ("a\u2028b.pdf", "ab.pdf"),
    ("nul\x00.pdf", "_nul.pdf"),
    ("CON.pdf", "_CON.pdf"),
    ("com1.x.pdf", "_com1.x.pdf"),
    ("-rf.pdf", "rf.pdf"),
    (". -a.pdf", "a.pdf"),
    (".pdf", "pdf"),
    ("\u015ftiin\u0163\u0103.pdf", "știință.pdf"),
    ("a\u0306.pdf", "ă.pdf"),
    ("", "document"),
]


@pytest.mark.parametrize(("given", "shown"), NAMES)
def test_a_name_is_shown_without_what_could_mislead(given: str, shown: str) -> None:
    """U6 and U7: paths, controls, directions, devices; diacritics stay."""
    assert uploads.display_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = uploads.display_name("ș" * 300 + ".pdf")
    assert len(name) == 120
    assert name.endswith(".pdf")


def test_on_disk_there_are_only_hashes(sqlite_office: TestOffice) -> None:
    """U6: no name that was sent ever names a file."""
    public_id = sqlite_office.drafted()
    for number, (name, _shown) in enumerate(NAMES):
        if name.endswith(".pdf") and name != ".pdf":
            sent(sqlite_office, public_id, name, io.BytesIO(PDF + b"%%%d" % number))
    assert all(len(name) == 64 and int(name, 16) >= 0 for name in files(sqlite_office))
