"""What the rulebook says about the Board's sittings, as sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

SENTENCES: dict[str, object] = {
    "sitting.mandate_ends_before_it_begins": _l("The mandate would end before it begins."),
    "sitting.mandate_is_over": _l("This mandate ended on %(until)s."),
    "sitting.office_is_taken": _l(
        "%(name)s holds this office in those days. End that mandate first."
    ),
    "sitting.mandates_meet": _l(
        "%(name)s has a mandate that begins on %(since)s. Choose a later first day, or a last day"
        " before that mandate."
    ),
    "sitting.deputy_has_a_seat": _l("Whoever has a seat of their own is nobody's deputy."),
    "sitting.nobody_chosen": _l("Choose a person from the list."),
    "sitting.not_now.planned": _l("The sitting is planned and not convened yet."),
    "sitting.not_now.convened": _l("The sitting is convened and has not opened yet."),
    "sitting.not_now.open": _l("The sitting is open."),
    "sitting.not_now.closed": _l("The sitting is closed. What it recorded stays as it is."),
    "sitting.not_now.cancelled": _l("The sitting was cancelled."),
    "sitting.on_an_agenda": _l(
        "The case stands on the agenda of the sitting on %(at)s. Take it off there first."
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
    "sitting.call_again": _l(
        "The sitting was moved to another hour after the Board was called. Convene the Board "
        "again first."
    ),
    "sitting.in_the_past": _l("That is in the past. Choose a day and an hour ahead."),
    "sitting.place_missing": _l("Say in which room people meet."),
    "sitting.link_missing": _l("Give the link for those who take part online."),
    "sitting.end_missing": _l("Choose the day and the hour on which the written procedure closes."),
    "sitting.ends_before_it_starts": _l("The procedure would close before it begins."),
    "sitting.case_not_ready": _l(
        "The case has no motion that waits for an agenda, or is not before the Board."
    ),
    "sitting.title_missing": _l("Say what the matter is."),
    "sitting.nothing_to_vote": _l("Nothing is voted on this point."),
    "sitting.agenda_empty": _l("The agenda is empty. Put a case or a matter on it first."),
    "sitting.reason_missing": _l("Say why it is called off."),
    "sitting.nobody_signs_in": _l("Nobody signs in to a written procedure: a vote is presence."),
    "sitting.too_early_to_sign_in": _l("Members sign in from %(at)s on."),
    "sitting.no_seat": _l("You hold no seat in this sitting, and are nobody's deputy in it."),
    "sitting.not_there": _l("Nobody is signed in for this seat."),
    "sitting.no_such_seat": _l("There is no such seat on the day of the sitting."),
    "sitting.no_deputy": _l("The seat has no deputy on that day, or the rules know none."),
    "sitting.no_proxies": _l("The rules in force allow no vote by mandate."),
    "sitting.proxy_holder_unknown": _l("A mandate is held by the holder of another seat."),
    "sitting.no_mandate": _l("No signed mandate of this seat is registered for the sitting."),
    "sitting.represented_already": _l(
        "The seat is represented in this sitting already. Withdraw that first."
    ),
    "sitting.mandate_registered": _l("The mandate is registered already."),
    "sitting.mandate_withdrawn": _l("It was withdrawn, and holds no more."),
    "sitting.secretary_is_there": _l(
        "The secretary is at the sitting, it has not opened yet, or its minutes are approved."
    ),
    "sitting.no_secretary": _l(
        "Nobody signs as secretary. Name on the page of the sitting who keeps its minutes."
    ),
    "sitting.mandate_missing": _l("Choose the signed mandate."),
    "sitting.mandate_file": _l("A signed mandate is a PDF file, or a picture of the paper."),
    "sitting.mandate_from_the_future": _l("A mandate cannot be signed on a day to come."),
    "sitting.proxy_held_already": _l("This person already holds a mandate in this sitting."),
    "sitting.not_presiding": _l("Somebody else presides this sitting."),
    "sitting.written_opens_with_its_votes": _l("A written procedure opens with its first vote."),
    "sitting.no_quorum": _l(
        "There is no quorum: present %(present)s, needed %(needed)s. Nothing can be decided."
    ),
    "sitting.vote_is_open": _l("A vote is open. Close it first."),
    "sitting.nothing_in_the_block": _l("Nothing in the block waits for you to do this."),
    "sitting.not_en_bloc": _l("This point is voted by itself already."),
    "sitting.voted_already": _l("The vote on this point has been opened already."),
    "sitting.not_without_trying": _l(
        "A sitting is closed without having opened only when its hour has come and there is no "
        "quorum."
    ),
    "sitting.minutes_approved": _l(
        "The minutes were approved on %(at)s and do not change. A correction is made beside them."
    ),
    "sitting.no_minutes": _l("The minutes are not drafted yet."),
    "sitting.minutes_behind": _l(
        "Something was recorded since the draft was made. Draw the records into it again."
    ),
    "sitting.nothing_to_correct": _l("There are no approved minutes to correct."),
    "sitting.correction_without_reason": _l("Say what is corrected, and why."),
    "sitting.called_again": _l("The Board was called again already, for %(at)s."),
    "sitting.no_second_call": _l("The rules in force know no second call."),
    "sitting.second_call_too_early": _l(
        "A second call may be held from %(earliest)s on, and not before."
    ),
}
