"""The letter office's blueprint, shared by its modules of views."""

from flask import Blueprint

blueprint = Blueprint("letter", __name__)
