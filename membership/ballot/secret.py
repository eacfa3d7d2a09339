"""The secret ballot (docs/voting.md): who took part and what was cast are kept apart.

It keeps one member's vote from the others. It does not keep it from whoever runs the
server, and says so; it has no cryptography.
"""

import secrets
from datetime import datetime

from membership.ballot.motions import has_voted, motion_of, rules_of
from membership.ballot.services import entitled, refuse_incomplete
from membership.ballot.timing import owe_early_close
from membership.database import Session
from membership.journal.services import record
from membership.models import BoxBallot, Motion, Participation, Person
from workflows.refusal import NotNow
from workflows.voting_terms import Ballot, Choice

RECEIPT = 8
"""Bytes of a receipt: random, so that it tells nothing of whose it is or when it was cast."""


def cast_secretly(
    session: Session,
    actor: Person,
    motion_public_id: str,
    *,
    choice: Choice,
    opposition: bool = False,
    seat_id: int | None = None,
    at: datetime,
) -> str:
    """Puts a ballot into the box and answers its receipt, which is stored beside no name.

    Refuses a second ballot of the seat: the first cannot be found again. ``opposition``
    names the member in the minutes as opposed, whatever the ballot says.
    """
    motion = motion_of(session, motion_public_id, lock=True)
    seat = entitled(session, actor, motion, at, seat_id=seat_id)
    rules = rules_of(motion)
    if rules.ballot is not Ballot.SECRET:
        raise NotNow("ballot.not_secret")
    if has_voted(motion, seat):
        raise NotNow("ballot.already_in_the_box", recorded=True)
    refuse_incomplete(rules, choice, "", opposition)
    motion.participations.append(
        Participation(seat=seat, voter=actor, at=at, opposition=opposition)
    )
    receipt = secrets.token_hex(RECEIPT)
    session.add(BoxBallot(receipt=receipt, motion_id=motion.id, choice=choice))
    record(session, "vote.taken_part", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    session.flush()
    session.expire(motion, ["box"])
    owe_early_close(session, motion, at)
    return receipt


def shuffle(session: Session, motion: Motion) -> None:
    """Writes the box anew in an order drawn by lot: what the database kept of the order in
    which the ballots came goes with the rows that are replaced."""
    held = [(ballot.receipt, ballot.choice) for ballot in motion.box]
    motion.box.clear()
    session.flush()
    secrets.SystemRandom().shuffle(held)
    for receipt, choice in held:
        session.add(BoxBallot(receipt=receipt, motion_id=motion.id, choice=choice))
        session.flush()
    session.expire(motion, ["box"])
