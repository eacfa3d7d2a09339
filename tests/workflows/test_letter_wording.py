"""The cluster's own passages: filled from a closed list, refused at their line."""

from dataclasses import replace

import pytest

from membership.letter import specimens
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE
from workflows.letter_wording import (
    LONGEST,
    PLACEHOLDERS,
    Place,
    needed,
    offered,
    refuse_unfit,
    worded,
)
from workflows.refusal import Incomplete


def refused(kind: Kind, place: Place, text: str) -> tuple[str, object]:
    with pytest.raises(Incomplete) as caught:
        refuse_unfit(kind, place, text)
    assert caught.value.field == place.value
    return caught.value.message.key, caught.value.message.params.get("line")


@pytest.mark.parametrize("kind", sorted(PRINTABLE))
def test_every_placeholder_offered_for_a_kind_has_words(kind: Kind) -> None:
    text = "\n".join(f"{{{{ {name} }}}}" for name in offered(kind))
    refuse_unfit(kind, Place.OPENING, text)
    facts = worded(specimens.facts(kind, "ro"), {Place.OPENING: text})
    assert len(facts.worded("opening")) == len(offered(kind))
    assert not any("{" in said for said in facts.worded("opening"))


def test_a_passage_is_filled_from_the_facts_paragraph_by_paragraph() -> None:
    facts = specimens.facts(Kind.ADMISSION, "ro")
    own = {
        Place.OPENING: "Stimați colegi de la {{organisation.name}},\n\nbun venit.",
        Place.CLOSING: "Hotărârea {{ resolution.number }} din {{ resolution.date }}.",
    }
    said = worded(facts, own)
    assert said.worded("opening") == ("Stimați colegi de la Detecție Exemplu SRL,", "bun venit.")
    assert said.worded("closing") == ("Hotărârea 7 din 19.11.2026.",)


def test_a_value_is_never_read_again_for_placeholders() -> None:
    facts = specimens.facts(Kind.ADMISSION, "ro")
    said = worded(facts, {Place.OPENING: "{{ file.reference }}"})
    assert said.worded("opening") == (facts.reference,)


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ ''.__class__ }}",
        "{{ organisation.__class__ }}",
        "{% for x in y %}",
        "{{ 'a'*10**9 }}",
        "{{ config }}",
        "{# a comment #}",
        "{{ organisation.name | upper }}",
        "{{ organisation.name",
        "{{{{ organisation.name }}}}",
        "}} {{",
    ],
)
def test_what_looks_like_a_template_is_refused_at_its_line(hostile: str) -> None:
    key, line = refused(Kind.ADMISSION, Place.OPENING, f"Bun venit.\n{hostile}\nCu drag.")
    assert key in ("wording.code", "wording.unknown")
    assert line == 2


def test_a_placeholder_that_the_letter_cannot_fill_is_refused_at_its_line() -> None:
    text = "Bun venit.\n{{ unknown.thing }}"
    assert refused(Kind.ADMISSION, Place.OPENING, text) == ("wording.unknown", 2)
    text = "{{ resolution.number }}"
    assert refused(Kind.ACKNOWLEDGEMENT, Place.OPENING, text) == ("wording.unknown", 1)
    text = "{{ organisation.name }}"
    assert refused(Kind.MINUTES, Place.OPENING, text) == ("wording.unknown", 1)


def test_a_letter_that_refuses_must_say_where_to_write() -> None:
    assert needed(Kind.REJECTION, Place.CLOSING) == ("cluster.email",)
    key, _ = refused(Kind.REJECTION, Place.CLOSING, "Vă mulțumim.")
    assert key == "wording.missing"
    refuse_unfit(Kind.REJECTION, Place.CLOSING, "Scrieți la {{ cluster.email }}.")
    refuse_unfit(Kind.REJECTION, Place.CLOSING, "")


def test_a_passage_has_its_length() -> None:
    assert refused(Kind.ADMISSION, Place.OPENING, "a" * (LONGEST + 1))[0] == "wording.too_long"


def test_a_letter_is_not_issued_with_a_placeholder_that_its_facts_leave_empty() -> None:
    facts = replace(specimens.facts(Kind.ADMISSION, "ro"), application=None)
    with pytest.raises(Incomplete) as caught:
        worded(facts, {Place.OPENING: "{{ application.number }}"})
    assert caught.value.message.key == "wording.no_value"
    assert set(PLACEHOLDERS) >= set(offered(Kind.ADMISSION))
