"""People, as their administrator sees them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from membership.account import administration, factors
from membership.account.blueprint import blueprint
from membership.account.forms import InviteForm, ReasonForm, RolesForm
from membership.door import now, open_to, person, session, settings
from membership.forms import Form, refused_at, said
from membership.models import Person
from membership.perimeter import vault
from workflows.permission import Act, Role


@blueprint.get("/people")
@open_to(Act.READ_PEOPLE)
def people() -> str:
    """Who may sign in, in which roles, and who has a second factor."""
    return _people(InviteForm())


@blueprint.post("/people")
@open_to(Act.INVITE)
def invite() -> Any:
    """Invites somebody, in roles, until a date."""
    form = InviteForm()
    if form.validate():
        with refused_at(form) as attempt:
            administration.invite(
                session(),
                person(),
                email=said(form.email),
                name=said(form.name),
                roles=_chosen(form),
                at=now(),
                days=settings().invitation_days,
                vault=vault(),
            )
        if attempt.ok:
            _said_on_its_way(said(form.email))
            return redirect(url_for("account.people"), 303)
    return _people(form), form.status


def _said_on_its_way(email: str) -> None:
    flash(_("The invitation is on its way to %(email)s.", email=email), "waiting")


def _chosen(form: InviteForm | RolesForm) -> tuple[Role, ...]:
    return tuple(Role(value) for value in form.roles.data or ())


def _people(form: InviteForm) -> str:
    known = administration.everybody(session())
    return render_template("account/people.html", form=form, known=known)


@blueprint.get("/people/<int:person_id>")
@open_to(Act.MANAGE_PEOPLE)
def one(person_id: int) -> str:
    """One person's account, and what can be done about it."""
    return _one(administration.find(session(), person_id))


@blueprint.post("/people/<int:person_id>/invite")
@open_to(Act.INVITE)
def invite_again(person_id: int) -> Any:
    """Sends the invitation again, until a new date."""
    found = administration.find(session(), person_id)
    administration.invite_again(
        session(),
        person(),
        found,
        at=now(),
        days=settings().invitation_days,
        vault=vault(),
    )
    _said_on_its_way(found.email)
    return redirect(url_for("account.one", person_id=person_id), 303)


@blueprint.post("/people/<int:person_id>/roles")
@open_to(Act.MANAGE_PEOPLE)
def change_roles(person_id: int) -> Any:
    """Gives and takes roles; the person signs in anew."""
    found, form = administration.find(session(), person_id), RolesForm()
    if form.validate():
        with refused_at(form) as attempt:
            administration.change_roles(
                session(), person(), found, _chosen(form), reason=said(form.reason), at=now()
            )
        if attempt.ok:
            flash(_("The roles are changed. They hold when the person signs in again."), "done")
            return redirect(url_for("account.one", person_id=person_id), 303)
    return _one(found, roles=form), form.status


MEASURES = {
    "deactivate": administration.deactivate,
    "reactivate": administration.reactivate,
    "reset-factor": administration.reset_factor,
}
DONE = {
    "deactivate": _l("The account is closed, and its person is signed out everywhere."),
    "reactivate": _l("The account is open again."),
    "reset-factor": _l("The second step is taken away. The person sets it up anew, and is told."),
}


@blueprint.post("/people/<int:person_id>/<any('deactivate', 'reactivate', 'reset-factor'):what>")
@open_to(Act.MANAGE_PEOPLE)
def measure(person_id: int, what: str) -> Any:
    """Closes or opens an account, or takes its second factor away; always with a reason."""
    found, form = administration.find(session(), person_id), ReasonForm()
    if form.validate():
        with refused_at(form) as attempt:
            MEASURES[what](session(), person(), found, reason=said(form.reason), at=now())
        if attempt.ok:
            flash(str(DONE[what]), "done")
            return redirect(url_for("account.one", person_id=person_id), 303)
    return _one(found, reason=form, wrong=what), form.status


def _one(
    found: Person,
    *,
    roles: RolesForm | None = None,
    reason: ReasonForm | None = None,
    wrong: str = "",
) -> str:
    if roles is None:
        roles = RolesForm(formdata=None)
        roles.roles.data = [role.value for role in found.roles]
    return render_template(
        "account/one.html",
        found=found,
        held=factors.held(session(), found),
        measures=administration.measures(session(), found),
        roles=roles,
        reason=reason or ReasonForm(formdata=None),
        wrong=wrong,
        form=reason or (roles if roles.errors else Form(formdata=None)),
    )
