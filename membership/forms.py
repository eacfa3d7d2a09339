"""What every form of the office shares: typed values kept, refusals shown where they belong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from membership.door import session
from membership.organisation.identifiers import holds_personal_number
from membership.switching import switching
from membership.typed import tidy
from membership.wording import say
from workflows.refusal import Incomplete, Message, Refused

__all__ = [
    "Attempt", "Form", "SelectChoice", "answered", "at_most", "refused_at", "said", "written",
]  # fmt: skip


class Form(FlaskForm):  # type: ignore[misc]
    """A form of the office. ``gaps`` are what a refused act still lacks, as messages."""

    gaps: tuple[Message, ...] = ()
    status = 422

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says beside the page: when to try again what was not available."""
        return {"Retry-After": "60"} if self.status == 503 else {}

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Every text field is tidied before anything looks at it."""

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Binds a field, with the tidying filter before its own."""
            kind, options = unbound_field.field_class, dict(options)
            # A password is taken as it is; every other text comes through here.
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                own = tuple(unbound_field.kwargs.get("filters", ()))
                options["filters"] = (_tidied, *own)
            return super().bind_field(form, unbound_field, options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuses a personal number, wherever it is typed. A form that was sent to change
        the language is not judged, and not taken: it is shown again with all that is in it."""
        if switching():
            self.status = 200
            return False
        fine: bool = super().validate(extra_validators)
        for field in self:
            if _is_typed(field) and holds_personal_number(said(field)):
                words = say(Message("organisation.personal_number"))
                said_once = [error for error in field.errors if error != words]
                field.errors, fine = [*said_once, words], False
        return fine

    @property
    def keeps_typed(self) -> bool:
        """Whether something can be typed here that a change of language must not lose."""
        return any(not isinstance(field, HiddenField) for field in self)

    def refuse(self, refused: Refused) -> None:
        """Puts a refusal at the field it names, or at the head of the form."""
        self.status = refused.status
        self.gaps = refused.gaps if isinstance(refused, Incomplete) else ()
        words = say(refused.message)
        field = self._fields.get(refused.field or "")
        if field is None:
            self.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]


def at_most(signs: int) -> Length:
    """Refuses a text that is longer than so many signs."""
    return Length(max=signs, message=_l("Use at most %(most)s characters.", most=signs))


def written(
    label: Any, missing: Any, *, most: int, description: Any = "", kind: Any = StringField
) -> Any:
    """A field for a text that has to be written, of at most so many signs; ``missing`` is said
    where nothing was."""
    return kind(label, description=description, validators=[InputRequired(missing), at_most(most)])


def _is_typed(field: Field) -> bool:
    hidden = isinstance(field, PasswordField | HiddenField)
    return isinstance(field, StringField) and not hidden


def _tidied(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


def said(field: Field) -> str:
    """What was typed into a field; nothing typed is an empty text."""
    return str(field.data or "")


@dataclass(slots=True)
class Attempt:
    """What became of an act that a form asked for."""

    ok: bool = False


@contextmanager
def refused_at(form: Form) -> Iterator[Attempt]:
    """Runs an act; a refusal undoes it and becomes the form's error, with all typed kept.

    Refusals that are about the person (403, 404) are not the form's: they pass through,
    and so do those that the door must put on record. A form that was sent to change the
    language does nothing: the act is undone.
    """
    attempt = Attempt()
    try:
        with session().begin_nested() as nested:
            yield attempt
            if switching():
                nested.rollback()
        attempt.ok = not switching()
    except Refused as refused:
        if refused.recorded or refused.status not in (409, 422, 503):
            raise
        form.refuse(refused)


def answered(form: Form, act: Callable[[], Any], page: Callable[[], str]) -> Any:
    """The answer to a form that was sent: where its act leads, or the page again, with all that
    was typed and what stood against it. ``act`` does it and says where to go on."""
    if form.validate():
        with refused_at(form) as attempt:
            leads = act()
        if attempt.ok:
            return leads
    return page(), form.status
