"""What everything that one sitting votes on asks of it together: of each rule the strictest, since
one motion may ask the longer notice and another the larger quorum.

Who may stand in for a seat is the other way round: whoever may in one of the votes comes, and each
vote asks its own rules again.
"""

from collections.abc import Iterable
from dataclasses import replace

from .ballot import tally
from .count import Count
from .outcome import Outcome
from .voting import Rules
from .voting_terms import MinutesSign, Proxy


def notice(rules: Iterable[Rules]) -> Rules:
    """The rules that ask the longest notice."""
    return max(rules, key=lambda one: one.notice_days)


def second_call(rules: Iterable[Rules]) -> Rules:
    """The rules that know no second call, else those by which it waits longest."""
    return max(rules, key=lambda one: (not one.second_call.allowed, one.second_call.after_days))


def quorum(count: Count, rules: Iterable[Rules], *, again: bool) -> Outcome:
    """The largest quorum, measured for these present; ``again``: on a second call, of the rules
    that know one."""
    asked = (
        tally(replace(count, on_second_call=again and one.second_call.allowed), one)
        for one in rules
    )
    return max(asked, key=lambda one: one.quorum_needed)


def signing(rules: Iterable[Rules]) -> Rules:
    """The rules by which all present sign the minutes, where any ask it."""
    return max(rules, key=lambda one: one.minutes_sign is MinutesSign.ALL_PRESENT)


def proxies(rules: Iterable[Rules]) -> Rules:
    """The rules that let the most people hold a written mandate."""
    return max(rules, key=lambda one: list(Proxy).index(one.proxy))


def deputies(rules: Iterable[Rules]) -> bool:
    """Whether a deputy may sit in any of the votes."""
    return any(one.deputy for one in rules)
