"""Invented contents of the Board's own papers."""

from datetime import date, datetime, timedelta

from membership.letter.specimens_case import (
    BUCHAREST,
    RESOLUTION,
    SITTING,
    VOTES,
)
from membership.letter.specimens_words import Say
from membership.letter.typography import an
from workflows.letter_board import (
    AgendaPoint,
    Assessed,
    Attendant,
    BoardResolution,
    Checked,
    Convocation,
    Discussed,
    Mandate,
    Minutes,
    Report,
    StoodAside,
    Voice,
    Voted,
)
from workflows.letter_facts import Content
from workflows.letter_parts import Entry, Form, Person, Votes
from workflows.letter_register import Article
from workflows.voting_terms import Mode

_OPENED = datetime(2026, 11, 19, 14, 30, tzinfo=BUCHAREST)
_NAMES = (
    "Prenume NUME",
    "Ioana EXEMPLU",
    "Mihai MODEL",
    "Elena PROBĂ",
    "Radu ÎNCERCARE",
    "Ștefan SCHIȚĂ",
    "Țvetana CIORNĂ",
)


def contents(say: Say) -> tuple[Content, ...]:
    """One content of every kind that the Board and its rapporteurs write."""
    return (_convocation(say), _minutes(say), _report(say), _resolution(say), _mandate(say))


def _convocation(say: Say) -> Content:
    return Convocation(
        number="6/2026",
        mode=Mode.HYBRID,
        starts_at=_OPENED,
        place=say("sediul Clusterului, sala mare", "the seat of the Cluster, large room"),
        link="https://cluster.example/sala",
        agenda=(
            AgendaPoint(title=say("Cererea de adeziune a Detecție Exemplu SRL",
                                  "Application of Detecție Exemplu SRL"),
                        reference="ADZ-2026-0012", reporter="Mihai MODEL"),
            AgendaPoint(title=say("Cererea de adeziune a Asociației Probă",
                                  "Application of Asociația Probă"),
                        reference="ADZ-2026-0013", reporter="Elena PROBĂ", together=True),
            AgendaPoint(title=say("Diverse", "Other matters")),
        ),
        papers_at="cluster.example/sittings",
        quorum=say("Ședința este statutară în prezența a cel puțin 4 din 7 membri.",
                   "The sitting has its quorum with at least 4 of 7 members."),
        deputies=say("Cine nu poate veni poate împuternici în scris un alt membru.",
                     "Whoever cannot come may empower another member in writing."),
    )  # fmt: skip


def _minutes(say: Say) -> Content:
    there, excused = say("prezent", "present"), say("absent motivat", "excused")
    offices = (say("președinte", "chair"), say("secretar", "secretary"))
    roll = tuple(
        Attendant(name=name, office=(*offices, *[say("membru", "member")] * 5)[n],
                  presence=excused if n == 6 else there)
        for n, name in enumerate(_NAMES)
    )  # fmt: skip
    return Minutes(
        number="6/2026",
        mode=Mode.HYBRID,
        opened_at=_OPENED,
        closed_at=_OPENED + timedelta(hours=1, minutes=45),
        place=say("sediul Clusterului", "the seat of the Cluster"),
        convened=Entry(number="44", on=date(2026, 11, 9)),
        roll=roll,
        quorum=say("Au participat 6 din 7 membri; cvorumul de cel puțin 4 este întrunit.",
                   "6 of 7 members took part; the quorum of at least 4 was reached."),
        stood_aside=(
            StoodAside(name="Radu ÎNCERCARE", matter=say("punctul 2", "point 2"),
                       left_at=_OPENED + timedelta(minutes=50),
                       back_at=_OPENED + timedelta(minutes=70)),
        ),
        points=(_first_point(say), _second_point(say)),
        annexes=(say("referatul asupra cererii nr. 31/10.10.2026",
                     "the report on application no. 31/10.10.2026"),),
    )  # fmt: skip


def _first_point(say: Say) -> Discussed:
    yes, no, neither = (
        say("pentru", "for"),
        say("împotrivă", "against"),
        say("abținere", "abstains"),
    )
    return Discussed(
        title=say("Cererea de adeziune a Detecție Exemplu SRL",
                  "Application of Detecție Exemplu SRL"),
        report=say("prezentat de Mihai MODEL", "presented by Mihai MODEL"),
        debate=say("S-a discutat nivelul dovezilor în domeniul biologic.",
                   "The strength of the evidence in the biological field was discussed."),
        motions=(
            Voted(
                text=say(f"Se admite Detecție Exemplu SRL în calitate de {say.quality}.",
                         f"Detecție Exemplu SRL is admitted as {an(say.quality)}."),
                votes=VOTES,
                roll=tuple(Voice(name=name, choice=choice) for name, choice in zip(
                    _NAMES, (yes, yes, yes, yes, no, neither), strict=False)),
                result=say("Adoptată", "Adopted"),
                resolution="7/19.11.2026",
            ),
        ),
        opposed=(say("Radu ÎNCERCARE consideră dovezile insuficiente.",
                     "Radu ÎNCERCARE holds the evidence to be insufficient."),),
    )  # fmt: skip


