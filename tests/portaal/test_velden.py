"""
M03: on every page a consulent can reach, every sentinel is one of a field of domein §7, and of an own aanmelding.

The world of the access tests has a sentinel in every text field of every table; what a page shows is looked up there.
"""

import pytest
import time_machine
from django.conf import settings as django_settings

from tests.eenmaal import voor_de_module
from tests.toegang.huis import Huis
from tests.toegang.regiowereld import NU, SENTINEL
from tests.toegang.tabel import TABEL
from trajecten import consulent
from trajecten.models import Deelnemer, Traject

pytestmark = pytest.mark.django_db
DOORS = sorted(name for name in TABEL if not name.startswith("portaal:link"))  # those show what the holder of a link may see


@pytest.fixture(scope="module")
def huis(django_db_setup, django_db_blocker, tmp_path_factory):
    django_settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("documenten"))
    with time_machine.travel(NU), voor_de_module(django_db_blocker):
        yield Huis.bouw()


def sentinels(*values) -> set[str]:
    return {word.upper() for value in values for word in SENTINEL.findall(str(value or ""))}


@pytest.fixture
def toegestaan(huis) -> set[str]:
    """Names of deelnemers of own aanmeldingen and their leerbedrijf; and the frame: the own name, the regio, colleagues."""
    r = huis.werelden.gr
    own = Deelnemer.objects.filter(pk__in=Traject.objects.filter(consulent=r.consulent).values("deelnemer"))
    bedrijf = type(r.w.leerbedrijf).objects.select_related("organisatie").get(pk=r.w.leerbedrijf.pk)
    r.regio.refresh_from_db()
    people = [type(u).objects.get(pk=u.pk) for u in (r.consulent, r.collega_consulent)]
    found = sentinels(*own.values_list("roepnaam", flat=True), *own.values_list("achternaam", flat=True))
    found |= sentinels(bedrijf.schuilnaam if bedrijf.verborgen_adres else bedrijf.organisatie.naam)
    return found | sentinels(
        r.regio.naam, r.regio.titel, r.regio.telefoon, r.regio.email, *(w for u in people for w in (u.naam, u.email))
    )


def crawl(huis) -> dict[str, set[str]]:
    """Per door the sentinels in what a consulent gets there, whatever the answer is."""
    with time_machine.travel(NU):
        answers = {name: huis.vraag("consulent", name, "eigen", "GET") for name in DOORS if not name.startswith("account")}
    return {
        name: sentinels(a.content.decode())
        for name, a in answers.items()
        if "text/html" in a.get("Content-Type", "") and name not in {"trajecten:verificatie", "accounts:uitnodiging"}
    }


def test_a_consulent_reads_the_fields_of_domein_7_and_nothing_else(huis, toegestaan):
    pages = crawl(huis)

    assert not {name: extra for name, found in pages.items() if (extra := found - toegestaan)}
    assert len(pages["portaal:aanmeldingen"] & toegestaan) > 5


def test_control_a_shape_with_one_field_more_is_noticed(huis, toegestaan, monkeypatch):
    def loose(row):
        traject = Traject.objects.get(code=row["code"])
        return consulent.EigenAanmelding(traject.code, traject.deelnemer.straat, traject.nummer, "")

    monkeypatch.setattr(consulent, "als_rij", loose)

    assert crawl(huis)["portaal:aanmeldingen"] - toegestaan
