"""What the minutes of a sitting say, word for word as they were approved."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from membership.database import Session
from membership.letter.contents_parts import bare, entry_of, office_of, on_case, sitting_of
from membership.models import Letter, Minutes, RegistryEntry, Sitting
from workflows import letter_board as board
from workflows.letter import IN_FORCE, Kind
from workflows.letter_parts import Entry, Votes
from workflows.refusal import NotNow
from workflows.statute import Statute, Text
from workflows.voting_terms import Mode

SAID = {
    "present": Text(ro="prezent", en="present"),
    "online": Text(ro="prezent, online", en="present, online"),
    "deputy": Text(ro="prin supleant", en="by deputy"),
    "proxy": Text(ro="prin împuternicit", en="by mandate"),
    "excused": Text(ro="absent motivat", en="excused"),
    "absent": Text(ro="absent", en="absent"),
    "voted": Text(ro="a votat", en="voted"),
    "silent": Text(ro="nu a votat", en="did not vote"),
    "aside": Text(ro="nu a participat, având un interes", en="kept out by an interest"),
    "for": Text(ro="pentru", en="for"),
    "against": Text(ro="împotrivă", en="against"),
    "abstain": Text(ro="abținere", en="abstention"),
    "adopted": Text(ro="Propunerea a fost adoptată", en="The motion was adopted"),
    "not_adopted": Text(ro="Propunerea nu a fost adoptată", en="The motion was not adopted"),
    "no_quorum": Text(ro="Fără cvorum: nu s-a hotărât nimic", en="No quorum: nothing was decided"),
    "took_part": Text(
        ro="Au participat {present} din {of} membri; cvorumul de cel puțin {needed} {met}.",
        en="{present} of {of} members took part; the quorum of at least {needed} {met}.",
    ),
    "met": Text(ro="este întrunit", en="was reached"),
    "missed": Text(ro="nu este întrunit", en="was not reached"),
    "written": Text(
        ro="Procedură scrisă: au votat {present} din {of} membri. Cine votează este prezent, iar "
        "cvorumul se socotește la fiecare vot.",
        en="Written procedure: {present} of {of} members voted. Whoever votes is present, and the "
        "quorum is counted for each vote.",
    ),
}
"""The words of minutes that are chosen by a code."""


def minutes(session: Session, letter: Letter, statute: Statute, language: str) -> board.Minutes:
    """L15: the minutes that this letter was owed for, word for word as they were approved."""
    sitting, found = sitting_of(letter), minutes_of(session, letter)
    held, zone = found.recorded, ZoneInfo(statute.zone)
    names = {point["item"]: _title(point, language) for point in held["points"]}
    return board.Minutes(
        number=held["number"],
        mode=sitting.mode,
        opened_at=_moment(held["opened_at"], zone) or sitting.starts_at.astimezone(zone),
        closed_at=_moment(held["closed_at"], zone),
        place=held["place"] or None,
        convened=number_of(sitting, Kind.CONVOCATION, statute, language),
        roll=tuple(_attendant(line, statute, language, zone) for line in held["roll"]),
        quorum=_quorum(held["quorum"], sitting.mode, language),
        stood_aside=tuple(_aside(line, names, zone) for line in held["aside"]),
        points=tuple(_discussed(point, found, language) for point in held["points"]),
        remarks=tuple(filter(None, map(str.strip, found.remarks.splitlines()))),
        annexes=tuple(filter(None, map(str.strip, found.annexes.splitlines()))),
        corrects=_corrected(sitting, found.corrects, statute, language) if found.corrects else None,
        closed=tuple(_closed(line) for line in held.get("closings", ())),
    )


def minutes_of(session: Session, letter: Letter) -> Minutes:
    """The approved minutes that this letter was owed for."""
    of_sitting = Minutes.sitting_id == letter.sitting_id
    wanted = select(Minutes).where(of_sitting, Minutes.approved_at == letter.owed_at)
    found = session.scalar(wanted)
    if found is None:
        raise NotNow("sitting.no_minutes")
    return found


def _closed(line: Mapping[str, Any]) -> board.ClosedFile:
    until = line["reopen_by"]
    return board.ClosedFile(
        name=line["name"], reference=line["reference"],
        closed_on=date.fromisoformat(line["on"]),
        reopen_until=date.fromisoformat(until) if until else None,
    )  # fmt: skip


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(zone) if text else None


def number_of(sitting: Sitting, kind: Kind, statute: Statute, language: str) -> Entry | None:
    """The number under which a paper of this sitting went out: in this language if it did, the
    last one of several."""
    entries: list[tuple[bool, RegistryEntry]] = [
        (one.language == language, one.entry)
        for one in sitting.letters
        if one.kind is kind and one.state in IN_FORCE and one.entry is not None
    ]
    own = [entry for same, entry in entries if same] or [entry for _, entry in entries]
    return entry_of(own[-1], statute) if own else None


def _corrected(sitting: Sitting, earlier: Minutes, statute: Statute, language: str) -> Entry | None:
    """The number under which the minutes went out that these correct."""
    for one in sitting.letters:
        same = one.kind is Kind.MINUTES and one.owed_at == earlier.approved_at
        if same and one.language == language and one.entry is not None:
            return entry_of(one.entry, statute)
    return None


def _title(point: Mapping[str, Any], language: str) -> str:
    if not point["case"]:
        return str(point["title"])
    return on_case(point["title"], language)


def _attendant(
    line: Mapping[str, Any], statute: Statute, language: str, zone: ZoneInfo
) -> board.Attendant:
    stays = line["stays"]
    stands_in = [stay["who"] for stay in stays if stay["who"] != line["name"]]
    return board.Attendant(
        name=line["name"],
        office=office_of(statute, line["office"], language),
        presence="; ".join(_stay(stay, language, zone) for stay in stays)
        or SAID["absent"].in_(language),
        deputy=stands_in[-1] if stands_in else None,
    )


def _stay(stay: Mapping[str, Any], language: str, zone: ZoneInfo) -> str:
    """How a seat was accounted for, and from when to when."""
    code = "online" if stay["kind"] == "present" and stay["online"] else stay["kind"]
    came, left = _moment(stay["from"], zone), _moment(stay["to"], zone)
    hours = f", {came:%H:%M}–{left:%H:%M}" if came and left else ""
    return SAID[code].in_(language) + hours


def _quorum(quorum: Mapping[str, Any], mode: Mode, language: str) -> str:
    met = SAID["met" if quorum["met"] else "missed"].in_(language)
    said = SAID["written" if mode is Mode.WRITTEN else "took_part"].in_(language)
    return said.format(present=quorum["present"], of=quorum["of"], needed=quorum["needed"], met=met)


def _aside(line: Mapping[str, Any], names: Mapping[int, str], zone: ZoneInfo) -> board.StoodAside:
    return board.StoodAside(
        name=line["name"],
        matter=names[line["item"]],
        left_at=_moment(line["from"], zone),
        back_at=_moment(line["to"], zone),
    )


def _discussed(point: Mapping[str, Any], found: Minutes, language: str) -> board.Discussed:
    return board.Discussed(
        title=_title(point, language),
        debate=found.debates.get(str(point["item"])),
        motions=tuple(_voted(motion, language) for motion in point["motions"]),
        opposed=tuple(point["opposed"]),
    )


def _voted(motion: Mapping[str, Any], language: str) -> board.Voted:
    figures = motion["figures"]
    result = "adopted" if motion["resolution"] else "not_adopted"
    return board.Voted(
        text=motion["text"][language],
        result=SAID["no_quorum" if figures["shortfall"] else result].in_(language),
        votes=Votes(for_=figures["for"], against=figures["against"], abstain=figures["abstain"],
                    present=figures["present"]),
        roll=tuple(board.Voice(name=name, choice=SAID[cast].in_(language))
                   for name, cast in motion["roll"]),
        resolution=bare(motion["resolution"]) or None,
        secret=motion["secret"],
    )  # fmt: skip
