"""Contesting a rejection: from the proved receipt on, until midnight at the cluster's seat."""

from datetime import UTC, date, datetime, timedelta

import pytest

from membership import statutes
from membership.application import contesting, services, steps
from membership.application.deadlines import Deadline, deadlines
from membership.application.steps import last_day
from membership.letter.contents_parts import CONTESTATION
from membership.letter.facts import facts_for
from membership.models import Application, Document, RegistryEntry, Sending, Waiting
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.letter import Channel, Kind, Receipt, State
from workflows.letter_case import ContestationReceived
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.voting_terms import MotionKind

TOLD = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RECEIVED = date(2026, 11, 5)
"""The term ends on 5 December, a Saturday."""
LAST = date(2026, 12, 7)


def rejected(office: TestOffice, *, told: bool = True, received: bool = True) -> str:
    public_id = office.before_board(MotionKind.REJECT)
    with office.write() as session:
        case = office.case(session, public_id)
        facts = Facts(adopted=MotionKind.REJECT, procedure=case.procedure_finding,
                      quality=case.quality_finding, reasons=1)  # fmt: skip
        steps.take(session, case, Step.REJECT, facts, by=None, at=office.now())
        letter = next(one for one in case.letters if one.kind is Kind.REJECTION)
        if told:
            letter.state, letter.dispatched_at = State.DISPATCHED, TOLD
        if received:
            letter.state = State.RECEIVED
            letter.sendings.append(
                Sending(position=1, channel=Channel.COURIER, at=TOLD, received_on=RECEIVED,
                        receipt=Receipt.COURIER)
            )  # fmt: skip
    return public_id


def contest(
    office: TestOffice, public_id: str, at: datetime, text: str = "Dovada este acreditarea."
) -> None:
    with office.write() as session:
        actor = office.person(session, "applicant")
        contesting.contest(session, actor, public_id, text, at=at)


def test_a_rejection_is_not_contested_beside_an_application_begun_anew(
    sqlite_office: TestOffice,
) -> None:
    public_id, office = rejected(sqlite_office), sqlite_office
    with office.write() as session:
        case = office.case(session, public_id)
        session.add(Application(organisation=case.organisation, statute_text=case.statute_text,
                                stage=Stage.DRAFT, category="", motivation="", declarations={},
                                opened_at=TOLD, saved_at=TOLD))  # fmt: skip
    with pytest.raises(NotNow, match="another_is_open"):
        contest(office, public_id, TOLD)


def test_the_term_runs_from_the_day_of_receipt(
    sqlite_office: TestOffice,
) -> None:
    public_id = rejected(sqlite_office)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert contesting.communicated_on(case) == date(2026, 11, 5)
        assert contesting.contest_by(case, sqlite_office.statute) == LAST


def test_day_thirty_at_twenty_to_midnight_is_in_time(sqlite_office: TestOffice) -> None:
    public_id = rejected(sqlite_office)
    contest(sqlite_office, public_id, datetime(2026, 12, 7, 21, 40, tzinfo=UTC))
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.stage is Stage.CONTESTED
        assert case.waiting_on is Waiting.ASSEMBLY
        assert case.contestations[0].due_on == LAST


def test_after_midnight_it_is_late_and_the_refusal_names_the_day(
    sqlite_office: TestOffice,
) -> None:
    public_id = rejected(sqlite_office)
    with pytest.raises(NotNow) as refused:
        contest(sqlite_office, public_id, datetime(2026, 12, 7, 22, 1, tzinfo=UTC))
    assert refused.value.message.params["due"] == LAST


def test_nobody_is_late_while_no_receipt_is_on_record(sqlite_office: TestOffice) -> None:
    public_id = rejected(sqlite_office, received=False)
    contest(sqlite_office, public_id, TOLD + timedelta(days=300))
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, public_id).contestations[0].due_on is None


def test_a_rejection_that_was_not_told_cannot_be_contested_and_is_not_given_away(
    sqlite_office: TestOffice,
) -> None:
    public_id = rejected(sqlite_office, told=False, received=False)
    with pytest.raises(NotNow) as refused:
        contest(sqlite_office, public_id, TOLD)
    assert refused.value.message.params["stage"] == Stage.BOARD_DECISION.value
    client = in_english(sqlite_office, "applicant")
    assert "rejected" not in text_of(client, f"/application/{public_id}/contest", 409).lower()


@pytest.mark.parametrize(("text", "key"), [
    ("", "application.contest_empty"),
    ("x" * 10_001, "application.too_long"),
    ("Codul meu este 1960529460012.", "organisation.personal_number"),
])  # fmt: skip
def test_what_a_contestation_cannot_say(sqlite_office: TestOffice, text: str, key: str) -> None:
    public_id = rejected(sqlite_office)
    with pytest.raises(Incomplete) as refused:
        contest(sqlite_office, public_id, TOLD, text)
    assert refused.value.message.key == key


