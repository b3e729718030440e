"""
The seal on a PDF: whoever opens it sees where it was made and that nobody changed it since (eIDAS art. 3.25; which soorten: keuze).

The certificate is our own until an organisation puts a bought one in its place: file `ZEGEL_PEM`, key and certificate. It proves
that the file is as it left this installation, not that some authority knows us.
"""

import os
import secrets
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm
from pyhanko_certvalidator.registry import SimpleCertificateStore

VERZEGELD = frozenset({"ondertekening"})
VELD = "Zegel"
GELDIG = timedelta(days=3650)
GEEN_SLEUTEL = "ZEGEL_PEM: geef een sleutel zonder wachtwoord met het certificaat dat erbij hoort"
REDEN = "Verzegeld door het systeem dat dit document maakte. Elke wijziging daarna is te zien."


def verzegel(pdf: bytes) -> bytes:
    """The same file, sealed: it stays PDF/A-3a and PDF/UA-1. :raises ValueError: `ZEGEL_PEM` holds no key with its certificate."""
    signer = _zegelaar(sleutel())
    meta = signers.PdfSignatureMetadata(
        field_name=VELD, reason=REDEN, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES, md_algorithm="sha256"
    )
    out = signers.sign_pdf(_Aanvulling(BytesIO(_met_veld(pdf))), meta, signer, existing_fields_only=True)
    return out.getvalue()


class _Aanvulling(IncrementalPdfFileWriter):
    """Adds the seal and nothing else: the metadata of the archived form stay as they are."""

    def _update_meta(self) -> None:
        pass


def _met_veld(pdf: bytes) -> bytes:
    """The place of the seal: no ink, named for a screen reader, and part of the document's structure as PDF/UA wants it."""
    with pikepdf.open(BytesIO(pdf)) as doc:
        page, tree = doc.pages[-1].obj, doc.Root.StructTreeRoot
        key = 1 + max(int(n) for n in list(tree.ParentTree.Nums)[::2])
        widget = doc.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=VELD, TU="Digitaal zegel",
                F=132, Rect=pikepdf.Rectangle(0, 0, 0, 0).as_array(), P=page, StructParent=key,
            )
        )  # fmt: skip
        form = doc.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name.Form, P=tree.K[0], Pg=page,
                K=[pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=widget, Pg=page)],
            )
        )  # fmt: skip
        tree.K[0].K.append(form)
        for part in (key, form):
            tree.ParentTree.Nums.append(part)
        page.Annots = pikepdf.Array([*page.get("/Annots", []), widget])
        page.Tabs = pikepdf.Name.S
        doc.Root.AcroForm = doc.make_indirect(pikepdf.Dictionary(Fields=[widget], SigFlags=3))
        result = BytesIO()
        doc.save(result, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return result.getvalue()


def sleutel() -> bytes:
    """Key and certificate as PEM; made the first time somebody asks, by one of those who ask at once."""
    path = Path(settings.ZEGEL_PEM)
    if not path.exists():
        _leg_neer(path, _nieuw())
    return path.read_bytes()


def _leg_neer(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    try:
        os.link(half, path)  # of two at once the first counts
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _nieuw() -> bytes:
    key, at = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Praktijkleren, {settings.SITE_URL.partition('//')[2]}"[:64])])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = x509.CertificateBuilder(
        issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=x509.random_serial_number(),
        not_valid_before=at - timedelta(days=1), not_valid_after=at + GELDIG,
    ).add_extension(usage, critical=True).sign(key, hashes.SHA256())  # fmt: skip
    plain = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return plain + made.public_bytes(serialization.Encoding.PEM)


def _zegelaar(text: bytes) -> signers.SimpleSigner:
    """The certificate that belongs to the key seals; the others in the file are its chain."""
    try:
        key = serialization.load_pem_private_key(text, password=None)
        found = x509.load_pem_x509_certificates(text)
    except (ValueError, TypeError) as wrong:
        raise ValueError(GEEN_SLEUTEL) from wrong
    own = [cert for cert in found if cert.public_key() == key.public_key()]
    if not own:
        raise ValueError(GEEN_SLEUTEL)
    chain = SimpleCertificateStore()
    chain.register_multiple(_asn1(cert) for cert in found if cert not in own)
    plain = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(signing_cert=_asn1(own[0]), signing_key=keys.PrivateKeyInfo.load(plain), cert_registry=chain)


def _asn1(cert: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))
