"""One deelnemer from aanmelding to praktijkverklaring by the hand of a coordinator, in Chromium, with and without JavaScript."""

import json
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from basis import outbox
from documenten.models import Document
from documenten.render import facts_json
from tests.documenten import lezen, voorbeelden
from tests.e2e import catalogus, hoofdlijn, stappen
from tests.e2e.stappen import Bezoek
from trajecten.models import Traject
from trajecten.regels import Status

pytestmark = pytest.mark.browser

NAME_ON_PAPER = Path(lezen.__file__).with_name("naam.png")


@pytest.fixture
def streek(settings, live_server, tmp_path, groningen, coordinator, noorderpoort) -> hoofdlijn.Streek:
    settings.SITE_URL = live_server.url  # the address on the verklaring leads to this server
    return hoofdlijn.streek(groningen, coordinator, noorderpoort, tmp_path)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_a_coordinator_takes_a_deelnemer_from_aanmelding_to_verklaring(new_page, streek, javascript):
    b = Bezoek(new_page(java_script_enabled=javascript), met_axe=javascript)

    hoofdlijn.tot_en_met_vaststellen(b, streek)
    outbox.drain()  # the worker's own function; the process itself is proved in tests/faults
    name, pdf = stappen.download_verklaring(b)
    hoofdlijn.tot_en_met_afsluiten(b, streek)

    traject = Traject.objects.get()
    verklaring = traject.verklaringen.get()
    assert traject.status == Status.AFGESLOTEN
    done = [g.soort for g in traject.gebeurtenissen.order_by("pk")]
    assert [soort for soort in done if soort in hoofdlijn.OVERGANGEN] == hoofdlijn.OVERGANGEN
    assert verklaring.nummer in name and stappen.VOORNAMEN not in name
    assert sha256(pdf).hexdigest() == verklaring.document.sha256
    _check_words(pdf)
    _check_paper(pdf)
    _check_verification(new_page(java_script_enabled=javascript), _facts_in(pdf, verklaring.document), met_axe=javascript)


def _check_words(pdf: bytes) -> None:
    """Exactly what the school decided: not what it refused, not what was only practised, not what was never chosen."""
    words = " ".join(lezen.text(pdf).split())
    assert re.findall(r"[BP]\d-K\d+-W\d+", words) == hoofdlijn.VASTGESTELD
    for nummer, titel in catalogus.WERKPROCESSEN.items():
        assert (f"{nummer} {titel}" in words) is (nummer in hoofdlijn.VASTGESTELD)
    for expected in [voorbeelden.NAAM, "geboren op 3 mei 1998 in Łódź, Polen", catalogus.KWALIFICATIE, "artikel 7.4.6a WEB"]:
        assert expected in words
    for secret in ["Te weinig gezien", "Goed", "Voldoende", "niet officieel", "Oldambt"]:
        assert secret not in words


def _check_paper(pdf: bytes) -> None:
    """Both standards, our letters only, and the name as the reference shows it."""
    assert lezen.complaints(pdf) == []
    assert {re.sub(r"[-,].*", "", name.removeprefix("Source-Sans-3")) for name in lezen.font_names(pdf)} == {""}
    with Image.open(NAME_ON_PAPER) as reference:
        assert lezen.difference(lezen.picture_of_name(pdf, "Łukasz"), reference.convert("L")) < 3


def _facts_in(pdf: bytes, document: Document) -> dict:
    [attached] = PdfReader(BytesIO(pdf)).attachments["praktijkverklaring.json"]
    assert attached.decode() == facts_json(document.facts)
    return json.loads(attached)


def _check_verification(page: Page, facts: dict, *, met_axe: bool) -> None:
    """The address behind the QR, for somebody who holds the paper and has no account."""
    page.goto(facts["verificatie_url"])
    page.get_by_role("heading", name=facts["nummer"]).wait_for()
    shown = page.get_by_role("main").inner_text()
    assert "Geldig" in shown and catalogus.KWALIFICATIE in shown
    assert not any(word in shown for word in [*voorbeelden.NAAM.split(), stappen.LEERBEDRIJF, "Łódź"])
    Bezoek(page, met_axe).kijk()
