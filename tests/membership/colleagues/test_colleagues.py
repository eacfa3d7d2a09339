"""The people of an organisation: who invites, who may do what, and what an invitation gives."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from membership import checking
from membership.application import access, services
from membership.colleagues import services as colleagues
from membership.database import Session
from membership.models import Affiliation, InterestKind, Invitation, Owed, Person, Position
from membership.review.interests import interest_of
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.permission import Act, Role, may
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted, Refused
from workflows.voting_terms import Choice

GOOD = "patru cai albi pe deal"


def invited(office: TestOffice, case: str, email: str, position: Position = Position.EDITOR) -> str:
    """The secret of an invitation that the owner sends; it stands in the mail alone."""
    with office.write() as session:
        colleagues.invite(
            session, office.person(session, "applicant"), case, email=email, position=position,
            at=office.at, days=7, vault=office.vault,
        )  # fmt: skip
    with office.read() as session:
        last = session.scalars(select(Owed).order_by(Owed.id.desc())).first()
        assert last is not None
        assert last.payload["to"] == email.strip().lower()
        found = re.fullmatch(r"/invitations/(\S+)", office.way(last))
        assert found
        return found[1]


def colleague(office: TestOffice, case: str, position: Position = Position.EDITOR) -> str:
    """A colleague who accepted an invitation and opened an account by it; their name."""
    name = f"colleague{next(office.names)}"
    secret = invited(office, case, f"{name}@example.ro", position)
    with office.write() as session:
        person = colleagues.accept_anew(session, secret, name=f"Ion {name}", password=GOOD,
                                        at=office.at)  # fmt: skip
        office.people[name] = person.id
    return name


def allowed(office: TestOffice, case: str, name: str) -> set[Act]:
    """Everything that this person may do on the case."""
    with office.read() as session:
        on = access.standing_of(session, office.case(session, case), office.at)
        return {act for act in Act if may(office.person(session, name), act, on)}


def accepts(office: TestOffice, secret: str, name: str) -> None:
    """Somebody with an account accepts the invitation."""
    with office.write() as session:
        colleagues.accept(session, office.person(session, name), secret, at=office.at)


def test_an_editor_edits_a_submitter_submits_and_the_owner_chooses_them(
    sqlite_office: TestOffice,
) -> None:
    """S1: each place in the organisation gives what the table says, and nothing more."""
    office = sqlite_office
    case = office.drafted()
    editor, submitter = colleague(office, case), colleague(office, case, Position.SUBMITTER)
    signed = {Act.SUBMIT, Act.ANSWER, Act.WITHDRAW, Act.CONTEST}
    assert Act.EDIT_DRAFT in allowed(office, case, editor)
    assert not signed & allowed(office, case, editor)
    assert signed <= allowed(office, case, submitter)
    assert Act.MANAGE_COLLEAGUES not in allowed(office, case, submitter)
    assert Act.MANAGE_COLLEAGUES in allowed(office, case, "applicant")
    for name in (editor, submitter):
        with office.write() as session, pytest.raises(NotPermitted):
            colleagues.invite(
                session, office.person(session, name), case, email="x@example.ro",
                position=Position.EDITOR, at=office.at, days=7, vault=office.vault,
            )  # fmt: skip
    with office.write() as session, pytest.raises(NotPermitted):
        services.withdraw(session, office.person(session, editor), case, at=office.at)
    with office.write() as session:
        services.withdraw(session, office.person(session, submitter), case, at=office.at)


def test_another_organisation_is_not_found(
    sqlite_office: TestOffice,
) -> None:
    """S1: its people, its invitations and its case are not found by a stranger's owner."""
    office = sqlite_office
    case = office.drafted()
    name = colleague(office, case)
    invited(office, case, "nou@example.ro")
    office.drafted()  # the applicant is now another organisation's owner
    with office.read() as session:
        waiting = session.scalars(select(Invitation.id).where(Invitation.ended_at.is_(None))).one()
    whose = office.people[name]
    acts: tuple[Callable[[Session, Person], None], ...] = (
        lambda s, a: colleagues.remove(s, a, case, whose, at=office.at),
        lambda s, a: colleagues.change(s, a, case, whose, Position.SUBMITTER, at=office.at),
        lambda s, a: colleagues.hand_over(s, a, case, whose, at=office.at),
        lambda s, a: colleagues.withdraw_invitation(s, a, case, waiting, at=office.at),
    )
    for act in acts:
        with office.write() as session, pytest.raises(NotFound):
            act(session, office.person(session, "applicant"))


def test_an_invitation_makes_nobody_anything_until_its_addressee_accepts(
    office: TestOffice,
) -> None:
    """S5: an applicant cannot keep a member of the Board out of its case by naming them."""
    board = Board.opened(office)
    secret = invited(office, board.case, "seat1@example.ro")
    assert Act.VOTE in allowed(office, board.case, "seat1")
    with pytest.raises(NotPermitted, match="another_address"):
        accepts(office, secret, "seat2")
    board.cast("seat1")
    accepts(office, secret, "seat1")
    assert Act.VOTE not in allowed(office, board.case, "seat1")
    with office.read() as session:
        motion, case = board.found(session), office.case(session, board.case)
        assert motion.roster[0].recused
        assert motion.votes[0].superseded_at == office.at
        on = access.standing_of(session, case, office.at)
        assert on.presiding_id == office.people["seat2"]
    with pytest.raises(NotPermitted, match="recused"):
        board.cast("seat1", Choice.FOR)


