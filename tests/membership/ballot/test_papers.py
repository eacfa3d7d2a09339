"""The papers of decisions, written from the records: conditions, resolutions, the assembly."""

import pytest

from membership.application.steps import last_day
from membership.ballot import conditions
from membership.ballot.lodging import Wanted
from membership.letter import preparing
from membership.letter.services import said
from membership.models import Letter
from tests.membership.ballot.board import Board
from tests.membership.ballot.lodged import admitted_with, adopt, day, lodge
from tests.membership.ballot.test_assembly import contested, resolved
from tests.membership.office import TestOffice
from workflows import letter_board, letter_decided, letter_register
from workflows.application import Stage, Step
from workflows.assembly import Ruling, rulings_at
from workflows.letter import Channel, Kind
from workflows.letter_facts import Facts
from workflows.motion import ConditionKind, ConditionState
from workflows.voting_terms import Choice, MotionKind


def facts_of(office: TestOffice, case: str, kind: Kind) -> Facts:
    with office.read() as session:
        letter = next(one for one in reversed(office.case(session, case).letters)
                      if one.kind is kind)  # fmt: skip
        return said(session, letter, house=office.statute, base_url="http://x.example",
                    at=office.at)  # fmt: skip


def prepared(board: Board, kind: Kind) -> str:
    with board.office.write() as session:
        clerk = board.office.person(session, "secretariat")
        return preparing.prepare(session, clerk, board.motion, kind,
                                 at=board.office.at).public_id  # fmt: skip


def test_the_letter_of_an_admission_with_conditions_says_each_and_what_waits(
    sqlite_office: TestOffice,
) -> None:
    board, _ = admitted_with(sqlite_office, ConditionKind.SUSPENSIVE, ConditionKind.RESOLUTORY)
    content = facts_of(sqlite_office, board.case, Kind.CONDITIONAL_ADMISSION).content
    assert isinstance(content, letter_decided.ConditionalAdmission)
    assert [one.effect for one in content.conditions] == [
        ConditionKind.SUSPENSIVE,
        ConditionKind.RESOLUTORY,
    ]
    assert (content.waits, content.effective_on) == (True, None)


def test_the_note_of_a_failed_condition_says_what_was_found_and_both_resolutions(
    sqlite_office: TestOffice,
) -> None:
    board, (name,) = admitted_with(sqlite_office, ConditionKind.SUSPENSIVE)
    sqlite_office.later(days=61)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        conditions.find(session, clerk, name, ConditionState.FAILED, note="Nu s-a depus.",
                        at=sqlite_office.at)  # fmt: skip
    lodge(board, Wanted(kind=MotionKind.REVOKE))
    adopt(board)
    content = facts_of(sqlite_office, board.case, Kind.CONDITION_NOT_MET).content
    assert isinstance(content, letter_decided.ConditionNotMet)
    assert [one.found for one in content.failed] == ["Nu s-a depus."]
    assert content.admitted_by.on < content.resolution.on
    assert content.ends_on is None
    assert content.contest is not None and content.reapply_from is not None


def test_where_a_membership_ended_the_note_promises_nothing_that_a_rejection_opens(
    sqlite_office: TestOffice,
) -> None:
    board, (name,) = admitted_with(sqlite_office, ConditionKind.RESOLUTORY)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        conditions.find(session, clerk, name, ConditionState.FAILED, note="Nu s-a depus.",
                        at=sqlite_office.later(days=61))  # fmt: skip
    lodge(board, Wanted(kind=MotionKind.REVOKE))
    adopt(board)
    content = facts_of(sqlite_office, board.case, Kind.CONDITION_NOT_MET).content
    assert isinstance(content, letter_decided.ConditionNotMet)
    assert (content.ends_on, content.contest, content.reapply_from) == (
        day(sqlite_office, 0), None, None)  # fmt: skip


@pytest.mark.parametrize("ruling", rulings_at(Stage.CONTESTED))
def test_the_letter_on_a_contestation_says_what_the_assembly_resolved(
    sqlite_office: TestOffice, ruling: Ruling
) -> None:
    board = contested(sqlite_office)
    resolved(board, ruling)
    kind = Kind.ADMISSION if ruling is Ruling.ADMIT else Kind.CONTESTATION_DECIDED
    content = facts_of(sqlite_office, board.case, kind).content
    if isinstance(content, letter_decided.Admission):
        assert content.body is not None and content.body.name == "Adunarea Generală"
        assert content.votes is None
        assert content.annexes == ("certificatul de membru",)
        certificate = facts_of(sqlite_office, board.case, Kind.CERTIFICATE).content
        assert isinstance(certificate, letter_register.Certificate)
        assert certificate.member_number == content.member_number
        assert certificate.resolution == content.resolution
        return
    assert isinstance(content, letter_decided.ContestationDecided)
    assert (content.ruling.value, content.resolution.number) == (ruling.value, "AG 4")
    assert content.contested is not None
    if ruling is not Ruling.DISMISS:
        assert content.reapply_from is None
        return
    # From the rejection that stands, as the page and the gate say, whatever holidays there are.
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        rejected = case.history[-3]
        assert rejected.step is Step.REJECT
        assert content.reapply_from == last_day(sqlite_office.statute, "reapply", rejected.at)


def test_a_resolution_is_prepared_once_with_its_articles_and_figures(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    first = prepared(board, Kind.RESOLUTION)
    assert prepared(board, Kind.RESOLUTION) == first
    content = facts_of(sqlite_office, board.case, Kind.RESOLUTION).content
    assert isinstance(content, letter_board.BoardResolution)
    assert [article.number for article in content.articles] == [1, 2, 3]
    assert content.votes is not None and content.votes.for_ == 5
    assert content.entitled == 5
    assert any("art. 11" in basis for basis in content.bases)


def test_an_extract_of_a_rejection_bears_no_figure_and_every_reason(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office, MotionKind.REJECT)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    prepared(board, Kind.EXTRACT)
    content = facts_of(sqlite_office, board.case, Kind.EXTRACT).content
    assert isinstance(content, letter_register.Extract)
    assert (content.votes, content.entitled) == (None, None)
    assert any("Dovada nu ajunge." in article.text for article in content.articles)


def test_the_applicant_never_reads_the_act_itself(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    name = prepared(board, Kind.RESOLUTION)
    with sqlite_office.write() as session:
        letter = session.query(Letter).filter(Letter.public_id == name).one()
        letter.dispatched_at, letter.channel = sqlite_office.at, Channel.PORTAL
    assert sqlite_office.client_of("applicant").get(f"/letters/{name}").status_code == 404
    assert sqlite_office.client_of("secretariat").get(f"/letters/{name}").status_code == 200
