"""Invented facts for one paper of every kind, in either language: what the gallery prints."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from membership.letter import specimens_board, specimens_case, specimens_decided
from membership.letter.facts import letterhead
from membership.letter.specimens_words import Say
from workflows.letter import Kind
from workflows.letter_facts import KIND_OF, Content, Facts
from workflows.letter_parts import (
    Addressee,
    Entry,
    Form,
    Letterhead,
    Passage,
    Person,
    Station,
    Verification,
)
from workflows.statute import Statute

ISSUED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_CODE = "K7QF-2M9D"
_RECEIVED = Entry(number="31", on=date(2026, 10, 10))
_TWO_SIGN = frozenset({Kind.RESOLUTION, Kind.MINUTES})
_UNSIGNED = frozenset({Kind.ACKNOWLEDGEMENT, Kind.APPLICATION_FORM, Kind.MANDATE})
_TO_NOBODY = frozenset({Kind.MINUTES, Kind.RESOLUTION, Kind.MANDATE})
_OF_A_SITTING = frozenset({Kind.CONVOCATION, Kind.MINUTES, Kind.MANDATE})


def contents(language: str, house: Statute | None = None) -> Mapping[Kind, Content]:
    """One content of every kind that can be printed, by its kind."""
    rooms, say = (specimens_case, specimens_decided, specimens_board), Say(language, house)
    every = (content for room in rooms for content in room.contents(say))
    return {KIND_OF[type(content)]: content for content in every}


def facts(kind: Kind, language: str, house: Statute | None = None) -> Facts:
    """The facts of an ordinary paper of this kind: of an invented cluster, or with the
    letterhead, the bodies and the value chain of a statute file."""
    say = Say(language, house)
    return replace(
        _frame(say, contents(language, house)[kind]),
        **_of_whom(kind, say),
        **_signed(kind, say),
    )


def in_both(kind: Kind, language: str, house: Statute | None = None) -> Facts:
    """The same in a document that holds both languages."""
    other = "en" if language == "ro" else "ro"
    return replace(facts(kind, language, house), translation=facts(kind, other, house))


def _of_whom(kind: Kind, say: Say) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if kind in _TO_NOBODY:
        changed["addressee"] = None
    if kind is Kind.CONVOCATION:
        members = say("Membrii", "Members of")
        changed["addressee"] = Addressee(name=f"{members} {say.body.of}")
    if kind is Kind.APPLICATION_FORM:
        changed["entry"], changed["verification"] = _RECEIVED, None
    if kind in _OF_A_SITTING:
        changed["application"], changed["reference"] = None, ""
    return changed


def _signed(kind: Kind, say: Say) -> dict[str, Any]:
    if kind in _UNSIGNED:
        return {"signatory": None}
    role = f"{say('Secretar al', 'Secretary of')} {say.body.of}"
    secretary = Person(name="Ioana EXEMPLU", role=role)
    if kind is Kind.REPORT:
        return {"signatory": Person(name="Mihai MODEL")}
    if kind is Kind.EXTRACT:
        return {"signatory": secretary}
    return {"second": secretary} if kind in _TWO_SIGN else {}


def _frame(say: Say, content: Content) -> Facts:
    return Facts(
        letterhead=letterhead(say.house, say.language) if say.house else _letterhead(say),
        entry=Entry(number="47", on=date(2026, 11, 22)),
        reference="ADZ-2026-0012",
        addressee=Addressee(
            name="Detecție Exemplu SRL",
            fiscal_code="18547290",
            address=("Str. Inventată nr. 1, București",),
            attention=Person(name="Ana MODEL", role="administrator", form=Form.MADAM),
        ),
        application=_RECEIVED,
        body=say.body,
        basis=say.basis,
        content=content,
        signatory=Person(
            name="Prenume NUME",
            role=f"{say('Președinte al', 'Chair of')} {say.body.of}",
        ),
        verification=Verification(code=_CODE, url=f"https://cluster.example/verify/{_CODE}"),
        statute_version="1",
        path=_path(say),
        prevails=say("Versiunea în limba română prevalează.", "The Romanian version prevails."),
    )


def _letterhead(say: Say) -> Letterhead:
    return Letterhead(
        name=say("Clusterul Exemplu CBRNE", "Example CBRNE Cluster"),
        name_of=say("Clusterului Exemplu CBRNE", "the Example CBRNE Cluster"),
        legal_form=say(
            "persoană juridică română de drept privat, fără scop patrimonial",
            "Romanian legal person under private law, not for profit",
        ),
        seat=say("Str. Exemplului nr. 1, București", "1 Exemplului Street, Bucharest"),
        registry="00/0000",
        fiscal_code="00000000",
        email="secretariat@cluster.example",
        web="cluster.example",
    )


def _path(say: Say) -> tuple[Station, ...]:
    return (
        Station(
            name=say("Înregistrată", "Registered"), passage=Passage.DONE, on=date(2026, 10, 10)
        ),
        Station(name=say("Verificarea procedurii", "Check of the procedure"), passage=Passage.NOW),
        Station(
            name=say("Evaluarea contribuției", "Assessment of the contribution"),
            passage=Passage.AHEAD,
        ),
        Station(name=f"{say('Hotărârea', 'Decision of')} {say.body.of}", passage=Passage.AHEAD),
    )
