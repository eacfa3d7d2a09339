"""Letters: what was owed, numbered, printed, and how a stranger can verify it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.application import Application
from membership.models.decision import Decision
from membership.models.document import Document
from membership.models.organisation import public_id
from membership.models.register import RegistryEntry
from membership.models.sitting import Sitting
from workflows.letter import Channel, Kind, Receipt, Row, Signing, State, Step
from workflows.refusal import Incomplete

_IN_FORCE = text("state <> 'annulled' AND decision_id IS NOT NULL")


class Letter(Base):
    """One letter. Its facts are frozen when it is numbered; the printed bytes keep their hash.

    ``channel`` and ``dispatched_at`` are those of its last sending. ``replaces`` is the
    annulled letter in whose place this one stands. ``signed_document`` is the signed file, or a
    scan of the paper whose original came on ``original_on``; ``signatures`` are what was found
    of the electronic ones when the file was taken. ``sealed_by`` is whose electronic seal the
    printed file bears, as its certificate says; empty when it bears none.
    """

    __tablename__ = "letters"
    __table_args__ = (
        Index(
            "uq_letters_one_in_force",
            "decision_id",
            "kind",
            unique=True,
            sqlite_where=_IN_FORCE,
            postgresql_where=_IN_FORCE,
        ),
        CheckConstraint(
            "application_id IS NOT NULL OR sitting_id IS NOT NULL", name="letter_of_something"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    kind: Mapped[Kind] = mapped_column(by_value(Kind))
    language: Mapped[str] = mapped_column(String(2))
    bilingual: Mapped[bool] = mapped_column(default=False)
    """Whether the same document holds the letter in the other language too."""
    state: Mapped[State] = mapped_column(by_value(State), default=State.DRAFT)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), index=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("registry_entries.id"), unique=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    code: Mapped[str | None] = mapped_column(String(12), unique=True)
    series: Mapped[str | None] = mapped_column(String(40), unique=True)
    """Of a certificate: its number in the register of certificates."""
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    owed_at: Mapped[datetime] = mapped_column(Instant)
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sealed_by: Mapped[str] = mapped_column(String(200), default="")
    signed_by: Mapped[str] = mapped_column(String(200), default="")
    channel: Mapped[Channel | None] = mapped_column(by_value(Channel))
    dispatched_at: Mapped[datetime | None] = mapped_column(Instant)
    signing: Mapped[Signing | None] = mapped_column(by_value(Signing))
    signed_document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    signatures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    original_on: Mapped[date | None]
    annulled_why: Mapped[str] = mapped_column(String(300), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), unique=True)

    application: Mapped[Application | None] = relationship(back_populates="letters")
    sitting: Mapped[Sitting | None] = relationship(back_populates="letters")
    decision: Mapped[Decision | None] = relationship()
    entry: Mapped[RegistryEntry | None] = relationship(lazy="joined")
    document: Mapped[Document | None] = relationship(lazy="joined", foreign_keys=document_id)
    signed_document: Mapped[Document | None] = relationship(foreign_keys=signed_document_id)
    replaces: Mapped["Letter | None"] = relationship(
        remote_side="Letter.id", back_populates="replaced_by"
    )
    replaced_by: Mapped["Letter | None"] = relationship(back_populates="replaces")
    sendings: Mapped[list["Sending"]] = relationship(
        order_by="Sending.position", back_populates="letter"
    )
    history: Mapped[list["LetterChange"]] = relationship(
        order_by="LetterChange.position", back_populates="letter"
    )

    @property
    def final_document(self) -> Document | None:
        """The file that goes out: the electronically signed one, else the one that was issued."""
        if self.signing is Signing.ELECTRONIC:
            return self.signed_document
        return self.document

    @property
    def received_on(self) -> date | None:
        """The day on which it is proved to have reached its addressee, once it is."""
        return self.sendings[-1].received_on if self.sendings else None

    @property
    def needs_signature(self) -> bool:
        """Whether a person signs it before it goes out; what the house answers by itself bears no
        signature."""
        return self.kind not in (Kind.ACKNOWLEDGEMENT, Kind.ERASURE_ANSWERED)

    @property
    def case(self) -> Application:
        """The case that the letter is about; a paper of a sitting has none, and is refused."""
        if self.application is None:
            raise Incomplete("letter.no_case")
        return self.application

    @property
    def file_id(self) -> str:
        """The public id of the case, or of the sitting, to which the letter belongs."""
        file = self.application or self.sitting
        assert file is not None  # noqa: S101 - a constraint holds it
        return file.public_id

    def lived(self, row: Row, by: str, at: datetime) -> None:
        """Appends a step of the letter's life to its history."""
        position = len(self.history) + 1
        self.history.append(
            LetterChange(position=position, step=row.step, target=row.target, by=by, at=at)
        )


class LetterChange(Base):
    """One step of a letter's life."""

    __tablename__ = "letter_changes"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    position: Mapped[int]
    step: Mapped[Step] = mapped_column(by_value(Step, "letter_step"))
    target: Mapped[State] = mapped_column(by_value(State, "letter_target"))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Instant)

    letter: Mapped[Letter] = relationship(back_populates="history")


class Sending(Base):
    """One sending of a letter: how it left, and what became of it.

    ``proof`` is what proves that it left, such as the number of the postal receipt. It was
    received (``received_on``, by ``receipt``, with a file where there is one) or came back
    (``returned_on``, for the reason in ``outcome``), or nothing is known of it yet.
    """

    __tablename__ = "sendings"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"))
    position: Mapped[int]
    channel: Mapped[Channel] = mapped_column(by_value(Channel, "sending_channel"))
    proof: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    received_on: Mapped[date | None]
    receipt: Mapped[Receipt | None] = mapped_column(by_value(Receipt))
    returned_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(300), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    letter: Mapped[Letter] = relationship(back_populates="sendings")
    document: Mapped[Document | None] = relationship()
