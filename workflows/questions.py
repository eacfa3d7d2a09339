"""The questions of the application form, in the order in which they are asked.

The letters say who sees an answer: applicant, secretariat, rapporteur, board, auditor (C),
members, public. No personal number and no copy of an identity card is asked anywhere (GDPR,
article 5(1)(c)).
"""

from collections.abc import Mapping
from types import MappingProxyType

from .form import (
    ALWAYS,
    COMPANIES,
    COMPANIES_MAY,
    Kept,
    Kind,
    Question,
    Section,
    rule,
)
from .publication import Published
from .statute_papers import Asked, Identifier

CHECKED = ("fiscal_code", "vat_number", "register_number", "former_register_number", "euid", "lei")
"""Numbers whose check a register itself may fail: they can be kept as it writes them."""
SIZES = ("micro", "small", "medium", "large")
"""The classes of enterprises (Recommendation 2003/361/EC)."""
_MAY, _MUST, _NOT = Asked.OPTIONAL, Asked.REQUIRED, Asked.HIDDEN
_ORGANISATION, _APPLICATION = Kept.ORGANISATION, Kept.APPLICATION
Q = Question


def _who() -> tuple[Question, ...]:
    part, column = Section.ORGANISATION, _ORGANISATION
    return (
        Q(key="legal_form", section=part, kind=Kind.CHOICE, kept=column, asked=ALWAYS,
          seen_by="ASRBCMP", choices="legal_forms"),
        Q(key="country", section=part, kind=Kind.CHOICE, kept=column, asked=ALWAYS,
          seen_by="ASRBCMP", choices="countries"),
        Q(key="legal_name", section=part, kept=column, asked=ALWAYS, seen_by="ASRBCMP",
          shortest=3),
        Q(key="short_name", section=part, kept=column, seen_by="ASRBCMP", longest=80),
        Q(key="name_en", section=part, kept=column, seen_by="ASRBCMP"),
        Q(key="category", section=part, kind=Kind.CHOICE, kept=_APPLICATION, asked=ALWAYS,
          seen_by="ASRBP", choices="open_categories"),
        Q(key="founded_on", section=part, kind=Kind.DAY, kept=column, asked=ALWAYS,
          seen_by="ASB"),
    )  # fmt: skip


def _identifiers() -> tuple[Question, ...]:
    part, column = Section.IDENTIFIERS, _ORGANISATION
    ngo = rule(_NOT, ngo=_MAY)
    founded = rule(_NOT, university=_MAY, public=_MAY, ngo=_MAY)
    foreign = rule(_NOT, foreign=_MUST)
    return (
        Q(key="fiscal_code", section=part, kept=column, identifier=Identifier.CUI, longest=20,
          seen_by="ASRBCP", at_home=True),
        Q(key="vat_number", section=part, kept=column, longest=20, seen_by="ASBC"),
        Q(key="register_number", section=part, kept=column, identifier=Identifier.ONRC, longest=40,
          seen_by="ASRBCP", at_home=True, asked=rule(_NOT, incd=_MAY)),
        Q(key="former_register_number", section=part, kept=column, longest=40, seen_by="ASRBC",
          at_home=True, asked=rule(_NOT, company=_MAY, incd=_MAY)),
        Q(key="raf_number", section=part, kept=column, identifier=Identifier.RAF, longest=80,
          seen_by="ASB", at_home=True, asked=rule(_NOT, asociatie=_MUST, fundatie=_MUST,
                                                  federatie=_MUST)),
        Q(key="raf_on", section=part, kind=Kind.DAY, seen_by="ASB", at_home=True, asked=ngo),
        Q(key="founding_act", section=part, kept=column, identifier=Identifier.FOUNDING_ACT,
          seen_by="ASB", at_home=True, asked=founded),
        Q(key="founding_act_on", section=part, kind=Kind.DAY, seen_by="ASB", at_home=True,
          asked=founded),
        Q(key="foreign_number", section=part, kept=column, identifier=Identifier.FOREIGN,
          seen_by="ASB", longest=80, asked=foreign, otherwise="euid"),
        Q(key="foreign_register", section=part, seen_by="ASB", asked=foreign, otherwise="euid"),
        Q(key="euid", section=part, kept=column, seen_by="AS", longest=60, asked=COMPANIES_MAY),
        Q(key="lei", section=part, kept=column, seen_by="AS", longest=20),
        Q(key="ncage", section=part, kept=column, longest=5),
        Q(key="pic", section=part, kept=column, longest=9),
        Q(key="eori", section=part, seen_by="AS", longest=17),
        Q(key="duns", section=part, seen_by="AS", longest=9),
        Q(key="as_registered", section=part, kind=Kind.CHOICES, seen_by="AS", choices=CHECKED,
          heading="refused"),
    )  # fmt: skip


