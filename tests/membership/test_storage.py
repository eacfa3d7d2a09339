"""Files are kept whole under the hash of their content, or not at all."""

import hashlib
import io
from pathlib import Path

import pytest

from membership.storage import Store, TooLarge


def test_a_file_is_found_by_its_hash(tmp_path: Path) -> None:
    store = Store(tmp_path)
    stored = store.put(io.BytesIO(b"evidence"))
    assert stored.sha256 == hashlib.sha256(b"evidence").hexdigest()
    assert store.path(stored.sha256).read_bytes() == b"evidence"
    assert store.matches(stored.sha256)


def test_a_changed_file_no_longer_matches(tmp_path: Path) -> None:
    store = Store(tmp_path)
    stored = store.put(io.BytesIO(b"evidence"))
    store.path(stored.sha256).write_bytes(b"other")
    assert not store.matches(stored.sha256)


def test_a_file_past_the_limit_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(TooLarge):
        store.put(io.BytesIO(b"x" * 100), limit=99)
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("the line went dead")

    with pytest.raises(OSError, match="dead"):
        Store(tmp_path).put(Broken())
    assert list(tmp_path.iterdir()) == []
