"""What is wrong with an answer, or missing, at the field that it belongs to."""

from collections.abc import Callable

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from membership.wording.questions import LABELS
from workflows.questions import QUESTIONS


def _too_long(n: int, given: int, **_params: object) -> str:
    return str(ngettext(
        "Write at most %(num)s character: there are %(given)s now.",
        "Write at most %(num)s characters: there are %(given)s now.", n, given=given,
    ))  # fmt: skip


def _too_short(key: str) -> Callable[..., str]:
    """At the field and in the list of what is missing: whose answer, how long, and how it is."""

    def words(n: int, given: int, **_params: object) -> str:
        question = LABELS[key][0]
        return str(ngettext(
            "“%(question)s” takes at least %(num)s character: there are %(given)s now.",
            "“%(question)s” takes at least %(num)s characters: there are %(given)s now.",
            n, question=question, given=given,
        ))  # fmt: skip

    return words


ORGANISATION = {
    "organisation.personal_number": _l(
        "This looks like a personal number (CNP). Do not give one anywhere in the application."
    ),
    "organisation.fiscal_code_wrong": _l(
        "The check digit of this fiscal code does not match. Compare it with the registration "
        "certificate, the last digit first."
    ),
    "organisation.register_wrong": _l(
        "This is not a trade register number. It looks like J40/1234/2020 or J2020001234402."
    ),
    "organisation.natural_person_number": _l(
        "A number that begins with F belongs to a natural person. Members are legal persons: "
        "apply through one."
    ),
    "organisation.natural_person": _l(
        "Natural persons, whatever their form of organisation, cannot become members. You can "
        "apply through a legal person that you work with."
    ),
    "organisation.country_unknown": _l("Choose a country from the list."),
    "organisation.email_wrong": _l("Write an e-mail address such as name@example.ro."),
    "organisation.postal_code_wrong": _l("A Romanian postal code has six digits."),
    "organisation.duplicate": _l(
        "There is already an application or a membership under this number. Ask your "
        "colleagues who opened it, or write to the secretariat."
    ),
}

WRONG = {
    "organisation.choice_unknown": _l("Choose from the list."),
    "organisation.vat_wrong": _l(
        "The check digits of this VAT number do not match. Compare it with the certificate, the "
        "last digit first, or leave it out."
    ),
    "organisation.euid_wrong": _l(
        "An EUID names the state, the register, a full stop and the number there, such as "
        "ROONRC.J40/1234/2020. Leave it out if you do not have it at hand."
    ),
    "organisation.iban_length": _l(
        "A Romanian IBAN has 24 characters; this one has %(n)s. Copy it whole from your bank."
    ),
    "organisation.iban_digits": _l(
        "The check digits of this IBAN do not match. Look at it again, a digit may be exchanged."
    ),
    "organisation.iban_wrong": _l(
        "This is no IBAN: two letters of the state, two check digits, then bank and account."
    ),
    "organisation.lei_wrong": _l(
        "The check digits of this LEI do not match. It has 20 characters; leave it out if you "
        "have none."
    ),
    "organisation.ncage_wrong": _l(
        "A Romanian NCAGE code has five characters, begins with a digit and ends with L. Leave "
        "it out if you have none."
    ),
    "organisation.ncage_abroad_wrong": _l("An NCAGE code has five letters and digits."),
    "organisation.pic_wrong": _l("A PIC has nine digits. Leave it out if you have none."),
    "organisation.eori_wrong": _l(
        "An EORI number begins with the letters of the state; a Romanian one is RO and the fiscal "
        "code. Leave it out if you have none."
    ),
    "organisation.duns_wrong": _l(
        "A D-U-N-S number has nine digits. Leave it out if you have none."
    ),
    "organisation.too_long": _too_long,
    "organisation.nace_unknown": _l(
        "%(code)s is no code of four digits in NACE Rev. %(revision)s. Look it up in your register "
        "extract."
    ),
    "organisation.nace_other_revision": _l(
        "%(code)s is a code of NACE Rev. %(other)s, not of Rev. %(revision)s. Choose that revision "
        "below, or give the new code."
    ),
    "organisation.phone_wrong": _l(
        "Write the number with the country's prefix, such as +40 21 000 00 00."
    ),
    "organisation.website_wrong": _l("Write an address such as www.example.ro."),
    "organisation.day_later": _l("This day cannot be in the future."),
    "organisation.mandate_over": _l("This mandate is over already."),
    "organisation.number_wrong": _l("Write a whole number, in figures."),
    "organisation.rd_staff_more": _l("They cannot be more than all employees."),
    "organisation.size_wrong": _l(
        "An enterprise of this class has fewer than %(n)s people. Compare it with the number of "
        "employees."
    ),
    "organisation.former_same": _l("This is the present number. Give the one before it."),
    "organisation.form_abroad": _l(
        "An organisation registered abroad applies as a foreign entity. Choose that legal form, or "
        "Romania."
    ),
    "organisation.form_at_home": _l("Choose the country in which you are registered."),
    "organisation.none_and_some": _l("Untick this, or leave out what you gave above."),
    "organisation.too_many_projects": _l("Give at most %(n)s projects, the main ones."),
}


