"""What is said about the review, as sentences."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from membership.wording.application import claim_words


def _without_finding(**called: str) -> str:
    claim = claim_words(**called)
    return str(gettext("The claim “%(claim)s” has no finding yet.", claim=claim))


SENTENCES: dict[str, object] = {
    "review.number_settled": _l("No number of this case waits to be compared."),
    "review.number_reason_missing": _l("Say why the number is accepted."),
    "review.evidence_too_weak": _l(
        "The evidence of this claim is too weak for this finding. An applicant's own statement "
        "alone can prove a claim in part; a claim is proven by a document or by an independent "
        "body."
    ),
    "review.findings_missing": _l("Both findings of the Statute are needed."),
    "review.procedure_finding_missing": _l("The finding on the adhesion procedure is missing."),
    "review.quality_finding_missing": _l("The finding on the membership quality is missing."),
    "review.findings_against_admission": _l(
        "An admission needs both findings: the adhesion procedure followed and the membership "
        "quality fulfilled."
    ),
    "review.findings_against_quality": _l(
        "Whoever is confirmed or reinstated fulfils the membership quality."
    ),
    "review.findings_against_rejection": _l(
        "A rejection needs a finding that is wanting: the adhesion procedure or the membership "
        "quality."
    ),
    "review.notes_missing": _l("A line that is missing or does not conform needs a note."),
    "review.note_missing": _l("Write what is missing or wrong: %(line)s."),
    "review.line_unknown": _l("The checklist has no such line."),
    "review.line_open": _l("Still open: %(line)s."),
    "review.no_rapporteur": _l("Choose at least one rapporteur."),
    "review.rapporteur_unfit": _l(
        "One of those chosen may not assess this case: they declared an interest, belong to the "
        "applicant or are no longer rapporteurs."
    ),
    "review.not_at_this_stage": _l("The case is not at the stage where this is done."),
    "review.explanation_missing": _l("Say in a few words what the interest is."),
    "review.interest_on_record": _l("An interest is already on record. The secretariat lifts it."),
    "review.interest_kind_unknown": _l("Choose which interest it is."),
    "review.interest_of_whom": _l("Choose a member of the Board or a rapporteur."),
    "review.interest_reason_missing": _l("Say why. It is kept on record."),
    "review.interest_during_vote": _l(
        "A vote is open on this case, and its roster is frozen. Lift the interest after it closes."
    ),
    "review.finding_given": _l(
        "Your finding is given. You can change it, but not make it a draft."
    ),
    "review.no_case": _l("Choose at least one case."),
    "review.nothing_asked": _l("Nothing was asked of this applicant, or the answer has come."),
    "review.reminded_today": _l("The applicant was reminded today already."),
    "review.note_readers": _l("You write for readers among whom you are."),
    "review.note_empty": _l("Write the note."),
    "review.question_missing": _l("Write what you want to know."),
    "review.reason_missing": _l("Write the reason for your finding. The Board reads it."),
    "review.report_missing": _l("Write your conclusion in a few sentences. The Board reads it."),
    "review.kind_not_proposable": _l("A report proposes to admit, to defer or to reject."),
    "review.quotes_confidential": _l(
        "“%(name)s” is kept confidential by the applicant, and a letter may quote these words. "
        "Say it without naming it."
    ),
    "review.departure_missing": _l(
        "Your conclusion departs from the indicative test of the Statute file. Say why."
    ),
    "review.claim_without_finding": _without_finding,
    "review.grounds_missing": _l("A rejection or a deferral needs at least one reason."),
    "review.ground_unknown": _l("Choose the reason from the list."),
    "review.ground_without_text": _l("Write what was lacking. The applicant reads it."),
}
