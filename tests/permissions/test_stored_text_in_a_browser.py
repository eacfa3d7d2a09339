"""What people write, read by a real browser: nothing of it runs (S16)."""

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from werkzeug.serving import make_server

from tests.permissions.house import House, Visitor
from tests.permissions.seeds import sow
from tests.permissions.test_stored_text import _paths
from tests.permissions.traces import Copy

READERS = (
    Visitor.OWNER,
    Visitor.MEMBER,
    Visitor.CLERK,
    Visitor.RAPPORTEUR,
    Visitor.CHAIR,
    Visitor.VICE_CHAIR,
    Visitor.SEAT,
    Visitor.SEAT_UNDECLARED,
    Visitor.AUDITOR,
    Visitor.ADMINISTRATOR,
)
"""Somebody of each role."""
SEED = "javascript:__xss()"
WATCH = """
window.__ran = [];
window.__xss = () => window.__ran.push("run");
addEventListener("securitypolicyviolation", (event) => window.__ran.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def sown(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The house with hostile text in every column."""
    copy = Copy(house, tmp_path_factory.mktemp("sown"))
    sow(copy.engine)
    yield copy
    copy.engine.dispose()


@pytest.fixture(scope="module")
def address(sown: Copy) -> Iterator[str]:
    """Where it is served."""
    server = make_server("127.0.0.1", 0, sown.app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="module")
def places() -> set[tuple[str, str]]:
    """Where in which kind of page a browser has read what was sown, whoever it belonged to."""
    return set()


def _context(browser: Browser, sown: Copy, address: str, visitor: Visitor) -> BrowserContext:
    context = browser.new_context()
    cookie = sown.browsers[visitor].get_cookie("session")
    assert cookie
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    context.add_init_script(WATCH)
    context.route("**/*", _texts_alone)
    return context


def _texts_alone(route: Route) -> None:
    # Letters and colours cost most of a page's time, and hold nothing that anybody wrote.
    wanted = route.request.resource_type in ("document", "script")
    route.continue_() if wanted else route.abort()


@pytest.mark.parametrize("visitor", READERS)
def test_a_browser_runs_nothing_that_was_written_and_refuses_nothing_of_ours(
    browser: Browser,
    sown: Copy,
    address: str,
    visitor: Visitor,
    places: set[tuple[str, str]],
) -> None:
    """Every kind of page is asked for by every role; a browser opens it where it shows what was
    sown in a place in which no browser has read it yet."""
    context, found, shown = _context(browser, sown, address, visitor), list[str](), 0
    page = context.new_page()
    for path, there in _shown(sown, visitor):
        shown += 1
        if there <= places:
            continue
        places |= there
        page.goto(address + path, wait_until="domcontentloaded")
        found += [f"{path}: {it}" for it in page.evaluate("window.__ran")]
    context.close()
    assert found == []
    assert shown > 0


def _shown(sown: Copy, visitor: Visitor) -> Iterator[tuple[str, set[tuple[str, str]]]]:
    """The pages that show this reader what was sown, one for each kind of page, and in which
    places each does."""
    kinds = set[str]()
    for path in _paths(sown):
        rule = sown.app.url_map.bind("").match(path.partition("?")[0])[0]
        if rule in kinds:
            continue
        answer = sown.browsers[visitor].get(path, buffered=True)
        if answer.mimetype == "text/html" and SEED in answer.text:
            kinds.add(rule)
            yield path, {(rule, place) for place in _places(answer.text)}


def _places(text: str) -> set[str]:
    """The markup that stands right before what was sown, without what differs from row to row."""
    before = (part.rpartition("<")[2][-80:] for part in text.split(SEED)[:-1])
    return {re.sub(r"[\d/][\w/-]*", "", markup) for markup in before}
