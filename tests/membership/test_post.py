"""Mail really leaves, at least once, under one Message-ID; what is refused is shown (F5, F6)."""

import smtplib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from membership.letter import sending
from membership.models import Owed, Work
from membership.owed import services
from membership.settings import SettingsWrong
from membership.storage import Store
from membership.workshop import worker
from membership.workshop.post import Server
from tests.membership.letter_office.scene import (
    QuickPress,
    decided,
    issue,
    print_it,
    sent,
)
from tests.membership.office import TestOffice
from tests.membership.smtp_sink import Sink, free_port, listening
from workflows.letter import Channel


class PowerCut(BaseException):
    """The worker ends here."""


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening() as found:
        yield found


def owe(office: TestOffice, *names: str) -> list[int]:
    """A mail to each of these people."""
    with office.write() as session:
        rows = [
            services.owe(
                session, Work.MAIL, f"mail:{name}", at=office.at, template="document_infected",
                person_id=office.people[name], facts={"name": "raport.pdf"},
            )
            for name in names
        ]  # fmt: skip
        session.flush()
        return [row.id for row in rows]


def work(office: TestOffice, url: str) -> int:
    """The worker does what is due, with the mail server at this address."""
    settings = replace(office.settings, smtp_url=url)
    with QuickPress() as press:
        return worker.perform_all(office.engine, settings, press, office.now)


def row(office: TestOffice, owed_id: int) -> Owed:
    with office.read() as session:
        return session.get_one(Owed, owed_id)


def test_a_mail_leaves_once_from_the_clusters_own_address(office: TestOffice, sink: Sink) -> None:
    (owed_id,) = owe(office, "seat1")
    work(office, sink.url)
    work(office, sink.url)
    (mail,) = sink.mails
    assert mail["To"] == "seat1@example.ro"
    assert "secretariat@proeco-cbrne.example" in str(mail["From"])
    assert mail["Auto-Submitted"] == "auto-generated"
    assert not mail.is_multipart()
    assert row(office, owed_id).done_at is not None


