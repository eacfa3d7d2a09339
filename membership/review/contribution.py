"""A case's claims as the matrix draws them, and what they would add to the cluster."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from babel.lists import format_list
from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from markupsafe import Markup, escape

from membership.application import proofs
from membership.application.naming import claim_name, fields_across
from membership.database import Session
from membership.models import Application, Claim, Evidence, Person
from membership.review.opinions import is_given
from membership.value_chain import services
from membership.wording.texts import here
from workflows.application import Stage
from workflows.review import Verdict, strength
from workflows.statute import Statute
from workflows.value_chain import Cell, Gain, brings

Gains = Mapping[Cell, Gain]
"""What would be brought to each place of the value chain."""

_KINDS = {Verdict.PROVEN: "proven", Verdict.PARTLY: "partly"}


def verdict_words(verdict: Verdict | None) -> tuple[str, str]:
    """A finding in a word, with its tone."""
    return {
        Verdict.PROVEN: (str(_("proven")), "done"),
        Verdict.PARTLY: (str(_("partly")), "cannot"),
        Verdict.NOT_PROVEN: (str(_("not proven")), "refused"),
        None: (str(_("no finding")), "waiting"),
    }[verdict]


def gains_of(session: Session, application: Application, day: date) -> Gains:
    """What the case's claims would bring to the cluster as it stands on this day; empty while
    no member proves anything, for then everything would be new."""
    held = services.held(session, day)
    return brings(application.claims, held) if held else {}


def columns(application: Application, statute: Statute) -> list[tuple[str, str]]:
    """The fields across: those of the cluster itself, and any other that is claimed."""
    return [(field.code, here(field.name)) for field in fields_across(application, statute)]


def matrix_rows(
    application: Application, statute: Statute, brought: Gains, *, finder: Person | None
) -> list[dict[str, Any]]:
    """A row a claim. ``brought`` draws the rings; ``finder`` is the reader when they
    are one of those who give the findings."""
    codes = [code for code, _name in columns(application, statute)]
    return [_row(claim, statute, codes, brought, finder) for claim in application.claims]


def _row(
    claim: Claim, statute: Statute, codes: list[str], brought: Gains, finder: Person | None
) -> dict[str, Any]:
    words, tone = verdict_words(claim.verdict)
    if claim.verdict is None and finder:
        given = is_given(claim, finder)
        words = str(_("waits for another finding") if given else _("your finding"))
        tone = "waiting" if given else "needs"
    elif claim.verdict is None and claim.application.stage is not Stage.EVIDENCE_REVIEW:
        words = ""
    return {
        "label": _label(claim, statute),
        "cells": [_cell(claim, code, brought) if code in claim.fields else None for code in codes],
        "evidence": evidence_words(claim.evidence),
        "evidence_href": url_for(
            "review.claim", public_id=claim.application.public_id, claim_id=claim.public_id
        ),
        "finding": words,
        "tone": tone,
    }


def _label(claim: Claim, statute: Statute) -> Markup:
    does = statute.capabilities.get(claim.capability)
    more = (
        Markup('<span class="d-block quiet small">{}</span>').format(here(does.name))
        if does
        else ""
    )
    return escape(short(claim.stage, statute)) + more


def short(stage: str, statute: Statute) -> str:
    """The first words of a stage's name, as a heading: "Testing"."""
    found = statute.stages.get(stage)
    name = here(found.name).split(" (")[0].split(",")[0] if found else stage
    return name[:1].upper() + name[1:]


def field_names(claim: Claim, statute: Statute) -> str:
    """The fields of a claim by their names."""
    known = statute.fields
    return ", ".join(here(known[code].name) if code in known else code for code in claim.fields)


def _cell(claim: Claim, code: str, brought: Gains) -> dict[str, Any]:
    refused = claim.verdict is Verdict.NOT_PROVEN
    return {
        "kind": _KINDS.get(claim.verdict, "claimed") if claim.verdict else "claimed",
        "gain": "" if refused else str(brought.get((claim.stage, code), "")),
        "words": str(_("not proven")) if refused else "",
        "count": "",
    }


