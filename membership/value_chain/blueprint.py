"""Where the pages of the value chain hang, and the day that they show."""

from datetime import date

from flask import Blueprint

from membership.door import now, statute
from workflows.term import day_of

blueprint = Blueprint("value_chain", __name__, url_prefix="/value-chain")


def today() -> date:
    """The day where the cluster has its seat."""
    return day_of(now(), statute().zone)
