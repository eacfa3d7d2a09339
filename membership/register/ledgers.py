"""Each register as a table: the same headings and cells on the page, on paper and in a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from membership.database import Session
from membership.letter import labels
from membership.letter.verification import Standing as Worth
from membership.letter.verification import worth
from membership.models import InterestAct, Letter, Person, RegistryEntry
from membership.register import reading
from membership.register.profile import STANDINGS
from membership.register.reading import Part, Period
from membership.wording import say
from membership.wording.names import INTERESTS, MOTIONS
from membership.wording.texts import here
from membership.workbook import Cell
from workflows.assembly import Ruling
from workflows.letter import State
from workflows.refusal import Message
from workflows.statute import Statute

Rows = Iterable[tuple[int, Sequence[Cell]]]
"""Each line with its key, by which a reading goes on."""
NOTHING = _l("Nothing was entered in this period.")


@dataclass(frozen=True, slots=True)
class Ledger:
    """A register: its name, what it holds, its headings, and its rows for a period.

    ``as_of`` says that it is read as of the period's last day and not within the period.
    """

    name: Any
    about: Any
    headings: Sequence[Any]
    rows: Callable[[Session, Person, Period, Statute, Part], Rows]
    as_of: bool = False
    empty: Any = NOTHING


ACTS = {
    InterestAct.RECORDED: _l("recorded by the secretariat"),
    InterestAct.LIFTED: _l("lifted by the secretariat"),
    InterestAct.DISMISSED: _l("suggestion dismissed by the secretariat"),
}


def _papers(session: Session, actor: Person, period: Period, _statute: Statute, part: Part) -> Rows:
    for entry, letter, reference in reading.papers(session, actor, period, part):
        yield entry.id, (
            entry.number, entry.on, str(labels.DIRECTIONS[entry.direction]), entry.party,
            subject_of(entry), annexes_of(entry), reference or "", _solved(entry, letter),
            _sent(entry, letter), _noted(entry, letter),
        )  # fmt: skip


def annexes_of(entry: RegistryEntry) -> str:
    """What came or went with a paper, in the words of whoever entered it or by its number."""
    if entry.annexes or not entry.annex_count:
        return entry.annexes
    return str(ngettext("%(num)s annex", "%(num)s annexes", entry.annex_count))


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


def _resolutions(
    session: Session, actor: Person, period: Period, _statute: Statute, part: Part
) -> Rows:
    for one in reading.resolutions(session, actor, period, part):
        case = one.application
        yield one.id, (
            one.title, one.on, str(MOTIONS[one.kind]), case.organisation.legal_name,
            case.reference or "", _("in force") if one.in_force else _("no longer in force"),
        )  # fmt: skip


WORTH = {
    Worth.VALID: _l("valid"),
    Worth.ANNULLED: _l("annulled"),
    Worth.REPLACED: _l("replaced"),
    Worth.REVOKED: _l("revoked"),
}

RULINGS = {
    Ruling.RETRY: _l("the Board decides again"),
    Ruling.ADMIT: _l("the applicant is admitted"),
    Ruling.DISMISS: _l("the contestation is dismissed"),
    Ruling.REJECT: _l("the application is rejected"),
}


def _assembly(
    session: Session, actor: Person, period: Period, _statute: Statute, part: Part
) -> Rows:
    for one in reading.assembly(session, actor, period, part):
        case = one.application
        yield one.id, (
            one.number, one.on, str(RULINGS[one.ruling]), case.organisation.legal_name,
            case.reference or "", one.for_, one.against, one.abstain,
        )  # fmt: skip


def _minutes(session: Session, actor: Person, period: Period, statute: Statute, part: Part) -> Rows:
    for one in reading.sittings(session, actor, period, part):
        day = period.day_of(one.starts_at)
        points = ngettext("%(num)s point", "%(num)s points", len(one.agenda))
        there = len({row.person_id for row in one.attendance if row.arrived_at is not None})
        yield one.id, (
            statute.registry.minutes.number(one.number, day), one.starts_at, one.closed_at,
            one.place, points, there,
        )  # fmt: skip


def _certificates(
    session: Session, actor: Person, period: Period, _statute: Statute, part: Part
) -> Rows:
    for one, quality in reading.certificates(session, actor, period, part):
        assert one.entry is not None  # noqa: S101 - what took a number has its line
        state = str(WORTH[worth(one, quality)])
        yield one.entry.id, (
            one.series, one.entry.on, one.case.organisation.legal_name, one.entry.number,
            one.code or "", state,
        )  # fmt: skip


def _interests(
    session: Session, actor: Person, period: Period, _statute: Statute, part: Part
) -> Rows:
    for one, reference in reading.interests(session, actor, period, part):
        kind = str(INTERESTS[one.kind]) if one.kind is not None else _("no interest")
        how = _("put on record") if one.pinned else _("own declaration")
        yield one.id, (one.at, one.person.name, reference or "", kind, how)


def _interest_acts(
    session: Session, actor: Person, period: Period, _statute: Statute, part: Part
) -> Rows:
    for one, reference in reading.interest_acts(session, actor, period, part):
        yield one.id, (
            one.at, one.person.name, reference or "", str(ACTS[one.act]), one.reason,
        )  # fmt: skip


def _members(session: Session, actor: Person, period: Period, statute: Statute, part: Part) -> Rows:
    for held in reading.members_on(session, actor, period.until, part):
        member, category = held.member, statute.categories.get(held.member.category)
        where = member.organisation
        yield member.number, (
            member.title, where.legal_name, where.fiscal_code or "", where.locality,
            here(category.name) if category else member.category, member.since,
            member.decision.title if member.decision else "", where.representative,
            str(STANDINGS[held.standing]),
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
    "assembly": Ledger(
        _l("Resolutions on contestations"),
        _l("What the body that hears contestations resolved, as its minutes say."),
        (_l("Resolution"), _l("Date"), _l("What was resolved"), _l("Organisation"), _l("Case"),
         _l("For"), _l("Against"), _l("Abstained")),
        _assembly,
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
        (_l("Certificate"), _l("Date"), _l("Organisation"), _l("No. in the registry"), _l("Code"),
         _l("State")),
        _certificates,
    ),
    "interests": Ledger(
        _l("Interests"),
        _l("What members of the Board and rapporteurs declared, as it stands."),
        (_l("When"), _l("Who"), _l("Case"), _l("Interest"), _l("How")),
        _interests,
    ),
    "interest-acts": Ledger(
        _l("Acts on interests"),
        _l("What the secretariat recorded, lifted or dismissed, and why."),
        (_l("When"), _l("Whose"), _l("Case"), _l("What was done"), _l("Why")),
        _interest_acts,
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
