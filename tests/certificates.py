"""Certificates for the tests, made anew each time: an authority, and people who sign by it."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSWORD = "parola-de-test"  # noqa: S105 - of a key that lives as long as a test

USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate

    def trust(self, folder: Path, name: str) -> None:
        """Writes the certificate as a trust list of this name."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))

    def signer(self) -> signers.SimpleSigner:
        """What signs with this key."""
        loaded = signers.SimpleSigner.load_pkcs12_data(self.pkcs12(), [], PASSWORD.encode())
        assert loaded is not None
        return loaded  # type: ignore[no-any-return]

    def stamps(self) -> DummyTimeStamper:
        """What stamps the time with this key."""
        held = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(_asn1(self.certificate))
        return DummyTimeStamper(
            _asn1(self.certificate), keys.PrivateKeyInfo.load(held), certs_to_embed=store
        )

    def pkcs12(self) -> bytes:
        """Key and certificate in one file, under the tests' password."""
        locked = BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(b"", self.key, self.certificate, None, locked)

    def signs(
        self,
        pdf: bytes,
        field: str = "Signature",
        *,
        stamped_by: "Holder | None" = None,
        lasting: "Holder | None" = None,
        archived: bool = False,
    ) -> bytes:
        """The file with this holder's signature appended: time-stamped by an authority if one is
        given, with what proves it under the root that ``lasting`` names, for the archive too."""
        roots = [_asn1(lasting.certificate)] if lasting else []
        meant = signers.PdfSignatureMetadata(
            field_name=field, subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=bool(roots), use_pades_lta=archived,
            validation_context=ValidationContext(
                trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail"
            ) if roots else None,
        )  # fmt: skip
        stamps = stamped_by.stamps() if stamped_by else None
        written = signers.PdfSigner(meant, signer=self.signer(), timestamper=stamps)
        # In a thread of its own: a browser that was driven before leaves its event loop here.
        with ThreadPoolExecutor(1) as aside:
            done = aside.submit(written.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(pdf)))
            return bytes(done.result().getvalue())


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def holder(name: str, by: Holder | None = None, *, days: int = 400, stamps: bool = False) -> Holder:
    """A certificate for this name, issued by an authority or, for one, by its own holder, valid
    for so many days from now; one that ``stamps`` is an authority's for the time."""
    # The one that stamps the time in the tests knows RSA alone.
    key = (
        rsa.generate_private_key(65537, 2048) if stamps else ec.generate_private_key(ec.SECP256R1())
    )
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
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
    )
    if stamps:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        built = built.add_extension(use, critical=True)
    return Holder(key, built.sign(by.key if by else key, hashes.SHA256()))


def added_to(pdf: bytes) -> bytes:
    """The file with something appended that nobody signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Added"] = generic.pdf_string("adăugat")
    writer.update_root()  # type: ignore[no-untyped-call]
    written = io.BytesIO()
    writer.write(written)  # type: ignore[no-untyped-call]
    return written.getvalue()
