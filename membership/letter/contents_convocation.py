"""What calls a body together says: the convocation of a sitting, and the mandate to stand in."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import select

from membership.application import closings
from membership.application.agenda_rules import rules_on
from membership.application.mandates import seats_on_day
from membership.database import Session
from membership.letter.contents_parts import office_of, on_case, sitting_of
from membership.letter.typography import counted
from membership.models import AgendaItem, Letter, Representation, Sitting
from workflows import agenda
from workflows import letter_board as board
from workflows.ballot import Count
from workflows.refusal import NotNow
from workflows.statute import Statute, Text
from workflows.term import day_of
from workflows.voting import Rules
from workflows.voting_terms import Mode, Proxy

_NEEDED = Text(
    ro="Ședința este statutară dacă participă cel puțin {needed} din {of}.",
    en="The sitting has its quorum with at least {needed} of {of}.",
)
_MEMBERS = {"ro": ("membru", "membri"), "en": ("member", "members")}
_DEPUTIES = Text(
    ro="Cine nu poate veni anunță secretariatul; supleantul desemnat poate ocupa locul.",
    en="Whoever cannot come tells the secretariat; the named deputy may sit for the seat.",
)
_PROXIES = Text(
    ro="Cine nu poate veni poate împuternici în scris un alt membru; secretariatul pregătește "
    "împuternicirea.",
    en="Whoever cannot come may empower another member in writing; the secretariat prepares the "
    "mandate.",
)
_SITTING = {
    True: Text(ro="procedura scrisă nr. {number}", en="written procedure no. {number}"),
    False: Text(ro="ședința nr. {number}", en="sitting no. {number}"),
}


def convocation(
    session: Session, letter: Letter, statute: Statute, language: str
) -> board.Convocation:
    """L14: the sitting as it is convened now."""
    sitting, zone = sitting_of(letter), ZoneInfo(statute.zone)
    rules = rules_on(sitting.agenda, statute)
    first, written = sitting.second_call_of, sitting.mode is Mode.WRITTEN
    return board.Convocation(
        number=_number(sitting),
        mode=sitting.mode,
        starts_at=sitting.starts_at.astimezone(zone),
        ends_at=sitting.ends_at.astimezone(zone) if sitting.ends_at else None,
        place=sitting.place or None,
        link=sitting.link or None,
        second_call_of=first.starts_at.astimezone(zone).date() if first else None,
        agenda=tuple(_agenda(item, language) for item in _in_order(sitting)),
        quorum=None if written else _needed(session, sitting, statute, rules, language),
        deputies=None if written else _stand_ins(rules, language),
        closed=tuple(
            board.ClosedFile(name=one.name, reference=one.reference, closed_on=one.closed_on,
                             reopen_until=one.reopen_by)
            for one in closings.of(sitting)
        ),
    )  # fmt: skip


def _stand_ins(rules: Sequence[Rules], language: str) -> str | None:
    """Who may stand in, as the rules of one of the votes allow it."""
    proxies = agenda.proxies(rules).proxy is not Proxy.NONE
    allowed = ((_DEPUTIES, agenda.deputies(rules)), (_PROXIES, proxies))
    return " ".join(words.in_(language) for words, given in allowed if given) or None


def _number(sitting: Sitting) -> str:
    return f"{sitting.number}/{sitting.year}"


def _needed(
    session: Session, sitting: Sitting, statute: Statute, rules: Sequence[Rules], language: str
) -> str:
    """The quorum that the sitting opens with: the strictest of what stands on its agenda."""
    seats = seats_on_day(session, day_of(sitting.starts_at, statute.zone))
    again = sitting.second_call_of_id is not None
    nobody = Count(seats=len(seats), present=0, recused=0, for_=0, against=0, abstain=0)
    quorum = agenda.quorum(nobody, rules, again=again)
    members = counted(quorum.quorum_of, *_MEMBERS[language], language)
    return _NEEDED.in_(language).format(needed=quorum.quorum_needed, of=members)


def _in_order(sitting: Sitting) -> list[AgendaItem]:
    return sorted(sitting.agenda, key=lambda item: (item.position, item.id))


def _agenda(item: AgendaItem, language: str) -> board.AgendaPoint:
    case = item.application
    if case is None:
        return board.AgendaPoint(title=item.title)
    reporters = ", ".join(row.person.name for row in case.assignments)
    return board.AgendaPoint(
        title=on_case(case.organisation.legal_name, language),
        reference=case.reference,
        reporter=reporters or None,
        together=item.together,
    )


def mandate(session: Session, letter: Letter, statute: Statute, language: str) -> board.Mandate:
    """L18: the mandate with both names, to be signed by hand."""
    found = mandate_of(session, letter)
    sitting = found.sitting
    said = _SITTING[sitting.mode is Mode.WRITTEN].in_(language)
    return board.Mandate(
        giver=found.seat.person.name,
        giver_office=office_of(statute, found.seat.office.value, language),
        holder=found.person.name,
        sitting=said.format(number=_number(sitting)),
        sitting_on=day_of(sitting.starts_at, statute.zone),
    )


def mandate_of(session: Session, letter: Letter) -> Representation:
    """The mandate that this letter is the paper of."""
    found = session.scalar(select(Representation).where(Representation.letter_id == letter.id))
    if found is None:
        raise NotNow("letter.not_printable", kind=letter.kind.value, language=letter.language)
    return found
