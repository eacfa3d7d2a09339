"""Whether the Assembly decides a case that the Board has: the Board cannot decide it itself."""

from collections.abc import Sequence
from datetime import datetime

from membership.application.access import seats_on, standing_of
from membership.ballot.counting import round_of
from membership.ballot.repeating import repeated
from membership.ballot.roster import roster_of
from membership.database import Session
from membership.models import Application, Life, Motion, Office, Seat
from workflows.application import Stage
from workflows.assembly import referral_after
from workflows.ballot import Count, is_beyond_reach
from workflows.motion import DECIDING
from workflows.refusal import Unset
from workflows.statute import Statute
from workflows.voting import Rules
from workflows.voting_terms import Follows, MotionKind, Referral

PRESIDING = frozenset({Office.CHAIR, Office.VICE_CHAIR})


def referral_of(
    session: Session, application: Application, *, statute: Statute, at: datetime
) -> Referral | None:
    """Why the Assembly decides this case instead of the Board; None where the Board still can.

    Either its last vote ended so and nothing else waits to be voted, or, voted or not, too few
    seats are left once those with an interest stay out. The rules are those of the
    statute file in force.
    """
    motions = application.motions
    if application.stage is not Stage.BOARD_DECISION or any(m.life is Life.OPEN for m in motions):
        return None
    waits = any(motion.life is Life.PROPOSED for motion in motions)
    last = None if waits else _last_counted(application)
    found = _after(last) if last is not None else None
    return found or _left(session, application, statute, at)


def _last_counted(application: Application) -> Motion | None:
    """The last vote of this round that was counted."""
    arrived = sum(change.target is Stage.BOARD_DECISION for change in application.history)
    counted = [one for one in application.motions
               if one.life is Life.CLOSED and round_of(one) == arrived]  # fmt: skip
    return max(counted, key=lambda one: one.position, default=None)


def _after(last: Motion) -> Referral | None:
    follows = (last.outcome or {}).get("follows")
    return referral_after(last.result, Follows(follows) if follows else None,
                          repeated=repeated(last))  # fmt: skip


def _left(
    session: Session, application: Application, statute: Statute, at: datetime
) -> Referral | None:
    """Whether so few seats are left that no vote of any kind could decide the case."""
    seats = seats_on(session, application, at)
    presiding = standing_of(session, application, at, seats=seats).presiding_id
    if presiding is None and any(seat.office in PRESIDING for seat in seats):
        return Referral.PRESIDING
    kinds = [rules for kind in DECIDING if (rules := _rules(statute, kind)) is not None]
    known = bool(seats and kinds and application.motions)
    few = known and all(_too_few(application, rules, seats, at) for rules in kinds)
    return Referral.VOTERS if few else None


def _rules(statute: Statute, kind: MotionKind) -> Rules | None:
    try:
        return statute.rules_for(kind)
    except Unset:
        return None


def _too_few(application: Application, rules: Rules, seats: Sequence[Seat], at: datetime) -> bool:
    # Who sits for a seat is the same for every motion of the case that is not put to a sitting.
    roster = roster_of(application.motions[-1], rules, seats, at)
    votes = {seat.id: rules.weight.get(str(seat.id), 1) for seat in seats}
    out = sum(votes[seat.id] for seat, _deputy, sits in roster if sits.recused)
    everyone = sum(votes.values())
    return is_beyond_reach(Count(everyone, everyone - out, out, 0, 0, 0), rules)