def test_whoever_was_of_the_applicant_does_not_come_back_as_a_judge(office: TestOffice) -> None:
    """S5: the earlier word that they have no interest holds no longer."""
    case = office.before_board(declared=("seat3",))
    accepts(office, invited(office, case, "seat3@example.ro"), "seat3")
    with office.write() as session:
        colleagues.remove(session, office.person(session, "seat3"), case,
                          office.people["seat3"], at=office.at)  # fmt: skip
    assert not {Act.READ_CASE, Act.VOTE} & allowed(office, case, "seat3")
    with office.read() as session:
        row = interest_of(office.case(session, case), office.people["seat3"])
        assert row is not None
        assert row.kind is InterestKind.EMPLOYER


def test_a_path_is_used_once_and_only_while_it_is_good(office: TestOffice) -> None:
    case = office.drafted()
    first = invited(office, case, "Nou@Example.ro")
    second = invited(office, case, "nou@example.ro")
    late = invited(office, case, "tarziu@example.ro")

    def refused(secret: str, days: int = 0) -> str:
        with office.write() as session, pytest.raises(Refused) as refusal:
            colleagues.accept_anew(session, secret, name="Ana", password=GOOD,
                                   at=office.at + timedelta(days=days))  # fmt: skip
        return refusal.value.message.key

    over = "colleague.invitation_over"
    assert refused(first) == over, "the second invitation replaced it"
    with office.write() as session:
        colleagues.accept_anew(session, second, name="Ana", password=GOOD, at=office.at)
    assert refused(second) == over
    assert refused(late, days=8) == over
    assert refused("nimic") == over


def test_an_account_is_never_taken_over_by_an_invitation(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.drafted()
    name = colleague(office, case)
    with office.write() as session:
        colleagues.remove(session, office.person(session, "applicant"), case,
                          office.people[name], at=office.at)  # fmt: skip
        before = office.person(session, name).password_hash
    secret = invited(office, case, f"{name}@example.ro")
    with office.write() as session, pytest.raises(NotNow, match="sign_in_first"):
        colleagues.accept_anew(session, secret, name="Altul", password=f"{GOOD} verde",
                               at=office.at)  # fmt: skip
    accepts(office, secret, name)
    with office.read() as session:
        assert office.person(session, name).password_hash == before


def test_whoever_joins_a_member_reads_the_register_until_they_leave(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    board = Board.opened(office, declared=SEATS)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    name = colleague(office, board.case)
    with office.write() as session:
        person = office.person(session, name)
        assert person.roles == {Role.APPLICANT, Role.MEMBER}
        assert not checking.check(office.engine, office.settings).breaches
        colleagues.remove(session, office.person(session, "applicant"), board.case, person.id,
                          at=office.at)  # fmt: skip
        assert person.roles == {Role.APPLICANT}
        person.give(Role.MEMBER)
    found = checking.check(office.engine, office.settings).breaches
    assert found == (f"person {office.people[name]}: holds the role of a member and acts for none",)


def test_there_is_always_one_owner(office: TestOffice) -> None:
    case = office.drafted()
    name = colleague(office, case)
    owner, other = office.people["applicant"], office.people[name]
    with office.write() as session:
        person = office.person(session, "applicant")
        acts: tuple[Callable[[], None], ...] = (
            lambda: colleagues.remove(session, person, case, owner, at=office.at),
            lambda: colleagues.change(session, person, case, owner, Position.EDITOR, at=office.at),
            lambda: colleagues.hand_over(session, person, case, owner, at=office.at),
        )
        for act in acts:
            with pytest.raises(NotNow):
                act()
        colleagues.hand_over(session, person, case, other, at=office.at)
    with office.read() as session:
        places = dict(session.execute(select(Affiliation.person_id, Affiliation.position)).all())
    assert places == {owner: Position.SUBMITTER, other: Position.OWNER}
    assert Act.MANAGE_COLLEAGUES not in allowed(office, case, "applicant")


def test_whoever_is_removed_finds_nothing_at_once(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.drafted()
    name = colleague(office, case, Position.SUBMITTER)
    with office.write() as session:
        colleagues.remove(session, office.person(session, "applicant"), case,
                          office.people[name], at=office.at)  # fmt: skip
    with office.write() as session, pytest.raises(NotFound):
        services.withdraw(session, office.person(session, name), case, at=office.at)


def test_nobody_is_invited_twice_as_owner_or_without_end(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    case = office.drafted()
    with office.read() as session:
        email = office.person(session, "applicant").email
    with pytest.raises(Incomplete, match="already"):
        invited(office, case, email)
    with pytest.raises(Incomplete, match="position_unknown"):
        invited(office, case, "x@example.ro", Position.OWNER)
    for number in range(colleagues.MOST - 1):
        invited(office, case, f"c{number}@example.ro")
    invited(office, case, "c0@example.ro")
    with pytest.raises(NotNow, match="too_many"):
        invited(office, case, "prea@example.ro")


def test_an_editor_of_one_organisation_applies_for_another_of_their_own(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.drafted()
    name = colleague(office, case)
    with office.write() as session:
        person = office.person(session, name)
        assert person.roles == {Role.APPLICANT}
        own = services.open_draft(session, person, at=office.at, settings=office.settings)
        assert own.organisation_id != office.case(session, case).organisation_id
    with office.read() as session:
        person = session.get_one(Person, office.people[name])
        assert len(services.cases_of(session, person)) == 2


def test_the_check_names_an_organisation_without_an_owner(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    office.drafted()
    assert checking.check(office.engine, office.settings).breaches == ()
    with office.write() as session:
        row = session.scalars(select(Affiliation)).one()
        row.position, whose = Position.EDITOR, row.organisation_id
    found = checking.check(office.engine, office.settings).breaches
    assert found == (f"organisation {whose}: 0 owners",)
