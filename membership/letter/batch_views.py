"""Pages for many letters at once: what is chosen, what would be done, how far it is."""

from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, send_file
from flask import url_for as url
from flask_babel import gettext as _
from flask_babel import ngettext

from membership.door import now, open_to, person, session, settings, statute
from membership.forms import refused_at, said
from membership.letter import batches, labels, services
from membership.letter.blueprint import blueprint
from membership.letter.choosing import TICKED, Asked, Chosen, manifest, sittings
from membership.letter.forms import BatchForm
from membership.models import Letter
from membership.models.batch import Task
from membership.typed import tidy
from membership.wording import say
from workflows.letter import Kind, State
from workflows.permission import Act
from workflows.refusal import NotFound


@blueprint.get("/letters/many")
@open_to(Act.READ_LETTERS)
def many() -> str:
    """Chooses letters and says what would be done with them; nothing is done yet."""
    return _page(BatchForm())


@blueprint.post("/letters/many")
@open_to(Act.READ_LETTERS)
def many_now() -> Any:
    """Begins the task for what was chosen."""
    form = BatchForm()
    if form.validate():
        with refused_at(form) as attempt:
            batch = batches.begin(
                session(), person(), _wanted(form), _chosen(), trial=_trial, at=now(),
                zone=statute().zone,
            )  # fmt: skip
        if attempt.ok:
            return redirect(url("letter.batch", public_id=batch.public_id), 303)
    return _page(form), form.status


def _wanted(form: BatchForm) -> Asked:
    return Asked(
        task=_task(), way=form.way, signed_by=said(form.signed_by),
        original_on=form.original_on.data, seal=said(form.seal),
        ticked=request.form.getlist("letter"),
    )  # fmt: skip


def _page(form: BatchForm) -> str:
    task, chosen = _task(), _chosen()
    found = manifest(session(), person(), task, chosen, _trial)
    seen, form.seal.data = form.seal.data, found.seal
    ticked = set(request.form.getlist("letter")) if seen == found.seal else None
    return render_template(
        "letters/many.html", form=form, labels=labels, task=task, chosen=chosen, tasks=Task,
        found=found, why=say, ticked=ticked, most=TICKED,
        batches=batches.own(session(), person()),
        sittings=sittings(session(), person()), asked=_asked(chosen),
    )  # fmt: skip


def _trial(letter: Letter) -> object:
    return services.said(session(), letter, house=statute(), base_url=settings().base_url, at=now())


def _task() -> Task:
    return next((one for one in Task if one.value == request.args.get("task")), Task.ISSUE)


def _chosen() -> Chosen:
    state = next((one for one in State if one.value == request.args.get("state")), None)
    kind = next((one for one in Kind if one.value == request.args.get("kind")), None)
    return Chosen(
        kind=kind,
        state=state,
        sitting=request.args.get("sitting", "")[:40],
        since=_day("since"),
        until=_day("until"),
        q=tidy(request.args.get("q")),
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _asked(chosen: Chosen) -> dict[str, str]:
    """What was chosen, as the address says it."""
    words = {
        "kind": chosen.kind.value if chosen.kind else "",
        "state": chosen.state.value if chosen.state else "",
        "sitting": chosen.sitting,
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
        "q": chosen.q,
    }
    return {name: value for name, value in words.items() if value}


@blueprint.get("/letters/many/<public_id>")
@open_to(Act.READ_LETTERS)
def batch(public_id: str) -> str:
    """How far a task is, and what became of each letter."""
    progress = batches.find(session(), person(), public_id)
    return render_template(
        "letters/batch.html", progress=progress, batch=progress.batch, labels=labels,
        file_ready=_file(public_id).is_file(), days=batches.KEPT_FOR.days,
    )  # fmt: skip


@blueprint.post("/letters/many/<public_id>/retry")
@open_to(Act.READ_LETTERS)
def batch_again(public_id: str) -> Any:
    """Tries again what was refused."""
    number = batches.retry(session(), person(), public_id, at=now())
    flash(ngettext("%(num)s letter is tried again.", "%(num)s letters are tried again.", number),
          "waiting")  # fmt: skip
    return redirect(url("letter.batch", public_id=public_id), 303)


@blueprint.get("/letters/many/<public_id>.zip")
@open_to(Act.READ_LETTERS)
def batch_file(public_id: str) -> Response:
    """The export, once it is there; only for whoever asked for it."""
    batches.find(session(), person(), public_id)
    path = _file(public_id)
    if not path.is_file():
        raise NotFound("permission.not_found")
    name = f"{_('letters')}-{now():%Y%m%d}.zip"
    response = send_file(path, mimetype="application/zip", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(public_id: str) -> Any:
    return settings().exports / f"{public_id}.zip"
