"""Every form, sent as nobody would fill it in: no fault, nothing broken, nothing without its token.

Answers the rows S6, S14, S17 and S25 of the threats.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Request
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import ImmutableMultiDict

from membership import limits
from membership.checking import check
from tests.permissions.expectations import LINES
from tests.permissions.house import House, Visitor
from tests.permissions.pages import Form, Reader, address, pages
from tests.permissions.traces import Copy, changed, fingerprint
from tests.permissions.walk import TOKEN

WRITERS = (
    Visitor.OWNER,
    Visitor.CLERK,
    Visitor.RAPPORTEUR,
    Visitor.CHAIR,
    Visitor.SEAT_UNDECLARED,
    Visitor.ADMINISTRATOR,
    Visitor.STRANGER,
)
"""Between them they are shown every form of the house."""
AT = ("draft", "submitted", "clarification", "evidence_review", "board_decision", "voting",
      "associate_member")  # fmt: skip
CASES = dict(zip(WRITERS, (290, 540, 220, 290, 160, 220, 60), strict=True))
"""How many forms each of them sends at the least, so that none is lost unseen; with those at
random more than two thousand."""
at_random = count(100_000)
HOSTILE = {
    "nothing": "",
    "huge": "ă" * 30_000,
    "NUL": "a\0b",
    "half a character": "a\ud800b",
    "turned round": "a\u202egpj.exe",
    "emoji": "\U0001f469\u200d\U0001f52c",
    "too large a number": "1e999",
    "Arabic figures": "٣",
    "minus nothing": "-0",
    "not a number": "NaN",
    "an object": '{"a": [1]}',
    "SQL": "'; DROP TABLE people; --",
}
MORE_THAN_ASKED = {"role": "administrator", "roles": "administrator", "organisation_id": "2",
                   "stage": "associate_member", "version": "99", "person_id": "1", "id": "1",
                   "is_admin": "1", "decided": "true"}  # fmt: skip


@pytest.fixture(scope="module")
def spoiled(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy of the house, whose forms are sent for good."""
    copy = Copy(house, tmp_path_factory.mktemp("spoiled"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "take", lambda *_: None)
        yield copy
    copy.engine.dispose()


@pytest.fixture(scope="module")
def asked_about(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """Another copy, of which only pages are asked."""
    copy = Copy(house, tmp_path_factory.mktemp("asked"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "take", lambda *_: None)
        yield copy
    copy.engine.dispose()


@pytest.fixture(scope="module")
def shown(spoiled: Copy) -> Callable[[Visitor], list[Form]]:
    """The forms that somebody is shown, sought once."""
    return cache(lambda visitor: forms_of(spoiled, visitor))


def forms_of(copy: Copy, visitor: Visitor) -> list[Form]:
    """Every kind of form that this visitor is shown, those that ask for little at the end."""
    found: dict[tuple[str, ...], Form] = {}
    for page in pages(copy.app):
        line = LINES.get(page.name)
        if page.method != "GET" or line is None or visitor not in line.whom:
            continue
        for situation in AT if page.arguments else AT[:1]:
            path = address(copy.app, page, copy.house, situation)
            if path is None:
                continue
            answer = copy.browsers[visitor].get(path, buffered=True)
            if answer.mimetype == "text/html":
                for form in Reader.of(path, answer.get_data(as_text=True)).forms:
                    found.setdefault((page.endpoint, *form.names), form)
    kept = [form for form in found.values() if not form.action.startswith(("/language", "/sign-"))]
    return sorted(kept, key=lambda form: -len(form.names))


def send(browser: FlaskClient, form: Form, fields: list[tuple[str, str]], number: int) -> int:
    """Sends the form with these fields; answers the status."""
    body = urlencode([*fields, ("form_token", f"{TOKEN}{number}")], errors="surrogatepass")
    kind = "application/x-www-form-urlencoded"
    answer = browser.post(form.action, data=body.encode(), content_type=kind, buffered=True)
    return answer.status_code


def spoilt(form: Form) -> Iterator[list[tuple[str, str]]]:
    """The form's fields, once for each way of spoiling them."""
    own = [(name, value) for name, value in form.fields if name in form.names]
    yield []
    yield [*own, *own]
    yield [*own, *MORE_THAN_ASKED.items()]
    yield [*own, *((name, "a" * 1_000_000) for name in form.names[:1])]
    for place, value in enumerate(HOSTILE.values()):
        yield [(name, value) for name in form.names]
        if place % 3 == len(form.names) % 3:
            alone = form.names[place % len(form.names)] if form.names else ""
            yield [(name, value if name == alone else kept) for name, kept in own]


@pytest.mark.parametrize("visitor", WRITERS)
def test_no_form_meets_a_fault_and_the_register_never_contradicts_itself(
    spoiled: Copy, shown: Callable[[Visitor], list[Form]], visitor: Visitor
) -> None:
    before, odd, number = spoiled.breaches(), list[str](), 0
    forms = shown(visitor)
    assert forms
    for form in forms:
        for fields in spoilt(form):
            number += 1
            status = send(spoiled.browsers[visitor], form, fields, 1000 + number)
            if is_odd(form, fields, status):
                odd.append(f"{form.action} {[name for name, _ in fields][:6]}: {status}")
    assert odd == []
    assert number >= CASES[visitor], f"only {number} forms were sent"
    assert spoiled.breaches() == before


def is_odd(form: Form, fields: list[tuple[str, str]], status: int) -> bool:
    """A fault, or a form that neither did its work nor says what it lacks."""
    gives_file = form.action.startswith("/documents/")
    only_shows = any(name in ("see", "more", "switch_language") for name, _ in fields)
    return status >= 500 or (status == 200 and not gives_file and not only_shows)


ANYTHING = st.one_of(
    st.sampled_from(list(HOSTILE.values())),
    st.text(st.characters(), max_size=40),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_form_filled_in_at_random_meets_a_fault(
    spoiled: Copy, shown: Callable[[Visitor], list[Form]], data: st.DataObject
) -> None:
    visitor = data.draw(st.sampled_from([Visitor.OWNER, Visitor.CLERK, Visitor.CHAIR]))
    form = data.draw(st.sampled_from(shown(visitor)))
    names = st.sampled_from([*form.names, "role", "version"])
    fields = data.draw(st.lists(st.tuples(names, ANYTHING), max_size=12))
    status = send(spoiled.browsers[visitor], form, fields, next(at_random))
    assert not is_odd(form, fields, status), (form.action, status)


def test_the_register_holds_no_contradiction_after_all_that(house: House, spoiled: Copy) -> None:
    assert spoiled.breaches() == check(house.office.engine, house.office.settings).breaches


def test_a_form_without_the_token_of_its_session_is_refused_and_does_nothing(
    house: House, tmp_path: Path
) -> None:
    copy = Copy(house, tmp_path, csrf=True)
    before = fingerprint(copy.engine)
    for page in pages(copy.app):
        path = address(copy.app, page, house, "submitted")
        if page.method != "POST" or path is None:
            continue
        for visitor in (Visitor.OWNER, Visitor.CLERK, Visitor.STRANGER):
            answer = copy.browsers[visitor].post(path, data={"form_token": TOKEN}, buffered=True)
            assert answer.status_code == 400, (page.name, visitor, answer.status_code)
    theirs = Reader.of("/apply", copy.browsers[Visitor.NEWCOMER].get("/apply").text).forms
    stolen = dict(next(form for form in theirs if form.action == "/apply").fields)
    answer = copy.browsers[Visitor.FOREIGN].post("/apply", data=stolen)
    assert answer.status_code == 400
    assert changed(before, fingerprint(copy.engine)) == []
    copy.engine.dispose()


ASKED = ("q", "after", "before", "beyond", "filter", "pile", "direction", "choice", "how", "kind",
         "next", "from", "claim", "code", "person", "page", "sort")  # fmt: skip
INJECTED = ("'", '"', "1 OR 1=1", "'; DROP TABLE people; --", "%", "_", "\\", "-1", "9" * 40,
            "NaN", "a\0b", "%ff", "//evil.example", "{{7*7}}", "٣")  # fmt: skip


@pytest.fixture
def read() -> Iterator[set[str]]:
    """Which questions of an address the house looks at, while it answers."""
    names = set[str]()

    class Noting(ImmutableMultiDict[str, str]):
        """Notes what is asked of it by name."""

        def get(self, key: str, *how: Any, **named: Any) -> Any:
            names.add(key)
            return super().get(key, *how, **named)

        def getlist(self, key: str, *how: Any, **named: Any) -> Any:
            names.add(key)
            return super().getlist(key, *how, **named)

        def __contains__(self, key: object) -> bool:
            names.add(str(key))
            return super().__contains__(key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Request, "parameter_storage_class", Noting)
        yield names


@pytest.mark.parametrize("visitor", [Visitor.CLERK, Visitor.CHAIR, Visitor.RAPPORTEUR])
def test_no_question_in_an_address_meets_a_fault_or_leads_out_of_the_house(
    asked_about: Copy, visitor: Visitor, read: set[str]
) -> None:
    """Every page is asked once for all; one that looks at a question is asked it in every way."""
    before, asked = fingerprint(asked_about.engine), 0
    for page in pages(asked_about.app):
        line = LINES.get(page.name)
        if page.method != "GET" or line is None or visitor not in line.whom:
            continue
        path = address(asked_about.app, page, asked_about.house, "voting")
        if path is None:
            continue
        read.clear()
        _ask(asked_about, visitor, path, ASKED, INJECTED[0])
        looked_at = tuple(sorted(read))
        asked += bool(looked_at)
        for value in INJECTED[1:] if looked_at else ():
            _ask(asked_about, visitor, path, looked_at, value)
    assert asked > 5
    assert changed(before, fingerprint(asked_about.engine)) == []


def _ask(copy: Copy, visitor: Visitor, path: str, names: tuple[str, ...], value: str) -> None:
    answer = copy.browsers[visitor].get(
        f"{path}?{urlencode(dict.fromkeys(names, value))}", buffered=True
    )
    assert answer.status_code < 500, (path, names, value)
    assert (answer.location or "/").startswith("/"), (path, names, value)
    assert not (answer.location or "/").startswith("//"), (path, names, value)
