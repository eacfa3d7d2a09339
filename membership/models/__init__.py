"""The records of the office: one connected graph, one file a noun."""

from membership.models.account import Person, Purpose, RoleHeld, SignedIn, Ticket, UsedForm
from membership.models.application import Application, StageChange, StatuteText, Waiting
from membership.models.ballot import Decision, Life, Motion, Office, RosterSeat, Seat, Vote
from membership.models.claim import Claim, Confidentiality, Evidence, Finding
from membership.models.clarification import Clarification, Point
from membership.models.document import Document
from membership.models.factor import (
    CodeApp,
    KnownDevice,
    Measure,
    MeasureKind,
    Passkey,
    RecoveryCode,
)
from membership.models.journal import JournalEntry, JournalHead
from membership.models.letter import Letter, LetterChange
from membership.models.organisation import Affiliation, Organisation, Position, public_id
from membership.models.owed import Owed, Work
from membership.models.register import (
    Direction,
    Member,
    RegistryEntry,
    Series,
    StandingChange,
)
from membership.models.review import Assignment, ChecklistLine, Interest, InterestKind

__all__ = [
    "Affiliation",
    "Application",
    "Assignment",
    "ChecklistLine",
    "Claim",
    "Clarification",
    "CodeApp",
    "Confidentiality",
    "Decision",
    "Direction",
    "Document",
    "Evidence",
    "Finding",
    "Interest",
    "InterestKind",
    "JournalEntry",
    "JournalHead",
    "KnownDevice",
    "Letter",
    "LetterChange",
    "Life",
    "Measure",
    "MeasureKind",
    "Member",
    "Motion",
    "Office",
    "Organisation",
    "Owed",
    "Passkey",
    "Person",
    "Point",
    "Position",
    "Purpose",
    "RecoveryCode",
    "RegistryEntry",
    "RoleHeld",
    "RosterSeat",
    "Seat",
    "Series",
    "SignedIn",
    "StageChange",
    "StandingChange",
    "StatuteText",
    "Ticket",
    "UsedForm",
    "Vote",
    "Waiting",
    "Work",
    "public_id",
]
