"""What is next on a case, for whoever reads it: one sentence, and the acts they may do."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import format_date, format_datetime, ngettext
from flask_babel import gettext as _

from membership.application.access import OnCase
from membership.application.closings import reopen_by
from membership.application.steps import UNDECIDED
from membership.models import Application, Letter, Life, Motion, Person
from membership.review.opinions import left_for
from membership.review.questions import waiting
from membership.review.services import LACKING, open_checks
from membership.wording.application import FOR_STAFF
from workflows.application import Stage
from workflows.letter import INTERNAL, Kind, State
from workflows.motion import ABOUT_MEMBER, BESIDE
from workflows.permission import Act, may
from workflows.review import unassessed
from workflows.statute import Statute
from workflows.voting_terms import Follows

Link = tuple[str, str]
"""What one does, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The sentence, the words of it that matter most, the first act as a button, the others
    as links."""

    lead: str
    strong: str = ""
    first: Link | None = None
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The case before one reader on one day."""

    application: Application
    on: OnCase
    statute: Statute
    person: Person
    today: date

    def may(self, act: Act) -> bool:
        """Whether this reader may do the act on this case."""
        return may(self.person, act, self.on)

    def to(self, page: str, words: str) -> Link:
        """A link to a page of this case."""
        return words, url_for(f"review.{page}", public_id=self.application.public_id)


def guide(reader: Reader) -> Guide:
    """What is next, by the stage of the case and by who reads it."""
    says = {
        Stage.SUBMITTED: _submitted,
        Stage.CLARIFICATION: _asked,
        Stage.EVIDENCE_REVIEW: _review,
        Stage.BOARD_DECISION: _board,
        Stage.LAPSED: _lapsed,
    }.get(reader.application.stage, _settled)
    return says(reader)


def _submitted(reader: Reader) -> Guide:
    if not reader.may(Act.CHECK_PROCEDURE):
        return Guide(lead=_("The secretariat checks the adhesion procedure."))
    left = len(open_checks(reader.application, reader.statute))
    check = reader.to("procedure", _("Check the procedure"))
    asks = reader.to("ask", _("Ask the applicant"))
    inadmissible = reader.to("inadmissible", _("Propose inadmissibility"))
    if not left:
        words = _(
            "Every line of the checklist conforms. Accept the procedure and name who assesses."
        )
        first = reader.to("assign", _("Accept the procedure"))
        return Guide(lead=words, first=first, others=(check, asks, inadmissible))
    lines = ngettext("%(num)s line", "%(num)s lines", left)
    words = _("Of the formal checklist, %(lines)s remain open.", lines=lines)
    if any(line.mark in LACKING for line in reader.application.checklist):
        return Guide(lead=words, strong=lines, first=asks, others=(check, inadmissible))
    return Guide(lead=words, strong=lines, first=check, others=(asks, inadmissible))


def _asked(reader: Reader) -> Guide:
    due = reader.application.due_on
    day = format_date(due, "d MMMM y")
    letter = _draft(reader, Kind.CLARIFICATION)
    if reader.today <= due:
        words = _("The applicant answers until %(day)s. The clock waits.", day=day)
        return Guide(lead=words, others=letter)
    words = _("The term to answer ended on %(day)s.", day=day)
    close = reader.to("close", _("Close the file")) if reader.may(Act.CLOSE_ABANDONED) else None
    return Guide(lead=words, first=close, others=letter)


def _draft(reader: Reader, kind: Kind) -> tuple[Link, ...]:
    """The letter that goes with what was done, while the secretariat has it to issue."""
    drafts = [one for one in reader.application.letters
              if one.kind is kind and one.state is State.DRAFT]  # fmt: skip
    if not drafts or not reader.may(Act.ISSUE_LETTER):
        return ()
    href = url_for("letter.letter", public_id=drafts[-1].public_id)
    return ((_("See the letter and issue it"), href),)


def _review(reader: Reader) -> Guide:
    if reader.may(Act.FIND_CLAIM):
        return _own_review(reader)
    left = unassessed(reader.application.claims)
    who = [row.person.name for row in reader.application.assignments
           if row.person_id not in reader.on.interested_ids]  # fmt: skip
    if not reader.may(Act.ASSIGN):
        return Guide(lead=_("The rapporteur assesses the claims."))
    if not who:
        words = _("The rapporteur has an interest in this case. Somebody else assesses it.")
        return Guide(lead=words, first=reader.to("assign", _("Name a rapporteur")))
    words, strong = _others_review(", ".join(who), left)
    waits = len(waiting(reader.application))
    if waits:
        strong = str(ngettext("%(num)s question", "%(num)s questions", waits))
        words = _("%(said)s They pass on %(questions)s for the applicant.",
                  said=words, questions=strong)  # fmt: skip
    return Guide(
        lead=words,
        strong=strong,
        first=reader.to("ask", _("Ask the applicant")),
        others=(reader.to("assign", _("Change the rapporteur")),),
    )


def _others_review(who: str, left: int) -> tuple[str, str]:
    if not left:
        return _("%(who)s: the report, which then goes to the Board.", who=who), ""
    claims = _claims(left)
    words = _("%(who)s: a finding on %(claims)s, then the report goes to the Board.",
              who=who, claims=claims)  # fmt: skip
    return words, claims


