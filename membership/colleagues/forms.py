"""Forms of an organisation's people: inviting a colleague, changing their place, joining."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, StringField
from wtforms.validators import Email, InputRequired, Length

from membership.account.forms import chosen_password
from membership.forms import Form, SelectChoice
from membership.models import Position

POSITIONS = {
    Position.OWNER: _l("owner"),
    Position.EDITOR: _l("editor"),
    Position.SUBMITTER: _l("submitter"),
}
"""Each place in an organisation, in a word."""


def _position() -> RadioField:
    """What a colleague may do; errors are listed in the order in which a form's fields are made."""
    return RadioField(
        _l("What they may do"),
        choices=[
            SelectChoice(Position.EDITOR.value, _l("Edit the application")),
            SelectChoice(
                Position.SUBMITTER.value,
                _l("Edit it, submit it, answer, withdraw it and contest a decision"),
            ),
        ],
        validators=[InputRequired(_l("Choose what they may do."))],
    )


class PositionForm(Form):
    """What a colleague may do."""

    position = _position()


class InviteForm(Form):
    """Who is invited, and as what."""

    email = EmailField(
        _l("E-mail address"),
        description=_l("We send an invitation there. Nothing changes until it is accepted."),
        validators=[
            InputRequired(_l("Enter an e-mail address.")),
            Email(_l("Enter an e-mail address in the form name@example.ro.")),
            Length(max=254),
        ],
    )
    position = _position()


class JoinForm(Form):
    """An account to join with, where there is none yet."""

    name = StringField(
        _l("First and last name"),
        validators=[InputRequired(_l("Enter a first and last name.")), Length(max=200)],
    )
    password = chosen_password()