def _unanswered_question(key: str) -> Callable[..., str]:
    return lambda **_params: str(gettext("Answer “%(question)s”.", question=LABELS[key][0]))


ASKED = {f"dossier.{key}": _unanswered_question(key) for key in LABELS}
"""What is missing, for a question that has no sentence of its own."""

SHORT = {f"dossier.short.{key}": _too_short(key) for key, one in QUESTIONS.items() if one.shortest}
"""What is answered in fewer characters than it takes."""

GAPS = {
    "dossier.paper_missing": _l("Add this document: %(name)s."),
    "dossier.paper_unnumbered": _l("Give the number and the day of this document: %(name)s."),
    "dossier.paper_undated": _l("Give the day of issue of this document: %(name)s."),
    "dossier.paper_too_old": _l("This document is too old, send a newer one: %(name)s."),
    "papers.too_old": _l("The cluster takes it at most %(n)s days old. Send a newer one."),
    "papers.nothing": _l("Choose a file."),
    "papers.no_reason_taken": _l("This document is needed. Choose a file."),
    "dossier.declared_before": _l(
        "The statute or the declarations changed since you declared. Read them and declare anew."
    ),
    "dossier.form_first": _l("Choose the legal form first."),
    "dossier.legal_form": _l("Choose the legal form of your organisation."),
    "dossier.legal_name": _l("Give the full name of your organisation."),
    "dossier.fiscal_code": _l("Give the fiscal code (CUI)."),
    "dossier.register_number": _l("Give the trade register number."),
    "dossier.raf_number": _l("Give the number in the register of associations and foundations."),
    "dossier.founding_act": _l("Give the act by which your organisation was founded."),
    "dossier.foreign_number": _l("Give the number in the register of origin."),
    "dossier.street": _l("Give the street and number of the seat."),
    "dossier.locality": _l("Give the locality of the seat."),
    "dossier.county": _l("Give the county of the seat."),
    "dossier.email": _l("Give your organisation's e-mail address."),
    "dossier.founded_on": _l("Give the day of founding."),
    "dossier.category": _l("Choose the category of member."),
    "dossier.representative": _l("Give the name of the legal representative."),
    "dossier.representative_role": _l("Say in what capacity they represent you."),
    "dossier.offers": _l(
        "Choose at least one thing that you offer, or say that you have nothing to offer for now."
    ),
    "dossier.seeks": _l("Choose what you seek, or say that you seek nothing for now."),
    "dossier.group_parent": _l("Name the parent company, or say that you belong to no group."),
    "dossier.turnover": _l("Give the turnover, or choose a band."),
    "dossier.nace": _l("Give at least your main CAEN code."),
    "dossier.delegate": _l("Give the name of the delegate."),
    "dossier.power": _l("Say what the power to represent rests on."),
    "dossier.motivation": _l("Say why you want to join."),
}

SENTENCES = {**ASKED, **ORGANISATION, **WRONG, **SHORT, **GAPS}
