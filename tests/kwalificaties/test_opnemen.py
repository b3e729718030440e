"""The page of the catalogusbeheerder: a file is read and reported first, and written once, when confirmed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Recht, Rol
from basis.dagen import now
from basis.once import new_key
from kwalificaties import opname, tasks
from kwalificaties.models import CatalogusImport, CatalogusUpload, Dossier, Kwalificatie
from tests.browser import NARROW, WIDE, assert_accessible
from tests.kwalificaties.bronnen import CSV, XML, crebos, neem_op, xml
from tests.kwalificaties.test_bestanden import SLECHTE_XML
from tests.personen import iemand

OPNEMEN = "/kwalificaties/opnemen/"


@pytest.fixture
def catalogusbeheerder(db):
    return iemand("Cato Catalogus", Rol.BEHEERDER, rechten=[Recht.CATALOGUSBEHEER])


@pytest.fixture
def als_beheerder(client, catalogusbeheerder):
    client.force_login(catalogusbeheerder)
    return client


def stuur(client, inhoud: bytes | str = XML, naam: str = "dossier.xml"):
    bestand = SimpleUploadedFile(naam, inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return client.post(OPNEMEN, {"bestand": bestand, "once": new_key()})


def bevestig(client, url: str, gezien: str | None = None):
    gezien = gezien or client.get(url).context["form"]["gezien"].value()
    return client.post(url, {"gezien": gezien, "once": new_key()})


def geweigerd(response) -> str:
    assert response.status_code == 200
    return " ".join(response.context["form"].errors["bestand"])


def test_beheer_and_the_list_lead_to_the_page_for_who_may(als_beheerder, client, beheerder):
    assert OPNEMEN in als_beheerder.get("/beheer/").content.decode()
    assert OPNEMEN in als_beheerder.get("/kwalificaties/").content.decode()

    client.force_login(beheerder)  # one without the right
    assert OPNEMEN not in client.get("/beheer/").content.decode()
    assert OPNEMEN not in client.get("/kwalificaties/").content.decode()
    assert client.get(OPNEMEN).status_code == 403
    assert stuur(client).status_code == 403
    assert not CatalogusUpload.objects.exists()


def test_a_file_is_reported_first_and_nothing_is_written(als_beheerder):
    response = stuur(als_beheerder)

    html = als_beheerder.get(response["Location"]).content.decode()
    assert "8 veranderingen" in html and "Kwalificatie 25901: Vlaggenmaker" in html and "Er is nog niets opgenomen" in html
    assert not Dossier.objects.exists()
    assert not CatalogusImport.objects.exists()


def test_confirming_writes_what_was_shown_and_throws_the_file_away(als_beheerder, catalogusbeheerder):
    url = stuur(als_beheerder)["Location"]

    response = bevestig(als_beheerder, url)

    row = CatalogusImport.objects.get()
    assert response["Location"] == reverse("kwalificaties:opgenomen", args=[row.code])
    assert Kwalificatie.objects.count() == 2
    assert (row.door, row.bestandsnaam, row.soort, row.verslag[0]) == (catalogusbeheerder, "dossier.xml", "dossier", "Nieuw: 8")
    assert bytes(CatalogusUpload.objects.get().inhoud) == b""
    assert "Kwalificatie 25901: Vlaggenmaker" in als_beheerder.get(response["Location"]).content.decode()
    history = als_beheerder.get(OPNEMEN).content.decode()
    assert "Cato Catalogus" in history and "8 nieuw" in history


def test_a_list_of_crebos_is_known_by_what_is_in_it(als_beheerder):
    url = stuur(als_beheerder, "\ufeff" + CSV, "lijst.xml")["Location"]

    bevestig(als_beheerder, url)

    assert CatalogusImport.objects.get().soort == "crebos"
    assert Kwalificatie.objects.filter(crebo="25911").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_xml_with_a_mark_before_it_is_read(als_beheerder, encoding):
    inhoud = XML.replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)

    assert stuur(als_beheerder, inhoud).status_code == 303


@pytest.mark.parametrize("geval", [naam for naam in SLECHTE_XML if naam != "not XML"])
def test_a_bad_dossier_is_refused_in_one_sentence_and_not_kept(als_beheerder, geval):
    bestand, _ = SLECHTE_XML[geval]

    zin = geweigerd(stuur(als_beheerder, bestand.inhoud))

    assert zin.startswith("dossier.xml") and zin.endswith("Er is niets opgenomen.")
    assert not CatalogusUpload.objects.exists() and not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"", "leeg.xml", "dit bestand is leeg"),
        (b"  \n ", "leeg.xml", "Het bestand is leeg."),
        (b"<" + b" " * opname.MAX_BYTES, "groot.xml", "nooit groter dan 2 MB"),
        (b"PK\x03\x04" + bytes(200), "dossier.zip", "geen gewone tekst"),
        (b"%PDF-1.7\n", "dossier.pdf", "In de eerste regel ontbreekt"),
        (b"crebo;naam\n25901;Vlag\n", "crebos.csv", "In de eerste regel ontbreekt"),
        (CSV.replace("Vlaggenmaker", "Vlag 123456782").encode(), "crebos.csv", "een BSN kan zijn"),
        (XML.encode(), "dossier 123456782.xml", "Geef het bestand een andere naam"),
    ],
)
def test_what_is_no_dossier_or_list_is_refused(als_beheerder, inhoud, naam, zin):
    assert zin in geweigerd(stuur(als_beheerder, inhoud, naam))
    assert not CatalogusUpload.objects.exists()


def test_more_changes_than_a_page_can_write_are_refused(als_beheerder, monkeypatch):
    monkeypatch.setattr(opname, "MAX_WIJZIGINGEN", 7)

    assert "Dit zijn 8 veranderingen tegelijk. Deel het bestand op" in geweigerd(stuur(als_beheerder))


def test_confirming_again_imports_once(als_beheerder):
    url = stuur(als_beheerder)["Location"]
    gezien = als_beheerder.get(url).context["form"]["gezien"].value()

    first, again = (bevestig(als_beheerder, url, gezien) for _ in range(2))

    assert first["Location"] == again["Location"] == als_beheerder.get(url)["Location"]
    assert CatalogusImport.objects.count() == 1


def test_when_the_catalogue_changed_meanwhile_the_report_is_shown_again(als_beheerder):
    url = stuur(als_beheerder)["Location"]
    gezien = als_beheerder.get(url).context["form"]["gezien"].value()
    neem_op(xml(XML.replace("Naait de baan", "Naait de banen")))

    response = bevestig(als_beheerder, url, gezien)

    html = response.content.decode()
    assert response.status_code == 409
    assert "De catalogus is intussen veranderd" in html and "titel was “Naait de banen”, wordt “Naait de baan”" in html
    assert CatalogusImport.objects.count() == 1
    assert bevestig(als_beheerder, url).status_code == 303
    assert CatalogusImport.objects.count() == 2


def test_a_file_that_no_longer_fits_says_why_and_can_be_thrown_away(als_beheerder):
    url = stuur(als_beheerder, CSV, "crebos.csv")["Location"]
    gezien = als_beheerder.get(url).context["form"]["gezien"].value()
    neem_op(crebos(CSV.replace("23902", "23999")))

    for response in (als_beheerder.get(url), bevestig(als_beheerder, url, gezien)):
        assert response.status_code == 409
        assert "Crebo 25911 hoort bij dossier 23999" in response.content.decode()
    assert als_beheerder.post(f"{url}weggooien/", {"once": new_key()}).status_code == 303
    assert not CatalogusUpload.objects.exists()


def test_a_file_that_changes_nothing_says_so_and_leaves_no_import(als_beheerder):
    neem_op(xml())
    url = stuur(als_beheerder)["Location"]

    html = als_beheerder.get(url).content.decode()
    response = bevestig(als_beheerder, url)

    assert "Er verandert niets" in html and "Neem dit op" not in html
    assert response["Location"] == OPNEMEN
    assert CatalogusImport.objects.count() == 1 and not CatalogusUpload.objects.exists()


def test_throwing_away_writes_nothing(als_beheerder):
    url = stuur(als_beheerder)["Location"]

    als_beheerder.post(f"{url}weggooien/", {"once": new_key()})

    assert als_beheerder.get(url).status_code == 404
    assert not Dossier.objects.exists()


def test_a_file_is_of_its_sender_only(als_beheerder, client):
    url = stuur(als_beheerder)["Location"]
    client.force_login(iemand("Ander", Rol.BEHEERDER, rechten=[Recht.CATALOGUSBEHEER]))

    assert client.get(url).status_code == 404
    assert bevestig(client, url, "0" * 64).status_code == 404
    assert client.post(f"{url}weggooien/", {"once": new_key()}).status_code == 404
    assert CatalogusUpload.objects.exists() and not Dossier.objects.exists()


def test_a_file_waits_24_hours_and_is_then_thrown_away(als_beheerder, time_machine):
    url = stuur(als_beheerder)["Location"]
    time_machine.move_to(now() + timedelta(hours=23, minutes=59), tick=False)
    tasks.verlopen_uploads()
    assert CatalogusUpload.objects.count() == 1

    time_machine.move_to(now() + timedelta(minutes=2), tick=False)
    later = Client()
    later.force_login(CatalogusUpload.objects.get().door)
    assert later.get(url).status_code == 404
    tasks.verlopen_uploads()

    assert not CatalogusUpload.objects.exists()


def test_who_works_for_another_regio_is_not_named(als_beheerder, client):
    bevestig(als_beheerder, stuur(als_beheerder)["Location"])
    client.force_login(iemand("Fenna Fries", Rol.BEHEERDER, regio="FR", rechten=[Recht.CATALOGUSBEHEER]))

    html = (
        client.get(OPNEMEN).content.decode()
        + client.get(reverse("kwalificaties:opgenomen", args=[CatalogusImport.objects.get().code])).content.decode()
    )

    assert "een beheerder van een andere regio" in html and "Cato" not in html


def test_the_history_asks_the_database_as_much_for_twice_the_rows(als_beheerder, catalogusbeheerder):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            als_beheerder.get(OPNEMEN)
        return len(asked)

    def more() -> None:
        for n in range(4):
            CatalogusImport.objects.create(soort="crebos", bestandsnaam=f"{n}.csv", sha256="0", at=now(), door=catalogusbeheerder)

    more()
    queries()
    before = queries()
    more()

    assert queries() == before


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_import_once(als_beheerder, catalogusbeheerder):
    url = stuur(als_beheerder)["Location"]
    gezien = als_beheerder.get(url).context["form"]["gezien"].value()

    def press(_: int) -> int:
        client = Client()
        client.force_login(catalogusbeheerder)
        try:
            return bevestig(client, url, gezien).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(press, range(4)))

    assert statuses == [303] * 4
    assert CatalogusImport.objects.count() == 1
    assert Kwalificatie.objects.count() == 2


@pytest.mark.browser
@pytest.mark.parametrize("breed", [True, False], ids=["1360", "390"])
def test_the_pages_are_accessible(new_page, catalogusbeheerder, breed):
    page = new_page(catalogusbeheerder, viewport=WIDE if breed else NARROW)
    page.goto(OPNEMEN)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    assert_accessible(page)
    page.get_by_label("Bestand van SBB").set_input_files({"name": "dossier.xml", "mimeType": "text/xml", "buffer": XML.encode()})
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    page.get_by_role("heading", name="Wat er verandert").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Neem dit op").click()
    page.get_by_role("heading", name="dossier.xml").wait_for()
    assert_accessible(page)
    page.goto(OPNEMEN)
    assert_accessible(page)

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
