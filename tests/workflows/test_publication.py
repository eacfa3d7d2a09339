"""What may be published of a member: as much as was ticked, and no more."""

import pytest

from workflows.form import Reader
from workflows.publication import IN_ITS_PLACE, Published, agreed
from workflows.questions import QUESTIONS


def test_nothing_is_agreed_to_that_was_not_ticked() -> None:
    assert agreed(None) == frozenset()
    assert agreed(["name", "unknown"]) == {Published.NAME}
    assert agreed(["website"], named=True) == IN_ITS_PLACE | {Published.WEBSITE}


@pytest.mark.parametrize(
    ("key", "reader", "ticked", "shown"),
    [
        ("legal_name", Reader.MEMBERS, (), True),
        ("website", Reader.MEMBERS, (), False),
        ("website", Reader.MEMBERS, (Published.WEBSITE,), True),
        ("website", Reader.SECRETARIAT, (), True),
        ("delegate", Reader.PUBLIC, (Published.NAME,), False),
        ("delegate", Reader.PUBLIC, (Published.DELEGATE,), True),
        ("offers", Reader.MEMBERS, (), True),
        ("offers", Reader.PUBLIC, tuple(Published), False),
        ("turnover", Reader.MEMBERS, tuple(Published), False),
        ("email", Reader.PUBLIC, tuple(Published), False),
    ],
)
def test_a_reader_of_the_register_sees_what_the_letters_and_the_consent_say(
    key: str, reader: Reader, ticked: tuple[Published, ...], *, shown: bool
) -> None:
    assert QUESTIONS[key].is_shown_of_a_member(reader, frozenset(ticked)) is shown
