"""What the rulebook says about the vote, as sentences.

Figures stand after a colon, so that no sentence depends on a plural.
"""

from flask_babel import lazy_gettext as _l

_NAMES: dict[str, object] = {
    "ballot.choice.for": _l("For"),
    "ballot.choice.against": _l("Against"),
    "ballot.choice.abstain": _l("Abstain"),
    "ballot.kind.admit": _l("Admission"),
    "ballot.kind.admit_conditionally": _l("Admission with conditions"),
    "ballot.kind.defer": _l("Deferral"),
    "ballot.kind.reject": _l("Rejection"),
    "ballot.kind.confirm_quality": _l("Confirmation of the membership quality"),
    "ballot.kind.suspend": _l("Suspension"),
    "ballot.kind.exclude": _l("Exclusion"),
    "ballot.kind.reinstate": _l("Reinstatement"),
    "ballot.kind.amend": _l("Change of the rules"),
    "ballot.kind.rectify": _l("Correction of a resolution"),
    "ballot.kind.revoke": _l("Revocation of a decision"),
    "ballot.recusal.employer": _l("Employed or appointed by the applicant"),
    "ballot.recusal.shareholder": _l("Shareholder or director of the applicant"),
    "ballot.recusal.family": _l("Family up to the fourth degree"),
    "ballot.recusal.competitor": _l("Competitor of the applicant"),
    "ballot.recusal.collaborator": _l("Recent collaborator of the applicant"),
    "ballot.recusal.other": _l("Another interest"),
    "ballot.recusal.administrative": _l("Kept out by the secretariat or the chair"),
    "ballot.mode.meeting": _l("Meeting"),
    "ballot.mode.written": _l("Written procedure"),
    "ballot.mode.hybrid": _l("Meeting, in the room and online"),
    "ballot.kind_of_ballot.open_nominal": _l("Open vote, by name"),
    "ballot.kind_of_ballot.open_counts_only": _l("Open vote, figures only"),
    "ballot.kind_of_ballot.secret": _l("Secret vote"),
    "ballot.result_name.ADOPTED": _l("Adopted"),
    "ballot.result_name.NOT_ADOPTED": _l("Not adopted"),
    "ballot.result_name.NO_QUORUM": _l("No quorum"),
    "ballot.result_name.ADOPTED_BY_CASTING_VOTE": _l("Adopted by casting vote"),
    "ballot.result_name.NOT_ADOPTED_BY_CASTING_VOTE": _l("Not adopted, by casting vote"),
    "ballot.result_name.TIE_UNRESOLVED": _l("Tie"),
}

_RULES: dict[str, object] = {
    "ballot.rule.simple": _l("Simple majority: more than half of the base must vote for."),
    "ballot.rule.two_thirds": _l("At least two thirds of the base must vote for."),
    "ballot.rule.three_quarters": _l("At least three quarters of the base must vote for."),
    "ballot.rule.unanimity": _l("The whole base must vote for."),
    "ballot.rule.consensus_then_majority": _l(
        "Consensus is sought first; without it, more than half of the base must vote for."
    ),
    "ballot.base.cast_yn": _l("The base is the votes for and against."),
    "ballot.base.cast_yna": _l("The base is the votes cast, abstentions included."),
    "ballot.base.present": _l("The base is the seats present."),
    "ballot.base.entitled": _l("The base is the seats entitled to vote, present or not."),
    "ballot.abstain_effect.cast_yn": _l("Stays out of the base: works neither for nor against."),
    "ballot.abstain_effect.cast_yna": _l("Counts in the base: works like a vote against."),
    "ballot.abstain_effect.present": _l("Counts in the base: works like a vote against."),
    "ballot.abstain_effect.entitled": _l("Counts in the base: works like a vote against."),
    "ballot.tie.chair_casts": _l(
        "In a tie the chair's vote decides, if the chair voted for or against on an open ballot."
    ),
    "ballot.tie.fails": _l("In a tie the motion is not adopted."),
    "ballot.tie.revote_once": _l("In a tie the vote is repeated once."),
    "ballot.tie.refer_GA": _l("In a tie the matter goes to the General Assembly."),
    "ballot.motion_needs.reasons": _l("Write the reasons of the motion."),
    "ballot.motion_needs.criteria": _l("Tie each reason to the criterion that is not met."),
    "ballot.motion_needs.conditions": _l("Write the conditions of the admission."),
    "ballot.motion_needs.hearing": _l("Hear the member first, and record the hearing."),
    "ballot.secrecy.unanimous": _l("All votes are the same, so the result tells who voted how."),
    "ballot.secrecy.few_voters": _l(
        "So few seats may vote that the result may tell who voted how."
    ),
}

