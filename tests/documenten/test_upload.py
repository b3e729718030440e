"""What comes in from outside (M14-M16): each hostile file is refused with its own sentence, each good one is kept clean."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from documenten import keuring, opslag
from documenten.bestellen import bewaar_upload
from documenten.models import Document, Herkomst
from documenten.upload import MAX_BYTES, REFUSALS, Gekeurd, PaperField, keur
from documenten.views_helpers import download_response
from tests.documenten import bestanden

GOOD = bestanden.pdf()
HOSTILE = {
    "nothing in it": ("a.pdf", lambda: b"", "leeg"),
    "over 10 MB": ("a.pdf", lambda: b"%PDF-1.7" + b"0" * MAX_BYTES, "groot"),
    "text called pdf": ("a.pdf", lambda: b"Geachte heer, mevrouw", "soort"),
    "program called pdf": ("a.pdf", lambda: b"MZ\x90\x00" + b"\0" * 200, "soort"),
    "page called jpg": ("a.jpg", lambda: b"<html><script>alert(1)</script></html>", "soort"),
    "png called jpg": ("a.jpg", bestanden.image, "soort"),
    "pdf called png": ("a.png", lambda: GOOD, "soort"),
    "pdf called exe": ("a.exe", lambda: GOOD, "soort"),
    "pdf without extension": ("scan", lambda: GOOD, "soort"),
    "svg": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "soort"),
    "svg called png": ("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "soort"),
    "gif called png": ("a.png", lambda: bestanden.image("GIF", mode="P"), "soort"),
    "zip called pdf": ("a.pdf", bestanden.zipped, "soort"),
    "word file": ("a.docx", lambda: bestanden.zipped("word/document.xml"), "soort"),
    "gif before the pdf": ("a.pdf", lambda: b"GIF89a;" + GOOD, "soort"),
    "zip behind the pdf": ("a.pdf", lambda: GOOD + bestanden.zipped(), "programma"),
    "page behind the pdf": ("a.pdf", lambda: GOOD + b"<script>x()</script>", "programma"),
    "half a pdf": ("a.pdf", lambda: GOOD[: len(GOOD) // 2], "stuk"),
    "pdf with a broken table": ("a.pdf", lambda: GOOD.replace(b"startxref\n", b"startxref\n9"), "stuk"),
    "noise with a pdf's head": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"\n%%EOF", "stuk"),
    "pages in a circle": ("a.pdf", lambda: bestanden.pdf(change=bestanden.with_page_loop), "stuk"),
    "pdf with a password": ("a.pdf", lambda: bestanden.encrypted("geheim"), "versleuteld"),
    "pdf locked by its owner": ("a.pdf", bestanden.encrypted, "versleuteld"),
    "pdf that runs a script": ("a.pdf", lambda: bestanden.pdf(change=bestanden.with_javascript), "programma"),
    "pdf that starts a program": ("a.pdf", lambda: bestanden.pdf(change=bestanden.with_launch), "programma"),
    "pdf that carries a file": ("a.pdf", lambda: bestanden.pdf(change=bestanden.with_attachment), "programma"),
    "pdf with an xfa form": ("a.pdf", lambda: bestanden.pdf(change=bestanden.with_form_script), "programma"),
    "pdf of 101 pages": ("a.pdf", lambda: bestanden.pdf(pages=101), "bladzijden"),
    "pdf with a bsn": ("a.pdf", lambda: bestanden.pdf(f"BSN {bestanden.BSN}"), "bsn"),
    "pdf with a spaced bsn": ("a.pdf", lambda: bestanden.pdf("nummer 1234 56 782."), "bsn"),
    "bsn in the name": (f"kopie {bestanden.BSN}.pdf", lambda: GOOD, "naam"),
    "half a jpeg": ("a.jpg", lambda: bestanden.image("JPEG", (900, 900))[:700], "stuk"),
    "jpeg of noise": ("a.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 900, "stuk"),
    "pixel flood": ("a.png", lambda: bestanden.png_that_claims(60_000, 60_000), "groot_beeld"),
    "just too many pixels": ("a.png", lambda: bestanden.image(size=(6400, 6400), mode="1"), "groot_beeld"),
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


def code_of(name, content):
    with pytest.raises(ValidationError) as refused:
        keur(upload(name, content))
    return refused.value.code


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_sentence(case):
    name, make, expected = HOSTILE[case]

    assert code_of(name, make()) == expected


def test_a_bomb_takes_neither_the_memory_nor_the_time_of_the_site():
    assert code_of("a.pdf", bestanden.pdf(change=bestanden.with_bomb)) in {"te_zwaar", "stuk"}


def test_a_reader_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr("documenten.upload.WALL_SECONDS", 0.01)

    assert code_of("a.pdf", GOOD) == "te_zwaar"


def test_every_refusal_is_a_sentence_that_begins_with_what_to_do():
    for sentence in REFUSALS.values():
        assert sentence.split()[0] in {"Kies", "Scan", "Haal", "Bewaar", "Verklein", "Maak", "Geef"}
        assert sentence.endswith(".")


def test_a_good_pdf_is_kept_to_the_byte_because_it_may_be_signed():
    assert keur(upload("Overeenkomst.PDF", GOOD)) == Gekeurd(GOOD, "application/pdf")


def test_a_number_that_is_known_is_no_bsn():
    content = bestanden.pdf(f"leerbedrijf-ID {bestanden.BSN}")
    assert code_of("a.pdf", content) == "bsn"

    assert keur(upload("a.pdf", content), numbers=frozenset({bestanden.BSN})).content == content


@pytest.mark.parametrize(("name", "make"), [("a.jpg", bestanden.jpeg_with_place), ("a.png", bestanden.png_with_words)])
def test_an_image_loses_everything_but_the_picture(name, make):
    content = make()
    assert b"geheime plek" in content

    kept = keur(upload(name, content)).content

    assert b"geheime plek" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.size == ((40, 60) if name == "a.jpg" else (60, 40))


def test_what_hides_behind_a_picture_is_gone():
    kept = keur(upload("a.jpg", bestanden.image("JPEG") + bestanden.zipped())).content

    assert b"PK\x03\x04" not in kept


def test_control_without_the_limit_the_large_picture_is_read(monkeypatch):
    monkeypatch.setattr(keuring, "MAX_PIXELS", 50_000_000)

    assert keuring.image_anew(bestanden.image(size=(6400, 6400), mode="1"), "image/png")


def test_the_field_of_a_form_gives_what_can_be_kept():
    field = PaperField()

    assert isinstance(field.clean(upload("a.pdf", GOOD)), Gekeurd)
    with pytest.raises(ValidationError, match="Voeg het bestand toe"):
        field.clean(None)
    assert PaperField(required=False).clean(None) is None


@pytest.mark.django_db
def test_a_scan_is_kept_once_under_a_number_and_handed_out_as_it_is(django_capture_on_commit_callbacks):
    document = bewaar_upload(
        "pok_scan", upload=upload("Jan Jansen.pdf", GOOD), titel="Getekende POK", door_id=7, nummer="GR-2026-0042"
    )

    assert document.is_klaar
    assert (document.herkomst, document.door_id) == (Herkomst.UPLOAD, 7)
    assert document.bestandsnaam == "pok_scan-GR-2026-0042.pdf"
    assert download_response(document).content == GOOD


@pytest.mark.django_db
def test_a_refused_file_leaves_nothing():
    with pytest.raises(ValidationError):
        bewaar_upload("pok_scan", upload=upload("a.pdf", b"niets"), titel="POK", door_id=7)

    assert not Document.objects.exists()
    assert not any(opslag.root().rglob("*"))
