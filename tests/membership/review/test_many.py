"""Acting on several cases: what would happen first, then a result for each."""

from membership.models import Owed
from membership.review import many, services
from membership.review.many import Together
from membership.review.services import Question
from tests.membership.office import TestOffice

ASKED = [Question(question="Până când este valabilă?")]


def chosen(office: TestOffice) -> list[str]:
    """Two cases that wait for their applicants, and one that does not."""
    cases = [office.submitted() for _ in range(3)]
    with office.write() as session:
        for case in cases[:2]:
            services.ask(session, office.person(session, "secretariat"), case, ASKED, at=office.at)
    return cases


def results(found: list[many.Outcome]) -> list[str]:
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


def test_the_pages_show_each_row_before_and_after(sqlite_office: TestOffice) -> None:
    cases = chosen(sqlite_office)
    client = sqlite_office.client_of("secretariat")
    english = {"Accept-Language": "en"}
    assert 'name="case"' in client.get("/queue?filter=all").get_data(as_text=True)
    asked = {"act": "remind", "case": [*cases, "nobody-knows"]}
    before = client.get("/queue/many", query_string=asked, headers=english).get_data(as_text=True)
    assert "This concerns 2 cases." in before
    done = client.post("/queue/many", data=asked, headers=english)
    assert done.status_code == 303
    after = client.get(done.headers["Location"], headers=english).get_data(as_text=True)
    assert "Done for 2 cases." in after
    assert "Nothing was asked of this applicant" in after
    assert client.get("/queue/many?act=nothing").status_code == 404
