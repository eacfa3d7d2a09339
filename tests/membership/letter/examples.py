"""Letters of an invented cluster to invented organisations, for the tests to print."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from membership.letter import specimens
from membership.letter.compose import compose
from membership.printing.wire import Sheet
from workflows.letter import Kind
from workflows.letter_case import Acknowledgement
from workflows.letter_decided import Admission, Rejection
from workflows.letter_facts import Content, Facts
from workflows.letter_parts import (
    Addressee,
    Contest,
    Document,
    Entry,
    Fee,
    Field,
    Finding,
    Form,
    Letterhead,
    Organ,
    Passage,
    Person,
    Reason,
    Resolution,
    Station,
    Stroke,
    Verification,
    Votes,
)

ISSUED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SITTING = date(2026, 11, 19)
RESOLUTION = Resolution(number="7", on=SITTING, sitting_on=SITTING)

ADMISSION = Admission(
    resolution=RESOLUTION,
    quality="membru asociat",
    effective_on=SITTING,
    findings=(
        Finding(
            stage="Cercetare",
            fields=(Field(name="C"),),
            evidence=("raport de cercetare nr. 12/2024", "brevet (număr exemplu)"),
        ),
        Finding(
            stage="Dezvoltare",
            fields=(Field(name="C"), Field(name="B", partial=True)),
            evidence=("raport de prototip",),
        ),
    ),
    votes=Votes(for_=4, against=1, abstain=1, present=6),
    member_number="M-0007",
    rights=(
        "Drepturile și îndatoririle dumneavoastră sunt cele din Statut (versiunea 1) și din "
        "regulamentele interne (versiunea 1).",
    ),
    fee=Fee(amount="1.000 lei pe an, cu o taxă de înscriere de 500 lei"),
    delegate_by=date(2026, 12, 19),
    annexes=("extrasul hotărârii",),
)
LETTERHEAD = Letterhead(
    name="Clusterul Român PROECO-CBRNE",
    name_of="Clusterului Român PROECO-CBRNE",
    legal_form="persoană juridică română de drept privat, fără scop patrimonial",
    seat="Str. Exemplului nr. 1, București",
    registry="00/0000",
    fiscal_code="00000000",
    email="secretariat@cluster.example",
    web="cluster.example",
)
MARKED = replace(
    LETTERHEAD,
    mark=(
        Stroke(path="M50 0L100 50L50 100L0 50Z"),
        Stroke(path="M25 25h9v9z", colour="#fff000"),
    ),
    stamp_box=True,
)
"""The letterhead of a cluster that draws a mark and leaves a place for the stamp."""

REASON = Reason(
    criterion="Contribuția în domeniile CBRNE (art. 11 din Statut)",
    examined="cele trei fișe de produs și prezentarea societății",
    why="documentele descriu echipamente de uz general",
)
REJECTION = Rejection(
    resolution=replace(RESOLUTION, number="8"),
    reasons=(REASON, REASON),
    contest=Contest(body="Adunarea Generală", days=30, email="contestatii@cluster.example"),
    reapply_from=date(2027, 11, 19),
    contact=Person(name="Ion EXEMPLU", form=Form.SIR, email="secretariat@cluster.example"),
)
ACKNOWLEDGEMENT = Acknowledgement(
    received_at=datetime(2026, 10, 10, 21, 7, tzinfo=UTC),
    documents=tuple(
        Document(name=f"Document exemplu {n}.pdf", pages=n, sha256=f"{n:064x}") for n in range(1, 5)
    ),
    check_by=date(2026, 10, 14),
    decide_by=date(2026, 11, 20),
    contact=Person(name="Ion EXEMPLU", role="secretar", form=Form.SIR),
    privacy_url="https://cluster.example/privacy",
)
ADDRESSEE = Addressee(
    name="Detecție Exemplu SRL",
    fiscal_code="18547290",
    address=("Str. Inventată nr. 1, București",),
    attention=Person(name="Ana MODEL", role="administrator", form=Form.MADAM),
)
CONTENTS: dict[Kind, Content] = {
    Kind.ACKNOWLEDGEMENT: ACKNOWLEDGEMENT,
    Kind.ADMISSION: ADMISSION,
    Kind.REJECTION: REJECTION,
}
"""The three that tests change; every other kind is the gallery's."""

PATH = (
    Station(name="Înregistrată", passage=Passage.DONE, on=date(2026, 10, 10)),
    Station(name="Verificarea procedurii", passage=Passage.NOW),
    Station(name="Evaluarea contribuției", passage=Passage.AHEAD),
    Station(name="Hotărârea Consiliului Director", passage=Passage.AHEAD),
)

BODIES = {
    "ro": Organ(name="Consiliul Director", of="Consiliului Director"),
    "en": Organ(name="Directors Board", of="the Directors Board"),
}
_BASES = {"ro": "art. 11 din Statut", "en": "Article 11 of the Statute"}
_CHAIRS = {"ro": "Președintele Consiliului Director", "en": "Chair of the Directors Board"}


def facts(kind: Kind, language: str = "ro", **changed: Any) -> Facts:
    """The facts of an ordinary letter of this kind, with what the test changes."""
    if kind not in CONTENTS:
        return replace(specimens.facts(kind, language), **changed)
    whole = Facts(
        letterhead=LETTERHEAD,
        entry=Entry(number="47", on=date(2026, 11, 22)),
        reference="ADZ-2026-0012",
        addressee=ADDRESSEE,
        application=Entry(number="31", on=date(2026, 10, 10)),
        body=BODIES[language],
        basis=_BASES[language],
        content=CONTENTS[kind],
        signatory=Person(name="Prenume NUME", role=_CHAIRS[language]),
        verification=Verification(code="K7QF-2M9D", url="https://cluster.example/verify/K7QF-2M9D"),
        statute_version="1",
        path=PATH,
        prevails="Versiunea în limba română prevalează.",
    )
    return replace(whole, **changed)


def sheet(kind: Kind, language: str = "ro", **changed: Any) -> Sheet:
    """The sheet of such a letter, ready for the press."""
    return compose(kind, language, facts(kind, language, **changed), created=ISSUED)


HOSTILE = (
    '<img src="http://127.0.0.1:9/x"><link rel=attachment href="file:///etc/passwd"> '
    "{{ config }} {% for x in y %} מכון לדוגמה שו 🚀 "
)


def spoiled(value: Any) -> Any:
    """The same facts with markup, another direction and emoji in every text that people write."""
    if isinstance(value, tuple):
        return tuple(spoiled(item) for item in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return HOSTILE + value
    if not is_dataclass(value) or isinstance(value, type | Verification):
        return value
    kept = {"accent"}
    return replace(
        value,
        **{
            field.name: spoiled(getattr(value, field.name))
            for field in fields(value)
            if field.name not in kept
        },
    )
