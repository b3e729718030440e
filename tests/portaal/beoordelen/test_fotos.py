"""A photo of the work: who sees it, and who takes it away (issue 4)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import Rol
from basis.once import new_key
from documenten import opruimen
from documenten.models import Document
from tests.personen import iemand
from tests.portaal.beoordelen.hulp import adres, foto, verstuur, vul_in
from tests.trajecten.overgangen.hulp import VANDAAG, text
from trajecten.models import Bewijsstuk

pytestmark = pytest.mark.django_db


def test_a_photo_stands_with_its_werkproces_for_leerbedrijf_school_and_coordinator(als, w, lopend, jolanda):
    first, page = w.werkprocessen[0], als(jolanda)

    answer = page.post(adres("bewijsstuk", lopend, first), foto())

    assert answer.status_code == 303 and answer["Location"].endswith(f"#w-{first.code}")
    stuk = Bewijsstuk.objects.get()
    assert (stuk.werkproces, stuk.door) == (first, jolanda)
    assert "Schap na het spiegelen" in text(page.get(adres("werkprocessen", lopend)))
    assert page.get(reverse("portaal:document", args=[stuk.document.code])).status_code == 200
    school = iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[])
    assert "Schap na het spiegelen" in text(als(school).get(adres("plaatsing", lopend)))
    assert als(school).get(reverse("portaal:document", args=[stuk.document.code])).status_code == 200
    assert "Schap na het spiegelen" in text(als(w.coordinator).get(lopend.traject.get_absolute_url()))
    assert dict(lopend.traject.gebeurtenissen.get(soort="bewijsstuk").details)["Wie erop staat vindt het goed"] == "ja"


@pytest.mark.parametrize("zonder", ["akkoord", "bsn_weg", "omschrijving", "bestand"])
def test_a_photo_without_what_belongs_to_it_is_not_kept(als, w, lopend, jolanda, zonder):
    answer = als(jolanda).post(adres("bewijsstuk", lopend, w.werkprocessen[0]), foto(**{zonder: ""}))

    assert answer.status_code == 200 and 'class="foutenlijst"' in text(answer)
    assert not Bewijsstuk.objects.exists()


def test_a_photo_that_is_taken_away_is_gone_for_everybody(als, w, lopend, jolanda, django_capture_on_commit_callbacks):
    page = als(jolanda)
    page.post(adres("bewijsstuk", lopend, w.werkprocessen[0]), foto())
    stuk = Bewijsstuk.objects.get()
    path = Path(settings.MEDIA_ROOT) / stuk.document.document.bestand
    assert path.exists()
    url = reverse("portaal:bewijsstuk_weg", args=[stuk.code])
    assert "verdwijnt voorgoed" in text(page.get(url)) and path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post(url, {"once": new_key()})

    assert answer.status_code == 303
    assert not path.exists()
    assert page.get(reverse("portaal:document", args=[stuk.document.code])).status_code == 404
    for shown in (page.get(adres("plaatsing", lopend)), als(w.coordinator).get(lopend.traject.get_absolute_url())):
        assert "Schap na het spiegelen" not in text(shown)
    assert als(jolanda).get(url).status_code == 404
    assert lopend.traject.gebeurtenissen.filter(soort="bewijsstuk_weg").count() == 1


def test_after_handing_in_only_the_coordinator_takes_a_photo_away(als, w, gevraagd, jolanda):
    page = als(jolanda)
    page.post(adres("bewijsstuk", gevraagd, w.werkprocessen[0]), foto())
    vul_in(page, gevraagd)
    verstuur(page, gevraagd)
    stuk = Bewijsstuk.objects.get()

    refused = page.post(reverse("portaal:bewijsstuk_weg", args=[stuk.code]), {"once": new_key()})
    taken = als(w.coordinator).post(reverse("trajecten:bewijsstuk_weg", args=[stuk.code]), {"once": new_key()})

    assert "Bel de coördinator" in text(refused)
    assert taken.status_code == 303
    stuk.refresh_from_db()
    assert stuk.weg_op == VANDAAG


def test_only_a_photo_of_the_work_can_be_taken_away(w, lopend):
    """The control: the database lets no other paper go."""
    other = Document.objects.filter(soort="praktijkovereenkomst").first()
    with pytest.raises(ValueError, match="praktijkovereenkomst"):
        opruimen.haal_weg(other)

    Document.objects.filter(pk=other.pk).update(
        status="klaar", sha256="a" * 64, bytes=1, bestand="x", media_type="x", klaar_op=now()
    )
    gone = {"status": "verlopen", "sha256": "", "bytes": 0, "bestand": "", "klaar_op": None}
    for disguise in ({}, {"soort": "bewijsstuk"}, {"concept": True, "bewaren_tot": now()}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Document.objects.filter(pk=other.pk).update(**gone, **disguise)
