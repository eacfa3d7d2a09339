"""The questions of the form as people read them: each with its label and its hint."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflows.form import Section
from workflows.questions import CHECKED

_ORGANISATION: dict[str, tuple[object, object]] = {
    "legal_form": (_l("Legal form"), _l("Members are legal persons. The next questions and the "
                                        "documents depend on it.")),
    "country": (_l("Country of registration"), ""),
    "legal_name": (_l("Full name"), _l("As it stands in the register, with its diacritics.")),
    "short_name": (_l("Short name"), ""),
    "name_en": (_l("Name in English"), ""),
    "category": (_l("Category of member"), _l("The Board confirms it.")),
    "founded_on": (_l("Day of founding"), ""),
    "fiscal_code": (_l("Fiscal code (CUI)"), _l("With or without RO in front, with or without "
                                                "blanks.")),
    "vat_number": (_l("VAT number"), _l("If you are registered for VAT. The letters of the state, "
                                        "then the number.")),
    "register_number": (_l("Trade register number"),
                        _l("The present one: J40/1234/2020, or J2020001234402 if you were numbered "
                           "anew.")),
    "former_register_number": (_l("Former trade register number"),
                               _l("If you were numbered anew. You are found by either.")),
    "raf_number": (_l("Number in the Register of associations and foundations"),
                   _l("Or the court’s ruling: number and court.")),
    "raf_on": (_l("Date of that registration or ruling"), ""),
    "founding_act": (_l("Act of establishment"),
                     _l("The law, government decision or council decision by which you were "
                        "established, with its number.")),
    "founding_act_on": (_l("Date of the act of establishment"), ""),
    "foreign_number": (_l("Number in the register of origin"),
                       _l("Or give the EUID below.")),
    "foreign_register": (_l("Which register"), _l("Its name and place.")),
    "euid": (_l("European unique identifier (EUID)"),
             _l("As the European business registers show it. In Romania it begins with ROONRC.")),
    "lei": (_l("Legal entity identifier (LEI)"), _l("20 characters. Leave it out if you have "
                                                    "none.")),
    "ncage": (_l("NCAGE code"), _l("Five characters. Leave it out if you have none.")),
    "as_registered": (_l("It stands so in the register"),
                      _l("Tick it if a number is refused although you copied it from the "
                         "certificate. It is kept as you typed it, and the secretariat compares "
                         "it.")),
    "pic": (_l("PIC of the European funding portal"),
            _l("Nine digits. Leave it out if you have none.")),
    "eori": (_l("EORI number"), _l("For the customs: the letters of the state and up to 15 "
                                   "characters, in Romania RO and the fiscal code. Leave it out "
                                   "if you have none.")),
    "duns": (_l("D-U-N-S number"), _l("Nine digits. Leave it out if you have none.")),
}  # fmt: skip

_SEAT: dict[str, tuple[object, object]] = {
    "street": (_l("Street and number"), ""),
    "locality": (_l("Locality"), ""),
    "county": (_l("County"), ""),
    "postal_code": (_l("Postal code"), _l("Six digits in Romania.")),
    "email": (_l("The organisation's e-mail address"), ""),
    "phone": (_l("Telephone"), _l("With the country's prefix, such as +40 21 000 00 00.")),
    "website": (_l("Website"), ""),
}

_SIZE: dict[str, tuple[object, object]] = {
    "activity": (_l("What does your organisation do?"),
                 _l("Its main activity, for those who do not know you.")),
    "size_class": (_l("Size of the enterprise"),
                   _l("With its group, as for European funding.")),
    "employees": (_l("Number of employees"), _l("0 is an answer.")),
    "rd_staff": (_l("Of whom in research and development"), _l("0 is an answer.")),
    "staff_year": (_l("These numbers are of the year"), ""),
    "turnover": (_l("Turnover"), _l("A whole number. If you would rather not say, choose a band "
                                    "below.")),
    "turnover_band": (_l("Or a band"), ""),
    "currency": (_l("Currency"), ""),
    "turnover_year": (_l("Turnover of the year"), ""),
    "nace": (_l("CAEN (NACE) codes"), _l("The main one first, then others, separated by commas: "
                                         "26.51, 71.20.")),
    "nace_revision": (_l("Revision of these codes"),
                      _l("Since 2025 the register uses CAEN Rev. 3, which is NACE Rev. 2.1. The "
                         "same digits can mean something else in the revision before: 25.40 was "
                         "weapons and ammunition, and is now forging and shaping metal.")),
    "export_control": (_l("Are any of your products or services under export control?"),
                       _l("Military products, dual-use items (Regulation (EU) 2021/821) or the "
                          "regime of chemical weapons (Law 56/1997).")),
    "export_control_list": (_l("Which ones, and under which regime"),
                            _l("A line each. Nothing classified.")),
    "group_parent": (_l("If you belong to a group: the parent company"), ""),
    "group_number": (_l("The parent company's identifier"), ""),
    "no_group": (_l("We belong to no group"), ""),
    "not_related": (_l("Members with a similar name: tick those that are not related to you"),
                    _l("Their names are public. What you say is kept for the secretariat.")),
}  # fmt: skip

_PEOPLE: dict[str, tuple[object, object]] = {
    "representative": (_l("First and last name"),
                       _l("Do not give a personal number or a copy of an identity card.")),
    "representative_role": (_l("In what capacity"),
                            _l("Administrator, rector, president, mayor…")),
    "representative_email": (_l("E-mail address"), ""),
    "representative_phone": (_l("Telephone"), ""),
    "power": (_l("What the power to represent rests on"), ""),
    "power_document": (_l("Number and date of the power of attorney"),
                       _l("Its copy goes with the documents.")),
    "language": (_l("Language of our letters to you"), ""),
    "both_languages": (_l("Letters in both languages"),
                       _l("One document then holds the Romanian and the English. Mails come in "
                          "the language above.")),
    "channel": (_l("How we should write to you"), _l("Letters always stand in the portal too.")),
    "delegate": (_l("Name of the delegate"), _l("Who acts for you in the cluster and votes in its "
                                                "assembly.")),
    "delegate_role": (_l("Role in your organisation"), ""),
    "delegate_email": (_l("The delegate's e-mail address"), ""),
    "delegate_phone": (_l("The delegate's telephone"), ""),
    "mandate_until": (_l("The mandate holds until"), _l("Leave it out if it has no end.")),
    "deputy": (_l("Name of the deputy"), ""),
    "deputy_email": (_l("The deputy's e-mail address"), ""),
    "technical": (_l("Name of the technical contact"), ""),
    "technical_email": (_l("The technical contact's e-mail address"), ""),
    "technical_phone": (_l("The technical contact's telephone"), ""),
    "billing": (_l("Name of the billing contact"), ""),
    "billing_email": (_l("The billing contact's e-mail address"), ""),
    "iban": (_l("Bank account (IBAN)"), _l("From which you pay, and to which anything is paid "
                                           "back. A Romanian one has 24 characters.")),
}  # fmt: skip

_AIMS: dict[str, tuple[object, object]] = {
    "offers": (_l("What you offer"), _l("Members find you by it.")),
    "no_offers": (_l("We have nothing to offer for now"), ""),
    "offers_words": (_l("What you offer, in your own words"), ""),
    "seeks": (_l("What you seek"), _l("Members who offer it find you by it.")),
    "no_seeks": (_l("We seek nothing for now"), ""),
    "seeks_words": (_l("What you seek, in your own words"), ""),
    "motivation": (_l("Why do you want to join?"),
                   _l("A few sentences, in your own words: from 100 to 3,000 characters.")),
    "projects": (_l("Projects"), _l("Funded projects that you took part in. Save to get more empty "
                                    "rows.")),
    "no_projects": (_l("We took part in none"), ""),
    "memberships": (_l("Other clusters and associations"),
                    _l("Those of which you are a member, one a line.")),
    "no_memberships": (_l("We are a member of no other"), ""),
    "publish": (_l("We agree that these are published"),
                _l("Nothing is published that you do not tick, and you can change your mind at any "
                   "time.")),
}  # fmt: skip

LABELS: Mapping[str, tuple[object, object]] = {
    **_ORGANISATION, **_SEAT, **_SIZE, **_PEOPLE, **_AIMS,
}  # fmt: skip
"""The label and the hint of each question."""

HEADINGS: Mapping[str, object] = {
    "refused": _l("If a number is refused"),
    "reach": _l("How you are reached"),
    "people": _l("People"),
    "money": _l("Turnover"),
    "nace": _l("Activity codes"),
    "export": _l("Export control"),
    "group": _l("Group"),
    "mandate": _l("Power to represent"),
    "letters": _l("Our letters to you"),
    "delegate": _l("Delegate"),
    "deputy": _l("Deputy"),
    "technical": _l("Technical contact"),
    "billing": _l("Billing contact"),
    "projects": _l("Projects and memberships"),
}
"""What stands above a group of questions."""

INTRODUCTIONS: Mapping[Section, object] = {
    Section.IDENTIFIERS: _l(
        "The numbers under which the registers know you. Those marked optional may stay empty."
    ),
    Section.PUBLICATION: _l(
        "The list of members is public. Choose what may stand in it about you, if you are admitted."
    ),
}
"""What is worth knowing before the first question of a section."""

CHOICES: Mapping[str, Mapping[str, object]] = {
    "as_registered": {key: _ORGANISATION[key][0] for key in CHECKED},
    "size_class": {
        "micro": _l("Micro-enterprise (fewer than 10 people)"),
        "small": _l("Small (fewer than 50)"),
        "medium": _l("Medium (fewer than 250)"),
        "large": _l("Large"),
    },
    "turnover_band": {
        "to_2m": _l("up to 2 million euro"),
        "to_10m": _l("2 to 10 million euro"),
        "to_50m": _l("10 to 50 million euro"),
        "over_50m": _l("over 50 million euro"),
    },
    "nace_revision": {
        "2.1": _l("CAEN Rev. 3 (NACE Rev. 2.1), since 2025"),
        "2.0": _l("CAEN Rev. 2 (NACE Rev. 2)"),
    },
    "export_control": {"no": _l("No"), "yes": _l("Yes")},
    "power": {
        "law": _l("The law"),
        "constitutive_act": _l("The constitutive act or the statute"),
        "mandate": _l("A power of attorney"),
    },
    "language": {"ro": "Română", "en": "English"},
    "both_languages": {"both": _l("Write to us in Romanian and in English")},
    "channel": {"portal": _l("In the portal"), "email": _l("By e-mail"), "post": _l("By post")},
    "publish": {
        "name": _l("The name and the seat"),
        "website": _l("The website"),
        "logo": _l("The logo"),
        "contribution": _l("The contribution to the value chain"),
        "delegate": _l("The delegate's name"),
    },
}
"""The answers to choose from, where the statute file does not name them."""
