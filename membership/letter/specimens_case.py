"""Invented contents of what is written to an applicant, and of what they sign."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from membership.letter.specimens_words import Say
from workflows.letter_case import (
    Accepted,
    Acknowledgement,
    Answer,
    ApplicationForm,
    ApplicationWithdrawn,
    Claimed,
    Clarification,
    Closing,
    ContestationReceived,
    ErasureAnswered,
    Kept,
    Point,
    Section,
)
from workflows.letter_facts import Content
from workflows.letter_parts import (
    Document,
    Entry,
    Form,
    Person,
    Resolution,
    Votes,
)

BUCHAREST = ZoneInfo("Europe/Bucharest")
SITTING = date(2026, 11, 19)
RESOLUTION = Resolution(number="7", on=SITTING, sitting_on=SITTING)
REFUSAL = Resolution(number="8", on=SITTING, sitting_on=SITTING)
ASSEMBLY = Resolution(number="3", on=date(2027, 2, 12), sitting_on=date(2027, 2, 12))
VOTES = Votes(for_=4, against=1, abstain=1, present=6)
CONTACT = Person(name="Ion EXEMPLU", form=Form.SIR, email="secretariat@cluster.example")
RECEIVED = datetime(2026, 10, 10, 18, 7, tzinfo=UTC).astimezone(BUCHAREST)


def contents(say: Say) -> tuple[Content, ...]:
    """One content of every kind that goes to an applicant while the case is open."""
    return (
        _form(say),
        _acknowledgement(say),
        _clarification(say),
        Closing(closed_on=date(2026, 12, 2), asked=Entry(number="36", on=date(2026, 10, 16)),
                answer_by=date(2026, 12, 1), reopen_until=date(2027, 3, 2), contact=CONTACT),
        ContestationReceived(contestation=Entry(number="58", on=date(2026, 12, 14)),
                             received_at=datetime(2026, 12, 14, 23, 40, tzinfo=BUCHAREST),
                             body=say.assembly,
                             contested=REFUSAL, contact=CONTACT),
        ApplicationWithdrawn(withdrawn_on=date(2026, 11, 5),
                             requested=Entry(number="41", on=date(2026, 11, 5)),
                             kept_until=date(2029, 11, 5), contact=CONTACT),
        ErasureAnswered(asked=Entry(number="47", on=date(2026, 11, 9)), contact=CONTACT,
                        erased=(say("numele și adresa de e-mail ale supleantului",
                                    "the deputy's name and e-mail address"),),
                        kept=(Kept(what=say("cererea, cu fișierele ei",
                                            "the application, with its files"),
                                   why=say("pentru apărarea drepturilor", "to defend claims"),
                                   until=date(2027, 11, 5)),)),
    )  # fmt: skip


def _form(say: Say) -> Content:
    answers = (
        Answer(label=say("Denumirea", "Name"), said="Detecție Exemplu SRL"),
        Answer(label=say("Forma juridică", "Legal form"),
               said=say("societate cu răspundere limitată", "limited liability company")),
        Answer(label=say("Nr. de ordine", "Register number"), said="J2018001234567"),
        Answer(label=say("Pagina de internet", "Website"), said=None),
    )  # fmt: skip
    return ApplicationForm(
        quality=say.quality,
        sections=(
            Section(title=say("Organizația", "The organisation"), answers=answers),
            Section(
                title=say("Reprezentantul legal", "The legal representative"),
                answers=(Answer(label=say("Numele", "Name"), said="Ana MODEL"),),
            ),
        ),
        claims=(
            Claimed(
                stage=say.stage(1),
                fields=(say.field(0), say.field(1)),
                text=say(
                    "Dezvoltăm detectoare portabile pentru agenți chimici.",
                    "We develop portable detectors for chemical agents.",
                ),
                evidence=(say("raport de prototip", "prototype report"),),
            ),
        ),
        documents=_documents(say),
        declarations=(
            say("Datele din cerere sunt adevărate.", "What the application says is true."),
        ),
        accepts=(Accepted(name=say("Statutul", "the Statute"), version="1", sha256="a" * 64),),
        signer=Person(name="Ana MODEL", role="administrator", form=Form.MADAM),
    )


def _documents(say: Say) -> tuple[Document, ...]:
    name = say("Document exemplu {n}.pdf", "Example document {n}.pdf")
    return tuple(
        Document(name=name.format(n=n), pages=n, sha256=f"{n * 7919:064x}"[::-1])
        for n in range(1, 5)
    )


def _acknowledgement(say: Say) -> Content:
    return Acknowledgement(
        received_at=RECEIVED,
        documents=_documents(say),
        check_by=date(2026, 10, 23),
        decide_by=date(2026, 11, 20),
        contact=CONTACT,
        privacy_url="https://cluster.example/privacy",
    )


def _clarification(say: Say) -> Content:
    return Clarification(
        points=(
            Point(
                asked=say("Certificatul constatator este mai vechi de 30 de zile.",
                          "The certificate of status is more than 30 days old."),
                why=say("Statutul cere unul din ultimele 30 de zile.",
                        "The Statute asks for one of the last 30 days."),
                satisfied_by=say("un certificat nou, cu semnătură electronică",
                                 "a new certificate, signed electronically"),
                concerns=say("documentul „Certificat constatator”",
                             "the document “Certificate of status”"),
            ),
            Point(asked=say("Ce anume ați încercat la prototipul din 2024?",
                            "What exactly did you test on the prototype of 2024?"),
                  concerns=say(f"contribuția în etapa {say.stage(1)}",
                               f"the contribution in the stage {say.stage(1)}")),
        ),
        answer_by=date(2026, 12, 1),
        reopen_until=date(2027, 3, 1),
        answer_at="cluster.example",
        contact=CONTACT,
    )  # fmt: skip
