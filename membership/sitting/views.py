"""The pages of the Board's seats and sittings."""

from membership.sitting import (
    agenda_views,
    block_views,
    feed_views,
    mandate_views,
    minutes_views,
    pack_views,
    seat_views,
    secretary_views,
    sitting_views,
)
from membership.sitting.blueprint import blueprint

__all__ = [
    "agenda_views",
    "block_views",
    "blueprint",
    "feed_views",
    "mandate_views",
    "minutes_views",
    "pack_views",
    "seat_views",
    "secretary_views",
    "sitting_views",
]
