"""What an organisation agreed to have published of it, item by item.

Nothing is published that was not ticked (GDPR, articles 6(1)(a) and 7). Fellow members read
besides what the register of an association says of its members anyway.
"""

from collections.abc import Iterable
from enum import StrEnum

__all__ = ["IN_ITS_PLACE", "Published", "agreed"]


class Published(StrEnum):
    """What may be published of a member."""

    NAME = "name"
    """The name and the seat."""
    WEBSITE = "website"
    LOGO = "logo"
    CONTRIBUTION = "contribution"
    DELEGATE = "delegate"


IN_ITS_PLACE = frozenset({Published.NAME, Published.CONTRIBUTION})
"""What a member must have agreed to before its name stands in a place of the value chain."""


def agreed(ticked: Iterable[str] | None, *, named: bool = False) -> frozenset[Published]:
    """What was agreed to: ``ticked`` in the form, or ``named`` beside its capabilities by a
    list that was imported."""
    found = frozenset(Published(one) for one in ticked or () if one in set(Published))
    return found | IN_ITS_PLACE if named else found
