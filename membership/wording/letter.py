"""What the rulebook and the press say about letters, as sentences."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

SENTENCES: dict[str, Any] = {
    "letter.accent_wrong": _l(
        "The cluster's colour “%(value)s” is not one: write # and six hexadecimal digits."
    ),
    "letter.foreign_address": _l(
        "This letter was not printed: its text asked for something from outside the project"
        " (%(detail)s)."
    ),
    "letter.no_reasons": _l("A decision of this kind needs at least one reason."),
    "letter.no_case": _l("This paper belongs to a sitting and to no case."),
    "wording.too_long": _l("Use at most %(most)s characters."),
    "wording.unknown": _l(
        "Line %(line)s: there is no %(name)s in this letter. Choose one of the placeholders below."
    ),
    "wording.code": _l(
        "Line %(line)s: only placeholders such as {{ organisation.name }} may stand in braces."
    ),
    "wording.missing": _l("This text needs {{ %(name)s }}: say where to write."),
    "wording.no_value": _l(
        "The wording of this letter uses {{ %(name)s }}, which is not known here. Change the"
        " wording or fill in what it names."
    ),
    "wording.changed": _l(
        "Somebody else kept another version meanwhile. Open the page again to see it."
    ),
    "letter.not_draft": _l("This letter has its number: what it says does not change any more."),
    "letter.no_contestation": _l("No contestation is on record for this case."),
    "letter.no_member": _l(
        "The register does not show this organisation as a member in good standing, so no"
        " certificate can say so."
    ),
    "letter.no_report": _l("There is no report that this paper could hold."),
    "letter.no_points": _l("A request for clarification asks for at least one thing."),
    "letter.no_conditions": _l("A letter on conditions names at least one."),
    "letter.no_articles": _l("A resolution has at least one article."),
    "letter.no_agenda": _l("A convocation has at least one point on its agenda."),
    "letter.not_from_here": _l(
        "This cannot be done to the letter now. Open it again to see where it stands."
    ),
    "letter.not_printable": _l("There is no paper for a letter of kind %(kind)s (%(language)s)."),
    "letter.other_kind": _l("These facts belong to a letter of kind %(other)s, not %(kind)s."),
    "letter.press_broken": _l(
        "Letters cannot be printed here: the press ended with code %(code)s. Tell whoever runs"
        " this installation."
    ),
    "letter.too_heavy": _l(
        "This letter could not be printed: setting it took more time or memory than one letter"
        " may take. Shorten its longest text and try again."
    ),
    "letter.too_long": lambda pages, most: ngettext(
        "This letter was not printed: it would have one page and may have at most %(most)s.",
        "This letter was not printed: it would have %(num)s pages and may have at most"
        " %(most)s. Shorten its longest text and try again.",
        pages,
        most=most,
    ),
    "letter.too_slow": _l(
        "This letter could not be printed within %(seconds)s seconds. Shorten its longest text"
        " and try again."
    ),
    "letter.unprintable": _l("This letter could not be printed: %(detail)s."),
    "letter.unsigned": _l(
        "This letter is signed by a person: add the signed file before sending it."
    ),
    "letter.contest_in_days": _l(
        "The letter says in how many days one may contest, and the statute file counts"
        " terms.contest otherwise. Whoever runs this installation can set it in calendar days."
    ),
    "letter.no_decision": _l("This letter carries a decision, and none is on record for it."),
    "letter.no_secretary": _l(
        "The secretary’s seat is empty, and nobody stands in: give somebody the seat, or have "
        "whoever presided name on the page of the sitting who keeps its minutes."
    ),
    "letter.no_signatory": _l("Nobody sits on the Board who could sign this letter."),
    "letter.not_automatic": _l("The secretariat issues this letter; it does not issue itself."),
    "letter.not_printed": _l(
        "This letter is still being printed. Try again in a few seconds; if it takes longer, look"
        " at the owed work."
    ),
    "letter.signer_missing": _l("Write the name of the person who signed the letter."),
    "letter.original_missing": _l("Write the day on which the original on paper was received."),
    "letter.original_when": _l(
        "Choose a day from the issue of the letter until today: the original on paper cannot have"
        " come at another time."
    ),
    "letter.signature.issued": _l(
        "This is the letter as it was issued, and nobody signed it. Choose the file that the"
        " signing program saved."
    ),
    "letter.signature.foreign": _l(
        "This is not the letter that was issued under this number, or it was altered before it"
        " was signed. Download the letter here, and have that very file signed."
    ),
    "letter.signature.unreadable": _l("This file cannot be read as a PDF."),
    "letter.signature.broken": _l(
        "A signature in this file does not fit its content: it was changed, or damaged on its way."
    ),
    "letter.signature.stripped": _l(
        "Something was added to the issued letter, and no signature covers it: a signature was"
        " taken out, or the file was saved by a program that does not sign."
    ),
    "letter.signature.expired": _l(
        "This is the letter, and the certificate that signed it had expired by then. Have it signed"
        " again with one that is valid."
    ),
    "letter.signature.changed_later": _l(
        "The letter was signed, and something was added to the file afterwards. Ask for the file"
        " as it was right after signing."
    ),
    "letter.stays_inside": _l("This paper is internal: it is signed and kept, never sent."),
    "letter.is_sent": _l("This letter is sent; it is no internal paper."),
    "batch.stays_inside": _l("internal paper"),
    "batch.nothing": _l("None of the chosen letters can be dealt with this way."),
    "batch.changed": _l(
        "What would be done has changed since you opened the page. Look at the letters again."
    ),
    "batch.signs_nothing": _l("is not waiting to be signed"),
    "batch.no_channel": _l("Choose how the letters go out."),
    "batch.issued_already": _l("has its number already"),
    "batch.issues_itself": _l("issues itself"),
    "batch.not_printed": _l("is not printed yet"),
    "batch.not_signed": _l("is not signed yet"),
    "batch.gone_already": _l("is not waiting to leave"),
    "letter.annulled_why": _l("Write why the letter is annulled."),
    "letter.received_when": _l(
        "The letter left on %(left)s: choose a day from then until today, as the proof says."
    ),
    "letter.returned_why": _l("Write why the letter came back."),
    "letter.no_request": _l("No request for erasure is on record."),
    "letter.nothing_kept": _l("The answer has to say what is kept."),
    "letter.entry.application_form": _l("Application for membership"),
    "letter.entry.acknowledgement": _l("Acknowledgement of receipt"),
    "letter.entry.clarification": _l("Request for clarification"),
    "letter.entry.closing": _l("Letter of closing"),
    "letter.entry.admission": _l("Letter of admission"),
    "letter.entry.conditional_admission": _l("Letter of admission with conditions"),
    "letter.entry.condition_not_met": _l("Letter on a condition not met"),
    "letter.entry.deferral": _l("Letter of deferral"),
    "letter.entry.rejection": _l("Letter of rejection"),
    "letter.entry.contestation_received": _l("Acknowledgement of a contestation"),
    "letter.entry.contestation_decided": _l("Letter on a contestation decided"),
    "letter.entry.application_withdrawn": _l("Letter on an application withdrawn"),
    "letter.entry.erasure_answered": _l("Answer to a request for erasure"),
    "letter.entry.certificate": _l("Certificate of membership"),
    "letter.entry.extract": _l("Extract of a resolution"),
    "letter.entry.convocation": _l("Convocation"),
    "letter.entry.minutes": _l("Minutes"),
    "letter.entry.report": _l("Report of the rapporteurs"),
    "letter.entry.resolution": _l("Resolution of the Board"),
    "letter.entry.mandate": _l("Mandate"),
}
