"""What an applicant does, from the first page on to the answer the secretariat asked for."""

import re
from datetime import UTC, datetime
from pathlib import Path

from membership.demonstration.pdf import one_page
from tests.browser.house import awaited, link_in
from tests.browser.visitor import Given, Visitor

EMAIL = "ana.model@example.ro"
NAME = "Detecție Exemplu SRL"
SECTIONS: dict[str, dict[str, Given]] = {
    "organisation": {"legal_form": "srl", "legal_name": NAME, "founded_on": "2012-03-01"},
    "identifiers": {"fiscal_code": "RO 18547290", "register_number": "J2012999901400"},
    "seat": {
        "street": "Str. Inventată nr. 1",
        "locality": "București",
        "county": "București",
        "postal_code": "010101",
        "email": "contact@detectie.example",
    },
    "size": {
        "size_class": ("small",),
        "employees": "24",
        "rd_staff": "9",
        "turnover_band": "to_10m",
        "nace": "26.51",
        "no_group": True,
        "export_control": ("no",),
    },
    "representative": {
        "representative": "Ana Model",
        "representative_role": "administrator",
        "representative_email": EMAIL,
        "power": ("constitutive_act",),
        "language": ("ro",),
    },
    "contacts": {
        "delegate": "Ana Model",
        "delegate_email": EMAIL,
        "technical": "Mara Tehnică",
        "technical_email": "mara@detectie.example",
    },
}
PROOF = "Raport de încercare nr. 7/2025"
WORDS = "patru cuvinte ușor de ținut minte"
MOTIVATION = (
    "Dorim să punem la dispoziția clusterului laboratorul nostru și să participăm la proiecte "
    "internaționale comune privind protecția împotriva agenților chimici."
)
CLAIMS: tuple[dict[str, Given], ...] = (
    {
        "stage": "DEV",
        "fields": ("C", "B"),
        "capability": "DET",
        "description": "Dezvoltăm detectoare portabile pentru echipe de primă intervenție.",
        "since_year": "2019",
    },
    {
        "stage": "TST",
        "fields": ("C",),
        "capability": "IDN",
        "description": "Încercăm și etalonăm detectoare într-un laborator acreditat.",
        "since_year": "2021",
    },
)


def registers(visitor: Visitor) -> None:
    """Asks for an account, opens the link that was mailed, and chooses a password."""
    visitor.goes("/")
    assert visitor.page.locator("html").get_attribute("lang") == "ro"
    visitor.follows("/register")
    visitor.fills(name="Ana Model", email=EMAIL)
    visitor.presses()
    assert visitor.path == "/registered"
    link = link_in(visitor.house.mail_to(EMAIL, "account_confirm"))
    assert visitor.goes(link) == 200
    visitor.fills(password=WORDS)
    visitor.presses()
    visitor.presses()
    assert re.fullmatch(r"/application/[\w-]+", visitor.path), visitor.path + visitor.text()


def signs_in(visitor: Visitor) -> None:
    """Signs in with the password that was chosen."""
    visitor.goes("/sign-in")
    visitor.fills(email=EMAIL, password=WORDS)
    visitor.presses()


def fills_the_dossier(visitor: Visitor, folder: Path) -> None:
    """Answers every section of the task list, with claims and a real PDF as their proof."""
    for name, told in SECTIONS.items():
        section(visitor, name, told)
    documents(visitor, folder)
    claims(visitor, folder)
    section(visitor, "exchange", {"offers": ("services",), "no_seeks": True})
    section(visitor, "motivation", {"motivation": MOTIVATION, "activity": "Detectoare."})
    section(visitor, "interests", {"any_ties": "no"})
    visitor.follows("/declarations")
    for box in visitor.page.locator("main input[type='checkbox']").all():
        box.check()
    visitor.presses()


def section(visitor: Visitor, name: str, answers: dict[str, Given]) -> None:
    """Opens a section from the task list, answers it, and comes back to the list."""
    visitor.follows(f"/{name}")
    visitor.fills(**answers)
    visitor.presses()
    visitor.page.locator("ul.tasks").first.wait_for()


def documents(visitor: Visitor, folder: Path) -> None:
    """Files every document that the list of the legal form still misses, dated today."""
    visitor.follows("/documents")
    for code in ("D2", "D3", "D9"):
        file = folder / f"Document {code}.pdf"
        file.write_bytes(one_page(f"Document {code}", (NAME, "Document inventat.")))
        visitor.follows(f"/documents/{code}")
        visitor.fills(file=file)
        if code == "D2":
            visitor.fills(issued_on=f"{datetime.now(UTC):%Y-%m-%d}")
        visitor.presses()
    assert "Lipsește" not in visitor.text()
    visitor.opens("main p.actions a.btn-primary")


def claims(visitor: Visitor, folder: Path) -> None:
    """Claims two places in the value chain, and uploads the report that proves both."""
    visitor.follows("/claims")
    for claim in CLAIMS:
        visitor.follows("/claims/add")
        visitor.fills(**claim)
        visitor.presses()
    visitor.follows("/evidence")
    visitor.opens("main a[href*='/evidence/add?claim=']")
    for box in visitor.page.locator("main [name='claims']").all():
        box.check()
    file = folder / "Raport de încercare nr. 7.pdf"
    file.write_bytes(one_page(PROOF, (NAME, "Document inventat.")))
    visitor.fills(
        kind="TRP", title=PROOF, issuer="Laboratorul Exemplu", number="7/2025", file=file,
        confidentiality=("cluster",),
    )  # fmt: skip
    visitor.presses()
    visitor.opens("main p.actions a.btn-primary")
    visitor.page.locator("main a[href$='/interests']").wait_for()


def submits(visitor: Visitor) -> str:
    """Checks the answers, sends them, and reads the reference number."""
    visitor.follows("/check")
    read_back = visitor.text()
    for words in (NAME, "18547290", MOTIVATION, PROOF):
        assert words in read_back
    visitor.presses("/submit")
    reference = visitor.page.locator(".reference").inner_text().strip()
    assert re.fullmatch(r"ADZ-\d{4}-0001", reference)
    visitor.opens("main p.actions a")
    return reference


def receives_letter(visitor: Visitor, count: int) -> bytes:
    """Waits until so many letters are there, and downloads the newest."""
    here, links = visitor.path, visitor.page.locator("main a[href^='/letters/']")

    def there() -> bool:
        visitor.page.reload()
        return bool(links.count() == count)

    awaited(there, f"letter number {count}")
    visitor.opens("main a[href^='/letters/']")
    if visitor.page.locator("form[action$='/open']").count():
        visitor.presses("/open")
    with visitor.page.expect_download() as download:
        visitor.page.locator("main a[href$='.pdf']").click()
    visitor.goes(here)
    return Path(download.value.path()).read_bytes()


def answers(visitor: Visitor, words: str, file: Path) -> None:
    """Answers the clarification in words and with a file."""
    visitor.page.reload()
    visitor.follows("/answer")
    visitor.fills(answer_1=words, file_1=file)
    visitor.presses()
