"""The office: keeps the register, and asks the rulebook before it stamps anything."""

from membership.app import create_app

__all__ = ["create_app"]