def test_a_crash_after_the_server_took_it_sends_it_again_under_the_same_name(
    office: TestOffice, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5: at least once; whoever gets it twice can tell that it is one mail."""
    owe(office, "seat1")

    def cut(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as patched:
        patched.setattr(services, "settle", cut)
        with pytest.raises(PowerCut):
            work(office, sink.url)
    work(office, sink.url)
    assert len(sink.mails) == 1, "its lease still runs"
    office.later(minutes=5)
    work(office, sink.url)
    assert len(sink.mails) == 2
    assert len(set(sink.ids)) == 1
    assert bytes(sink.mails[0]) == bytes(sink.mails[1])


def test_a_server_that_hangs_up_without_an_answer_is_tried_again(
    sqlite_office: TestOffice, sink: Sink
) -> None:
    sink.hangs_up_after = {1}
    owe(sqlite_office, "seat1")
    work(sqlite_office, sink.url)
    sqlite_office.later(minutes=1)
    work(sqlite_office, sink.url)
    assert len(sink.mails) == 2
    assert len(set(sink.ids)) == 1


def test_a_server_that_is_away_for_two_hours_loses_nothing(sqlite_office: TestOffice) -> None:
    """F6: what was decided stands; the mail waits, and leaves once the server is back."""
    office, port = sqlite_office, free_port()
    ids = owe(office, "seat1", "seat2", "seat3")
    for _ in range(12):
        work(office, f"smtp://127.0.0.1:{port}")
        office.later(minutes=10)
    with office.read() as session:
        assert [one.id for one in services.troubled(session, office.at)] == ids
        stuck = services.stuck_mail(session)
        assert stuck.number == 3
        assert all(one.failed_at is None for one in services.troubled(session, office.at))
    with listening(port) as sink:
        office.later(hours=3)
        work(office, sink.url)
        assert sorted(str(mail["To"]) for mail in sink.mails) == [
            f"seat{n}@example.ro" for n in (1, 2, 3)
        ]
    with office.read() as session:
        assert services.troubled(session, office.at) == []


def test_a_recipient_refused_for_good_is_shown_and_sent_again_by_a_person(
    sqlite_office: TestOffice, sink: Sink
) -> None:
    """F6: one of three is refused with 550; the other two have theirs."""
    office = sqlite_office
    sink.refuses = {"seat2@": "550 no such mailbox"}
    ids = owe(office, "seat1", "seat2", "seat3")
    work(office, sink.url)
    assert len(sink.mails) == 2
    assert row(office, ids[1]).failed_at is not None
    client = office.client_of("secretariat")
    client.set_cookie("language", "en")
    page = client.get("/owed").get_data(as_text=True)
    assert "550 no such mailbox" in page
    assert "Seat2 Exemplu" in page
    assert "could not be sent" in client.get("/letters").get_data(as_text=True)
    sink.refuses = {}
    answer = client.post("/owed/retry", data={"form_token": office.token()})
    assert answer.status_code == 303
    work(office, sink.url)
    assert len(sink.mails) == 3
    assert "Nothing is stuck." in client.get("/owed").get_data(as_text=True)


def test_a_server_that_asks_to_wait_is_asked_again(sqlite_office: TestOffice, sink: Sink) -> None:
    sink.refuses = {"seat1@": "451 try later"}
    (owed_id,) = owe(sqlite_office, "seat1")
    work(sqlite_office, sink.url)
    assert row(sqlite_office, owed_id).failed_at is None
    sink.refuses = {}
    sqlite_office.later(minutes=1)
    work(sqlite_office, sink.url)
    assert len(sink.mails) == 1


def test_a_letter_sent_by_e_mail_travels_with_its_mail(office: TestOffice, sink: Sink) -> None:
    letter = decided(office)
    issue(office, letter)
    print_it(office, letter)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        gone = sending.sign_and_dispatch(session, clerk, letter, signed_by="Seat1 Exemplu",
                                         channel=Channel.MAIL, at=office.at)  # fmt: skip
        assert gone.document is not None
        content = Store(office.settings.documents).path(gone.document.sha256).read_bytes()
        name = gone.document.name
    work(office, sink.url)
    (mail,) = [one for one in sink.mails if one.is_multipart()]
    (part,) = mail.iter_attachments()
    assert (part.get_filename(), part.get_content()) == (name, content)
    assert part.get_content_type() == "application/pdf"


def test_a_letter_sent_another_way_is_not_attached(sqlite_office: TestOffice, sink: Sink) -> None:
    sent(sqlite_office)
    work(sqlite_office, sink.url)
    assert sink.mails
    assert not any(one.is_multipart() for one in sink.mails)


@pytest.mark.parametrize(
    "url",
    ["http://mail.example", "smtp://", "smtp://user:secret@mail.example", "mail.example:25"],
)
def test_an_address_of_a_server_that_cannot_be_used_is_refused_in_words(url: str) -> None:
    with pytest.raises(SettingsWrong, match="smtp_url"):
        Server.of(url)


def test_a_servers_address_is_read_with_its_usual_port_and_its_password() -> None:
    server = Server.of("smtps://post%40example.ro:p%2Fw@mail.example")
    assert (server.port, server.user, server.password) == (465, "post@example.ro", "p/w")
    assert Server.of("smtp+starttls://mail.example").port == 587


def test_a_server_that_offers_no_tls_gets_no_mail_where_tls_was_asked_for(
    sqlite_office: TestOffice, sink: Sink
) -> None:
    (owed_id,) = owe(sqlite_office, "seat1")
    work(sqlite_office, sink.url.replace("smtp:", "smtp+starttls:"))
    assert sink.mails == []
    assert smtplib.SMTPNotSupportedError.__name__ in row(sqlite_office, owed_id).error
