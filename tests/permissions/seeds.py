"""Hostile text in every column that keeps what somebody wrote."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, Column, Engine, String, select, update
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.exc import IntegrityError

from membership.database import Base, writing

SEED = "javascript:__xss()//\"><img src=x onerror=__xss()>'</textarea><b onclick=__xss()>{{7*7}}"
SHORTEST = 60
"""Columns shorter than this keep codes and hashes; nothing that a person wrote fits in."""

CODES = {
    "code_apps": {"sealed"},
    "documents": {"media_type", "sha256"},
    "journal_entries": {"act", "actor"},
    "letters": {"code"},
    "people": {"password_hash"},
    "registry_entries": {"subject"},
    "stage_changes": {"basis"},
    "standing_changes": {"basis"},
    "statute_texts": {"mapping"},
    "motions": {"rules", "outcome"},
    "contributions": {"fields"},
}
"""Longer columns whose content the house itself chose."""


def columns() -> Iterator[Column[Any]]:
    """Every column that keeps text which somebody may have written."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if column.name not in CODES.get(table.name, ()) and _is_text(column):
                yield column


def _is_text(column: Column[Any]) -> bool:
    if isinstance(column.type, JSON):
        return True
    text = isinstance(column.type, String) and not isinstance(column.type, EnumColumn)
    kept = column.primary_key or column.foreign_keys or _is_digest(column)
    named = column.unique and column.name != "email"
    length = getattr(column.type, "length", None)
    return text and not kept and not named and (length is None or length >= SHORTEST)


def _is_digest(column: Column[Any]) -> bool:
    return getattr(column.type, "length", None) == 64


def sow(engine: Engine) -> list[str]:
    """Writes the seed into every such column of every row; answers which columns those are."""
    sown = []
    with writing(engine) as session:
        for column in columns():
            table, key = column.table, list(column.table.primary_key)
            for row in session.execute(select(*key, column)).all():
                *keys, value = row
                new = _seeded(column, value, keys[0])
                where = [part == value for part, value in zip(key, keys, strict=True)]
                sowing = update(table).where(*where).values({column.name: new})
                try:
                    with session.begin_nested():
                        session.execute(sowing)
                except IntegrityError:  # the database itself holds this row to be otherwise
                    continue
                sown.append(f"{table.name}.{column.name}")
    return sorted(set(sown))


def _seeded(column: Column[Any], value: Any, key: object) -> Any:
    if isinstance(column.type, JSON):
        return _within(value)
    return f"{SEED}{key}" if column.unique else SEED


def _within(value: Any) -> Any:
    match value:
        case dict():
            return {name: _within(inner) for name, inner in value.items()}
        case list():
            return [_within(inner) for inner in value]
        case str() if " " in value:
            return SEED
    return value
