"""The seal: the file stays what the standards ask, a reader sees that it is whole, and what was changed shows (issue 4)."""

import stat
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from basis import outbox
from documenten import zegel
from documenten.bestellen import bestel
from documenten.models import Document
from documenten.opslag import read
from tests.documenten import voorbeelden
from tests.documenten.lezen import complaints, pdf_of, text


@pytest.fixture(scope="module")
def kaal() -> bytes:
    return pdf_of("ondertekening", voorbeelden.ondertekening())


def stand(pdf: bytes):
    """What a reader that trusts our certificate says of the seal."""
    ours = next(x509.Certificate.load(der) for kind, _, der in pem.unarmor(zegel.sleutel(), multiple=True) if kind == "CERTIFICATE")
    (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(seal, ValidationContext(trust_roots=[ours]))


def test_a_sealed_file_is_whole_says_the_same_and_stays_what_the_standards_ask(kaal):
    sealed = zegel.verzegel(kaal)

    assert stand(sealed).bottom_line and stand(sealed).intact
    assert complaints(sealed) == []
    assert text(sealed) == text(kaal)
    assert not PdfFileReader(BytesIO(kaal)).embedded_signatures


def test_one_other_letter_breaks_the_seal(kaal):
    """The control: without the seal nobody would see it."""
    sealed = zegel.verzegel(kaal)
    at = sealed.index(b"/Lang")
    changed = sealed[: at + 7] + b"xx" + sealed[at + 9 :]
    assert changed != sealed and len(changed) == len(sealed)

    assert not stand(changed).intact


def test_what_is_added_afterwards_shows(kaal):
    added = IncrementalPdfFileWriter(BytesIO(zegel.verzegel(kaal)))
    added.root["/Lang"] = TextStringObject("xx")
    added.update_root()
    result = BytesIO()
    added.write(result)

    assert not stand(result.getvalue()).bottom_line


def test_the_key_is_made_once_by_whoever_asks_first_and_read_by_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ZEGEL_PEM", tmp_path / "nieuw" / "zegel.pem")

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: zegel.sleutel(), range(8)))

    assert len(found) == 1
    assert stat.S_IMODE(settings.ZEGEL_PEM.stat().st_mode) == 0o600
    assert [path.name for path in settings.ZEGEL_PEM.parent.iterdir()] == ["zegel.pem"]


def test_a_file_that_holds_no_key_is_refused(tmp_path, monkeypatch, kaal):
    (tmp_path / "zegel.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    monkeypatch.setattr(settings, "ZEGEL_PEM", tmp_path / "zegel.pem")

    with pytest.raises(ValueError, match="ZEGEL_PEM"):
        zegel.verzegel(kaal)


def test_of_a_certificate_with_its_chain_the_one_of_the_key_seals(tmp_path, monkeypatch, kaal):
    own, other = zegel._nieuw(), zegel._nieuw()
    authority = other[other.index(b"-----BEGIN CERTIFICATE") :]
    (tmp_path / "zegel.pem").write_bytes(own + authority)
    monkeypatch.setattr(settings, "ZEGEL_PEM", tmp_path / "zegel.pem")

    assert stand(zegel.verzegel(kaal)).bottom_line

    key = own[: own.index(b"-----BEGIN CERTIFICATE")]
    (tmp_path / "zegel.pem").write_bytes(key + authority)
    with pytest.raises(ValueError, match="dat erbij hoort"):
        zegel.verzegel(kaal)


@pytest.mark.django_db(transaction=True)
def test_the_worker_seals_the_evidence_and_no_other_paper():
    for soort, facts in (("ondertekening", voorbeelden.ondertekening()), ("werkproceskeuze", voorbeelden.werkproceskeuze())):
        bestel(soort, sleutel=f"{soort}:1", facts=facts, titel=soort, template=f"documenten/{soort}.html")
    outbox.drain()

    files = {row.soort: read(row.bestand, sha256=row.sha256) for row in Document.objects.all()}
    assert stand(files["ondertekening"]).bottom_line
    assert not PdfFileReader(BytesIO(files["werkproceskeuze"])).embedded_signatures
