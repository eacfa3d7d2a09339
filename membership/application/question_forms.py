"""The form of a section that is made of questions: built from the registry for one applicant."""

from dataclasses import replace
from typing import Any

from wtforms import StringField

from membership.application.form_answers import Answers, asking
from membership.application.forms import DraftForm
from membership.application.namesakes import NOT_RELATED, namesakes
from membership.application.question_fields import field_for
from membership.door import now, session
from membership.models import Application
from membership.organisation.checks import Asking
from membership.wording.questions import HEADINGS, INTRODUCTIONS
from workflows.dossier import asked_in
from workflows.form import Question, Section
from workflows.questions import CHECKED
from workflows.statute import Statute

Group = tuple[str, list[tuple[Question, Any]]]


class AnswersForm(DraftForm):
    """The questions of one section that this applicant is asked."""

    section: Section
    questions: tuple[Question, ...] = ()
    application: Application
    statute: Statute

    def kept_in(self, values: Answers) -> dict[str, Any]:
        """What each field would show of these answers."""
        return {one.key: values.given[one.key] for one in self.questions}

    def values(self) -> Answers:
        """What was typed; nothing typed is an empty answer."""
        typed = {one.key: self._fields[one.key].data for one in self.questions}
        texts = {key for key in typed if isinstance(self._fields[key], StringField)}
        given = {key: (value or "") if key in texts else value for key, value in typed.items()}
        return Answers(section=self.section, given=given)

    def asking(self) -> Asking:
        """Under what the answers are looked at, as they stand here."""
        return asking(session(), self.application, self.values(), self.statute, now())

    @property
    def introduction(self) -> str:
        """What is worth knowing before the first question; empty where nothing is."""
        return str(INTRODUCTIONS.get(self.section, ""))

    @property
    def groups(self) -> list[Group]:
        """The questions under their headings, each with its field."""
        found: list[Group] = [("", [])]
        for question in self.questions:
            if question.heading:
                found.append((str(HEADINGS[question.heading]), []))
            found[-1][1].append((question, self._fields[question.key]))
        return [group for group in found if group[1]]


def answers_form(application: Application, statute: Statute, section: Section
                 ) -> type[AnswersForm]:  # fmt: skip
    """The form of this section, as the legal form, the country and the cluster ask it."""
    asked = [
        (question, required)
        for question, required in asked_in(application, statute, section)
        if question.key != "category" or len(statute.open_categories()) > 1
    ]
    alike = _namesakes(application) if section is Section.SIZE else ()
    asked = [
        (_among(question, asked, alike), required)
        for question, required in asked
        if question.key != NOT_RELATED or alike
    ]
    parts: dict[str, Any] = {q.key: field_for(q, required, statute) for q, required in asked}
    parts |= {"section": section, "application": application, "statute": statute}
    parts["questions"] = tuple(question for question, _required in asked)
    return type("AnswersFormOfTheSection", (AnswersForm,), parts)


def _namesakes(application: Application) -> tuple[str, ...]:
    return tuple(namesakes(session(), application.organisation))


def _among(
    question: Question, asked: list[tuple[Question, bool]], alike: tuple[str, ...]
) -> Question:
    """The question as this page puts it: a choice among its numbers offers only those it asks,
    and one among members those that are called alike."""
    if question.key == NOT_RELATED:
        return replace(question, choices=alike)
    if question.choices is not CHECKED:
        return question
    here = {other.key for other, _required in asked}
    return replace(question, choices=tuple(key for key in CHECKED if key in here))
