"""Forms of the review: checklist, questions, assignment, interest, findings, report."""

from collections.abc import Sequence
from typing import Any

from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from membership.forms import Form, SelectChoice, said
from membership.models import Application, Person, Sitting
from membership.review.motion import Ground, reasons_for
from membership.review.services import LACKING, Marks
from membership.wording.texts import capitalised, here
from workflows.review import Mark, QualityFinding, Verdict
from workflows.statute import Statute
from workflows.statute_papers import Against
from workflows.voting_terms import Mode, MotionKind

MARKS = (
    SelectChoice(Mark.CONFORM.value, _l("Conforms")),
    SelectChoice(Mark.MISSING.value, _l("Missing")),
    SelectChoice(Mark.NOT_CONFORM.value, _l("Does not conform")),
    SelectChoice(Mark.NOT_APPLICABLE.value, _l("Does not apply")),
)
VERDICTS = (
    SelectChoice(Verdict.PROVEN.value, _l("Proven")),
    SelectChoice(Verdict.PARTLY.value, _l("Partly proven")),
    SelectChoice(Verdict.NOT_PROVEN.value, _l("Not proven")),
)
QUALITIES = (
    SelectChoice(QualityFinding.FULFILLED.value, _l("The membership quality is fulfilled")),
    SelectChoice(QualityFinding.NOT_FULFILLED.value, _l("The membership quality is not fulfilled")),
)
GROUNDS = 3
"""How many reasons a motion has room for."""


