"""The Board meets: its seats, its sittings, who was there, and the minutes."""
