"""Forms of the letter office."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from membership.forms import Form, SelectChoice, at_most, written
from membership.letter.choosing import ASKED, Way
from membership.letter.labels import CHANNELS, WRITTEN_RECEIPTS
from workflows.letter import Channel, Receipt, Signing


class IssueForm(Form):
    """A press of the button: the letter takes its number."""


class KeepForm(Form):
    """Who signed a paper."""

    signed_by = written(
        _l("Signed by"),
        _l("Write the name of the person who signed the letter."),
        most=200,
        description=_l("First and last name, as it stands under the letter."),
    )


class DispatchForm(KeepForm):
    """Who signed a letter, and how it goes out."""

    channel = RadioField(
        _l("How it goes out"),
        description=_l("Whatever you choose, the applicant also finds it in the portal."),
        choices=[SelectChoice(channel.value, label) for channel, label in CHANNELS.items()],
        validators=[InputRequired(_l("Choose how the letter goes out."))],
        coerce=Channel,
        validate_choice=True,
    )
    proof = StringField(
        _l("Proof that it left"),
        description=_l("Such as the number on the postal receipt or the courier's waybill."),
        validators=[at_most(200)],
    )


class SignedForm(Form):
    """The signed letter comes back: as a file signed electronically, or on paper."""

    how = RadioField(
        _l("How it was signed"),
        choices=[
            SelectChoice(Signing.ELECTRONIC.value, _l("electronically, in the file")),
            SelectChoice(Signing.SCAN.value, _l("on paper; this is a scan of it")),
        ],
        validators=[InputRequired(_l("Choose how the letter was signed."))],
        coerce=Signing,
        validate_choice=True,
    )
    file = FileField(_l("The signed file"))
    document = HiddenField()
    signed_by = StringField(
        _l("Signed by"),
        description=_l("For a scan. Who signed electronically is read from the file."),
        validators=[at_most(200)],
    )
    original_on = DateField(
        _l("Original on paper received on"),
        description=_l("For a scan, which is only a copy: the original is what counts."),
        validators=[Optional()],
    )


class FileForm(Form):
    """A file that somebody wants to know about. It is read and not kept."""

    file = FileField(_l("The letter as a PDF file"))


class BatchForm(Form):
    """What is done with the chosen letters: by which way they go, or who signed them on paper.
    ``seal`` is what was seen of them."""

    channel = SelectField(
        _l("How they go out"),
        choices=[
            SelectChoice(ASKED, _l("as each applicant asked, in the portal where it did not say")),
            *(SelectChoice(one.value, words) for one, words in CHANNELS.items()),
        ],
        validate_choice=False,
    )
    signed_by = StringField(
        _l("Signed by"),
        description=_l("Leave it empty where each was signed by whom it names."),
        validators=[at_most(200)],
    )
    original_on = DateField(
        _l("Originals on paper received on"),
        description=_l("One day for all: record those of another day by themselves."),
        validators=[Optional()],
    )
    seal = HiddenField()

    @property
    def way(self) -> Way | None:
        """The way that was chosen; None where it is none that there is."""
        if self.channel.data == ASKED:
            return ASKED
        return next((one for one in Channel if one.value == self.channel.data), None)


class ReceivedForm(Form):
    """By what, and on which day, a letter is proved to have reached its addressee."""

    receipt = RadioField(
        _l("What proves it"),
        choices=[SelectChoice(one.value, words) for one, words in WRITTEN_RECEIPTS.items()],
        validators=[InputRequired(_l("Choose what proves that the letter was received."))],
        coerce=Receipt,
        validate_choice=True,
    )
    on = DateField(
        _l("Received on"),
        description=_l("The day that stands on the proof. Terms run from this day."),
        validators=[InputRequired(_l("Write the day on which the letter was received."))],
    )
    note = StringField(
        _l("Note"),
        description=_l("Such as the number of the confirmation, or who signed for it."),
        validators=[at_most(300)],
    )
    file = FileField(_l("The proof itself, if you have it as a file"))
    document = HiddenField()


class ReturnedForm(Form):
    """A letter came back: when, and why."""

    on = DateField(
        _l("Came back on"),
        validators=[InputRequired(_l("Write the day on which the letter came back."))],
    )
    why = written(
        _l("Why it came back"),
        _l("Write why the letter came back."),
        most=300,
        description=_l("As the post or the courier wrote it, such as “moved” or “not claimed”."),
    )


class AnnulForm(Form):
    """Why a letter is annulled."""

    why = written(
        _l("Why it is annulled"),
        _l("Write why the letter is annulled."),
        most=300,
        description=_l("Stays with the letter and in the journal; it is not printed."),
        kind=TextAreaField,
    )


class CodeForm(PlainForm):
    """The code of a letter. It is read, never sent: the answer has an address of its own."""

    code = StringField(
        _l("The code on the letter"),
        description=_l("Eight letters and figures at the foot of the letter, such as K7QF-2M9D."),
    )


class WordingForm(Form):
    """The cluster's own passages of a letter. ``seen`` is the version that is changed."""

    opening = TextAreaField(
        _l("How the letter begins"),
        description=_l("Stands after the greeting. A new line begins a new paragraph."),
    )
    closing = TextAreaField(
        _l("How the letter ends"),
        description=_l("Stands before “Yours faithfully”. Leave both empty for the usual words."),
    )
    seen = IntegerField(widget=HiddenInput(), default=0)