class ChecklistForm(Form):
    """The formal checklist, a mark and a note a line; see ``checklist_form``."""

    lines: tuple[tuple[str, str], ...] = ()

    def show(self, application: Application) -> None:
        """What is ticked already."""
        for line in application.checklist:
            if f"mark_{line.code}" in self:
                self[f"mark_{line.code}"].data = line.mark.value
                self[f"note_{line.code}"].data = line.note

    def marks(self) -> Marks:
        """The lines that carry a mark; a line may still wait for its own."""
        known = set(Mark)
        return {
            code: (Mark(self[f"mark_{code}"].data), self[f"note_{code}"].data or "")
            for code, _name in self.lines
            if self[f"mark_{code}"].data in known
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """A line that lacks something says what, at its own note."""
        fine = bool(super().validate(extra_validators))
        for code, (mark, note) in self.marks().items():
            if mark in LACKING and not note:
                words = _(
                    "Write what is missing or wrong. The applicant is asked with these words."
                )
                self[f"note_{code}"].errors = [words]
                fine = False
        return fine


def checklist_form(statute: Statute) -> type[ChecklistForm]:
    """The form for the checklist of this statute file."""
    fields: dict[str, Any] = {}
    for code, line in statute.checklist.items():
        fields[f"mark_{code}"] = RadioField(here(line.name), choices=MARKS, validate_choice=False)
        fields[f"note_{code}"] = StringField(_l("Note"), validators=[Length(max=500)])
    lines = tuple((code, here(line.name)) for code, line in statute.checklist.items())
    return type("StatuteChecklistForm", (ChecklistForm,), {**fields, "lines": lines})


class Ticks(SelectMultipleField):
    """Several of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class AssignForm(Form):
    """Who assesses the case."""

    rapporteurs = Ticks(_l("Rapporteurs"), validate_choice=False)

    def offer(self, people: Sequence[Person]) -> None:
        """The rapporteurs to choose from."""
        self.rapporteurs.choices = [SelectChoice(str(one.id), one.name) for one in people]
        self.rapporteurs.flags.needed = True

    @property
    def chosen(self) -> list[int]:
        """The ids of those ticked."""
        return [int(one) for one in self.rapporteurs.data or () if one.isdecimal()]


class ScheduleForm(Form):
    """On which agenda several cases come."""

    sitting = RadioField(
        _l("Sitting"),
        choices=(),
        validators=[InputRequired(_l("Choose the sitting on whose agenda they come."))],
    )

    def offer(self, sittings: Sequence[Sitting]) -> None:
        """The sittings whose agenda may still change, each with its hour."""
        self.sitting.choices = [SelectChoice(one.public_id, named(one)) for one in sittings]


def named(sitting: Sitting) -> str:
    """A sitting by its hour; a written procedure by the hour at which it closes."""
    if sitting.mode is Mode.WRITTEN and sitting.ends_at is not None:
        until = format_datetime(sitting.ends_at, "d MMMM y, HH:mm")
        return str(_("Written procedure until %(moment)s", moment=until))
    moment = format_datetime(sitting.starts_at, "d MMMM y, HH:mm")
    return str(_("Meeting of %(moment)s", moment=moment))


class InadmissibleForm(Form):
    """Why the procedure was not followed."""

    ground_1_code = RadioField(
        _l("The reason"), validators=[InputRequired(_l("Choose the reason."))]
    )
    ground_1_text = TextAreaField(
        _l("What was not followed, and how you know"),
        description=_l("The Board decides on it, and the applicant may read it in the letter."),
        validators=[InputRequired(_l("Write what was not followed.")), Length(max=3000)],
    )

    def offer(self, statute: Statute) -> None:
        """The reasons of the catalogue that are given for it."""
        self.ground_1_code.choices = [
            SelectChoice(one.code, capitalised(here(one.name)))
            for one in reasons_for(statute, Against.INADMISSIBLE)
        ]

    @property
    def ground(self) -> Ground:
        """The reason that was given."""
        return Ground(code=said(self.ground_1_code), text=said(self.ground_1_text))


class FindingForm(Form):
    """The finding on one claim."""

    verdict = RadioField(
        _l("Your finding"),
        choices=VERDICTS,
        validators=[InputRequired(_l("Choose what the evidence proves."))],
    )
    reason = TextAreaField(
        _l("Why"),
        description=_l("What you saw in the evidence. The Board reads it beside the claim."),
        validators=[InputRequired(_l("Write why. The Board reads it.")), Length(max=3000)],
    )


class DraftForm(FindingForm):
    """A finding that is not given yet: anything may still be missing."""

    verdict = RadioField(_l("Your finding"), choices=VERDICTS, validators=[Optional()])
    reason = TextAreaField(_l("Why"), validators=[Length(max=3000)])


class QuestionForm(Form):
    """What a rapporteur wants to know of a claim."""

    text = TextAreaField(
        _l("Your question"),
        description=_l(
            "The secretariat reads it and sends it with its next request; then the applicant "
            "reads it too, without your name."
        ),
        validators=[InputRequired(_l("Write what you want to know.")), Length(max=2000)],
    )


def _ground_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for n in range(1, GROUNDS + 1):
        fields[f"ground_{n}_code"] = SelectField(_l("Reason"), validate_choice=False)
        fields[f"ground_{n}_examined"] = StringField(
            _l("What was examined"), validators=[Length(max=500)]
        )
        fields[f"ground_{n}_text"] = TextAreaField(
            _l("What was lacking"), validators=[Length(max=2000)]
        )
    return fields


class ConclusionForm(Form):
    """The report: the conclusion on the quality and the motion that follows from it."""

    quality = RadioField(
        _l("Your conclusion on the membership quality"),
        choices=QUALITIES,
        validators=[InputRequired(_l("Choose your conclusion."))],
    )
    text = TextAreaField(
        _l("The report"),
        description=_l("A few sentences on what the findings come to. The Board reads them."),
        validators=[InputRequired(_l("Write your conclusion in a few sentences."))],
    )
    departure = TextAreaField(
        _l("Why you depart from the indicative test"), validators=[Length(max=2000)]
    )
    text_ro = TextAreaField(_l("The motion in Romanian"), validators=[Length(max=5000)])
    text_en = TextAreaField(_l("The motion in English"), validators=[Length(max=5000)])

    def offer(self, statute: Statute, kind: MotionKind) -> None:
        """The reasons of the catalogue that are given for this kind of motion."""
        reasons = [SelectChoice(one.code, here(one.name)) for one in reasons_for(statute, kind)]
        for n in range(1, GROUNDS + 1):
            self[f"ground_{n}_code"].choices = [SelectChoice("", _("Choose a reason")), *reasons]

    def grounds(self) -> list[Ground]:
        """The reasons that were given, in their order."""
        found = []
        for n in range(1, GROUNDS + 1):
            code, text = self[f"ground_{n}_code"].data, self[f"ground_{n}_text"].data
            examined = self[f"ground_{n}_examined"].data or ""
            if code or text:
                found.append(Ground(code=code or "", text=text or "", examined=examined))
        return found


ReportForm = type("ReportForm", (ConclusionForm,), _ground_fields())
