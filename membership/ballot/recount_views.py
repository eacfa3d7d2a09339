"""Pages by which anybody recounts a closed vote: its file, and the program that reads it."""

import json
from importlib import resources

from flask import Response, make_response

from membership.ballot import recounting
from membership.ballot.motions import to_see_result
from membership.ballot.pages import blueprint
from membership.door import Audience, now, open_to, person, session
from membership.models import Life
from workflows.refusal import NotFound


@blueprint.get("/motions/<public_id>/recount.json")
@open_to(Audience.SIGNED_IN)
def recount(public_id: str) -> Response:
    """The closed vote as a file with which anybody recounts it."""
    found = to_see_result(session(), person(), public_id, at=now())
    if found.life is not Life.CLOSED or found.destroyed_at is not None:
        raise NotFound("permission.not_found")
    content = recounting.to_recount(found)
    answer = make_response(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True))
    answer.mimetype = "application/json"
    answer.headers["Content-Disposition"] = f'attachment; filename="vote-{found.public_id}.json"'
    return answer


@blueprint.get("/recount.py")
@open_to(Audience.ANYONE)
def recount_script() -> Response:
    """The program that recounts such a file with nothing but Python."""
    program = resources.files("membership.ballot").joinpath("recount.py").read_text("utf-8")
    answer = make_response(program)
    answer.mimetype = "text/x-python"
    answer.headers["Content-Disposition"] = 'attachment; filename="recount.py"'
    return answer
