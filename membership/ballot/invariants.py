"""What must always hold of votes, looked for one by one by ``membership check``."""

from collections.abc import Collection, Iterator
from pathlib import Path

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from membership.application.access import interested_in
from membership.application.ending import OVER
from membership.ballot import freezing
from membership.ballot.counting import recount
from membership.database import Session
from membership.models import (
    AgendaItem,
    Application,
    AssemblyResolution,
    BoxBallot,
    Life,
    Motion,
    Organisation,
    Participation,
    Representation,
    RollCall,
    RosterSeat,
    Sitting,
    StageChange,
    Vote,
)
from workflows.assembly import STEPS
from workflows.outcome import Outcome
from workflows.sitting import Presence, State
from workflows.voting_terms import Mode


def _recounted(session: Session, _documents: Path) -> Iterator[str]:
    """Every closed vote's tally is what its votes and frozen rules give, and was in time."""
    closed = select(Motion).where(Motion.life == Life.CLOSED).options(
        selectinload(Motion.votes), selectinload(Motion.roster)
    )  # fmt: skip
    for motion in session.scalars(closed):
        again: Outcome = recount(motion)
        if again.to_mapping() != motion.outcome or again.result is not motion.result:
            yield f"motion {motion.public_id}: its tally is not what its votes give"
        own = [vote.at for vote in motion.votes if vote.roll_call_id is None]
        if any(at > motion.closed_at for at in own if motion.closed_at):
            yield f"motion {motion.public_id}: holds a vote cast after its close"


def _one_vote_a_seat(session: Session, _documents: Path) -> Iterator[str]:
    """At most one vote of a seat counts."""
    doubled = (
        select(Vote.motion_id)
        .where(Vote.superseded_at.is_(None))
        .group_by(Vote.motion_id, Vote.roster_seat_id)
        .having(func.count() > 1)
    )
    for motion_id in session.scalars(doubled):
        yield f"motion {motion_id}: a seat has two votes that count"


def _box_and_participations(session: Session, _documents: Path) -> Iterator[str]:
    """A secret vote has as many ballots as seats that took part; an uncounted one has none."""
    ballots = func.count(BoxBallot.receipt.distinct())
    seats = func.count(Participation.id.distinct())
    wanted = (
        select(Motion.public_id, Motion.life, Motion.destroyed_at, ballots, seats)
        .join(Participation, Participation.motion_id == Motion.id)
        .outerjoin(BoxBallot, BoxBallot.motion_id == Motion.id)
        .group_by(Motion.id)
    )
    for public_id, life, destroyed, in_box, took_part in session.execute(wanted):
        if in_box != (0 if life is Life.WITHOUT_OBJECT or destroyed else took_part):
            yield f"motion {public_id}: {in_box} ballots in the box of {took_part} that voted"


def _recused_seats_are_silent(session: Session, _documents: Path) -> Iterator[str]:
    """No vote of a recused seat counts."""
    heard = (
        select(Motion.public_id)
        .join(Vote, Vote.motion_id == Motion.id)
        .join(RosterSeat, RosterSeat.id == Vote.roster_seat_id)
        .where(Vote.superseded_at.is_(None), RosterSeat.recused)
    )
    for public_id in session.scalars(heard):
        yield f"motion {public_id}: the vote of a recused seat counts"


def _interested_people_are_silent(session: Session, _documents: Path) -> Iterator[str]:
    """No vote counts of somebody who had an interest in the case before the vote was closed, nor
    while it is open of somebody who has one."""
    held = (
        select(Motion, Vote.voter_id)
        .join(Vote, Vote.motion_id == Motion.id)
        .where(Vote.superseded_at.is_(None), Motion.life.in_((Life.OPEN, Life.CLOSED)))
        .options(joinedload(Motion.application).options(
            selectinload(Application.interests),
            joinedload(Application.organisation).selectinload(Organisation.affiliations)))
    )  # fmt: skip
    for motion, voter_id in session.execute(held).unique():
        if voter_id in _out_of(motion):
            yield f"motion {motion.public_id}: the vote of somebody with an interest counts"


def _out_of(motion: Motion) -> Collection[int]:
    case, closed_at = motion.application, motion.closed_at
    if closed_at is None:
        return interested_in(case)
    # One that came on record after the close questions the decision, and not the count.
    return {row.person_id for row in case.interests if row.keeps_out and row.at < closed_at}


