"""The permission table as a page to read: roles, acts, conditions, and the stages they wait for.

`make permissions` prints it into docs/permissions.md; nothing on that page is written by hand.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence

from .application import FINAL, Row, Stage, open_steps
from .permission import GRANTS, Act, Condition, Role

MEANINGS = {
    Condition.OWN: "the case is that of an organisation for which the person acts",
    Condition.SUBMITS: "the person may sign for that organisation (its owner, or a submitter)",
    Condition.OWNS: "the person owns that organisation's account, and chooses its people",
    Condition.UNINVOLVED: "the person has no interest in the case on record, and does not "
    "belong to the applicant",
    Condition.ASSIGNED: "the person was named rapporteur of this case",
    Condition.SEATED: "the person holds a seat of the Board on that day; while a vote is open, "
    "a seat of its frozen roster",
    Condition.DEPUTY: "the person may sit for a seat of the Board on that day in its holder's "
    "place",
    Condition.CLEAR: "the person declared to have no interest, and nobody recorded one",
    Condition.PRESIDES: "the person is the chair, or the vice-chair where the chair has an "
    "interest",
    Condition.DECIDING: "the case has come before the Board",
    Condition.PUBLISHED: "the letter has left the house",
}
"""What each condition means, in the words of the page."""

_HEAD = """\
# Who may do what

Printed from `workflows/permission.py` and `workflows/application.py` by `make permissions`; the
tests fail when it is not fresh. The gate of every service and every button ask this one table;
what it does not grant is refused.

A case that a person may not read answers *not found* (404), whatever is asked of it: its pages,
its files, its letters, its votes. An act that is refused on a case that the person may read
answers *not permitted* (403); one that the case has not come to, or has left behind, *not now*
(409). `tests/permissions` walks every page of the application as everybody, at every stage.
"""


def page() -> str:
    """The whole page, in Markdown."""
    parts = (_HEAD, _conditions(), _anywhere(), _on_cases(), _steps(), _stages())
    return "\n".join(parts)


def words(name: str) -> str:
    """The code of a role, an act, a step or a stage, as words."""
    return name.replace("_", " ")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _conditions() -> str:
    rows = [(f"*{words(one)}*", MEANINGS[one]) for one in Condition]
    return "## Conditions\n\n" + _table(("condition", "holds when"), rows)


def _anywhere() -> str:
    granted = {act: {g.role for g in GRANTS if act in g.acts and not g.conditions} for act in Act}
    rows = [
        (words(act), *("yes" if role in roles else "" for role in Role))
        for act, roles in granted.items()
        if roles
    ]
    head = ("act", *(words(role) for role in Role))
    return "## What rests on a role alone\n\n" + _table(head, rows)


def _on_cases() -> str:
    rows = [
        (words(act), words(grant.role), _said(grant.conditions))
        for act in Act
        for grant in GRANTS
        if act in grant.acts and grant.conditions
    ]
    told = "A role that a line does not name may not do its act. All conditions must hold.\n\n"
    return "## What rests on a case\n\n" + told + _table(("act", "role", "when"), rows)


def _said(conditions: frozenset[Condition]) -> str:
    return ", ".join(f"*{words(one)}*" for one in Condition if one in conditions)


def _holders(act: Act) -> str:
    return ", ".join(words(role) for role in Role if role in _roles(act))


def _roles(act: Act) -> set[Role]:
    return {grant.role for grant in GRANTS if act in grant.acts}


def _steps() -> str:
    rows = [_step(row) for stage in Stage for row in open_steps(stage)]
    head = ("from", "step", "to", "act", "role", "also needs")
    return "## Steps of the procedure\n\n" + _table(head, rows)


def _step(row: Row) -> tuple[str, ...]:
    guard = words(row.guard.__name__) if row.guard else ""
    names = (row.source, row.step, row.target, row.act)
    return (*(words(name) for name in names), _holders(row.act), guard)


def _stages() -> str:
    moving = (Role.APPLICANT, Role.SECRETARIAT, Role.RAPPORTEUR, Role.BOARD)
    rows = [(words(stage), *(_open(stage, role) for role in moving)) for stage in Stage]
    head = ("stage", *(words(role) for role in moving))
    told = "Which steps each role may take at each stage; nobody else takes any.\n\n"
    ends = ", ".join(f"*{words(stage)}*" for stage in Stage if stage in FINAL)
    return f"## Roles and stages\n\n{told}{_table(head, rows)}\nNothing leads on from {ends}.\n"


def _open(stage: Stage, role: Role) -> str:
    return ", ".join(dict.fromkeys(_taken(stage, role)))


def _taken(stage: Stage, role: Role) -> Iterator[str]:
    for row in open_steps(stage):
        if role in _roles(row.act):
            yield words(row.step)


if __name__ == "__main__":
    sys.stdout.write(page())
