"""What a motion's page offers its reader beside the vote itself."""

from datetime import datetime

from membership.application.access import OnCase
from membership.ballot.counting import count_of
from membership.ballot.motions import has_voted, rules_of
from membership.ballot.repeating import repeated
from membership.ballot.services import awaits_motion
from membership.ballot.sittings import in_meeting
from membership.ballot.table import is_over
from membership.models import Life, Motion, Person, RosterSeat
from workflows import conduct
from workflows.count import Count
from workflows.motion import REVOTES
from workflows.permission import Act, may
from workflows.voting_terms import Ballot, Mode


def may_object(found: Motion, seat: RosterSeat | None, at: datetime) -> bool:
    """Whether the seat may ask for a meeting instead of this vote in writing."""
    if found.life is not Life.OPEN or seat is None or seat.recused:
        return False
    rules = rules_of(found)
    objected = any(row.roster_seat_id == seat.id for row in found.objections)
    in_time = rules.mode is Mode.WRITTEN and not is_over(found, at)
    return in_time and rules.written_objection > 0 and not objected


def may_enter_roll(found: Motion, actor: Person, on: OnCase) -> bool:
    """Whether this person may enter a roll call taken on paper, or correct the closed vote."""
    if found.life not in (Life.OPEN, Life.CLOSED) or not in_meeting(found):
        return False
    return rules_of(found).ballot is not Ballot.SECRET and may(actor, Act.ENTER_ROLL, on)


def so_far(found: Motion, seat: RosterSeat | None) -> Count | None:
    """How the vote stands, where its rules show that before the close."""
    if found.life is not Life.OPEN:
        return None
    rules, voted = rules_of(found), has_voted(found, seat)
    seen = conduct.tally_visible(rules, closed=False, voted=voted)
    return count_of(found, rules) if seen else None


def may_repeat(found: Motion, actor: Person, on: OnCase) -> bool:
    """Whether this person may put the motion, which decided nothing, to the vote again."""
    undecided = awaits_motion(found) and found is found.application.motions[-1]
    return undecided and repeated(found) < REVOTES and may(actor, Act.OPEN_VOTE, on)
