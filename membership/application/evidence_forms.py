"""The form of a piece of evidence: what it is, how it is brought, what it proves."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import Length, StopValidation

from membership.application.evidence import EvidenceValues
from membership.application.fields import Day, Needed, Ticks, named, plainly
from membership.application.forms import DraftForm
from membership.application.naming import claim_name
from membership.application.uploads import earlier_files
from membership.door import session
from membership.forms import SelectChoice
from membership.models import Application, Brought, Confidentiality
from membership.wording import say
from workflows.refusal import Message
from workflows.statute import Statute

BROUGHT = {
    Brought.FILE: _l("As a file"),
    Brought.LINK: _l("As a link to a public page"),
    Brought.REFERENCE: _l("By its number and issuer only, for what may not be uploaded"),
    Brought.POST: _l("By post: it counts once the secretariat has received it"),
}
"""Each way of bringing a proof, in words."""


class Titled:
    """A title is asked for where no file gives one by its name."""

    field_flags: Mapping[str, bool] = MappingProxyType({"needed": True})

    def __call__(self, form: Any, field: Any) -> None:
        """Takes the name of a file that comes along, or is here from an earlier sending."""
        sent = [file for file in form.file.data or () if getattr(file, "filename", "")]
        earlier = form.earlier.data if "earlier" in form else ""
        if not field.data and not sent and not form.document.data and not earlier:
            raise StopValidation(say(Message("evidence.title_missing")))


class EvidenceForm(DraftForm):
    """One proof; ``document`` are the files that an earlier sending stored."""

    kind = SelectField(
        _l("Kind of evidence"), validators=[Needed("evidence.kind_missing")], validate_choice=False
    )
    title = StringField(
        _l("Title"), validators=[Titled(), Length(max=200)],
        description=_l("As it stands on the document. Left empty, it is the file’s name."),
    )  # fmt: skip
    claims = Ticks(
        _l("What it proves"), validators=[Needed("evidence.claims_missing")], validate_choice=False
    )
    brought = RadioField(
        _l("How you bring it"),
        choices=[SelectChoice(code.value, words) for code, words in BROUGHT.items()],
        default=Brought.FILE.value,
        validate_choice=False,
    )
    file = MultipleFileField(
        _l("File"),
        description=_l(
            "You can drop it here. Of several files each becomes a piece of its own, titled by its "
            "name."
        ),
    )
    earlier = SelectField(_l("Or a file that you sent before"), validate_choice=False)
    link = StringField(
        _l("Link"), validators=[Length(max=300)],
        description=_l("The address of the public page, if you bring it so."),
    )  # fmt: skip
    issuer = StringField(_l("Issued by"), validators=[Length(max=200)])
    number = StringField(_l("Number"), validators=[Length(max=80)])
    issued_on = Day(_l("Issued on"))
    expires_on = Day(
        _l("Valid until"),
        description=_l(
            "Certificates, accreditations and authorisations of a kind that expires need it."
        ),
    )
    endless = BooleanField(_l("It bears no last day"))
    confidentiality = RadioField(
        _l("Who may open it"),
        choices=[
            SelectChoice(
                Confidentiality.COMMISSION.value, _l("Only those who decide on your application")
            ),
            SelectChoice(Confidentiality.CLUSTER.value, _l("The cluster, also later on")),
            SelectChoice(Confidentiality.PUBLIC.value, _l("Anybody")),
        ],
        default=Confidentiality.COMMISSION.value,
        validate_choice=False,
    )
    document = HiddenField()

    def offer(self, application: Application, statute: Statute) -> None:
        """Kinds of evidence of the cluster, and the claims of this application."""
        self.kind.choices = named(statute.evidence_kinds.values())
        there = earlier_files(session(), application)
        self.earlier.choices = plainly([SelectChoice(one.public_id, one.name) for one in there])
        if not there:
            del self.earlier
        self.claims.choices = [
            SelectChoice(claim.public_id, claim_name(claim, statute))
            for claim in application.claims
        ]

    def kept_in(self, values: EvidenceValues) -> dict[str, Any]:
        """What is kept; the file is changed by sending another."""
        names = ("kind", "title", "issuer", "number", "issued_on", "expires_on", "endless", "link")
        kept = {name: getattr(values, name) for name in names}
        claims, level = list(values.claim_public_ids), values.confidentiality.value
        return {**kept, "claims": claims, "confidentiality": level,
                "brought": values.brought.value}  # fmt: skip

    def values(self) -> EvidenceValues:
        """What was typed."""
        texts = self.typed("kind", "title", "issuer", "number", "link")
        brought = self.brought.data if self.brought.data in set(Brought) else Brought.FILE
        level = self.confidentiality.data
        known = level in {one.value for one in Confidentiality}
        return EvidenceValues(
            **texts,
            issued_on=self.issued_on.data,
            expires_on=self.expires_on.data,
            endless=bool(self.endless.data),
            claim_public_ids=tuple(self.claims.data or ()),
            confidentiality=Confidentiality(level) if known else Confidentiality.COMMISSION,
            brought=Brought(brought),
        )
