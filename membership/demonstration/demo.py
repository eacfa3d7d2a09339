"""Filling an empty installation: nine invented organisations, one in every main stage."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from membership import installation, statutes
from membership.application import services as applications
from membership.database import Session, engine_for, reading
from membership.demonstration import board, paths
from membership.demonstration.story import Story
from membership.letter.press import Press
from membership.models import Application, Letter, StageChange
from membership.settings import Settings, SettingsWrong
from membership.storage import Store
from workflows.voting_terms import Choice, MotionKind

DAYS = 45
"""How long ago the story begins; it ends today, with a vote that is still open."""

Say = Callable[[str], None]


def fill(instance: Path, statute: str, say: Say) -> dict[str, Any]:
    """Plays the story and answers its steps, the letters' files and the ways in.

    Refuses an installation that already has cases.
    """
    settings = _prepared(instance, statute, say)
    engine = engine_for(settings.database)
    try:
        with reading(engine) as session:
            if session.scalar(select(func.count(Application.id))):
                raise SettingsWrong(f"{instance} already has cases; the demonstration fills none")
        start = (datetime.now(UTC) - timedelta(days=DAYS)).replace(microsecond=0)
        with Press(seconds=settings.press_seconds) as press:
            story = Story(engine, settings, press, start)
            steps = _narrated(story, say)
            _play(story)
        sign_in = {role: paths.fresh(engine, settings, role) for role in paths.ROLES}
        with reading(engine) as session:
            letters = _letters(session, settings)
    finally:
        engine.dispose()
    for path in letters:
        say(f"letter {path}")
    for role, path in sign_in.items():
        say(f"sign in as {role}: {settings.base_url}{path}")
    return {"steps": steps, "letters": letters, "sign_in": sign_in}


def _prepared(instance: Path, statute: str, say: Say) -> Settings:
    settings = installation.init(instance, statute)
    if not settings.own_statute.exists():
        own = resources.files("membership.demonstration") / f"{statute}.toml"
        settings.own_statute.write_text(own.read_text("utf-8"), "utf-8")
        say(f"Invented deadlines, voting rules and letterhead: {settings.own_statute}")
    if not statutes.in_force(settings).demonstration:
        raise SettingsWrong(f"{settings.own_statute} is not the demonstration's; nothing is filled")
    return settings


def _narrated(story: Story, say: Say) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []

    def tell(session: Session) -> None:
        since = select(StageChange).where(StageChange.id > (steps[-1]["id"] if steps else 0))
        loaded = since.options(joinedload(StageChange.application)).order_by(StageChange.id)
        for change in session.scalars(loaded):
            steps.append(_told(change, story))
            say("{application}: {step}, {from} to {to}, by {by}{why}".format(
                **steps[-1], why=f" ({steps[-1]['article']})" if steps[-1]["article"] else ""
            ))  # fmt: skip

    story.told = tell
    return steps


def _told(change: StageChange, story: Story) -> dict[str, Any]:
    basis = story.statute.cite(change.basis)
    roles = sorted(role.value for role in change.by.roles) if change.by else ["house"]
    return {
        "id": change.id,
        "application": change.application.reference or change.application.organisation.legal_name,
        "step": change.step.value,
        "from": change.source.value,
        "to": change.target.value,
        "by": roles[-1] if "chair" not in roles else "chair",
        "article": basis.cite.en if basis else None,
    }


def _letters(session: Session, settings: Settings) -> list[str]:
    """Copies of the printed letters under names that a person can read."""
    folder, store = settings.instance / "letters", Store(settings.documents)
    folder.mkdir(exist_ok=True)
    copies = []
    for letter in session.scalars(select(Letter).order_by(Letter.id)):
        if letter.document is None or letter.entry is None:
            continue
        name = f"{letter.entry.year}-{letter.entry.number:04}-{letter.kind.slug}.pdf"
        shutil.copyfile(store.path(letter.document.sha256), folder / name)
        copies.append(str(folder / name))
    return copies


def _play(story: Story) -> None:
    story.people()
    _admitted(story)
    _rejected(story)
    _deferred(story)
    _under_way(story)
    _voted_on_now(story)


def _admitted(story: Story) -> None:
    story.drafts("detectie")
    story.submits("detectie")
    story.on_day(2)
    board.accepts(story, "detectie")
    story.on_day(8)
    board.assesses(story, "detectie")
    board.reports(story, "detectie", MotionKind.ADMIT)
    story.on_day(12)
    board.opens(story, "detectie", days=7)
    story.on_day(14)
    board.votes(story, "detectie", chair=Choice.FOR, vice=Choice.FOR, board=Choice.FOR,
                fourth=Choice.ABSTAIN)  # fmt: skip
    board.closes(story, "detectie")
    story.on_day(16)
    story.letter_goes("detectie")


def _rejected(story: Story) -> None:
    story.on_day(10)
    story.drafts("senzori")
    story.submits("senzori")
    story.on_day(13)
    board.accepts(story, "senzori")
    story.on_day(18)
    board.assesses(story, "senzori")
    board.reports(story, "senzori", MotionKind.REJECT)
    story.on_day(20)
    board.opens(story, "senzori", days=7)
    story.on_day(22)
    board.votes(story, "senzori", chair=Choice.FOR, vice=Choice.FOR, board=Choice.FOR,
                fourth=Choice.AGAINST)  # fmt: skip
    board.closes(story, "senzori")
    story.on_day(24)
    story.letter_goes("senzori")


def _deferred(story: Story) -> None:
    story.on_day(20)
    story.drafts("robotica")
    story.submits("robotica")
    story.on_day(22)
    board.accepts(story, "robotica")
    story.on_day(27)
    board.assesses(story, "robotica")
    board.reports(story, "robotica", MotionKind.DEFER)
    story.on_day(29)
    board.opens(story, "robotica", days=7)
    board.votes(story, "robotica", chair=Choice.FOR, vice=Choice.FOR, board=Choice.FOR,
                fourth=Choice.FOR)  # fmt: skip
    board.closes(story, "robotica")


def _under_way(story: Story) -> None:
    story.on_day(30)
    story.drafts("consult")
    story.submits("consult")
    story.on_day(32)
    with story.act() as session:
        applicant = story.person(session, "consult")
        applications.withdraw(session, applicant, story.cases["consult"], at=story.now())
    story.on_day(33)
    story.drafts("laborator")
    story.submits("laborator")
    story.on_day(35)
    board.accepts(story, "laborator")
    story.on_day(41)
    board.assesses(story, "laborator", only=1)
    story.on_day(36)
    story.drafts("decontaminare")
    story.submits("decontaminare")
    story.on_day(38)
    board.asks(story, "decontaminare", "Hotărârea organului de conducere",
               "Vă rugăm să transmiteți hotărârea adunării generale privind aderarea.")  # fmt: skip
    story.on_day(42)
    story.drafts("primaria")
    story.submits("primaria")
    story.on_day(43)
    story.drafts("universitate", complete=False)


def _voted_on_now(story: Story) -> None:
    story.on_day(28)
    story.drafts("protectie")
    story.submits("protectie")
    story.on_day(30)
    board.accepts(story, "protectie")
    story.on_day(36)
    board.assesses(story, "protectie")
    board.reports(story, "protectie", MotionKind.ADMIT)
    story.on_day(43)
    board.opens(story, "protectie", days=5)
    story.on_day(44)
    board.votes(story, "protectie", vice=Choice.FOR)
    story.work()
