"""Mail about a case: to whom it still goes when it is sent (S32)."""

from sqlalchemy import select

from membership.models import Affiliation, InterestKind, Owed, Work
from membership.review import interests
from membership.workshop import mail
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice


def sent(office: TestOffice) -> set[tuple[str, str]]:
    """Sends all mail that is owed; answers each one's kind and address."""
    with office.read() as session:
        owed = list(session.scalars(select(Owed).where(Owed.kind == Work.MAIL)))
    for one in owed:
        mail.send(office.engine, office.settings, one, office.at)
    names = {f"{one.id:06}-{one.payload['template']}.eml": one for one in owed}
    found = set()
    for path in office.settings.outbox.glob("*.eml"):
        template = names[path.name].payload["template"]
        found.add((template, path.read_text("utf-8").split("To: ", 1)[1].split("\n", 1)[0]))
    return found


def test_whoever_has_an_interest_when_the_mail_goes_out_gets_none(office: TestOffice) -> None:
    """S32: the mail was owed before the interest was recorded, and is not sent after it."""
    board = Board.opened(office)
    with office.write() as session:
        interests.record_interest(
            session, office.person(session, "secretariat"), board.case, office.people["seat3"],
            kind=InterestKind.COMPETITOR, reason="Concurent.", at=office.at,
        )  # fmt: skip
    told = {to for template, to in sent(office) if template == "vote_opened"}
    assert told == {f"{name}@example.ro" for name in SEATS if name != "seat3"}


def test_whoever_was_removed_from_the_applicant_gets_no_mail_about_its_case(
    office: TestOffice,
) -> None:
    """S32: who acts for the organisation is asked when the mail is sent."""
    office.submitted()
    with office.write() as session:
        session.delete(session.scalars(select(Affiliation)).one())
    assert not {to for template, to in sent(office) if template == "application_moved"}


def test_mail_about_a_case_says_nothing_of_what_is_in_it(sqlite_office: TestOffice) -> None:
    """S32: no answer and no name of a file leaves by mail."""
    office = sqlite_office
    Board.opened(office)
    sent(office)
    texts = [path.read_text("utf-8") for path in office.settings.outbox.glob("*.eml")]
    assert texts
    for words in ("raport.pdf", "detectoare portabile", "Dorim", "Raport de"):
        assert not [text for text in texts if words in text]
