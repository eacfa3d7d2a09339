"""The house's electronic seal: an invisible signature of the cluster itself on what it issues.

Only the worker comes here, and pyHanko is loaded only where a seal is set. Nothing is drawn
on the page, so a sealed letter keeps PDF/A and PDF/UA. A seal proves who issued the file; it
is no person's signature, and no letter counts as signed by it.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from membership.settings import Settings, SettingsWrong

FIELD = "Seal"


def sealed(pdf: bytes, settings: Settings) -> bytes:
    """The file with the seal of ``seal_pkcs12`` appended; the same file where none is set.

    Refuses, in words for whoever runs the installation, a key that cannot be opened.
    """
    if not settings.seal_pkcs12:
        return pdf
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415

    meant = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    signer = signers.PdfSigner(meant, signer=_signer(settings))
    # In a thread of its own: the library runs an event loop, and whoever calls may have one.
    with ThreadPoolExecutor(1) as aside:
        written = aside.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(pdf))).result()
    return bytes(written.getvalue())


def _signer(settings: Settings) -> Any:
    from pyhanko.sign import signers  # noqa: PLC0415

    path = Path(settings.seal_pkcs12)
    password = settings.seal_password.encode() or None
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(path.read_bytes(), [], password)
    except OSError as trouble:
        raise SettingsWrong(f"seal_pkcs12 cannot be read: {trouble}") from None
    if signer is None:
        raise SettingsWrong(f"seal_pkcs12 cannot be opened with seal_password: {path}")
    return signer
