"""What the search looks in: one entry a case, organisation, claim or piece of evidence.

The records keep the entries themselves, in the transaction that writes them, so that no
service can forget it. Each kind of database looks in them by its own means: SQLite by an
FTS5 table that follows the entries, PostgreSQL by an index over their words.
"""

import re
import unicodedata
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, ForeignKey, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from membership.database import Base, Instant, by_value

_WORD = re.compile(r"[^\W_]+")
SHADOW = "search_words"
"""The FTS5 table on SQLite; the tables that SQLite keeps for it begin with its name."""

FOLLOWING: dict[str, tuple[str, ...]] = {
    "sqlite": (
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
    ),
    "postgresql": (
        "CREATE INDEX ix_search_entries_words ON search_entries"
        " USING gin (to_tsvector('simple'::regconfig, words))",
    ),
}
"""What each kind of database needs beside the table, in the order in which it is made."""


def folded(text: str) -> str:
    """The words of a text as the search compares them, with one blank between two.

    Neither capitals, diacritics nor punctuation are minded: "Ștampilă, nr. J40/12" becomes
    "stampila nr j40 12", whether the diacritics were typed with comma, cedilla or not at all.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


class Sought(StrEnum):
    """What may be found."""

    CASE = "case"
    ORGANISATION = "organisation"
    CLAIM = "claim"
    EVIDENCE = "evidence"


class SearchEntry(Base):
    """What can be found of one record: ``title`` to show, ``words`` (folded) to look in.

    An organisation's own entry hangs on no case; it is found by whoever reads the registers,
    once the organisation stands in that of the members. Fellow members look in another one,
    ``for_fellows``, which holds no word that the member's page does not show them.
    """

    __tablename__ = "search_entries"
    __table_args__ = (UniqueConstraint("kind", "record_id", "for_fellows"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Sought] = mapped_column(by_value(Sought))
    record_id: Mapped[int]
    for_fellows: Mapped[bool] = mapped_column(default=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)


class SavedSearch(Base):
    """A search that its owner wants to make again; nobody else sees it."""

    __tablename__ = "saved_searches"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(80))
    q: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), default="")
    stage: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime] = mapped_column(Instant)


@event.listens_for(SearchEntry.__table__, "after_create")
def _follow(_table: object, connection: Connection, **_how: object) -> None:
    for statement in FOLLOWING[connection.dialect.name]:
        connection.exec_driver_sql(statement)
