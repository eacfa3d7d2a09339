"""What is said when a vote is called, opened, cast or closed, and when it may not be."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

SENTENCES: dict[str, object] = {
    "ballot.closes_in_the_past": _l("Choose a day and an hour that are still to come."),
    "ballot.case_not_before_board": _l("The case is not before the Board, so nothing is voted."),
    "ballot.already_open": _l("The vote was opened on %(at)s."),
    "ballot.already_closed": _l("The vote was closed on %(at)s. Its result stands."),
    "ballot.another_vote_is_open": _l(
        "Another motion on this case is being voted. Wait until that vote is closed."
    ),
    "ballot.earlier_motion_first": _l(
        "Motions are voted in the order in which they were lodged: an earlier one comes first."
    ),
    "ballot.not_called": _l(
        "The secretariat has not put this motion to the Board yet, so it cannot be opened."
    ),
    "ballot.term_is_behind": _l(
        "The vote was to close on %(closes_at)s. The secretariat has to call it again."
    ),
    "ballot.motion_incomplete": _l("The motion lacks something that its kind needs."),
    "ballot.text_missing": _l("Write the motion in Romanian and in English."),
    "ballot.about_no_such_resolution": _l("No such resolution is in force on the case."),
    "ballot.no_hearing_here": _l("A hearing belongs to the motion to exclude a member."),
    "ballot.invited_in_the_future": _l("The invitation cannot be received on a day to come."),
    "ballot.heard_too_early": _l(
        "The member is heard from %(earliest)s on: the invitation gives them that long."
    ),
    "ballot.not_heard_yet": _l("The hearing is still to come. Write what was said after it."),
    "ballot.kind_not_offered": _l("Choose one of the motions that can be lodged now."),
    "ballot.until_missing": _l("Choose the day until which the decision is deferred."),
    "ballot.until_past": _l("Choose a day that is still to come."),
    "ballot.until_too_late": _l("A decision is deferred until %(limit)s at the latest."),
    "ballot.nothing_to_repeat": _l(
        "Only a motion that decided nothing is put to the vote again, while no other one waits."
    ),
    "ballot.repeated_enough": _l(
        "This motion was voted again as often as it may be: %(n)s times. Lodge another one."
    ),
    "ballot.no_objection_here": _l(
        "This vote is not held in writing, or its rules know no objection."
    ),
    "ballot.already_objected": _l("Your objection is on record already."),
    "ballot.objection_reason_missing": _l("Say why."),
    "ballot.needs_meeting": _l(
        "A member objected to deciding this in writing. Put it on the agenda of a meeting."
    ),
    "roll.reason_missing": _l("Say why the vote is corrected."),
    "roll.not_for_this_seat": _l("This person does not vote for this seat."),
    "roll.nothing_entered": _l("Nothing was entered that differs from what is on record."),
    "roll.not_on_paper": _l("A roll call is entered only for an open vote of a meeting."),
    "roll.one_waits": _l("A roll call waits to be confirmed or dropped. That comes first."),
    "roll.recused": _l("This seat has an interest and does not vote."),
    "roll.voted_itself": _l("This seat has voted itself, and nobody votes for it."),
    "roll.no_longer_waits": _l("The roll call was confirmed or dropped meanwhile."),
    "roll.second_person": _l("You entered it, so somebody else confirms it."),
    "roll.closed_meanwhile": _l(
        "The vote was closed meanwhile. Drop this roll call and enter a correction."
    ),
    "assembly.not_before_it": _l(
        "This case waits for no resolution of the Assembly: it is not contested, and the Board "
        "can decide it."
    ),
    "assembly.ruling_not_asked": _l("Choose what can be ruled on this case."),
    "assembly.day_impossible": _l(
        "Choose a day that is not to come, and not before the case came before the Assembly."
    ),
    "assembly.referral.tie": _l("The vote of the Board was tied, and nothing settles the tie."),
    "assembly.referral.voters": _l(
        "Too few members of the Board may vote once those with an interest stay out."
    ),
    "assembly.referral.presiding": _l(
        "Neither the chair nor a vice-chair may preside: they have an interest in the case."
    ),
    "assembly.not_carried": _l(
        "A resolution has more votes for than against. Write the figures of the minutes."
    ),
    "ballot.resume_note_missing": _l("Say what has come."),
    "condition.already_fulfilled": _l("The condition was found met; that stands."),
    "condition.due_past": _l("Choose a day that is still to come."),
    "condition.not_your_motion": _l("Only the author of a motion writes its conditions."),
    "condition.other_kind": _l("Only a motion to admit with conditions has conditions."),
    "condition.no_decision": _l("No decision in force carries this condition."),
    "condition.note_missing": _l("Say on which proof."),
    "ballot.reason_unknown": _l("Choose the reason from the list."),
    "ballot.more_seats_than_statute": _l(
        "More seats are filled (%(filled)s) than the statute file gives the Board (%(seats)s). "
        "An administrator corrects one of the two first."
    ),
    "ballot.no_seat_is_filled": _l("No seat of the Board is filled, so nobody can vote."),
    "ballot.only_secret": _l("This vote is secret: vote on the ballot's own page."),
    "ballot.not_secret": _l("This vote is open, by name."),
    "ballot.already_in_the_box": _l(
        "Your ballot is in the box already. A secret ballot cannot be found again, so it is "
        "not changed. The attempt is on record."
    ),
    "ballot.membership_begins_later": _l(
        "By the statute file, membership begins only after the resolution, with a payment or a "
        "signed declaration. The register cannot keep that yet, so the vote is not opened."
    ),
    "ballot.not_open": _l("The vote is not open."),
    "ballot.closed": _l(
        "The vote closed on %(at)s. A vote that arrives later is not counted; the attempt is "
        "on record."
    ),
    "ballot.without_object": _l("This motion has lost its object and is no longer voted."),
    "ballot.recused": _l(
        "You have an interest in this case, so you take no part in its deliberation or vote. "
        "The attempt is on record."
    ),
    "ballot.declare_first": _l(
        "Say first whether you have an interest in this case. The file opens to you then."
    ),
    "ballot.seat_is_sat_for": _l(
        "Somebody else sits for the seat in this vote. The secretariat writes it down when that "
        "changes."
    ),
    "ballot.not_on_the_roster": _l(
        "Your seat was not filled when the vote was opened. You vote from the next motion on."
    ),
    "ballot.already_voted": _l(
        "Your vote is already recorded, on %(at)s, and this vote allows no change. The attempt "
        "is on record."
    ),
    "ballot.abstention_not_offered": _l("This vote allows no abstention: choose for or against."),
    "ballot.reason_missing": _l("Write your reason: the rules of this vote ask for one."),
    "ballot.opposition_without_vote_against": _l(
        "Only a vote against can be recorded as opposition in the minutes."
    ),
    "standing.has_a_file": _l("The member has a file already."),
    "standing.no_member": _l("The organisation is not in the members' register."),
    "standing.not_from_here": _l(
        "The organisation is in the members' register already, in a standing that does not "
        "allow this."
    ),
    "ballot.too_early": lambda n, closes_at: ngettext(
        "The vote is open until %(closes_at)s. Before that it closes once everybody has voted: "
        "%(num)s seat has not.",
        "The vote is open until %(closes_at)s. Before that it closes once everybody has voted: "
        "%(num)s seats have not.",
        n,
        closes_at=closes_at,
    ),
}
