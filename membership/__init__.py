"""The office: keeps the register, and asks the rulebook before it stamps anything."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(*args: Any, **kwargs: Any) -> "Flask":
    """The Flask application; see ``membership.app.create_app``."""
    # Imported here: the letters' child and the services must not load the web.
    from membership.app import create_app as make  # noqa: PLC0415

    return make(*args, **kwargs)


__all__ = ["create_app"]
