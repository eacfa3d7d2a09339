"""From facts to the sheet: the letter's HTML, ready for the press or for a page's preview.

No Flask here: the worker composes letters as the web pages do, with the same templates.
"""

import io
import json
import re
from datetime import datetime
from functools import cache

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from membership.printing.shelf import folder
from membership.printing.wire import Sheet
from membership.wording.texts import capitalised
from workflows import letter_schema
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE, Facts
from workflows.letter_schema import LANGUAGES
from workflows.refusal import NotNow

from . import typography

__all__ = ["LANGUAGES", "LOOKS", "body", "both", "compose"]

LOOKS = ("sheet.css", "act.css")
"""The style sheets of a letter, on paper and in a page alike."""


def compose(kind: Kind, language: str, facts: Facts, *, created: datetime) -> Sheet:
    """The sheet of a letter of this kind, in Romanian ("ro") or English ("en").

    Refuses a kind that has no paper yet ("letter.not_printable"), facts that belong
    to another kind ("letter.other_kind"), and a moment without its zone.
    """
    if created.tzinfo is None:
        raise ValueError("the moment of issue needs its zone")
    article = both(kind, language, facts)
    page = _environment().get_template("letter/paper.html")
    first = LANGUAGES[0] if facts.translation else language
    return Sheet(
        html=page.render(article=article, language=first, accent=facts.letterhead.accent),
        css=_styles(),
        attachment=_attachment(kind, language, facts),
        title=_title(article, facts),
        language={"ro": "ro-RO", "en": "en-GB"}[first],
        created=created,
    )


def both(kind: Kind, language: str, facts: Facts) -> Markup:
    """The letter, and behind it the same in the other language where one document holds both:
    the Romanian first, which prevails."""
    other = facts.translation
    if other is None:
        return body(kind, language, facts)
    second = next(one for one in LANGUAGES if one != language)
    articles = {language: body(kind, language, facts), second: body(kind, second, other)}
    return Markup("\n").join(articles[one] for one in LANGUAGES)


def body(kind: Kind, language: str, facts: Facts) -> Markup:
    """The letter as one ``<article class="sheet">``, to be shown inside a page as paper."""
    if kind not in PRINTABLE or language not in LANGUAGES:
        raise NotNow("letter.not_printable", kind=kind.value, language=language)
    if facts.kind is not kind:
        raise NotNow("letter.other_kind", kind=kind.value, other=facts.kind.value)
    template = _environment().get_template(f"letter/{kind.slug}.{language}.html")
    html = template.render(facts=facts, content=facts.content, language=language)
    # The templates escape every value; binding spaces afterwards touches no tag.
    return Markup(typography.bind_html(html))  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = typography
    environment.filters["qr"] = _qr
    environment.filters["capitalised"] = capitalised
    return environment


def _printed(value: object) -> object:
    """What a template prints: text is cleaned, and nothing is printed for None by mistake."""
    if value is None:
        raise ValueError("a letter would print a value that is not there")
    if isinstance(value, str) and not isinstance(value, Markup):
        return typography.clean(value)
    return value


def _qr(url: str, title: str) -> Markup:
    """The address as a QR code drawn in the letter itself; the title is read out instead."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=0, svgclass="qr",
        lineclass=None, title=title, nl=False,
    )  # fmt: skip
    return Markup(drawn.getvalue().decode())  # noqa: S704 - segno escapes the title


@cache
def _styles() -> str:
    room = folder() / "letter"
    return "\n".join((room / name).read_text("utf-8") for name in (*LOOKS, "paper.css"))


def _attachment(kind: Kind, language: str, facts: Facts) -> bytes:
    held = {
        "schema": letter_schema.NAME,
        "kind": kind.value,
        "language": language,
        "facts": facts.to_mapping(),
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _title(article: Markup, facts: Facts) -> str:
    heading = re.search(r"<h1>(.*?)</h1>", article, re.DOTALL)
    assert heading is not None  # noqa: S101 - every sheet has its heading
    return f"{Markup(heading.group(1)).striptags()} – {typography.clean(facts.party)}"  # noqa: S704
