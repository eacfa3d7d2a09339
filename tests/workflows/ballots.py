"""Short ways to write the figures of a vote and to read what an outcome says."""

from pathlib import Path

from workflows.ballot import Choice, Count, Outcome


def count(
    for_: int = 0,
    against: int = 0,
    abstain: int = 0,
    *,
    seats: int = 7,
    recused: int = 0,
    present: int | None = None,
    chair: Choice | None = None,
) -> Count:
    cast = for_ + against + abstain
    here = cast if present is None else present
    return Count(seats, here, recused, for_, against, abstain, chair)


def keys(outcome: Outcome) -> list[str]:
    return [message.key.removeprefix("ballot.") for message in outcome.words()]


def rows(page: str, title: str) -> list[list[str]]:
    """The rows of the tables under this title of a page of the documentation, cell by cell."""
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    part = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = (line for line in part.splitlines() if line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
