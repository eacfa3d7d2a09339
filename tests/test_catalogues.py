"""What holds of the Romanian catalogue beyond being fresh and complete (tests/test_house.py)."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask_babel import gettext

from membership import statutes
from membership.speaking import speaking

HOUSE = Path(__file__).resolve().parent.parent
CATALOGUE = HOUSE / "membership" / "translations" / "ro" / "LC_MESSAGES" / "messages.po"
PLACE = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ro")


def ro(message: Message) -> list[str]:
    """The Romanian forms of a message: one, or one for each plural."""
    said = message.string
    return [said or ""] if isinstance(said, str | None) else list(said)


def forms(message: Message) -> list[tuple[str, str]]:
    """Each Romanian form beside the English one it stands for."""
    if isinstance(message.id, str):
        return [(message.id, ro(message)[0])]
    one, many = message.id
    first, *others = ro(message)
    return [(one, first), *((many, other) for other in others)]


def test_romanian_has_three_plural_forms_and_nothing_left_over(catalogue: Catalog) -> None:
    assert catalogue.num_plurals == 3
    assert not catalogue.obsolete
    plural = [message for message in catalogue if isinstance(message.id, tuple | list)]
    assert plural
    assert all(len(ro(message)) == 3 for message in plural)


def test_romanian_mentions_what_english_mentions(catalogue: Catalog) -> None:
    unlike = [
        romanian
        for message in catalogue
        if message.id
        for english, romanian in forms(message)
        if set(PLACE.findall(english)) != set(PLACE.findall(romanian))
        or romanian.count("%") != romanian.count("%(")
    ]
    assert not unlike


def test_from_twenty_romanian_counts_with_de(catalogue: Catalog) -> None:
    without = [
        ro(message)[2]
        for message in catalogue
        if isinstance(message.id, tuple | list)
        and re.search(r"%\(num\)[sd] (?!de )\w", ro(message)[2])
    ]
    assert not without


@pytest.mark.parametrize("language", ["en", "ro"])
def test_sentences_are_calm_and_quote_as_their_language_does(
    catalogue: Catalog, language: str
) -> None:
    wrong = {"en": re.compile("[!„]"), "ro": re.compile("[!“]")}[language]
    said = [
        english if language == "en" else romanian
        for message in catalogue
        if message.id
        for english, romanian in forms(message)
    ]
    assert not [words for words in said if wrong.search(words)]


ONE_CLUSTERS_BODY = re.compile(r"Consili(ul|ului|u) ?(Director)?\b|Organul(ui)? de conducere")


def test_no_sentence_names_the_body_of_one_cluster(catalogue: Catalog) -> None:
    """Its name comes from the statute file: see membership/speaking.py."""
    said = [words for message in catalogue if message.id for words in ro(message)]
    said += [file.read_text("utf-8") for file in (HOUSE / "templates").rglob("*.ro.*")]
    assert not [found[0] for words in said if (found := ONE_CLUSTERS_BODY.search(words))]
    places = {place for words in said for place in re.findall(r"{organ\w*}?", words)}
    assert places == {"{organ}", "{organului}"}


@pytest.mark.parametrize("key", statutes.known())
def test_a_sentence_names_the_body_as_the_statute_file_does(key: str) -> None:
    body = statutes.demonstrated(key).bodies.decides
    with speaking("ro", body):
        assert gettext("Bring it before the Board").endswith(f" {body.genitive.ro}")
        assert gettext("The Board meets").startswith(body.name.ro)
    with speaking("en", body):
        assert gettext("The Board meets") == "The Board meets"
