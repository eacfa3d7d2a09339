"""The parts that the forms of a draft are made of: days, years, ticks, and what is needed."""

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import DateField, IntegerField, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from membership.forms import SelectChoice
from membership.wording import say
from membership.wording.texts import capitalised, country_names, here
from workflows.form import is_given
from workflows.refusal import Message

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]


class Needed:
    """The section is incomplete without it: asked for on Continue, not on Save for later."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.field_flags = {"needed": True}

    def __call__(self, form: Any, field: Any) -> None:
        unread = field.process_errors
        if not is_given(field.data) and not saved_for_later() and not unread:
            raise StopValidation(say(Message(self.key)))


def saved_for_later() -> bool:
    """Whether the person pressed "Save and come back later"."""
    return "later" in request.form


class Day(DateField):
    """A day, from the browser's own picker or typed as 31.12.2025."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, DAY_FORMATS, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the day; an empty one is no day."""
        if valuelist and not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            words = _("Write the day as day.month.year, for example 31.12.2025.")
            raise ValueError(words) from None


class Year(IntegerField):
    """A year, or none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the year; an empty one is no year."""
        if valuelist and not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write a year of four digits.")) from None


class Ticks(SelectMultipleField):
    """Several of a list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def named(rows: Iterable[Any], *, blank: bool = True) -> list[SelectChoice]:
    """Choices from a table of the statute file, each with its name in the reader's language."""
    first = [SelectChoice("", _("Choose"))] if blank else []
    return [*first, *(SelectChoice(row.code, capitalised(here(row.name))) for row in rows)]


def plainly(rows: list[SelectChoice]) -> list[SelectChoice]:
    """The rows with an empty one before them, which asks to choose."""
    return [SelectChoice("", _("Choose")), *rows]


def countries() -> list[SelectChoice]:
    """Every country by its code, in the reader's language, Romania first."""
    return [SelectChoice(code, name) for code, name in country_names().items()]
