"""What the rulebook says about the Board's sittings, as sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

SENTENCES: dict[str, object] = {
    "sitting.mandate_ends_before_it_begins": _l("The mandate would end before it begins."),
    "sitting.mandate_is_over": _l("This mandate ended on %(until)s."),
    "sitting.office_is_taken": _l(
        "%(name)s holds this office in those days. End that mandate first."
    ),
    "sitting.deputy_has_a_seat": _l("Whoever has a seat of their own is nobody's deputy."),
    "sitting.nobody_chosen": _l("Choose a person from the list."),
    "sitting.not_now.planned": _l("The sitting is planned and not convened yet."),
    "sitting.not_now.convened": _l("The sitting is convened and has not opened yet."),
    "sitting.not_now.open": _l("The sitting is open."),
    "sitting.not_now.closed": _l("The sitting is closed. What it recorded stays as it is."),
    "sitting.not_now.cancelled": _l("The sitting was cancelled."),
    "sitting.on_an_agenda": _l(
        "The case stands on the agenda of the meeting on %(at)s. Take it off there first."
    ),
    "sitting.not_under_discussion": _l(
        "The vote opens when the meeting has come to this point of its agenda."
    ),
    "sitting.short_notice": lambda days, earliest: ngettext(
        "The notice is %(num)s working day: the earliest day is %(earliest)s.",
        "The notice is %(num)s working days: the earliest day is %(earliest)s.",
        days,
        earliest=earliest,
    ),
    "sitting.no_second_call": _l("The rules in force know no second call."),
    "sitting.second_call_too_early": _l(
        "A second call may be held from %(earliest)s on, and not before."
    ),
}
