"""What the report to the Board says: the check, the findings, both conclusions, the proposal."""

from collections.abc import Iterator
from dataclasses import replace

from membership.application.access import interested_in
from membership.database import Session
from membership.letter.contents_parts import open_titles
from membership.models import Application, Claim, Letter, Motion
from membership.value_chain.services import held
from workflows import letter_parts
from workflows.letter_board import Assessed, Checked, Report
from workflows.refusal import Incomplete
from workflows.review import Mark, ProcedureFinding, QualityFinding, Verdict, indicates
from workflows.statute import Statute, Text
from workflows.term import day_of
from workflows.value_chain import Cell, Gain, brings

_RAPPORTEUR = Text(ro="raportor", en="rapporteur")
_SECRETARIAT = Text(ro="secretariat", en="secretariat")
_VERDICT = {
    Verdict.PROVEN: Text(ro="dovedită", en="proven"),
    Verdict.PARTLY: Text(ro="dovedită în parte", en="proven in part"),
    Verdict.NOT_PROVEN: Text(ro="nedovedită", en="not proven"),
}
_PROCEDURE = {
    ProcedureFinding.FOLLOWED: Text(
        ro="procedura de adeziune a fost urmată, iar dosarul este complet.",
        en="the adhesion procedure was followed and the file is complete.",
    ),
    ProcedureFinding.NOT_FOLLOWED: Text(
        ro="procedura de adeziune nu a fost urmată.", en="the adhesion procedure was not followed."
    ),
}
_QUALITY = {
    QualityFinding.FULFILLED: Text(
        ro="calitatea de membru este îndeplinită.", en="the membership quality is fulfilled."
    ),
    QualityFinding.NOT_FULFILLED: Text(
        ro="calitatea de membru nu este îndeplinită.",
        en="the membership quality is not fulfilled.",
    ),
    QualityFinding.NOT_ASSESSED: Text(
        ro="calitatea de membru nu a fost evaluată.", en="the membership quality was not assessed."
    ),
}
_TEST = {
    True: Text(ro="îndeplinit ({test}).", en="met ({test})."),
    False: Text(ro="neîndeplinit ({test}).", en="not met ({test})."),
}
_ADDS = Text(
    ro="Clusterul ar câștiga ce nu dovedește azi niciun membru: {places}.",
    en="The cluster would gain what no member proves today: {places}.",
)
_STRENGTHENS = Text(
    ro="S-ar adăuga un membru la: {places}.", en="One member more would prove: {places}."
)


def report(session: Session, letter: Letter, statute: Statute, language: str) -> Report:
    """L16: the check of the procedure and the matrix, with both conclusions and the proposal.

    Refuses a paper that goes with no report ("letter.no_report").
    """
    application, motion = letter.application, _motion(letter)
    if application is None or motion is None:
        raise Incomplete("letter.no_report")
    procedure = _PROCEDURE[motion.procedure_finding].in_(language)
    quality = _QUALITY[motion.quality_finding].in_(language)
    told = Report(
        version=1 + sum(1 for one in application.letters
                        if one.kind is letter.kind and one.id < letter.id),
        rapporteurs=_authors(application, motion, language),
        procedure=procedure,
        quality=f"{quality} {application.report}".strip(),
        proposal=motion.text_ro if language == "ro" else motion.text_en,
        checklist=tuple(_checked(application, statute, language)),
    )  # fmt: skip
    if motion.quality_finding is QualityFinding.NOT_ASSESSED:
        # A short one: no claim was looked at, and the reason stands with the procedure.
        return replace(told, procedure=f"{procedure} {application.report}", quality=quality)
    return replace(
        told,
        claims=tuple(_assessed(claim, statute, language) for claim in application.claims),
        indicative=_indicative(application, statute, language),
        departs=application.departure or None,
        adds=_gains(session, letter, application, statute, language) or None,
    )


def _motion(letter: Letter) -> Motion | None:
    motions = letter.application.motions if letter.application else []
    return next((one for one in motions if one.proposed_at == letter.owed_at), None)


def _authors(
    application: Application, motion: Motion, language: str
) -> tuple[letter_parts.Person, ...]:
    """The rapporteurs; where nothing was assessed, whoever checked the procedure."""
    if motion.quality_finding is QualityFinding.NOT_ASSESSED:
        checked = _SECRETARIAT.in_(language)
        return (letter_parts.Person(name=motion.proposed_by.name, role=checked),)
    interested, role = interested_in(application), _RAPPORTEUR.in_(language)
    return tuple(
        letter_parts.Person(name=row.person.name, role=role)
        for row in application.assignments
        if row.person_id not in interested
    )


def _checked(application: Application, statute: Statute, language: str) -> Iterator[Checked]:
    lines = {line.code: line for line in application.checklist}
    for code, asked in statute.checklist.items():
        line = lines.get(code)
        mark = line.mark if line else None
        met = None if mark is Mark.NOT_APPLICABLE else mark is Mark.CONFORM
        yield Checked(name=asked.name.in_(language), met=met, note=(line and line.note) or None)


def _assessed(claim: Claim, statute: Statute, language: str) -> Assessed:
    stage = statute.stages.get(claim.stage)
    fields = [statute.fields.get(code) for code in claim.fields]
    return Assessed(
        stage=stage.name.in_(language) if stage else claim.stage,
        fields=tuple(one.name.in_(language) for one in fields if one),
        text=claim.description,
        verdict=_VERDICT[claim.verdict].in_(language) if claim.verdict else "–",
        reason=_reasons(claim, language),
        evidence=tuple(open_titles(claim)),
    )


def _reasons(claim: Claim, language: str) -> str | None:
    """Why, in the words of the only rapporteur; of several, each by name with their finding."""
    given = [one for one in claim.opinions if one.given_at and one.verdict]
    if len(given) < 2:
        return claim.finding.reason if claim.finding else None
    return "; ".join(
        f"{one.person.name} ({_VERDICT[one.verdict].in_(language)}): {one.reason}"
        for one in given
        if one.verdict
    )


def _indicative(application: Application, statute: Statute, language: str) -> str | None:
    test = statute.quality_test
    if test is None:
        return None
    met = indicates(application.claims, test.stages, test.fields)
    return _TEST[met].in_(language).format(test=test.text.in_(language))


def _gains(
    session: Session, letter: Letter, application: Application, statute: Statute, language: str
) -> str:
    brought = brings(application.claims, held(session, day_of(letter.owed_at, statute.zone)))
    said = []
    for gain, words in ((Gain.ADDS, _ADDS), (Gain.STRENGTHENS, _STRENGTHENS)):
        places = [
            _place(cell, statute, language)
            for cell, what in brought.items()
            if what is gain and cell[0] in statute.stages and cell[1] in statute.fields
        ]
        if places:
            said.append(words.in_(language).format(places="; ".join(places)))
    return " ".join(said)


def _place(cell: Cell, statute: Statute, language: str) -> str:
    stage, field = statute.stages[cell[0]], statute.fields[cell[1]]
    return f"{stage.name.in_(language)} – {field.name.in_(language)}"
