"""What an organisation agreed to have published, and when it changed its mind."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.organisation import Organisation
from workflows.publication import Published


class Consent(Base):
    """One item that somebody agreed to in the organisation's name, or took back: rows are only
    ever added, so that what was published when stays provable (GDPR, article 7(1))."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    item: Mapped[Published] = mapped_column(by_value(Published))
    given: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship()
    by: Mapped[Person] = relationship(lazy="joined")
