"""The value chain as its pages show it: squares with their figures, bars, and gaps in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from flask_babel import format_percent, get_locale, ngettext
from flask_babel import gettext as _

from membership.value_chain.services import Counted, Placed
from membership.wording.texts import here
from workflows.review import Verdict
from workflows.statute import Statute
from workflows.value_chain import (
    NOT_HELD,
    Cell,
    Held,
    composition,
    gaps,
    members_by_field,
    members_by_stage,
)

NAMED = 5
"""Up to how many fields are listed by their names; more are listed by codes, as on the map."""
LEVELS = ((4, 3), (2, 2), (1, 1))
"""From how many members on a square is filled by so many thirds."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the composition: how many, and what part of a hundred, also in words."""

    label: str
    number: int
    share: float
    share_text: str


@dataclass(frozen=True, slots=True)
class Share:
    """One way to divide the members; ``adds_up`` says that each is counted once."""

    title: str
    bars: tuple[Bar, ...]
    adds_up: bool


def columns(statute: Statute) -> list[tuple[str, str]]:
    """The fields across, by code and name."""
    return [(field.code, here(field.name)) for field in statute.fields.values()]


def rows(statute: Statute, held: Mapping[Cell, Held]) -> list[dict[str, Any]]:
    """The stages down, each with a square a field."""
    return [
        {
            "code": stage.code,
            "label": here(stage.name),
            "cells": [
                _square(stage.code, field.code, held.get((stage.code, field.code), NOT_HELD))
                for field in statute.fields.values()
            ],
        }
        for stage in statute.stages.values()
    ]


def _square(stage: str, field: str, held: Held) -> dict[str, Any]:
    level = next((thirds for least, thirds in LEVELS if held.proven >= least), 0)
    return {
        "stage": stage,
        "field": field,
        "level": level,
        "partly": not held.proven and held.partly > 0,
        "count": held.proven or held.partly,
        "words": held_words(held),
    }


def held_words(held: Held) -> str:
    """How a place is held, in words."""
    said = []
    if held.proven:
        said.append(ngettext("%(num)s member proves it", "%(num)s members prove it", held.proven))
    if held.partly:
        said.append(
            ngettext("%(num)s member proves it in part", "%(num)s members prove it in part",
                     held.partly)
        )  # fmt: skip
    return ", ".join(map(str, said)) or str(_("no member proves it"))


def verdict(found: Verdict) -> str:
    """A finding in a word."""
    return str(_("proven") if found is Verdict.PROVEN else _("proven in part"))


def gap_lines(statute: Statute, held: Mapping[Cell, Held]) -> list[tuple[str, str, bool]]:
    """What no member proves: the stage, its fields in words, and whether it is every field."""
    core = [field.code for field in statute.fields.values() if field.core]
    missing = gaps(held, statute.stages, core)
    return [
        (
            here(statute.stages[stage].name),
            ", ".join(
                codes if len(codes) > NAMED else [here(statute.fields[code].name) for code in codes]
            ),
            len(codes) == len(core),
        )
        for stage, codes in missing.items()
    ]


def shares(
    statute: Statute, members: Sequence[Counted], placed: Sequence[Placed]
) -> tuple[Share, ...]:
    """The composition: by category, stage, field, county and country."""
    total = len(members)
    names = {code: here(one.plural) for code, one in statute.categories.items()}
    stages = {code: here(one.name) for code, one in statute.stages.items()}
    fields = {code: here(one.name) for code, one in statute.fields.items()}
    by_stage, by_field = members_by_stage(placed), members_by_field(placed)
    categories = composition((one.category for one in members), names)
    # A county is Romania's own: elsewhere the country says where.
    counties = composition(one.county or _elsewhere(one) for one in members)
    countries = composition(_country(one.country) for one in members)
    return (
        Share(_("By category"), _bars(categories, names, total), adds_up=True),
        Share(_("By stage"), _bars({c: by_stage.get(c, 0) for c in stages}, stages, total),
              adds_up=False),
        Share(_("By field"), _bars({c: by_field.get(c, 0) for c in fields}, fields, total),
              adds_up=False),
        Share(_("By county"), _bars(counties, {}, total), adds_up=True),
        Share(_("By country"), _bars(countries, {}, total), adds_up=True),
    )  # fmt: skip


def _elsewhere(one: Counted) -> str:
    return _country(one.country) if one.country != "RO" else str(_("not given"))


def _country(code: str) -> str:
    locale = get_locale() or Locale("en")
    return str(locale.territories.get(code, code))


def _bars(counted: Mapping[str, int], names: Mapping[str, str], total: int) -> tuple[Bar, ...]:
    parts = {code: number / total if total else 0.0 for code, number in counted.items()}
    return tuple(
        Bar(names.get(code, code), number, round(100 * parts[code], 1), format_percent(parts[code]))
        for code, number in counted.items()
    )
