"""The records of the office: one connected graph, one file a noun."""

from membership.models import findable  # noqa: F401 - it listens to every session
from membership.models.account import (
    Person,
    Purpose,
    Reminded,
    RoleHeld,
    SignedIn,
    Ticket,
    UsedForm,
)
from membership.models.application import Application, StageChange, StatuteText, Waiting
from membership.models.assembly import AssemblyResolution
from membership.models.ballot import (
    Life,
    Motion,
    RosterSeat,
    Vote,
)
from membership.models.batch import Batch, BatchRow, Task
from membership.models.claim import (
    Brought,
    Claim,
    ClaimQuestion,
    Confidentiality,
    Evidence,
    Finding,
    Opinion,
)
from membership.models.clarification import Clarification, Point
from membership.models.condition import Condition
from membership.models.consent import Consent
from membership.models.contestation import Contestation
from membership.models.decision import Decision
from membership.models.document import Document, Opening, Scan
from membership.models.erasure import Erasure
from membership.models.factor import (
    CodeApp,
    KnownDevice,
    Measure,
    MeasureKind,
    Passkey,
    RecoveryCode,
)
from membership.models.feed import Feed
from membership.models.journal import JournalEntry, JournalHead
from membership.models.kept import KeptForm
from membership.models.letter import Letter, LetterChange, Sending
from membership.models.letter_wording import LetterWording
from membership.models.minutes import Communicated, Minutes
from membership.models.note import Note
from membership.models.objection import Objection
from membership.models.organisation import (
    Affiliation,
    Invitation,
    Organisation,
    Position,
    public_id,
)
from membership.models.owed import Owed, Work
from membership.models.paper import Paper
from membership.models.register import (
    Contribution,
    Direction,
    Enclosed,
    EntryFile,
    Member,
    RegistryEntry,
    Series,
    StandingChange,
)
from membership.models.representation import Representation
from membership.models.review import (
    Assignment,
    CaseNote,
    ChecklistLine,
    Ground,
    Interest,
    InterestAct,
    InterestChange,
    InterestKind,
    Readers,
)
from membership.models.roll import RollCall
from membership.models.search import SavedSearch, SearchEntry, Sought
from membership.models.seat import Deputy, Office, Seat
from membership.models.secrecy import BoxBallot, Participation
from membership.models.sitting import AgendaItem, Attendance, ReportedClosing, Sitting
from membership.models.together import JointAct, JointResult, Together
from membership.models.tries import Tries

__all__ = [
    "Affiliation",
    "AgendaItem",
    "Application",
    "AssemblyResolution",
    "Assignment",
    "Attendance",
    "Batch",
    "BatchRow",
    "BoxBallot",
    "Brought",
    "CaseNote",
    "ChecklistLine",
    "Claim",
    "ClaimQuestion",
    "Clarification",
    "CodeApp",
    "Communicated",
    "Condition",
    "Confidentiality",
    "Consent",
    "Contestation",
    "Contribution",
    "Decision",
    "Deputy",
    "Direction",
    "Document",
    "Enclosed",
    "EntryFile",
    "Erasure",
    "Evidence",
    "Feed",
    "Finding",
    "Ground",
    "Interest",
    "InterestAct",
    "InterestChange",
    "InterestKind",
    "Invitation",
    "JointAct",
    "JointResult",
    "JournalEntry",
    "JournalHead",
    "KeptForm",
    "KnownDevice",
    "Letter",
    "LetterChange",
    "LetterWording",
    "Life",
    "Measure",
    "MeasureKind",
    "Member",
    "Minutes",
    "Motion",
    "Note",
    "Objection",
    "Office",
    "Opening",
    "Opinion",
    "Organisation",
    "Owed",
    "Paper",
    "Participation",
    "Passkey",
    "Person",
    "Point",
    "Position",
    "Purpose",
    "Readers",
    "RecoveryCode",
    "RegistryEntry",
    "Reminded",
    "ReportedClosing",
    "Representation",
    "RoleHeld",
    "RollCall",
    "RosterSeat",
    "SavedSearch",
    "Scan",
    "SearchEntry",
    "Seat",
    "Sending",
    "Series",
    "SignedIn",
    "Sitting",
    "Sought",
    "StageChange",
    "StandingChange",
    "StatuteText",
    "Task",
    "Ticket",
    "Together",
    "Tries",
    "UsedForm",
    "Vote",
    "Waiting",
    "Work",
    "public_id",
]
