"""Where the pages of accounts hang."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
