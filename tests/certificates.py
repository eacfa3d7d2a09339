"""Certificates for the tests, made anew each time: an authority, and people who sign by it."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

PASSWORD = "parola-de-test"  # noqa: S105 - of a key that lives as long as a test

USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def trust(self, folder: Path, name: str) -> None:
        """Writes the certificate as a trust list of this name."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))

    def pkcs12(self) -> bytes:
        """Key and certificate in one file, under the tests' password."""
        locked = BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(b"", self.key, self.certificate, None, locked)

    def signs(self, pdf: bytes, field: str = "Signature") -> bytes:
        """The file with this holder's signature appended."""
        signer = signers.SimpleSigner.load_pkcs12_data(self.pkcs12(), [], PASSWORD.encode())
        meant = signers.PdfSignatureMetadata(
            field_name=field, subfilter=fields.SigSeedSubFilter.PADES
        )
        written = signers.PdfSigner(meant, signer=signer)
        # In a thread of its own: a browser that was driven before leaves its event loop here.
        with ThreadPoolExecutor(1) as aside:
            done = aside.submit(written.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)))
            return bytes(done.result().getvalue())


def holder(name: str, by: Holder | None = None) -> Holder:
    """A certificate for this name, issued by an authority or, for one, by its own holder."""
    key = ec.generate_private_key(ec.SECP256R1())
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    authority = by is None
    usage = {one: one == ("key_cert_sign" if authority else "content_commitment") for one in USES}
    built = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(by.certificate.subject if by else own)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=400))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    return Holder(key, built.sign(by.key if by else key, hashes.SHA256()))


def added_to(pdf: bytes) -> bytes:
    """The file with something appended that nobody signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Added"] = generic.pdf_string("adăugat")
    writer.update_root()  # type: ignore[no-untyped-call]
    written = io.BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    return written.getvalue()
