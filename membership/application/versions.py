"""Two versions of one answer: what somebody else saved, and what is not saved yet."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An answer that two people gave differently: what is saved, and what is not yet."""

    name: str
    label: str
    theirs: str
    yours: str


def shown(field: Any, value: object) -> str:
    """A value as its field would show it."""
    if isinstance(value, bool):
        return str(_("Declared") if value else _("Not declared"))
    chosen = value if isinstance(value, list | tuple) else [value]
    names = {one.value: one.label for one in getattr(field, "choices", None) or ()}
    return ", ".join(str(names.get(one, one)) for one in chosen if one) or str(_("Not given"))


def listed(value: object) -> str:
    """Several texts as one line."""
    chosen = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(one) for one in chosen if one) or str(_("Not given"))


def bare(value: Any) -> Any:
    """A value as it is compared: in any order, and nothing given is nothing."""
    return sorted(value) or "" if isinstance(value, list | tuple) else value or ""
