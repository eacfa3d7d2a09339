"""Invented keys of the demonstration: a certification authority that its trust list names, the
cluster's own certificate for its seal, and one with which the chair signs outside the house.

They are made anew each time, vouch for nobody, and say so in their names.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from membership.settings import Settings

AUTHORITY = "Autoritate de certificare inventată"
SEAL, CHAIR_KEY = "seal.p12", "chair.p12"
VALID = timedelta(days=3 * 365)

USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
    "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A key and the certificate that names who holds it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls, name: str, since: datetime, by: Self | None = None) -> Self:
        """A new key for this name, certified by an authority, or by itself where it is one."""
        key = ec.generate_private_key(ec.SECP256R1())
        own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = {one: one == ("content_commitment" if by else "key_cert_sign") for one in USES}
        built = (
            x509.CertificateBuilder()
            .subject_name(own)
            .issuer_name(by.certificate.subject if by else own)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(since + VALID)
            .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
        )
        return cls(key, built.sign(by.key if by else key, hashes.SHA256()))

    def keep(self, path: Path) -> None:
        """Writes key and certificate into a file that its owner alone can read."""
        path.touch(mode=0o600)
        path.write_bytes(pkcs12.serialize_key_and_certificates(
            b"", self.key, self.certificate, None, NoEncryption()))  # fmt: skip


def give(settings: Settings, *, cluster: str, chair: str, since: datetime) -> Settings:
    """Puts the keys into the installation, the authority onto its trust list, and the seal into
    its settings unless it has one of its own."""
    place, authority = settings.instance, Held.made(AUTHORITY, since)
    Held.made(cluster, since, authority).keep(place / SEAL)
    Held.made(chair, since, authority).keep(place / CHAIR_KEY)
    trust = place / "trust"
    trust.mkdir(exist_ok=True)
    pem = authority.certificate.public_bytes(Encoding.PEM)
    (trust / "autoritate-inventata.pem").write_bytes(pem)
    if settings.seal_pkcs12 or settings.seal_pkcs11:
        return settings
    with (place / "settings.toml").open("a", encoding="utf-8") as own:
        own.write(f'seal_pkcs12 = "{SEAL}"\n')
    return replace(settings, seal_pkcs12=SEAL)
