"""Who sits for a seat when the Board votes: its holder, its deputy, or who holds its mandate.

A deputy sits in their own right, so an interest of the holder does not keep them out. Whoever
holds a written mandate votes for the holder, so the interest of either keeps the seat out. One
person holds one mandate at most for each sitting.
"""

from collections.abc import Container
from dataclasses import dataclass

from .conduct import may_sit
from .refusal import Incomplete
from .sitting import Presence
from .voting import Rules
from .voting_terms import Proxy

ONE = 1
"""How many mandates one person holds at most in a sitting."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who was written down for a seat beside its holder: its deputy, or by mandate."""

    person_id: int
    kind: Presence


@dataclass(frozen=True, slots=True)
class Sits:
    """Who votes for a seat, in which quality; ``recused``: the seat stays out of this vote."""

    person_id: int
    kind: Presence
    recused: bool


def who_sits(
    holder: int,
    *,
    named: Named | None,
    deputy: int | None,
    interested: Container[int],
    rules: Rules,
    meets: bool,
) -> Sits:
    """Who sits for a seat in one vote, by the rules of that vote.

    ``deputy`` is the deputy of the seat on that day. In writing they take the place of a holder
    who has an interest; in a meeting only who signed in sits (``meets``).
    """
    if named is not None and named.kind is Presence.DEPUTY and may_sit(rules, deputy=True):
        return Sits(named.person_id, Presence.DEPUTY, named.person_id in interested)
    if named is not None and named.kind is Presence.PROXY and rules.proxy is not Proxy.NONE:
        out = holder in interested or named.person_id in interested
        return Sits(named.person_id, Presence.PROXY, out)
    out = holder in interested
    replaced = out and not meets and may_sit(rules, deputy=True)
    if replaced and deputy is not None and deputy not in interested:
        return Sits(deputy, Presence.DEPUTY, recused=False)
    return Sits(holder, Presence.PRESENT, out)


def refuse_mandate(rules: Rules, *, own: bool, on_roster: bool, held: int) -> None:
    """Refuses a mandate that the rules do not know, one to oneself, one to somebody without a
    seat where only members may hold them, and a second one of the same holder."""
    if rules.proxy is Proxy.NONE:
        raise Incomplete("sitting.no_proxies", field="person")
    if own or not (on_roster or rules.proxy is Proxy.ANY):
        raise Incomplete("sitting.proxy_holder_unknown", field="person")
    if held >= ONE:
        raise Incomplete("sitting.proxy_held_already", field="person")
