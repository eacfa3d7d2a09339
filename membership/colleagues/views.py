"""Pages of an organisation's people: who they are, inviting one, accepting an invitation."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership import sessions
from membership.account import login
from membership.application.blueprint import may_here, own, own_to
from membership.colleagues import services as people
from membership.colleagues.forms import POSITIONS, InviteForm, JoinForm, PositionForm
from membership.door import OTHER_HALF, Audience, now, open_to, person, session, settings, somebody
from membership.forms import Form, refused_at, said
from membership.models import Application, Invitation, Person, Position
from membership.perimeter import vault
from workflows.permission import Act
from workflows.refusal import NotNow

blueprint = Blueprint("organisation", __name__)


@blueprint.get("/application/<public_id>/colleagues")
@open_to(Audience.SIGNED_IN)
def colleagues(public_id: str) -> str:
    """Who acts for the organisation, and who was asked to."""
    return _page(own(public_id), InviteForm())


def _page(application: Application, form: InviteForm) -> str:
    organisation = application.organisation
    manages = may_here(Act.MANAGE_COLLEAGUES, application)
    return render_template(
        "organisation/colleagues.html",
        application=application,
        form=form,
        manages=manages,
        rows=[_row(application, row, manages) for row in organisation.affiliations],
        invited=people.open_invitations(session(), organisation, now()) if manages else [],
        positions=POSITIONS,
        owner=next((r.person.name for r in organisation.affiliations
                    if r.position is Position.OWNER), ""),
    )  # fmt: skip


def _row(application: Application, row: Any, manages: bool) -> list[Any]:
    who = {"text": row.person.name, "sub": row.person.email}
    place = str(POSITIONS[row.position])
    own_row = row.person_id == person().id
    if row.position is Position.OWNER or not (manages or own_row):
        return [who, place, ""]
    to = url_for("organisation.one", public_id=application.public_id, person_id=row.person_id)
    return [who, place, {"text": _("Leave") if own_row else _("Change"), "href": to}]


@blueprint.post("/application/<public_id>/colleagues")
@open_to(Audience.SIGNED_IN)
def invite(public_id: str) -> Any:
    """Invites a colleague."""
    application = own_to(Act.MANAGE_COLLEAGUES, public_id)
    form = InviteForm()
    if form.validate():
        with refused_at(form) as attempt:
            people.invite(
                session(), person(), public_id, email=said(form.email),
                position=Position(form.position.data), at=now(),
                days=settings().invitation_days, vault=vault(),
            )  # fmt: skip
        if attempt.ok:
            flash(_("The invitation is on its way. It holds for a limited time."), "waiting")
            return redirect(url_for("organisation.colleagues", public_id=public_id), 303)
    return _page(application, form), form.status


@blueprint.post("/application/<public_id>/colleagues/invitations/<int:invitation_id>/withdraw")
@open_to(Audience.SIGNED_IN)
def uninvite(public_id: str, invitation_id: int) -> Any:
    """Takes an invitation back."""
    people.withdraw_invitation(session(), person(), public_id, invitation_id, at=now())
    return redirect(url_for("organisation.colleagues", public_id=public_id), 303)


@blueprint.get("/application/<public_id>/colleagues/<int:person_id>")
@open_to(Audience.SIGNED_IN)
def one(public_id: str, person_id: int) -> str:
    """A colleague, and what can be changed; for anybody but the owner, only oneself."""
    form = PositionForm()
    application, row = _colleague(public_id, person_id)
    form.position.data = row.position.value
    return _one(application, row, form)


def _colleague(public_id: str, person_id: int) -> tuple[Application, Any]:
    itself = person_id == person().id
    application = own(public_id) if itself else own_to(Act.MANAGE_COLLEAGUES, public_id)
    return application, people.colleague(application.organisation, person_id)


def _one(application: Application, row: Any, form: PositionForm) -> str:
    return render_template(
        "organisation/colleague.html",
        application=application,
        row=row,
        form=form,
        itself=row.person_id == person().id,
        place=POSITIONS[row.position],
    )


@blueprint.post("/application/<public_id>/colleagues/<int:person_id>")
@open_to(Audience.SIGNED_IN)
def change(public_id: str, person_id: int) -> Any:
    """Changes what a colleague may do."""
    application = own_to(Act.MANAGE_COLLEAGUES, public_id)
    row, form = people.colleague(application.organisation, person_id), PositionForm()
    if form.validate():
        with refused_at(form) as attempt:
            people.change(session(), person(), public_id, person_id,
                          Position(form.position.data), at=now())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("organisation.colleagues", public_id=public_id), 303)
    return _one(application, row, form), form.status


@blueprint.post("/application/<public_id>/colleagues/<int:person_id>/remove")
@open_to(Audience.SIGNED_IN)
def remove(public_id: str, person_id: int) -> Any:
    """Ends a colleague's acting for the organisation, or one's own."""
    people.remove(session(), person(), public_id, person_id, at=now())
    if person_id == person().id:
        return redirect("/", 303)
    return redirect(url_for("organisation.colleagues", public_id=public_id), 303)


@blueprint.post("/application/<public_id>/colleagues/<int:person_id>/owner")
@open_to(Audience.SIGNED_IN)
def hand_over(public_id: str, person_id: int) -> Any:
    """Hands the organisation over to a colleague."""
    people.hand_over(session(), person(), public_id, person_id, at=now())
    flash(_("The organisation has a new owner. You submit for it from now on."), "done")
    return redirect(url_for("organisation.colleagues", public_id=public_id), 303)


@blueprint.get("/invitations/<secret>")
@open_to(Audience.ANYONE)
def invitation(secret: str) -> str:
    """An invitation opens a page; only its button uses it up."""
    row = people.invitation_for(session(), secret, now())
    return _invitation(row, _joining(row))


def _joining(row: Invitation) -> Form:
    known = somebody() is not None or people.awaited(session(), row) is not None
    return Form() if known else JoinForm()


def _invitation(row: Invitation, form: Form) -> str:
    here = somebody()
    return render_template(
        "organisation/invitation.html",
        row=row,
        form=form,
        place=POSITIONS[row.position],
        mine=here is not None and here.email == row.email,
        elsewhere=here is not None and here.email != row.email,
    )


@blueprint.post("/invitations/<secret>")
@open_to(Audience.ANYONE)
def join(secret: str) -> Any:
    """Accepts an invitation: with one's account, or with one that is opened by it."""
    row = people.invitation_for(session(), secret, now())
    form = _joining(row)
    if form.validate():
        with refused_at(form) as attempt:
            opened = _joined(secret, form)
        if attempt.ok:
            return _onward(login.carry(opened))
    return _invitation(row, form), form.status


def _joined(secret: str, form: Form) -> str:
    """The session's new secret: a privilege was given (ASVS 5.0, 7.2.4)."""
    here: Person | None = somebody()
    if here is not None:
        people.accept(session(), here, secret, at=now())
        return sessions.rotate(login.visitor().row)
    if not isinstance(form, JoinForm):
        raise NotNow("colleague.sign_in_first")
    new = people.accept_anew(session(), secret, name=said(form.name), password=said(form.password),
                             about=login.house_words(), at=now())  # fmt: skip
    return sessions.begin(session(), new, at=now(), agent=login.agent())


def _onward(visitor: login.Visitor) -> Any:
    path = url_for("application.mine")
    if visitor.awaited is None:
        return redirect(path, 303)
    return redirect(url_for(OTHER_HALF[visitor.awaited], next=path), 303)
