"""The registers' blueprint, shared by its modules of views."""

from flask import Blueprint

blueprint = Blueprint("register", __name__)