def _seat() -> tuple[Question, ...]:
    part, column = Section.SEAT, _ORGANISATION
    return (
        Q(key="street", section=part, kept=column, asked=ALWAYS, seen_by="ASB"),
        Q(key="locality", section=part, kept=column, asked=ALWAYS, longest=100, seen_by="ASBP",
          once_agreed=Published.NAME),
        Q(key="county", section=part, kind=Kind.CHOICE, kept=column, asked=ALWAYS, at_home=True,
          choices="counties", longest=60, seen_by="ASBP", once_agreed=Published.NAME),
        Q(key="postal_code", section=part, kept=column, longest=12, seen_by="ASB"),
        Q(key="email", section=part, kind=Kind.EMAIL, kept=column, asked=ALWAYS, longest=254,
          seen_by="ASB", heading="reach"),
        Q(key="phone", section=part, kind=Kind.PHONE, kept=column, longest=20, seen_by="ASB"),
        Q(key="website", section=part, kind=Kind.WEB, kept=column, seen_by="ASBP",
          once_agreed=Published.WEBSITE),
    )  # fmt: skip


def _size() -> tuple[Question, ...]:
    part = Section.SIZE
    money = rule(_NOT, company=_MUST, foreign=_MAY)
    beside = rule(_NOT, company=_MAY, foreign=_MAY)
    return (
        Q(key="size_class", section=part, kind=Kind.CHOICE, asked=COMPANIES,
          choices=SIZES, heading="people"),
        Q(key="employees", section=part, kind=Kind.NUMBER, asked=ALWAYS),
        Q(key="rd_staff", section=part, kind=Kind.NUMBER, asked=ALWAYS),
        Q(key="staff_year", section=part, kind=Kind.YEAR),
        Q(key="turnover", section=part, kind=Kind.NUMBER, asked=money, seen_by="ASB",
          otherwise="turnover_band", heading="money"),
        Q(key="turnover_band", section=part, kind=Kind.CHOICE, asked=beside, seen_by="ASB",
          choices=("to_2m", "to_10m", "to_50m", "over_50m")),
        Q(key="currency", section=part, kind=Kind.CHOICE, asked=beside, seen_by="ASB",
          choices=("RON", "EUR", "USD"), when=("turnover", "")),
        Q(key="turnover_year", section=part, kind=Kind.YEAR, asked=beside, seen_by="ASB",
          when=("turnover", "")),
        Q(key="nace", section=part, kind=Kind.CODES, seen_by="ASRBP", heading="nace",
          asked=rule(_MAY, company=_MUST)),
        Q(key="nace_revision", section=part, kind=Kind.CHOICE, choices=("2.1", "2.0"),
          seen_by="ASRBP"),
        Q(key="export_control", section=part, kind=Kind.CHOICE, seen_by="ASB", heading="export",
          choices=("no", "yes"), asked=rule(_NOT)),
        Q(key="export_control_list", section=part, kind=Kind.WORDS, seen_by="ASB", longest=1500,
          asked=rule(_NOT), when=("export_control", "yes")),
        Q(key="group_parent", section=part, seen_by="ASB", heading="group",
          asked=rule(_MAY, company=_MUST, foreign=_MUST), otherwise="no_group"),
        Q(key="group_number", section=part, seen_by="ASB", longest=80),
        Q(key="no_group", section=part, kind=Kind.NONE, seen_by="ASB"),
        Q(key="not_related", section=part, kind=Kind.CHOICES, seen_by="AS", choices="namesakes"),
    )  # fmt: skip


def _people() -> tuple[Question, ...]:
    part, column = Section.REPRESENTATIVE, _ORGANISATION
    return (
        Q(key="representative", section=part, kept=column, asked=ALWAYS, seen_by="ASBC"),
        Q(key="representative_role", section=part, kept=column, asked=ALWAYS, longest=120,
          seen_by="ASBC"),
        Q(key="representative_email", section=part, kind=Kind.EMAIL, asked=ALWAYS, longest=254,
          seen_by="ASBC"),
        Q(key="representative_phone", section=part, kind=Kind.PHONE, longest=20, seen_by="ASBC"),
        Q(key="power", section=part, kind=Kind.CHOICE, asked=ALWAYS, seen_by="ASB",
          choices=("law", "constitutive_act", "mandate"), heading="mandate"),
        Q(key="power_document", section=part, seen_by="ASB", when=("power", "mandate")),
        Q(key="language", section=part, kind=Kind.CHOICE, kept=column, asked=ALWAYS,
          seen_by="AS", choices=("ro", "en"), heading="letters"),
        Q(key="both_languages", section=part, kind=Kind.CHOICES, seen_by="AS", choices=("both",)),
        Q(key="channel", section=part, kind=Kind.CHOICE, seen_by="AS", asked=ALWAYS,
          choices=("portal", "email", "post")),
    )  # fmt: skip


