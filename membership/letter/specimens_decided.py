"""Invented contents of letters that carry a decision, and of what follows an admission."""

from datetime import date

from membership.letter.specimens_case import (
    ASSEMBLY,
    CONTACT,
    REFUSAL,
    RESOLUTION,
    SITTING,
    VOTES,
)
from membership.letter.specimens_words import Say
from membership.letter.typography import an
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


def contents(say: Say) -> tuple[Content, ...]:
    """One content of every kind that carries a decision, and of what follows an admission."""
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
            stage=say.stage(0),
            fields=(Field(name=say.field(0)),),
            evidence=(
                say("raport de cercetare nr. 12/2024", "research report no. 12/2024"),
                say("brevet (număr exemplu)", "patent (example number)"),
            ),
        ),
        Finding(
            stage=say.stage(1),
            fields=(Field(name=say.field(0)), Field(name=say.field(1), partial=True)),
            evidence=(say("raport de prototip", "prototype report"),),
        ),
    )


def _rights(say: Say) -> tuple[str, ...]:
    return (
        say(
            "Drepturile și îndatoririle dumneavoastră sunt cele din Statut (versiunea 1) și din "
            "regulamentele interne (versiunea 1).",
            "Your rights and duties are those of the Statute (version 1) and of the internal "
            "regulations (version 1).",
        ),
    )


def _admission(say: Say) -> Content:
    return Admission(
        resolution=RESOLUTION,
        quality=say.quality,
        effective_on=SITTING,
        findings=_findings(say),
        votes=VOTES,
        rights=_rights(say),
        member_number="M-0007",
        fee=Fee(
            amount=say("1.000 lei pe an", "1,000 lei a year"),
            account="RO49 AAAA 1B31 0075 9384 0000",
        ),
        delegate_by=date(2026, 12, 19),
        annexes=(
            say("certificatul de membru", "the certificate of membership"),
            say("extrasul hotărârii", "the extract of the resolution"),
        ),
    )


def _conditional(say: Say) -> Content:
    return ConditionalAdmission(
        resolution=RESOLUTION,
        quality=say.quality,
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
        body=say.assembly.name,
        days=30,
        email="contestatii@cluster.example",
        answered=say(
            "Contestația se înscrie pe ordinea de zi a primei ședințe, care hotărăște asupra ei.",
            "The contestation is put on the agenda of the next sitting, which decides on it.",
        ),
    )


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
        criterion=say("Contribuția în lanțul valoric nu este dovedită",
                      "Contribution in the value chain not proved")
        + (f" ({say.basis})" if say.basis else ""),
        examined=say("cele trei fișe de produs și prezentarea societății",
                     "the three product sheets and the presentation of the company"),
        why=say("documentele descriu echipamente de uz general",
                "the documents describe equipment for general use"),
    )  # fmt: skip
    return Rejection(
        resolution=REFUSAL,
        reasons=(reason,),
        contest=_contest(say),
        reapply_from=date(2027, 11, 19),
        contact=CONTACT,
    )


def _contestation_decided(say: Say) -> Content:
    return ContestationDecided(
        resolution=ASSEMBLY,
        body=say.assembly,
        ruling=Ruling.RETRY,
        reasons=(say("un document depus la timp nu a fost examinat",
                     "a document submitted in time was not examined"),),
        contestation=Entry(number="58", on=date(2026, 12, 14)),
        contested=REFUSAL,
        contact=CONTACT,
    )  # fmt: skip


def _certificate(say: Say) -> Content:
    return Certificate(
        series="CM-2026-012",
        quality=say.quality,
        since=SITTING,
        resolution=RESOLUTION,
        member_number="M-0007",
        fields=(say.field(0), say.field(1)),
    )


def _extract(say: Say) -> Content:
    return Extract(
        resolution=RESOLUTION,
        about=say("privind admiterea Detecție Exemplu SRL",
                  "on the admission of Detecție Exemplu SRL"),
        articles=(
            Article(number=1, text=say(
                f"Se admite Detecție Exemplu SRL în calitate de {say.quality}.",
                f"Detecție Exemplu SRL is admitted as {an(say.quality)}.")),
            Article(number=2, text=say(
                "Calitatea produce efecte de la 19.11.2026.",
                "The membership takes effect on 19.11.2026.")),
        ),
        votes=VOTES,
        entitled=7,
    )  # fmt: skip
