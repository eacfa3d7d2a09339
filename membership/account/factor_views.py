"""Setting up a second factor: an application, a passkey, recovery codes; and removing one."""

from typing import Any

import segno
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership import sessions
from membership.account import factors, login, passkeys, proof
from membership.account.blueprint import blueprint
from membership.account.forms import AppForm, CodesForm, PasskeyForm, ProofForm
from membership.account.own_views import counting, ended_by_misses, prove
from membership.account.passkeys import Party
from membership.door import Audience, now, open_to, safe_next, session, settings, statute
from membership.forms import refused_at, said
from membership.perimeter import vault
from membership.sessions import Standing

CHALLENGE_MINUTES = 5
SETUP_MINUTES = 30


def party() -> Party:
    """This house as passkeys and applications name it."""
    return Party(settings().base_url, statute().short_name)


def excused(*, codes: bool = False) -> bool:
    """Whether the page need not ask for the password again."""
    return proof.excused(session(), login.visitor().row, now(), codes=codes)


@blueprint.get("/account/factor")
@open_to(Audience.ENROLLING)
def factor() -> str:
    """Which second factors there are, and how to add one."""
    visitor = login.visitor()
    return render_template(
        "account/factor.html",
        held=factors.held(session(), visitor.person),
        must=visitor.standing is Standing.MUST_ENROL,
        passkeys_possible=party().can_have_passkeys,
        onward=safe_next(request.args.get("next")),
        form=ProofForm(formdata=None),
        excused=excused(),
    )


@blueprint.get("/account/factor/app")
@open_to(Audience.ENROLLING)
def app() -> str:
    """Shows a new secret to an application; nothing is kept until it has shown a code."""
    form = AppForm(formdata=None)
    secret = factors.new_secret()
    form.sealed.data = vault().seal(_bound("app"), secret, now())
    return _app_page(form, secret)


@blueprint.post("/account/factor/app")
@open_to(Audience.ENROLLING)
def add_app() -> Any:
    """Takes the application as second factor."""
    form, visitor, secret = AppForm(), login.visitor(), ""
    secret = vault().open(_bound("app"), said(form.sealed), now(), SETUP_MINUTES)
    if not form.validate():
        return _app_page(form, secret), form.status
    with refused_at(form) as attempt, counting(form):
        prove(form)
        factors.add_app(session(), visitor.person, secret, said(form.code), vault=vault(), at=now())
    if not attempt.ok:
        return ended_by_misses(form) or (_app_page(form, secret), form.status)
    return _added("app")


def _app_page(form: AppForm, secret: str) -> str:
    uri = factors.uri(login.visitor().person, secret, party().name)
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    picture = segno.make(uri, error="m").svg_data_uri(scale=4, border=2, light="#fff")
    return render_template(
        "account/app.html", form=form, picture=picture, secret=groups, excused=excused()
    )


@blueprint.get("/account/factor/passkey")
@open_to(Audience.ENROLLING)
def passkey() -> str:
    """Asks the browser to make a passkey."""
    return _passkey_page(PasskeyForm(formdata=None))


@blueprint.post("/account/factor/passkey")
@open_to(Audience.ENROLLING)
def add_passkey() -> Any:
    """Takes the passkey as second factor."""
    form, visitor = PasskeyForm(), login.visitor()
    if not form.validate():
        return _passkey_page(form), form.status
    with refused_at(form) as attempt, counting(form):
        prove(form)
        challenge = vault().open(_bound("make"), said(form.sealed), now(), CHALLENGE_MINUTES)
        passkeys.add(
            session(),
            visitor.person,
            said(form.credential),
            challenge=challenge,
            party=party(),
            name=said(form.name),
            at=now(),
        )
    if not attempt.ok:
        return ended_by_misses(form) or (_passkey_page(form), form.status)
    return _added("passkey")


def _passkey_page(form: PasskeyForm) -> str:
    person, challenge = login.visitor().person, passkeys.new_challenge()
    keys = factors.held(session(), person).passkeys
    form.sealed.data = vault().seal(_bound("make"), challenge, now())
    form.credential.data = ""
    return render_template(
        "account/passkey.html",
        form=form,
        options=passkeys.to_make(person, keys, party(), challenge),
        possible=party().can_have_passkeys,
        excused=excused(),
    )


def _bound(what: str) -> str:
    return f"{what}:{login.visitor().row.digest}"


def _added(how: str) -> Any:
    """The session is a strong one now; other sessions owe the factor; codes come next."""
    visitor = login.visitor()
    first = visitor.row.strong_at is None
    secret = sessions.strengthen(session(), visitor.row, how=how, at=now())
    session().flush()
    login.carry(secret)
    left = factors.held(session(), visitor.person).codes
    onward = "account.codes" if first or not left else "account.factor"
    return redirect(url_for(onward), 303)


@blueprint.get("/account/factor/codes")
@open_to(Audience.SIGNED_IN)
def codes() -> str:
    """Shows ten recovery codes; they hold once their owner says that they are kept."""
    made = factors.new_codes()
    form = CodesForm(formdata=None)
    form.sealed.data = vault().seal(_bound("codes"), " ".join(made), now())
    return _codes_page(form, made)


@blueprint.post("/account/factor/codes")
@open_to(Audience.SIGNED_IN)
def keep_codes() -> Any:
    """These codes hold from now on."""
    form = CodesForm()
    made = vault().open(_bound("codes"), said(form.sealed), now(), SETUP_MINUTES).split(" ")
    with refused_at(form) as attempt, counting(form):
        prove(form, codes=True)
        first = not factors.held(session(), login.visitor().person).codes
        factors.keep_codes(session(), login.visitor().person, made, at=now())
    if not attempt.ok:
        return ended_by_misses(form) or (_codes_page(form, made), form.status)
    if first:
        flash(_("The second step is set up. It is asked for when you sign in."), "done")
        return redirect(url_for("pages.home"), 303)
    flash(_("The new codes hold from now on, and the earlier ones no more."), "done")
    return redirect(url_for("account.factor"), 303)


def _codes_page(form: CodesForm, made: list[str]) -> str:
    return render_template("account/codes.html", form=form, codes=made, excused=excused(codes=True))


@blueprint.post("/account/factor/app/remove")
@open_to(Audience.SIGNED_IN)
def remove_app() -> Any:
    """Takes the application no more."""
    form = ProofForm()
    with refused_at(form) as attempt, counting(form):
        prove(form)
        factors.remove_app(session(), login.visitor().row, at=now())
    return _removed(form, ok=attempt.ok)


@blueprint.post("/account/factor/passkey/<int:passkey_id>/remove")
@open_to(Audience.SIGNED_IN)
def remove_passkey(passkey_id: int) -> Any:
    """Takes this passkey no more."""
    form = ProofForm()
    with refused_at(form) as attempt, counting(form):
        prove(form)
        passkeys.remove(session(), login.visitor().row, passkey_id, at=now())
    return _removed(form, ok=attempt.ok)


def _removed(form: ProofForm, *, ok: bool) -> Any:
    if ok:
        return redirect(url_for("account.factor"), 303)
    visitor = login.visitor()
    page = render_template(
        "account/factor.html",
        held=factors.held(session(), visitor.person),
        must=False,
        passkeys_possible=party().can_have_passkeys,
        onward="/",
        form=form,
        excused=excused(),
    )
    return ended_by_misses(form) or (page, form.status)
