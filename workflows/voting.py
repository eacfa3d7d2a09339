"""The rules of a vote: every parameter with its default, and the form in which they freeze.

A vote is counted under the rules in force when it opened, so they are frozen there as
plain JSON and read back strictly. Defaults are proposals (docs/voting.md); a cluster's statute
file sets its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Self

from .refusal import Message
from .statute_error import StatuteError, shown
from .statute_reader import Between, read_record
from .voting_terms import (
    Ballot,
    Base,
    EarlyClose,
    HalfPlusOne,
    Majority,
    MinutesSign,
    Mode,
    MotionNeed,
    Proxy,
    QuorumCheck,
    QuorumRule,
    ReasonRequired,
    RecusalKind,
    ShowTally,
    Silence,
    Tie,
    VoteChange,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: a fraction from 0 to 1."""

    def check(self, value: Fraction, path: str) -> None:
        """Refuses more than the whole."""
        if not 0 <= value <= 1:
            raise StatuteError(path, Message("ballot.expected.share"), shown(value))


@dataclass(frozen=True, slots=True)
class SeriesPattern:
    """A pattern of resolution numbers, which has a place for the number."""

    def check(self, value: str, path: str) -> None:
        """Refuses a pattern in which every resolution would bear the same number."""
        if "{n}" not in value:
            raise StatuteError(path, Message("ballot.expected.series"), shown(value))


Days = Annotated[int, Between(0, 365)]
Part = Annotated[Fraction, Share()]


@dataclass(frozen=True, slots=True)
class SecondCall:
    """A sitting called again for want of a quorum: not before so many calendar days, and
    valid with at least this fraction of the seats. ``allowed`` false: there is none."""

    allowed: bool = True
    after_days: Days = 7
    fraction: Part = Fraction(1, 3)


@dataclass(frozen=True)
class Rules:
    """The rules of one vote. Fractions are exact, days are calendar days unless said.

    ``notice_days`` are working days. ``written_objection`` is how many objecting seats
    turn a written procedure into a meeting (1: any; 0: none can). ``weight`` gives votes
    by seat; a seat it does not name has one. A secret ballot cannot weigh unlinked votes,
    so it refuses a weight table.
    """

    mode: Mode = Mode.MEETING
    notice_days: Days = 5
    written_open_days: Annotated[int, Between(5, 10)] = 7
    written_objection: Annotated[int, Between(0, 999)] = 1
    silence_means: Silence = Silence.NOT_PARTICIPATING
    quorum_fraction: Part = Fraction(1, 2)
    quorum_rule: QuorumRule = QuorumRule.MORE_THAN
    half_plus_one_reading: HalfPlusOne = HalfPlusOne.ROUND_DOWN
    quorum_requires_chair: bool = False
    quorum_check: QuorumCheck = QuorumCheck.AT_EACH_VOTE
    second_call: SecondCall = SecondCall()
    base: Base = Base.PRESENT
    rule: Majority = Majority.SIMPLE
    abstain_allowed: bool = True
    tie: Tie = Tie.CHAIR_CASTS
    chair_veto: bool = False
    founder_veto: bool = False
    ballot: Ballot = Ballot.OPEN_NOMINAL
    vote_change: VoteChange = VoteChange.UNTIL_CLOSE
    show_tally: ShowTally = ShowTally.AFTER_CLOSE
    early_close: EarlyClose = EarlyClose.ALL_VOTED
    proxy: Proxy = Proxy.NONE
    deputy: bool = True
    weight: Mapping[str, Annotated[int, Between(1, 10**9)]] = field(
        default_factory=lambda: MappingProxyType({}), hash=False
    )
    recusal_kinds: frozenset[RecusalKind] = frozenset(RecusalKind)
    recused_in_quorum: bool = False
    recused_in_base: bool = False
    min_voters: Annotated[int, Between(0, 10**9)] = 3
    reason_required: ReasonRequired = ReasonRequired.AGAINST
    dissent_record: bool = True
    minutes_sign: MinutesSign = MinutesSign.CHAIR_AND_SECRETARY
    resolution_series: Annotated[str, SeriesPattern()] = "HCD {n}/{dd.mm.yyyy}"
    communicate_to_absent: bool = True
    """Whether seats that did not take part are sent the resolution, as soon as it is taken: the 15
    days of the Civil Code, art. 216, run for them from then."""
    motion_needs: frozenset[MotionNeed] = frozenset()

    def __post_init__(self) -> None:
        if self.weight and self.ballot is Ballot.SECRET:
            raise StatuteError("weight", Message("ballot.expected.no_weight"), shown("secret"))

    @property
    def reads_half_plus_one(self) -> bool:
        """Whether the quorum is the "half plus one" that can be read in two ways."""
        more_than = self.quorum_rule is QuorumRule.MORE_THAN
        return more_than and self.quorum_fraction == Fraction(1, 2)

    @property
    def at_open(self) -> bool:
        """Whether presence is measured once, when the sitting opens."""
        return self.quorum_check is QuorumCheck.AT_OPEN

    @classmethod
    def of(cls, mapping: Mapping[str, object], path: str = "") -> Self:
        """The rules a mapping gives, completed by the defaults.

        Refuses with ``StatuteError`` an unknown key, a value of another type (no floats,
        no truth values as numbers) or one out of range, naming its full path.
        """
        rules: Self = read_record(cls, mapping, path)
        return rules

    def to_mapping(self) -> dict[str, object]:
        """Every parameter as plain JSON; fractions as "1/2". ``of`` reads it back."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, frozenset):
        return sorted(item.value for item in value)
    if isinstance(value, Mapping):
        return dict(sorted(value.items()))
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    return value
