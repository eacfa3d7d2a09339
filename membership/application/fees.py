"""What an applicant would pay, by the cluster's table: computed, and never asked of anybody."""

from membership.models import Application
from workflows.statute import Due, Statute


def due_from(application: Application, statute: Statute) -> Due | None:
    """The class of the organisation and its amounts; None while it cannot be said."""
    organisation = application.organisation
    form = statute.legal_forms.get(organisation.legal_form)
    size = organisation.answers.get("size_class") or ""
    return statute.fee.due_from(form, size, application.category)
