"""Pages of accounts: signing in and out, registering, one-time paths."""

from typing import Any

import flask
from flask import g, redirect, render_template, request, url_for
from flask_login import current_user, logout_user

from membership import sessions
from membership.account import (
    address,
    factor_views,
    kept_views,
    login,
    own_views,
    passwords,
    people_views,
    second_views,
    services,
)
from membership.account.blueprint import blueprint
from membership.account.forms import (
    EnterForm,
    ForgottenForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
)
from membership.database import reading
from membership.door import (
    OTHER_HALF,
    Audience,
    engine,
    now,
    open_to,
    safe_next,
    session,
    somebody,
)
from membership.forms import refused_at, said
from membership.models import Purpose
from membership.perimeter import vault
from membership.wording.texts import language

__all__ = ["blueprint", "factor_views", "kept_views", "own_views", "people_views", "second_views"]


@blueprint.get("/sign-in")
@open_to(Audience.ANYONE)
def sign_in() -> Any:
    """Where one signs in."""
    if somebody() is not None:
        return redirect(safe_next(request.args.get("next")))
    return render_template("account/sign_in.html", form=SignInForm())


def weigh_password() -> None:
    """Holds the password that was sent against the one that is kept: slow, so that guessing is,
    and done before the transaction, so that nobody waits for it."""
    form = SignInForm()
    with reading(engine()) as opened:
        found = services.by_email(opened, said(form.email))
    g.weighed = passwords.weigh(found, said(form.password)[: passwords.MOST])


@blueprint.post("/sign-in")
@open_to(Audience.ANYONE, repeatable=True, first=weigh_password)
def sign_in_now() -> Any:
    """Signs in with address and password; a second factor may still be owed."""
    form = SignInForm()
    if form.validate():
        with refused_at(form) as attempt:
            email, password = said(form.email), said(form.password)
            found = services.verify(session(), email, password, g.weighed)
            visitor = login.begin(found)
        if attempt.ok:
            return _onward(visitor, safe_next(request.args.get("next")))
    return render_template("account/sign_in.html", form=form), form.status


def _onward(visitor: login.Visitor, path: str) -> Any:
    """To the page that was asked for, or first to the other half of signing in."""
    if visitor.awaited is None:
        return redirect(path, 303)
    return redirect(url_for(OTHER_HALF[visitor.awaited], next=path), 303)


@blueprint.post("/sign-out")
@open_to(Audience.ANYONE, repeatable=True)
def sign_out() -> Any:
    """Ends the session here and at the server, also one that was only half begun."""
    if isinstance(current_user._get_current_object(), login.Visitor):
        sessions.end(session(), current_user.secret, at=now())
        logout_user()
        flask.session.clear()
    return redirect(url_for("pages.home"), 303)


@blueprint.get("/register")
@open_to(Audience.ANYONE)
def register() -> str:
    """Where an applicant asks for an account."""
    return render_template("account/register.html", form=RegisterForm())


@blueprint.post("/register")
@open_to(Audience.ANYONE, first=passwords.spend)
def register_now() -> Any:
    """Asks for an account; the answer is the same whether the address was known or not."""
    form = RegisterForm()
    if not form.validate():
        return render_template("account/register.html", form=form), form.status
    services.register(
        session(),
        email=said(form.email),
        name=said(form.name),
        language=language(),
        at=now(),
        vault=vault(),
    )
    return redirect(url_for("account.registered"), 303)


@blueprint.get("/registered")
@open_to(Audience.ANYONE)
def registered() -> str:
    """Check your mail."""
    return render_template("account/registered.html")


@blueprint.get("/forgotten")
@open_to(Audience.ANYONE)
def forgotten() -> str:
    """Where somebody asks for a new password."""
    return render_template("account/forgotten.html", form=ForgottenForm())


@blueprint.post("/forgotten")
@open_to(Audience.ANYONE, first=passwords.spend)
def forgotten_now() -> Any:
    """Asks for a new password; the answer is the same whether the address was known or not."""
    form = ForgottenForm()
    if not form.validate():
        return render_template("account/forgotten.html", form=form), form.status
    services.forgotten(session(), email=said(form.email), at=now(), vault=vault())
    return redirect(url_for("account.forgotten_sent"), 303)


@blueprint.get("/forgotten/sent")
@open_to(Audience.ANYONE)
def forgotten_sent() -> str:
    """Check your mail."""
    return render_template("account/forgotten_sent.html")


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
    """Uses the path up: signs in, with a password chosen where one is needed, or changes
    the address that it was sent for."""
    ticket = services.ticket_for(session(), secret, now())
    form = _form_for(ticket.purpose)
    if form.validate():
        with refused_at(form) as attempt:
            onward = _used(ticket.purpose, secret, form)
        if attempt.ok:
            return onward
    return render_template("account/enter.html", form=form, ticket=ticket), 422


def _used(purpose: Purpose, secret: str, form: EnterForm | PasswordForm) -> Any:
    if purpose is Purpose.ADDRESS:
        address.confirm(session(), secret, at=now(), vault=vault())
        return redirect(url_for("account.address_done"), 303)
    if purpose is Purpose.REVERT:
        address.revert(session(), secret, at=now(), vault=vault())
        return redirect(url_for("account.forgotten_sent"), 303)
    chosen = said(form.password) if isinstance(form, PasswordForm) else None
    opened = services.enter(
        session(),
        secret,
        at=now(),
        password=chosen,
        about=login.house_words(),
        agent=login.agent(),
    )
    return _onward(login.carry(opened), "/")


def _form_for(purpose: Purpose) -> EnterForm | PasswordForm:
    return PasswordForm() if purpose in services.CHOOSES_PASSWORD else EnterForm()
