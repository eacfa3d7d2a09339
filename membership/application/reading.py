"""The answers of an application read back: each question asked of it, with its answer in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_date, format_decimal, get_locale
from flask_babel import gettext as _
from stdnum.eu import nace

from membership.application.form_answers import kept_answer
from membership.models import Application
from membership.wording.questions import CHOICES, LABELS
from membership.wording.texts import capitalised, country_names, here
from workflows.dossier import GENERIC, Answering, asked_in
from workflows.form import Kind, Question, Reader, Section, is_given
from workflows.permission import Role
from workflows.questions import LISTED, PROJECT, QUESTIONS
from workflows.statute import Statute

Row = tuple[str, Any]
"""What a question is called, and its answer: a text, or a list of texts."""


def answered(application: Application, statute: Statute, section: Section) -> list[Row]:
    """Every question of a section that this applicant is asked, for the applicant to check."""
    return [
        (str(LABELS[question.key][0]), in_words(application, statute, question))
        for question, _required in asked_in(application, statute, section)
        if question.kind is not Kind.NONE
    ]


def answers_for(application: Application, statute: Statute, role: Role | None) -> list[Row]:
    """What somebody of the house may see of the answers in this role, those that were given and
    that the case page does not show in lines of their own."""
    reader = READERS.get(role) if role else None
    seen = [
        question
        for section in GENERIC
        for question, _required in asked_in(application, statute, section)
        if reader
        and question.is_seen_by(reader)
        and question.key not in ABOVE
        and question.kind is not Kind.NONE
    ]
    rows = [(str(LABELS[one.key][0]), in_words(application, statute, one)) for one in seen]
    return [(label, words) for label, words in rows if words]


READERS: Mapping[Role, Reader] = {
    Role.SECRETARIAT: Reader.SECRETARIAT,
    Role.RAPPORTEUR: Reader.RAPPORTEUR,
    Role.BOARD: Reader.BOARD,
    Role.CHAIR: Reader.BOARD,
    Role.VICE_CHAIR: Reader.BOARD,
    Role.AUDITOR: Reader.AUDITOR,
}
"""As which reader of the form each role of the house comes to a case."""

ABOVE = frozenset({
    "legal_name", "legal_form", "category", "street", "locality", "county", "postal_code",
    "representative", "representative_role", "motivation",
})  # fmt: skip


def in_words(application: Answering, statute: Statute, question: Question) -> Any:
    """One answer as it is read; an empty text when there is none."""
    answer = kept_answer(application, question)
    if not is_given(answer):
        none = LISTED.get(question.otherwise) and QUESTIONS[question.otherwise]
        return _("None") if none and kept_answer(application, none) else ""
    match question.kind:
        case Kind.CHOICE:
            return _choice(question, answer, statute)
        case Kind.CHOICES:
            return [_choice(question, code, statute) for code in answer]
        case Kind.DAY if isinstance(answer, date):
            return format_date(answer, "d MMMM y")
        case Kind.NUMBER:
            return format_decimal(answer)
        case Kind.CODES:
            revision = application.organisation.answers.get("nace_revision") or "2.1"
            return [_activity(code, revision) for code in answer.split(", ")]
        case Kind.PROJECTS:
            return [", ".join(filter(None, (row.get(p, "") for p in PROJECT))) for row in answer]
    return answer


def _choice(question: Question, code: str, statute: Statute) -> str:
    if question.choices == "countries":
        return country_names().get(code, code)
    tables: dict[object, Any] = {
        "legal_forms": statute.legal_forms,
        "open_categories": statute.categories,
        "offers": statute.offers,
        "seeks": statute.seeks,
    }
    found = tables.get(question.choices if isinstance(question.choices, str) else "", {}).get(code)
    if found is not None:
        return capitalised(here(found.name))
    return str(CHOICES.get(question.key, {}).get(code, code))


def _activity(code: str, revision: str) -> str:
    # The official names come in English; the Romanian reader has the code and its revision.
    words = _("%(code)s, Rev. %(revision)s", code=code, revision=revision)
    if str(get_locale()).startswith("ro") or not nace.is_valid(code, revision):
        return str(words)
    return f"{words}: {nace.get_label(code, revision)}"
