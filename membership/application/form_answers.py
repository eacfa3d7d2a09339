"""The answers of an application, section by section: kept as they come, refused when wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from membership.application import consenting, drafting
from membership.application.namesakes import NOT_RELATED, namesakes
from membership.database import Session
from membership.models import Application, Person
from membership.organisation.checks import Asking, checked, refuse_contradictions
from membership.organisation.services import refuse_duplicate
from membership.settings import Settings
from workflows.dossier import Answering, asked_in, given
from workflows.form import Kept, Kind, Question, Section
from workflows.questions import QUESTIONS, of
from workflows.refusal import Incomplete
from workflows.statute import Asked, LegalGroup, Statute
from workflows.term import day_of

IDENTIFYING = frozenset({Section.ORGANISATION, Section.IDENTIFIERS})
"""The sections that say which legal person it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is answered in one section, by the key of each question."""

    section: Section
    given: Mapping[str, Any]

    @classmethod
    def of(cls, application: Application, section: Section) -> "Answers":
        """What is kept now."""
        return cls(
            section=section,
            given={one.key: kept_answer(application, one) for one in of(section)},
        )


def kept_answer(application: Answering, question: Question) -> Any:
    """One answer as it is kept, a day as a day, nothing as an empty text."""
    answer = given(application, question)
    if question.kind is Kind.DAY and isinstance(answer, str) and answer:
        return date.fromisoformat(answer)
    if answer is None or answer == "":
        return _NOTHING.get(question.kind, "")
    return answer


_NOTHING: Mapping[Kind, Any] = {
    Kind.NUMBER: None, Kind.YEAR: None, Kind.DAY: None, Kind.CHOICES: [], Kind.PROJECTS: [],
    Kind.NONE: False,
}  # fmt: skip
"""What stands for no answer, where it is not an empty text."""


def save_answers(
    session: Session,
    actor: Person,
    public_id: str,
    values: Answers,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Keeps a section of the form; what is missing may follow, what is wrong is refused.

    Refuses natural persons, identifiers that fail their check, and an organisation that
    already has a case or a membership, without saying whose.
    """
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    section = values.section
    drafting.refuse_overwriting(Answers.of(application, section), seen)
    under, agreed = asking(session, application, values, statute, at), _published(application)
    for question, _required in tuple(asked_in(application, statute, section)):
        if question.key in values.given:
            keep(application, question, checked(question, values.given[question.key], under))
    refuse_contradictions(Answers.of(application, section).given)
    if section is Section.ORGANISATION:
        _settle_form(application, statute)
    if section in IDENTIFYING:
        refuse_duplicate(session, application.organisation)
    if section is Section.PUBLICATION:
        consenting.note(session, application, agreed, by=actor, at=at)
    drafting.saved(session, application, actor, section.value, at)
    return application


def _published(application: Application) -> tuple[str, ...]:
    return tuple(application.organisation.answers.get("publish") or ())


def keep(application: Application, question: Question, answer: Any) -> None:
    """Puts one answer where it belongs."""
    organisation = application.organisation
    match question.kept:
        case Kept.APPLICATION:
            setattr(application, question.key, answer or "")
        case Kept.ORGANISATION if question.kind is Kind.DAY or question.key == "fiscal_code":
            setattr(organisation, question.key, answer or None)
        case Kept.ORGANISATION:
            setattr(organisation, question.key, answer or "")
        case Kept.ANSWERS:
            plain = answer.isoformat() if isinstance(answer, date) else answer
            # A new mapping, so that the change is seen.
            organisation.answers = {**organisation.answers, question.key: plain}


def asking(
    session: Session, application: Application, values: Answers, statute: Statute, at: datetime
) -> Asking:
    """Under what these answers are looked at, one by one."""
    told = values.given
    return Asking(
        statute=statute,
        country=told.get("country") or application.organisation.country,
        revision=told.get("nace_revision") or "",
        today=day_of(at, statute.zone),
        as_registered=frozenset(told.get("as_registered") or ()),
        namesakes=tuple(namesakes(session, application.organisation))
        if told.get(NOT_RELATED)
        else (),
    )


def _settle_form(application: Application, statute: Statute) -> None:
    """What follows from the legal form: whether it may apply, its category, its questions."""
    organisation = application.organisation
    form = statute.legal_forms.get(organisation.legal_form)
    if form is not None and not form.is_legal_person:
        raise Incomplete("organisation.natural_person", field="legal_form")
    abroad = organisation.country != "RO"
    if form is not None and (form.group is LegalGroup.FOREIGN) is not abroad:
        key = "organisation.form_abroad" if abroad else "organisation.form_at_home"
        raise Incomplete(key, field="country")
    if not application.category and form is not None:
        proposed = statute.category_for(form.code)
        application.category = proposed.code if proposed else ""
    _drop_unasked(application, statute)


def _drop_unasked(application: Application, statute: Statute) -> None:
    # Answers of another legal form would go on to identify the organisation unseen.
    organisation = application.organisation
    for question in QUESTIONS.values():
        asked = statute.asked(question.key, organisation.legal_form, organisation.country)
        if asked is Asked.HIDDEN and given(application, question):
            keep(application, question, "")
