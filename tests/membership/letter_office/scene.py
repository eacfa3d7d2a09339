"""A letter office to test in: letters at every stage of their life, and a quick press."""

import hashlib

from membership.letter import handlers, sending, services
from membership.models import Letter, Motion
from membership.printing.press import Press
from membership.printing.wire import Sheet
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.letter import Channel, Kind
from workflows.voting_terms import MotionKind


class QuickPress(Press):
    """Prints a sheet as its own hash: the same sheet, the same bytes."""

    def print(self, sheet: Sheet) -> bytes:
        return b"%PDF-1.7\n" + hashlib.sha256(repr(sheet).encode()).hexdigest().encode()


def letter_of(office: TestOffice, case: str, kind: Kind) -> str:
    """The public id of the case's letter of this kind."""
    with office.read() as session:
        found = [one for one in office.case(session, case).letters if one.kind is kind]
        assert len(found) == 1
        return found[0].public_id


def acknowledged(office: TestOffice) -> str:
    """The draft of an acknowledgement."""
    return letter_of(office, office.submitted(), Kind.ACKNOWLEDGEMENT)


def decided(office: TestOffice, kind: MotionKind = MotionKind.ADMIT) -> str:
    """The draft of the letter that a decision of the Board owes."""
    board = Board.opened(office, kind)
    for seat in SEATS:
        board.cast(seat)
    office.later(days=8)
    board.close()
    letter = Kind.ADMISSION if kind is MotionKind.ADMIT else Kind.REJECTION
    return letter_of(office, board.case, letter)


def issue(office: TestOffice, letter: str, by: str = "secretariat") -> int:
    """The secretariat issues the letter; answers its number."""
    with office.write() as session:
        issued = services.issue(
            session,
            office.person(session, by),
            letter,
            at=office.at,
            house=office.statute,
            base_url=office.settings.base_url,
        )
        assert issued.entry is not None
        return issued.entry.number


def print_it(office: TestOffice, letter: str, press: Press | None = None) -> None:
    """The worker prints the letter."""
    with office.read() as session:
        number = found(session, letter).id
    handlers.print_letter(office.engine, office.settings, press or QuickPress(), number, office.at)


def dispatch(
    office: TestOffice, letter: str, signed_by: str = "Seat1 Exemplu", by: str = "secretariat"
) -> None:
    """The secretariat sends the signed letter."""
    with office.write() as session:
        sending.sign_and_dispatch(
            session,
            office.person(session, by),
            letter,
            signed_by=signed_by,
            channel=Channel.REGISTERED_POST,
            at=office.at,
        )


def sent(office: TestOffice, kind: MotionKind = MotionKind.ADMIT) -> str:
    """A decision's letter that has left the house."""
    letter = decided(office, kind)
    issue(office, letter)
    print_it(office, letter)
    dispatch(office, letter)
    return letter


def found(session: object, letter: str) -> Letter:
    """The letter in this session."""
    return session.query(Letter).filter_by(public_id=letter).one()  # type: ignore[attr-defined,no-any-return]


def motion_of(found: Letter) -> Motion:
    """The motion whose decision the letter carries."""
    assert found.decision is not None
    return found.decision.motion
