"""Every page of the application, and the addresses under which it is opened on a case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from flask import Flask, url_for
from werkzeug.routing import Rule

from tests.permissions.house import House, Place, Visitor

SEES = ("GET", "POST")


@dataclass(frozen=True)
class Page:
    """One method of one endpoint."""

    method: str
    endpoint: str
    rule: str
    arguments: frozenset[str]

    @property
    def name(self) -> str:
        """How the table of expectations names it."""
        return f"{self.method} {self.endpoint}"


def pages(app: Flask) -> tuple[Page, ...]:
    """Every method of every endpoint; static files are open to anybody, and hold nothing."""
    return tuple(
        Page(method, rule.endpoint, rule.rule, frozenset(rule.arguments))
        for rule in sorted(app.url_map.iter_rules(), key=_place)
        if not rule.endpoint.endswith("static")
        for method in SEES
        if method in (rule.methods or ())
    )


def _place(rule: Rule) -> tuple[str, str]:
    return rule.endpoint, rule.rule


WORDS: dict[str, object] = {
    "part": "organisation",
    "what": "deactivate",
    "ground": "mail",
    "code": "AAAA-AAAA",
    "kind": "admission",
    "language": "ro",
    "version": 1,
    "paper_code": "D3",
    "secret": "x" * 32,
    "key": "x" * 32,
    "name": "SourceSansPro-Regular.otf",
    "number": 1,
    "year": 2026,
    "stage": "RES",
    "sought": "testing",
    "field": "C",
    "turn": "up",
}
"""What stands in addresses beside the names of cases and people."""
NOT_THERE = 999_999


def address(app: Flask, page: Page, house: House, situation: str) -> str | None:
    """The page's address on the case at this stage; None where nothing there has such a page."""
    place = house.places[situation]
    known: dict[str, object] = {
        **WORDS,
        "public_id": house.sitting if _is_sitting(page) else _public_id(page, place),
        "claim_id": place.claim,
        "evidence_id": place.evidence,
        "paper_id": place.paper,
        "person_id": house.office.people[_person(page)],
        "seat_id": 1,
    }
    given = {name: known.get(name, NOT_THERE) for name in page.arguments}
    if None in given.values():
        return None
    with app.test_request_context():
        return url_for(page.endpoint, **given)  # type: ignore[arg-type]


def _is_sitting(page: Page) -> bool:
    return page.rule.startswith("/sittings/")


def _public_id(page: Page, place: Place) -> str | None:
    for start, public_id in (
        ("/motions/", place.motion),
        ("/letters/", place.letter),
        ("/documents/", place.document),
    ):
        if page.rule.startswith(start):
            return public_id
    return place.case


def _person(page: Page) -> Visitor:
    # An interest is lifted from who has one; colleagues and accounts are looked at elsewhere.
    return Visitor.SEAT_RECUSED if page.rule.startswith("/case/") else Visitor.SUBMITTER


@dataclass(frozen=True)
class Form:
    """A form as a browser would send it."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Each field once, in its order, without the tokens."""
        named = dict.fromkeys(name for name, _ in self.fields)
        return tuple(name for name in named if name not in ("form_token", "csrf_token"))


class Reader(HTMLParser):
    """A page as a browser takes it apart: its forms, and whatever in it could run."""

    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.forms: list[Form] = []
        self.runs: list[str] = []
        self._open: tuple[str, list[tuple[str, str]]] | None = None
        self._select: str | None = None

    @classmethod
    def of(cls, path: str, text: str) -> "Reader":
        """What this page holds."""
        reader = cls(path)
        reader.feed(text)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what runs, and gathers the fields of the form that is open."""
        own = {name: value or "" for name, value in attrs}
        self.runs += _runs(tag, own)
        if tag == "form" and own.get("method", "").lower() == "post":
            self._open = (own.get("action") or self.path, [])
        elif self._open is not None:
            self._field(tag, own)

    def _field(self, tag: str, own: dict[str, str]) -> None:
        assert self._open is not None
        name, fields = own.get("name", ""), self._open[1]
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            fields.append((self._select, own.get("value", "")))
            self._select = None
        elif tag == "textarea" or (tag in ("input", "button") and name):
            fields.append((name, own.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """Closes a form."""
        if tag == "form" and self._open is not None:
            action, fields = self._open
            self.forms.append(Form(action, tuple(fields)))
            self._open = None


ADDRESSES = ("href", "src", "action", "formaction", "data", "srcdoc", "xlink:href")


def _runs(tag: str, own: dict[str, str]) -> Iterator[str]:
    for name, value in own.items():
        if re.match(r"on[a-z]", name) or name in ("style", "srcdoc"):
            yield f"<{tag} {name}={value}>"
        # A picture that stands in its own address shows, and runs nothing.
        if tag == "img" and value.startswith("data:image/"):
            continue
        if name in ADDRESSES and re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE):
            yield f"<{tag} {name}={value}>"
    if tag in ("script", "iframe", "object", "embed", "base") and not own.get("src", "").startswith(
        "/"
    ):
        yield f"<{tag}>"
