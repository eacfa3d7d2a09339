"""What a page of the register says of a member: as much as its reader may see of the answers."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from membership.application.reading import in_words
from membership.models import Member, Person
from membership.wording.questions import LABELS
from workflows.form import Kind, Reader
from workflows.permission import Act, may
from workflows.questions import QUESTIONS
from workflows.standing import Standing
from workflows.statute import Asked, Statute

Row = tuple[str, object]

STANDINGS = {
    Standing.ACTIVE: _l("active"),
    Standing.SUSPENDED: _l("suspended"),
    Standing.EXCLUDED: _l("excluded"),
    Standing.CEASED: _l("ceased"),
}
"""The standing of a member in one word."""

_SAID = frozenset({"legal_name", "category", "locality", "county", "fiscal_code", "legal_form",
                   "country", "nace_revision"})  # fmt: skip
"""Answers that the page has in lines of its own, or that say nothing by themselves."""

_OF_A_MEMBER = {
    "offers": _l("What it offers"),
    "offers_words": _l("What it offers, in its own words"),
    "seeks": _l("What it seeks"),
    "seeks_words": _l("What it seeks, in its own words"),
}
"""How a question that the form puts to "you" is called where somebody else reads the answer."""


def reader_of(actor: Person) -> Reader:
    """As which reader somebody opens the register: the office, or a fellow member."""
    return Reader.SECRETARIAT if may(actor, Act.READ_REGISTERS) else Reader.MEMBERS


def shows(member: Member, reader: Reader, key: str) -> bool:
    """Whether the answer to this question is shown to this reader."""
    return QUESTIONS[key].is_shown_of_a_member(reader, member.agreed)


def rows(member: Member, statute: Statute, reader: Reader) -> list[Row]:
    """What the member answered and this reader may see, beside the lines of the register. What
    the office alone sees stands on the case, and is not repeated here."""
    return list(_rows(member, statute, reader))


def _rows(member: Member, statute: Statute, reader: Reader) -> Iterator[Row]:
    outside = (Reader.MEMBERS, Reader.PUBLIC)
    for key, question in QUESTIONS.items():
        if key in _SAID or not question.is_seen_by(*outside) or not shows(member, reader, key):
            continue
        if (
            key != "publish"
            and question.kind is not Kind.NONE
            and not _is_anothers(member, statute, key)
            and (words := in_words(member, statute, question))
        ):
            yield str(_OF_A_MEMBER.get(key) or LABELS[key][0]), words


def _is_anothers(member: Member, statute: Statute, key: str) -> bool:
    """Whether only organisations of another legal form are asked this: what an earlier register
    wrote there for this one is no answer to it."""
    one = member.organisation
    return statute.asked(key, one.legal_form, one.country) is Asked.HIDDEN
