"""The form that brings the signed application back."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField

from membership.forms import Form


class SignedForm(Form):
    """The signed application: the PDF with its electronic signature, or a scan."""

    file = FileField(
        _l("The signed application"),
        description=_l("With a qualified electronic signature, or signed by hand and scanned."),
    )
    document = HiddenField()
