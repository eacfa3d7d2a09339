"""The procedure strip: the path of Article 11 for one case, drawn from the transition table.

Past stations are dated, the present one names who acts and by when, the ways aside are
shown only when taken. An applicant's strip stops where the house has not yet written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import format_date, get_locale, lazy_gettext, ngettext
from flask_babel import gettext as _

from membership.application.disclosure import known_history
from membership.application.steps import NEVER
from membership.models import Application, StageChange, Waiting
from membership.wording.application import FOR_APPLICANT, FOR_STAFF
from membership.wording.texts import capitalised
from workflows.application import FINAL, Stage, Step, path
from workflows.statute import Statute
from workflows.term import day_of

SOON = 3
"""From how many days before its last day a term is urgent."""

ENDED = frozenset({Stage.REJECTED, Stage.REJECTED_FINAL, Stage.WITHDRAWN, Stage.LAPSED})
REACHED = frozenset({
    Stage.ADMITTED_CONDITIONAL, Stage.DEFERRED, Stage.REJECTED, Stage.CONTESTED, Stage.LAPSED,
})  # fmt: skip
"""Stages called by what happened when they were reached; the others by the work done in them."""


class Audience(StrEnum):
    """Who looks at the strip."""

    APPLICANT = "applicant"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One stop: its name, ``past``, ``present`` or ``future``, and what is known of it."""

    label: str
    state: str
    date_text: str = ""
    who_text: str = ""
    due_text: str = ""
    urgent: bool = False
    tone: str = ""


_AHEAD = {
    Stage.DRAFT: lazy_gettext("Draft"),
    Stage.SUBMITTED: lazy_gettext("Check of the procedure"),
    Stage.CLARIFICATION: lazy_gettext("Clarification"),
    Stage.EVIDENCE_REVIEW: lazy_gettext("Evidence review"),
}
_BEHIND = {
    Step.SUBMIT: lazy_gettext("Submitted"),
    Step.ACCEPT_PROCEDURE: lazy_gettext("Procedure checked"),
    Step.ANSWER: lazy_gettext("Clarified"),
}
"""How a station is called once this step has led on from it."""

_WHO = {
    Waiting.APPLICANT: lazy_gettext("the applicant acts"),
    Waiting.SECRETARIAT: lazy_gettext("the secretariat acts"),
    Waiting.RAPPORTEUR: lazy_gettext("the rapporteur assesses"),
}


def stations(
    application: Application, statute: Statute, *, audience: Audience, at: datetime
) -> list[Station]:
    """The stations of this case as this audience may see them at this moment."""
    own = audience is Audience.APPLICANT
    history = known_history(application) if own else application.history
    visited = _visited(history)
    strip = _Strip(application, statute, history, own, day_of(at, statute.zone))
    past = [strip.past(stage) for stage in visited[:-1]]
    return [*past, strip.present(visited[-1]), *(strip.future(s) for s in _to_come(visited))]


def _visited(history: Sequence[StageChange]) -> list[Stage]:
    """Each stage once, where the case was in it last: a detour stands before its return."""
    stages = [Stage.DRAFT, *(change.target for change in history)]
    return list(reversed(dict.fromkeys(reversed(stages))))


def _to_come(visited: Sequence[Stage]) -> Sequence[Stage]:
    if visited[-1] in FINAL or visited[-1] in ENDED:
        return ()
    straight = path()
    furthest = max(straight.index(stage) for stage in visited if stage in straight)
    return straight[furthest + 1 :]


@dataclass(frozen=True, slots=True)
class _Strip:
    application: Application
    statute: Statute
    history: Sequence[StageChange]
    own: bool
    today: date

    def past(self, stage: Stage) -> Station:
        left = next(change for change in reversed(self.history) if change.source is stage)
        day = _short(day_of(left.at, self.statute.zone))
        label = str(_BEHIND.get(left.step) or self._name(stage))
        dated = self._reached(stage) if stage in REACHED else day
        return Station(label=label, state="past", date_text=dated)

    def present(self, stage: Stage) -> Station:
        reached = self._reached(stage)
        if stage in ENDED:
            return Station(
                label=self._name(stage), state="present", tone="refused", date_text=reached
            )
        if stage in FINAL:
            return Station(label=self._name(stage), state="past", date_text=reached)
        due, urgent = self._due()
        return Station(
            label=self._name(stage), state="present", who_text=self._who(), due_text=due,
            urgent=urgent,
        )  # fmt: skip

    def future(self, stage: Stage) -> Station:
        basis = self.statute.cite("adhesion.admission")
        last = stage is path()[-1] and basis is not None
        return Station(
            label=self._name(stage),
            state="future",
            date_text=basis.cite.in_(_language()) if last and basis else "",
        )

    def _name(self, stage: Stage) -> str:
        if stage is Stage.BOARD_DECISION:
            return self.statute.bodies.decides.name.in_(_language())
        if stage is Stage.ASSOCIATE_MEMBER:
            return capitalised(self.statute.quality.in_(_language()))
        words = FOR_APPLICANT if self.own else FOR_STAFF
        return str(_AHEAD.get(stage) or words[stage])

    def _reached(self, stage: Stage) -> str:
        moments = [change.at for change in self.history if change.target is stage]
        return _short(day_of(moments[-1], self.statute.zone)) if moments else ""

    def _who(self) -> str:
        waiting = self._waiting()
        if self.own and waiting is Waiting.APPLICANT:
            return str(_("you act"))
        if waiting is Waiting.BOARD:
            return str(_("the Board decides"))
        if waiting is Waiting.ASSEMBLY:
            return self.statute.bodies.appeal.name.in_(_language())
        return str(_WHO.get(waiting, ""))

    def _waiting(self) -> Waiting:
        hidden = self.own and len(self.history) < len(self.application.history)
        return Waiting.BOARD if hidden else self.application.waiting_on

    def _due(self) -> tuple[str, bool]:
        due = self.application.due_on
        hidden = self.own and len(self.history) < len(self.application.history)
        if due == NEVER or hidden:
            return "", False
        left = (due - self.today).days
        if self.own and self.application.waiting_on is not Waiting.APPLICANT:
            # A term of the house's own that has passed is not the applicant's business.
            return (str(_("by %(day)s", day=_short(due))) if left >= 0 else ""), False
        return _left(left, due), left <= SOON


def _left(left: int, due: date) -> str:
    if left < 0:
        return str(_("overdue since %(day)s", day=_short(due)))
    if left == 0:
        return str(_("last day today"))
    days = ngettext("%(num)s day left", "%(num)s days left", left)
    return str(_("by %(day)s, %(days)s", day=_short(due), days=days))


def _short(day: date) -> str:
    return str(format_date(day, "d MMM"))


def _language() -> str:
    return "ro" if str(get_locale()).startswith("ro") else "en"
