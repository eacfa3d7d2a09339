"""What the rulebook says about the statute file, as sentences."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext


def _incomplete(n: int) -> str:
    return str(
        ngettext(
            "%(num)d value of the statute file is not set yet. The administrator sets it; until"
            " then, an act that needs it is refused.",
            "%(num)d values of the statute file are not set yet. The administrator sets them;"
            " until then, an act that needs one is refused.",
            n,
        )
    )


SENTENCES: dict[str, object] = {
    "statute.unset": _l(
        "The cluster's statute file does not set “%(name)s”, and this cannot be done without it. "
        "The administrator sets it, from the cluster's own statute or regulations."
    ),
    "statute.basis_empty": _l(
        "The statutory basis of this cluster is not configured: steps and letters name no article."
    ),
    "statute.incomplete": _incomplete,
    "statute.demonstration": _l(
        "Demonstration: deadlines, voting rules and letterhead are invented and are not the "
        "cluster's."
    ),
    "statute.wrong": _l("Statute file, %(path)s: expected %(expected)s, found %(found)s."),
    "statute.expected.between": _l("a whole number from %(low)s to %(high)s"),
    "statute.expected.choice": _l("one of: %(choices)s"),
    "statute.expected.colour": _l("a colour such as #1f4e5f"),
    "statute.expected.country": _l("a country's code of two letters, such as RO"),
    "statute.expected.comma_below": _l("ș and ț with a comma below, not a cedilla"),
    "statute.expected.date": _l("a date such as 2026-11-22"),
    "statute.expected.email": _l("an e-mail address"),
    "statute.expected.fraction": _l("a fraction such as “1/2”"),
    "statute.expected.key": _l("one of the keys: %(choices)s"),
    "statute.expected.list": _l("a list"),
    "statute.expected.nace": _l("a NACE code such as 26.51"),
    "statute.expected.one_clause": _l("one clause for each basis key"),
    "statute.expected.path": _l("the outline of a shape as SVG writes paths"),
    "statute.expected.series": _l("a series with one place for the number, such as HCD {n}/{year}"),
    "statute.expected.sha256": _l("a SHA-256 digest of 64 hexadecimal digits"),
    "statute.expected.slug": _l("small letters, digits and hyphens"),
    "statute.expected.basis_key": _l("a basis key such as adhesion.admission"),
    "statute.expected.something": _l("a value"),
    "statute.expected.table": _l("a table"),
    "statute.expected.text": _l("a text"),
    "statute.expected.truth": _l("true or false"),
    "statute.expected.web": _l("an address that begins with https://"),
    "statute.expected.whole_number": _l("a whole number"),
    "statute.expected.zone": _l("a time zone such as Europe/Bucharest"),
    "statute.found.date": _l("a date"),
    "statute.found.empty": _l("an empty text"),
    "statute.found.list": _l("a list"),
    "statute.found.nothing": _l("nothing"),
    "statute.found.number": _l("a number"),
    "statute.found.something_else": _l("something else"),
    "statute.found.table": _l("a table"),
    "statute.found.text": _l("a text"),
    "statute.found.truth": _l("true or false"),
    "statute.found.unknown_key": _l("an unknown key"),
    "statute.found.value": _l("“%(value)s”"),
}
