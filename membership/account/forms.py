"""Forms of accounts: signing in, registering, choosing a password, proving oneself."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from membership.account.administration import INVITED
from membership.forms import Form, SelectChoice
from membership.words import ROLES

_EMAIL = (
    InputRequired(_l("Enter an e-mail address.")),
    Email(_l("Enter an e-mail address in the form name@example.ro.")),
    Length(max=254),
)
_NAME = (InputRequired(_l("Enter a first and last name.")), Length(max=200))
_ADVICE = _l("At least 12 characters. Several words are easier to remember. You may paste it.")


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


class ForgottenForm(Form):
    """Who asks for a new password."""

    email = EmailField(_l("E-mail address"), validators=_EMAIL)


class EnterForm(Form):
    """A one-time path that needs nothing but a press of the button."""


def chosen_password() -> PasswordField:
    """A password to be chosen. Long is good; no particular characters are asked for."""
    return PasswordField(
        _l("Choose a password"),
        description=_ADVICE,
        validators=[InputRequired(_l("Choose a password of at least 12 characters."))],
    )


class PasswordForm(Form):
    """A password, and nothing else."""

    password = chosen_password()


class ProofForm(Form):
    """An act on one's own account, with the password that it takes."""

    current = PasswordField(_l("Your present password"))
    missed = False
    """Whether what was given is wrong, which may happen a few times only."""


class NewPasswordForm(ProofForm):
    """Another password in place of the present one."""

    password = PasswordField(
        _l("New password"),
        description=_ADVICE,
        validators=[InputRequired(_l("Choose a password of at least 12 characters."))],
    )


class AddressForm(ProofForm):
    """Another address in place of the present one."""

    email = EmailField(
        _l("New e-mail address"),
        description=_l("We send a link there; the present address holds until it is opened."),
        validators=_EMAIL,
    )


class CodeForm(Form):
    """The second factor when signing in."""

    code = StringField(
        _l("Code"),
        description=_l("Six digits from your application, or one of your recovery codes."),
        validators=[InputRequired(_l("Enter the code.")), Length(max=60)],
    )
    remember = BooleanField(
        _l("Do not ask for a code in this browser for 30 days"),
        description=_l("Only on a device that nobody else uses."),
    )


class AppForm(ProofForm):
    """An application that shows codes, proven by one of them."""

    sealed = HiddenField()
    code = StringField(
        _l("Code that the application shows"),
        validators=[InputRequired(_l("Enter the six digits.")), Length(max=20)],
    )


class PasskeyForm(ProofForm):
    """A passkey; the page's script puts the device's answer in."""

    sealed = HiddenField()
    credential = HiddenField()
    name = StringField(
        _l("Name of this passkey"),
        description=_l("So that you can tell it later: my phone, the key in the drawer."),
        validators=[InputRequired(_l("Give the passkey a name.")), Length(max=60)],
    )


class PasskeyAnswerForm(Form):
    """The answer of a passkey when signing in."""

    sealed = HiddenField()
    credential = HiddenField()


class CodesForm(ProofForm):
    """Recovery codes that their owner has written down."""

    sealed = HiddenField()


def _roles(*validators: Any) -> SelectMultipleField:
    return SelectMultipleField(
        _l("Roles"),
        choices=[SelectChoice(role.value, ROLES[role]) for role in INVITED],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=validators,
    )


class InviteForm(Form):
    """Who is invited, and in which roles."""

    name = StringField(_l("First and last name"), validators=_NAME)
    email = EmailField(_l("E-mail address"), validators=_EMAIL)
    roles = _roles(InputRequired(_l("Choose at least one role.")))


class ReasonForm(Form):
    """An act on somebody else's account, and why."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l("Kept with the account, and read by the administrators."),
        validators=[InputRequired(_l("Say why.")), Length(max=1000)],
    )


class RolesForm(ReasonForm):
    """Which roles somebody has from now on."""

    roles = _roles()
