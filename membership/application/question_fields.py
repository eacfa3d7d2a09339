"""The fields by which questions are answered: one for each kind of question."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms import TextAreaField as Words
from wtforms.validators import Length, StopValidation

from membership.application.fields import (
    Day,
    Needed,
    Ticks,
    Year,
    countries,
    named,
    plainly,
    saved_for_later,
)
from membership.forms import SelectChoice
from membership.organisation.checks import checked, choices_of, longest_typed
from membership.typed import tidy
from membership.wording import say
from membership.wording.questions import CHOICES, LABELS
from workflows.form import Kind, Question, is_given
from workflows.questions import PROJECT
from workflows.refusal import Incomplete, Message
from workflows.statute import Statute

BLANK_ROWS = 2
"""Empty rows offered below those that are filled in."""
FEW = 4
"""Up to so many codes are shown all at once, to choose one with a single tap."""
AUTOCOMPLETE = {
    "legal_name": "organization",
    "street": "address-line1",
    "locality": "address-level2",
    "postal_code": "postal-code",
    "email": "email",
    "phone": "tel",
    "website": "url",
    "representative": "name",
    "representative_email": "email",
}


class Whole(IntegerField):
    """A whole number, or none; thousands may be set apart by a blank or a full stop."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the number; an empty one is no number."""
        typed = "".join(valuelist[0].split()).replace(".", "") if valuelist else ""
        if not typed:
            self.data = None
            return
        if not (typed.isascii() and typed.removeprefix("-").isdigit() and len(typed) <= 16):
            raise ValueError(_("Write a whole number, in figures."))
        self.data = int(typed)


class Projects(Field):
    """Rows of a project each, as many as are filled in and some empty ones."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Reads the rows that are not empty, whatever their numbers."""
        self.process_errors = []
        self.data = data or []
        if formdata is None or f"{self.name}-0-{PROJECT[0]}" not in formdata:
            return
        rows = []
        for number in range(len(request.form)):
            if f"{self.name}-{number}-{PROJECT[0]}" not in formdata:
                break
            typed = {p: tidy(formdata.get(f"{self.name}-{number}-{p}")) for p in PROJECT}
            if any(typed.values()):
                rows.append(typed)
        self.data = rows

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows to show: those that are there, and empty ones to fill in."""
        return [*(self.data or []), *({} for _n in range(BLANK_ROWS))]


class Sound:
    """Says at its field what is wrong with an answer, by the check that would refuse to keep it:
    of a page of answers everything that is wrong is said at once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def __call__(self, form: Any, field: Any) -> None:
        """Looks at the answer under the others of its form."""
        try:
            checked(self.question, field.data, form.asking())
        except Incomplete as refused:
            raise StopValidation(say(refused.message)) from None


class NeededUnless(Needed):
    """Asked for on Continue, unless another question stands for it."""

    def __init__(self, key: str, otherwise: str) -> None:
        super().__init__(key)
        self.otherwise = otherwise

    def __call__(self, form: Any, field: Any) -> None:
        """Asks for it where neither is answered."""
        other = form._fields.get(self.otherwise)
        if other is None or not is_given(other.data):
            super().__call__(form, field)


class NeededWhen(Needed):
    """Asked for on Continue when another question is answered in a certain way."""

    def __init__(self, question: Question, other: str) -> None:
        super().__init__(f"dossier.{question.key}")
        self.field_flags = {}
        self.question, self.other = question, other

    def __call__(self, form: Any, field: Any) -> None:
        """Asks for it where the other answer makes it due."""
        other = form._fields.get(self.other)
        if other is not None and self.question.is_due_by(other.data):
            super().__call__(form, field)


class LongEnough:
    """An answer that is too short completes nothing: said on Continue, with its count."""

    def __init__(self, key: str, shortest: int) -> None:
        self.key, self.shortest = key, shortest

    def __call__(self, form: Any, field: Any) -> None:
        """Looks how long it is; "Save and come back later" takes what is there."""
        written = len(field.data or "")
        if 0 < written < self.shortest and not saved_for_later():
            params = {"n": self.shortest, "given": written}
            raise StopValidation(say(Message(f"dossier.short.{self.key}", params)))


def field_for(question: Question, required: bool, statute: Statute) -> Any:
    """The field of one question, unbound: labelled, limited, needed or optional."""
    label, hint = LABELS[question.key]
    parts: dict[str, Any] = {
        "description": hint,
        "validators": [*_validators(question, required), Sound(question)],
    }
    if question.key in AUTOCOMPLETE:
        parts["render_kw"] = {"autocomplete": AUTOCOMPLETE[question.key]}
    kind = _FIELDS.get(question.kind, StringField)
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        few = isinstance(question.choices, tuple) and len(question.choices) <= FEW
        one = question.kind is Kind.CHOICE
        kind = (RadioField if few and required else SelectField) if one else Ticks
        parts["validate_choice"] = False
        parts["choices"] = _choices(question, statute, blank=kind is SelectField)
    elif question.kind in _TYPED:
        parts["validators"].append(Length(max=longest_typed(question)))
    return kind(label, **parts)


def _validators(question: Question, required: bool) -> list[Any]:
    key = f"dossier.{question.key}"
    found: list[Any] = [LongEnough(question.key, question.shortest)] if question.shortest else []
    if question.when is not None:
        return [NeededWhen(question, question.when[0]), *found]
    if not required:
        return found
    needed = NeededUnless(key, question.otherwise) if question.otherwise else Needed(key)
    return [needed, *found]


def _choices(question: Question, statute: Statute, *, blank: bool) -> list[SelectChoice]:
    match question.choices:
        case "countries":
            return countries()
        case "legal_forms":
            return named(statute.legal_forms.values())
        case "open_categories":
            return named(statute.open_categories())
        case "offers":
            return named(statute.offers.values(), blank=False)
        case "seeks":
            return named(statute.seeks.values(), blank=False)
    codes = choices_of(question, statute)
    words = CHOICES.get(question.key, {})
    rows = [SelectChoice(code, words.get(code, code)) for code in codes]
    return plainly(rows) if blank else rows


_TYPED = (Kind.TEXT, Kind.WORDS, Kind.EMAIL, Kind.PHONE, Kind.WEB, Kind.CODES)
_FIELDS: Mapping[Kind, Callable[..., Any]] = {
    Kind.WORDS: Words,
    Kind.EMAIL: EmailField,
    Kind.DAY: Day,
    Kind.YEAR: Year,
    Kind.NUMBER: Whole,
    Kind.PROJECTS: Projects,
    Kind.NONE: BooleanField,
}
