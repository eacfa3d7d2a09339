"""Who sits for which seat of an open vote, and what follows when somebody else comes to sit."""

from datetime import datetime

from membership.application.access import interested_in
from membership.application.locking import lock_motion
from membership.application.telling import tell
from membership.database import Session
from membership.journal.services import record
from membership.models import Life, Motion, Person, RosterSeat, Sitting
from workflows.representation import Named, Sits, who_sits
from workflows.sitting import Presence
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Mode

IN_PLACE = frozenset({Presence.DEPUTY, Presence.PROXY})


def sits_for(
    motion: Motion, rules: Rules, *, seat_id: int, holder_id: int, deputy_id: int | None
) -> Sits:
    """Who sits for a seat in the vote on this motion as everything stands."""
    sitting = motion.item.sitting if motion.item is not None else None
    meets = sitting is not None and sitting.mode is not Mode.WRITTEN
    return who_sits(
        holder_id,
        named=_named(sitting, seat_id, meets=meets) if sitting is not None else None,
        deputy=deputy_id,
        interested=interested_in(motion.application),
        rules=rules,
        meets=meets,
    )


def _named(sitting: Sitting, seat_id: int, *, meets: bool) -> Named | None:
    """Who is written down for the seat: in a meeting as signed in, in writing as represented."""
    if meets:
        rows = (
            row
            for row in sitting.attendance
            if row.seat_id == seat_id and row.left_at is None and row.kind in IN_PLACE
        )
        there = next(rows, None)
        return Named(there.person_id, there.kind) if there is not None else None
    held = (one for one in sitting.representations if one.seat_id == seat_id and one.holds)
    stands = next(held, None)
    return Named(stands.person_id, stands.kind) if stands is not None else None


def reseat(session: Session, motion: Motion, *, at: datetime) -> None:
    """Lets every seat of an open vote be sat for by whoever sits for it now.

    A vote already cast stays the seat's, whoever cast it, unless its caster came to have an
    interest; a ballot in the box of a secret vote cannot be found, so its seat stays recused.
    """
    lock_motion(session, motion)
    rules = Rules.of(motion.rules or {})
    for seat in motion.roster:
        sits = sits_for(motion, rules, seat_id=seat.seat_id, holder_id=seat.person_id,
                        deputy_id=seat.deputy_id)  # fmt: skip
        if rules.ballot is Ballot.SECRET and _spoils(motion, seat):
            seat.recused = True
            continue
        _drop_votes_of_interested(motion, seat, at)
        before = seat.sitter_id
        seat.sitter_id, seat.sits, seat.recused = sits.person_id, sits.kind, sits.recused
        if before != sits.person_id and not sits.recused:
            _taken(session, motion, seat, at)
    session.flush()


def _spoils(motion: Motion, seat: RosterSeat) -> bool:
    out = interested_in(motion.application)
    return any(row.roster_seat_id == seat.id and row.voter_id in out
               for row in motion.participations)  # fmt: skip


def _drop_votes_of_interested(motion: Motion, seat: RosterSeat, at: datetime) -> None:
    out = interested_in(motion.application)
    for vote in motion.votes:
        theirs = vote.roster_seat_id == seat.id and vote.voter_id in out
        if theirs and vote.superseded_at is None:
            vote.superseded_at = at


def _taken(session: Session, motion: Motion, seat: RosterSeat, at: datetime) -> None:
    record(session, "seat.sat_for", by=None, at=at, subject=motion.application.public_id,
           motion=motion.public_id, seat=seat.seat_id, person=seat.sitter_id,
           kind=seat.sits.value)  # fmt: skip
    tell(session, motion, seat.sitter_id, "vote_opened", at=at, key=f"{at:%Y%m%d%H%M%S}")


def reseat_all(session: Session, sitting: Sitting, *, at: datetime) -> None:
    """Reseats every open vote of a sitting: somebody came, left, or stands in for a seat."""
    for item in sitting.agenda:
        for motion in item.motions:
            if motion.life is Life.OPEN:
                reseat(session, motion, at=at)


def is_of(seat: RosterSeat, person: Person) -> bool:
    """Whether the seat is this person's in any quality, now or when the vote opened."""
    return person.id in (seat.person_id, seat.deputy_id, seat.sitter_id)
