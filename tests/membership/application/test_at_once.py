"""What one applicant sends from several places at the same moment, on both databases."""

import io
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import func, select

from membership.application import uploads
from membership.models import Application, Person
from tests.membership.application.browser import post, seen_in, text_of
from tests.membership.office import PDF, TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete

AT_ONCE = 5
T = TypeVar("T")


def together(act: Callable[[int], T], times: int) -> Counter[T]:
    """Does this so many times from several threads; counts what came of it."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(act, range(times)))


def newcomer(office: TestOffice) -> None:
    """Somebody who may apply and has not yet."""
    with office.write() as session:
        ana = Person(email="ana@example.ro", name="Ana Model", created_at=office.at)
        ana.give(Role.APPLICANT)
        session.add(ana)
        session.flush()
        office.people["ana"] = ana.id


def drafts(office: TestOffice) -> int:
    with office.read() as session:
        return session.scalar(select(func.count(Application.id))) or 0


def test_fifty_first_saves_at_once_begin_one_draft_and_none_is_a_fault(office: TestOffice) -> None:
    """F20: the first save is the one that makes the rows."""
    newcomer(office)
    browsers = [office.client_of("ana") for _ in range(AT_ONCE)]

    def begin(number: int) -> int:
        form = {"form_token": f"first-save-{number:020}"}
        return browsers[number % AT_ONCE].post("/apply", data=form).status_code

    assert together(begin, 50) == {303: 1, 409: 49}
    assert drafts(office) == 1


def test_of_fifty_saves_of_one_section_at_once_the_others_see_what_the_first_saved(
    office: TestOffice,
) -> None:
    """F20: of those that saw the same version, one is taken and no other replaces it unseen."""
    path = f"/application/{office.drafted()}/motivation"
    browsers = [office.client_of("applicant") for _ in range(AT_ONCE)]
    seen = seen_in(text_of(browsers[0], path))

    def save(number: int) -> int:
        form = {"motivation": f"Textul cu numărul {number}. " * 6, "seen": seen}
        return post(office, browsers[number % AT_ONCE], path, **form).status_code

    assert together(save, 50) == {303: 1, 409: 49}


def test_one_form_sent_by_five_at_once_is_done_once_and_all_are_led_to_it(
    office: TestOffice,
) -> None:
    """F17: the same token, from several connections at the same moment."""
    newcomer(office)
    browsers = [office.client_of("ana") for _ in range(AT_ONCE)]
    form = {"form_token": office.token()}

    def begin(number: int) -> tuple[int, str | None]:
        answer = browsers[number].post("/apply", data=form)
        return answer.status_code, answer.location

    ((status, location), times), *others = together(begin, AT_ONCE).items()
    assert (status, times, others) == (303, AT_ONCE, [])
    assert location is not None and drafts(office) == 1


def test_five_files_at_once_take_no_more_room_than_there_is(office: TestOffice) -> None:
    """U10: what was free when each of them began is not given out twice."""
    office.settings = replace(office.settings, organisation_mib=1)
    case = office.drafted()

    def send(number: int) -> str:
        content = io.BytesIO(PDF + b"%%%d" % number + bytes(400_000))
        arrived = uploads.look_into(f"{number}.pdf", content, office.settings)
        try:
            with office.write() as session:
                uploads.receive(session, office.person(session, "applicant"),
                                office.case(session, case), arrived, at=office.now(),
                                settings=office.settings)  # fmt: skip
        except Incomplete as refused:
            return refused.message.key
        return "stored"

    assert together(send, AT_ONCE) == {"stored": 2, "upload.no_room": 3}
