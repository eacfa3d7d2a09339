"""What is said about an organisation's people, as sentences."""

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, object] = {
    "colleague.position_unknown": _l("Choose what they may do."),
    "colleague.already": _l("Somebody with this address already acts for the organisation."),
    "colleague.too_many": _l(
        "An organisation has at most %(n)s people and open invitations. Remove one first."
    ),
    "colleague.owner_stays": _l(
        "The owner stays until the organisation is handed over to a colleague."
    ),
    "colleague.owner_already": _l("This person owns the organisation already."),
    "colleague.invitation_over": _l(
        "This invitation was used, taken back or has expired. Ask for a new one."
    ),
    "colleague.another_address": _l(
        "The invitation went to another address than that of your account."
    ),
    "colleague.sign_in_first": _l("There is an account under this address. Sign in to accept."),
}
