"""An answer that is missing: the page says which, at the field, and loses nothing typed."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from membership.database import reading
from membership.demonstration import paths
from membership.models import Application, Claim, Finding, Life, Motion
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Given, Visitor
from workflows.application import Stage

LANGUAGES = ("ro", "en")


@dataclass(frozen=True)
class Left:
    """A form that is sent with something left out: who, where, what is typed nevertheless."""

    role: str
    path: str
    typed: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, Given] = field(default_factory=dict)
    to: str = ""


FORMS = (
    Left("", "/sign-in", {"email": "ana@example.ro"}),
    Left("", "/register", {"name": "Ana Model"}),
    Left("applicant", "/application/{draft}/organisation", {"legal_name": "", "short_name": "TEX"}),
    Left("applicant", "/application/{draft}/representative", {"representative": ""}),
    Left("applicant", "/application/{draft}/claims/add", {"description": "Încercăm senzori."}),
    Left("applicant", "/application/{draft}/evidence/add", {"title": "Certificat"}),
    Left("applicant", "/application/{draft}/motivation", {"activity": "Cercetare"}),
    Left("applicant", "/application/{draft}/interests"),
    Left("applicant", "/application/{draft}/declarations"),
    Left("secretariat", "/case/{submitted}/procedure", {"note_identity": "De verificat."},
         {"mark_documents": ("missing",)}),
    Left("secretariat", "/case/{submitted}/ask", {"subject_1": "Hotărârea"}),
    Left("secretariat", "/case/{submitted}/assign"),
    Left("secretariat", "/case/{submitted}/inadmissible"),
    Left("rapporteur", "/case/{evidence_review}/claims/{claim}", {"reason": "Am citit."}),
    Left("board", "/motions/{motion}", to="/choose"),
    Left("board", "/motions/{motion}/confirm?choice=against", {"reason": ""}, to="/vote"),
    Left("chair", "/case/{board_decision}/motion", {"text_ro": "Consiliul amână."}),
    Left("administrator", "/people", {"name": "Dan Nou"}),
)  # fmt: skip


@pytest.mark.parametrize("cluster", ["proeco-cbrne"], indirect=True)
@pytest.mark.parametrize("left", FORMS, ids=lambda left: left.path)
def test_a_form_with_something_left_out_says_what_and_keeps_what_was_typed(
    cluster: House, comes: Comes, left: Left
) -> None:
    visitor = comes(cluster)
    crawl.speaks(visitor, LANGUAGES[FORMS.index(left) % 2])
    if left.role:
        visitor.enters(paths.fresh(cluster.engine, cluster.settings, left.role))
    assert visitor.goes(left.path.format_map(places(cluster))) == 200
    visitor.fills(**left.typed, **left.chosen)
    visitor.presses(left.to)
    visitor.is_told_what_lacks()
    for name, words in left.typed.items():
        assert visitor.page.locator(f"main [name='{name}']").input_value() == words
    assert nowhere(visitor) == []
    assert crawl.barriers(visitor) == []


def places(cluster: House) -> dict[str, str]:
    """What stands in the addresses: a case at each stage, the open motion, a claim not found."""
    with reading(cluster.engine) as session:
        cases = session.scalars(select(Application).order_by(Application.id.desc()))
        found = {case.stage.value: case.public_id for case in cases}
        motion = session.scalars(select(Motion).where(Motion.life == Life.OPEN)).one()
        unfound = (
            select(Claim)
            .join(Application)
            .outerjoin(Finding)
            .where(Application.stage == Stage.EVIDENCE_REVIEW, Finding.id.is_(None))
        )
        claim = session.scalars(unfound).first()
        assert claim is not None
        return {**found, "motion": motion.public_id, "claim": claim.public_id}


def nowhere(visitor: Visitor) -> list[str]:
    """The summary's links that lead to no field."""
    links = "all => all.map(a => a.hash).filter(to => !document.querySelector(to))"
    found: list[str] = visitor.page.eval_on_selector_all(".error-summary a", links)
    return found