def test_only_who_signs_contests_and_with_its_own_papers_alone(sqlite_office: TestOffice) -> None:
    public_id = rejected(sqlite_office)
    with sqlite_office.write() as session, pytest.raises(NotPermitted):
        clerk = sqlite_office.person(session, "secretariat")
        contesting.contest(session, clerk, public_id, "Nu.", at=TOLD)
    with sqlite_office.write() as session, pytest.raises(NotFound):
        foreign = Document(sha256="0" * 64, size=1, media_type="application/pdf", name="a.pdf",
                           at=TOLD)  # fmt: skip
        session.add(foreign)
        session.flush()
        actor = sqlite_office.person(session, "applicant")
        contesting.contest(session, actor, public_id, "Da.", [foreign], at=TOLD)


def test_the_page_says_until_when_and_the_house_reads_what_was_sent(
    sqlite_office: TestOffice,
) -> None:
    public_id = rejected(sqlite_office)
    sqlite_office.at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    client = in_english(sqlite_office, "applicant")
    assert "until 7 December 2026" in text_of(client, f"/application/{public_id}")
    page = text_of(client, f"/application/{public_id}/contest")
    assert "30 days from 5 November 2026" in page
    empty = post(sqlite_office, client, f"/application/{public_id}/contest", text=" ")
    assert empty.status_code == 422
    assert "Say what you bring" in empty.get_data(as_text=True)
    sent = post(sqlite_office, client, f"/application/{public_id}/contest", text="Iată de ce.")
    assert sent.status_code == 303
    assert "Contested, before the General Assembly" in text_of(client, sent.location)
    clerk = in_english(sqlite_office, "secretariat")
    assert "Iată de ce." in text_of(clerk, f"/case/{public_id}")


def test_the_days_that_matter_go_into_a_calendar_without_a_name(sqlite_office: TestOffice) -> None:
    public_id = rejected(sqlite_office)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        found = {one.what: one.on for one in deadlines(case, sqlite_office.statute)}
    assert found == {Deadline.CONTEST: LAST, Deadline.REAPPLY: date(2027, 11, 2)}
    file = text_of(
        in_english(sqlite_office, "applicant"), f"/application/{public_id}/deadlines.ics"
    )
    assert "DTSTART;VALUE=DATE:20261207" in file
    assert "Detecție" not in file


def test_a_contestation_owes_a_letter_that_says_under_which_number_it_came(
    sqlite_office: TestOffice,
) -> None:
    """L6b: what was contested, before which body it goes, and when it came in."""
    office, public_id = sqlite_office, rejected(sqlite_office)
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    contest(office, public_id, at)
    with office.read() as session:
        letters = office.case(session, public_id).letters
        letter = next(one for one in letters if one.kind is Kind.CONTESTATION_RECEIVED)
        facts = facts_for(session, letter, house=office.statute, base_url="", at=at)
        line = session.query(RegistryEntry).filter_by(subject=CONTESTATION).one()
    content = facts.content
    assert isinstance(content, ContestationReceived)
    assert (content.contestation.number, content.contestation.on) == (str(line.number), line.on)
    assert content.body.name == office.statute.bodies.appeal.name.ro
    assert content.received_at == at


def test_page_letter_and_gate_name_one_first_day_to_apply_again_and_let_it_in(
    sqlite_office: TestOffice,
) -> None:
    """Counted over the holidays of 30 November and 1 December; before the letter leaves, the
    gate says no more than that the case is open."""
    office = sqlite_office
    own = office.settings.own_statute
    text = own.read_text("utf-8")
    term = 'reapply = { n = 12, unit = "month", move = false }'
    own.write_text(text.replace(term, 'reapply = { n = 20, unit = "working" }'), "utf-8")
    public_id = rejected(office, told=False, received=False)

    def opens(day: int) -> None:
        with office.write() as session:
            actor = office.person(session, "applicant")
            services.open_draft(session, actor, at=datetime(2026, 12, day, 9, 0, tzinfo=UTC),
                                settings=office.settings)  # fmt: skip

    with pytest.raises(NotNow, match="already_open"):
        opens(1)
    first = date(2026, 12, 2)
    with office.write() as session:
        case = office.case(session, public_id)
        letter = next(one for one in case.letters if one.kind is Kind.REJECTION)
        letter.state, letter.dispatched_at = State.DISPATCHED, TOLD
        statute = statutes.of(case)
        days = {one.what: one.on for one in deadlines(case, statute)}
        assert days[Deadline.REAPPLY] == first
        assert last_day(statute, "reapply", letter.owed_at) == first
    with pytest.raises(NotNow, match="too_early"):
        opens(1)
    opens(2)
