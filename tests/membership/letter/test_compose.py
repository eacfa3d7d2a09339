"""What a letter says: each kind's key sentences, and what it leaves out."""

import json
from dataclasses import replace
from datetime import datetime
from html import unescape

import pytest

from membership.letter.compose import body, compose
from membership.letter.typography import NBSP
from tests.membership.letter.examples import (
    ACKNOWLEDGEMENT,
    ADDRESSEE,
    ADMISSION,
    ISSUED,
    REJECTION,
    RESOLUTION,
    facts,
    sheet,
)
from workflows import letter_schema
from workflows.letter import Kind
from workflows.letter_board import BoardResolution
from workflows.letter_facts import PRINTABLE, Facts
from workflows.letter_parts import Form, Person
from workflows.refusal import NotNow

MADAM = Person(name="Ana MODEL", role="administrator", form=Form.MADAM)


def text(kind: Kind, language: str = "ro", **changed: object) -> str:
    html = str(body(kind, language, facts(kind, language, **changed)).striptags())
    return " ".join(unescape(html).replace(NBSP, " ").split())


def test_an_admission_says_its_resolution_its_basis_and_its_votes() -> None:
    said = text(Kind.ADMISSION)
    assert (
        "Consiliul Director, întrunit în ședința din 19 noiembrie 2026, a constatat îndeplinirea"
        " procedurii de adeziune și a calității de membru și, prin Hotărârea nr. 7/19.11.2026,"
        " v-a admis în calitate de membru asociat al Clusterului, începând cu 19 noiembrie 2026."
    ) in said
    assert "În temeiul art. 11 din Statut, contribuția dumneavoastră" in said
    assert "4 voturi pentru, 1 împotrivă și 1 abținere, din 6 membri prezenți" in said
    assert "C; B (parțial)" in said


def test_an_admission_in_english_says_the_same() -> None:
    english = replace(ADMISSION, quality="associate member")
    said = text(Kind.ADMISSION, "en", content=english)
    assert (
        "The Directors Board, meeting on 19 November 2026, found that the adhesion procedure was"
        " followed and the membership quality fulfilled and, by Resolution no. 7/19.11.2026,"
        " admitted you as an associate member of the Cluster with effect from 19 November 2026."
    ) in said


def test_a_decision_by_written_procedure_names_no_sitting() -> None:
    written = replace(ADMISSION, resolution=replace(RESOLUTION, sitting_on=None))
    said = text(Kind.ADMISSION, content=written)
    assert "Consiliul Director, prin procedură scrisă, a constatat" in said
    assert "ședința" not in said


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("kind", sorted(PRINTABLE))
def test_where_the_basis_is_empty_no_article_is_named(kind: Kind, language: str) -> None:
    content = facts(kind).content
    if kind is Kind.REJECTION:
        reasons = tuple(replace(r, criterion="Contribuția") for r in REJECTION.reasons)
        content = replace(REJECTION, reasons=reasons)
    if isinstance(content, BoardResolution):
        content = replace(content, bases=())
    said = text(kind, language, basis=None, content=content)
    assert "art. 11" not in said
    assert "Article 11" not in said
    assert "None" not in said


def test_a_rejection_gives_each_reason_the_way_to_contest_and_no_figures() -> None:
    said = text(Kind.REJECTION)
    assert "nu sunt îndeplinite condițiile prevăzute la art. 11 din Statut" in said
    assert said.count("S-a constatat: documentele descriu echipamente de uz general") == 2
    assert (
        "puteți formula contestație la Adunarea Generală a Clusterului, în termen de 30 de zile"
        " de la comunicare, depusă la sediul Clusterului sau la contestatii@cluster.example"
    ) in said
    assert "O nouă cerere poate fi formulată începând cu 19 noiembrie 2027." in said
    assert not any(word in said for word in ("voturi", "împotrivă", "abțineri", "cvorum"))


