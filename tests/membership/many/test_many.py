"""Acting on several cases: what would happen first, then a result for each."""

import pytest

from membership import checking
from membership.many import results as kept
from membership.many import services as many
from membership.many.services import Outcome
from membership.models import (
    Interest,
    InterestKind,
    JointAct,
    JointResult,
    Owed,
    Sitting,
    Together,
)
from membership.review import services
from membership.review.services import Question
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotPermitted

ASKED = [Question(question="Până când este valabilă?")]


def chosen(office: TestOffice) -> list[str]:
    """Two cases that wait for their applicants, and one that does not."""
    cases = [office.submitted() for _ in range(3)]
    with office.write() as session:
        for case in cases[:2]:
            services.ask(session, office.person(session, "secretariat"), case, ASKED, at=office.at)
    return cases


def results(found: list[Outcome] | JointAct) -> list[str]:
    if isinstance(found, JointAct):
        return [one.refusal["key"] if one.refusal else "done" for one in found.results]
    return [one.why.key if one.why else "done" for one in found]


def test_a_reminder_goes_to_those_who_were_asked_and_once_a_day(office: TestOffice) -> None:
    cases = chosen(office)
    expected = ["done", "done", "review.nothing_asked"]
    with office.write() as session:
        by = office.person(session, "secretariat")
        before = session.query(Owed).count()
        looked = many.preview(session, by, Together.REMIND, [*cases, cases[0]], at=office.at)
        assert results(looked) == expected
        assert session.query(Owed).count() == before
        assert results(many.remind(session, by, cases, at=office.at)) == expected
        assert session.query(Owed).count() == before + 2
    with office.write() as session:
        by = office.person(session, "secretariat")
        again = results(many.remind(session, by, cases, at=office.at))
        assert again == ["review.reminded_today"] * 2 + ["review.nothing_asked"]


def test_cases_are_given_to_rapporteurs_together_and_others_are_skipped(
    sqlite_office: TestOffice,
) -> None:
    cases = [sqlite_office.in_review(), sqlite_office.submitted()]
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        people = [sqlite_office.people["rapporteur"]]
        found = many.assign_all(session, by, cases, people, at=sqlite_office.at)
    assert results(found) == ["done", "review.not_at_this_stage"]


def test_ready_cases_come_on_an_agenda_together_and_others_are_skipped(
    sqlite_office: TestOffice,
) -> None:
    cases = [sqlite_office.before_board(), sqlite_office.in_review(), sqlite_office.before_board()]
    board = Assembly.planned(sqlite_office).sitting
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        looked = many.preview(session, by, Together.SCHEDULE, cases, at=sqlite_office.at)
        done = many.schedule_all(session, by, cases, board, at=sqlite_office.at)
        again = many.schedule_all(session, by, cases, board, at=sqlite_office.at)
        expected = ["done", "sitting.case_not_ready", "done"]
        assert results(looked) == results(done) == results(again) == expected
        sitting = session.query(Sitting).one()
        assert [item.application.public_id for item in sitting.agenda if item.application] == [
            cases[0], cases[2],
        ]  # fmt: skip
        with pytest.raises(NotFound):
            many.schedule_all(session, by, cases, "nobody-knows", at=sqlite_office.at)


