"""Forms about interests: one's own declaration, and what the secretariat puts on record."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from membership.forms import Form, SelectChoice
from membership.models import InterestKind, Person
from membership.wording.names import INTERESTS

NO_INTEREST = "none"
DECLARED = (
    SelectChoice(NO_INTEREST, _l("I have no interest in this case")),
    SelectChoice(
        InterestKind.EMPLOYER.value, _l("I work for the applicant, or did in the last two years")
    ),
    SelectChoice(InterestKind.SHAREHOLDER.value, _l("I hold shares in it or sit in its bodies")),
    SelectChoice(
        InterestKind.FAMILY.value, _l("A spouse or a relative up to the fourth degree does")
    ),
    SelectChoice(InterestKind.COMPETITOR.value, _l("I work for a direct competitor")),
    SelectChoice(
        InterestKind.COLLABORATOR.value, _l("We have a project, contract or dispute together")
    ),
    SelectChoice(InterestKind.OTHER.value, _l("Another interest")),
)


class InterestForm(Form):
    """Whether one has an interest in the case."""

    kind = RadioField(
        _l("Your interest"),
        choices=DECLARED,
        validators=[InputRequired(_l("Choose whether you have an interest in this case."))],
    )
    explanation = TextAreaField(
        _l("In a few words"),
        description=_l("Only when you have an interest. It is kept on record with the case."),
        validators=[Length(max=1000)],
    )
    employer = StringField(
        _l("Where you work"),
        description=_l("Kept with your account, so that likely conflicts are seen in other cases."),
        validators=[Length(max=200)],
    )

    @property
    def declared(self) -> InterestKind | None:
        """The kind of interest, or None when there is none."""
        return None if self.kind.data == NO_INTEREST else InterestKind(self.kind.data)


class ReasonForm(Form):
    """Something done about somebody's interest, and why."""

    reason = TextAreaField(
        _l("Why"),
        description=_l("It is kept on record with the case."),
        validators=[InputRequired(_l("Say why. It is kept on record.")), Length(max=2000)],
    )


class RecordForm(ReasonForm):
    """An interest that the secretariat puts on record."""

    person = SelectField(_l("Who"), validate_choice=False)
    kind = RadioField(
        _l("Which interest"),
        choices=[SelectChoice(kind.value, words) for kind, words in INTERESTS.items()],
        validators=[InputRequired(_l("Choose which interest it is."))],
    )

    def offer(self, people: list[Person]) -> None:
        """Those whose interest matters to the case."""
        rows = [SelectChoice(str(person.id), person.name) for person in people]
        self.person.choices = [SelectChoice("", _l("Choose")), *rows]

    @property
    def person_id(self) -> int:
        """Who was chosen; nobody when it is no number."""
        chosen: Any = self.person.data
        fine = isinstance(chosen, str) and chosen.isascii() and chosen.isdigit()
        return int(chosen[:9]) if fine else 0
