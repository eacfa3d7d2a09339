"""The value chain as files: the workbook holds what the map shows, and so does the document."""

import io
from datetime import date

from openpyxl import load_workbook
from pypdf import PdfReader

from membership.value_chain import exports
from tests.membership.office import TestOffice
from tests.membership.value_chain.register import enter

DAY = date(2026, 11, 2)
ENGLISH = {"Accept-Language": "en"}


def test_the_workbook_holds_the_map_and_names_only_who_agreed(sqlite_office: TestOffice) -> None:
    enter(sqlite_office, "Numit Exemplu,RES:C+B:DET,2016-12-05,yes",
          "Nenumit Exemplu,RES:C:DET:partly,2017-01-09,no")  # fmt: skip
    answer = sqlite_office.client_of("rapporteur").get("/value-chain/report.xlsx", headers=ENGLISH)
    assert "attachment" in answer.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.data))
    head, first = list(book.worksheets[0].values)[:2]
    assert dict(zip(head, first, strict=True)) == {
        "Stage": "research", "C": 1, "B": 1, "R": 0, "N": 0, "E": 0, "X": 0,
    }  # fmt: skip
    listed = [row[0] for row in list(book.worksheets[1].values)[1:]]
    assert listed == ["Numit Exemplu", "not named"]


def test_the_document_says_the_same_in_both_languages(sqlite_office: TestOffice) -> None:
    enter(sqlite_office, "Numit Exemplu,RES:C+B:DET,2016-12-05,yes")
    client, said = sqlite_office.client_of("auditor"), "Ce îi lipsește clusterului"
    answer = client.get("/value-chain/report.pdf", headers={"Accept-Language": "ro"})
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert said in "".join(page.extract_text() for page in pages)
    with sqlite_office.app.test_request_context(headers=ENGLISH):
        picture = exports.Picture(sqlite_office.statute, DAY, (), ())
        html = exports.paper(picture, created=sqlite_office.at).html
    assert "What the cluster lacks" in html and said not in html