def test_the_page_puts_the_chosen_cases_on_the_agenda_that_is_chosen(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board()
    client, english = sqlite_office.client_of("secretariat"), {"Accept-Language": "en"}
    asked = {"act": "schedule", "case": [case]}
    before = client.get("/queue/many", query_string=asked, headers=english).get_data(as_text=True)
    assert "Plan a sitting" in before
    board = Assembly.planned(sqlite_office).sitting
    asked["form_token"] = sqlite_office.token()
    missing = client.post("/queue/many", data=asked, headers=english)
    assert missing.status_code == 422
    assert "Choose the sitting" in missing.get_data(as_text=True)
    done = client.post("/queue/many", data={**asked, "sitting": board}, headers=english)
    after = client.get(done.headers["Location"], headers=english).get_data(as_text=True)
    assert "Done for 1 case." in after
    assert f'href="/sittings/{board}/agenda"' in after


def test_the_pages_show_each_row_before_and_ever_after(sqlite_office: TestOffice) -> None:
    cases = chosen(sqlite_office)
    client = sqlite_office.client_of("secretariat")
    english = {"Accept-Language": "en"}
    assert 'name="case"' in client.get("/queue?filter=all").get_data(as_text=True)
    assert "yet" in client.get("/queue/many/done", headers=english).get_data(as_text=True)
    asked = {"act": "remind", "case": [*cases, "nobody-knows"]}
    before = client.get("/queue/many", query_string=asked, headers=english).get_data(as_text=True)
    assert "This concerns 2 cases." in before
    asked["form_token"] = sqlite_office.token()
    done, again = (client.post("/queue/many", data=asked, headers=english) for _ in range(2))
    assert done.status_code == 303
    # A second click is no second act: it leads to what the first one did.
    assert again.location == done.location
    # Somebody else of the secretariat reads it as well, from the list of what was done.
    with sqlite_office.write() as session:
        sqlite_office.person(session, "administrator").give(Role.SECRETARIAT)
    other = sqlite_office.client_of("administrator")
    assert done.location in other.get("/queue/many/done", headers=english).get_data(as_text=True)
    after = other.get(done.location, headers=english).get_data(as_text=True)
    assert "Done for 2 cases." in after and "1 was skipped" in after
    assert "Nothing was asked of this applicant" in after
    nothing = {"act": "remind", "form_token": sqlite_office.token()}
    assert client.post("/queue/many", data=nothing).status_code == 422
    assert client.get("/queue/many?act=nothing").status_code == 404
    assert client.get("/queue/many/done/nothing").status_code == 404


def test_what_was_done_to_a_case_is_unknown_to_whom_an_interest_closes_it(
    office: TestOffice,
) -> None:
    cases, other = chosen(office), "administrator"
    with office.write() as session:
        clerk, colleague = office.person(session, "secretariat"), office.person(session, other)
        colleague.give(Role.SECRETARIAT)
        both = many.remind(session, clerk, cases[:2], at=office.at)
        alone = many.remind(session, clerk, cases[2:], at=office.at)
        ids = both.public_id, alone.public_id
        for case in cases[1:]:
            row = Interest(person_id=colleague.id, kind=InterestKind.FAMILY, at=office.at)
            found = office.case(session, case)
            found.interests.append(row)
    with office.read() as session:
        colleague = office.person(session, other)
        (seen,) = kept.past(session, colleague)
        assert (seen.public_id, seen.done, seen.skipped) == (ids[0], 1, 0)
        act, rows = kept.results(session, colleague, ids[0])
        assert [row.application.public_id for row in rows] == cases[:1]
        assert act.by.name == "Secretariat Exemplu"
        with pytest.raises(NotFound):
            kept.results(session, colleague, ids[1])
        with pytest.raises(NotPermitted):
            kept.past(session, office.person(session, "seat1"))


def test_an_act_on_no_case_is_refused_and_the_check_finds_results_that_contradict(
    sqlite_office: TestOffice,
) -> None:
    cases = chosen(sqlite_office)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        with pytest.raises(Incomplete):
            many.remind(session, clerk, ["nobody-knows"], at=sqlite_office.at)
        many.remind(session, clerk, cases, at=sqlite_office.at)
    assert checking.check(sqlite_office.engine, sqlite_office.settings).breaches == ()
    with sqlite_office.write() as session:
        session.query(JointResult).order_by(JointResult.id).first().done = False  # type: ignore[union-attr]
    found = checking.check(sqlite_office.engine, sqlite_office.settings).breaches
    assert found == ("act on several cases 1: its results are not one a case",)
