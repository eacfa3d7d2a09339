"""Who offers what is sought, by the kinds of a statute file."""

from dataclasses import dataclass

from workflows.matching import Seek, answers, matches, shared
from workflows.statute import Text

NAME = Text(ro="…", en="…")
TESTING = Seek("testing", NAME, met_by=("testing",))
CLIENTS = Seek("clients", NAME, met_by_seekers=("suppliers",))
FUNDING = Seek("funding", NAME)


@dataclass(frozen=True)
class One:
    name: str
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


LABORATORY = One("laboratory", ("testing", "research"), (), ("C", "B"))
SHOP = One("shop", ("products",), ("suppliers",), ("E",))
PROVING_GROUND = One("proving ground", ("testing",), (), ("E", "X"))


def test_what_is_sought_is_answered_by_an_offer_or_by_who_seeks_its_counterpart() -> None:
    assert answers(TESTING, LABORATORY)
    assert not answers(TESTING, SHOP)
    assert answers(CLIENTS, SHOP)
    assert not answers(CLIENTS, LABORATORY)
    assert not any(answers(FUNDING, one) for one in (LABORATORY, SHOP, PROVING_GROUND))


def test_who_works_in_the_same_fields_is_named_first() -> None:
    everybody = (LABORATORY, SHOP, PROVING_GROUND)
    assert matches(TESTING, ("E",), everybody) == [PROVING_GROUND, LABORATORY]
    assert matches(TESTING, (), everybody) == [LABORATORY, PROVING_GROUND]
    assert shared(("E", "C", "R"), PROVING_GROUND) == ("E",)
