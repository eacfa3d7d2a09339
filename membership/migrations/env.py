"""Alembic's entry: migrates over the connection that the installation hands in."""

from typing import Any, Literal

from alembic import context

import membership.models  # noqa: F401  (registers every table)
from membership.database import Base, Instant


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Moments are written by their own name, so that a migration imports nothing else."""
    return "Instant()" if kind == "type" and isinstance(item, Instant) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
