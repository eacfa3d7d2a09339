"""How a vote ended, as figures that a person can check and as sentences that say them."""

from collections.abc import Iterator
from dataclasses import dataclass

from .count import Count
from .refusal import Message
from .voting import Rules
from .voting_terms import (
    Ballot,
    Base,
    Choice,
    Follows,
    HalfPlusOne,
    Majority,
    QuorumRule,
    Result,
    Shortfall,
    Tie,
    Veto,
)

_ADOPTED = frozenset({Result.ADOPTED, Result.ADOPTED_BY_CASTING_VOTE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a vote with its whole arithmetic.

    ``count`` holds the figures after the rule about silence was applied to ``silent``
    votes. ``quorum_needed`` is the least presence that is enough, taken of ``quorum_of``.
    ``base`` is whom the majority is taken of; with no quorum it is those present.
    ``needed`` is the least number of votes for; None where nothing could be adopted.
    """

    result: Result
    count: Count
    rules: Rules
    silent: int
    quorum_of: int
    quorum_needed: int
    base: int
    needed: int | None
    casting: Choice | None = None
    follows: Follows | None = None
    veto: Veto | None = None
    shortfall: Shortfall | None = None

    @property
    def adopted(self) -> bool:
        """Whether the motion was adopted, by its votes or by the casting vote."""
        return self.result in _ADOPTED

    @property
    def tied(self) -> bool:
        """For equals against, under the simple rule, with nobody else in the base."""
        count = self.count
        level = count.for_ == count.against > 0 and self.base == count.for_ + count.against
        return self.needed is not None and self.rules.rule is Majority.SIMPLE and level

    @property
    def seats(self) -> int:
        """Seats filled when the vote opened."""
        return self.count.seats

    @property
    def recused(self) -> int:
        """Seats kept out by an interest."""
        return self.count.recused

    @property
    def entitled(self) -> int:
        """Seats less the recused."""
        return self.count.entitled

    @property
    def present(self) -> int:
        """Seats taking part."""
        return self.count.present

    @property
    def presence(self) -> int:
        """The presence that the quorum is measured by: at the opening, where the rules say so."""
        at_open = self.count.present_at_open if self.rules.at_open else None
        return self.present if at_open is None else at_open

    @property
    def quorum_met(self) -> bool:
        """Whether enough seats take part."""
        return self.presence >= self.quorum_needed

    @property
    def for_(self) -> int:
        """Votes for, silence included where it approves."""
        return self.count.for_

    @property
    def against(self) -> int:
        """Votes against."""
        return self.count.against

    @property
    def abstain(self) -> int:
        """Abstentions, silence included where it abstains."""
        return self.count.abstain

    def to_mapping(self) -> dict[str, object]:
        """The figures as plain JSON, for the record beside the frozen rules."""
        return {
            "result": self.result.value,
            "seats": self.seats,
            "recused": self.recused,
            "entitled": self.entitled,
            "present": self.present,
            "quorum_of": self.quorum_of,
            "quorum_needed": self.quorum_needed,
            "for": self.for_,
            "against": self.against,
            "abstain": self.abstain,
            "silent": self.silent,
            "base": self.base,
            "needed": self.needed,
            "casting": _value(self.casting),
            "follows": _value(self.follows),
            "veto": _value(self.veto),
            "shortfall": _value(self.shortfall),
        }

    def words(self) -> tuple[Message, ...]:
        """The arithmetic in the order in which a person would check it, result last."""
        body = _stopped(self) if self.shortfall else _counted(self)
        return (*_presence(self), *body, *_ending(self))


def _value(item: Choice | Follows | Veto | Shortfall | None) -> str | None:
    return None if item is None else item.value


def _say(key: str, **params: object) -> Message:
    return Message(f"ballot.words.{key}", params)


def _presence(out: Outcome) -> Iterator[Message]:
    if out.rules.weight:
        yield _say("weighted")
    yield _say("seats", seats=out.seats)
    if out.recused:
        yield _say("recused", recused=out.recused)
        yield _say("entitled_of", seats=out.seats, recused=out.recused, entitled=out.entitled)
    else:
        yield _say("entitled", entitled=out.entitled)
    yield from _quorum(out)


def _quorum(out: Outcome) -> Iterator[Message]:
    rules, asked = out.rules, {"of": out.quorum_of, "needed": out.quorum_needed}
    if out.count.on_second_call:
        yield _say("quorum_second_call", fraction=rules.second_call.fraction, **asked)
    elif rules.quorum_rule is QuorumRule.AT_LEAST:
        yield _say("quorum_at_least", fraction=rules.quorum_fraction, **asked)
    elif rules.half_plus_one_reading is HalfPlusOne.ROUND_UP and rules.reads_half_plus_one:
        yield _say("quorum_half_rounded_up", **asked)
    else:
        yield _say("quorum_more_than", fraction=rules.quorum_fraction, **asked)
    if rules.at_open and out.count.present_at_open is not None:
        yield _say("present_at_open", present=out.count.present_at_open)
    met = "met" if out.quorum_met else "missed"
    yield _say(f"present_quorum_{met}", present=out.present)


def _stopped(out: Outcome) -> Iterator[Message]:
    if out.shortfall is Shortfall.CHAIR:
        yield _say("shortfall_chair")
    if out.shortfall is Shortfall.PRESENT and out.follows is Follows.GENERAL_ASSEMBLY:
        yield _say("quorum_beyond_reach", entitled=out.entitled)
    if out.shortfall is Shortfall.VOTERS:
        yield _say("shortfall_voters", min_voters=out.rules.min_voters)


def _counted(out: Outcome) -> Iterator[Message]:
    yield _say("votes", votes_for=out.for_, against=out.against, abstain=out.abstain)
    if out.silent:
        yield _say(f"silent_{out.rules.silence_means.value}", silent=out.silent)
    yield _base(out)
    if out.abstain:
        out_of_base = out.rules.base is Base.CAST_YN
        yield _say("abstain_out_of_base" if out_of_base else "abstain_in_base")
    yield from _needed(out)
    if out.tied:
        yield from _tie(out)
    if out.veto:
        yield _say(f"veto_{out.veto.value}")


def _base(out: Outcome) -> Message:
    kind = out.rules.base.value
    if out.rules.base is Base.ENTITLED and out.rules.recused_in_base:
        kind = "all_seats"
    votes = {"votes_for": out.for_, "against": out.against, "abstain": out.abstain}
    return _say(f"base_{kind}", base=out.base, **votes)


def _needed(out: Outcome) -> Iterator[Message]:
    if out.needed is None:
        yield _say("nobody_in_base")
        return
    yield _say(f"needed_{out.rules.rule.value}", base=out.base, needed=out.needed)
    enough = "enough" if out.for_ >= out.needed else "not_enough"
    yield _say(enough, votes_for=out.for_, needed=out.needed)
    if out.rules.rule is Majority.CONSENSUS_THEN_MAJORITY and out.for_ == out.present:
        yield _say("consensus")


def _tie(out: Outcome) -> Iterator[Message]:
    yield _say("tie", votes_for=out.for_, against=out.against)
    if out.casting:
        yield _say(f"casting_{out.casting.value}")
    elif out.rules.tie is Tie.CHAIR_CASTS:
        secret = out.rules.ballot is Ballot.SECRET
        yield _say("casting_not_in_secret" if secret else "casting_not_used")
    elif out.result is Result.NOT_ADOPTED:
        yield _say("tie_again" if out.rules.tie is Tie.REVOTE_ONCE else "tie_fails")


def _ending(out: Outcome) -> Iterator[Message]:
    yield Message(f"ballot.result.{out.result.value}")
    if out.follows:
        days = out.rules.second_call.after_days
        yield Message(f"ballot.follows.{out.follows.value}", {"days": days})
