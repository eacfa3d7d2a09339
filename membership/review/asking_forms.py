"""The form by which the applicant is asked, point by point."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from membership.application.clarifying import KEPT
from membership.forms import Form, SelectChoice, said
from membership.review.asking import Question
from workflows.dossier import Section

POINTS = 6
"""How many points one request for clarification has room for."""


def _point_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n in range(1, POINTS + 1):
        fields[f"claim_{n}"] = SelectField(_l("Concerns"), validate_choice=False)
        fields[f"subject_{n}"] = StringField(_l("About"), validators=[Length(max=200)])
        fields[f"question_{n}"] = TextAreaField(_l("What we ask"), validators=[Length(max=2000)])
        fields[f"reason_{n}"] = StringField(_l("Why we ask"), validators=[Length(max=500)])
        fields[f"satisfies_{n}"] = StringField(
            _l("What would be enough"), validators=[Length(max=500)]
        )
        fields[f"section_{n}"] = SelectField(
            _l("What the applicant may change"), choices=(), default="", validate_choice=False
        )
    return fields


class PointsForm(Form):
    """What is asked of the applicant, point by point."""

    def offer(
        self, titles: Mapping[Section, object], claims: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The sections of the application that a point may open again, and the claims that it
        may concern, each by its public id and in words."""
        whole = SelectChoice("", _("the application as a whole"))
        nothing = SelectChoice("", _("Nothing: they answer in words or with a file"))
        sections = [SelectChoice(section.value, str(titles[section])) for section in KEPT]
        for n in range(1, POINTS + 1):
            self[f"section_{n}"].choices = [nothing, *sections]
            self[f"claim_{n}"].choices = [whole, *(SelectChoice(*one) for one in claims)]

    def points(self) -> list[Question]:
        """The points that ask something."""
        return [self._point(n) for n in range(1, POINTS + 1) if self[f"question_{n}"].data]

    def _point(self, n: int) -> Question:
        texts = ("subject", "question", "reason", "satisfies")
        section = self[f"section_{n}"].data
        opened = next((one for one in KEPT if one.value == section), None)
        return Question(
            **{name: self[f"{name}_{n}"].data or "" for name in texts},
            section=opened,
            claim=said(self[f"claim_{n}"]),
        )

    def show(self, points: Sequence[Question]) -> None:
        """Points drawn from what the checklist found lacking and from what rapporteurs ask."""
        for n, point in enumerate(points[:POINTS], 1):
            self[f"subject_{n}"].data, self[f"question_{n}"].data = point.subject, point.question
            self[f"claim_{n}"].data = point.claim


AskForm = type("AskForm", (PointsForm,), _point_fields())
