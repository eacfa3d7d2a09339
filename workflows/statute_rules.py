"""What a statute file may set of terms, votes, wording and the form, and what it must."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Any

from .questions import FIXED, QUESTIONS
from .refusal import Unset
from .statute_reader import PartOf, StatuteError
from .voting import Rules
from .voting_terms import MotionKind

TERMS = (
    "formal_check",  # from submission
    "clarification",  # from the request: the applicant's answer
    "clarification_extension",  # from the last day to answer: more time, once, when asked for
    "clarification_reminder",  # from the request: when the applicant is reminded
    "reopen",  # from the closing of an abandoned file
    "evidence_review",  # from the accepted procedure
    "decision",  # from the accepted procedure: the file is complete then
    "defer",  # from the deferral, at most
    "notify",  # from the decision: the letter has left
    "contest",  # from proved communication
    "reapply",  # from the decision
    "condition",  # from the decision, where a condition names no date
    "idle_draft",  # from the last change
    "recheck",  # from admission, or the last re-check
    "recheck_answer",  # from the request
    "remedy",  # from the notice's receipt
    "suspension",  # from its start, at most
    "hearing",  # from the invitation's receipt, at least
    "withdrawal",  # from the member's notice
)
"""Every term that a statute file may set, with the event it runs from."""

WORDING = ("join", "motto", "no_classified", "contest_route", "prevails", "privacy", "rights")
"""Every sentence of a cluster's own that a statute file may set."""

FORM = (
    "capability",
    "geography",
    "interests",
    "share",
    "since_year",
    "trl",
    *(key for key in QUESTIONS if key not in FIXED),
)
"""Every field of the application form that a cluster may require or leave out."""

BY_STATUTE = ("quorum_fraction", "quorum_rule", "base", "rule", "ballot", "tie")
"""Voting parameters for which nobody but the cluster can answer: no vote opens without."""

NEEDED = (
    "established_on",
    "seat",
    "letterhead.legal_form",
    "letterhead.registry_no",
    "letterhead.fiscal_code",
    "letterhead.email",
    "acts.statute.version",
    "acts.regulations.version",
    "bodies.decides.seats",
    "membership_starts",
    "terms.formal_check",
    "terms.clarification",
    "terms.reopen",
    "terms.evidence_review",
    "terms.decision",
    "terms.notify",
    "terms.contest",
    "terms.reapply",
    *(f"voting.defaults.{name}" for name in BY_STATUTE),
)
"""What an installation must set before the procedure can be followed to its end."""

_Rules = Annotated[Mapping[str, object], PartOf(Rules)]


@dataclass(frozen=True, slots=True)
class Voting:
    """The voting rules: ``defaults``, and for each kind of motion what differs."""

    defaults: _Rules = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[MotionKind, _Rules] = field(default_factory=lambda: MappingProxyType({}))

    def rules(self, kind: MotionKind, **beneath: object) -> Rules:
        """The rules of one kind of motion: its own, else the defaults, else ``beneath``, else
        those of ``Rules``."""
        given: dict[str, Any] = {**beneath, **self.defaults, **self.kinds.get(kind, {})}
        return Rules(**given)

    def check(self) -> None:
        """Refuses rules that contradict one another, such as a secret ballot that is weighed."""
        for kind in MotionKind:
            try:
                self.rules(kind)
            except StatuteError as wrong:
                path = f"voting.kinds.{kind}.{wrong.path}"
                raise StatuteError(path, wrong.expected, wrong.found) from wrong

    def refuse_unset(self, kind: MotionKind) -> None:
        """Refuses with ``Unset`` when the cluster has not said how such a vote is decided."""
        for name in BY_STATUTE:
            if name not in self.defaults and name not in self.kinds.get(kind, {}):
                raise Unset(f"voting.defaults.{name}")
