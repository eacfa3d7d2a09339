"""A vote's result as a reader checks it: the verdict, the sum, the roll, and a file to recount."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from membership.ballot.motions import current, rules_of, took_part
from membership.ballot.services import spaced
from membership.models import Motion, RosterSeat, Vote
from workflows import conduct
from workflows.outcome import Outcome
from workflows.voting_terms import Base, Choice, Majority, MotionKind, Result

MAJORITIES = {
    Majority.SIMPLE: _l("simple majority"),
    Majority.TWO_THIRDS: _l("majority of two thirds"),
    Majority.THREE_QUARTERS: _l("majority of three quarters"),
    Majority.UNANIMITY: _l("unanimity"),
    Majority.CONSENSUS_THEN_MAJORITY: _l("consensus or simple majority"),
}
OF = {
    Base.PRESENT: _l("of those present"),
    Base.ENTITLED: _l("of those entitled to vote"),
    Base.CAST_YN: _l("of the votes for and against"),
    Base.CAST_YNA: _l("of the votes cast"),
}
Line = dict[str, Any]


def verdict(motion: Motion, outcome: Outcome) -> str:
    """The result in one sentence, with the figures that made it and the rule."""
    if outcome.shortfall:
        return str(_("No quorum: nothing was decided."))
    rule = f"{MAJORITIES[outcome.rules.rule]} {OF[outcome.rules.base]}"
    figures = {"votes": outcome.for_, "base": outcome.base, "rule": rule}
    if outcome.result is Result.TIE_UNRESOLVED:
        return str(_("A tie: nothing was decided. For: %(votes)s of %(base)s.", **figures))
    if not outcome.adopted:
        return str(_("Not adopted: for, %(votes)s of %(base)s; %(rule)s needed.", **figures))
    words = _adopted(motion.kind, outcome.for_, figures)
    return f"{words} {_('The casting vote decided.')}" if outcome.casting else words


def _adopted(kind: MotionKind, votes: int, figures: dict[str, object]) -> str:
    if kind is MotionKind.ADMIT:
        return str(ngettext("Admitted by %(votes)s vote of %(base)s, %(rule)s.",
                            "Admitted by %(votes)s votes of %(base)s, %(rule)s.",
                            votes, **figures))  # fmt: skip
    if kind is MotionKind.DEFER:
        return str(ngettext("Deferred by %(votes)s vote of %(base)s, %(rule)s.",
                            "Deferred by %(votes)s votes of %(base)s, %(rule)s.",
                            votes, **figures))  # fmt: skip
    if kind is MotionKind.REJECT:
        return str(ngettext("Rejected by %(votes)s vote of %(base)s, %(rule)s.",
                            "Rejected by %(votes)s votes of %(base)s, %(rule)s.",
                            votes, **figures))  # fmt: skip
    return str(ngettext("Adopted by %(votes)s vote of %(base)s, %(rule)s.",
                        "Adopted by %(votes)s votes of %(base)s, %(rule)s.",
                        votes, **figures))  # fmt: skip


def lines(outcome: Outcome) -> list[Line]:
    """The sum, line by line, in the order in which a person checks it."""
    found = [{"label": _("Seats"), "value": outcome.seats}]
    if outcome.recused:
        found.append({"label": _("recused"), "explanation": _("interest declared"),
                      "value": f"−{outcome.recused}", "kind": "minus"})  # fmt: skip
    found.append({"label": _("Entitled to vote"), "value": outcome.entitled,
                  "kind": "sum" if outcome.recused else ""})  # fmt: skip
    found.append({"label": _("Present"), "value": outcome.present, "met": outcome.quorum_met,
                  "explanation": _("quorum: at least %(n)s", n=outcome.quorum_needed)})  # fmt: skip
    return found if outcome.shortfall else found + _votes(outcome)


def _votes(outcome: Outcome) -> list[Line]:
    found: list[Line] = [
        {"label": _("For"), "value": outcome.for_, "kind": "part", "strong": True},
        {"label": _("Against"), "value": outcome.against},
    ]
    if outcome.abstain or outcome.rules.abstain_allowed:
        counts = outcome.rules.base is not Base.CAST_YN
        said = _("in the base, so against") if counts else _("outside the base")
        found.append({"label": _("Abstentions"), "value": outcome.abstain,
                      "explanation": said if outcome.abstain else ""})  # fmt: skip
    if outcome.needed is not None:
        found.append({"label": _("Needed"), "value": outcome.needed, "kind": "sum",
                      "met": outcome.for_ >= outcome.needed,
                      "explanation": _share(outcome)})  # fmt: skip
    return found


def _share(outcome: Outcome) -> str:
    rule, base = outcome.rules.rule, outcome.base
    if rule is Majority.TWO_THIRDS:
        return str(_("two thirds of %(base)s", base=base))
    if rule is Majority.THREE_QUARTERS:
        return str(_("three quarters of %(base)s", base=base))
    if rule is Majority.UNANIMITY:
        return str(_("all of %(base)s", base=base))
    return str(_("more than %(base)s : 2", base=base))


@dataclass(frozen=True, slots=True)
class Called:
    """One line of the roll: the seat, and its vote where the ballot is by name."""

    seat: RosterSeat
    vote: Vote | None
    named: bool
    voted: bool
    opposed: bool
    who: str
    """Who voted in the holder's place, in whichever way the ballot is held; else empty."""

    @property
    def tracker(self) -> str:
        """The tracker of the vote, in groups; empty where it would tell who voted how."""
        return spaced(self.vote.tracker) if self.vote and self.named else ""


def roll(motion: Motion) -> list[Called]:
    """The roll call: every seat of the frozen roster, and how it voted where that is public."""
    votes = {vote.roster_seat_id: vote for vote in current(motion)}
    named, voted = conduct.shows_names(rules_of(motion)), took_part(motion)
    opposed = {vote.roster_seat_id for vote in votes.values() if vote.opposition} | {
        row.roster_seat_id for row in motion.participations if row.opposition
    }
    who = {vote.roster_seat_id: vote.stand_in for vote in votes.values()} | {
        row.roster_seat_id: row.voter.name
        for row in motion.participations
        if row.voter_id != row.seat.person_id
    }
    return [
        Called(seat, votes.get(seat.id), named, seat.id in voted, seat.id in opposed,
               who.get(seat.id, ""))
        for seat in motion.roster
    ]  # fmt: skip


def box(motion: Motion) -> list[tuple[str, Choice]]:
    """The ballots of a secret vote, by their receipts: whoever kept theirs finds it here."""
    return [(spaced(ballot.receipt), ballot.choice) for ballot in motion.box]


def unnamed(motion: Motion) -> list[tuple[str, Choice]]:
    """Where only figures are public: every tracker with its choice, in no order of seats."""
    if conduct.shows_names(rules_of(motion)):
        return []
    return sorted((spaced(vote.tracker), vote.choice) for vote in current(motion))
