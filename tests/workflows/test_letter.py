"""A letter's kinds, its life, and what it may say: no office, no database, no paper."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from workflows.letter import (
    FROZEN,
    IN_FORCE,
    TABLE,
    Kind,
    Row,
    State,
    Step,
    advance,
    open_steps,
)
from workflows.letter_decided import Admission, Rejection
from workflows.letter_facts import KIND_OF, PRINTABLE, Facts
from workflows.letter_parts import (
    Addressee,
    Field,
    Finding,
    Form,
    Letterhead,
    Organ,
    Person,
    Reason,
    Resolution,
    Votes,
)
from workflows.refusal import Incomplete, NotNow

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
RESOLUTION = Resolution(number="7", on=date(2026, 11, 19), sitting_on=date(2026, 11, 19))


@dataclass
class Paper:
    state: State = State.DRAFT
    needs_signature: bool = False
    life: list[tuple[Row, str, datetime]] = field(default_factory=list)

    def lived(self, row: Row, by: str, at: datetime) -> None:
        self.life.append((row, by, at))


def facts() -> Facts:
    return Facts(
        letterhead=Letterhead(name="Clusterul Exemplu", name_of="Clusterului Exemplu"),
        entry=None,
        reference="ADZ-2026-0012",
        addressee=Addressee(
            name="Detecție Exemplu SRL",
            address=("Str. Inventată nr. 1",),
            attention=Person(name="Ana MODEL", form=Form.MADAM),
        ),
        application=None,
        body=Organ(name="Consiliul Director", of="Consiliului Director"),
        basis=None,
        content=Admission(
            resolution=RESOLUTION,
            quality="membru asociat",
            effective_on=date(2026, 11, 19),
            findings=(Finding(stage="Cercetare", fields=(Field(name="C"),), evidence=("x",)),),
            votes=Votes(for_=4, against=1, abstain=1, present=6),
        ),
    )


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
def test_a_letter_takes_the_steps_of_the_table_and_no_other(state: State, step: Step) -> None:
    paper = Paper(state)
    row = next((row for row in TABLE if (row.source, row.step) == (state, step)), None)
    if row is None:
        with pytest.raises(NotNow) as refused:
            advance(paper, step, by="secretariat", at=NOON)
        assert refused.value.message.key == "letter.not_from_here"
        assert (paper.state, paper.life) == (state, [])
    else:
        assert advance(paper, step, by="secretariat", at=NOON) == row
        assert paper.state is row.target
        assert paper.life == [(row, "secretariat", NOON)]


def test_a_letter_that_a_person_signs_never_goes_out_unsigned() -> None:
    paper = Paper(State.NUMBERED, needs_signature=True)
    with pytest.raises(NotNow) as refused:
        advance(paper, Step.DISPATCH, by="secretariat", at=NOON)
    assert refused.value.message.key == "letter.unsigned"
    assert (paper.state, paper.life) == (State.NUMBERED, [])
    advance(paper, Step.SIGN, by="secretariat", at=NOON)
    advance(paper, Step.DISPATCH, by="secretariat", at=NOON)
    assert paper.state is State.DISPATCHED


def test_an_undeliverable_letter_goes_out_again_by_a_second_channel() -> None:
    paper = Paper(State.DISPATCHED, needs_signature=True)
    for step in (Step.RETURN, Step.DISPATCH, Step.RECEIVE):
        advance(paper, step, by="secretariat", at=NOON)
    assert paper.state is State.RECEIVED


def test_an_annulled_letter_keeps_its_place_and_goes_nowhere() -> None:
    assert open_steps(State.ANNULLED) == ()
    assert State.ANNULLED in FROZEN
    assert State.ANNULLED not in IN_FORCE


def test_a_draft_is_never_annulled_since_it_has_no_number() -> None:
    assert all(row.source is not State.DRAFT for row in TABLE if row.step is Step.ANNUL)


def test_kinds_are_told_apart_by_code_and_by_slug() -> None:
    assert len({kind.value for kind in Kind}) == len({kind.slug for kind in Kind}) == len(Kind)
    assert set(KIND_OF.values()) == PRINTABLE
    assert len(PRINTABLE) == len(KIND_OF) == 20


def test_facts_kept_as_json_values_come_back_the_same() -> None:
    whole = facts()
    assert Facts.of(whole.to_mapping()) == whole
    assert whole.kind is Kind.ADMISSION


def test_facts_with_a_missing_or_an_unknown_key_are_refused() -> None:
    mapping = facts().to_mapping()
    with pytest.raises(ValueError, match="reference"):
        Facts.of({key: value for key, value in mapping.items() if key != "reference"})
    with pytest.raises(ValueError, match="surprise"):
        Facts.of({**mapping, "surprise": 1})


def test_facts_of_an_unknown_content_are_refused() -> None:
    mapping = facts().to_mapping()
    with pytest.raises(ValueError, match="expected one of"):
        Facts.of({**mapping, "content": {"kind": "Eviction"}})


def test_a_rejection_without_reasons_is_refused() -> None:
    with pytest.raises(Incomplete) as refused:
        Rejection(resolution=RESOLUTION, reasons=())
    assert refused.value.message.key == "letter.no_reasons"


def test_a_rejection_has_no_place_for_votes() -> None:
    reason = Reason(criterion="art. 11", examined="dosarul", why="nedovedit")
    rejected = replace(facts(), content=Rejection(resolution=RESOLUTION, reasons=(reason,)))
    assert "votes" not in str(rejected.to_mapping())


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(Incomplete) as refused:
        Letterhead(name="Clusterul Exemplu", name_of="x", accent="red;} @import url(//x)")
    assert refused.value.message.key == "letter.accent_wrong"
