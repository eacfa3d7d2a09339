"""The Board pack: the agenda with each case's report, matrix and evidence index, for one reader.

What an interest closes to the reader is not in it, and what they have yet to declare upon is
only named. The evidence itself travels as separate files: the index leads to each, and what is
confidential comes as a copy that its reader's name is written across.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from membership import statutes
from membership.application.access import must_declare, standing_of
from membership.application.closings import Closing, told
from membership.database import Session
from membership.models import Application, Confidentiality, Evidence, Life, Motion, Person, Sitting
from membership.sitting.finding import agenda_of, closed_points, find
from workflows.permission import Act, may
from workflows.statute import Statute

ON_PAPER = (Life.PROPOSED, Life.OPEN, Life.CLOSED)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One point of the agenda in the pack.

    ``case`` is None for a matter in words and for whatever the reader may not read;
    ``closed`` says that an interest keeps them out, ``undeclared`` that they have to say
    first whether they have one; ``confidant``, that they may open confidential evidence.
    """

    item_id: int
    number: int
    title: str
    together: bool
    closed: bool
    undeclared: bool
    case: Application | None
    motions: Sequence[Motion]
    """What the Board has before it in this sitting, in the order in which it votes."""
    statute: Statute | None
    confidant: bool

    @property
    def evidence(self) -> list[Evidence]:
        """Every proof of the file, each once."""
        return list(self.case.evidence) if self.case else []

    @property
    def rapporteurs(self) -> str:
        """Who reports on the case, by name."""
        return ", ".join(row.person.name for row in self.case.assignments) if self.case else ""

    def opens(self, proof: Evidence) -> bool:
        """Whether the reader may have this proof's file."""
        free = proof.confidentiality is not Confidentiality.COMMISSION
        return proof.document is not None and (free or self.confidant)


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of one sitting for one reader."""

    sitting: Sitting
    reader: Person
    leaves: Sequence[Leaf]
    made_at: datetime
    closings: Sequence[Closing]


def pack(session: Session, reader: Person, public_id: str, *, at: datetime) -> Pack:
    """Gathers the pack for this reader; refuses who may not read sittings."""
    sitting = find(session, reader, public_id, Act.READ_SITTINGS)
    shut = closed_points(session, reader, sitting)
    leaves = []
    for number, item in enumerate(agenda_of(session, sitting), start=1):
        case, closed = item.application, item.id in shut
        on = standing_of(session, case, at) if case is not None else None
        reads = case is not None and on is not None and not closed
        readable = reads and on is not None and may(reader, Act.READ_CASE, on)
        waits = bool(reads and on and case and not readable and must_declare(reader, on, case))
        title = case.organisation.legal_name if case is not None else item.title
        leaves.append(
            Leaf(
                item_id=item.id,
                number=number,
                title="" if closed else title,
                together=item.together,
                closed=closed,
                undeclared=waits,
                case=case if readable else None,
                motions=[m for m in item.motions if m.life in ON_PAPER] if readable else [],
                statute=statutes.of(case) if case is not None and readable else None,
                confidant=readable and on is not None and may(reader, Act.OPEN_CONFIDENTIAL, on),
            )
        )
    return Pack(sitting, reader, leaves, at, told(session, reader, sitting))
