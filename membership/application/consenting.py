"""What may be published of an organisation: agreed to in the form, changed at any time after.

What holds now stands with the other answers; each change is a row of its own beside it, with
who made it and when.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from membership.application import access, drafting
from membership.application.locking import lock_organisation
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Consent, Member, Organisation, Person
from workflows.permission import Act
from workflows.publication import Published, agreed
from workflows.refusal import Incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentValues:
    """The items that may be published."""

    publish: tuple[str, ...]

    @classmethod
    def of(cls, session: Session, organisation: Organisation) -> "ConsentValues":
        """What holds now, also by a list that was imported."""
        held = agreed(organisation.answers.get("publish"), named=_named(session, organisation))
        return cls(publish=tuple(one.value for one in Published if one in held))


def change(
    session: Session,
    actor: Person,
    public_id: str,
    values: ConsentValues,
    *,
    at: datetime,
    seen: str | None = None,
) -> Application:
    """Changes what may be published, whatever has become of the application meanwhile.

    Refuses an item that there is not, and to save over what a colleague changed meanwhile.
    What is said here takes the place of what an imported list said.
    """
    application, _ = access.find_to(session, actor, Act.CONSENT, public_id, at=at)
    organisation = application.organisation
    lock_organisation(session, organisation)
    drafting.refuse_overwriting(ConsentValues.of(session, organisation), seen)
    if not set(values.publish) <= set(Published):
        raise Incomplete("organisation.choice_unknown", field="publish")
    before = ConsentValues.of(session, organisation).publish
    for member in session.scalars(_members(organisation)):
        member.named = False
    kept = [one.value for one in Published if one in values.publish]
    organisation.answers = {**organisation.answers, "publish": kept}
    note(session, application, before, by=actor, at=at)
    session.flush()
    return application


def note(
    session: Session, application: Application, before: Collection[str], *, by: Person, at: datetime
) -> None:
    """Writes down each item that was agreed to or taken back, against what held ``before``."""
    now = application.organisation.answers.get("publish") or ()
    changed = [one for one in Published if (one in before) is not (one in now)]
    for item in changed:
        session.add(
            Consent(organisation_id=application.organisation_id, item=item, given=item in now,
                    by_id=by.id, at=at)
        )  # fmt: skip
    if changed:
        record(session, "consent.changed", by=by, at=at, subject=application.public_id,
               given=",".join(one for one in changed if one in now),
               withdrawn=",".join(one for one in changed if one not in now))  # fmt: skip


def last_said(session: Session, organisation: Organisation) -> Mapping[Published, Consent]:
    """For each item the last thing that was said of it, if anything was."""
    return {row.item: row for row in consents_of(session, organisation)}


def consents_of(session: Session, organisation: Organisation) -> Sequence[Consent]:
    """Everything that was agreed to or taken back, the earliest first."""
    rows = select(Consent).where(Consent.organisation_id == organisation.id)
    return session.scalars(rows.order_by(Consent.id)).all()


def _members(organisation: Organisation) -> Select[Member]:
    return select(Member).where(Member.organisation_id == organisation.id, Member.named.is_(True))


def _named(session: Session, organisation: Organisation) -> bool:
    return session.scalar(_members(organisation).limit(1)) is not None
