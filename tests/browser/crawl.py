"""Walking through the pages of a role, and what every page must hold up to."""

import re
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.visitor import Visitor

AXE = Axe().axe_script
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """levels => axe.run(document, {runOnly: {type: 'tag', values: levels},
                                      resultTypes: ['violations']})"""
FILES = re.compile(
    r"\.(pdf|ics|zip|xlsx|csv|py)(\?|$)|/documents/|/recount\.json$|\.(css|svg|otf)$"
)
CODE = re.compile(r"(?<=/)([\w-]{16,}|\d+|[2-9A-Z]{4}-[2-9A-Z]{4})(?=/|$)")
DESK, PHONE, SMALLEST = 1280, 390, 320


def pages(visitor: Visitor, most: int, *, but: tuple[str, ...] = ()) -> Iterator[str]:
    """The page where the visitor is, then those it leads to, one of each kind.

    Whoever walks opens each page before asking for the next; ``but`` are left aside.
    """
    waiting, kinds = [visitor.path], set(but)
    while waiting and len(kinds) < most:
        path = waiting.pop(0)
        kind = CODE.sub("*", path.partition("?")[0])
        if kind not in kinds:
            kinds.add(kind)
            yield path
            waiting += _links(visitor)


def _links(visitor: Visitor) -> list[str]:
    found: list[str] = visitor.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    own = [href.removeprefix(visitor.house.address) for href in found]
    paths = [href.partition("#")[0] for href in own]
    return [path for path in paths if path.startswith("/") and not FILES.search(path)]


def speaks(visitor: Visitor, language: str) -> None:
    """Chooses the language of the pages that are opened from now on."""
    cookie: Any = {"name": "language", "value": language, "url": visitor.house.address}
    visitor.page.context.add_cookies([cookie])


def is_wide(visitor: Visitor, width: int) -> None:
    """Gives the window this width."""
    visitor.page.set_viewport_size({"width": width, "height": 900})


def barriers(visitor: Visitor) -> list[str]:
    """What on this page keeps somebody out, as axe finds it (WCAG 2.2, A and AA)."""
    if not visitor.page.evaluate("() => 'axe' in window"):
        visitor.page.evaluate(AXE)
    found = visitor.page.evaluate(RUN, LEVELS)
    return [
        f"{visitor.path}: {one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def runs_over(visitor: Visitor) -> list[str]:
    """What is wider than the smallest screen, so that the page scrolls sideways."""
    is_wide(visitor, SMALLEST)
    wide = visitor.page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
           [...document.querySelectorAll('main *, header *, footer *')]
             .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
             .map(it => it.outerHTML.slice(0, 120)).slice(0, 3)"""
    )
    return [f"{visitor.path}: wider than {SMALLEST} px: {it}" for it in wide]
