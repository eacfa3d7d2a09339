"""The Board pack as pages that read well on a phone, and as one document for the press."""

import json
from typing import Any

from flask import Response, render_template

from membership.door import now, open_to, person, session, settings, statute
from membership.letter.press import Press
from membership.letter.wire import Sheet
from membership.sitting.blueprint import blueprint
from membership.sitting.packing import Pack, pack
from membership.words import language
from workflows.permission import Act

TAGS = {"ro": "ro-RO", "en": "en-GB"}


@blueprint.get("/sittings/<public_id>/pack")
@open_to(Act.READ_SITTINGS)
def pack_page(public_id: str) -> str:
    """The pack as a page."""
    found = pack(session(), person(), public_id, at=now())
    return render_template("sitting/pack.html", **_told(found))


def _told(found: Pack) -> dict[str, Any]:
    return {"pack": found, "sitting": found.sitting, "statute": statute(), "language": language()}


@blueprint.get("/sittings/<public_id>/pack.pdf")
@open_to(Act.READ_SITTINGS)
def pack_document(public_id: str) -> Response:
    """The pack as one PDF that names its reader on every page."""
    found = pack(session(), person(), public_id, at=now())
    with Press(seconds=settings().press_seconds) as press:
        printed = press.print(_sheet(found))
    response = Response(printed, mimetype="application/pdf")
    name = f"pack-{found.sitting.number}-{found.sitting.year}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _sheet(found: Pack) -> Sheet:
    told = _told(found)
    facts = {
        "sitting": f"{found.sitting.number}/{found.sitting.year}",
        "reader": found.reader.name,
        "points": [leaf.title for leaf in found.leaves],
    }
    return Sheet(
        html=render_template("sitting/pack_paper.html", **told),
        css=render_template("sitting/pack.css", accent=statute().accent),
        attachment=json.dumps(facts, ensure_ascii=False, sort_keys=True).encode(),
        title=render_template("sitting/pack_title.txt", **told).strip(),
        language=TAGS[language()],
        created=found.made_at,
    )
