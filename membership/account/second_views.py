"""The other half of signing in: a code or a passkey, after the password."""

from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import logout_user

from membership import sessions
from membership.account import devices, factors, login, passkeys
from membership.account.blueprint import blueprint
from membership.account.factor_views import CHALLENGE_MINUTES, party
from membership.account.forms import CodeForm, PasskeyAnswerForm
from membership.door import Audience, now, open_to, safe_next, session
from membership.forms import Form, refused_at, said
from membership.perimeter import vault


@blueprint.get("/sign-in/second")
@open_to(Audience.HALFWAY)
def second() -> str:
    """Asks for the second factor."""
    return _page(CodeForm(formdata=None))


@blueprint.post("/sign-in/second")
@open_to(Audience.HALFWAY)
def second_now() -> Any:
    """Takes a code, and may know this browser for a month."""
    form = CodeForm()
    if not form.validate():
        return _page(form), form.status
    visitor = login.visitor()
    with refused_at(form) as attempt:
        how = factors.check_code(
            session(), visitor.person, said(form.code), vault=vault(), at=now()
        )
    if not attempt.ok:
        return _missed(form)
    secret = ""
    if form.remember.data:
        secret = devices.remember(session(), visitor.person, agent=login.agent(), at=now())
    response = _whole(how)
    return login.know(response, secret) if secret else response


@blueprint.post("/sign-in/passkey")
@open_to(Audience.HALFWAY)
def second_by_passkey() -> Any:
    """Takes a passkey's answer."""
    form, visitor = PasskeyAnswerForm(), login.visitor()
    with refused_at(form) as attempt:
        challenge = vault().open(_bound(), said(form.sealed), now(), CHALLENGE_MINUTES)
        how = passkeys.check(
            session(),
            visitor.person,
            said(form.credential),
            challenge=challenge,
            party=party(),
            at=now(),
        )
    return _whole(how) if attempt.ok else _missed(form)


def _bound() -> str:
    # The session's secret changes as soon as an answer was taken: none is taken twice.
    return f"use:{login.visitor().row.digest}"


def _whole(how: str) -> Any:
    row = login.visitor().row
    secret = sessions.strengthen(session(), row, how=how, at=now())
    session().flush()
    login.carry(secret)
    return redirect(safe_next(request.args.get("next")), 303)


def _missed(form: Form) -> Any:
    """A wrong code counts; after some of them the password is asked for again."""
    if sessions.missed(login.visitor().row, now()):
        logout_user()
        flask.session.clear()
        flask.flash(_("Too many wrong codes. Sign in again."), "refused")
        return redirect(url_for("account.sign_in"), 303)
    if isinstance(form, CodeForm):
        return _page(form), 422
    answer = CodeForm(formdata=None)
    answer.form_errors = [*form.form_errors]
    return _page(answer), 422


def _page(form: CodeForm) -> str:
    held, at = factors.held(session(), login.visitor().person), now()
    options, answer = "", None
    if held.passkeys and party().can_have_passkeys:
        challenge = passkeys.new_challenge()
        options = passkeys.to_use(held.passkeys, party(), challenge)
        answer = PasskeyAnswerForm(formdata=None)
        answer.sealed.data = vault().seal(_bound(), challenge, at)
    return render_template(
        "account/second.html", form=form, held=held, options=options, answer=answer
    )
