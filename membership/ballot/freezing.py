"""What is frozen when a vote opens, and how anybody can tell that it stayed as it was."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from membership.journal.services import canonical
from membership.models import Application, Motion, RosterSeat, Vote
from workflows.voting_terms import Choice

TRACKER = 16
"""Hexadecimal digits of a tracker: enough to tell any two votes apart, few enough to compare."""


def digest(content: Any) -> str:
    """The SHA-256, in hexadecimal, of the canonical JSON of this content."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def dossier_hash(application: Application) -> str:
    """The hash of the file as the Board reads it: claims, their proofs and their findings."""
    return digest(
        {
            "application": application.public_id,
            "statute": application.statute_hash,
            "category": application.category,
            "report": application.report,
            "claims": [
                [claim.public_id, claim.stage, claim.fields, claim.description, claim.verdict]
                for claim in application.claims
            ],
            "evidence": [
                [proof.public_id, proof.title, proof.document.sha256 if proof.document else ""]
                for proof in application.evidence
            ],
        }
    )


def frozen(motion: Motion) -> dict[str, Any]:
    """What was frozen when the vote opened, as plain JSON: its digest is ``frozen_hash``."""
    return {
        "motion": motion.public_id,
        "kind": motion.kind,
        "text": {"ro": motion.text_ro, "en": motion.text_en},
        "reasons": motion.reasons,
        "until": motion.until.isoformat() if motion.until else None,
        "needed": motion.needed,
        "heard": [motion.heard_on.isoformat(), motion.heard] if motion.heard_on else None,
        "reverses": motion.reverses.title if motion.reverses else None,
        "conditions": [
            [one.kind, one.text_ro, one.text_en, one.due_on.isoformat(), one.verified_by, one.proof]
            for one in motion.conditions
        ],
        "findings": [motion.procedure_finding, motion.quality_finding],
        "rules": motion.rules,
        "rules_of": motion.rules_citation,
        "roster": [
            [seat.seat_id, seat.office, seat.recused_at_open, seat.founder]
            for seat in motion.roster
        ],
        "dossier": motion.dossier_hash,
    }


def freeze(motion: Motion) -> None:
    """Seals the motion with the hash of its file and of everything it is voted under."""
    motion.dossier_hash = dossier_hash(motion.application)
    motion.frozen_hash = digest(frozen(motion))


def committed(
    motion: Motion, seat: RosterSeat, choice: Choice, *, salt: str, at: datetime
) -> list[str]:
    """What a tracker commits to: the frozen motion, the seat, the choice, when, and a salt."""
    moment = at.astimezone(UTC).isoformat()
    return [motion.frozen_hash or "", str(seat.seat_id), choice.value, moment, salt]


def tracker(motion: Motion, seat: RosterSeat, choice: Choice, *, salt: str, at: datetime) -> str:
    """The tracker of a vote: the beginning of the digest of what it commits to."""
    return digest(committed(motion, seat, choice, salt=salt, at=at))[:TRACKER]


def unaltered(motion: Motion) -> bool:
    """Whether an opened motion still is what was frozen: its text, rules and roster."""
    return motion.frozen_hash == digest(frozen(motion))


def confirms(vote: Vote, motion: Motion) -> bool:
    """Whether a vote on record is the one that its tracker was given for."""
    again = tracker(motion, vote.seat, vote.choice, salt=vote.salt, at=vote.at)
    return again == vote.tracker
