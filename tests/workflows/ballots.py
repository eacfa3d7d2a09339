"""Short ways to write the figures of a vote and to read what an outcome says."""

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
