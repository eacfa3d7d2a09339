"""What the house writes of itself: one JSON object a line, on standard error.

A line names the page by its rule and not by its address, and never a body, a cookie, a
token, a file or what anybody typed (OWASP ASVS 5.0, 16.2): a log may be read by people
who may not read an application.
"""

import json
import logging
import secrets
import sys
import traceback
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy.exc import OperationalError

from membership.settings import Settings

NAME = "membership"
TELLS_NOTHING = (OSError, OperationalError)
"""Faults of the machine, whose own words name no person and no case."""

log = logging.getLogger("membership.requests")


class AsJson(logging.Formatter):
    """A record as one line of JSON; what a record carries in ``told`` becomes further keys."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: nothing in it can begin another one."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        if has_request_context():
            line["reference"] = reference()
        line |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = fault(record.exc_info[1])
        return json.dumps(line, default=str)


class ToStandardError(logging.Handler):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def fault(error: BaseException) -> dict[str, Any]:
    """What went wrong and where; its own words only when they can hold nothing of anybody's."""
    frames = traceback.extract_tb(error.__traceback__)
    told: dict[str, Any] = {
        "kind": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, TELLS_NOTHING):
        told["words"] = str(getattr(error, "orig", None) or error)
    return told


def begin(app: Flask, own: Settings) -> None:
    """Writes the house's own records as JSON; in production, a line for each request too."""
    ours = logging.getLogger(NAME)
    if not any(isinstance(handler, ToStandardError) for handler in ours.handlers):
        handler = ToStandardError()
        handler.setFormatter(AsJson())
        ours.addHandler(handler)
    log.setLevel(logging.INFO if own.production else logging.WARNING)
    app.before_request(_arrive)
    app.after_request(_answer)


def reference() -> str:
    """This request's own name: on its page when something went wrong, and in its lines."""
    if "reference" not in g:
        g.reference = secrets.token_hex(5).upper()
    return str(g.reference)


def _arrive() -> None:
    g.begun_at = perf_counter()


def refused(key: str) -> None:
    """Notes by which rule this request was refused, for its line."""
    g.refused = key


def _answer(response: Response) -> Response:
    response.headers["X-Request-ID"] = reference()
    rule = request.url_rule.rule if request.url_rule else None
    milliseconds = round((perf_counter() - g.get("begun_at", perf_counter())) * 1000)
    told = {"method": request.method, "rule": rule, "status": response.status_code,
            "milliseconds": milliseconds, "refused": g.get("refused")}  # fmt: skip
    level = logging.ERROR if response.status_code >= 500 else logging.INFO
    log.log(level, "answered", extra={"told": told})
    return response
