"""Invented contents of letters that carry a decision, and of what follows an admission."""

from datetime import date

from membership.letter.specimens_case import (
    ASSEMBLY,
    CONTACT,
    RESOLUTION,
    SITTING,
    VOTES,
    Say,
    spoken,
)
from workflows.letter_decided import (
    Admission,
    Condition,
    ConditionalAdmission,
    ConditionNotMet,
    ContestationDecided,
    Deferral,
    FailedCondition,
    Need,
    Rejection,
    Ruling,
)
from workflows.letter_facts import Content
from workflows.letter_parts import (
    Contest,
    Entry,
    Fee,
    Field,
    Finding,
    Reason,
    Resolution,
)
from workflows.letter_register import Article, Certificate, Extract
from workflows.motion import ConditionKind


def contents(language: str) -> tuple[Content, ...]:
    """One content of every kind that carries a decision, and of what follows an admission."""
    say = spoken(language)
    return (
        _admission(say),
        _conditional(say),
        _condition_not_met(say),
        _deferral(say),
        _rejection(say),
        _contestation_decided(say),
        _certificate(say),
        _extract(say),
    )


def _findings(say: Say) -> tuple[Finding, ...]:
    return (
        Finding(
            stage=say("Cercetare", "Research"),
            fields=(Field(name="C"),),
            evidence=(
                say("raport de cercetare nr. 12/2024", "research report no. 12/2024"),
                say("brevet (număr exemplu)", "patent (example number)"),
            ),
        ),
        Finding(
            stage=say("Dezvoltare", "Development"),
            fields=(Field(name="C"), Field(name="B", partial=True)),
            evidence=(say("raport de prototip", "prototype report"),),
        ),
    )


def _admission(say: Say) -> Content:
    return Admission(
        resolution=RESOLUTION,
        quality=say("membru asociat", "associate member"),
        effective_on=SITTING,
        findings=_findings(say),
        votes=VOTES,
        member_number="M-0007",
        fee=Fee(amount=say("1.000 lei pe an", "1,000 lei a year"), due=date(2026, 12, 31)),
        delegate_by=date(2026, 12, 19),
        annexes=(
            say("certificatul de membru", "the certificate of membership"),
            say("extrasul hotărârii", "the extract of the resolution"),
        ),
    )


def _conditional(say: Say) -> Content:
    return ConditionalAdmission(
        resolution=RESOLUTION,
        quality=say("membru asociat", "associate member"),
        conditions=(
            Condition(
                text=say("obținerea autorizației de laborator", "obtaining the laboratory licence"),
                effect=ConditionKind.SUSPENSIVE,
                due=date(2027, 3, 31),
                proof=say("copia autorizației", "a copy of the licence"),
                verifier=say("secretariatul", "the secretariat"),
                failure=say("calitatea nu se dobândește", "membership is not acquired"),
            ),
            Condition(
                text=say("depunerea raportului anual", "submitting the yearly report"),
                effect=ConditionKind.RESOLUTORY,
                due=date(2027, 6, 30),
            ),
        ),
        findings=_findings(say),
        votes=VOTES,
        contact=CONTACT,
    )


def _condition_not_met(say: Say) -> Content:
    return ConditionNotMet(
        admitted_by=RESOLUTION,
        resolution=Resolution(number="2", on=date(2027, 4, 8), sitting_on=date(2027, 4, 8)),
        failed=(
            FailedCondition(
                text=say("obținerea autorizației de laborator", "obtaining the laboratory licence"),
                due=date(2027, 3, 31),
                found=say("autorizația nu a fost depusă", "the licence was not submitted"),
            ),
        ),
        contest=_contest(say),
        reapply_from=date(2028, 4, 8),
        contact=CONTACT,
    )


def _contest(say: Say) -> Contest:
    return Contest(
        body=say("Adunarea Generală", "General Assembly"),
        days=30,
        email="contestatii@cluster.example",
        answered=say("Adunarea Generală hotărăște în prima ei ședință.",
                     "The General Assembly decides in its next sitting."),
    )  # fmt: skip


def _deferral(say: Say) -> Content:
    return Deferral(
        resolution=RESOLUTION,
        reasons=(say("rezultatele încercărilor sunt așteptate în decembrie",
                     "the results of the tests are expected in December"),),
        until=date(2027, 2, 17),
        needs=(Need(what=say("raportul final de încercare", "the final test report"),
                    from_whom=say("solicitantul", "the applicant")),),
        contact=CONTACT,
    )  # fmt: skip


def _rejection(say: Say) -> Content:
    reason = Reason(
        criterion=say("Contribuția în domeniile CBRNE nu este dovedită (art. 11 din Statut)",
                      "Contribution in the CBRNE fields not proved (Article 11 of the Statute)"),
        examined=say("cele trei fișe de produs și prezentarea societății",
                     "the three product sheets and the presentation of the company"),
        why=say("documentele descriu echipamente de uz general",
                "the documents describe equipment for general use"),
    )  # fmt: skip
    return Rejection(
        resolution=Resolution(number="8", on=SITTING, sitting_on=SITTING),
        reasons=(reason,),
        contest=_contest(say),
        reapply_from=date(2027, 11, 19),
        contact=CONTACT,
    )


def _contestation_decided(say: Say) -> Content:
    return ContestationDecided(
        resolution=ASSEMBLY,
        body=say("Adunarea Generală", "General Assembly"),
        ruling=Ruling.RETRY,
        reasons=(say("un document depus la timp nu a fost examinat",
                     "a document submitted in time was not examined"),),
        contestation=Entry(number="58", on=date(2026, 12, 14)),
        contested=Resolution(number="8", on=SITTING, sitting_on=SITTING),
        contact=CONTACT,
    )  # fmt: skip


def _certificate(say: Say) -> Content:
    return Certificate(
        series="CM-2026-012",
        quality=say("membru asociat", "associate member"),
        since=SITTING,
        resolution=RESOLUTION,
        member_number="M-0007",
        fields=(say("chimic", "chemical"), say("biologic", "biological")),
    )


def _extract(say: Say) -> Content:
    return Extract(
        resolution=RESOLUTION,
        about=say("privind admiterea Detecție Exemplu SRL",
                  "on the admission of Detecție Exemplu SRL"),
        articles=(
            Article(number=1, text=say(
                "Se admite Detecție Exemplu SRL în calitate de membru asociat.",
                "Detecție Exemplu SRL is admitted as an associate member.")),
            Article(number=2, text=say(
                "Calitatea produce efecte de la 19.11.2026.",
                "The membership takes effect on 19.11.2026.")),
        ),
        votes=VOTES,
        entitled=7,
    )  # fmt: skip
