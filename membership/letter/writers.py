"""Which records fill which kind of letter: one line a kind."""

from collections.abc import Callable, Mapping

from membership.database import Session
from membership.letter import (
    contents_act,
    contents_case,
    contents_convocation,
    contents_decided,
    contents_erasure,
    contents_minutes,
    contents_register,
    contents_report,
)
from membership.models import Letter
from workflows.letter import Kind
from workflows.letter_facts import Content
from workflows.refusal import NotNow
from workflows.statute import Statute

Writer = Callable[[Session, Letter, Statute, str], Content]
"""Takes the statute file that the case is handled under, and the language ("ro", "en")."""

WRITERS: Mapping[Kind, Writer] = {
    Kind.ACKNOWLEDGEMENT: contents_case.acknowledgement,
    Kind.ADMISSION: contents_decided.admission,
    Kind.CONDITIONAL_ADMISSION: contents_decided.conditional_admission,
    Kind.CONDITION_NOT_MET: contents_decided.condition_not_met,
    Kind.CONTESTATION_DECIDED: contents_decided.contestation_decided,
    Kind.DEFERRAL: contents_decided.deferral,
    Kind.EXTRACT: contents_act.extract,
    Kind.RESOLUTION: contents_act.resolution,
    Kind.REJECTION: contents_decided.rejection,
    Kind.CONTESTATION_RECEIVED: contents_case.contestation_received,
    Kind.APPLICATION_WITHDRAWN: contents_case.application_withdrawn,
    Kind.ERASURE_ANSWERED: contents_erasure.erasure_answered,
    Kind.CERTIFICATE: contents_register.certificate,
    Kind.CLARIFICATION: contents_case.clarification,
    Kind.CLOSING: contents_case.closing,
    Kind.REPORT: contents_report.report,
    Kind.CONVOCATION: contents_convocation.convocation,
    Kind.MINUTES: contents_minutes.minutes,
    Kind.MANDATE: contents_convocation.mandate,
}
"""The kinds that the office can write; those of a case are owed by ``steps.WRITTEN``."""


def write(session: Session, letter: Letter, statute: Statute, language: str) -> Content:
    """What this letter says; refuses a kind that nothing fills ("letter.not_printable")."""
    writer = WRITERS.get(letter.kind)
    if writer is None:
        raise NotNow("letter.not_printable", kind=letter.kind.value, language=language)
    return writer(session, letter, statute, language)
