"""A letter that waits to be signed, and somebody who brings a file as the signed one."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from membership.letter import handlers
from membership.printing.press import Press
from membership.storage import Store
from tests.membership.letter_office.scene import decided, found, issue
from tests.membership.office import TestOffice


@dataclass
class Scene:
    """A numbered letter that waits to be signed, and its printed bytes."""

    office: TestOffice
    letter: str
    issued: bytes

    @property
    def page(self) -> str:
        return f"/letters/{self.letter}/signed"

    def bring(self, client: FlaskClient, file: bytes, **more: str) -> tuple[int, str]:
        """Sends the file as the signed one; answers the status and what the page says."""
        form = {"form_token": self.office.token(), "how": "electronic", **more}
        answer = client.post(self.page, data={**form, "file": (io.BytesIO(file), "semnat.pdf")})
        return answer.status_code, answer.get_data(as_text=True)


def numbered(office: TestOffice, press: Press) -> Scene:
    office.at = datetime.now(UTC) - timedelta(days=9)
    letter = decided(office)
    office.at = datetime.now(UTC)
    issue(office, letter)
    with office.read() as session:
        number = found(session, letter).id
    handlers.print_letter(office.engine, office.settings, press, number, office.at)
    with office.read() as session:
        document = found(session, letter).document
        assert document is not None
        path = Store(office.settings.documents).path(document.sha256)
        return Scene(office, letter, path.read_bytes())
