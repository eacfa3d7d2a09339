"""What the door says: permissions, forms sent twice, pages that are not there."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext


def _too_often(minutes: int) -> str:
    said = ngettext(
        "Too many tries in a short time. Try again in a minute.",
        "Too many tries in a short time. Try again in %(num)s minutes.",
        minutes,
    )
    return str(said)


SENTENCES = {
    "door.too_often": _too_often,
    "door.no_token": _l("This form has lost its token. Open the page again and send it once more."),
    "door.other_body": _l(
        "This form was already sent with other answers. Open the page again to change them."
    ),
    "permission.sign_in": _l("Sign in to continue."),
    "permission.not_found": _l("There is nothing at this address, or it is not yours to see."),
    "permission.not_permitted": _l("Your role does not allow this."),
}
