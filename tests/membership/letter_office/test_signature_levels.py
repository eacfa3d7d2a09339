"""How long a signature can be judged: time-stamps, what proves it later, expired certificates."""

import hashlib
from datetime import timedelta

import pytest

from membership.inspection.examiner import examine, trust_lists
from membership.inspection.signatures import Expiry, Level, Likeness, liken
from tests.certificates import Holder, added_to, holder
from tests.membership.letter_office.bringing import Scene
from tests.membership.letter_office.test_pages import clerk, text_of

pytestmark = pytest.mark.usefixtures("examined_here")


def test_each_level_of_a_signature_is_told_and_what_proves_it_later_changes_nothing(
    scene: Scene, authority: Holder, chair: Holder
) -> None:
    authority.trust(scene.office.settings.instance / "trust", "lista")
    clock = holder("Autoritate de timp", authority, stamps=True)
    stamped = chair.signs(scene.issued, stamped_by=clock)
    lasting = chair.signs(scene.issued, stamped_by=clock, lasting=authority)
    kept = chair.signs(scene.issued, stamped_by=clock, lasting=authority, archived=True)
    lists = trust_lists(scene.office.settings.instance)
    sha256 = hashlib.sha256(scene.issued).hexdigest()
    for file, level in (
        (chair.signs(scene.issued), Level.BASIC), (stamped, Level.TIMED),
        (lasting, Level.LASTING), (kept, Level.ARCHIVED),
    ):  # fmt: skip
        seen = examine(file, lists, at=scene.office.at)
        assert liken(seen, sha256, len(scene.issued)) is Likeness.SIGNED, level
        assert [(one.level, one.stamped) for one in seen.signers] == [
            (level, level is not Level.BASIC)
        ]
        later = examine(added_to(file), lists, at=scene.office.at)
        assert liken(later, sha256, len(scene.issued)) is Likeness.CHANGED_LATER, level
    assert scene.bring(clerk(scene.office), kept)[0] == 303
    page = text_of(clerk(scene.office), f"/letters/{scene.letter}")
    assert "as a time-stamp proves" in page
    assert "Level B-LTA: time-stamped, with what proves it later, for the archive." in page


def test_a_certificate_that_expired_since_is_told_unless_a_time_stamp_proves_the_day(
    scene: Scene, authority: Holder, chair: Holder
) -> None:
    authority.trust(scene.office.settings.instance / "trust", "lista")
    clock = holder("Autoritate de timp", authority, stamps=True)
    after = scene.office.at + timedelta(days=500)
    lists = trust_lists(scene.office.settings.instance)
    (bare,) = examine(chair.signs(scene.issued), lists, at=after).signers
    (proved,) = examine(chair.signs(scene.issued, stamped_by=clock), lists, at=after).signers
    assert (bare.expired, proved.expired) == (Expiry.SINCE, Expiry.NONE)
