"""The page of one letter: its paper, where it stands, and the act that it waits for."""

from datetime import datetime
from typing import Any

from flask import Response, abort, render_template

from membership.application.documents import refuse_unchecked
from membership.door import now, person, session, settings, statute
from membership.files import serve_file
from membership.forms import Form, refused_at
from membership.letter import desk, labels, services
from membership.letter.compose import both
from membership.letter.forms import DispatchForm, IssueForm, KeepForm
from membership.letter.sending import asked_for
from membership.letter.signing import signatory_of
from membership.models import Document, Letter, LetterChange, Sending
from membership.storage import Store
from workflows.letter import KEPT, State, Step, open_steps
from workflows.letter_facts import Facts


def page_of(found: Letter, form: Form, *, mine: bool) -> str:
    """The letter as paper, with the form of what can be done; ``mine`` is who may do it."""
    # What a draft still lacks stands at the head of the page, in the place of its paper.
    facts: Facts | None = None
    with refused_at(form):
        facts = services.said(
            session(), found, house=statute(), base_url=settings().base_url, at=now()
        )
    paper = both(found.kind, found.language, facts) if facts else None
    return render_template(
        "letters/letter.html", letter=found, form=form, paper=paper, labels=labels,
        can_issue=isinstance(form, IssueForm), can_dispatch=isinstance(form, DispatchForm),
        can_keep=type(form) is KeepForm,
        steps=_steps(found) if mine else set(),
        mine=mine, Step=Step, life=life_of(found, mine=mine),
        may_translate=mine and found.state is State.DRAFT and found.needs_signature,
    )  # fmt: skip


def life_of(found: Letter, *, mine: bool) -> list[tuple[datetime, Any, str]]:
    """What happened to the letter, the latest first: when, what, and by which way or proof. What
    the house noted for itself is for whoever keeps the letters."""
    told, sendings, sending = [], iter(found.sendings), None
    for change in found.history:
        if change.step is Step.DISPATCH:
            sending = next(sendings, None)
        told.append((change.at, labels.STEPS[change.step], _detail(found, change, sending, mine)))
    return told[::-1]


def _detail(found: Letter, change: LetterChange, sending: Sending | None, mine: bool) -> str:
    said: list[Any] = []
    if change.step is Step.ANNUL:
        said = [found.annulled_why] if mine else []
    elif sending is not None and change.step is Step.DISPATCH:
        said = [labels.CHANNELS[sending.channel], sending.proof if mine else ""]
    elif sending is not None and change.step is Step.RECEIVE:
        said = [labels.RECEIPTS[sending.receipt] if sending.receipt else ""]
    elif sending is not None and change.step is Step.RETURN:
        said = [sending.outcome] if mine else []
    return ", ".join(filter(None, map(str, said)))


def _steps(found: Letter) -> set[Step]:
    # Whoever is convened is told by the sitting: no receipt of its papers is awaited.
    awaited = set() if found.application is not None else {Step.RECEIVE, Step.RETURN}
    return {row.step for row in open_steps(found.state)} - awaited


def sealed_page(found: Letter) -> str:
    """What the addressee reads before opening a letter whose opening proves its receipt."""
    return render_template("letters/sealed.html", letter=found, labels=labels, form=Form())


def form_of(found: Letter) -> Form:
    """The form of the one act that this letter waits for; an empty one where it waits for none."""
    if not found.needs_signature:
        return Form()
    if found.state is State.DRAFT:
        return IssueForm()
    if not desk.is_to_do(found) or found.document is None:
        return Form()
    signed_by = found.signed_by or signatory_of(found)
    if found.kind in KEPT:
        return KeepForm(data={"signed_by": signed_by})
    return DispatchForm(data={"signed_by": signed_by, "channel": asked_for(found)})


def again(public_id: str, form: Form) -> tuple[str, int]:
    """The page once more, after a refusal, with everything that was typed."""
    found, _on = services.find(session(), person(), public_id, at=now())
    return page_of(found, form, mine=True), form.status


def proof_file(found: Letter, position: int) -> Response:
    """The proof kept with a sending; as not found where there is none."""
    sending = next((one for one in found.sendings if one.position == position), None)
    if sending is None or sending.document is None:
        abort(404)
    return checked_file(sending.document)


def checked_file(document: Document) -> Response:
    """A file that somebody brought: given out once the scanner, where there is one, is done."""
    store = Store(settings().documents)
    refuse_unchecked(document, scanner=bool(settings().clamd), store=store)
    return serve_file(document, store)
