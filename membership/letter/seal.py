"""The house's electronic seal: an invisible signature of the cluster itself on what it issues.

Only the worker comes here, and pyHanko is loaded only where a seal is set. Nothing is drawn
on the page, so a sealed letter keeps PDF/A and PDF/UA. A seal proves who issued the file; it
is no person's signature, and no letter counts as signed by it.

The key is in a file (PKCS#12), or in a token that never gives it away (PKCS#11): a card, a
module of one's own or of a trust service. Tokens need the package python-pkcs11.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from membership.settings import Settings, SettingsWrong

FIELD = "Seal"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A printed file, and whose seal it bears, as the certificate says; empty for none."""

    pdf: bytes
    by: str = ""


def sealed(pdf: bytes, settings: Settings, *, at: datetime) -> Sealed:
    """The file with the cluster's seal appended, set at that moment; the same file where no seal
    is set.

    Refuses, in words for whoever runs the installation, a key that cannot be opened.
    """
    if not settings.seal_pkcs12 and not settings.seal_pkcs11:
        return Sealed(pdf)
    with _signer(settings) as key:
        holder = key.signing_cert.subject.native
        by = str(holder.get("common_name") or holder.get("organization_name") or "")[:200]
        return Sealed(_appended(pdf, key, FIELD, at), by)


def signed_with(pdf: bytes, pkcs12: Path, *, field: str, at: datetime) -> bytes:
    """The file with an invisible signature (PAdES) by the key in a file that no password locks:
    what a signing program outside the house does, for the demonstration."""
    return _appended(pdf, _loaded(pkcs12, None), field, at)


def _appended(pdf: bytes, key: Any, field: str, at: datetime) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    meant = signers.PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )

    class AtThatMoment(signers.PdfSigner):
        """Signs at the moment that it is told: the library would read a clock of its own."""

        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = at
            return session

    signer = AtThatMoment(meant, signer=key)
    # In a thread of its own: the library runs an event loop, and whoever calls may have one.
    with ThreadPoolExecutor(1) as aside:
        written = aside.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf)))
        return bytes(written.result().getvalue())


@contextmanager
def _signer(settings: Settings) -> Iterator[Any]:
    if not settings.seal_pkcs11:
        yield _from_file(settings)
        return
    with _session(settings) as session:
        yield _held(session, settings)


def _pkcs11() -> Any:
    try:
        from pyhanko.sign import pkcs11  # noqa: PLC0415
    except ImportError:
        raise SettingsWrong("seal_pkcs11 needs the package python-pkcs11") from None
    return pkcs11


def _session(settings: Settings) -> Any:
    from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415

    library, token = _pkcs11(), TokenCriteria(label=settings.seal_token or None)
    try:
        return library.open_pkcs11_session(
            settings.seal_pkcs11, token_criteria=token, user_pin=settings.seal_password or None
        )
    except Exception as trouble:  # what a token's library raises is its own
        raise SettingsWrong(f"seal_pkcs11 cannot be opened: {trouble!r}") from None


def _held(session: Any, settings: Settings) -> Any:
    """The key in the token, which its certificate is found beside."""
    # The digest is made here: not every token can, and each can sign one.
    key = _pkcs11().PKCS11Signer(
        session,
        cert_label=settings.seal_key,
        key_label=settings.seal_key,
        use_raw_mechanism=True,
    )
    try:
        found = key.signing_cert
    except Exception as trouble:
        raise SettingsWrong(f"seal_key is not in the token: {trouble}") from None
    if found is None:
        raise SettingsWrong("seal_key is not in the token")
    return key


def _from_file(settings: Settings) -> Any:
    # A name alone is a file of the installation's own folder.
    path = settings.instance / settings.seal_pkcs12
    return _loaded(path, settings.seal_password.encode() or None)


def _loaded(path: Path, password: bytes | None) -> Any:
    from pyhanko.sign import signers  # noqa: PLC0415

    try:
        signer = signers.SimpleSigner.load_pkcs12_data(path.read_bytes(), [], password)
    except OSError as trouble:
        raise SettingsWrong(f"seal_pkcs12 cannot be read: {trouble}") from None
    if signer is None:
        raise SettingsWrong(f"seal_pkcs12 cannot be opened with seal_password: {path}")
    return signer
