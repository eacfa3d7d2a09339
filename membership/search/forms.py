"""The form that keeps a search."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from membership.forms import Form
from membership.search.saved import LONGEST_NAME


class SaveForm(Form):
    """Under which name the search on the page is kept."""

    name = StringField(
        _l("Name of this search"),
        validators=[
            DataRequired(_l("Give the search a name.")),
            Length(max=LONGEST_NAME, message=_l("At most %(max)d characters.")),
        ],
        render_kw={"maxlength": LONGEST_NAME},
    )