def _two_people_a_roll(session: Session, _documents: Path) -> Iterator[str]:
    """Votes entered from paper were confirmed by somebody else than who entered them."""
    alone = (
        select(Motion.public_id)
        .join(Vote, Vote.motion_id == Motion.id)
        .join(RollCall, RollCall.id == Vote.roll_call_id)
        .where(
            or_(
                RollCall.confirmed_by_id.is_(None),
                RollCall.confirmed_by_id == RollCall.entered_by_id,
            )
        )
        .distinct()
    )
    for public_id in session.scalars(alone):
        yield f"motion {public_id}: votes entered from paper that no second person confirmed"


def _cast_by_who_may(session: Session, _documents: Path) -> Iterator[str]:
    """Every vote that counts was cast by the seat's holder or its deputy, or by who held its
    mandate in that sitting; one person held one mandate at most in each, and each mandate that
    holds has its signed paper."""
    votes = (
        select(Motion.public_id, Vote.voter_id, RosterSeat, AgendaItem.sitting_id)
        .join(Vote, Vote.motion_id == Motion.id)
        .join(RosterSeat, RosterSeat.id == Vote.roster_seat_id)
        .outerjoin(AgendaItem, AgendaItem.id == Motion.item_id)
        .where(Vote.superseded_at.is_(None), Vote.voter_id != RosterSeat.person_id)
    )
    held = set()
    for one in session.scalars(select(Representation)):
        held.add((one.sitting_id, one.seat_id, one.person_id))
        if one.kind is Presence.PROXY and one.given_on is not None and one.document_id is None:
            yield f"mandate {one.public_id}: registered without its signed paper"
    for public_id, voter_id, seat, sitting_id in session.execute(votes).unique():
        if voter_id != seat.deputy_id and (sitting_id, seat.seat_id, voter_id) not in held:
            yield f"motion {public_id}: a vote was cast by somebody who does not sit for its seat"


def _frozen_stays(session: Session, _documents: Path) -> Iterator[str]:
    """A vote that was opened still has the text, rules and roster that it was opened with, while
    it is open its file as well, and each of its votes is the one that its tracker was given for."""
    opened = select(Motion).where(Motion.frozen_hash.is_not(None)).options(
        selectinload(Motion.votes), selectinload(Motion.roster), selectinload(Motion.conditions)
    )  # fmt: skip
    for motion in session.scalars(opened):
        if not freezing.unaltered(motion):
            yield f"motion {motion.public_id}: is not what was frozen when its vote opened"
        elif not all(freezing.confirms(vote, motion) for vote in motion.votes if vote.tracker):
            yield f"motion {motion.public_id}: a vote is not the one that its tracker names"
        open_now = motion.life is Life.OPEN
        if open_now and motion.dossier_hash != freezing.dossier_hash(motion.application):
            yield f"motion {motion.public_id}: its file is not the one that its vote was opened on"


def _written_ends_with_its_votes(session: Session, _documents: Path) -> Iterator[str]:
    """A written procedure does not stand once the last of its motions has ended."""
    of_it = select(Motion.id).join(AgendaItem).where(AgendaItem.sitting_id == Sitting.id)
    stands = select(Sitting.public_id).where(
        Sitting.mode == Mode.WRITTEN,
        Sitting.state.in_((State.CONVENED, State.OPEN)),
        of_it.exists(),
        ~of_it.where(Motion.life.not_in(OVER)).exists(),
    )
    for public_id in session.scalars(stands):
        yield f"sitting {public_id}: stands, and every motion of it has ended"


def _assembly_is_followed(session: Session, _documents: Path) -> Iterator[str]:
    """Every step that the Assembly ruled has its resolution on record, and no other was taken."""
    ruled = {step for steps in STEPS.values() for step in steps.values()}
    taken = select(func.count()).where(
        StageChange.application_id == Application.id, StageChange.step.in_(ruled)
    )
    held = select(func.count()).where(AssemblyResolution.application_id == Application.id)
    wrong = select(Application.public_id).where(taken.scalar_subquery() != held.scalar_subquery())
    for public_id in session.scalars(wrong):
        yield f"case {public_id}: what the Assembly ruled is not what was done"


CHECKS = (
    _recounted,
    _frozen_stays,
    _one_vote_a_seat,
    _box_and_participations,
    _recused_seats_are_silent,
    _interested_people_are_silent,
    _two_people_a_roll,
    _cast_by_who_may,
    _written_ends_with_its_votes,
    _assembly_is_followed,
)
