"""The corpus is judged: each row of the threats' table (U1 to U13) has its own sentence."""

import io
import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import membership
from membership.application.uploads import look_into
from membership.inspection import child
from membership.inspection.report import Limits
from membership.settings import Settings
from membership.wording import SENTENCES
from tests.uploads.corpus import REFUSED, TAKEN, Sample, circular, mutated
from workflows.refusal import Incomplete

CATALOGUES = Path(membership.__file__).parent / "translations"
SETTINGS = Settings(instance=Path("nowhere"))


def named(sample: Sample) -> str:
    return f"{sample.row} {sample.what}".strip()


@pytest.mark.parametrize("sample", REFUSED, ids=named)
def test_what_is_not_taken_is_refused_with_its_own_sentence(sample: Sample) -> None:
    content = io.BytesIO(sample.build())
    with pytest.raises(Incomplete) as refused:
        look_into(sample.name, content, SETTINGS)
    assert (refused.value.message.key, refused.value.field) == (sample.key, "file")


@pytest.mark.parametrize("sample", TAKEN, ids=named)
def test_what_is_taken_is_known_for_what_it_is(sample: Sample) -> None:
    arrived = look_into(sample.name, io.BytesIO(sample.build()), SETTINGS)
    assert tuple(sorted(arrived.traits)) == sample.traits
    assert arrived.stream.tell() == 0


def test_a_cross_reference_in_a_circle_ends_in_an_answer() -> None:
    """U9: whatever the parser makes of it, it comes to an end by itself or is ended."""
    answer = json.loads(child.look(io.BytesIO(circular()), "PDF", Limits()))
    assert answer.get("wrong", "upload.unreadable") == "upload.unreadable"


def test_fifty_broken_files_get_fifty_answers() -> None:
    """U9: none of them is a fault of the house."""
    for content in mutated(50):
        answer = json.loads(child.look(io.BytesIO(content), "PDF", Limits()))
        assert answer.get("wrong", "upload.unreadable").startswith("upload.")


@pytest.mark.parametrize("language", ["en", "ro"])
def test_each_refusal_is_a_sentence_of_its_own(language: str) -> None:
    """U1 to U14: no two rows are answered with the same words, in either language."""
    keys = {sample.key for sample in REFUSED} | {
        "upload.infected", "upload.no_room", "upload.too_large", "upload.no_disk", "upload.busy",
        "files.being_checked", "files.infected",
    }  # fmt: skip
    said = {key: str(SENTENCES[key]) for key in keys}
    if language == "ro":
        with (CATALOGUES / "ro" / "LC_MESSAGES" / "messages.po").open("rb") as file:
            catalogue = read_po(file)
        said = {key: str(catalogue[words].string) for key, words in said.items()}
    assert all(said.values())
    assert len(set(said.values())) == len(keys)
