"""The form by which the applicant is asked, point by point."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from membership.application.clarifying import KEPT
from membership.forms import Form, SelectChoice, said
from membership.review.asking import Question
from workflows.dossier import Section

MOST = 100
"""Of one request for clarification; nobody answers more than so many points."""


def ask_form(opened: int = 1) -> type["PointsForm"]:
    """The form with room for so many points; for as many as came along, where it was sent, and
    for one more where that was asked for."""
    sent = sum(f"question_{n}" in request.form for n in range(1, MOST + 1))
    many = min(MOST, max(1, sent + ("more" in request.form) if sent else opened))
    parts = {"positions": tuple(range(1, many + 1)), **_point_fields(many)}
    return type("PointsFormOfTheCase", (PointsForm,), parts)


def _point_fields(many: int) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n in range(1, many + 1):
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

    positions: tuple[int, ...] = ()

    @property
    def asks_for_more(self) -> bool:
        """Whether room for another point is asked for, and nothing is sent yet."""
        return "more" in request.form

    @property
    def has_room(self) -> bool:
        """Whether another point may be added."""
        return len(self.positions) < MOST

    def offer(
        self, titles: Mapping[Section, object], claims: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The sections of the application that a point may open again, and the claims that it
        may concern, each by its public id and in words."""
        whole = SelectChoice("", _("the application as a whole"))
        nothing = SelectChoice("", _("Nothing: they answer in words or with a file"))
        sections = [SelectChoice(section.value, str(titles[section])) for section in KEPT]
        for n in self.positions:
            self[f"section_{n}"].choices = [nothing, *sections]
            self[f"claim_{n}"].choices = [whole, *(SelectChoice(*one) for one in claims)]

    def points(self) -> list[Question]:
        """The points that ask something."""
        return [self._point(n) for n in self.positions if self[f"question_{n}"].data]

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
        for n, point in zip(self.positions, points, strict=False):
            self[f"subject_{n}"].data, self[f"question_{n}"].data = point.subject, point.question
            self[f"claim_{n}"].data = point.claim
