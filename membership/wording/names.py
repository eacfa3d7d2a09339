"""What people call things of the procedure, wherever they meet one."""

from flask_babel import lazy_gettext as _l

from membership.models import InterestKind
from workflows.form import Section
from workflows.letter import Kind
from workflows.voting_terms import MotionKind

LETTERS = {
    Kind.APPLICATION_FORM: _l("Application for membership"),
    Kind.ACKNOWLEDGEMENT: _l("Acknowledgement of receipt"),
    Kind.CLARIFICATION: _l("Request for clarification"),
    Kind.CLOSING: _l("Letter of closing"),
    Kind.ADMISSION: _l("Letter of admission"),
    Kind.CONDITIONAL_ADMISSION: _l("Letter of admission with conditions"),
    Kind.CONDITION_NOT_MET: _l("Letter on a condition not met"),
    Kind.DEFERRAL: _l("Letter of deferral"),
    Kind.REJECTION: _l("Letter of rejection"),
    Kind.CONTESTATION_RECEIVED: _l("Acknowledgement of a contestation"),
    Kind.CONTESTATION_DECIDED: _l("Letter on a contestation decided"),
    Kind.APPLICATION_WITHDRAWN: _l("Letter on an application withdrawn"),
    Kind.ERASURE_ANSWERED: _l("Answer to a request for erasure"),
    Kind.CERTIFICATE: _l("Certificate of membership"),
    Kind.EXTRACT: _l("Extract of a resolution"),
    Kind.CONVOCATION: _l("Convocation"),
    Kind.MINUTES: _l("Minutes"),
    Kind.REPORT: _l("Report of the rapporteurs"),
    Kind.RESOLUTION: _l("Resolution of the Board"),
    Kind.MANDATE: _l("Mandate"),
}
"""The kinds of letters that can be printed."""

MOTIONS = {
    MotionKind.ADMIT: _l("Admit the applicant"),
    MotionKind.ADMIT_CONDITIONALLY: _l("Admit the applicant, with conditions"),
    MotionKind.DEFER: _l("Defer the decision"),
    MotionKind.REJECT: _l("Reject the application"),
    MotionKind.RECTIFY: _l("Correct the resolution in force"),
    MotionKind.REVOKE: _l("Revoke a resolution in force"),
    MotionKind.AMEND: _l("Amend a resolution in force"),
    MotionKind.CONFIRM_QUALITY: _l("Confirm the quality of the member"),
    MotionKind.SUSPEND: _l("Suspend the member"),
    MotionKind.EXCLUDE: _l("Exclude the member"),
    MotionKind.REINSTATE: _l("Reinstate the member"),
}

SECTIONS = {
    Section.ORGANISATION: _l("Legal form and name"),
    Section.IDENTIFIERS: _l("Identifiers"),
    Section.SEAT: _l("Seat and addresses"),
    Section.SIZE: _l("Size and activity"),
    Section.REPRESENTATIVE: _l("Legal representative"),
    Section.CONTACTS: _l("Delegate and contact persons"),
    Section.DOCUMENTS: _l("Documents of your organisation"),
    Section.CLAIMS: _l("What you do and in which fields"),
    Section.EVIDENCE: _l("Evidence for each claim"),
    Section.EXCHANGE: _l("What you offer and what you seek"),
    Section.MOTIVATION: _l("Why you want to join"),
    Section.INTERESTS: _l("Ties with members of the Board"),
    Section.PUBLICATION: _l("What may be published"),
    Section.DECLARATIONS: _l("Declarations"),
}
"""The sections of the application."""

INTERESTS = {
    InterestKind.EMPLOYER: _l("works for the applicant"),
    InterestKind.SHAREHOLDER: _l("holds shares in it or sits in its bodies"),
    InterestKind.FAMILY: _l("has family in it"),
    InterestKind.COMPETITOR: _l("works for a competitor"),
    InterestKind.COLLABORATOR: _l("shares a project, contract or dispute with it"),
    InterestKind.OTHER: _l("has another interest"),
    InterestKind.ADMINISTRATIVE: _l("stays out on administrative grounds"),
}
"""Each kind of interest, as it is said of somebody else."""
