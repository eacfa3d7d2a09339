"""What the invented organisations answer to the form's questions, each as its legal form asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from membership.demonstration.cast import APPLICANTS, Applicant
from workflows.form import Section
from workflows.statute import Statute

BEFORE = (
    Section.ORGANISATION,
    Section.IDENTIFIERS,
    Section.SEAT,
    Section.SIZE,
    Section.REPRESENTATIVE,
    Section.CONTACTS,
)
AFTER = (Section.EXCHANGE, Section.MOTIVATION, Section.PUBLICATION)

_DAUGHTERS = {"laborator": next(one for one in APPLICANTS if one.key == "robotica")}
"""Whose parent company has applied as well: the secretariat's desk points it out."""
_CONTROLLED = {"detectie": "Senzori cu mobilitate ionică: produse cu dublă utilizare (exemplu)."}
_SHORT = {"detectie": "Detecție Exemplu", "universitate": "UTI", "senzori": "IES"}
_ENGLISH = {
    "universitate": "Invented Technical University",
    "senzori": "Example Institute of Sensors",
}
_BY_FORM: Mapping[str, str] = {
    "srl": "register_number",
    "sa": "register_number",
    "asociatie": "raf_number",
    "incd": "founding_act",
    "universitate": "founding_act",
    "uat": "founding_act",
    "straina": "foreign_number",
}
"""Under which question the number of each legal form's register is given."""


def identity(one: Applicant) -> dict[str, Any]:
    """Who the organisation is, where, how large, who speaks for it; what its legal form is not
    asked is passed over when a section is saved."""
    abroad = one.form == "straina"
    firm = one.form in ("srl", "sa")
    told: dict[str, Any] = {
        "legal_name": one.name,
        "legal_form": one.form,
        "country": one.country,
        "short_name": _SHORT.get(one.key, ""),
        "name_en": _ENGLISH.get(one.key, ""),
        "founded_on": date(2012, 3, 1),
        "fiscal_code": one.fiscal_code,
        _BY_FORM[one.form]: one.register_number,
        "street": "Rue Imaginaire 1" if abroad else "Str. Inventată nr. 1",
        "locality": one.locality,
        "county": one.county,
        "postal_code": "75000" if abroad else "010101",
        "email": f"contact@{_DAUGHTERS.get(one.key, one).key}.example",
        "phone": "+33 1 00 00 00 00" if abroad else f"+40 21 000 00 {APPLICANTS.index(one):02}",
        "website": f"https://{one.key}.example",
        "activity": "Cercetare, dezvoltare, producție.",
        "size_class": "small",
        "employees": 24 if firm else 180,
        "rd_staff": 9 if firm else 60,
        "staff_year": 2024,
        "turnover_band": "to_10m",
        "nace": "26.51, 71.20",
        "nace_revision": "2.1",
        "no_group": one.key not in _DAUGHTERS,
        **_people(one),
    }
    if (parent := _DAUGHTERS.get(one.key)) is not None:
        told["group_parent"], told["group_number"] = parent.name, parent.fiscal_code
    if one.key == "robotica":
        told["former_register_number"] = "J03/1234/2018"
    if abroad:
        told["foreign_register"] = "Registre du commerce et des sociétés, Paris"
    return told


def _people(one: Applicant) -> dict[str, Any]:
    return {
        "representative": one.representative,
        "representative_role": one.office,
        "representative_email": one.email,
        "power": "law" if one.form in ("uat", "universitate", "incd") else "constitutive_act",
        "language": "en" if one.form == "straina" else "ro",
        "channel": "portal",
        "export_control": "yes" if one.key in _CONTROLLED else "no",
        "export_control_list": _CONTROLLED.get(one.key, ""),
        "delegate": one.representative,
        "delegate_role": one.office,
        "delegate_email": one.email,
        "deputy": "Ilie Supleant-Exemplu",
        "technical": "Mara Tehnică-Exemplu",
        "technical_email": f"tehnic@{one.key}.example",
        "iban": "RO49 AAAA 1B31 0075 9384 0000",
    }


def aims(one: Applicant, statute: Statute) -> dict[str, Any]:
    """What the organisation offers and seeks, why it wants to join, what may be published."""
    why = f"{one.name} dorește să lucreze împreună cu membrii clusterului, să își pună la "
    why += "dispoziție laboratoarele și să participe la proiecte internaționale comune."
    place, offers, seeks = APPLICANTS.index(one), [*statute.offers], [*statute.seeks]
    return {
        "offers": [offers[place % len(offers)], offers[(place + 3) % len(offers)]],
        "offers_words": "Încercări și prototipuri pentru membrii clusterului.",
        "seeks": [seeks[place % len(seeks)], seeks[(place + 2) % len(seeks)]],
        "motivation": why,
        "projects": [
            {"acronym": "EXEMPLU", "programme": "Programul Exemplu", "contract": "12/2024",
             "role": "partener", "years": "2024–2026"},
        ],
        "no_memberships": True,
        "publish": ["name", "website", "contribution"],
    }  # fmt: skip
