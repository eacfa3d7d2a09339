"""The tests of uploads work in the same office as those of services and pages."""

from tests.membership.conftest import sqlite_office

__all__ = ["sqlite_office"]