def _claims(left: int) -> str:
    return str(ngettext("%(num)s claim", "%(num)s claims", left))


def _own_review(reader: Reader) -> Guide:
    own = left_for(reader.application, reader.person)
    if own:
        claims = _claims(len(own))
        words = _("You give a finding on %(claims)s, then you write the report.", claims=claims)
        case = reader.application.public_id
        href = url_for("review.claim", public_id=case, claim_id=own[0].public_id)
        return Guide(lead=words, strong=claims, first=(_("Find the next claim"), href))
    if unassessed(reader.application.claims):
        return Guide(lead=_("Your findings are in. The report waits for the other rapporteurs."))
    words = _("Every claim has its finding. Conclude, and propose a motion to the Board.")
    return Guide(lead=words, first=reader.to("report", _("Write the report")))


def _board(reader: Reader) -> Guide:
    motion = reader.application.motions[-1]
    if motion.life is Life.OPEN:
        return _voting(reader, motion)
    if motion.life is Life.PROPOSED:
        return _proposed(reader, motion)
    last = motion.closed_at and motion.closed_at >= reader.application.history[-1].at
    if last and (motion.outcome or {}).get("follows") == Follows.GENERAL_ASSEMBLY:
        return _before_assembly(reader, motion)
    words = _("The motion was not adopted. The case waits for another one.")
    other = url_for("ballot.propose", public_id=reader.application.public_id)
    proposes = reader.may(Act.PROPOSE_MOTION) or reader.may(Act.SCHEDULE)
    first = (_("Propose another motion"), other) if proposes else None
    return Guide(lead=words, first=first, others=(_result(motion),))


def _before_assembly(reader: Reader, motion: Motion) -> Guide:
    words = _("The Board cannot decide the case: the General Assembly does.")
    href = url_for("ballot.assembly_page", public_id=reader.application.public_id)
    record = (_("Record its resolution"), href) if reader.may(Act.RECORD_ASSEMBLY) else None
    return Guide(lead=words, first=record, others=(_result(motion),))


def _voting(reader: Reader, motion: Motion) -> Guide:
    until = format_datetime(motion.closes_at, "d MMMM, HH:mm")
    words = _("The Board votes until %(moment)s.", moment=until)
    return _leading(reader, motion, words, _("Go to the ballot"))


def _proposed(reader: Reader, motion: Motion) -> Guide:
    schedule = (_("Put it to the Board"), url_for("ballot.schedule", public_id=motion.public_id))
    if motion.scheduled_at is not None:
        words = _("The case is before the Board. The chair opens the vote.")
        return _leading(reader, motion, words, _("See the ballot"))
    words = _("The report is ready. The secretariat puts the case to the Board.")
    return Guide(lead=words, first=schedule if reader.may(Act.SCHEDULE) else None)


def _leading(reader: Reader, motion: Motion, words: str, to_ballot: str) -> Guide:
    href = url_for("ballot.motion", public_id=motion.public_id)
    if reader.may(Act.VOTE):
        return Guide(lead=words, first=(to_ballot, href))
    stands = ((_("See how the vote stands"), href),)
    return Guide(lead=words, others=stands if reader.may(Act.READ_RESULT) else ())


def _result(motion: Motion) -> Link:
    return _("See the result"), url_for("ballot.result", public_id=motion.public_id)


def _lapsed(reader: Reader) -> Guide:
    words = _("The file was closed without an answer.")
    until = reopen_by(reader.application.history[-1])
    if until is None:
        return Guide(lead=words, others=_draft(reader, Kind.CLOSING))
    day = format_date(until, "d MMMM y")
    if until < reader.today:
        more = _("The time in which it could be opened again ended on %(day)s.", day=day)
        return Guide(lead=f"{words} {more}", others=_draft(reader, Kind.CLOSING))
    more = _("It can be opened again until %(day)s.", day=day)
    first = reader.to("reopen", _("Open it again")) if reader.may(Act.REOPEN) else None
    return Guide(lead=f"{words} {more}", strong=day, first=first,
                 others=_draft(reader, Kind.CLOSING))  # fmt: skip


def _settled(reader: Reader) -> Guide:
    letter = _unsent(reader.application)
    decided = [motion for motion in reader.application.motions if motion.decision]
    others = tuple(_result(m) for m in decided if reader.may(Act.READ_RESULT))
    words = FOR_STAFF[reader.application.stage]
    by = [m.decision.title for m in decided if m.decision and m.kind not in ABOUT_MEMBER | BESIDE]
    if by:
        words = _("%(stage)s by resolution %(title)s.", stage=words, title=by[-1])
    if letter is None or not reader.may(Act.ISSUE_LETTER):
        return Guide(lead=str(words), others=others)
    href = url_for("letter.letter", public_id=letter.public_id)
    words = _("%(said)s The letter is still to be sent.", said=f"{words}".rstrip(".") + ".")
    return Guide(lead=words, first=(_("Go to the letter"), href), others=others)


def _unsent(application: Application) -> Letter | None:
    waits = [one for one in application.letters
             if one.dispatched_at is None and one.state is not State.ANNULLED
             and one.kind not in UNDECIDED | INTERNAL]  # fmt: skip
    return waits[0] if waits else None
