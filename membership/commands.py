"""What a command of the office needs before it begins."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask.cli import with_appcontext

from membership import installation
from membership.door import engine


def with_register(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that reads or keeps the register; refuses where its tables are not there, or are
    of another version, and says what to do."""

    @with_appcontext
    @wraps(command)
    def asked(*given: Any, **named: Any) -> Any:
        installation.refuse_outdated(engine())
        return command(*given, **named)

    return asked
