"""Passwords: long, not guessed first, pasted if one likes; no particular characters."""

import pytest

from membership.account import passwords, services
from membership.vault import Vault
from tests.membership.account.entrance import OTHER_WORDS, WORDS, has_password
from tests.membership.office import START, TestOffice
from workflows.refusal import Incomplete, NotNow


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("scurt", "account.password_short"),
        ("a" * 201, "account.password_long"),
        ("parola123456", "account.password_common"),
        ("ParolaParola", "account.password_common"),
        ("administrator2026", "account.password_common"),
        ("qwertyuiop12", "account.password_common"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "account.password_common"),
        ("abcdefghijkl", "account.password_common"),
        ("letmein1letmein1", "account.password_common"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused_in_words(password: str, key: str) -> None:
    with pytest.raises(Incomplete) as refused:
        passwords.check(password)
    assert (refused.value.message.key, refused.value.field) == (key, "password")


@pytest.mark.parametrize(
    "password",
    [
        WORDS,
        "corect cal baterie capsă",
        "ăîșțâ ăîșțâ munte vechi",
        "Xq7vK2mRz9Lp",
        "🚲 drum de munte 🌲",
        "p" + "zg4 ajK" * 25,
    ],
)
def test_length_is_enough_and_no_particular_characters_are_asked_for(password: str) -> None:
    passwords.check(password)


def test_words_about_the_person_and_the_house_count_as_guessed(sqlite_office: TestOffice) -> None:
    passwords.check("Detecție Inventata")
    with sqlite_office.write() as session:
        person = sqlite_office.person(session, "secretariat")
        person.name, person.email = "Brândușa Zăvoianu", "zavoianu@detectie-inventata.ro"
        for password in ("zavoianuzavoianu", "Brândușa Zăvoianu", "detectieinventata"):
            with pytest.raises(Incomplete):
                passwords.choose(person, password)
        with pytest.raises(Incomplete):
            passwords.choose(person, "mechatrecmechatrec", about=("mechatrec",))


def test_only_a_hash_of_a_password_is_kept_and_a_changed_one_is_told(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "auditor")
    with sqlite_office.write() as session:
        person = sqlite_office.person(session, "auditor")
        assert person.password_hash is not None
        assert person.password_hash.startswith("$argon2id$") and WORDS not in person.password_hash
        services.new_password(session, person, OTHER_WORDS, at=sqlite_office.at)
        assert not passwords.fits(person, WORDS) and passwords.fits(person, OTHER_WORDS)


def test_what_the_house_seals_opens_only_where_and_while_it_should() -> None:
    vault, later = Vault(("a" * 40,)), START.replace(hour=9)
    sealed = vault.seal("app:1", "secret", START)
    assert "secret" not in sealed
    assert vault.open("app:1", sealed, START) == "secret"
    assert Vault(("b" * 40, "a" * 40)).open("app:1", sealed, START) == "secret"
    for wrong in (
        ("app:2", sealed),
        ("app:1", sealed[:-4] + "AAAA"),
        ("app:1", "nonsense"),
        ("app:1", ""),
    ):
        with pytest.raises(NotNow):
            vault.open(*wrong, START)
    with pytest.raises(NotNow):
        vault.open("app:1", sealed, later, minutes=30)
    with pytest.raises(NotNow):
        Vault(("b" * 40,)).open("app:1", sealed, START)
