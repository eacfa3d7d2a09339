"""Papers of the Board: convocation, minutes, report, resolution, and the model of a mandate."""

from dataclasses import dataclass
from datetime import date, datetime

from .letter_parts import Entry, Person, Resolution, Votes
from .letter_register import Article
from .refusal import Incomplete
from .voting_terms import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """A point of an agenda: its title, the file it is about, and who reports on it.

    ``together`` marks the points that are put to the vote in one go.
    """

    title: str
    reference: str | None = None
    reporter: str | None = None
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedFile:
    """An abandoned file that the secretariat closed, told for information: ``reopen_until`` is
    the last day on which it can be opened again."""

    name: str
    reference: str
    closed_on: date
    reopen_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Convocation:
    """L14: a sitting is called: when, where or by which link, and on what.

    ``starts_at`` and ``ends_at`` are in the cluster's zone; ``ends_at`` is when a written
    procedure closes. ``second_call_of`` is the day of the sitting that had no quorum.
    """

    number: str
    mode: Mode
    starts_at: datetime
    agenda: tuple[AgendaPoint, ...]
    ends_at: datetime | None = None
    place: str | None = None
    link: str | None = None
    second_call_of: date | None = None
    papers_at: str | None = None
    quorum: str | None = None
    deputies: str | None = None
    closed: tuple[ClosedFile, ...] = ()

    def __post_init__(self) -> None:
        if not self.agenda:
            raise Incomplete("letter.no_agenda", field="agenda")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """A seat of the roll: its holder, the office, how it was accounted for ("prezent",
    "absent motivat") and who was there for it, where that was somebody else."""

    name: str
    office: str
    presence: str
    deputy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodAside:
    """Who declared an interest in which matter, and when they left and came back."""

    name: str
    matter: str
    left_at: datetime | None = None
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one seat voted on an open ballot, in words."""

    name: str
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """A motion that was put to the vote: its text, figures and result, and the resolution it
    became. ``roll`` stays empty for a secret ballot."""

    text: str
    result: str
    votes: Votes | None = None
    roll: tuple[Voice, ...] = ()
    resolution: str | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """What happened at one point of the agenda; ``opposed`` are oppositions put on record."""

    title: str
    report: str | None = None
    debate: str | None = None
    motions: tuple[Voted, ...] = ()
    opposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """L15: what happened in a sitting, as it was approved.

    ``quorum`` says in words how many of how many took part and which rule asks for it.
    """

    number: str
    mode: Mode
    opened_at: datetime
    roll: tuple[Attendant, ...]
    points: tuple[Discussed, ...]
    quorum: str
    closed_at: datetime | None = None
    place: str | None = None
    convened: Entry | None = None
    closed: tuple[ClosedFile, ...] = ()
    stood_aside: tuple[StoodAside, ...] = ()
    remarks: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    corrects: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A line of the check of the adhesion procedure; ``met`` is None for what does not apply."""

    name: str
    met: bool | None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A claim with what was found of it: verdict ("dovedit") and reason, in words."""

    stage: str
    fields: tuple[str, ...]
    text: str
    verdict: str
    reason: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """L16: what the rapporteurs found, and what they propose to the Board.

    ``procedure`` and ``quality`` are the two conclusions; ``indicative`` says what the
    statute's indicative test gives, ``departs`` why the conclusion is another.
    ``version`` grows with every report on the same file.
    """

    version: int
    rapporteurs: tuple[Person, ...]
    procedure: str
    quality: str
    proposal: str
    checklist: tuple[Checked, ...] = ()
    claims: tuple[Assessed, ...] = ()
    indicative: str | None = None
    departs: str | None = None
    adds: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardResolution:
    """L17: a resolution as it was adopted.

    ``about`` completes the title ("privind admiterea …"); ``seen`` are the papers that the
    body had before it and ``bases`` the rules it rests on, one a line. ``entitled`` is the
    number of seats that count for the quorum. ``corrects`` is the resolution that this one
    rectifies, amends or revokes.
    """

    resolution: Resolution
    about: str
    articles: tuple[Article, ...]
    seen: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    votes: Votes | None = None
    entitled: int | None = None
    secret: bool = False
    corrects: Resolution | None = None

    def __post_init__(self) -> None:
        if not self.articles:
            raise Incomplete("letter.no_articles", field="articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """L18: the model by which a member of the body empowers another to stand in.

    What is None is left as a line to be filled in by hand. ``instructions`` hold one
    sentence a point of the agenda.
    """

    giver: str | None = None
    giver_office: str | None = None
    holder: str | None = None
    sitting: str | None = None
    sitting_on: date | None = None
    instructions: tuple[str, ...] = ()
