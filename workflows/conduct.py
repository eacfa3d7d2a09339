"""How a vote is conducted: what the rules let a seat, the chair and the desk do, and when.

One small question each. Dates are calendar days; ``rules`` are those frozen at opening.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from .ballot import tally
from .count import Count
from .outcome import Outcome
from .refusal import Message
from .voting import Rules
from .voting_terms import (
    Ballot,
    Choice,
    EarlyClose,
    MinutesSign,
    MotionNeed,
    ReasonRequired,
    RecusalKind,
    Result,
    ShowTally,
    VoteChange,
)

_DISCLOSING = 3
"""With so few entitled voters a secret result tells who voted how."""


def rule_in_words(rules: Rules) -> tuple[Message, ...]:
    """What a voter must know before voting: majority, base, abstention and tie."""
    return (
        Message(f"ballot.rule.{rules.rule.value}"),
        Message(f"ballot.base.{rules.base.value}"),
        abstain_effect(rules),
        Message(f"ballot.tie.{rules.tie.value}"),
    )


def abstain_effect(rules: Rules) -> Message:
    """What an abstention does under the base of these rules: said on the ballot itself."""
    return Message(f"ballot.abstain_effect.{rules.base.value}")


def may_choose(rules: Rules, choice: Choice) -> bool:
    """Whether the choice is on the ballot: an abstention may not be."""
    return rules.abstain_allowed or choice is not Choice.ABSTAIN


def may_change(rules: Rules) -> bool:
    """Whether a vote may be replaced before the close; never on a secret ballot, which
    keeps nothing by which the earlier vote could be found."""
    return rules.vote_change is VoteChange.UNTIL_CLOSE and rules.ballot is not Ballot.SECRET


def shows_names(rules: Rules) -> bool:
    """Whether the result says who voted how."""
    return rules.ballot is Ballot.OPEN_NOMINAL


def tally_visible(rules: Rules, *, closed: bool, voted: bool) -> bool:
    """Whether a seat sees how the vote stands. A secret tally is shown only when closed:
    watching it grow would tell who voted how."""
    if closed or rules.ballot is Ballot.SECRET:
        return closed
    return rules.show_tally is ShowTally.LIVE or (
        rules.show_tally is ShowTally.AFTER_OWN_VOTE and voted
    )


def may_close_early(count: Count, rules: Rules, *, absent: int = 0) -> bool:
    """Whether the vote may be closed before its time.

    A vote is awaited from every entitled seat but those known to be ``absent`` from a
    meeting. Where the outcome need only be certain, it must be the same however the
    awaited seats vote; a veto still to be cast leaves an adoption open.
    """
    awaited = count.entitled - absent - count.cast
    if rules.early_close is EarlyClose.NEVER:
        return False
    if awaited <= 0:
        return True
    if rules.early_close is EarlyClose.ALL_VOTED:
        return False
    results = {tally(end, rules).result for end in _extremes(count, awaited)}
    vetoed = Result.ADOPTED in results and (rules.chair_veto or rules.founder_veto)
    return len(results) == 1 and not vetoed


def _extremes(count: Count, awaited: int) -> Iterator[Count]:
    everyone = replace(count, present=count.cast + awaited)
    yield count
    yield replace(everyone, for_=count.for_ + awaited)
    yield replace(everyone, against=count.against + awaited)


def reason_needed(rules: Rules, choice: Choice) -> bool:
    """Whether a vote so cast must carry a reason; a secret one never does, since words can
    be told apart and would be kept beside the choice."""
    if rules.ballot is Ballot.SECRET:
        return False
    needing = {
        ReasonRequired.NONE: frozenset[Choice](),
        ReasonRequired.AGAINST: frozenset({Choice.AGAINST}),
        ReasonRequired.ALL_NEGATIVE: frozenset({Choice.AGAINST, Choice.ABSTAIN}),
        ReasonRequired.ALL: frozenset(Choice),
    }
    return choice in needing[rules.reason_required]


def may_record_opposition(rules: Rules, choice: Choice | None) -> bool:
    """Whether a seat may have its opposition entered in the minutes, by name (Civil Code,
    art. 216). On a secret ballot the choice is not known (None) and the seat's word is taken."""
    known = rules.ballot is not Ballot.SECRET
    return rules.dissent_record and (choice is Choice.AGAINST or not known)


def recusal_allowed(rules: Rules, kind: RecusalKind) -> bool:
    """Whether an interest of this kind keeps a seat out of the deliberation and the vote."""
    return kind in rules.recusal_kinds


def may_sit(rules: Rules, *, deputy: bool) -> bool:
    """Whether a person may sit for the seat: its holder always, its deputy by the rules."""
    return rules.deputy or not deputy


def becomes_meeting(rules: Rules, objections: int) -> bool:
    """Whether objections turn a written procedure into an item of a meeting."""
    return 0 < rules.written_objection <= objections


def written_closes_on(rules: Rules, opened_on: date) -> date:
    """The day on which a written procedure closes."""
    return opened_on + timedelta(days=rules.written_open_days)


def minutes_signers(
    rules: Rules, *, chair: str, secretary: str, present: Sequence[str]
) -> tuple[str, ...]:
    """Who signs the minutes, in the order of signing."""
    if rules.minutes_sign is MinutesSign.ALL_PRESENT:
        return tuple(dict.fromkeys((chair, secretary, *present)))
    return (chair, secretary)


def motion_gaps(rules: Rules, given: Collection[MotionNeed]) -> tuple[Message, ...]:
    """What the motion still lacks before its vote may open."""
    missing = [need for need in MotionNeed if need in rules.motion_needs and need not in given]
    return tuple(Message(f"ballot.motion_needs.{need.value}") for need in missing)


def secrecy_warnings(outcome: Outcome) -> tuple[Message, ...]:
    """What a secret result gives away: a unanimous one, or one of very few voters."""
    if outcome.rules.ballot is not Ballot.SECRET or not outcome.count.cast:
        return ()
    unanimous = outcome.count.cast in (outcome.for_, outcome.against, outcome.abstain)
    few = outcome.entitled <= _DISCLOSING
    told = {"unanimous": unanimous, "few_voters": few}
    return tuple(Message(f"ballot.secrecy.{name}") for name, true in told.items() if true)
