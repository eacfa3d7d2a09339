"""Minutes as their page tells them: moments as moments again, and what the reader may not know
left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from membership.models import Minutes


@dataclass(frozen=True, slots=True)
class Told:
    """Minutes for one reader. A point that an interest closes to them has neither name nor
    content: ``closed`` says so."""

    opened_at: datetime
    closed_at: datetime | None
    convened_at: datetime | None
    quorum: Mapping[str, Any]
    roll: list[dict[str, Any]]
    aside: list[dict[str, Any]]
    points: list[dict[str, Any]]
    signs: list[str]


def told(minutes: Minutes, closed: frozenset[int]) -> Told:
    """The minutes for a reader to whom these points are closed."""
    held = minutes.recorded
    names = {point["item"]: point["title"] for point in held["points"]}
    return Told(
        opened_at=datetime.fromisoformat(held["opened_at"]),
        closed_at=moment(held["closed_at"]),
        convened_at=moment(held["convened_at"]),
        quorum=held["quorum"],
        roll=[line | {"stays": [_stay(stay) for stay in line["stays"]]} for line in held["roll"]],
        aside=[
            _stay(line) | {"matter": names[line["item"]]}
            for line in held["aside"]
            if line["item"] not in closed
        ],
        points=[
            {"item": point["item"], "closed": True}
            if point["item"] in closed
            else point | {"closed": False, "debate": minutes.debates.get(str(point["item"]), "")}
            for point in held["points"]
        ],
        signs=[one["name"] for one in held["signs"]],
    )


def _stay(line: Mapping[str, Any]) -> dict[str, Any]:
    return {**line, "from": moment(line["from"]), "to": moment(line["to"])}


def moment(text: str) -> datetime | None:
    """The moment that was kept as text; None where there was none."""
    return datetime.fromisoformat(text) if text else None