def test_an_acknowledgement_says_when_it_came_with_what_and_that_it_decides_nothing() -> None:
    said = text(Kind.ACKNOWLEDGEMENT)
    assert "înregistrată cu nr. 31/10.10.2026, la 10 octombrie 2026, ora 21:07" in said
    assert "împreună cu 4 documente, enumerate în anexă" in said
    assert "este atributul Consiliului Director" in said
    assert "nu reprezintă o hotărâre asupra cererii" in said
    assert "000000000000000…" in said


def test_the_procedure_strip_is_drawn_where_there_is_one() -> None:
    assert 'class="strip"' in body(Kind.ACKNOWLEDGEMENT, "ro", facts(Kind.ACKNOWLEDGEMENT))
    bare = facts(Kind.ACKNOWLEDGEMENT, path=())
    assert 'class="strip"' not in body(Kind.ACKNOWLEDGEMENT, "ro", bare)


def test_terms_that_the_statute_does_not_set_are_left_out() -> None:
    open_ended = replace(ACKNOWLEDGEMENT, check_by=None, decide_by=None)
    assert "până la" not in text(Kind.ACKNOWLEDGEMENT, content=open_ended)


@pytest.mark.parametrize(
    ("person", "salutation"),
    [
        (MADAM, "Stimată doamnă administrator,"),
        (Person(name="Ion MODEL", form=Form.SIR), "Stimate domnule Ion MODEL,"),
        (Person(name="Ion MODEL", role="director"), "Stimată doamnă, stimate domnule,"),
        (None, "Stimată doamnă, stimate domnule,"),
    ],
)  # fmt: skip
def test_the_addressee_is_greeted_as_they_are_known(person: Person | None, salutation: str) -> None:
    addressee = replace(ADDRESSEE, attention=person)
    assert salutation in text(Kind.ADMISSION, addressee=addressee)


def test_a_letter_without_a_signatory_says_that_it_bears_no_signature() -> None:
    assert "nu poartă semnătură" in text(Kind.ACKNOWLEDGEMENT, signatory=None)


def test_which_language_prevails_is_said_only_where_the_cluster_says_it() -> None:
    said = body(Kind.ADMISSION, "ro", facts(Kind.ADMISSION))
    assert 'data-prevails="Versiunea în limba română prevalează."' in said
    assert "prevalează" not in body(Kind.ADMISSION, "ro", facts(Kind.ADMISSION, prevails=None))


def test_a_draft_has_no_number_and_no_code() -> None:
    said = text(Kind.ADMISSION, entry=None, verification=None)
    assert "Proiect, fără număr" in said
    assert "verificați" not in said


def test_the_title_names_the_letter_and_its_addressee() -> None:
    assert sheet(Kind.REJECTION).title == "Respingerea cererii de adeziune – Detecție Exemplu SRL"


def test_the_attached_facts_print_the_same_letter_again() -> None:
    first = sheet(Kind.ADMISSION, "en")
    held = json.loads(first.attachment)
    assert held["schema"] == letter_schema.NAME
    again = compose(Kind(held["kind"]), held["language"], Facts.of(held["facts"]), created=ISSUED)
    assert again == first


def test_what_people_write_is_text_and_never_markup() -> None:
    hostile = '</p><script>alert(1)</script><img src="http://127.0.0.1/x">{{ 7 * 7 }}'
    addressee = replace(ADDRESSEE, name=hostile)
    html = str(body(Kind.ADMISSION, "ro", facts(Kind.ADMISSION, addressee=addressee)))
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7 * 7 }}" in html


def test_a_kind_without_a_paper_is_refused() -> None:
    with pytest.raises(NotNow) as refused:
        compose(Kind.SUSPENSION, "ro", facts(Kind.ADMISSION), created=ISSUED)
    assert refused.value.message.key == "letter.not_printable"


def test_facts_of_another_kind_are_refused() -> None:
    with pytest.raises(NotNow) as refused:
        compose(Kind.REJECTION, "ro", facts(Kind.ADMISSION), created=ISSUED)
    assert refused.value.message.key == "letter.other_kind"


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        compose(Kind.ADMISSION, "ro", facts(Kind.ADMISSION), created=datetime(2026, 1, 1))  # noqa: DTZ001
