"""The task list of a draft: its sections in groups, each with how it stands in words."""

from collections.abc import Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from membership.application.draft_views import PARTS
from membership.models import Application
from membership.wording import say
from membership.wording.names import SECTIONS
from membership.wording.questions import LABELS
from workflows.dossier import said_none, untouched
from workflows.form import Section
from workflows.refusal import Message

Row = tuple[str, str | None, str, str, str]
"""What a section is called, where it is, how it stands, the tone of that, and what was said to
be none in it."""

Gaps = Mapping[Section, tuple[Message, ...]]


def groups(application: Application, gaps: Gaps) -> list[tuple[str, list[Row]]]:
    """The sections under three headings, and the check at the end."""
    rows = {part: _row(application, part, gaps[part]) for part in Section}
    return [
        (_("Organisation"), [rows[part] for part in _ORGANISATION]),
        (_("People"), [rows[Section.REPRESENTATIVE], rows[Section.CONTACTS]]),
        (_("Documents"), [rows[Section.DOCUMENTS]]),
        (_("Contribution to the value chain"), [rows[part] for part in _CONTRIBUTION]),
        (
            _("Interests and declarations"),
            [rows[Section.INTERESTS], rows[Section.PUBLICATION], rows[Section.DECLARATIONS],
             _last(application, gaps)],
        ),
    ]  # fmt: skip


_ORGANISATION = (Section.ORGANISATION, Section.IDENTIFIERS, Section.SEAT, Section.SIZE)
_CONTRIBUTION = (Section.CLAIMS, Section.EVIDENCE, Section.EXCHANGE, Section.MOTIVATION)


def address(application: Application, part: Section) -> str:
    """Where a section of the draft is filled in."""
    if part in PARTS:
        return url_for("application.section", public_id=application.public_id, part=part.value)
    endpoint = {
        Section.CLAIMS: "claim_list", Section.EVIDENCE: "evidence_list",
        Section.DOCUMENTS: "paper_list",
    }[part]  # fmt: skip
    return url_for(f"application.{endpoint}", public_id=application.public_id)


def _row(application: Application, part: Section, gaps: tuple[Message, ...]) -> Row:
    words, tone = _state(application, part, gaps)
    none = [str(LABELS[one.otherwise][0]) for one in said_none(application, part)]
    return str(SECTIONS[part]), address(application, part), words, tone, "; ".join(none)


def _state(application: Application, part: Section, gaps: tuple[Message, ...]) -> tuple[str, str]:
    if not gaps and part is Section.PUBLICATION and untouched(application, part):
        return _("Nothing, unless you say so"), "done"
    if not gaps:
        return _complete(application, part), "done"
    if gaps[0].key == "dossier.form_first":
        return say(gaps[0]).rstrip("."), "cannot"
    if part is Section.EVIDENCE and not application.claims:
        return _("Needs a claim first"), "cannot"
    if untouched(application, part):
        return _("Not started"), "open"
    if len(gaps) == 1:
        return say(gaps[0]).rstrip("."), "needs"
    return _lacking(part, len(gaps)), "needs"


def _lacking(part: Section, n: int) -> str:
    if part is Section.DOCUMENTS:
        return str(ngettext("%(num)s document is missing", "%(num)s documents are missing", n))
    if part is Section.EVIDENCE:
        return str(ngettext("%(num)s proof is missing", "%(num)s proofs are missing", n))
    return str(ngettext("%(num)s answer is missing", "%(num)s answers are missing", n))


def _complete(application: Application, part: Section) -> str:
    if part is Section.CLAIMS:
        n = len(application.claims)
        return str(ngettext("Complete, %(num)s claim", "Complete, %(num)s claims", n))
    if part is Section.EVIDENCE:
        n = len(application.evidence)
        return str(ngettext("Complete, %(num)s document", "Complete, %(num)s documents", n))
    if part is Section.INTERESTS and not (application.ties or application.tied_seats):
        return str(_("Complete, no ties"))
    return str(_("Complete"))


def _last(application: Application, gaps: Gaps) -> Row:
    title = _("Check and submit")
    here = url_for("application.check", public_id=application.public_id)
    if any(gaps.values()):
        return title, here, _("Cannot be submitted yet"), "cannot", ""
    return title, here, _("Ready to submit"), "needs", ""
