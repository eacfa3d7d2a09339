"""Looking for words on both kinds of database: what is found, by whom, at what cost."""

import pytest

from membership.checking import check
from membership.models import Confidentiality, Member, Organisation, SearchEntry, Sought, findable
from membership.models.search import folded
from membership.search import saved, services
from membership.search.services import Results
from tests.membership.office import TestOffice
from tests.membership.review.filling import counted
from workflows.application import Stage
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.standing import Standing
from workflows.term import day_of


def found(office: TestOffice, q: str, *, by: str = "secretariat", **how: object) -> Results:
    with office.read() as session:
        today = day_of(office.at, "Europe/Bucharest")
        return services.search(session, office.person(session, by), q, today=today, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ștampilă", "stampila"),
        ("\u015etampil\u0103", "stampila"),
        ("  J40/1234/2020 ", "j40 1234 2020"),
        ("Țesături „Â-Î”, nr. 26.70", "tesaturi a i nr 26 70"),
        ("%_\\'\"", ""),
    ],
)
def test_words_are_compared_without_capitals_diacritics_and_punctuation(
    typed: str, kept: str
) -> None:
    """Scenario 27: a name is found by either letter, however it was pasted."""
    assert folded(typed) == kept


def test_a_case_is_found_by_the_beginnings_of_its_words_however_they_are_typed(
    office: TestOffice,
) -> None:
    case = office.submitted()
    with office.write() as session:
        organisation = office.case(session, case).organisation
        organisation.legal_name = "Fabrica de Ștampile Țepene SRL"
    for q in ("stampile", "ȘTAMPILE", "\u015ftamp", "tepene fabrica"):
        assert case in [hit.case for hit in found(office, q).hits], q
    for q in ("tampile", "stampile nicaieri", "", "  ", "%", "stampile*", '"'):
        hits = found(office, q).hits
        assert (case in [hit.case for hit in hits]) == (q == "stampile*"), q


def test_an_organisation_is_found_by_any_of_its_names_and_numbers(office: TestOffice) -> None:
    case = office.submitted()
    with office.write() as session:
        organisation = office.case(session, case).organisation
        organisation.name_en, organisation.register_number = "Sensor Works", "J2020001234402"
        organisation.former_register_number = "J40/1234/2020"
    for q in ("sensor works", "J40/1234/2020", "j40 1234", "J2020001234402"):
        assert case in [hit.case for hit in found(office, q, kind=Sought.CASE).hits], q


def test_a_claim_and_its_evidence_are_found_by_what_they_say(office: TestOffice) -> None:
    case = office.submitted()
    with office.read() as session:
        kept = office.case(session, case)
        claim, evidence = kept.claims[0], kept.evidence[0]
    hits = found(office, claim.description[:12], kind=Sought.CLAIM).hits
    assert claim.public_id in [hit.inside for hit in hits]
    hits = found(office, evidence.title, kind=Sought.EVIDENCE).hits
    assert [hit.inside for hit in hits if hit.case == case] == [evidence.public_id]


def test_what_is_kept_for_the_commission_is_found_by_whoever_reads_the_case_alone(
    office: TestOffice,
) -> None:
    """Scenario 24: the title of such a piece is the secretariat's to read; nobody outside the
    case finds that it is there, by its title or by a count."""
    case = office.before_board(declared=("seat1",))
    with office.write() as session:
        piece = office.case(session, case).evidence[0]
        piece.title, piece.confidentiality = "Ștampilă de zinc", Confidentiality.COMMISSION
    for reader in ("secretariat", "rapporteur", "seat1", "applicant"):
        hits = found(office, "stampila", by=reader, kind=Sought.EVIDENCE)
        assert [hit.title for hit in hits.hits] == ["Ștampilă de zinc"], reader
    for nobody in ("seat2", "auditor", "administrator"):
        hits = found(office, "\u015ftampil\u0103", by=nobody)
        assert (hits.total, dict(hits.stages)) == (0, {}), nobody


def test_a_fellow_member_finds_a_member_by_no_word_that_its_page_hides(
    sqlite_office: TestOffice,
) -> None:
    """A rapporteur reads the members as one of them does; the Board reads the registers whole."""
    office = sqlite_office
    with office.write() as session:
        firm = Organisation(
            legal_name="Zimbrul SRL", vat_number="RO99", founding_act="Decretul 7",
            locality="Brad", county="Hunedoara", fiscal_code="99", created_at=office.at,
        )  # fmt: skip
        session.add(
            Member(number=1, title="M-0001", organisation=firm, category="asociat",
                   since=office.at.date(), standing=Standing.ACTIVE)
        )  # fmt: skip

    def finders(q: str) -> set[str]:
        return {
            one for one in ("secretariat", "rapporteur", "seat1") if found(office, q, by=one).total
        }

    office_alone = {"secretariat", "seat1"}
    for hidden in ("RO99", "decretul 7", "brad", "hunedoara zimbrul"):
        assert finders(hidden) == office_alone, hidden
    for shown in ("zimbrul", "99"):
        assert finders(shown) == {*office_alone, "rapporteur"}, shown
    with office.write() as session:
        session.query(Organisation).one().answers = {"publish": ["name"]}
    assert finders("brad") == {*office_alone, "rapporteur"}
    with office.read() as session:
        assert list(findable.breaches(session)) == []


