"""Invented facts for one paper of every kind, in either language: what the gallery prints."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from membership.letter import specimens_board as papers_board
from membership.letter import specimens_case as papers_case
from membership.letter import specimens_decided as papers_decided
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

ISSUED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_CODE = "K7QF-2M9D"
_TWO_SIGN = frozenset({Kind.RESOLUTION, Kind.MINUTES})
_UNSIGNED = frozenset({Kind.ACKNOWLEDGEMENT, Kind.APPLICATION_FORM, Kind.MANDATE})
_TO_NOBODY = frozenset({Kind.MINUTES, Kind.RESOLUTION, Kind.MANDATE})
_OF_A_SITTING = frozenset({Kind.CONVOCATION, Kind.MINUTES, Kind.MANDATE})


def contents(language: str) -> Mapping[Kind, Content]:
    """One content of every kind that can be printed, by its kind."""
    rooms = (papers_case, papers_decided, papers_board)
    every = (content for room in rooms for content in room.contents(language))
    return {KIND_OF[type(content)]: content for content in every}


def facts(kind: Kind, language: str) -> Facts:
    """The facts of an ordinary paper of this kind."""
    return replace(
        _frame(language),
        content=contents(language)[kind],
        **_of_whom(kind, language),
        **_signed(kind, language),
    )


def _of_whom(kind: Kind, language: str) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if kind in _TO_NOBODY:
        changed["addressee"] = None
    if kind is Kind.CONVOCATION:
        members = papers_case.spoken(language)(
            "Membrii Consiliului Director", "Members of the Directors Board"
        )
        changed["addressee"] = Addressee(name=members)
    if kind in _OF_A_SITTING:
        changed["application"], changed["reference"] = None, ""
    return changed


def _signed(kind: Kind, language: str) -> dict[str, Any]:
    say = papers_case.spoken(language)
    if kind in _UNSIGNED:
        return {"signatory": None}
    role = say("Secretarul Consiliului Director", "Secretary of the Directors Board")
    secretary = Person(name="Ioana EXEMPLU", role=role)
    if kind is Kind.EXTRACT:
        return {"signatory": secretary}
    return {"second": secretary} if kind in _TWO_SIGN else {}


def _frame(language: str) -> Facts:
    say: Callable[[str, str], str] = papers_case.spoken(language)
    return Facts(
        letterhead=Letterhead(
            name=say("Clusterul Exemplu CBRNE", "Example CBRNE Cluster"),
            legal_form=say(
                "persoană juridică română de drept privat, fără scop patrimonial",
                "Romanian legal person under private law, not for profit",
            ),
            seat=say("Str. Exemplului nr. 1, București", "1 Exemplului Street, Bucharest"),
            registry="00/0000",
            fiscal_code="00000000",
            email="secretariat@cluster.example",
            web="cluster.example",
        ),
        entry=Entry(number="47", on=date(2026, 11, 22)),
        reference="ADZ-2026-0012",
        addressee=Addressee(
            name="Detecție Exemplu SRL",
            fiscal_code="18547290",
            address=("Str. Inventată nr. 1, București",),
            attention=Person(name="Ana MODEL", role="administrator", form=Form.MADAM),
        ),
        application=Entry(number="31", on=date(2026, 10, 10)),
        body=say("Consiliul Director", "Directors Board"),
        basis=say("art. 11 din Statut", "Article 11 of the Statute"),
        content=contents(language)[Kind.ACKNOWLEDGEMENT],
        signatory=Person(
            name="Prenume NUME",
            role=say("Președintele Consiliului Director", "Chair of the Directors Board"),
        ),
        verification=Verification(code=_CODE, url=f"https://cluster.example/verify/{_CODE}"),
        statute_version="1",
        path=_path(language),
    )


def _path(language: str) -> tuple[Station, ...]:
    say = papers_case.spoken(language)
    return (
        Station(
            name=say("Înregistrată", "Registered"), passage=Passage.DONE, on=date(2026, 10, 10)
        ),
        Station(name=say("Verificarea procedurii", "Check of the procedure"), passage=Passage.NOW),
        Station(name=say("Evaluarea contribuției", "Assessment"), passage=Passage.AHEAD),
        Station(name=say("Hotărârea", "Decision"), passage=Passage.AHEAD),
    )