_WORDS: dict[str, object] = {
    "ballot.words.weighted": _l("Seats have different numbers of votes: figures are votes."),
    "ballot.words.seats": _l("Seats: %(seats)s."),
    "ballot.words.recused": _l("Recused because of an interest: %(recused)s."),
    "ballot.words.entitled": _l("Entitled to vote: %(entitled)s."),
    "ballot.words.entitled_of": _l("Entitled to vote: %(seats)s − %(recused)s = %(entitled)s."),
    "ballot.words.quorum_more_than": _l(
        "Quorum: more than %(fraction)s of %(of)s, so at least %(needed)s."
    ),
    "ballot.words.quorum_at_least": _l(
        "Quorum: at least %(fraction)s of %(of)s, so at least %(needed)s."
    ),
    "ballot.words.quorum_half_rounded_up": _l(
        "Quorum: half of %(of)s rounded up, plus one, so at least %(needed)s."
    ),
    "ballot.words.quorum_second_call": _l(
        "Quorum on the second call: at least %(fraction)s of %(of)s, so at least %(needed)s."
    ),
    "ballot.words.present_at_open": _l(
        "Present at the opening, by which the quorum is measured: %(present)s."
    ),
    "ballot.words.present_quorum_met": _l("Present: %(present)s. The quorum is met."),
    "ballot.words.present_quorum_missed": _l("Present: %(present)s. The quorum is not met."),
    "ballot.words.quorum_beyond_reach": _l(
        "Even with all %(entitled)s entitled seats present, no quorum can be met."
    ),
    "ballot.words.shortfall_chair": _l(
        "Neither the chair nor a vice-chair is present, and the quorum requires one of them."
    ),
    "ballot.words.shortfall_voters": _l(
        "Too few voters: the rules ask for at least %(min_voters)s."
    ),
    "ballot.words.votes": _l("For: %(votes_for)s. Against: %(against)s. Abstentions: %(abstain)s."),
    "ballot.words.silent_not_participating": _l("Present without casting a vote: %(silent)s."),
    "ballot.words.silent_approve": _l("Of these, silent and counted for: %(silent)s."),
    "ballot.words.silent_abstain": _l("Of these, silent and counted as abstaining: %(silent)s."),
    "ballot.words.base_cast_yn": _l(
        "Base, the votes for and against: %(votes_for)s + %(against)s = %(base)s."
    ),
    "ballot.words.base_cast_yna": _l(
        "Base, the votes cast: %(votes_for)s + %(against)s + %(abstain)s = %(base)s."
    ),
    "ballot.words.base_present": _l("Base, those present: %(base)s."),
    "ballot.words.base_entitled": _l("Base, those entitled to vote: %(base)s."),
    "ballot.words.base_all_seats": _l("Base, all seats with the recused included: %(base)s."),
    "ballot.words.abstain_out_of_base": _l(
        "Abstentions stay out of the base: they work neither for nor against."
    ),
    "ballot.words.abstain_in_base": _l(
        "Abstentions count in the base: they work like votes against."
    ),
    "ballot.words.nobody_in_base": _l("Nobody is in the base, so nothing can be adopted."),
    "ballot.words.needed_simple": _l(
        "Needed for: more than half of %(base)s, so at least %(needed)s."
    ),
    "ballot.words.needed_two_thirds": _l(
        "Needed for: at least two thirds of %(base)s, so at least %(needed)s."
    ),
    "ballot.words.needed_three_quarters": _l(
        "Needed for: at least three quarters of %(base)s, so at least %(needed)s."
    ),
    "ballot.words.needed_unanimity": _l("Needed for: all %(needed)s."),
    "ballot.words.needed_consensus_then_majority": _l(
        "Needed for: consensus, or else more than half of %(base)s, so at least %(needed)s."
    ),
    "ballot.words.enough": _l("%(votes_for)s for, %(needed)s needed: enough."),
    "ballot.words.not_enough": _l("%(votes_for)s for, %(needed)s needed: not enough."),
    "ballot.words.consensus": _l("Everybody present voted for: there is consensus."),
    "ballot.words.tie": _l("%(votes_for)s for, %(against)s against, nobody else: a tie."),
    "ballot.words.casting_for": _l("The chair voted for, and the chair's vote decides."),
    "ballot.words.casting_against": _l("The chair voted against, and the chair's vote decides."),
    "ballot.words.casting_not_in_secret": _l("In a secret vote the chair has no casting vote."),
    "ballot.words.casting_not_used": _l(
        "No vote of the chair for or against is on record, so there is no casting vote."
    ),
    "ballot.words.tie_fails": _l("By the rules, a motion that ties is not adopted."),
    "ballot.words.tie_again": _l("The vote was repeated and tied again."),
    "ballot.words.veto_chair": _l("The chair voted against and has a veto."),
    "ballot.words.veto_founder": _l("A founder voted against and has a veto."),
    "ballot.result.ADOPTED": _l("The motion is adopted."),
    "ballot.result.NOT_ADOPTED": _l("The motion is not adopted."),
    "ballot.result.NO_QUORUM": _l(
        "The Board could not validly vote: votes are not counted and nothing is decided."
    ),
    "ballot.result.ADOPTED_BY_CASTING_VOTE": _l(
        "The motion is adopted by the chair's casting vote."
    ),
    "ballot.result.NOT_ADOPTED_BY_CASTING_VOTE": _l(
        "The motion is not adopted, by the chair's casting vote."
    ),
    "ballot.result.TIE_UNRESOLVED": _l("The tie is not resolved: nothing is decided."),
    "ballot.follows.second_call": _l(
        "A second call may follow; calendar days to wait at least: %(days)s."
    ),
    "ballot.follows.revote": _l("The vote is repeated once."),
    "ballot.follows.general_assembly": _l("The matter goes to the General Assembly."),
}

