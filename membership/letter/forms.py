"""Forms of the letter office."""

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from membership.forms import Form, SelectChoice
from membership.letter.labels import CHANNELS
from workflows.letter import Channel


class IssueForm(Form):
    """A press of the button: the letter takes its number."""


class DispatchForm(Form):
    """Who signed a letter, and how it goes out."""

    signed_by = StringField(
        _l("Signed by"),
        description=_l("First and last name, as it stands under the letter."),
        validators=[InputRequired(_l("Write the name of the person who signed the letter.")),
                    Length(max=200, message=_l("Use at most 200 characters."))],
    )  # fmt: skip
    channel = RadioField(
        _l("How it goes out"),
        description=_l("Whatever you choose, the applicant also finds it in the portal."),
        choices=[SelectChoice(channel.value, label) for channel, label in CHANNELS.items()],
        validators=[InputRequired(_l("Choose how the letter goes out."))],
        coerce=Channel,
        validate_choice=True,
    )


class CodeForm(PlainForm):
    """The code of a letter. It is read, never sent: the answer has an address of its own."""

    code = StringField(
        _l("The code on the letter"),
        description=_l("Eight letters and figures at the foot of the letter, such as K7QF-2M9D."),
    )
