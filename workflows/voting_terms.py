"""The named values that voting rules may take: what the Board votes on, and by which rule.

The values and their meaning are those of the parameter table of docs/voting.md;
each is stored, frozen and written in the statute file by its value.
"""

from enum import StrEnum


class Choice(StrEnum):
    """What a seat may cast."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class MotionKind(StrEnum):
    """What a motion asks the Board to do; each kind has rules of its own."""

    ADMIT = "admit"
    ADMIT_CONDITIONALLY = "admit_conditionally"
    DEFER = "defer"
    REJECT = "reject"
    CONFIRM_QUALITY = "confirm_quality"
    SUSPEND = "suspend"
    EXCLUDE = "exclude"
    REINSTATE = "reinstate"
    AMEND = "amend"
    RECTIFY = "rectify"
    REVOKE = "revoke"


class Mode(StrEnum):
    """How the Board meets. A hybrid sitting is one sitting with one tally."""

    MEETING = "meeting"
    WRITTEN = "written"
    HYBRID = "hybrid"


class Silence(StrEnum):
    """What a seat that casts nothing is taken to say."""

    NOT_PARTICIPATING = "not_participating"
    APPROVE = "approve"
    ABSTAIN = "abstain"


class QuorumRule(StrEnum):
    """How presence is compared with the fraction: exactly half is never more than half."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"


class HalfPlusOne(StrEnum):
    """What "half plus one" of an odd number means: of 7, 4 (half rounded down) or 5 (up)."""

    ROUND_DOWN = "round_down"
    ROUND_UP = "round_up"


class QuorumCheck(StrEnum):
    """When presence is measured: once at the opening of the sitting, or at each vote."""

    AT_OPEN = "at_open"
    AT_EACH_VOTE = "at_each_vote"


class Base(StrEnum):
    """Of whom a majority is taken."""

    CAST_YN = "cast_yn"
    CAST_YNA = "cast_yna"
    PRESENT = "present"
    ENTITLED = "entitled"


class Majority(StrEnum):
    """How much of the base must vote for."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    THREE_QUARTERS = "three_quarters"
    UNANIMITY = "unanimity"
    CONSENSUS_THEN_MAJORITY = "consensus_then_majority"


class Tie(StrEnum):
    """What settles a tie."""

    CHAIR_CASTS = "chair_casts"
    FAILS = "fails"
    REVOTE_ONCE = "revote_once"
    REFER_GA = "refer_GA"


class Ballot(StrEnum):
    """What the ballot shows: who voted how, how many voted how, or how many and unlinked."""

    OPEN_NOMINAL = "open_nominal"
    OPEN_COUNTS_ONLY = "open_counts_only"
    SECRET = "secret"  # noqa: S105 - a kind of ballot


class VoteChange(StrEnum):
    """Whether a vote cast may be replaced."""

    UNTIL_CLOSE = "until_close"
    NEVER = "never"


class ShowTally(StrEnum):
    """When a member of the Board sees how the vote stands."""

    AFTER_CLOSE = "after_close"
    AFTER_OWN_VOTE = "after_own_vote"
    LIVE = "live"


class EarlyClose(StrEnum):
    """When a vote may be closed before its time."""

    NEVER = "never"
    ALL_VOTED = "all_voted"
    OUTCOME_CERTAIN = "outcome_certain"


class Proxy(StrEnum):
    """Who may vote for an absent seat under a written power of attorney."""

    NONE = "none"
    BOARD_MEMBER = "board_member"
    ANY = "any"


class RecusalKind(StrEnum):
    """Why a seat is kept out. An administrative recusal is pinned by the secretariat or chair."""

    EMPLOYER = "employer"
    SHAREHOLDER = "shareholder"
    FAMILY = "family"
    COMPETITOR = "competitor"
    COLLABORATOR = "collaborator"
    OTHER = "other"
    ADMINISTRATIVE = "administrative"


class ReasonRequired(StrEnum):
    """Which votes must carry a reason; all_negative means against and abstaining."""

    NONE = "none"
    AGAINST = "against"
    ALL_NEGATIVE = "all_negative"
    ALL = "all"


class MinutesSign(StrEnum):
    """Who signs the minutes."""

    CHAIR_AND_SECRETARY = "chair_and_secretary"
    ALL_PRESENT = "all_present"


class MotionNeed(StrEnum):
    """What a motion must carry before its vote may open."""

    REASONS = "reasons"
    CRITERIA = "criteria"
    CONDITIONS = "conditions"
    HEARING = "hearing"


class Result(StrEnum):
    """How a vote ended, by the names of the tally's vectors."""

    ADOPTED = "ADOPTED"
    NOT_ADOPTED = "NOT_ADOPTED"
    NO_QUORUM = "NO_QUORUM"
    ADOPTED_BY_CASTING_VOTE = "ADOPTED_BY_CASTING_VOTE"
    NOT_ADOPTED_BY_CASTING_VOTE = "NOT_ADOPTED_BY_CASTING_VOTE"
    TIE_UNRESOLVED = "TIE_UNRESOLVED"


class Follows(StrEnum):
    """What the rules provide after a vote that decided nothing."""

    SECOND_CALL = "second_call"
    REVOTE = "revote"
    GENERAL_ASSEMBLY = "general_assembly"


class Referral(StrEnum):
    """Why the Assembly decides a case instead of the Board: a tie that nothing settles, too few
    who may vote, or nobody left who may preside."""

    TIE = "tie"
    VOTERS = "voters"
    PRESIDING = "presiding"


class Veto(StrEnum):
    """Whose vote against, cast openly, kept a motion from being adopted."""

    CHAIR = "chair"
    FOUNDER = "founder"


class Shortfall(StrEnum):
    """Why the Board could not validly vote: presence, nobody presiding, too few voters."""

    PRESENT = "present"
    CHAIR = "chair"
    VOTERS = "voters"
