"""The forms of a draft: each shows what is kept and gives back what was typed.

"Continue" asks for everything that a section needs; "Save and come back later" takes
what is there. Choices come from the statute file.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import StopValidation

from membership.application.access import seats_on
from membership.application.answers import InterestsValues
from membership.application.drafting import seal
from membership.application.fields import Needed, Ticks, saved_for_later
from membership.application.versions import Difference, bare, shown
from membership.door import now, session
from membership.forms import Form, SelectChoice
from membership.models import Application
from workflows.refusal import Refused
from workflows.statute import Statute


class DraftForm(Form):
    """A part of the draft. ``seen`` is the seal of what was kept when the form was opened."""

    seen = HiddenField()
    overtaken = False

    def offer(self, application: Application, statute: Statute) -> None:
        """Fills the lists to choose from."""

    def fill(self, values: Any) -> None:
        """Shows what is kept."""
        self.seen.data = seal(values)
        for name, value in self.kept_in(values).items():
            self._fields[name].data = value

    def kept_in(self, values: Any) -> dict[str, Any]:
        """What each field would show of these values."""
        return {name: getattr(values, name) for name in self._fields if hasattr(values, name)}

    def values(self) -> Any:
        """What was typed, as the services take it."""
        raise NotImplementedError

    def refuse(self, refused: Refused) -> None:
        """Also remembers that somebody else saved first."""
        super().refuse(refused)
        self.overtaken = refused.message.key == "application.changed_meanwhile"

    def differences(self, values: Any) -> list[Difference]:
        """Where somebody else saved meanwhile what was typed otherwise here; sending the form
        again is then no mistake."""
        self.seen.data = seal(values)
        return [
            Difference(
                name=name,
                label=str(self._fields[name].label.text),
                theirs=shown(self._fields[name], kept),
                yours=shown(self._fields[name], self._fields[name].data),
            )
            for name, kept in self.kept_in(values).items()
            if bare(kept) != bare(self._fields[name].data)
        ]

    def settle(self, values: Any, chosen: Mapping[str, str]) -> None:
        """Takes over what somebody else saved, in the fields where it was chosen."""
        for name, kept in self.kept_in(values).items():
            if chosen.get(f"take-{name}") == "theirs":
                self._fields[name].data = kept

    def typed(self, *names: str) -> dict[str, str]:
        """The texts of these fields, empty where nothing was typed."""
        return {name: self._fields[name].data or "" for name in names}


class InterestsForm(DraftForm):
    """Ties with members of the Board."""

    any_ties = RadioField(
        _l("Do you have ties with members of the Board?"),
        choices=[SelectChoice("no", _l("No")), SelectChoice("yes", _l("Yes"))],
        validate_choice=False,
        validators=[Needed("dossier.ties")],
        description=_l(
            "A person who works for you, owns a share, is family, competes or cooperates with "
            "you. It does not count against you: that member stays out of your case."
        ),
    )
    tied = Ticks(_l("With whom"), validate_choice=False)
    ties = TextAreaField(_l("Which tie"))

    def offer(self, application: Application, statute: Statute) -> None:
        """The seats of the Board as they are held today."""
        seats = seats_on(session(), application, now())
        self.tied.choices = [SelectChoice(str(one.id), one.person.name) for one in seats]

    def kept_in(self, values: InterestsValues) -> dict[str, Any]:
        """What is kept, and the yes or no that follows from it."""
        some = "yes" if values.ties or values.tied else "no"
        answered = None if values.ties is None else some
        return {"any_ties": answered, "tied": list(values.tied), "ties": values.ties}

    def validate_ties(self, field: Any) -> None:
        """A tie that is said to be there is described."""
        said = field.data or self.tied.data
        if self.any_ties.data == "yes" and not said and not saved_for_later():
            raise StopValidation(_("Say who it is and what ties you."))

    def values(self) -> InterestsValues:
        """What was answered."""
        if self.any_ties.data == "yes":
            tied = tuple(self.tied.data or ())
            return InterestsValues(ties=self.ties.data or ("" if tied else None), tied=tied)
        return InterestsValues(ties="" if self.any_ties.data == "no" else None)
