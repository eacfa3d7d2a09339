"""The inspector: asks a child with limits what a file is, at most so many at once.

Never loads a parser itself. A file that is too slow, too heavy or hostile costs its child,
never the process that serves pages.
"""

from typing import Any, BinaryIO, Final

from membership.inspection.children import answer_of, place
from membership.inspection.kinds import FileType
from membership.inspection.report import Limits, Trait, Wrong, heard
from workflows.refusal import Incomplete

SECONDS: Final = 30


def inspect(
    stream: BinaryIO, kind: FileType, limits: Limits, *, seconds: float = SECONDS
) -> frozenset[Trait]:
    """What is worth knowing of a file of this kind.

    Refuses what the child does not take with its sentence, what was too much for the child
    as unreadable (422), and, as not available (503), when too many files wait already.
    ``seconds`` is the time one file may take by the clock.
    """
    own = [kind.name, limits.line()]
    try:
        with place():
            said = answer_of("membership.inspection.child", own, stream, seconds=seconds)
        return heard(said.decode("utf-8", "replace"))
    except Wrong as wrong:
        raise Incomplete(wrong.key, field="file", **dict[str, Any](wrong.params)) from None
    finally:
        stream.seek(0)
