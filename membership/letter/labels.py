"""What people call the kinds, the states and the ways of letters, and the registry's directions."""

from flask_babel import lazy_gettext as _l

from membership.letter.desk import Pile
from membership.models import Direction
from workflows.letter import Channel, Kind, State, Step

KINDS = {
    Kind.ACKNOWLEDGEMENT: _l("Acknowledgement of receipt"),
    Kind.ADMISSION: _l("Letter of admission"),
    Kind.REJECTION: _l("Letter of rejection"),
}
"""The kinds that are printed; the others do not come to the letter office yet."""

STATES = {
    State.DRAFT: (_l("to be issued"), "needs"),
    State.NUMBERED: (_l("issued"), "waiting"),
    State.SIGNED: (_l("signed"), "waiting"),
    State.DISPATCHED: (_l("dispatched"), "done"),
    State.RECEIVED: (_l("received"), "done"),
    State.UNDELIVERABLE: (_l("came back"), "needs"),
    State.ANNULLED: (_l("annulled"), "refused"),
}
"""A word and a tone for each state."""

STEPS = {
    Step.NUMBER: _l("Issued under its number"),
    Step.SIGN: _l("Signed"),
    Step.DISPATCH: _l("Dispatched"),
    Step.RECEIVE: _l("Received"),
    Step.RETURN: _l("Came back undelivered"),
    Step.ANNUL: _l("Annulled"),
}

CHANNELS = {
    Channel.PORTAL: _l("in the portal only"),
    Channel.MAIL: _l("by e-mail"),
    Channel.REGISTERED_POST: _l("by registered post with confirmation of receipt"),
    Channel.COURIER: _l("by courier"),
    Channel.BY_HAND: _l("by hand, against signature"),
}

PILES = {
    Pile.TO_DO: _l("To do"),
    Pile.GONE: _l("Dispatched"),
    Pile.ANNULLED: _l("Annulled"),
}

DIRECTIONS = {
    Direction.IN: _l("in"),
    Direction.OUT: _l("out"),
    Direction.INTERNAL: _l("internal"),
}

LANGUAGES = {"ro": _l("in Romanian"), "en": _l("in English")}
