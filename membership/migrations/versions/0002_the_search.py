"""What each kind of database needs to look in the search's entries"""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_entries',"
    " content_rowid='id', tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER search_entries_added AFTER INSERT ON search_entries BEGIN"
    " INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER search_entries_removed AFTER DELETE ON search_entries BEGIN"
    " INSERT INTO search_words(search_words, rowid, words)"
    " VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER search_entries_changed AFTER UPDATE OF words ON search_entries BEGIN"
    " INSERT INTO search_words(search_words, rowid, words)"
    " VALUES ('delete', old.id, old.words);"
    " INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END",
)
POSTGRESQL = (
    "CREATE INDEX ix_search_entries_words ON search_entries"
    " USING gin (to_tsvector('simple'::regconfig, words))"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER search_entries_{name}")
        op.execute("DROP TABLE search_words")
    else:
        op.execute("DROP INDEX ix_search_entries_words")
