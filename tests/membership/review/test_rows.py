"""The rows of lists in words, asked without a database."""

from datetime import date, timedelta

from flask import Flask
from flask_babel import Babel

from membership.review.rows import by_urgency, due_words

TODAY = date(2026, 11, 2)


def test_a_rapporteurs_files_stand_under_overdue_due_soon_and_later() -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        rows = [
            {"due": words, "tone": tone}
            for days in (-3, 0, 2, 3)
            for words, tone in [due_words(TODAY + timedelta(days=days), TODAY)]
        ]
        found = [(urgency, [row["due"] for row in group]) for urgency, group in by_urgency(rows)]
    assert found == [
        ("Overdue", ["3 days late"]), ("Due soon", ["today", "in 2 days"]),
        ("Later", ["in 3 days"]),
    ]  # fmt: skip
