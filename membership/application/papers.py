"""The files that an applicant sent on a case, each once, in the order in which they came."""

from collections.abc import Iterator

from membership.models import Application, Document


def files_of(application: Application) -> list[Document]:
    """Every file of the case: itself on paper, its papers, its evidence, its answers and its
    contestations."""
    found = {document.id: document for document in _named(application) if document is not None}
    return [found[key] for key in sorted(found)]


def _named(application: Application) -> Iterator[Document | None]:
    yield from (application.form, application.signed)
    for paper in application.papers:
        yield paper.document
    for evidence in application.evidence:
        yield evidence.document
    for clarification in application.clarifications:
        for point in clarification.points:
            yield point.document
    for contestation in application.contestations:
        yield from contestation.documents
