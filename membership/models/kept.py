"""What somebody had typed when their session was over, kept for an hour."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from membership.database import Base, Instant

KEPT_FOR: Final = timedelta(hours=1)


class KeptForm(Base):
    """A form that came too late: where it was going, and its fields, sealed.

    ``digest`` recognises the key in its address, which its sender alone was given.
    """

    __tablename__ = "kept_forms"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    path: Mapped[str] = mapped_column(String(500))
    sealed: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