_REFUSALS: dict[str, object] = {
    "ballot.expected.share": _l("a fraction from 0/1 to 1/1"),
    "ballot.expected.series": _l("a pattern with a place for the number, {n}"),
    "ballot.expected.no_weight": _l("no weights where the ballot is secret"),
    "ballot.count.negative": _l("A figure is below zero."),
    "ballot.count.more_present_than_seats": _l(
        "%(present)s present and %(recused)s recused are more than the seats: %(seats)s."
    ),
    "ballot.count.more_votes_than_present": _l(
        "More votes than seats present: %(votes)s cast, %(present)s present."
    ),
    "ballot.count.abstention_not_allowed": _l(
        "The rules allow no abstention, and abstentions were counted: %(abstain)s."
    ),
    "ballot.count.no_second_call": _l("The rules provide no second call."),
    "ballot.count.chair_without_vote": _l(
        "The chair's vote is not among the votes that were counted."
    ),
    "ballot.count.more_founders_than_against": _l(
        "More founders are said to have voted against than there are votes against."
    ),
    "ballot.count.more_at_open_than_entitled": _l(
        "More seats were present at the opening than are entitled to vote."
    ),
    "ballot.count.more_voters_than_present": _l("More voters than votes present."),
    "ballot.count.presiding_unknown": _l(
        "The quorum requires the chair or a vice-chair: say whether one of them was present."
    ),
    "ballot.count.not_on_roster": _l("A vote was cast by a seat that is not on the roster."),
    "ballot.line.empty": _l("The line is empty."),
    "ballot.line.too_long": _l("The line is longer than %(longest)s characters."),
    "ballot.line.not_json": _l("The line is not JSON."),
    "ballot.line.not_object": _l("The line must be one JSON object: {…}."),
    "ballot.line.unknown_key": _l("“%(name)s” is not a key that a vote has."),
    "ballot.line.missing_key": _l("“%(name)s” is missing."),
    "ballot.line.repeated_key": _l("“%(name)s” is given more than once."),
    "ballot.line.not_whole": _l("“%(name)s” must be a whole number, written without quotes."),
    "ballot.line.negative": _l("“%(name)s” must not be below zero."),
    "ballot.line.not_truth": _l("“%(name)s” must be true or false."),
    "ballot.line.chair": _l('“chair” must be "for", "against" or null.'),
    "ballot.line.wrong": _l("“%(name)s” is wrong: expected %(expected)s, found %(found)s."),
}

SENTENCES: dict[str, object] = {**_NAMES, **_RULES, **_WORDS, **_REFUSALS}
