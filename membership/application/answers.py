"""The applicant's own statements in a draft: its ties with the Board, its declarations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from membership.application import access, drafting
from membership.database import Session
from membership.models import Application, Person, Seat
from membership.settings import Settings
from workflows.dossier import undertaken
from workflows.refusal import Incomplete
from workflows.statute import Statute

LONGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestsValues:
    """The applicant's ties with members of the Board: None when not answered yet, empty
    when there are none. ``tied`` are the seats with whose holders there are ties, by id."""

    ties: str | None = None
    tied: tuple[str, ...] = ()

    @classmethod
    def of(cls, application: Application) -> "InterestsValues":
        """What is kept now."""
        return cls(ties=application.ties, tied=tuple(map(str, application.tied_seats)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationsValues:
    """The declarations by code: True for one that is made, a text for an explanation given
    in its place, False for one that is not made. ``under`` is what they were made of."""

    made: Mapping[str, bool | str]
    under: str = ""

    @classmethod
    def of(cls, application: Application) -> "DeclarationsValues":
        """What is kept now."""
        return cls(made=dict(application.declarations), under=application.declared_under)


def save_interests(
    session: Session,
    actor: Person,
    public_id: str,
    values: InterestsValues,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Keeps the applicant's answer about ties with the Board, which feeds the recusals."""
    application, _ = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_overwriting(InterestsValues.of(application), seen)
    if values.ties is not None:
        drafting.refuse_misplaced(values, ties=LONGEST)
    held = {str(seat.id): seat.id for seat in access.seats_on(session, application, at)}
    if not held.keys() >= set(values.tied):
        raise Incomplete("application.seat_unknown", field="tied")
    application.ties = values.ties
    application.tied_seats = sorted(held[code] for code in set(values.tied))
    drafting.saved(session, application, actor, "interests", at)
    return application


def tied_people(session: Session, application: Application) -> list[Person]:
    """The holders of the seats with whom the applicant says to have ties."""
    seats = (session.get(Seat, seat_id) for seat_id in application.tied_seats)
    return [seat.person for seat in seats if seat is not None]


def save_declarations(
    session: Session,
    actor: Person,
    public_id: str,
    values: DeclarationsValues,
    *,
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Keeps the declarations that are made, and the explanations given in their place, with what
    they are made of: when the acts or the words change, they are made anew.

    Refuses a code that the statute file does not know, and an explanation where none is
    taken. One that is not made yet is no refusal: the draft only stays incomplete.
    """
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    drafting.refuse_overwriting(DeclarationsValues.of(application), seen)
    _check_declarations(values.made, statute)
    application.declarations = {code: value for code, value in values.made.items() if value}
    application.declared_under = undertaken(statute) if application.declarations else ""
    drafting.saved(session, application, actor, "declarations", at)
    return application


def _check_declarations(made: Mapping[str, bool | str], statute: Statute) -> None:
    for code, value in made.items():
        declaration = statute.declarations.get(code)
        if declaration is None:
            raise Incomplete("declarations.unknown", field=code)
        if isinstance(value, str) and value:
            _check_explanation(code, value, declaration.may_explain)


def _check_explanation(code: str, text: str, taken: bool) -> None:
    if not taken:
        raise Incomplete("declarations.no_explanation", field=code)
    if len(text) > LONGEST:
        raise Incomplete("application.too_long", field=f"{code}_explanation", n=LONGEST)
