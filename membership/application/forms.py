"""The forms of a draft: each shows what is kept and gives back what was typed.

"Continue" asks for everything that a section needs; "Save and come back later" takes
what is there. Choices come from the statute file.
"""

from collections.abc import Mapping
from typing import Any

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from membership.application.access import seats_on
from membership.application.answers import InterestsValues, MotivationValues
from membership.application.drafting import seal
from membership.application.fields import Day, Needed, Ticks, named, saved_for_later
from membership.application.versions import Difference, bare, shown
from membership.door import now, session
from membership.forms import Form, SelectChoice
from membership.models import Application
from membership.organisation.services import OrganisationValues, RepresentativeValues
from workflows.refusal import Refused
from workflows.statute import Asked, Statute


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


class OrganisationForm(DraftForm):
    """Name, seat and identifiers."""

    legal_form = SelectField(
        _l("Legal form"), validators=[Needed("dossier.legal_form")], validate_choice=False,
        description=_l("Members are legal persons."),
    )  # fmt: skip
    legal_name = StringField(
        _l("Full name"), validators=[Needed("dossier.legal_name"), Length(max=200)],
        description=_l("As it stands in the register, with its diacritics."),
    )  # fmt: skip
    category = SelectField(_l("Category of member"), validate_choice=False)
    country = SelectField(_l("Country of registration"), validate_choice=False)
    fiscal_code = StringField(
        _l("Fiscal code (CUI)"), description=_l("With or without RO in front.")
    )
    register_number = StringField(
        _l("Register number"),
        description=_l(
            "Companies: the trade register number. Associations and foundations: the number in "
            "their register. Universities, institutes and authorities: the founding act. "
            "Foreign entities: the number in the register of origin."
        ),
    )
    founded_on = Day(_l("Day of founding"), validators=[Needed("dossier.founded_on")])
    street = StringField(_l("Street and number"), validators=[Needed("dossier.street")])
    locality = StringField(_l("Locality"), validators=[Needed("dossier.locality")])
    county = StringField(_l("County"), description=_l("For a seat in Romania."))
    postal_code = StringField(_l("Postal code"))
    email = EmailField(
        _l("The organisation's e-mail address"), validators=[Needed("dossier.email")]
    )

    def offer(self, application: Application, statute: Statute) -> None:
        """Legal forms and categories of the cluster, and every country, Romania first."""
        self.legal_form.choices = named(statute.legal_forms.values())
        self.country.choices = countries()
        self.category.choices = named(statute.open_categories())
        if len(statute.open_categories()) == 1:
            del self.category

    def values(self) -> OrganisationValues:
        """What was typed."""
        texts = self.typed("legal_name", "legal_form", "country", "fiscal_code", "register_number",
                           "street", "locality", "county", "postal_code", "email")  # fmt: skip
        chosen = self.category.data or "" if "category" in self else ""
        return OrganisationValues(**texts, founded_on=self.founded_on.data, category=chosen)


def countries() -> list[SelectChoice]:
    """Every country by its code, in the reader's language, Romania first."""
    names = Locale.parse(str(get_locale() or "en")).territories
    known = {str(code): str(name) for code, name in names.items()}
    codes = [code for code in known if code.isalpha() and len(code) == len("RO")]
    rest = sorted((known[code], code) for code in codes if code not in {"RO", *_NO_COUNTRY})
    return [SelectChoice(code, name) for name, code in ((known["RO"], "RO"), *rest)]


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


class RepresentativeForm(DraftForm):
    """Who legally represents the applicant."""

    representative = StringField(
        _l("First and last name"), validators=[Needed("dossier.representative"), Length(max=200)],
        description=_l("Do not give a personal number or a copy of an identity card."),
    )  # fmt: skip
    representative_role = StringField(
        _l("In what capacity"),
        validators=[Needed("dossier.representative_role"), Length(max=120)],
        description=_l("Administrator, rector, president, mayor…"),
    )
    language = RadioField(
        _l("Language of our letters to you"),
        choices=[SelectChoice("ro", "Română"), SelectChoice("en", "English")],
        validate_choice=False,
    )

    def values(self) -> RepresentativeValues:
        """What was typed."""
        return RepresentativeValues(
            **self.typed("representative", "representative_role", "language")
        )


class MotivationForm(DraftForm):
    """Why the organisation wants to join."""

    motivation = TextAreaField(
        _l("Why do you want to join?"),
        description=_l("A few sentences, in your own words. At most 3,000 characters."),
    )
    activity = TextAreaField(
        _l("What does your organisation do?"),
        description=_l("Its main activity, for those who do not know you."),
    )

    def offer(self, application: Application, statute: Statute) -> None:
        """The cluster says whether the motivation is required."""
        if statute.asked("motivation") is Asked.REQUIRED:
            self.motivation.validators = (Needed("dossier.motivation"),)
            self.motivation.flags.needed = True

    def values(self) -> MotivationValues:
        """What was typed."""
        return MotivationValues(**self.typed("motivation", "activity"))


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