def evidence_words(evidence: Iterable[Evidence]) -> str:
    """How many files and references there are, in words."""
    proofs = list(evidence)
    files = sum(1 for proof in proofs if proof.document_id is not None)
    others = len(proofs) - files
    parts = []
    if files:
        parts.append(str(ngettext("%(num)s file", "%(num)s files", files)))
    if others:
        parts.append(str(ngettext("%(num)s reference", "%(num)s references", others)))
    return ", ".join(parts) or str(_("no evidence"))


def gains(application: Application, statute: Statute, brought: Gains) -> list[str]:
    """What the cluster gains, one sentence a stage: what no member proves today, and where one
    more would."""
    sentences = []
    for stage in dict.fromkeys(claim.stage for claim in application.claims):
        places = {code: gain for (of, code), gain in brought.items() if of == stage}
        name = short(stage, statute).lower()
        if new := [code for code, gain in places.items() if gain is Gain.ADDS]:
            sentences.append(_("No member proves %(stage)s in %(fields)s today.",
                               stage=name, fields=_either(new)))  # fmt: skip
        if more := [code for code, gain in places.items() if gain is Gain.STRENGTHENS]:
            sentences.append(_("It would strengthen %(stage)s in %(fields)s.",
                               stage=name, fields=_both(more)))  # fmt: skip
    return [str(sentence) for sentence in sentences]


def _both(codes: list[str]) -> str:
    return str(format_list(codes, locale=get_locale()))


def _either(codes: list[str]) -> str:
    return str(format_list(codes, style="or", locale=get_locale()))


def evidence_of(application: Application, statute: Statute) -> list[dict[str, Any]]:
    """Each piece of evidence once, with what it is and which claims it serves."""
    serves: dict[int, list[str]] = {}
    pieces: dict[int, Evidence] = {}
    for claim in application.claims:
        for proof in claim.evidence:
            pieces[proof.id] = proof
            serves.setdefault(proof.id, []).append(claim_name(claim, statute))
    return [_piece(pieces[key], statute, serves[key]) for key in sorted(pieces)]


def _piece(proof: Evidence, statute: Statute, serves: list[str]) -> dict[str, Any]:
    kind = statute.evidence_kinds.get(proof.kind)
    return {
        "title": proof.title,
        "kind": here(kind.name) if kind else proof.kind,
        "strength": strength([proof], statute.evidence_kinds),
        "issuer": ", ".join(filter(None, (proof.issuer, proof.number))),
        "issued_on": proof.issued_on,
        "expires_on": proof.expires_on,
        "confidentiality": proof.confidentiality,
        "document": proof.document,
        "proof": proof,
        "serves": "; ".join(dict.fromkeys(serves)),
    }


def across(application: Application, statute: Statute) -> tuple[list[str], list[dict[str, Any]]]:
    """The evidence across, by the marks of ``evidence_of`` in its order, and a row a claim: how
    strong each piece is for it, None where the piece does not serve it."""
    pieces = proofs.pieces_of(application)
    marks = [proofs.mark(n) for n in range(1, len(pieces) + 1)]
    return marks, [_across(line, statute) for line in proofs.lines(application, pieces, statute)]


def _across(line: proofs.Line, statute: Statute) -> dict[str, Any]:
    claim = line.claim
    words, tone = verdict_words(claim.verdict)
    return {
        "label": _label(claim, statute),
        "fields": ", ".join(claim.fields),
        "href": url_for("review.claim", public_id=claim.application.public_id,
                        claim_id=claim.public_id),
        "cells": line.strengths,
        "bare": line.stands is proofs.Standing.NOTHING,
        "words": words,
        "tone": tone,
    }  # fmt: skip


def evidence_for(claim: Claim, statute: Statute) -> list[dict[str, Any]]:
    """The evidence of one claim, the strongest first."""
    pieces = [_piece(proof, statute, [claim_name(claim, statute)]) for proof in claim.evidence]
    return sorted(pieces, key=lambda piece: -int(piece["strength"]))
