"""Accounts: one-time paths, passwords, and sessions that the server can end."""

import pytest

from membership import sessions
from membership.account import administration, passwords, services
from membership.database import Session
from membership.models import Owed, Person, Purpose
from membership.sessions import Limits
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete, NotNow, NotPermitted

WORDS = "patru cuvinte de drum"
LIMITS = Limits(hours=12, idle_minutes=30)


def _ticket(office: TestOffice, name: str = "secretariat") -> str:
    with office.write() as session:
        return services.ticket(
            session,
            office.person(session, name),
            Purpose.INVITATION,
            at=office.at,
            valid=24 * services.HOUR,
        )


def test_a_one_time_path_is_used_up_by_its_button_and_not_by_looking(office: TestOffice) -> None:
    secret = _ticket(office)
    for _look in range(3):
        with office.read() as session:
            services.ticket_for(session, secret, office.at)
    with office.write() as session:
        services.enter(session, secret, at=office.at, password=WORDS)
    with pytest.raises(NotNow), office.write() as session:
        services.enter(session, secret, at=office.at, password=WORDS)


def test_a_one_time_path_expires(office: TestOffice) -> None:
    secret = _ticket(office)
    with pytest.raises(NotNow), office.read() as session:
        services.ticket_for(session, secret, office.later(hours=25))


@pytest.mark.parametrize("password", ["scurt", "aaaaaaaaaaaaaaaa", "ParolaParola"])
def test_a_short_or_common_password_is_refused_at_its_field(
    office: TestOffice, password: str
) -> None:
    secret = _ticket(office)
    with pytest.raises(Incomplete) as refused, office.write() as session:
        services.enter(session, secret, at=office.at, password=password)
    assert refused.value.field == "password"


def verified(session: Session, email: str, password: str) -> Person:
    """Whom the house recognises by this address and password."""
    weighed = passwords.weigh(services.by_email(session, email), password)
    return services.verify(session, email, password, weighed)


def test_a_password_that_was_changed_since_it_was_weighed_opens_nothing(
    sqlite_office: TestOffice,
) -> None:
    secret = _ticket(sqlite_office)
    with sqlite_office.write() as session:
        services.enter(session, secret, at=sqlite_office.at, password=WORDS)
    with sqlite_office.write() as session:
        person = sqlite_office.person(session, "secretariat")
        weighed = passwords.weigh(person, WORDS)
        services.new_password(session, person, f"alte {WORDS}", at=sqlite_office.at)
        with pytest.raises(services.WrongCredentials):
            services.verify(session, person.email, WORDS, weighed)


def test_the_right_password_signs_in_and_a_wrong_one_says_nothing(office: TestOffice) -> None:
    secret = _ticket(office)
    with office.write() as session:
        services.enter(session, secret, at=office.at, password=WORDS)
    with office.read() as session:
        found = verified(session, " Secretariat@Example.ro", WORDS)
        assert found.id == office.people["secretariat"]
    for address in ("secretariat@example.ro", "nobody@example.ro", "auditor@example.ro"):
        with pytest.raises(services.WrongCredentials), office.read() as session:
            verified(session, address, "gresit gresit gresit")


def test_a_path_that_was_read_before_another_used_it_opens_nothing(
    postgresql_office: TestOffice,
) -> None:
    office, secret = postgresql_office, _ticket(postgresql_office)
    with office.write() as late:
        services.ticket_for(late, secret, office.at)
        with office.write() as early:
            services.enter(early, secret, at=office.at, password=WORDS)
        with pytest.raises(NotNow, match="ticket_used"):
            services.enter(late, secret, at=office.at, password=f"alte {WORDS}")


def test_a_session_dies_at_once_when_its_person_signs_out(office: TestOffice) -> None:
    with office.write() as session:
        secret = sessions.begin(session, office.person(session, "auditor"), at=office.at)
    with office.write() as session:
        assert sessions.find(session, secret, office.at, LIMITS) is not None
        sessions.end(session, secret, at=office.at)
    with office.read() as session:
        assert sessions.find(session, secret, office.at, LIMITS) is None


def test_a_session_ends_after_its_hours_and_with_its_persons_account(office: TestOffice) -> None:
    with office.write() as session:
        secret = sessions.begin(session, office.person(session, "auditor"), at=office.at)
    with office.read() as session:
        assert sessions.find(session, secret, office.later(hours=12), LIMITS) is None
    with office.write() as session:
        secret = sessions.begin(session, office.person(session, "auditor"), at=office.at)
        office.person(session, "auditor").active = False
    with office.read() as session:
        assert sessions.find(session, secret, office.at, LIMITS) is None


def test_registering_owes_the_same_kind_of_mail_for_a_known_and_an_unknown_address(
    office: TestOffice,
) -> None:
    for email in ("auditor@example.ro", "nou@example.ro"):
        with office.write() as session:
            services.register(
                session,
                email=email,
                name="Nou Exemplu",
                language="ro",
                at=office.at,
                vault=office.vault,
            )
    with office.read() as session:
        mails = [row.payload for row in session.query(Owed).order_by(Owed.id)]
    assert [mail["template"] for mail in mails] == ["account_confirm"] * 2
    assert [mail["facts"]["known"] for mail in mails] == [True, False]


def test_only_the_administrator_invites(office: TestOffice) -> None:
    _invite(office, "administrator")
    with pytest.raises(NotPermitted):
        _invite(office, "secretariat")


def _invite(office: TestOffice, actor: str) -> None:
    with office.write() as session:
        administration.invite(
            session,
            office.person(session, actor),
            email="nou@example.ro",
            name="Nou Exemplu",
            roles=(Role.BOARD,),
            at=office.at,
            days=14,
            vault=office.vault,
        )
