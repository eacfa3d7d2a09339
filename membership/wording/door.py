"""What the door says: permissions, forms sent twice, pages that are not there."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "door.no_token": _l("This form has lost its token. Open the page again and send it once more."),
    "door.other_body": _l(
        "This form was already sent with other answers. Open the page again to change them."
    ),
    "permission.sign_in": _l("Sign in to continue."),
    "permission.not_found": _l("There is nothing at this address, or it is not yours to see."),
    "permission.not_permitted": _l("Your role does not allow this."),
    "account.wrong": _l("The address or the password is not right."),
    "account.ticket_used": _l(
        "This path has been used or has expired. Ask for a new one, or sign in."
    ),
    "account.password_short": _l("Choose a password of at least 12 characters."),
    "account.password_common": _l("This password is among the most common ones. Choose another."),
    "owed.gone": _l("This work is no longer waiting."),
}
