"""Forms of accounts: signing in, registering, choosing a password, inviting."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import Email, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from membership.forms import Form, SelectChoice
from membership.words import ROLES
from workflows.permission import Role

INVITED = (
    Role.SECRETARIAT,
    Role.RAPPORTEUR,
    Role.BOARD,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""Roles that are given by invitation; applicants register themselves."""

_EMAIL = (
    InputRequired(_l("Enter an e-mail address.")),
    Email(_l("Enter an e-mail address in the form name@example.ro.")),
    Length(max=254),
)
_NAME = (InputRequired(_l("Enter a first and last name.")), Length(max=200))


class SignInForm(Form):
    """An address and its password."""

    email = EmailField(_l("E-mail address"), validators=_EMAIL)
    password = PasswordField(_l("Password"), validators=[InputRequired(_l("Enter your password."))])


class RegisterForm(Form):
    """Who asks for an account."""

    name = StringField(_l("First and last name"), validators=_NAME)
    email = EmailField(
        _l("E-mail address"),
        description=_l("We send a link there; open it to choose a password."),
        validators=_EMAIL,
    )


class EnterForm(Form):
    """A one-time path that needs nothing but a press of the button."""


class PasswordForm(Form):
    """A password to be chosen. Long is good; no particular characters are asked for."""

    password = PasswordField(
        _l("Choose a password"),
        description=_l(
            "At least 12 characters. Several words are easier to remember. You may paste it."
        ),
        validators=[InputRequired(_l("Choose a password of at least 12 characters."))],
    )


class InviteForm(Form):
    """Who is invited, and in which roles."""

    name = StringField(_l("First and last name"), validators=_NAME)
    email = EmailField(_l("E-mail address"), validators=_EMAIL)
    roles = SelectMultipleField(
        _l("Roles"),
        choices=[SelectChoice(role.value, ROLES[role]) for role in INVITED],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[InputRequired(_l("Choose at least one role."))],
    )
