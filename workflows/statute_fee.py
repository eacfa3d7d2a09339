"""What a member pays, in frozen values: one amount for all, or a table of classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated

from .statute_identity import Text
from .statute_papers import LegalForm
from .statute_reader import Between

Lei = Annotated[int, Between(0, 10_000_000)]
"""An amount in whole lei; nought is a decision too."""


@dataclass(frozen=True, slots=True)
class FeeClass:
    """A line of the fee table. It is of whoever fits each of its lists; an empty list fits
    everybody. ``legal_forms`` holds groups or codes of legal forms, ``sizes`` the size classes
    of the application form. An amount that it leaves out is the table's own."""

    code: str
    name: Text
    annual: Lei | None = None
    entry: Lei | None = None
    legal_forms: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    def fits(self, form: LegalForm | None, size: str, category: str) -> bool:
        """Whether an organisation of this legal form, size and category is of the class."""
        names = {form.code, form.group.value} if form else set()
        return (
            (not self.legal_forms or not self.legal_forms.isdisjoint(names))
            and (not self.sizes or size in self.sizes)
            and (not self.categories or category in self.categories)
        )


@dataclass(frozen=True, slots=True)
class Due:
    """What one organisation would pay, and as what; None where the cluster sets no such fee."""

    entry: int | None
    annual: int | None
    as_class: FeeClass | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What a member pays, in whole lei. ``classes`` in the order of the file: an organisation is
    of the first that fits it."""

    entry: Lei | None = None
    annual: Lei | None = None
    account: str | None = None
    classes: Mapping[str, FeeClass] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_set(self) -> bool:
        """Whether the cluster has set any fee."""
        return bool(self.classes) or self.entry is not None or self.annual is not None

    def due_from(self, form: LegalForm | None, size: str, category: str) -> Due | None:
        """What an organisation would pay; None while no fee is set, and while there is a table
        of which no class fits what is known of the organisation."""
        if not self.classes:
            return Due(self.entry, self.annual) if self.is_set else None
        fitting = (one for one in self.classes.values() if one.fits(form, size, category))
        found = next(fitting, None)
        return self.of_class(found) if found else None

    def of_class(self, one: FeeClass) -> Due:
        """What this class pays."""
        entry = self.entry if one.entry is None else one.entry
        return Due(entry, self.annual if one.annual is None else one.annual, one)

    @property
    def statement(self) -> Text | None:
        """What an applicant takes note of; None while the cluster has set no fee."""
        if self.classes:
            return Text(
                ro="Am luat cunoștință de tabelul cotizațiilor și de clasa în care se încadrează "
                "organizația.",
                en="I have taken note of the table of fees and of the class of the organisation.",
            )
        parts = [
            (self.entry, "taxă de înscriere {} lei", "entry fee {} lei"),
            (self.annual, "cotizație anuală {} lei", "annual fee {} lei"),
        ]
        set_ones = [(amount, ro, en) for amount, ro, en in parts if amount is not None]
        if not set_ones:
            return None
        ro = ", ".join(words.format(amount) for amount, words, _ in set_ones)
        en = ", ".join(words.format(amount) for amount, _, words in set_ones)
        return Text(ro=f"Am luat cunoștință: {ro}.", en=f"I have taken note: {en}.")
