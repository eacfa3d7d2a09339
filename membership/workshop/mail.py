"""Mail: written in the reader's language, and posted at least once under one Message-ID.

Whoever receives it twice has it once: the Message-ID belongs to the owed row for good.
"""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Engine, select

from membership import statutes
from membership.application.access import must_declare, standing_of
from membership.ballot import reminders
from membership.ballot.sittings import in_meeting
from membership.database import Session, reading
from membership.models import Application, Letter, Motion, Owed, Person
from membership.settings import Settings, ensure_secret_key, keys
from membership.sitting.inviting import when
from membership.storage import Store
from membership.vault import WAY, Vault
from membership.workshop.post import post
from workflows.permission import Act, may

HERE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The mail templates: plain text, one a kind and language, first line the subject."""
    roots = [HERE / "templates" / "mail", HERE.parent / "templates" / "mail"]
    loader = FileSystemLoader([str(root) for root in roots if root.is_dir()])
    return Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text, never HTML
        trim_blocks=True,
        lstrip_blocks=True,
    )


def send(engine: Engine, settings: Settings, owed: Owed, at: datetime) -> None:
    """Writes the owed mail and posts it; the same row always has the same Message-ID."""
    payload = owed.payload
    with reading(engine) as session:
        person = session.get(Person, payload["person_id"])
        if person is None or not person.active:
            return
        application = (
            session.get(Application, payload["application_id"])
            if "application_id" in payload
            else None
        )
        if application is not None and not (
            reaches(session, person, application, at) and _is_open(payload, application)
        ):
            return
        if payload["template"] == reminders.TEMPLATE:
            if not reminders.is_needed(session, person, payload["facts"], at):
                return
            payload = _with_fewer(payload, person, settings)
        payload = _with_way(payload, settings, at)
        payload = _with_close(session, settings, payload, person)
        text = _text(settings, payload, person, application)
        to = payload.get("to") or person.email
        message = _message(settings, owed, to, text)
        _attach(session, settings, payload, message)
    post(settings, message, f"{owed.id:06}-{payload['template']}.eml")


def _is_open(payload: dict[str, Any], application: Application) -> bool:
    """Whether what the mail reminds of is still to be done: asked when it is sent."""
    stage = application.stage.value
    return bool(payload.get("only_at", stage) == stage)


def _with_fewer(payload: dict[str, Any], person: Person, settings: Settings) -> dict[str, Any]:
    """The way to fewer reminders, made when the mail is: the owed row holds no secret."""
    secret = reminders.secret_of(person, ensure_secret_key(settings))
    return {**payload, "facts": {**payload["facts"], "fewer": secret}}


def _with_way(payload: dict[str, Any], settings: Settings, at: datetime) -> dict[str, Any]:
    """The one-time path that the mail carries, unsealed only now: the owed row never shows it."""
    facts = payload.get("facts", {})
    if "way" not in facts:
        return payload
    return {**payload, "facts": {**facts, "way": Vault(keys(settings)).open(WAY, facts["way"], at)}}


def _with_close(
    session: Session, settings: Settings, payload: dict[str, Any], person: Person
) -> dict[str, Any]:
    """When the vote that the mail is about closes, as it stands when it is sent; empty for a vote
    in a meeting, which whoever presides closes."""
    facts = payload.get("facts", {})
    wanted = select(Motion).where(Motion.public_id == facts.get("motion", ""))
    motion = session.scalar(wanted)
    if motion is None or motion.closes_at is None or in_meeting(motion):
        return {**payload, "facts": {**facts, "closes": ""}}
    closes = when(motion.closes_at, statutes.in_force(settings).zone, person.language)
    return {**payload, "facts": {**facts, "closes": closes}}


def reaches(session: Session, person: Person, application: Application, at: datetime) -> bool:
    """Whether mail about this case still concerns the person, asked when it is sent: whoever
    could not open the case now, or say that they have no interest in it, hears nothing."""
    on = standing_of(session, application, at)
    return may(person, Act.READ_CASE, on) or must_declare(person, on, application)


def _text(
    settings: Settings, payload: dict[str, Any], person: Person, application: Application | None
) -> str:
    template = environment().get_template(f"{payload['template']}.{person.language}.txt")
    statute = statutes.in_force(settings)
    return template.render(
        person=person,
        application=application,
        cluster=statute.name.in_(person.language),
        body=statute.bodies.decides,
        base_url=settings.base_url,
        **payload.get("facts", {}),
    )


def _message(settings: Settings, owed: Owed, to: str, text: str) -> EmailMessage:
    subject, _, body = text.partition("\n")
    message = EmailMessage()
    message["Subject"] = subject.strip()
    message["To"] = to
    message["From"] = sender(settings)
    message["Date"] = format_datetime(owed.owed_at)
    message["Message-ID"] = f"<owed-{owed.id}-{owed.owed_at:%Y%m%d%H%M%S}@{_host(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n")
    if calendar := owed.payload.get("calendar"):
        message.add_attachment(calendar, subtype="calendar", filename="membership.ics")
    return message


def sender(settings: Settings) -> Address:
    """From whom mail comes: as set, else the cluster's own address of its letterhead."""
    statute = statutes.in_force(settings)
    address = settings.mail_from or statute.letterhead.email or f"secretariat@{_host(settings)}"
    return Address(display_name=statute.short_name, addr_spec=address)


def _host(settings: Settings) -> str:
    return urlsplit(settings.base_url).hostname or "localhost"


def _attach(
    session: Session, settings: Settings, payload: dict[str, Any], message: EmailMessage
) -> None:
    """A letter that goes out by e-mail travels with the mail that tells of it."""
    letter = session.get(Letter, payload.get("letter_id") or 0)
    document = letter.final_document if letter is not None else None
    if document is None:
        return
    content = Store(settings.documents).path(document.sha256).read_bytes()
    message.add_attachment(content, maintype="application", subtype="pdf",
                           filename=document.name)  # fmt: skip
