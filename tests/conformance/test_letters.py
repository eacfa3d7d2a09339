"""Every letter keeps PDF/A-3a and PDF/UA-1 at once, whatever is written in it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from membership.letter import specimens
from membership.letter.compose import compose
from membership.letter.seal import sealed
from membership.printing.press import Press
from membership.settings import Settings
from tests.certificates import PASSWORD, holder
from tests.conformance.validator import Validator
from tests.membership.letter.examples import (
    ACKNOWLEDGEMENT,
    ADDRESSEE,
    ADMISSION,
    MARKED,
    REASON,
    REJECTION,
    sheet,
    spoiled,
)
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE
from workflows.letter_parts import Document, Field, Finding

KINDS = sorted(PRINTABLE)
LONG_NAME = ("Institutul Exemplu de Senzori, Detecție și Măsurări Înșirate " * 4)[:200]
HEBREW_NAME = "מכון לדוגמה לחיישנים בע״מ"
ARABIC_NAME = "شركة الكشف النموذجية"
EMOJI_NAME = "Detecție 🚀🇷🇴👩‍🔬 😀 SRL"
CEDILLA_NAME = "Societatea \u015ecoala de \u0162evi \u015fi \u0163iglă SRL"
UNKNOWN_SCRIPT_NAME = "示例传感器 \ue000 \U0001f980 SRL"

FINDINGS = tuple(
    Finding(
        stage=f"Etapa {n}",
        fields=(Field(name="C"), Field(name="B", partial=True)),
        evidence=(f"raport de încercare nr. {n}/2025", "certificat valabil până la 30.06.2028"),
    )
    for n in range(1, 41)
)
REASONS = tuple(
    replace(REASON, examined="foarte pe larg " * 60, why="neîndeplinit " * 300) for _ in range(6)
)
DOCUMENTS = tuple(Document(name=f"Document {n} {'x' * 180}.pdf") for n in range(60))


def addressed_to(name: str) -> dict[str, Any]:
    return {"addressee": replace(ADDRESSEE, name=name)}


TORTURE = {
    "name of 200 characters": (Kind.ADMISSION, addressed_to(LONG_NAME)),
    "name of 200 characters without a space": (Kind.REJECTION, addressed_to("Ț" * 200)),
    "Hebrew name": (Kind.ADMISSION, addressed_to(HEBREW_NAME)),
    "Arabic name": (Kind.REJECTION, addressed_to(ARABIC_NAME)),
    "emoji": (Kind.ADMISSION, addressed_to(EMOJI_NAME)),
    "cedilla letters": (Kind.ADMISSION, addressed_to(CEDILLA_NAME)),
    "script that no face draws": (Kind.ADMISSION, addressed_to(UNKNOWN_SCRIPT_NAME)),
    "40 findings": (Kind.ADMISSION, {"content": replace(ADMISSION, findings=FINDINGS)}),
    "long reasons": (Kind.REJECTION, {"content": replace(REJECTION, reasons=REASONS)}),
    "60 documents": (
        Kind.ACKNOWLEDGEMENT,
        {"content": replace(ACKNOWLEDGEMENT, documents=DOCUMENTS)},
    ),
    "a mark and a place for the stamp": (
        Kind.RESOLUTION,
        {"letterhead": MARKED},
    ),
    "nothing optional": (
        Kind.ADMISSION,
        {
            "content": replace(ADMISSION, findings=(), votes=None, member_number=None, annexes=()),
            "entry": None,
            "application": None,
            "basis": None,
            "signatory": None,
            "verification": None,
            "path": (),
        },
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_both_standards_in_both_languages(
    kind: Kind, press: Press, validator: Validator, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    whole = specimens.in_both(kind, "ro")
    path.write_bytes(press.print(compose(kind, "ro", whole, created=specimens.ISSUED)))
    assert validator.broken(path) == []
    first, *_, last = (page.extract_text() for page in PdfReader(path).pages)
    assert "Versiunea în limba română prevalează." in first
    assert "The Romanian version prevails." in last


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_both_standards_with_hostile_words_in_every_field(
    kind: Kind, press: Press, validator: Validator, tmp_path: Path
) -> None:
    hostile = spoiled(specimens.facts(kind, "en"))
    path = tmp_path / "letter.pdf"
    path.write_bytes(press.print(compose(kind, "en", hostile, created=specimens.ISSUED)))
    assert validator.broken(path) == []
    assert set(PdfReader(path).attachments) == {"letter.json"}


@pytest.mark.parametrize("case", TORTURE)
def test_a_letter_under_torture_keeps_both_standards(
    case: str, press: Press, validator: Validator, tmp_path: Path
) -> None:
    kind, changed = TORTURE[case]
    path = tmp_path / "letter.pdf"
    path.write_bytes(press.print(sheet(kind, **changed)))
    assert validator.broken(path) == []


def test_the_validator_finds_a_letter_that_breaks_both(
    press: Press, validator: Validator, tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(press.print(sheet(Kind.ADMISSION))))
    del writer.root_object["/MarkInfo"], writer.root_object["/StructTreeRoot"]
    path = tmp_path / "broken.pdf"
    writer.write(path)
    broken = validator.broken(path)
    assert any(rule.startswith("3a:") for rule in broken)
    assert any(rule.startswith("ua1:") for rule in broken)


def test_a_sealed_letter_keeps_both_standards(
    press: Press, validator: Validator, tmp_path: Path
) -> None:
    (tmp_path / "seal.p12").write_bytes(holder("Cluster Exemplu").pkcs12())
    settings = Settings(instance=tmp_path, seal_pkcs12=str(tmp_path / "seal.p12"),
                        seal_password=PASSWORD)  # fmt: skip
    printed = press.print(sheet(Kind.ADMISSION))
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed(printed, settings, at=datetime.now(UTC)).pdf)
    assert path.read_bytes().startswith(printed)
    assert len(path.read_bytes()) > len(printed)
    assert validator.broken(path) == []
