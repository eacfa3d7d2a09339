"""One act of the applicant in the tests, in a transaction of its own."""

from collections.abc import Callable
from typing import Any

from tests.membership.office import TestOffice


def act(office: TestOffice, service: Callable[..., Any], public_id: str, *given: Any, **more: Any
        ) -> Any:  # fmt: skip
    """One act of the applicant, in a transaction of its own."""
    with office.write() as session:
        actor = office.person(session, "applicant")
        return service(session, actor, public_id, *given, at=office.now(),
                       settings=office.settings, **more)  # fmt: skip
