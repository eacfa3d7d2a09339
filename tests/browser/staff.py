"""What the secretariat and the rapporteur do with a case, page by page."""

import re
from datetime import UTC, datetime, timedelta

from membership.demonstration.paths import address
from tests.browser.house import awaited
from tests.browser.visitor import Visitor

ASKED = "Vă rugăm să transmiteți hotărârea organului de conducere privind aderarea."


def comes_in(visitor: Visitor, key: str) -> None:
    """Signs in by a one-time path, and stands on the first page of the role."""
    visitor.enters(visitor.house.way_in(address(key)))


def finds_in_the_queue(visitor: Visitor, name: str) -> None:
    """Opens the case from the queue."""
    visitor.goes("/")
    assert visitor.path == "/queue"
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=name).click()


def ticks_the_checklist(visitor: Visitor, then: str, *, lacking: str = "") -> None:
    """Marks every line as conforming but one that lacks something, and goes on."""
    visitor.follows("/procedure")
    for line in visitor.page.locator("main [name^='mark_'][value='conform']").all():
        line.check()
    if lacking:
        visitor.fills(**{f"mark_{lacking}": ("missing",)}, **{f"note_{lacking}": ASKED})
    visitor.presses(name="then", value=then)


def asks(visitor: Visitor) -> None:
    """Sends what the checklist found lacking to the applicant, in the words of the note."""
    assert visitor.path.endswith("/ask")
    assert visitor.page.locator("[name='question_1']").input_value() == ASKED
    visitor.presses()


def accepts_and_assigns(visitor: Visitor, rapporteur: str) -> None:
    """Accepts the procedure, and gives the file to a rapporteur."""
    assert visitor.path.endswith("/assign")
    visitor.page.get_by_label(rapporteur).check()
    visitor.presses()


def declares(visitor: Visitor, kind: str, why: str = "") -> None:
    """Says whether there is an interest, before the file opens."""
    assert visitor.page.url.partition("?")[0].endswith("/interest")
    visitor.presses()
    visitor.is_told_what_lacks()
    visitor.fills(kind=(kind,), explanation=why)
    visitor.presses()


def reads_the_evidence_beside(visitor: Visitor) -> None:
    """Opens the evidence for its purpose; then its page stands beside the claim as a picture."""
    claim = visitor.path
    assert re.search(r"/claims/[\w-]+$", claim)
    visitor.opens("main .paper a[href*='/documents/']")
    if visitor.page.locator("[name='purpose']").count():
        visitor.page.locator("[name='purpose']").first.check()
    visitor.presses(name="look", value="1")
    visitor.goes(claim)
    picture = visitor.page.locator("main .paper img").first
    picture.scroll_into_view_if_needed()
    awaited(lambda: bool(picture.evaluate("it => it.naturalWidth")), "the picture of the page")


def finds(visitor: Visitor, reason: str) -> None:
    """Gives a finding on the claim, beside its evidence."""
    visitor.fills(verdict=("proven",), reason=reason)
    visitor.presses()


def keeps_a_draft(visitor: Visitor, reason: str) -> None:
    """Begins the reason of a finding and leaves it for later."""
    assert re.search(r"/claims/[\w-]+$", visitor.path)
    visitor.fills(reason=reason)
    visitor.presses(name="then", value="draft")


def reads_the_matrix(visitor: Visitor, *findings: str) -> None:
    """Looks at claims and evidence, one beside the other, and goes back to the case."""
    case = visitor.path
    visitor.follows("/matrix")
    assert visitor.page.locator("main table tbody tr").count() == len(findings)
    assert all(words in visitor.text() for words in findings)
    assert visitor.goes(case) == 200


def reports(visitor: Visitor) -> None:
    """Concludes, and lodges the motion that was drawn from the findings."""
    visitor.follows("/report")
    assert visitor.page.locator("[name='quality'][value='fulfilled']").is_checked()
    assert "art. 11" in visitor.page.locator("[name='text_ro']").input_value().lower()
    visitor.presses()
    visitor.is_told_what_lacks()
    visitor.fills(text="Afirmațiile au fost verificate pe baza raportului de încercare.")
    visitor.presses()


def puts_to_the_board(visitor: Visitor) -> None:
    """Calls the Board for a vote that closes in a week."""
    visitor.follows("/schedule")
    closes = datetime.now(UTC) + timedelta(days=7)
    visitor.fills(closes_on=f"{closes:%Y-%m-%d}", closes_at="18:00")
    visitor.presses()


def issues_the_letter(visitor: Visitor) -> None:
    """Gives the letter its number, and waits until it is printed."""
    visitor.opens("main aside a[href*='/letters/']")
    visitor.presses("/issue")
    printed = visitor.page.locator("main a[href$='.pdf']")

    def there() -> bool:
        visitor.page.reload()
        return bool(printed.count())

    awaited(there, "the printed letter")


def sends_the_letter(visitor: Visitor, signed_by: str) -> None:
    """Records who signed the letter, as the page proposes, and that it leaves by the portal."""
    assert visitor.page.locator("main [name='signed_by']").input_value() == signed_by
    visitor.fills(signed_by=signed_by, channel=("portal",))
    visitor.presses("/dispatch")
