"""The holder compares a PDF with the verklaring on its public page: in the browser, and nothing leaves it."""

import hashlib

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import NARROW, assert_accessible
from tests.trajecten import leven
from trajecten.models import SchoolAfspraak
from trajecten.regels import Status
from trajecten.workflow import vaststellen
from trajecten.workflow.vaststelling import Besluit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def verklaring():
    """Of a school that made its own PDF, so that the file is known here."""
    w = leven.wereld()
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, verklaring_bron="school")
    traject = leven.naar(w, Status.VASTSTELLING)
    day = traject.status_sinds
    w.controleer(day)
    own = {**vars(leven.besluit(w, day)), "verklaring": leven.papier(), "school_nummer": "NLC-7"}
    vaststellen(traject=traject, besluit=Besluit(**own), by=w.coordinator, on=day)
    return traject.verklaringen.get()


def _open(page: Page, verklaring) -> list[str]:
    """:returns: a list that grows with every request from here on; a browser fetches the icon of a page when it likes."""
    page.goto(reverse("trajecten:verificatie", args=[verklaring.verificatiecode]))
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.endswith("merkteken.svg") else asked.append(request.url))
    return asked


def _file(content: bytes) -> dict:
    return {"name": "verklaring.pdf", "mimeType": "application/pdf", "buffer": content}


def test_the_same_file_is_told_from_another_and_nothing_is_sent(new_page, verklaring):
    page = new_page()
    asked = _open(page, verklaring)
    own = leven.papier().content
    assert verklaring.document.sha256 == hashlib.sha256(own).hexdigest()
    field, answer = page.get_by_label("PDF van de verklaring"), page.locator("main section").get_by_role("status")

    field.set_input_files(_file(own))
    expect(answer).to_contain_text("Dit is het echte bestand")
    assert_accessible(page)
    field.set_input_files(_file(own + b" "))
    expect(answer).to_contain_text("Dit bestand is anders")

    assert_accessible(page)
    assert asked == []


def test_a_file_can_be_dropped_anywhere_on_the_page(new_page, verklaring):
    page = new_page(viewport=NARROW)
    asked = _open(page, verklaring)

    page.evaluate(
        """bytes => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(bytes)], "verklaring.pdf", {type: "application/pdf"}));
            const drop = new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true});
            document.querySelector("h1").dispatchEvent(drop);
        }""",
        list(leven.papier().content),
    )

    expect(page.locator("main section").get_by_role("status")).to_contain_text("Dit is het echte bestand")
    assert asked == []


def test_the_real_file_of_a_verklaring_that_counts_no_more_says_both(new_page, verklaring):
    type(verklaring).objects.filter(pk=verklaring.pk).update(status="ingetrokken", status_op=verklaring.besloten_op)
    page = new_page()
    _open(page, verklaring)

    page.get_by_label("PDF van de verklaring").set_input_files(_file(leven.papier().content))

    expect(page.locator("main section").get_by_role("status")).to_contain_text("Maar de verklaring geldt niet meer")


def test_without_javascript_the_page_says_what_to_do(new_page, verklaring):
    page = new_page(java_script_enabled=False)
    _open(page, verklaring)

    assert "Hiervoor is JavaScript nodig" in page.inner_text("main")
    assert not page.get_by_label("PDF van de verklaring").is_visible()