def _contacts() -> tuple[Question, ...]:
    part = Section.CONTACTS
    return (
        Q(key="delegate", section=part, asked=ALWAYS, seen_by="ASBP", heading="delegate",
          once_agreed=Published.DELEGATE),
        Q(key="delegate_role", section=part, seen_by="ASB", longest=120),
        Q(key="delegate_email", section=part, kind=Kind.EMAIL, asked=ALWAYS, seen_by="ASB",
          longest=254),
        Q(key="delegate_phone", section=part, kind=Kind.PHONE, seen_by="ASB", longest=20),
        Q(key="mandate_until", section=part, kind=Kind.DAY, seen_by="ASB"),
        Q(key="deputy", section=part, seen_by="ASB", heading="deputy"),
        Q(key="deputy_email", section=part, kind=Kind.EMAIL, seen_by="ASB", longest=254),
        Q(key="technical", section=part, asked=ALWAYS, seen_by="AS", heading="technical"),
        Q(key="technical_email", section=part, kind=Kind.EMAIL, asked=ALWAYS, seen_by="AS",
          longest=254),
        Q(key="technical_phone", section=part, kind=Kind.PHONE, seen_by="AS", longest=20),
        Q(key="billing", section=part, seen_by="AS", heading="billing"),
        Q(key="billing_email", section=part, kind=Kind.EMAIL, seen_by="AS", longest=254),
        Q(key="iban", section=part, seen_by="AS", longest=42, asked=rule(_NOT)),
    )  # fmt: skip


def _aims() -> tuple[Question, ...]:
    exchange, motivation = Section.EXCHANGE, Section.MOTIVATION
    return (
        Q(key="offers", section=exchange, kind=Kind.CHOICES, asked=ALWAYS, seen_by="ASRBM",
          choices="offers", otherwise="no_offers"),
        Q(key="no_offers", section=exchange, kind=Kind.NONE, seen_by="ASRBM"),
        Q(key="offers_words", section=exchange, kind=Kind.WORDS, seen_by="ASRBM", longest=1500),
        Q(key="seeks", section=exchange, kind=Kind.CHOICES, asked=ALWAYS, seen_by="ASRBM",
          choices="seeks", otherwise="no_seeks"),
        Q(key="no_seeks", section=exchange, kind=Kind.NONE, seen_by="ASRBM"),
        Q(key="seeks_words", section=exchange, kind=Kind.WORDS, seen_by="ASRBM", longest=1500),
        Q(key="motivation", section=motivation, kind=Kind.WORDS, kept=_APPLICATION,
          longest=3000, shortest=100, asked=ALWAYS),
        Q(key="activity", section=motivation, kind=Kind.WORDS, kept=_ORGANISATION,
          longest=3000),
        Q(key="projects", section=motivation, kind=Kind.PROJECTS, heading="projects",
          otherwise="no_projects"),
        Q(key="no_projects", section=motivation, kind=Kind.NONE),
        Q(key="memberships", section=motivation, kind=Kind.WORDS, seen_by="ASB", longest=1500,
          otherwise="no_memberships"),
        Q(key="no_memberships", section=motivation, kind=Kind.NONE, seen_by="ASB"),
        Q(key="publish", section=Section.PUBLICATION, kind=Kind.CHOICES, seen_by="ASP",
          choices=tuple(Published)),
    )  # fmt: skip


QUESTIONS: Mapping[str, Question] = MappingProxyType({
    one.key: one
    for one in (*_who(), *_identifiers(), *_seat(), *_size(), *_people(), *_contacts(), *_aims())
})  # fmt: skip
"""Every question of the form by its key, in order."""

LISTED: Mapping[str, str] = MappingProxyType({
    one.otherwise: one.key
    for one in QUESTIONS.values()
    if one.otherwise and QUESTIONS[one.otherwise].kind is Kind.NONE
})  # fmt: skip
"""For each tick that there is none: the question that it answers."""

PEOPLE = (
    "representative_email", "representative_phone", "delegate", "delegate_role", "delegate_email",
    "delegate_phone", "mandate_until", "deputy", "deputy_email", "technical", "technical_email",
    "technical_phone", "billing", "billing_email",
)  # fmt: skip
"""Answers about people whom nothing that is issued names: they are needed no longer once every
case of the organisation is over."""

FIXED = ("legal_form", "country", "legal_name", "category", "language")
"""Without these nothing else can be asked: no statute file leaves them out."""

PROJECT = ("acronym", "programme", "contract", "role", "years")
"""The parts of one project."""

COUNTIES = (
    "Alba", "Arad", "Argeș", "Bacău", "Bihor", "Bistrița-Năsăud", "Botoșani", "Brașov", "Brăila",
    "București", "Buzău", "Caraș-Severin", "Călărași", "Cluj", "Constanța", "Covasna",
    "Dâmbovița", "Dolj", "Galați", "Giurgiu", "Gorj", "Harghita", "Hunedoara", "Ialomița", "Iași",
    "Ilfov", "Maramureș", "Mehedinți", "Mureș", "Neamț", "Olt", "Prahova", "Satu Mare", "Sălaj",
    "Sibiu", "Suceava", "Teleorman", "Timiș", "Tulcea", "Vaslui", "Vâlcea", "Vrancea",
)  # fmt: skip
"""The counties of Romania and its capital, as the registers write them."""


def of(section: Section) -> tuple[Question, ...]:
    """The questions of one section, in order."""
    return tuple(one for one in QUESTIONS.values() if one.section is section)
