"""One's own account: password, address, sessions, known devices."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flask
from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import logout_user

from membership import sessions
from membership.account import address, devices, factors, login, proof, services
from membership.account.blueprint import blueprint
from membership.account.factors import WrongCode
from membership.account.forms import AddressForm, NewPasswordForm, ProofForm
from membership.account.passkeys import WrongPasskey
from membership.account.proof import WrongProof
from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, refused_at, said
from membership.perimeter import vault


@contextmanager
def counting(form: ProofForm) -> Iterator[None]:
    """Marks the form when what was given is wrong: that may happen a few times only."""
    try:
        yield
    except (WrongProof, WrongCode, WrongPasskey):
        form.missed = True
        raise


def prove(form: ProofForm, *, codes: bool = False) -> None:
    """Refuses an act on one's own account without one's own password."""
    row = login.visitor().row
    proof.require(session(), row, said(form.current), at=now(), codes=codes)


def ended_by_misses(form: ProofForm) -> Any:
    """Counts a wrong password or code; leads to signing in once there were too many."""
    if not form.missed or not sessions.missed(login.visitor().row, now()):
        return None
    logout_user()
    flask.session.clear()
    flask.flash(_("Too many wrong answers. Sign in again."), "refused")
    return redirect(url_for("account.sign_in"), 303)


@blueprint.get("/account")
@open_to(Audience.SIGNED_IN)
def own() -> str:
    """What the house knows of oneself, and where one is signed in."""
    return render_template(
        "account/own.html",
        held=factors.held(session(), person()),
        here=login.visitor().row.id,
        sessions=sessions.mine(session(), person(), now(), login.limits()),
        devices=devices.mine(session(), person(), now()),
        form=Form(),
    )


@blueprint.get("/account/password")
@open_to(Audience.SIGNED_IN)
def password() -> str:
    """Where one changes the password."""
    return _password_page(NewPasswordForm(formdata=None))


@blueprint.post("/account/password")
@open_to(Audience.SIGNED_IN)
def change_password() -> Any:
    """Changes the password; every other session is dead at once."""
    form = NewPasswordForm()
    if not form.validate():
        return _password_page(form), form.status
    row = login.visitor().row
    with refused_at(form) as attempt, counting(form):
        prove(form)
        services.new_password(
            session(),
            row.person,
            said(form.password),
            about=login.house_words(),
            at=now(),
            but=row.id,
        )
        services.void(session(), row.person, services.CHOOSES_PASSWORD, at=now())
    if not attempt.ok:
        return ended_by_misses(form) or (_password_page(form), form.status)
    secret = sessions.rotate(row)
    session().flush()
    login.carry(secret)
    flask.flash(_("The password is changed. Everywhere else you are signed out."), "done")
    return redirect(url_for("account.own"), 303)


def _password_page(form: NewPasswordForm) -> str:
    excused = proof.excused(session(), login.visitor().row, now())
    return render_template("account/password.html", form=form, excused=excused)


@blueprint.get("/account/address")
@open_to(Audience.SIGNED_IN)
def change_address() -> str:
    """Where one changes the address."""
    return _address_page(AddressForm(formdata=None))


@blueprint.post("/account/address")
@open_to(Audience.SIGNED_IN)
def ask_for_address() -> Any:
    """Sends a path to the new address; the present one holds until it is opened."""
    form = AddressForm()
    if not form.validate():
        return _address_page(form), form.status
    with refused_at(form) as attempt, counting(form):
        prove(form)
        address.ask(session(), person(), said(form.email), at=now(), vault=vault())
    if not attempt.ok:
        return ended_by_misses(form) or (_address_page(form), form.status)
    flask.flash(_("A link is on its way to the new address."), "waiting")
    return redirect(url_for("account.own"), 303)


def _address_page(form: AddressForm) -> str:
    excused = proof.excused(session(), login.visitor().row, now())
    return render_template("account/address.html", form=form, excused=excused)


@blueprint.get("/account/address/done")
@open_to(Audience.ANYONE)
def address_done() -> str:
    """The new address holds."""
    return render_template("account/address_done.html")


@blueprint.post("/account/sessions/<int:session_id>/end")
@open_to(Audience.SIGNED_IN)
def end_session(session_id: int) -> Any:
    """Ends one of one's own sessions, on whatever device it is."""
    sessions.end_own(session(), person(), session_id, at=now())
    return redirect(url_for("account.own"), 303)


@blueprint.post("/account/sessions/end")
@open_to(Audience.SIGNED_IN)
def end_sessions() -> Any:
    """Ends every session of one's own but this one."""
    sessions.end_all(session(), person(), at=now(), but=login.visitor().row.id)
    flask.flash(_("Everywhere else you are signed out."), "done")
    return redirect(url_for("account.own"), 303)


@blueprint.post("/account/devices/<int:device_id>/forget")
@open_to(Audience.SIGNED_IN)
def forget_device(device_id: int) -> Any:
    """Asks that browser for a code again."""
    devices.forget(session(), person(), device_id, at=now())
    return redirect(url_for("account.own"), 303)
