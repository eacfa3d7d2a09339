"""Where the pages of the Board's seats and sittings hang."""

from flask import Blueprint

blueprint = Blueprint("sitting", __name__)
