"""The Board pack as pages that read well on a phone, and as one document for the press."""

import json
from typing import Any

from flask import Response, redirect, render_template, url_for

from membership.door import now, open_to, person, session, settings, statute
from membership.printing.press import Press
from membership.printing.wire import Sheet
from membership.sitting import notes
from membership.sitting.blueprint import blueprint
from membership.sitting.forms import NoteForm
from membership.sitting.packing import Pack, pack
from membership.wording.texts import language
from workflows.permission import Act

TAGS = {"ro": "ro-RO", "en": "en-GB"}


@blueprint.get("/sittings/<public_id>/pack")
@open_to(Act.READ_SITTINGS)
def pack_page(public_id: str) -> str:
    """The pack as a page."""
    found = pack(session(), person(), public_id, at=now())
    return _page(found, NoteForm(formdata=None))


def _page(found: Pack, form: NoteForm, wrong: int = 0) -> str:
    return render_template(
        "sitting/pack.html",
        notes=notes.mine(session(), person(), found.sitting),
        form=form,
        wrong=wrong,
        **_told(found),
    )


@blueprint.post("/sittings/<public_id>/points/<int:item_id>/note")
@open_to(Act.ATTEND)
def note_kept(public_id: str, item_id: int) -> Any:
    """Keeps or deletes the reader's own note on a point."""
    form = NoteForm()
    if form.validate():
        notes.keep(session(), person(), public_id, item_id, form.text.data or "", at=now())
        place = url_for("sitting.pack_page", public_id=public_id, _anchor=f"note-{item_id}")
        return redirect(place, 303)
    found = pack(session(), person(), public_id, at=now())
    return _page(found, form, item_id), form.status


def _told(found: Pack) -> dict[str, Any]:
    return {"pack": found, "sitting": found.sitting, "statute": statute(), "language": language(),
            "base_url": settings().base_url}  # fmt: skip


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
