"""The pictures in docs/screenshots, taken from a demonstration: ``make screenshots``.

``python -m tests.browser.screenshots ballot result`` takes only these.

Every picture is kept small: so many pixels of the page from its head, in few colours.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from membership.database import reading
from membership.demonstration import demo, paths
from membership.models import Application, Life, Motion, Sitting
from tests.browser import crawl
from tests.browser.house import House, served
from tests.browser.test_errors import places
from tests.browser.visitor import Visitor
from workflows.application import Stage

DOCS = Path("docs/screenshots")
WIDTHS = (crawl.DESK, crawl.PHONE)
JOURNEY = 2000
"""How much of a page of the journey is shown, in pixels from its head."""
COLOURS = 24
APPLICANTS = {
    "0-join": ("", "/join"),
    "1-tasks": ("universitate", "/application/{own}"),
    "2-section": ("universitate", "/application/{own}/identifiers"),
    "3-evidence": ("universitate", "/application/{own}/evidence/add"),
    "4-check": ("universitate", "/application/{own}/check"),
    "5-submitted": ("primaria", "/application/{own}/submitted"),
    "6-status": ("decontaminare", "/application/{own}"),
    "7-answer": ("decontaminare", "/application/{own}/answer"),
    "8-contest": ("senzori", "/application/{own}/contest"),
}
"""The pages of the journey, each with whose it is and where."""
OFFICE = {
    "case-en-1280": ("secretariat", "/case/{evidence_review}", 1000),
    "queue-en-1280": ("secretariat", "/queue?filter=all", 900),
    "ballot-ro-390": ("board", "/motions/{motion}", 1100),
    "result-en-390": ("board", "/motions/{closed}/result", 1100),
    "tasks-ro-390": ("applicant", "/application/{draft}", 1100),
    "matrix-en-1280": ("rapporteur", "/case/{evidence_review}/matrix", 900),
    "matrix-ro-390": ("rapporteur", "/case/{evidence_review}/matrix", 1400),
    "value-chain-en-1280": ("auditor", "/value-chain", 1300),
    "value-chain-ro-390": ("auditor", "/value-chain", 2000),
}
"""The pictures of the office's pages: the role, where, and how many pixels high."""
PAPERS = {"letter-ro": "certificate", "report-ro": "report"}
"""The papers of which a picture is taken: by its name, the kind of the letter."""


BOARD = {
    "ballot": ("board", "/motions/{motion}"),
    "confirm": ("board", "/motions/{motion}/confirm?choice=for"),
    "receipt": ("vice", "/motions/{motion}/receipt"),
    "result": ("board", "/motions/{closed}/result"),
    "sitting": ("board", "/sittings/{ahead}"),
    "pack": ("board", "/sittings/{ahead}/pack"),
    "minutes": ("board", "/sittings/{minuted}/minutes"),
}
"""What members of the Board see on their phones: each with whose it is and where."""


def main(only: tuple[str, ...]) -> None:
    """Fills a demonstration in a folder of its own, takes the pictures whose names begin so, or
    every one, and leaves nothing else."""
    begins = only or ("",)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as (house, browser):
        for name, (key, path) in APPLICANTS.items():
            if name.startswith(begins):
                journey(house, browser, name, key, path)
        for name, (role, path, height) in OFFICE.items():
            if name.startswith(begins):
                visitor = newcomer(house, browser, paths.fresh(house.engine, house.settings, role))
                take(visitor, path.format_map(found(house)), height, DOCS / name)
        for name, (key, path) in BOARD.items():
            if f"board/{name}".startswith(begins):
                on_the_phone(house, browser, name, key, path)
        for name, kind in PAPERS.items():
            if name.startswith(begins):
                paper(house, kind, DOCS / name)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[House, Browser]]:
    """The demonstration as it is served, and a browser."""
    demo.fill(folder, "proeco-cbrne", lambda line: None)
    with served(folder) as house, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield house, browser
        browser.close()


def newcomer(house: House, browser: Browser, path: str) -> Visitor:
    """Somebody who has come in, or a stranger."""
    visitor = Visitor(browser.new_context(locale="ro-RO").new_page(), house)
    if path:
        visitor.enters(path)
    return visitor


def journey(house: House, browser: Browser, name: str, key: str, path: str) -> None:
    """One page of the journey in both languages, on a desk and on a phone."""
    visitor = newcomer(house, browser, house.way_in(f"{key}@example.ro") if key else "")
    where = path.format(own=visitor.path.rpartition("/")[2])
    for language in ("ro", "en"):
        for width in WIDTHS:
            take(visitor, where, JOURNEY, DOCS / "journey" / f"{name}-{language}-{width}")


def on_the_phone(house: House, browser: Browser, name: str, key: str, path: str) -> None:
    """One page of a member of the Board in both languages, on a phone."""
    visitor, to = newcomer(house, browser, house.way_in(paths.address(key))), DOCS / "board"
    for language in ("ro", "en"):
        take(visitor, path.format_map(found(house)), JOURNEY, to / f"{name}-{language}-390")


def take(visitor: Visitor, path: str, height: int, to: Path) -> None:
    """A picture of a page from its head, so many pixels of it; its name ends in the language and
    the width."""
    _name, language, width = to.name.rsplit("-", 2)
    crawl.speaks(visitor, language)
    crawl.is_wide(visitor, int(width))
    assert visitor.goes(path) == 200, path
    visitor.page.emulate_media(reduced_motion="reduce")
    kept(visitor.page.screenshot(full_page=True), height, to)


def kept(picture: bytes, height: int, to: Path) -> None:
    """Keeps the head of a picture, in few colours."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    head = whole.crop((0, 0, whole.width, min(height, whole.height)))
    few = head.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(to.with_suffix(".png"), optimize=True)


def found(house: House) -> dict[str, str]:
    """What stands in the addresses: a case at each stage, an open motion and a closed one, the
    sitting ahead, and one whose minutes are approved."""
    with reading(house.engine) as session:
        closed = (
            select(Motion)
            .join(Application)
            .where(Motion.life == Life.CLOSED, Application.stage == Stage.ASSOCIATE_MEMBER)
        )
        motion = session.scalars(closed.order_by(Motion.id)).first()
        sittings = session.scalars(select(Sitting).order_by(Sitting.id)).all()
        return {
            **places(house),
            "closed": motion.public_id if motion else "",
            "ahead": sittings[-1].public_id,
            "minuted": next(one.public_id for one in sittings if one.minutes),
        }


def paper(house: House, kind: str, to: Path) -> None:
    """The first page of the last paper of this kind, as it is printed."""
    printed = sorted((house.settings.instance / "letters").glob(f"*-{kind}.pdf"))[-1]
    page = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", str(printed)]
    answer = subprocess.run(page, check=True, capture_output=True)
    kept(answer.stdout, 2000, to)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
