"""Alembic's entry: migrates over the connection that the installation hands in."""

from alembic import context

import membership.models  # noqa: F401  (registers every table)
from membership.database import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
