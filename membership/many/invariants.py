"""How the record of what was done to several cases could contradict itself."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from membership.database import Session
from membership.models import JointResult


def told(session: Session, _documents: Path) -> Iterator[str]:
    """Of an act on several cases each is said once, and whoever was skipped is told why."""
    rows: dict[int, list[tuple[int, bool, bool]]] = {}
    wanted = select(JointResult.joint_id, JointResult.position, JointResult.done,
                    JointResult.refusal)  # fmt: skip
    for joint, position, done, refusal in session.execute(wanted.order_by(JointResult.position)):
        rows.setdefault(joint, []).append((position, done, bool(refusal)))
    for joint, found in rows.items():
        wrong = any(done is why for _position, done, why in found)
        if wrong or [position for position, _done, _why in found] != [*range(1, len(found) + 1)]:
            yield f"act on several cases {joint}: its results are not one a case"
