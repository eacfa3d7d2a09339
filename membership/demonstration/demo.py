"""Filling an empty installation: an invented register of members, and fifteen organisations that
apply, one in every main stage."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from membership import installation, statutes
from membership.database import Session, engine_for, reading
from membership.demonstration import (
    afterwards,
    board,
    desk,
    keys,
    meetings,
    on_members,
    paths,
    wording,
)
from membership.demonstration.cast import CHAIR
from membership.demonstration.meetings import Event
from membership.demonstration.story import Story
from membership.demonstration.under_way import submitted, under_way
from membership.models import Application, Letter, StageChange
from membership.printing.press import Press
from membership.settings import Settings, SettingsWrong
from membership.storage import Store
from workflows.letter import Channel, Receipt
from workflows.motion import ConditionState
from workflows.voting_terms import Choice, MotionKind

DAYS = 45
"""How long ago the story begins; it ends today, with a vote that is still open."""
MORNING = 7
"""The hour, in UTC, at which each day of the story begins."""

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
        start = _start(datetime.now(UTC))
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
    say(f"Invented keys for the seal and for who signs: {settings.instance}")
    return keys.give(settings, cluster=statutes.in_force(settings).short_name, chair=CHAIR,
                     since=datetime.now(UTC) - timedelta(days=DAYS + 1))  # fmt: skip


def _narrated(story: Story, say: Say) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []

    def tell(session: Session) -> None:
        # Steps are only ever appended, so what was told before is the offset.
        rows = select(StageChange).options(joinedload(StageChange.application))
        for change in session.scalars(rows.order_by(StageChange.id).offset(len(steps))):
            steps.append(_told(change, story))
            line = "{application}: {step}, {from} to {to}, by {by}".format(**steps[-1])
            article = steps[-1]["article"]
            say(f"{line} ({article})" if article else line)

    story.told = tell
    return steps


def _told(change: StageChange, story: Story) -> dict[str, Any]:
    basis = story.statute.cite(change.basis)
    roles = sorted(role.value for role in change.by.roles) if change.by else ["house"]
    return {
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
    """In the order of the days, so that numbers and dates run together; what fell due since the
    last of them is done at the end."""
    story.people()
    story.members()
    wording.words(story)
    for day, act in sorted(_timeline(story), key=lambda event: event[0]):
        story.on_day(day)
        act()
    story.at = max(story.at, datetime.now(UTC).replace(microsecond=0))
    story.work()


def _start(now: datetime) -> datetime:
    """The morning on which the story begins, so that its last day is behind us."""
    begins = (now - timedelta(days=DAYS)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return begins if begins + timedelta(days=DAYS) <= now else begins - timedelta(days=1)


FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
ADMITTED = {"chair": FOR, "vice": FOR, "board": FOR, "fourth": ABSTAIN}
REJECTED = {"chair": FOR, "vice": FOR, "board": FOR, "fourth": AGAINST}
DEFERRED = {"chair": FOR, "vice": FOR, "board": FOR, "fourth": FOR}


def _timeline(story: Story) -> list[Event]:
    return [
        *_to_the_board(story, "detectie", 0, MotionKind.ADMIT),
        *_decided(story, "detectie", 12, ADMITTED),
        (13, partial(desk.papers_come, story)),
        (16, partial(story.letter_goes, "detectie")),
        (17, partial(story.letter_goes, "detectie")),
        (18, partial(desk.is_annulled, story, "detectie")),
        (19, partial(desk.goes_signed_outside, story, "detectie")),
        (
            21,
            partial(
                desk.is_received,
                story,
                "detectie",
                Receipt.ANSWER,
                "Răspuns prin e-mail: „Am primit, mulțumim.”",
            ),
        ),
        *_to_the_board(story, "senzori", 10, MotionKind.REJECT),
        *meetings.decides(story, "senzori", REJECTED, day=20),
        *_to_the_board(story, "antene", 34, MotionKind.ADMIT),
        *meetings.is_ahead(story, "antene", day=44),
        (34, partial(story.letter_goes, "senzori")),
        (36, partial(desk.is_opened, story, "senzori")),
        *_to_the_board(story, "robotica", 20, MotionKind.DEFER),
        *_decided(story, "robotica", 32, DEFERRED),
        *_to_the_board(story, "protectie", 29, MotionKind.ADMIT),
        (43, partial(board.opens, story, "protectie", days=5)),
        (44, partial(board.votes, story, "protectie", vice=FOR)),
        *under_way(story),
        *_followed(story),
        *on_members.decides(story, DEFERRED, ADMITTED),
    ]


def _to_the_board(story: Story, key: str, day: int, kind: MotionKind) -> list[Event]:
    return [
        *submitted(story, key, day),
        (day + 2, partial(board.accepts, story, key)),
        (day + 8, partial(board.assesses, story, key)),
        (day + 9, partial(board.reports, story, key, kind)),
    ]


def _decided(story: Story, key: str, day: int, choices: dict[str, Choice]) -> list[Event]:
    return [
        (day, partial(board.opens, story, key, days=7)),
        (day + 2, partial(board.votes, story, key, **choices)),
        (day + 2, partial(board.closes, story, key)),
    ]


def _followed(story: Story) -> list[Event]:
    """A condition met, one that was not, a resolution corrected, a contestation dismissed."""
    admit = MotionKind.ADMIT_CONDITIONALLY
    met, missed = ConditionState.FULFILLED, ConditionState.FAILED
    corrected = "La art. 1 din Hotărâre, localitatea se citește „București, sectorul 1”."
    correction = "In article 1 of the Resolution, the locality reads “Bucharest, sector 1”."
    after = afterwards
    return [
        *_to_the_board(story, "filtre", 1, admit),
        (10, partial(after.writes_condition, story, "filtre", days=60)),
        (26, partial(story.letter_goes, "filtre")),
        (30, partial(after.finds_condition, story, "filtre", met, "Certificatul nr. 4412/2026.")),
        (36, partial(desk.comes_signed_on_paper, story, "filtre")),
        *_to_the_board(story, "drone", 2, admit),
        (11, partial(after.writes_condition, story, "drone", days=15)),
        (29, partial(after.finds_condition, story, "drone", missed, "Nu s-a depus nimic.")),
        (30, partial(after.lodges, story, "drone", MotionKind.REVOKE)),
        (31, partial(after.opens_again, story, "drone")),
        (32, partial(after.votes_secretly, story, "drone", **REJECTED)),
        (33, partial(board.closes, story, "drone")),
        (34, partial(story.letter_goes, "drone")),
        (35, partial(story.letter_goes, "drone")),
        (18, partial(after.lodges, story, "detectie", MotionKind.RECTIFY, text_ro=corrected,
                     text_en=correction)),
        (19, partial(after.opens_again, story, "detectie")),
        (20, partial(board.votes, story, "detectie", **DEFERRED)),
        (20, partial(board.closes, story, "detectie")),
        *_to_the_board(story, "simulare", 3, MotionKind.REJECT),
        *meetings.decides_together(story, ("filtre", "drone", "simulare"), day=12),
        (27, partial(story.letter_goes, "simulare", Channel.REGISTERED_POST, "RO 44 710 118 3")),
        (28, partial(desk.comes_back, story, "simulare", "destinatar plecat de la adresă")),
        (29, partial(desk.goes_again, story, "simulare", Channel.COURIER, "AWB 2204 5519")),
        (30, partial(desk.is_received, story, "simulare", Receipt.COURIER,
                     "Predat la recepție, semnătură lizibilă.", proof="Confirmare de livrare")),
        (31, partial(after.contests, story, "simulare")),
        (38, partial(after.is_dismissed, story, "simulare")),
        (39, partial(story.letter_goes, "simulare")),
        (40, partial(story.letter_goes, "simulare")),
    ]  # fmt: skip
