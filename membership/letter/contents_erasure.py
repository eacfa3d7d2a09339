"""The answer to a request for erasure: what went, what stays, why and until when."""

from sqlalchemy import select

from membership.database import Session
from membership.letter.contents_parts import contact, entry_of, incoming
from membership.models import Erasure, Letter
from workflows.letter_case import ErasureAnswered, Kept
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text

ASKED = "application.entry.erasure"
"""The subject under which a request for erasure stands in the registry."""
_ERASED = {
    "representative": Text(
        "adresa de e-mail și telefonul reprezentantului legal",
        "the legal representative's e-mail address and telephone",
    ),
    "delegate": Text(
        "numele, funcția, mandatul și datele de contact ale delegatului",
        "the delegate's name, role, mandate and contacts",
    ),
    "deputy": Text(
        "numele și adresa de e-mail ale supleantului", "the deputy's name and e-mail address"
    ),
    "technical": Text(
        "numele și datele de contact ale persoanei de contact tehnic",
        "the technical contact's name and contacts",
    ),
    "billing": Text(
        "numele și datele de contact ale persoanei pentru facturare",
        "the billing contact's name and contacts",
    ),
    "invitations": Text("adresele colegilor invitați", "the addresses of invited colleagues"),
}
"""What is erased of people, by how the keys of their answers begin."""
_FILE = Text(
    "cererea, cu răspunsurile și fișierele ei",
    "the application, with its answers and files",
)
_WHY = {
    "going_on": Text(
        "cererea este în curs; termenul de păstrare începe după ce se încheie",
        "the application is being decided; its term of keeping starts when it is over",
    ),
    "member": Text(
        "organizația este membră; dosarul se păstrează cât timp este{more}",
        "the organisation is a member; the file is kept as long as it is one{more}",
    ),
    "until": Text(
        "pentru constatarea și apărarea drepturilor (art. 17 alin. (3) lit. e) GDPR)",
        "for the establishment and defence of claims (GDPR, article 17(3)(e))",
    ),
    "not_set": Text(
        "Clusterul nu a stabilit un termen; secretariatul vă răspunde în cel mult o lună",
        "the Cluster has set no term; the secretariat writes to you within a month",
    ),
}
_MORE = Text(" și încă {days} de zile", " and {days} days longer")
_REGISTERS = Text(
    "pozițiile din registre, numărul cererii, titlurile dovezilor, constatările și scrisorile"
    " Clusterului și hotărârea, dacă s-a luat una",
    "the lines of the registers, the number of the application, the titles of its evidence, the"
    " Cluster's findings and letters, and the decision, if one was taken",
)
_JOURNAL = Text(
    "jurnalul: ce s-a făcut, când și de cine, fără conținutul celor scrise",
    "the journal: what was done, when and by whom, without what was written",
)
_ALWAYS = Text(
    "permanent, ca obligație legală și arhivă (art. 17 alin. (3) lit. b) și d) GDPR)",
    "permanently, as a legal duty and an archive (GDPR, article 17(3)(b) and (d))",
)


def erasure_answered(
    session: Session, letter: Letter, statute: Statute, language: str
) -> ErasureAnswered:
    """L8c: what went at once, what stays, why and until when.

    Refuses while no request is on record ("letter.no_request").
    """
    line = incoming(session, letter.case, ASKED)
    asked = session.scalar(select(Erasure).where(Erasure.application_id == letter.case.id))
    if line is None or asked is None:
        raise Incomplete("letter.no_request")
    rule = statute.retention.get("member_file")
    days = rule.days if rule else None
    more = _MORE.in_(language).format(days=days) if days else ""
    why = _WHY[asked.reason].in_(language).format(more=more)
    whom = [who for who in _ERASED if any(key.startswith(who) for key in asked.erased)]
    return ErasureAnswered(
        asked=entry_of(line, statute),
        erased=tuple(_ERASED[who].in_(language) for who in whom),
        kept=(
            Kept(what=_FILE.in_(language), why=why, until=asked.until),
            Kept(what=_REGISTERS.in_(language), why=_ALWAYS.in_(language)),
            Kept(what=_JOURNAL.in_(language), why=_ALWAYS.in_(language)),
        ),
        contact=contact(statute, language),
    )
