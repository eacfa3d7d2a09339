"""Every kind of paper, in both languages, from invented facts."""

import json
from pathlib import Path

import pytest

from membership import statutes
from membership.application.steps import WRITTEN
from membership.letter import gallery, specimens
from membership.letter.compose import LANGUAGES, body, compose
from membership.letter.writers import WRITERS
from membership.wording import SENTENCES
from membership.wording.names import LETTERS
from tests.membership.letter.examples import spoiled
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE, Facts

EVERY = [(kind, language) for kind in sorted(PRINTABLE) for language in LANGUAGES]


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_facts_of_every_kind_come_back_from_json_the_same(kind: Kind, language: str) -> None:
    facts = specimens.facts(kind, language)
    held = json.loads(json.dumps(facts.to_mapping()))
    assert facts.kind is kind
    assert Facts.of(held) == facts


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_table_says_what_its_cells_are(kind: Kind, language: str) -> None:
    html = compose(kind, language, specimens.facts(kind, language), created=specimens.ISSUED).html
    assert html.count("<th ") == html.count('<th scope="')
    assert html.count("<table") <= html.count("<th ")


@pytest.mark.parametrize("kind", sorted(PRINTABLE))
def test_nothing_that_people_write_becomes_markup_in_any_kind(kind: Kind) -> None:
    facts = spoiled(specimens.facts(kind, "ro"))
    html = compose(kind, "ro", facts, created=specimens.ISSUED).html
    assert "&lt;img src=" in html
    assert "<img" not in html and "<link" not in html
    assert "href=" not in html.replace("href=&#34;", "")


def test_the_gallery_has_every_kind_in_each_language_and_in_both() -> None:
    names = [name for name, _ in gallery.sheets()]
    assert len(names) == len(set(names)) == 3 * len(PRINTABLE)
    assert {"admission-ro", "admission-en", "minutes-ro-en"} <= set(names)


@pytest.mark.parametrize("key", statutes.known())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gallery_names_the_cluster_of_its_statute_file_and_cites_only_what_it_published(
    key: str, language: str
) -> None:
    house = statutes.demonstrated(key)
    basis = house.cite("adhesion.quality")
    for kind in PRINTABLE:
        facts = specimens.facts(kind, language, house)
        said = str(body(kind, language, facts).striptags())
        assert house.name.in_(language) in said
        assert Facts.of(facts.to_mapping()) == facts
        assert basis is not None or ("art. 11" not in said and "Article 11" not in said)


def test_the_gallery_is_written_as_files(tmp_path: Path) -> None:
    written = gallery.write(tmp_path / "gallery", only={Kind.CERTIFICATE})
    assert [path.name for path in written] == [
        "certificate-ro.pdf",
        "certificate-en.pdf",
        "certificate-ro-en.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in written)


def test_what_a_step_owes_on_paper_is_what_the_office_can_write() -> None:
    assert WRITTEN <= WRITERS.keys() <= PRINTABLE


def test_every_kind_has_its_name_on_the_pages_and_in_the_register() -> None:
    assert LETTERS.keys() == PRINTABLE
    assert all(f"letter.entry.{kind.slug}" in SENTENCES for kind in PRINTABLE)
