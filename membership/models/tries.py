"""How often something was tried of late, one row for each who and what."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from membership.database import Base, Instant


class Tries(Base):
    """Tries of one kind by one party, as the moment at which they are all forgotten.

    ``key`` is a keyed digest: the table names neither addresses nor people. A row whose
    ``until`` has passed says nothing any more, and is removed.
    """

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(Instant, index=True)