def _second_point(say: Say) -> Discussed:
    return Discussed(
        title=say("Cererea de adeziune a Asociației Probă", "Application of Asociația Probă"),
        motions=(
            Voted(
                text=say("Se respinge cererea.", "The application is rejected."),
                result=say("Neadoptată", "Not adopted"),
                secret=True,
                votes=Votes(for_=2, against=2, abstain=1, present=5),
            ),
        ),
    )


def _report(say: Say) -> Content:
    return Report(
        version=1,
        rapporteurs=(
            Person(name="Mihai MODEL", role=say("raportor", "rapporteur"), form=Form.SIR),
        ),
        checklist=(
            Checked(name=say("Cererea este semnată de reprezentantul legal",
                             "The application is signed by the legal representative"), met=True),
            Checked(name=say("Certificat constatator recent", "Recent certificate of status"),
                    met=True, note=say("completat la 20.10.2026", "completed on 20.10.2026")),
            Checked(name=say("Acordul organului de conducere", "Consent of the governing body"),
                    met=None),
        ),
        procedure=say("procedura de adeziune a fost respectată.",
                      "the adhesion procedure was followed."),
        claims=(
            Assessed(stage=say.stage(0), fields=(say.field(0),),
                     text=say("Cercetare aplicată în detecția agenților chimici.",
                              "Applied research in the detection of chemical agents."),
                     evidence=(say("raport nr. 12/2024", "report no. 12/2024"),),
                     verdict=say("dovedită", "proved"),
                     reason=say("raport public, verificat", "public report, checked")),
            Assessed(stage=say.stage(1), fields=(say.field(1),),
                     text=say("Prototip de prelevare.", "Sampling prototype."),
                     verdict=say("nedovedită", "not proved")),
        ),
        adds=say(f"Solicitantul întărește: {say.stage(0)} – {say.field(0)}.",
                 f"The applicant strengthens: {say.stage(0)} – {say.field(0)}."),
        indicative=say("o contribuție dovedită în cel puțin o etapă: îndeplinit.",
                       "a contribution proved in at least one stage: met."),
        quality=say("calitatea de membru este îndeplinită.",
                    "the membership quality is fulfilled."),
        proposal=say(f"Se propune admiterea Detecție Exemplu SRL în calitate de {say.quality}.",
                     f"It is proposed to admit Detecție Exemplu SRL as {an(say.quality)}."),
    )  # fmt: skip


def _resolution(say: Say) -> Content:
    return BoardResolution(
        resolution=RESOLUTION,
        about=say(f"privind admiterea Detecție Exemplu SRL în calitate de {say.quality}",
                  f"on the admission of Detecție Exemplu SRL as {an(say.quality)}"),
        seen=(
            say("cererea de adeziune nr. 31/10.10.2026", "application no. 31/10.10.2026"),
            say("referatul nr. 43/08.11.2026", "report no. 43/08.11.2026"),
        ),
        bases=tuple(filter(None, (
            say.basis,
            say("Ordonanța Guvernului nr. 26/2000", "Government Ordinance no. 26/2000"),
        ))),
        articles=(
            Article(number=1, text=say(
                f"Se admite Detecție Exemplu SRL în calitate de {say.quality}.",
                f"Detecție Exemplu SRL is admitted as {an(say.quality)}.")),
            Article(number=2, text=say("Calitatea produce efecte de la 19.11.2026.",
                                       "The membership takes effect on 19.11.2026.")),
            Article(number=3, text=say(
                "Secretariatul comunică prezenta în termen de 10 zile și o duce la îndeplinire.",
                "The secretariat communicates this resolution within 10 days and carries it out.")),
        ),
        votes=VOTES,
        entitled=7,
    )  # fmt: skip


def _mandate(say: Say) -> Content:
    return Mandate(
        giver="Țvetana CIORNĂ",
        giver_office=say("membru", "member"),
        holder="Elena PROBĂ",
        sitting=say("ședința nr. 6/2026", "sitting no. 6/2026"),
        sitting_on=SITTING,
    )