def test_what_is_changed_or_removed_is_found_no_longer(office: TestOffice) -> None:
    case = office.drafted()
    with office.write() as session:
        kept = office.case(session, case)
        kept.evidence[0].title = "Zborul cocorilor"
    assert found(office, "cocor", by="applicant").kinds[Sought.EVIDENCE] == 1
    with office.write() as session:
        session.delete(office.case(session, case).evidence[0])
    assert found(office, "cocor", by="applicant").total == 0
    assert check(office.engine, office.settings).breaches == ()


def test_an_act_that_is_undone_leaves_no_entry(office: TestOffice) -> None:
    case = office.drafted()
    with pytest.raises(RuntimeError), office.write() as session:
        office.case(session, case).organisation.legal_name = "Nicicând Kept SRL"
        session.flush()
        raise RuntimeError
    assert found(office, "nicicand", by="applicant").total == 0


def test_counts_and_filters_agree_with_the_hits(office: TestOffice) -> None:
    office.submitted()
    office.in_review()
    everything = found(office, "exemplu")
    assert everything.total == len(everything.hits) > 0
    for kind, number in everything.kinds.items():
        narrowed = found(office, "exemplu", kind=kind)
        assert len(narrowed.hits) == number
        assert sum(narrowed.stages.values()) == number
    review = found(office, "exemplu", stage=Stage.EVIDENCE_REVIEW)
    assert {hit.stage for hit in review.hits} == {Stage.EVIDENCE_REVIEW}
    assert len(review.hits) == everything.stages[Stage.EVIDENCE_REVIEW]


def test_a_draft_is_found_by_its_applicant_alone(office: TestOffice) -> None:
    office.drafted()
    assert found(office, "exemplu", by="applicant").total > 0
    for nobody in ("secretariat", "rapporteur", "seat1", "auditor", "administrator"):
        assert found(office, "exemplu", by=nobody).total == 0, nobody


def test_a_page_of_hits_costs_two_statements_and_goes_on_by_key(office: TestOffice) -> None:
    case = office.submitted()
    with office.write() as session:
        kept = office.case(session, case)
        session.add_all(
            SearchEntry(kind=Sought.CLAIM, record_id=9000 + n, application_id=kept.id,
                        organisation_id=kept.organisation_id, title=f"Pagina {n}", words="multe")
            for n in range(100)
        )  # fmt: skip
    with counted(office) as asked:
        first = found(office, "multe")
    # The statement that finds who asks is not the search's.
    assert len(asked) <= 5
    second = found(office, "multe", after=first.after)
    third = found(office, "multe", after=second.after)
    titles = [hit.title for page in (first, second, third) for hit in page.hits]
    assert titles == [f"Pagina {n}" for n in reversed(range(100))]
    assert third.after is None


def test_everything_is_written_anew_on_demand(office: TestOffice) -> None:
    office.submitted()
    before = found(office, "exemplu").total
    with office.write() as session:
        session.query(SearchEntry).delete()
    assert found(office, "exemplu").total == 0
    assert check(office.engine, office.settings).breaches
    with office.write() as session:
        findable.rebuild(session)
    assert found(office, "exemplu").total == before
    assert check(office.engine, office.settings).breaches == ()


def test_a_search_is_kept_for_its_owner_alone(office: TestOffice) -> None:
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        kept = saved.save(session, clerk, "Măști", "masti", kind="claim", stage="", at=office.at)
        again = saved.save(session, clerk, "Măști", "filtre", kind="", stage="", at=office.at)
        assert again.id == kept.id
        assert again.q == "filtre"
        chair = office.person(session, "seat1")
        assert saved.saved(session, chair) == []
        with pytest.raises(NotFound):
            saved.forget(session, chair, kept.id)
        saved.forget(session, clerk, kept.id)
        assert saved.saved(session, clerk) == []


def test_a_search_without_name_or_words_is_not_kept_nor_are_more_than_twenty(
    sqlite_office: TestOffice,
) -> None:
    with sqlite_office.write() as session:
        clerk, at = sqlite_office.person(session, "secretariat"), sqlite_office.at
        for name, q in (("", "masti"), ("x" * 81, "masti"), ("Nimic", " / ")):
            with pytest.raises(Incomplete):
                saved.save(session, clerk, name, q, kind="", stage="", at=at)
        for number in range(saved.MOST):
            saved.save(session, clerk, f"Nr. {number}", "masti", kind="", stage="", at=at)
        with pytest.raises(NotNow):
            saved.save(session, clerk, "Prea mult", "masti", kind="", stage="", at=at)
