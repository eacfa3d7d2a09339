"""The roster of a vote: every seat with a mandate, its deputy, and who sits for it."""

from collections.abc import Sequence
from datetime import datetime

from membership import statutes
from membership.application.mandates import deputies_on
from membership.application.seating import sits_for
from membership.models import Deputy, Motion, RosterSeat, Seat
from workflows.representation import Sits
from workflows.term import day_of
from workflows.voting import Rules


def roster_of(
    motion: Motion, rules: Rules, seats: Sequence[Seat], at: datetime
) -> list[tuple[Seat, Deputy | None, Sits]]:
    """Each seat with its deputy and who sits for it, as a vote opened now would freeze them."""
    deputies = deputies_on(seats, day_of(at, statutes.of(motion.application).zone))
    named = ((seat, deputies.get(seat.id)) for seat in seats)
    return [
        (seat, deputy, sits_for(motion, rules, seat_id=seat.id, holder_id=seat.person_id,
                                deputy_id=deputy.person_id if deputy else None))
        for seat, deputy in named
    ]  # fmt: skip


def on_roster(seat: Seat, deputy: Deputy | None, sits: Sits) -> RosterSeat:
    """The seat as it stands now, frozen with the vote, and who sits for it."""
    return RosterSeat(
        seat_id=seat.id,
        person_id=seat.person_id,
        name=seat.person.name,
        office=seat.office,
        founder=seat.founder,
        deputy_id=deputy.person_id if deputy else None,
        sitter_id=sits.person_id,
        sits=sits.kind,
        recused=sits.recused,
        recused_at_open=sits.recused,
    )
