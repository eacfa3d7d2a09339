"""What accounts say: signing in, passwords, second factors, what an administrator may do."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "account.wrong": _l("The address or the password is not right."),
    "account.ticket_used": _l(
        "This path has been used or has expired. Ask for a new one, or sign in."
    ),
    "account.password_short": _l("Choose a password of at least 12 characters."),
    "account.password_long": _l("Choose a password of at most 200 characters."),
    "account.password_common": _l(
        "This password is soon guessed. Choose several words that have nothing to do with"
        " each other, with you, or with the cluster."
    ),
    "account.password_wrong": _l("This is not your present password."),
    "account.code_wrong": _l("The code is not right, has expired, or was used before."),
    "account.passkey_wrong": _l("The passkey was not accepted. Try again, or use another way."),
    "account.page_too_old": _l("This page was open for too long. Open it again."),
    "account.sign_in_again": _l("Sign out and in again before you change this."),
    "account.factor_gone": _l("This is no longer set up."),
    "account.last_factor": _l(
        "Your role needs a second step. Set up another one before you remove this one."
    ),
    "account.no_factor": _l("This person has no second step that could be reset."),
    "account.not_invited": _l("This account is already in use, or closed."),
    "account.already_known": _l(
        "This address has an account already. Open its page in the list above to change its roles."
    ),
    "account.already_so": _l("The account is already so."),
    "account.not_oneself": _l("Another administrator has to do this to your account."),
    "account.reason_needed": _l("Say why."),
}
