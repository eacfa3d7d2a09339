"""The value chain as papers to take away: a workbook, and a document for the press."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template
from flask_babel import gettext as _

from membership.printing.wire import Sheet as Paper
from membership.value_chain import words
from membership.value_chain.matching import Trader, pairs
from membership.value_chain.services import Counted, Placed
from membership.wording.texts import here, language
from membership.words import day as day_words
from membership.workbook import Cell as Value
from membership.workbook import Sheet, workbook
from workflows.statute import Statute
from workflows.value_chain import Cell, Held, coverage

TAGS = {"ro": "ro-RO", "en": "en-GB"}
STEP = 5
"""A bar on paper is drawn in steps of so many parts of a hundred."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The cluster as of a day, as one reader may see it."""

    statute: Statute
    day: date
    members: Sequence[Counted]
    placed: Sequence[Placed]
    traders: Sequence[Trader] = ()

    @property
    def held(self) -> Mapping[Cell, Held]:
        """How many members hold each place."""
        return coverage(self.placed)

    @property
    def title(self) -> str:
        """What the papers are called."""
        named, on = self.statute.short_name, day_words(self.day)
        return str(_("Value chain of %(cluster)s, %(day)s", cluster=named, day=on))


def xlsx(picture: Picture, *, created: datetime) -> bytes:
    """The map, the contributions behind it, the composition, and who offers what another one
    seeks, a sheet each."""
    statute = picture.statute
    fields = [field.code for field in statute.fields.values()]
    shares = words.shares(statute, picture.members, picture.placed)
    return workbook(
        Sheet(_("The map"), [_("Stage"), *fields], _map(picture, fields)),
        Sheet(_("Contributions"),
              [_("Member"), _("Number"), _("Stage"), _("Fields"), _("Capability"), _("Finding"),
               _("Since")], _contributions(picture)),
        Sheet(_("Composition"), [_("Divided"), "", _("Members"), _("Of a hundred")],
              [[share.title, bar.label, bar.number, bar.share]
               for share in shares for bar in share.bars]),
        Sheet(_("Sought and offered"),
              [_("Member"), _("Number"), _("Seeks"), _("Members who offer it"),
               _("The nearest of them"), _("Number"), _("Offers"), _("Fields that both prove")],
              _pairs(picture)),
        title=picture.title, zone=statute.zone, created=created,
    )  # fmt: skip


def _map(picture: Picture, fields: list[str]) -> Iterator[list[Value]]:
    held = picture.held
    for stage in picture.statute.stages.values():
        found = [held.get((stage.code, field)) for field in fields]
        yield [here(stage.name), *(one.proven if one else 0 for one in found)]


def _contributions(picture: Picture) -> Iterator[list[Value]]:
    statute = picture.statute
    for one in picture.placed:
        does = statute.capabilities.get(one.capability)
        yield [
            one.name or _("not named"), one.number if one.name else None,
            here(statute.stages[one.stage].name) if one.stage in statute.stages else one.stage,
            ", ".join(one.fields), here(does.name) if does else one.capability,
            words.verdict(one.verdict), one.since,
        ]  # fmt: skip


def _pairs(picture: Picture) -> Iterator[list[Value]]:
    statute = picture.statute
    for own, found in pairs(statute, picture.traders):
        for one, both in ((match.trader, match.shared) for match in found.nearest):
            offers = [here(statute.offers[code].name) for code in one.offers
                      if code in statute.offers]  # fmt: skip
            yield [own.name, own.number, here(found.sought.name), found.number, one.name,
                   one.number, ", ".join(offers), ", ".join(both)]  # fmt: skip


def paper(picture: Picture, *, created: datetime) -> Paper:
    """The map, its gaps and the composition as a document; figures carry it, shades repeat them."""
    statute, held = picture.statute, picture.held
    facts = {
        "day": picture.day.isoformat(),
        "members": len(picture.members),
        "map": {f"{stage} {field}": [one.proven, one.partly]
                for (stage, field), one in sorted(held.items())},
    }  # fmt: skip
    return Paper(
        html=render_template(
            "value_chain/paper.html",
            picture=picture,
            language=language(),
            columns=words.columns(statute),
            rows=words.rows(statute, held),
            gaps=words.gap_lines(statute, held),
            shares=words.shares(statute, picture.members, picture.placed),
            step=STEP,
        ),
        css=render_template("value_chain/paper.css", accent=statute.accent, step=STEP),
        attachment=json.dumps(facts, ensure_ascii=False, sort_keys=True).encode(),
        title=picture.title,
        language=TAGS[language()],
        created=created,
    )
