"""Each register as a table: the same headings and cells on the page, on paper and in a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from membership.ballot.motion_forms import KINDS as MOTIONS
from membership.database import Session
from membership.letter import labels
from membership.letter.verification import standing_of
from membership.models import InterestAct, Letter, Person, RegistryEntry
from membership.register import reading
from membership.register.reading import Period
from membership.review.interest_forms import SAID as INTERESTS
from membership.wording import say
from membership.words import here
from membership.workbook import Cell
from workflows.letter import State
from workflows.refusal import Message
from workflows.standing import Standing
from workflows.statute import Statute

Rows = Iterable[Sequence[Cell]]
NOTHING = _l("Nothing was entered in this period.")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A register: its name, what it holds, its headings, and its rows for a period.

    ``as_of`` says that it is read as of the period's last day and not within the period.
    """

    name: Any
    about: Any
    headings: Sequence[Any]
    rows: Callable[[Session, Person, Period, Statute], Rows]
    as_of: bool = False
    empty: Any = NOTHING


ACTS = {
    InterestAct.RECORDED: _l("recorded by the secretariat"),
    InterestAct.LIFTED: _l("lifted by the secretariat"),
    InterestAct.DISMISSED: _l("suggestion dismissed by the secretariat"),
}


def _papers(session: Session, actor: Person, period: Period, _statute: Statute) -> Rows:
    for entry, letter, reference in reading.papers(session, actor, period):
        yield (
            entry.number, entry.on, str(labels.DIRECTIONS[entry.direction]), entry.party,
            subject_of(entry), entry.annexes, reference or "", _solved(entry, letter),
            _sent(entry, letter), _noted(entry, letter),
        )  # fmt: skip


def subject_of(entry: RegistryEntry) -> str:
    """What a paper is about, in words."""
    return entry.about or say(Message(entry.subject))


def _solved(entry: RegistryEntry, letter: Letter | None) -> str:
    if entry.solved_by:
        return ", ".join(filter(None, (entry.solved_by, entry.solved_how)))
    return letter.signed_by if letter is not None else ""


def _sent(entry: RegistryEntry, letter: Letter | None) -> str:
    channel = letter.channel if letter is not None else entry.channel
    return str(labels.CHANNELS[channel]) if channel is not None else ""


def _noted(entry: RegistryEntry, letter: Letter | None) -> str:
    annulled = entry.annulled_at is not None or (
        letter is not None and letter.state is State.ANNULLED
    )
    said = [_("annulled")] if annulled else []
    if entry.dated_on is not None:
        said.append(_("late registration: of %(day)s", day=f"{entry.dated_on:%d.%m.%Y}"))
    return "; ".join([*said, *filter(None, (entry.note, entry.annulled_why))])


def _resolutions(session: Session, actor: Person, period: Period, _statute: Statute) -> Rows:
    for one in reading.resolutions(session, actor, period):
        case = one.application
        yield (
            one.title, one.on, str(MOTIONS[one.kind]), case.organisation.legal_name,
            case.reference or "", _("in force") if one.in_force else _("no longer in force"),
        )  # fmt: skip


def _minutes(session: Session, actor: Person, period: Period, statute: Statute) -> Rows:
    for one in reading.sittings(session, actor, period):
        day = period.day_of(one.starts_at)
        points = ngettext("%(num)s point", "%(num)s points", len(one.agenda))
        there = len({row.person_id for row in one.attendance if row.arrived_at is not None})
        yield (
            statute.registry.minutes.number(one.number, day), one.starts_at, one.closed_at,
            one.place, points, there,
        )  # fmt: skip


def _certificates(session: Session, actor: Person, period: Period, _statute: Statute) -> Rows:
    for one in reading.certificates(session, actor, period):
        assert one.entry is not None  # noqa: S101 - what took a number has its line
        words, _tone = labels.STANDINGS[standing_of(session, one)]
        yield (
            one.entry.number, one.entry.on, one.case.organisation.legal_name,
            one.code or "", str(words),
        )  # fmt: skip


def _interests(session: Session, actor: Person, period: Period, _statute: Statute) -> Rows:
    for one, reference in reading.interests(session, actor, period):
        kind = str(INTERESTS[one.kind]) if one.kind is not None else _("no interest")
        how = _("put on record") if one.pinned else _("own declaration")
        yield one.at, one.person.name, reference or "", kind, how
    for change, reference in reading.interest_acts(session, actor, period):
        yield (
            change.at, change.person.name, reference or "", str(ACTS[change.act]),
            change.reason,
        )  # fmt: skip


def _members(session: Session, actor: Person, period: Period, statute: Statute) -> Rows:
    for held in reading.members_on(session, actor, period.until):
        member, category = held.member, statute.categories.get(held.member.category)
        where = member.organisation
        yield (
            member.title, where.legal_name, where.fiscal_code or "", where.locality,
            here(category.name) if category else member.category, member.since,
            member.decision.title if member.decision else "", where.representative,
            _("active") if held.standing is Standing.ACTIVE else _("ceased"),
        )  # fmt: skip


LEDGERS: Mapping[str, Ledger] = {
    "registry": Ledger(
        _l("Registry of papers"),
        _l("Every paper in, out and internal, in one series a year."),
        (_l("No."), _l("Date"), _l("Way"), _l("From or to"), _l("Paper"), _l("Annexes"), _l("Case"),
         _l("Solved by"), _l("How it went out"), _l("Notes")),
        _papers,
    ),
    "resolutions": Ledger(
        _l("Resolutions of the Board"),
        _l("Every resolution on an application, with its number and date."),
        (_l("Resolution"), _l("Date"), _l("What was resolved"), _l("Organisation"), _l("Case"),
         _l("State")),
        _resolutions,
    ),
    "minutes": Ledger(
        _l("Minutes of the Board"),
        _l("Every sitting that was held; its minutes have its number."),
        (_l("Minutes"), _l("Opened"), _l("Closed"), _l("Place"), _l("Agenda"), _l("Present")),
        _minutes,
    ),
    "certificates": Ledger(
        _l("Certificates"),
        _l("Every certificate that was issued, standing, annulled or revoked."),
        (_l("No."), _l("Date"), _l("Organisation"), _l("Code"), _l("State")),
        _certificates,
    ),
    "interests": Ledger(
        _l("Interests"),
        _l("What members of the Board and rapporteurs declared, and what the secretariat recorded"
           " or lifted."),
        (_l("When"), _l("Who"), _l("Case"), _l("Interest"), _l("How")),
        _interests,
    ),
    "members": Ledger(
        _l("Members"),
        _l("Who was a member on a day, as the register said."),
        (_l("Number"), _l("Member"), _l("Fiscal code"), _l("Place"), _l("Category"), _l("Since"),
         _l("Admitted by"), _l("Representative"), _l("Standing")),
        _members,
        as_of=True,
        empty=_l("Nobody was a member on that day."),
    ),
}  # fmt: skip
"""The registers of the cluster, by their names in addresses and of files."""
