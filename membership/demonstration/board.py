"""The inner half of the demonstration: check, findings, motion, vote."""

from datetime import timedelta

from membership.ballot import agenda, closing
from membership.ballot import services as ballots
from membership.database import Session
from membership.demonstration.cast import SEATED
from membership.demonstration.claims import CLAIMS
from membership.demonstration.story import Story
from membership.many import services as many
from membership.models import InterestKind, Motion, Readers
from membership.review import findings, notes, opinions, questions
from membership.review import services as reviews
from membership.review.motion import Ground
from workflows.dossier import Section
from workflows.review import Mark, QualityFinding, Verdict
from workflows.voting_terms import Choice, MotionKind

QUALITY = {
    MotionKind.ADMIT: QualityFinding.FULFILLED,
    MotionKind.ADMIT_CONDITIONALLY: QualityFinding.FULFILLED,
    MotionKind.REJECT: QualityFinding.NOT_FULFILLED,
    MotionKind.DEFER: QualityFinding.NOT_FULFILLED,
}
GROUNDS = {
    MotionKind.ADMIT: (),
    MotionKind.ADMIT_CONDITIONALLY: (),
    MotionKind.REJECT: (
        Ground(
            code="contribution_not_proved",
            examined="prezentarea cursurilor, depusă de solicitant",
            text="Documentul este o declarație proprie și nu arată o contribuție în domeniile "
            "clusterului.",
        ),
    ),
    MotionKind.DEFER: (
        Ground(
            code="evidence_awaited",
            examined="cererea de brevet",
            text="Solicitantul a anunțat raportul de încercare pentru luna următoare.",
        ),
    ),
}


NOTES = (
    ("secretariat", "primaria", Readers.SECRETARIAT,
     "Hotărârea consiliului local este anunțată pentru luni; sunați înainte de a cere completări."),
    ("rapporteur", "laborator", Readers.REVIEW,
     "Certificatul de acreditare a fost verificat în registrul public al emitentului."),
    ("secretariat", "protectie", Readers.HOUSE,
     "Solicitantul și-a schimbat sediul după depunere; extrasul nou este în dosar."),
)  # fmt: skip
"""Who writes a note on which case, for whom, and what it says."""


def writes_notes(story: Story) -> None:
    """The house writes notes on its cases, each for its own readers."""
    for writer, key, readers, text in NOTES:
        with story.act() as session:
            notes.write(session, story.person(session, writer), story.cases[key],
                        readers=readers, text=text, at=story.now())  # fmt: skip


