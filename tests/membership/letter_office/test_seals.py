"""The house's seal: an invisible signature of the cluster, its key in a file or in a token."""

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from membership.inspection.examiner import examine, trust_lists
from membership.letter.seal import sealed
from membership.printing.press import Press
from membership.settings import SettingsWrong
from tests.certificates import PASSWORD, Holder, holder
from tests.membership.letter_office.bringing import Scene, numbered
from tests.membership.letter_office.scene import found
from tests.membership.letter_office.test_pages import clerk
from tests.membership.letter_office.test_signatures import shown
from tests.membership.office import TestOffice


@pytest.mark.usefixtures("examined_here")
def test_a_seal_proves_the_house_and_is_no_persons_signature(
    sqlite_office: TestOffice, press: Press, authority: Holder, chair: Holder, tmp_path: Path
) -> None:
    office, cluster = sqlite_office, holder("Cluster Exemplu", authority)
    key = tmp_path / "seal.p12"
    key.write_bytes(cluster.pkcs12())
    office.settings = replace(office.settings, seal_pkcs12=str(key), seal_password=PASSWORD)
    scene = numbered(office, press)
    authority.trust(office.settings.instance / "trust", "lista")
    lists = trust_lists(office.settings.instance)
    seen = examine(scene.issued, lists, at=office.at)
    assert [(one.signer, one.list, one.whole) for one in seen.signers] == [
        ("Cluster Exemplu", "lista", True)
    ]
    client = clerk(office)
    status, page = scene.bring(client, scene.issued)
    assert (status, "nobody signed it" in page) == (422, True)
    assert scene.bring(client, chair.signs(scene.issued))[0] == 303
    with office.read() as session:
        kept = found(session, scene.letter)
        assert (kept.signed_by, kept.sealed_by) == ("Elena Exemplu", "Cluster Exemplu")
    assert "The seal of the cluster" in shown(office, scene.issued)


LABEL = "cluster"


class Token:
    """A token that holds a key: what the library of PKCS#11 gives, at its boundary."""

    def __init__(self, held: Holder, pin: str) -> None:
        self.held, self.pin, self.closed = held, pin, 0

    def open_pkcs11_session(self, library: str, *, token_criteria: Any, user_pin: str) -> Any:
        assert (library, token_criteria.label) == ("/usr/lib/token.so", LABEL)
        if user_pin != self.pin:
            raise RuntimeError("PinIncorrect")
        return self

    def PKCS11Signer(self, session: Any, **named: Any) -> Any:  # noqa: N802 - the library's name
        assert session is self
        known = named["key_label"] == named["cert_label"] == "seal"
        return self.held.signer() if known else SimpleNamespace(signing_cert=None)

    def __enter__(self) -> "Token":
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.closed += 1


@pytest.mark.usefixtures("examined_here")
def test_a_seal_whose_key_is_in_a_token_is_set_by_the_token(
    scene: Scene, authority: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = Token(holder("Cluster Exemplu", authority), PASSWORD)
    monkeypatch.setitem(sys.modules, "pyhanko.sign.pkcs11", token)
    own = replace(scene.office.settings, seal_pkcs11="/usr/lib/token.so", seal_token=LABEL,
                  seal_key="seal", seal_password=PASSWORD)  # fmt: skip
    made = sealed(scene.issued, own, at=scene.office.at)
    done = made.pdf
    assert made.by == "Cluster Exemplu"
    assert done.startswith(scene.issued)
    (seal,) = examine(done, [], at=scene.office.at).signers
    assert (seal.signer, seal.intact, token.closed) == ("Cluster Exemplu", True, 1)
    for wrong, words in (
        (replace(own, seal_password=PASSWORD[1:]), "seal_pkcs11 cannot be opened"),
        (replace(own, seal_key="alta"), "seal_key is not in the token"),
    ):
        with pytest.raises(SettingsWrong, match=words):
            sealed(scene.issued, wrong, at=scene.office.at)


def test_a_token_without_its_library_is_named(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign.pkcs11", None)
    own = replace(scene.office.settings, seal_pkcs11="/usr/lib/token.so")
    with pytest.raises(SettingsWrong, match="needs the package python-pkcs11"):
        sealed(scene.issued, own, at=scene.office.at)
