"""The forms of what an applicant contributes and declares: claims, evidence, declarations."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation

from membership.application.answers import DeclarationsValues
from membership.application.claims import EXTENT, ClaimValues
from membership.application.fields import Needed, Ticks, Year, named, saved_for_later
from membership.application.forms import DraftForm
from membership.application.question_fields import Whole
from membership.forms import Form, SelectChoice, said
from membership.models import Application
from membership.wording import say
from membership.wording.texts import capitalised, here
from workflows.dossier import undertaken
from workflows.refusal import Message, Refused
from workflows.statute import Asked, Statute, Text
from workflows.statute_chain import Capability


class ClaimForm(DraftForm):
    """One place in the value chain."""

    stage = SelectField(
        _l("Stage of the value chain"), validators=[Needed("claim.stage_missing")],
        validate_choice=False,
    )  # fmt: skip
    fields = Ticks(_l("Fields"), validators=[Needed("claim.fields_missing")], validate_choice=False)
    capability = SelectField(_l("What you do"), validate_choice=False)
    description = TextAreaField(
        _l("In your own words"),
        validators=[Needed("claim.description_missing")],
        description=_l(
            "What exactly, with what means, for whom. The rapporteur reads it beside your "
            "evidence. From 50 to 1,500 characters."
        ),
    )
    since_year = Year(_l("Since which year"))
    trl = Whole(
        _l("Technology readiness level (TRL)"),
        description=_l("From 1, basic principles observed, to 9, proven in operation."),
    )
    share = Whole(
        _l("Share of your activity, in per cent"), description=_l("An estimate is enough.")
    )
    geography = StringField(
        _l("Where"), validators=[Length(max=200)],
        description=_l("The regions or countries that you serve."),
    )  # fmt: skip

    def offer(self, application: Application, statute: Statute) -> None:
        """Stages, fields and capabilities of the cluster."""
        self.stage.choices = named(statute.stages.values())
        self._fields["fields"].choices = [
            SelectChoice(field.code, f"{field.code} – {here(field.name)}")
            for field in statute.fields.values()
        ]
        self.capability.choices = [
            SelectChoice("", _("Choose")),
            *(SelectChoice(one.code, _with_examples(one)) for one in statute.capabilities.values()),
        ]
        asked = statute.asked("capability")
        if asked is Asked.HIDDEN or not statute.capabilities:
            del self.capability
        elif asked is Asked.REQUIRED:
            self.capability.validators = (Needed("claim.capability_missing"),)
            self.capability.flags.needed = True
        for name in EXTENT:
            self._ask(name, statute.asked(name))

    def _ask(self, name: str, asked: Asked) -> None:
        if asked is Asked.HIDDEN:
            del self._fields[name]
        elif asked is Asked.REQUIRED:
            field = self._fields[name]
            field.validators = (Needed("claim.extent_missing"), *field.validators)
            field.flags.needed = True

    def values(self) -> ClaimValues:
        """What was typed."""
        return ClaimValues(
            stage=self.stage.data or "",
            fields=tuple(self._fields["fields"].data or ()),
            capability=(self.capability.data or "") if "capability" in self else "",
            description=self.description.data or "",
            **{name: self._fields[name].data for name in EXTENT[:3] if name in self},
            geography=said(self.geography) if "geography" in self else "",
        )


class DeclarationsForm(DraftForm):
    """Declarations; its boxes come from the statute file, see ``declarations_form``."""

    codes: tuple[str, ...] = ()
    undertaken: str = ""
    """What is declared and accepted by this form."""

    def kept_in(self, values: DeclarationsValues) -> dict[str, Any]:
        """What is ticked, and what is explained instead; nothing of what was declared of other
        words, or of other versions of the acts."""
        kept: dict[str, Any] = {}
        overtaken = values.under not in ("", self.undertaken)
        for code in self.codes:
            made = None if overtaken else values.made.get(code)
            kept[code] = made is True
            if f"{code}_explanation" in self._fields:
                kept[f"{code}_explanation"] = made if isinstance(made, str) else ""
        return kept

    def values(self) -> DeclarationsValues:
        """What was ticked, or explained instead."""
        return DeclarationsValues(made={code: self._made(code) for code in self.codes})

    def _made(self, code: str) -> bool | str:
        explanation = self._fields.get(f"{code}_explanation")
        ticked = bool(self._fields[code].data)
        return ticked or (explanation is not None and explanation.data) or False


class Declared:
    """A declaration is ticked, or explained where the cluster takes an explanation."""

    def __init__(self, statement: Text) -> None:
        self.statement = statement

    def __call__(self, form: Any, field: Any) -> None:
        """Names the statement that is still to be made."""
        explanation = form._fields.get(f"{field.name}_explanation")
        explained = explanation is not None and explanation.data
        if not field.data and not explained and not saved_for_later():
            raise StopValidation(say(Message("dossier.declaration", {"text": self.statement})))


def declarations_form(statute: Statute) -> type[DeclarationsForm]:
    """The form of this cluster's declarations."""
    parts: dict[str, Any] = {
        "codes": tuple(statute.declarations), "undertaken": undertaken(statute),
    }  # fmt: skip
    for one in statute.declarations.values():
        validators = [Declared(one.text)] if one.required else []
        parts[one.code] = BooleanField(here(one.text), validators=validators)
        if one.may_explain:
            parts[f"{one.code}_explanation"] = TextAreaField(_("If you cannot: what is the case"))
    return type("DeclarationsFormOfTheCluster", (DeclarationsForm,), parts)


class AnswerForm(Form):
    """The answers to a clarification; its fields come from the asked points."""

    positions: tuple[int, ...] = ()
    receiving = ""

    def refuse(self, refused: Refused) -> None:
        """A refusal of a file stands at the point that it answers."""
        if refused.field == "file":
            refused.field = self.receiving
        super().refuse(refused)


def answer_form(positions: tuple[int, ...]) -> type[AnswerForm]:
    """The form that answers the points at these positions, each in words, with a file, or both."""
    parts: dict[str, Any] = {"positions": positions}
    for position in positions:
        parts[f"answer_{position}"] = TextAreaField(_("Your answer"), validators=[Length(max=3000)])
        parts[f"file_{position}"] = FileField(_("File"))
        parts[f"document_{position}"] = HiddenField()
    return type("AnswerFormOfTheCase", (AnswerForm,), parts)


def _with_examples(capability: Capability) -> str:
    """What an organisation does, and what is meant by it: "Detection: point sensors, portals"."""
    named = capitalised(here(capability.name))
    return f"{named}: {here(capability.examples)}" if capability.examples else named
