"""Members who enter by import: founders, and whoever was a member before there was a house.

The file is a table in CSV with the headings of ``COLUMNS``. It is read whole before anything is
written: one wrong line, and nobody enters.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from membership import numbers
from membership.database import Session
from membership.journal.services import record
from membership.models import Contribution, Member, Organisation, StandingChange
from membership.organisation.identifiers import fiscal_code
from workflows.refusal import Refused
from workflows.review import Verdict
from workflows.standing import StandingStep, stand
from workflows.statute import Statute

COLUMNS = (
    "name", "legal_form", "fiscal_code", "register_number", "country", "county", "locality",
    "street", "postal_code", "email", "category", "since", "named", "contributions",
)  # fmt: skip
"""The headings. ``since`` is YYYY-MM-DD, ``named`` is "yes" where the member agreed to be named
beside its capabilities; ``contributions`` are written ``stage:field+field:capability``, with
``:partly`` after one that is proven in part, and a blank between two."""
OPTIONAL = ("offers", "seeks")
"""Headings that a file may have besides: codes of the statute file, a blank between two. Members
find one another by them, so that only who agreed to be named may have any."""
YES = frozenset({"yes", "da", "1"})


@dataclass(frozen=True, slots=True)
class Place:
    """One contribution of a line."""

    stage: str
    fields: tuple[str, ...]
    capability: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One member as the file gives it."""

    values: dict[str, str]
    since: date
    named: bool
    places: tuple[Place, ...]


class Wrong(Exception):
    """The file is not taken; ``lines`` say why, a sentence each."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


def read(rows: Iterable[str], statute: Statute) -> list[Line]:
    """The members of a file; raises ``Wrong`` with everything that is wrong in it."""
    table = csv.DictReader(rows)
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise Wrong(f"line 1: these columns are missing: {', '.join(missing)}")
    found: list[Line] = []
    wrong: list[str] = []
    codes: dict[str, int] = {}
    for number, row in enumerate(table, start=2):
        values = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
        try:
            line = _line(values, statute)
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
            continue
        code = line.values["fiscal_code"]
        if code and codes.setdefault(code, number) != number:
            wrong.append(f"line {number}: the fiscal code stands on line {codes[code]} already")
        found.append(line)
    if wrong:
        raise Wrong(*wrong)
    return found


def _line(values: dict[str, str], statute: Statute) -> Line:
    for name in ("name", "legal_form", "category", "since"):
        if not values[name]:
            raise ValueError(f"{name} is empty")
    form = statute.legal_forms.get(values["legal_form"])
    if form is None or not form.is_legal_person:
        raise ValueError(f"{values['legal_form']} is no legal form of a legal person")
    if values["category"] not in statute.categories:
        raise ValueError(f"{values['category']} is no category of the statute file")
    try:
        since = date.fromisoformat(values["since"])
        values["fiscal_code"] = fiscal_code(values["fiscal_code"]) if values["fiscal_code"] else ""
    except Refused:
        raise ValueError(f"the fiscal code {values['fiscal_code']} fails its check") from None
    values["country"] = (values["country"] or "RO").upper()
    if len(values["country"]) != len("RO"):
        raise ValueError(f"{values['country']} is no code of a country")
    places = tuple(_place(text, statute) for text in values["contributions"].split())
    named = values["named"].lower() in YES
    _refuse_unknown(values, statute, named=named)
    return Line(values, since, named, places)


def _refuse_unknown(values: dict[str, str], statute: Statute, *, named: bool) -> None:
    for name, known in (("offers", statute.offers), ("seeks", statute.seeks)):
        for code in values[name].split():
            if code not in known:
                raise ValueError(f"{code} is not among the {name} of the statute file")
        if values[name] and not named:
            raise ValueError(f"{name} are shown to members, and this one did not agree to be named")


def _place(text: str, statute: Statute) -> Place:
    stage, fields, capability, verdict, *more = [*text.split(":"), "", "", ""][:5]
    codes = tuple(fields.split("+"))
    unknown = [code for code in codes if code not in statute.fields]
    if stage not in statute.stages or unknown or any(more):
        raise ValueError(f"{text} names no stage and fields of the statute file")
    if capability and capability not in statute.capabilities:
        raise ValueError(f"{capability} is no capability of the statute file")
    if verdict not in ("", Verdict.PROVEN, Verdict.PARTLY):
        raise ValueError(f"{verdict} is neither proven nor partly")
    return Place(stage, codes, capability, Verdict(verdict) if verdict else Verdict.PROVEN)


def enter(
    session: Session, lines: Sequence[Line], statute: Statute, *, at: datetime
) -> list[Member]:
    """Enters these members in the register, in their order.

    Raises ``Wrong`` when one of them is a member already, or applies now.
    """
    known = _known(session)
    wrong = [f"{line.values['name']} is on record already" for line in lines
             if line.values["fiscal_code"] in known]  # fmt: skip
    if wrong:
        raise Wrong(*wrong)
    made = [_enter(session, line, statute, at) for line in lines]
    record(session, "members.imported", by=None, at=at, subject="register", number=len(made))
    session.flush()
    return made


def _known(session: Session) -> set[str]:
    codes = session.scalars(select(Organisation.fiscal_code))
    return {code for code in codes if code}


def _enter(session: Session, line: Line, statute: Statute, at: datetime) -> Member:
    row = stand(None, StandingStep.IMPORT)
    number = numbers.take(session, numbers.MEMBERS)
    member = Member(
        number=number,
        title=statute.registry.member.number(number, line.since),
        organisation=_organisation(line.values, at),
        category=line.values["category"],
        since=line.since,
        standing=row.target,
        named=line.named,
        history=[
            StandingChange(step=row.step, target=row.target, basis=row.basis, on=line.since, at=at)
        ],
        contributions=list(_contributions(line)),
    )
    session.add(member)
    return member


def _contributions(line: Line) -> Iterator[Contribution]:
    for place in line.places:
        yield Contribution(
            stage=place.stage, fields=list(place.fields), capability=place.capability,
            verdict=place.verdict, since=line.since,
        )  # fmt: skip


def _organisation(values: dict[str, str], at: datetime) -> Organisation:
    return Organisation(
        legal_name=values["name"],
        legal_form=values["legal_form"],
        fiscal_code=values["fiscal_code"] or None,
        register_number=values["register_number"],
        country=values["country"],
        county=values["county"],
        locality=values["locality"],
        street=values["street"],
        postal_code=values["postal_code"],
        email=values["email"],
        answers={name: values[name].split() for name in OPTIONAL if values[name]},
        created_at=at,
    )
