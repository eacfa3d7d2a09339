"""Why a case is kept, in the words of the honest answer to a request for erasure."""

from flask_babel import lazy_gettext as _l

HELD = {
    "never_sent": _l(
        "This draft was never sent. Nobody but you and your colleagues has seen it, and it can be "
        "erased at once."
    ),
    "going_on": _l(
        "The application is being decided, so it is kept. To end it, withdraw it first; the time "
        "for which it is then kept starts on that day."
    ),
    "member": _l(
        "Your organisation is a member. Its file is kept as long as it is one, and afterwards for "
        "the time that the cluster has set."
    ),
    "until": _l(
        "The case is over. Its files are kept for the time that the cluster has set, so that the "
        "decision can be accounted for, and are then erased without your asking again."
    ),
    "not_set": _l(
        "The case is over. The cluster has not set for how long it is kept, so nothing is erased "
        "by itself; the secretariat reads your request and answers it within a month."
    ),
}
