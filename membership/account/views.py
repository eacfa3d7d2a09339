"""Pages of accounts."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user, logout_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership.account import login, services
from membership.account.forms import (
    EnterForm,
    InviteForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
)
from membership.door import (
    Audience,
    now,
    open_to,
    person,
    safe_next,
    session,
    settings,
    somebody,
)
from membership.forms import refused_at, said
from membership.models import Person, Purpose
from membership.words import language
from workflows.permission import Act, Role

blueprint = Blueprint("account", __name__)


@blueprint.get("/sign-in")
@open_to(Audience.ANYONE)
def sign_in() -> Any:
    """Where one signs in."""
    if somebody() is not None:
        return redirect(safe_next(request.args.get("next")))
    return render_template("account/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@open_to(Audience.ANYONE, repeatable=True)
def sign_in_now() -> Any:
    """Signs in with address and password."""
    form = SignInForm()
    if form.validate():
        with refused_at(form) as attempt:
            found = services.verify(session(), said(form.email), said(form.password))
            login.begin(found, services.sign_in(session(), found, at=now()))
        if attempt.ok:
            return redirect(safe_next(request.args.get("next")), 303)
    return render_template("account/sign_in.html", form=form), 422


@blueprint.post("/sign-out")
@open_to(Audience.ANYONE, repeatable=True)
def sign_out() -> Any:
    """Ends the session here and at the server."""
    if somebody() is not None:
        services.sign_out(session(), current_user.secret, at=now())
        logout_user()
    return redirect(url_for("pages.home"), 303)


@blueprint.get("/register")
@open_to(Audience.ANYONE)
def register() -> str:
    """Where an applicant asks for an account."""
    return render_template("account/register.html", form=RegisterForm())


@blueprint.post("/register")
@open_to(Audience.ANYONE)
def register_now() -> Any:
    """Asks for an account; the answer is the same whether the address was known or not."""
    form = RegisterForm()
    if not form.validate():
        return render_template("account/register.html", form=form), 422
    services.register(
        session(),
        email=said(form.email),
        name=said(form.name),
        language=language(),
        at=now(),
        base_url=settings().base_url,
    )
    return redirect(url_for("account.registered"), 303)


@blueprint.get("/registered")
@open_to(Audience.ANYONE)
def registered() -> str:
    """Look into your mail."""
    return render_template("account/registered.html")


@blueprint.get("/enter/<secret>")
@open_to(Audience.ANYONE)
def enter(secret: str) -> str:
    """A one-time path opens a page; only its button uses the path up."""
    ticket = services.ticket_for(session(), secret, now())
    form = _form_for(ticket.purpose)
    return render_template("account/enter.html", form=form, ticket=ticket)


@blueprint.post("/enter/<secret>")
@open_to(Audience.ANYONE)
def enter_now(secret: str) -> Any:
    """Uses the path up: signs in, with a password chosen where one is needed."""
    ticket = services.ticket_for(session(), secret, now())
    form = _form_for(ticket.purpose)
    if form.validate():
        with refused_at(form) as attempt:
            chosen = said(form.password) if isinstance(form, PasswordForm) else None
            opened = services.enter(session(), secret, at=now(), password=chosen)
            login.begin(ticket.person, opened)
        if attempt.ok:
            return redirect(url_for("pages.home"), 303)
    return render_template("account/enter.html", form=form, ticket=ticket), 422


def _form_for(purpose: Purpose) -> EnterForm | PasswordForm:
    return EnterForm() if purpose is Purpose.SIGN_IN else PasswordForm()


@blueprint.get("/people")
@open_to(Act.READ_PEOPLE)
def people() -> str:
    """Who may sign in, and in which roles."""
    return _people(InviteForm())


@blueprint.post("/people")
@open_to(Act.INVITE)
def invite() -> Any:
    """Invites somebody, in roles, until a date."""
    form = InviteForm()
    if not form.validate():
        return _people(form), 422
    services.invite(
        session(),
        person(),
        email=said(form.email),
        name=said(form.name),
        roles=tuple(Role(value) for value in form.roles.data or ()),
        at=now(),
        days=settings().invitation_days,
        base_url=settings().base_url,
    )
    return redirect(url_for("account.people"), 303)


def _people(form: InviteForm) -> str:
    everybody = select(Person).options(selectinload(Person.held)).order_by(Person.name).limit(200)
    return render_template("account/people.html", form=form, people=session().scalars(everybody))
