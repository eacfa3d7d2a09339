"""Before starting, for anybody: the self-check, the documents of one's legal form, privacy."""

from enum import StrEnum

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField

from membership.application.blueprint import blueprint
from membership.door import Audience, open_to, settings, statute
from membership.forms import Form, SelectChoice
from membership.inspection.kinds import NAMES
from membership.wording import say
from membership.wording.texts import capitalised, here
from workflows.refusal import Message
from workflows.statute import LegalForm, LegalGroup, Origin, Statute


class Step(StrEnum):
    """Where the self-check stands."""

    FORM = "form"
    STOPPED = "stopped"
    CONTRIBUTION = "contribution"
    RESULT = "result"


_ANSWERS = (SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No")))


class SelfCheckForm(Form):
    """The questions of the self-check: they stand in the address, and nothing of them is kept."""

    class Meta(Form.Meta):
        """Read only: there is nothing to forge."""

        csrf = False

    legal_form = RadioField(_l("What is your legal form?"), validate_choice=False)
    number = StringField(
        _l("Trade register number, if you have it at hand"),
        description=_l("Only its first letter matters here."),
    )
    contribution = RadioField(
        _l("Does your organisation do something in the cluster’s fields?"), choices=_ANSWERS,
        validate_choice=False,
    )  # fmt: skip
    proof = RadioField(
        _l("Can you prove it with at least one document?"), choices=_ANSWERS,
        validate_choice=False,
        description=_l("A certificate, a report, a contract, a project, an authorisation."),
    )  # fmt: skip


@blueprint.get("/join/check")
@open_to(Audience.ANYONE)
def self_check() -> str:
    """Two minutes before an application: the first question is whether one is a legal person."""
    cluster = statute()
    form = SelfCheckForm(request.args)
    form.legal_form.choices = [
        SelectChoice(one.code, capitalised(here(one.name))) for one in cluster.legal_forms.values()
    ]
    chosen = cluster.legal_forms.get(form.legal_form.data or "")
    step = _step(form, chosen)
    _name_gaps(form, step)
    return render_template(
        "public/self_check.html", form=form, step=step.value, chosen=chosen, cluster=cluster,
        clause=cluster.clause_of("legal_person") if "legal_person" in cluster.criteria else None,
        papers=_papers(cluster, chosen) if step is Step.RESULT else (),
    )  # fmt: skip


def _name_gaps(form: SelfCheckForm, step: Step) -> None:
    """Says at its question what was left out, once the page was sent."""
    if step is Step.FORM and request.args:
        form.legal_form.errors = [say(Message("dossier.legal_form"))]
    if step is Step.CONTRIBUTION and {"contribution", "proof", "sent"} & request.args.keys():
        for field in (form.contribution, form.proof):
            if field.data not in ("yes", "no"):
                field.errors = [_("Answer with yes or no.")]


def _step(form: SelfCheckForm, chosen: LegalForm | None) -> Step:
    if chosen is None:
        return Step.FORM
    if not chosen.is_legal_person or (form.number.data or "").upper().startswith("F"):
        return Step.STOPPED
    answered = {form.contribution.data, form.proof.data} <= {"yes", "no"}
    return Step.RESULT if answered else Step.CONTRIBUTION


@blueprint.get("/join/documents")
@open_to(Audience.ANYONE)
def documents_asked() -> str:
    """The documents that a legal form brings, to print and to tick."""
    cluster = statute()
    chosen = cluster.legal_forms.get(request.args.get("legal_form", ""))
    return render_template(
        "public/documents.html",
        cluster=cluster,
        chosen=chosen,
        forms=[one for one in cluster.legal_forms.values() if one.is_legal_person],
        papers=_papers(cluster, chosen),
        types=NAMES,
        upload_mib=settings().upload_mib,
    )


Asked = tuple[object, bool, int | None]
"""A paper, whether it must be brought, and how many days old it may be."""


def _papers(cluster: Statute, form: LegalForm | None) -> list[Asked]:
    if form is None or not form.is_legal_person:
        return []
    country = "" if form.group is LegalGroup.FOREIGN else "RO"
    return [
        (paper, paper.is_required(form), paper.max_age(country))
        for paper in cluster.documents_for(form.code)
        if paper.origin is not Origin.EVIDENCE
    ]


@blueprint.get("/privacy")
@open_to(Audience.ANYONE)
def privacy() -> str:
    """What is done with personal data, on which ground, and until when (GDPR, article 13)."""
    return render_template("public/privacy.html", cluster=statute())
