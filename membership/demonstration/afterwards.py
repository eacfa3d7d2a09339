"""What follows a decision in the demonstration: conditions found, a resolution corrected, one
revoked by a secret vote, a rejection contested before the General Assembly."""

from datetime import timedelta

from membership.application import contesting
from membership.ballot import agenda, assembly, conditions, lodging, secret
from membership.ballot import services as ballots
from membership.demonstration.board import motion_of
from membership.demonstration.story import Story
from workflows.assembly import Ruling
from workflows.motion import ConditionKind, ConditionState
from workflows.term import day_of
from workflows.voting_terms import Choice, MotionKind


def writes_condition(story: Story, key: str, *, days: int) -> None:
    """The rapporteur writes the condition of the motion that admits."""
    with story.act() as session:
        conditions.add(
            session, story.person(session, "rapporteur"), motion_of(story, session, key).public_id,
            conditions.ConditionValues(
                kind=ConditionKind.SUSPENSIVE,
                text_ro="Solicitantul depune certificatul ISO 9001 reînnoit.",
                text_en="The applicant files its renewed ISO 9001 certificate.",
                due_on=day_of(story.at, story.statute.zone) + timedelta(days=days),
                proof="certificatul, în copie", verified_by="secretariatul",
            ),
            at=story.now(),
        )  # fmt: skip


def finds_condition(story: Story, key: str, found: ConditionState, note: str) -> None:
    """The secretariat says what it found of the condition."""
    with story.act() as session:
        decision = lodging.in_force(story.case(session, key))
        assert decision is not None  # noqa: S101 - the story decided it before
        conditions.find(
            session, story.person(session, "secretariat"),
            decision.motion.conditions[0].public_id, found, note=note, at=story.now(),
        )  # fmt: skip
    story.work()


def lodges(
    story: Story, key: str, kind: MotionKind, *, text_ro: str = "", text_en: str = ""
) -> None:
    """A member of the Board lodges a motion on what was decided."""
    with story.act() as session:
        lodging.propose(
            session, story.person(session, "vice"), story.cases[key],
            lodging.Wanted(kind=kind, text_ro=text_ro, text_en=text_en),
            statute=story.statute, at=story.now(),
        )  # fmt: skip


def opens_again(story: Story, key: str, *, days: int = 7) -> None:
    """The secretariat calls a vote on a case whose interests are declared; the chair opens it."""
    with story.act() as session:
        clerk, motion = story.person(session, "secretariat"), motion_of(story, session, key)
        agenda.schedule(
            session, clerk, motion.public_id, closes_at=story.at + timedelta(days=days, hours=2),
            statute=story.statute, at=story.now(),
        )  # fmt: skip
    with story.act() as session:
        chair, motion = story.person(session, "chair"), motion_of(story, session, key)
        ballots.open_vote(session, chair, motion.public_id, statute=story.statute, at=story.now())


def votes_secretly(story: Story, key: str, **choices: Choice) -> None:
    """Members of the Board put their ballots into the box."""
    for seat, choice in choices.items():
        with story.act() as session:
            secret.cast_secretly(
                session, story.person(session, seat), motion_of(story, session, key).public_id,
                choice=choice, opposition=choice is Choice.AGAINST, at=story.now(),
            )  # fmt: skip


def contests(story: Story, key: str) -> None:
    """The applicant contests the rejection."""
    with story.act() as session:
        contesting.contest(
            session, story.person(session, key), story.cases[key],
            "Considerăm că prezentarea depusă arată legătura cu domeniile clusterului.",
            at=story.now(),
        )  # fmt: skip
    story.work()


def is_dismissed(story: Story, key: str) -> None:
    """The General Assembly dismisses the contestation, and the secretariat records it."""
    with story.act() as session:
        assembly.record_resolution(
            session, story.person(session, "secretariat"), story.cases[key],
            assembly.AssemblyValues(
                number="AG 3", on=day_of(story.at, story.statute.zone), ruling=Ruling.DISMISS,
                for_=11, against=2, abstain=1,
                reasons="Documentele depuse nu arată o contribuție în domeniile clusterului.",
            ),
            statute=story.statute,
            at=story.now(),
        )  # fmt: skip
    story.work()
