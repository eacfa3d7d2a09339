"""Forms of a motion: lodging it, its conditions, and what becomes of them and of a deferral."""

from datetime import date
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from membership.ballot.conditions import ConditionValues
from membership.ballot.lodging import Wanted, standing_decisions
from membership.forms import Form, SelectChoice, said
from membership.models import Application
from membership.wording.names import MOTIONS
from membership.wording.texts import here
from workflows.application import Stage
from workflows.motion import ConditionKind, ConditionState
from workflows.review import ProcedureFinding, QualityFinding
from workflows.statute import Statute
from workflows.voting_terms import MotionKind

PROCEDURE = (
    SelectChoice(ProcedureFinding.FOLLOWED.value, _l("It was followed")),
    SelectChoice(ProcedureFinding.NOT_FOLLOWED.value, _l("It was not followed")),
)
QUALITY = (
    SelectChoice(QualityFinding.FULFILLED.value, _l("It is fulfilled")),
    SelectChoice(QualityFinding.NOT_FULFILLED.value, _l("It is not fulfilled")),
    SelectChoice(QualityFinding.NOT_ASSESSED.value, _l("It was not assessed")),
)


class MotionForm(Form):
    """Another motion on the case, with the findings that it makes."""

    kind = RadioField(
        _l("What the Board is asked"),
        validators=[InputRequired(_l("Choose what the Board is asked."))],
    )
    procedure = RadioField(_l("The adhesion procedure"), choices=PROCEDURE, validators=[Optional()])
    quality = RadioField(_l("The membership quality"), choices=QUALITY, validators=[Optional()])
    text_ro = TextAreaField(
        _l("The motion in Romanian"),
        description=_l("Leave both texts empty for the usual wording; a correction has its own."),
        validators=[Length(max=5000)],
    )
    text_en = TextAreaField(_l("The motion in English"), validators=[Length(max=5000)])
    reason_code = SelectField(_l("Reason"), validate_choice=False)
    reason_text = TextAreaField(
        _l("What is lacking"),
        description=_l(
            "Needed for a deferral, a rejection, a suspension or an exclusion. Whom it concerns "
            "reads it."
        ),
        validators=[Length(max=2000)],
    )
    about = SelectField(
        _l("Which resolution"),
        description=_l("Of a correction, an amendment or a revocation."),
        validators=[Optional()],
        validate_choice=False,
    )
    until = DateField(
        _l("Until"),
        description=_l(
            "Of a deferral or a suspension. Left empty, the longest term of the statute file."
        ),
        validators=[Optional()],
    )
    needed = TextAreaField(
        _l("What is needed by then, and from whom"),
        description=_l("Of a deferral or a suspension. The applicant or member reads it."),
        validators=[Length(max=2000)],
    )

    def offer(self, application: Application, statute: Statute, *kinds: MotionKind) -> None:
        """What can be asked now, the reasons of the catalogue and the findings on record."""
        self.kind.choices = [SelectChoice(kind.value, MOTIONS[kind]) for kind in kinds]
        reasons = [
            SelectChoice(reason.code, here(reason.name)) for reason in statute.reasons.values()
        ]
        self.reason_code.choices = [SelectChoice("", _("Choose a reason")), *reasons]
        titles = [one.title for one in standing_decisions(application)]
        named = [SelectChoice(title, title) for title in reversed(titles)]
        self.about.choices = [SelectChoice("", _("The last one")), *named]
        if not self.is_submitted() and application.stage is Stage.BOARD_DECISION:
            found = application.procedure_finding, application.quality_finding
            self.procedure.data = found[0].value if found[0] else None
            self.quality.data = found[1].value if found[1] else None

    def wanted(self) -> Wanted:
        """The motion as its service takes it."""
        code, text = said(self.reason_code), said(self.reason_text)
        until: date | None = self.until.data
        return Wanted(
            kind=MotionKind(self.kind.data),
            text_ro=said(self.text_ro),
            text_en=said(self.text_en),
            reasons=[{"code": code, "text": text}] if code or text else [],
            procedure=ProcedureFinding(self.procedure.data) if self.procedure.data else None,
            quality=QualityFinding(self.quality.data) if self.quality.data else None,
            about=said(self.about),
            until=until,
            needed=said(self.needed),
        )


class HearingForm(Form):
    """How a member was heard before its exclusion is voted on."""

    invited_on = DateField(
        _l("Invitation received on"),
        validators=[InputRequired(_l("Give the day on which the invitation was received."))],
    )
    heard_on = DateField(
        _l("Hearing on"), validators=[InputRequired(_l("Give the day of the hearing."))]
    )
    heard = TextAreaField(
        _l("What the member said"),
        description=_l("Once it is held: in short, or that nobody came though invited."),
        validators=[Length(max=5000)],
    )


class ConditionForm(Form):
    """One condition of an admission."""

    kind = RadioField(
        _l("What depends on it"),
        choices=[
            SelectChoice(
                ConditionKind.SUSPENSIVE.value,
                _l("Membership begins only when it is met (suspensive)"),
            ),
            SelectChoice(
                ConditionKind.RESOLUTORY.value,
                _l("Membership begins now and may end if it is not met (resolutory)"),
            ),
        ],
        validators=[InputRequired(_l("Choose what depends on the condition."))],
    )
    text_ro = TextAreaField(
        _l("The condition in Romanian"),
        validators=[InputRequired(_l("Write the condition in Romanian.")), Length(max=1000)],
    )
    text_en = TextAreaField(
        _l("The condition in English"),
        validators=[InputRequired(_l("Write the condition in English.")), Length(max=1000)],
    )
    due_on = DateField(
        _l("To be met by"), validators=[InputRequired(_l("Choose the day it is to be met by."))]
    )
    proof = StringField(
        _l("The proof expected"),
        validators=[InputRequired(_l("Say which proof is expected.")), Length(max=500)],
    )
    verified_by = StringField(
        _l("Who verifies it"),
        validators=[InputRequired(_l("Say who verifies it.")), Length(max=200)],
    )

    def wanted(self) -> ConditionValues:
        """The condition as its service takes it; the form was found valid."""
        return ConditionValues(
            kind=ConditionKind(self.kind.data), text_ro=said(self.text_ro),
            text_en=said(self.text_en), due_on=cast(date, self.due_on.data), proof=said(self.proof),
            verified_by=said(self.verified_by),
        )  # fmt: skip


class FindingForm(Form):
    """What the secretariat finds of a condition."""

    found = RadioField(
        _l("What you found"),
        choices=[
            SelectChoice(ConditionState.FULFILLED.value, _l("The condition is met")),
            SelectChoice(ConditionState.FAILED.value, _l("The condition is not met")),
        ],
        validators=[InputRequired(_l("Choose what you found."))],
    )
    note = TextAreaField(
        _l("On which proof"),
        description=_l("What was shown or was missing, with its number and date."),
        validators=[InputRequired(_l("Say on which proof.")), Length(max=2000)],
    )


class ResumeForm(Form):
    """Why a deferred case comes back to the Board."""

    note = TextAreaField(
        _l("What has come"),
        description=_l("What was asked for and arrived, or that the term has ended."),
        validators=[InputRequired(_l("Say what has come.")), Length(max=2000)],
    )
