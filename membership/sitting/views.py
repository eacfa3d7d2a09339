"""The pages of the Board's seats and sittings."""

from membership.sitting import seat_views
from membership.sitting.blueprint import blueprint

__all__ = ["blueprint", "seat_views"]
