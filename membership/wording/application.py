"""What an applicant reads: what is missing, what is wrong, how the case stands."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from workflows.application import Stage

UPLOADS = {
    "upload.empty": _l("The selected file is empty. Choose another one."),
    "upload.too_large": _l("The file is larger than %(n)s MB. Choose a smaller one."),
    "upload.no_room": _l(
        "Your organisation's files would pass %(n)s MB together. Remove one that you no "
        "longer need, or send this one in a smaller version."
    ),
    "upload.type_not_taken": _l("Files of this type are not taken. Choose one of: %(types)s."),
    "upload.not_what_it_says": _l(
        "The file is not a %(type)s, although its name says so. Save it again as %(type)s and "
        "choose it here."
    ),
    "upload.protected": _l(
        "The file is protected by a password. Save it without one and choose it again."
    ),
    "upload.macros": _l("The file contains macros. Save it without them and choose it again."),
    "upload.bomb": _l("The file is too large when opened. Send its parts as separate files."),
    "upload.too_many_pages": _l(
        "The PDF has more than %(n)s pages. Send the pages that matter, or several files."
    ),
    "upload.too_many_pixels": _l(
        "The picture has more than %(n)s million pixels. Save it in a smaller size and choose it "
        "again."
    ),
    "upload.unreadable": _l(
        "The file could not be checked: it is damaged, or too complicated to be read in a few "
        "seconds. Save it again from the program that made it, and choose it here."
    ),
    "upload.infected": _l(
        "A virus scanner found harmful content in this file before, so it is not taken. Check "
        "the computer that it comes from."
    ),
    "upload.too_many": _l("At most %(n)s files are taken at once. Send the others afterwards."),
    "upload.busy": _l(
        "Many files are being checked at this moment. Your answers are kept on this page; send "
        "it again in a minute."
    ),
    "upload.no_disk": _l(
        "The storage is full, so the file was not saved. Your answers are kept on this page; "
        "send it again later."
    ),
    "files.gone": _l("The file is not in its place. The secretariat can see this as well."),
    "files.not_drawn": _l("The pages of this file cannot be shown here. Open the file instead."),
    "files.not_marked": _l(
        "A copy with your name cannot be made of this file. Look at its pages instead,"
        " or ask the secretariat."
    ),
    "files.infected": _l("A virus scanner found harmful content in this file. It was removed."),
    "files.being_checked": _l(
        "The file is being checked for viruses. It opens as soon as it is found clean; come back "
        "in a few minutes."
    ),
    "files.not_checked": _l(
        "The virus scanner could not read this file, so it does not open. Ask the applicant to "
        "send it in another form."
    ),
    "files.confidential": _l(
        "The applicant keeps this file for those who decide on the application. You see its "
        "title, not its content."
    ),
    "files.purpose_missing": _l("Say what you open the file for."),
}


def _description_short(n: int, given: int, **_params: object) -> str:
    return str(ngettext(
        "Say more of what you do, in at least %(num)s character: there are %(given)s now.",
        "Say more of what you do, in at least %(num)s characters: there are %(given)s now.",
        n, given=given,
    ))  # fmt: skip


CLAIMS = {
    "claim.stage_missing": _l("Choose the stage of the value chain."),
    "claim.fields_missing": _l("Choose at least one field."),
    "claim.description_short": _description_short,
    "claim.description_missing": _l("Say in your own words what you do."),
    "claim.capability_missing": _l("Choose what best describes what you do."),
    "claim.capability_unknown": _l("Choose a capability from the list."),
    "claim.year_wrong": _l("Write a year of four digits, at most %(year)s."),
    "claim.trl_wrong": _l("Write a level from 1 to 9."),
    "claim.share_wrong": _l("Write a share from 0 to 100 per cent."),
    "claim.extent_missing": _l("The cluster asks for this with every claim."),
    "evidence.link_missing": _l("Give the address of the page."),
    "evidence.arrived": _l("This proof is received already, or does not come by post."),
    "application.entry.evidence": _l("Evidence announced by post"),
    "claim.duplicate": _l(
        "You already have a claim for this stage and capability. Change that one instead."
    ),
    "evidence.kind_missing": _l("Choose what kind of evidence it is."),
    "evidence.title_missing": _l("Give the document a title."),
    "evidence.issuer_missing": _l("Say who issued the document."),
    "evidence.number_missing": _l("Give the document's number."),
    "evidence.claims_missing": _l("Choose at least one claim that it proves."),
    "evidence.file_missing": _l("Choose the file."),
    "evidence.reference_only": _l(
        "Documents of this kind are not uploaded. Give the number and the issuer, and leave "
        "the file out."
    ),
    "evidence.issued_later": _l("The day of issue cannot be in the future."),
    "evidence.expires_earlier": _l("It cannot expire before it was issued."),
    "evidence.expires_missing": _l(
        "Documents of this kind expire. Give the last day, or say that this one bears none."
    ),
    "evidence.endless_and_dated": _l("Untick this, or leave out the last day above."),
}


def claim_words(stage: str, fields: str, capability: str = "", **_params: object) -> str:
    """What a claim is called: "Testing: R, N", with what is done there where two are alike."""
    # A stage carries several names; the first one is enough to know which claim is meant.
    first = stage.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0]
    does = f" ({capability})" if capability else ""
    return f"{first[:1].upper()}{first[1:]}: {fields}{does}"


def _evidence_of(**called: str) -> str:
    claim = claim_words(**called)
    return str(gettext("Evidence is missing for “%(claim)s”.", claim=claim))


GAPS = {
    "dossier.claims": _l("Add at least one claim."),
    "dossier.evidence": _l("Add a claim first, then its evidence."),
    "dossier.evidence_of": _evidence_of,
    "application.seat_unknown": _l("Choose among the members of the Board named here."),
    "dossier.ties": _l("Say whether you have ties with members of the Board."),
    "dossier.declaration": _l("Not declared yet: %(text)s"),
    "declarations.unknown": _l("This declaration is not asked any more. Open the page again."),
    "declarations.no_explanation": _l("No explanation is taken here: the statement is needed."),
}


def _incomplete(n: int, **_params: object) -> str:
    return str(ngettext(
        "The application lacks one thing before it can be submitted.",
        "The application lacks %(num)s things before it can be submitted.",
        n,
    ))  # fmt: skip


def _unanswered(n: int, **_params: object) -> str:
    return str(ngettext(
        "One point has no answer yet. Answer in words, with a file, or both.",
        "%(num)s points have no answer yet. Answer in words, with a file, or both.",
        n,
    ))  # fmt: skip


ACTS = {
    "application.already_open": _l("You already have an application under way."),
    "application.another_is_open": _l(
        "The organisation has begun another application. It is withdrawn or erased first."
    ),
    "application.already_member": _l("Your organisation is a member already."),
    "application.too_early": _l("You can apply again from %(first)s."),
    "application.signature.issued": _l(
        "This is the paper itself, without a signature. Sign it and send the signed file."
    ),
    "application.signature.broken": _l(
        "The signature in this file does not fit it. Sign the paper again, and send it unchanged."
    ),
    "application.signature.stripped": _l(
        "This is the paper with something added to it that is no signature. Sign it, and send the "
        "file that the signing gives you."
    ),
    "application.signature.changed_later": _l(
        "This file was changed after it was signed. Send it as the signing gave it to you."
    ),
    "application.not_asked": _l("Only what was asked can be changed now."),
    "application.nothing_removed": _l(
        "What was sent stays with the application. Replace it, or add to it."
    ),
    "application.no_draft": _l(
        "The application was submitted, so its answers no longer change. The secretariat asks "
        "you if something is to be completed."
    ),
    "application.already_submitted": _l("The application was already submitted: %(reference)s."),
    "application.changed_meanwhile": _l(
        "Somebody else changed this part since you opened it. Both versions are below: choose "
        "which one stays, and save."
    ),
    "application.too_long": _l("Write at most %(n)s characters."),
    "application.not_from_here": _l(
        "The application has moved on, so this cannot be done any more."
    ),
    "application.incomplete": _incomplete,
    "application.unanswered": _unanswered,
    "application.nothing_is_asked": _l("Nothing is asked of you now."),
    "application.nothing_asked": _l("Ask at least one thing."),
    "application.term_still_runs": _l("The term still runs, until %(due)s."),
    "application.term_passed": _l("The term ended on %(due)s."),
    "application.procedure_open": _l("The check of the adhesion procedure is not finished."),
    "application.reason_missing": _l("Give the reason; it goes before the Board."),
    "application.claims_without_finding": _l("Every claim needs its finding first."),
    "application.quality_open": _l("Conclude whether the membership quality is fulfilled."),
    "application.no_adopted_motion": _l("The Board has adopted no motion that allows this."),
    "application.reasons_missing": _l("Give at least one reason, tied to a criterion."),
    "application.conditions_missing": _l("Give at least one condition."),
    "application.conditions_open": _l("There are conditions that are not found met yet."),
    "application.no_failed_condition": _l("No condition was found failed."),
    "application.no_assembly_resolution": _l("The General Assembly's resolution is not on record."),
    "application.not_referred": _l("The Board can decide this case itself."),
    "application.extended_already": _l("You were given more time once already."),
    "application.contest_empty": _l("Say what you bring against the decision."),
}

SENTENCES = {**UPLOADS, **CLAIMS, **GAPS, **ACTS}

FOR_APPLICANT = {
    Stage.DRAFT: _l("Draft"),
    Stage.SUBMITTED: _l("Registered, being checked"),
    Stage.CLARIFICATION: _l("We are waiting for your answer"),
    Stage.EVIDENCE_REVIEW: _l("Being assessed"),
    Stage.BOARD_DECISION: _l("Being decided"),
    Stage.DEFERRED: _l("Deferred"),
    Stage.ADMITTED_CONDITIONAL: _l("Admitted with conditions"),
    Stage.ASSOCIATE_MEMBER: _l("Admitted"),
    Stage.REJECTED: _l("Rejected"),
    Stage.CONTESTED: _l("Contested, before the General Assembly"),
    Stage.REJECTED_FINAL: _l("Finally rejected"),
    Stage.WITHDRAWN: _l("Withdrawn"),
    Stage.LAPSED: _l("Closed without a decision"),
}
"""How an applicant reads each stage; never the internal words."""

FOR_STAFF = {
    Stage.DRAFT: _l("Draft"),
    Stage.SUBMITTED: _l("Check of the procedure"),
    Stage.CLARIFICATION: _l("Clarification asked"),
    Stage.EVIDENCE_REVIEW: _l("Evidence review"),
    Stage.BOARD_DECISION: _l("Before the Board"),
    Stage.DEFERRED: _l("Deferred"),
    Stage.ADMITTED_CONDITIONAL: _l("Admitted with conditions"),
    Stage.ASSOCIATE_MEMBER: _l("Admitted"),
    Stage.REJECTED: _l("Rejected"),
    Stage.CONTESTED: _l("Contested"),
    Stage.REJECTED_FINAL: _l("Finally rejected"),
    Stage.WITHDRAWN: _l("Withdrawn"),
    Stage.LAPSED: _l("Lapsed"),
}
"""How the house reads each stage."""