def reminds(story: Story, *keys: str) -> None:
    """The secretariat reminds applicants who were asked and have not answered."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        many.remind(session, clerk, [story.cases[key] for key in keys], at=story.now())
    story.work()


def accepts(story: Story, key: str) -> None:
    """The secretariat finds the procedure followed and names the rapporteur."""
    with story.act() as session:
        clerk, rapporteur = (
            story.person(session, "secretariat"),
            story.person(session, "rapporteur"),
        )
        public_id = story.cases[key]
        marks = dict.fromkeys(story.statute.checklist, (Mark.CONFORM, ""))
        reviews.check_lines(session, clerk, public_id, marks, at=story.now())
        reviews.accept_procedure(
            session, clerk, public_id, at=story.now(), rapporteur_ids=[rapporteur.id]
        )


def asks(story: Story, key: str, subject: str, question: str) -> None:
    """The secretariat asks the applicant for something, says why, and what would be enough."""
    asked = reviews.Question(
        subject=subject,
        question=question,
        reason="Semnatarul trebuie să poată angaja organizația.",
        satisfies="O copie semnată a hotărârii, sau numele reprezentantului, corectat.",
        section=Section.REPRESENTATIVE,
    )
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        claim = story.case(session, key).claims[0]
        proof = reviews.Question(
            subject=story.statute.stages[claim.stage].name.ro,
            question="Aduceți pentru această contribuție încă o dovadă, de la un terț.",
            satisfies="Un contract, un raport de încercare sau o autorizație.",
            section=Section.EVIDENCE,
            claim=claim.public_id,
        )
        reviews.ask(session, clerk, story.cases[key], [asked, proof], at=story.now())


def assesses(story: Story, key: str, *, only: int | None = None) -> None:
    """The rapporteur declares no interest and finds the claims, or only the first ones."""
    with story.act() as session:
        rapporteur = story.person(session, "rapporteur")
        findings.declare(session, rapporteur, story.cases[key], kind=None, at=story.now())
    with story.act() as session:
        rapporteur = story.person(session, "rapporteur")
        played = zip(story.case(session, key).claims, CLAIMS[story.statute.key][key], strict=True)
        for claim, claimed in list(played)[:only]:
            findings.find_claim(
                session, rapporteur, story.cases[key], claim.public_id,
                verdict=claimed.verdict, reason=claimed.reason, at=story.now(),
            )  # fmt: skip


def shares(story: Story, key: str) -> None:
    """A second rapporteur joins: a finding given, another in draft, and a question to ask."""
    public_id = story.cases[key]
    with story.act() as session:
        both = [story.person(session, name).id for name in ("rapporteur", "second")]
        clerk = story.person(session, "secretariat")
        reviews.assign(session, clerk, public_id, both, at=story.now())
    with story.act() as session:
        second = story.person(session, "second")
        findings.declare(session, second, public_id, kind=None, at=story.now())
        first, last = story.case(session, key).claims[0], story.case(session, key).claims[-1]
        findings.find_claim(
            session, second, public_id, first.public_id, verdict=Verdict.PARTLY, at=story.now(),
            reason="Domeniul acreditării acoperă numai o parte dintre încercările descrise.",
        )  # fmt: skip
        opinions.keep_draft(
            session, second, public_id, last.public_id, verdict=None, at=story.now(),
            reason="Articolul este din 2019; aștept un rezultat mai nou.",
        )  # fmt: skip
        questions.raise_question(
            session, second, public_id, last.public_id, at=story.now(),
            text="Care sunt rezultatele obținute după publicarea articolului?",
        )  # fmt: skip


def reports(story: Story, key: str, kind: MotionKind) -> None:
    """The rapporteur's report goes to the Board with its motion."""
    with story.act() as session:
        rapporteur = story.person(session, "rapporteur")
        findings.report(
            session, rapporteur, story.cases[key], quality=QUALITY[kind], kind=kind,
            text="Procedura de adeziune a fost urmată. Afirmațiile au fost verificate pe baza "
            "dovezilor depuse, una câte una.",
            reasons=GROUNDS[kind],
            departure="Dovada hotărâtoare este anunțată pentru luna următoare."
            if kind is MotionKind.DEFER
            else "",
            at=story.now(),
        )  # fmt: skip


def opens(
    story: Story, key: str, *, days: int, recused: str = "fifth", silent: tuple[str, ...] = ()
) -> None:
    """The secretariat schedules the motion, the Board declares interests but for who is still
    ``silent``, the chair opens."""
    with story.act() as session:
        motion = motion_of(story, session, key)
        closes = story.at + timedelta(days=days, hours=2)
        clerk = story.person(session, "secretariat")
        agenda.schedule(
            session, clerk, motion.public_id, closes_at=closes, statute=story.statute,
            at=story.now(),
        )  # fmt: skip
    for seat in (one for one in SEATED if one not in silent):
        with story.act() as session:
            kind = InterestKind.COLLABORATOR if seat == recused else None
            findings.declare(
                session, story.person(session, seat), story.cases[key], kind=kind,
                explanation="proiect comun în ultimii doi ani" if kind else "", at=story.now(),
            )  # fmt: skip
    with story.act() as session:
        motion = motion_of(story, session, key)
        chair = story.person(session, "chair")
        ballots.open_vote(session, chair, motion.public_id, statute=story.statute, at=story.now())


def votes(story: Story, key: str, **choices: Choice) -> None:
    """Members of the Board vote."""
    for seat, choice in choices.items():
        with story.act() as session:
            motion, against = motion_of(story, session, key), choice is Choice.AGAINST
            ballots.cast(
                session, story.person(session, seat), motion.public_id, choice=choice,
                reason="Consider că afirmațiile se pot completa." if against else "",
                opposition=against, at=story.now(),
            )  # fmt: skip


def closes(story: Story, key: str) -> None:
    """The chair closes the vote; what was adopted is decided in the same transaction."""
    with story.act() as session:
        motion = motion_of(story, session, key)
        closing.close(session, story.person(session, "chair"), motion.public_id, at=story.now())
    story.work()


def motion_of(story: Story, session: Session, key: str) -> Motion:
    """The last motion on the case."""
    return story.case(session, key).motions[-1]
