"""The one letter that a decided case waits for: the others of its file start no clock."""

from membership.models import Letter
from workflows.application import Stage, letter_owed

TOLD_BY_LETTER = frozenset({Stage.ASSOCIATE_MEMBER, Stage.REJECTED, Stage.REJECTED_FINAL})
"""Stages in which the case waits for nothing but its letter to leave."""


def is_awaited(letter: Letter) -> bool:
    """Whether its case waits for this letter to leave: the last of the kind that the step into
    the stage owed. A certificate, an extract, or the letter of an earlier decision is not it.
    """
    application = letter.application
    if application is None or application.stage not in TOLD_BY_LETTER or not application.history:
        return False
    last = application.history[-1]
    kind = letter_owed(last.step, last.source, last.target)
    return letter is next((one for one in reversed(application.letters) if one.kind is kind), None)
