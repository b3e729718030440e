"""What the database refuses, by the name of what refuses it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from tests.werkgevers.factories import (
    ErkenningCheckFactory,
    ErkenningFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    OrganisatieFactory,
    RegioFactory,
    UserFactory,
)
from werkgevers.models import Erkenning, ErkenningGebeurtenis, Leerbedrijfnotitie, Opvolgerbevestiging

pytestmark = pytest.mark.django_db
DAG = date(2026, 9, 1)


def refused(name, do):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        do()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_leerbedrijf_id_een_keer_per_regio(bakker):
    refused(
        "leerbedrijf_id_een_keer_per_regio",
        lambda: LeerbedrijfFactory(regio=bakker.regio, leerbedrijf_id=bakker.leerbedrijf_id),
    )

    assert LeerbedrijfFactory(leerbedrijf_id=bakker.leerbedrijf_id).regio != bakker.regio


@pytest.mark.parametrize("fout", ["12345678", "12345678x", "12 345 67", ""])
def test_leerbedrijf_id_is_negen_cijfers(regio, fout):
    refused("leerbedrijf_id_is_negen_cijfers", lambda: LeerbedrijfFactory(regio=regio, leerbedrijf_id=fout))


def test_kvk_is_acht_cijfers(regio):
    refused("kvk_is_acht_cijfers", lambda: LeerbedrijfFactory(regio=regio, kvk="1234567"))


def test_verborgen_adres_heeft_schuilnaam(regio):
    refused("verborgen_adres_heeft_schuilnaam", lambda: LeerbedrijfFactory(regio=regio, verborgen_adres=True))


def test_leerbedrijf_regio_van_organisatie_when_the_leerbedrijf_is_written(regio):
    elders = OrganisatieFactory(regio=RegioFactory())
    refused("leerbedrijf_regio_van_organisatie", lambda: LeerbedrijfFactory(regio=regio, organisatie=elders))


def test_leerbedrijf_regio_van_organisatie_when_the_organisatie_moves(bakker):
    def move():
        bakker.organisatie.regio = RegioFactory()
        bakker.organisatie.save()

    refused("leerbedrijf_regio_van_organisatie", move)


def test_erkenning_status_bestaat(bakker):
    refused("erkenning_status_bestaat", lambda: ErkenningFactory(leerbedrijf=bakker, status="misschien", sinds=None))


@pytest.mark.parametrize("tweede", [{"aangevraagd": True}, {"status": "erkend"}])
def test_erkenning_een_lopende_per_kwalificatie(erkenning, tweede):
    own = {"leerbedrijf": erkenning.leerbedrijf, "kwalificatie": erkenning.kwalificatie}
    refused("erkenning_een_lopende_per_kwalificatie", lambda: ErkenningFactory(**own, **tweede))

    ErkenningFactory(**own, afgewezen=True)
    ErkenningFactory(**own, vervallen=True)


@pytest.mark.parametrize("fout", [{"status": "vervallen", "vervallen_per": None}, {"status": "erkend", "vervallen_per": DAG}])
def test_erkenning_vervallen_heeft_datum(bakker, fout):
    refused("erkenning_vervallen_heeft_datum", lambda: ErkenningFactory(leerbedrijf=bakker, **fout))


@pytest.mark.parametrize("fout", [{"sinds": None}, {"aangevraagd": True, "sinds": DAG}])
def test_erkenning_erkend_heeft_sinds(bakker, fout):
    refused("erkenning_erkend_heeft_sinds", lambda: ErkenningFactory(leerbedrijf=bakker, **fout))


def test_erkenning_aanvraag_heeft_datum(bakker):
    refused("erkenning_aanvraag_heeft_datum", lambda: ErkenningFactory(leerbedrijf=bakker, aangevraagd=True, aangevraagd_op=None))


@pytest.mark.parametrize("fout", [{"aangevraagd": True, "besluit_op": DAG}, {"afgewezen": True, "besluit_op": None}])
def test_erkenning_besluit_hoort_bij_status(bakker, fout):
    refused("erkenning_besluit_hoort_bij_status", lambda: ErkenningFactory(leerbedrijf=bakker, **fout))


@pytest.mark.parametrize(
    "fout",
    [
        {"vervallen": True, "sinds": DAG, "vervallen_per": date(2026, 8, 31)},
        {"afgewezen": True, "aangevraagd_op": DAG, "besluit_op": date(2026, 8, 31)},
        {"aangevraagd_op": DAG, "besluit_op": DAG, "brief_op": date(2026, 8, 31)},
        {"besluit_op": None, "brief_op": DAG},
    ],
)
def test_erkenning_in_volgorde(bakker, fout):
    refused("erkenning_in_volgorde", lambda: ErkenningFactory(leerbedrijf=bakker, **fout))


@pytest.mark.parametrize(
    ("name", "fout"),
    [
        ("check_hoe_bestaat", {"hoe": "gevoel"}),
        ("check_uitkomst_bestaat", {"uitkomst": "misschien"}),
        ("check_heeft_bewijs", {"bewijs": ""}),
    ],
)
def test_a_check_is_whole(erkenning, name, fout):
    refused(name, lambda: ErkenningCheckFactory(erkenning=erkenning, **fout))


def bevestig(erkenning, kwalificatie, **fields):
    fields = {"datum": DAG, "door": UserFactory(), "hoe": "stagemarkt", "bron": "Op Stagemarkt gezien", **fields}
    return Opvolgerbevestiging.objects.create(erkenning=erkenning, kwalificatie=kwalificatie, **fields)


def test_opvolger_een_keer_bevestigd(erkenning):
    opvolger = KwalificatieFactory()
    bevestig(erkenning, opvolger)
    refused("opvolger_een_keer_bevestigd", lambda: bevestig(erkenning, opvolger))


@pytest.mark.parametrize(("name", "fout"), [("opvolger_hoe_bestaat", {"hoe": "gevoel"}), ("opvolger_heeft_bron", {"bron": ""})])
def test_a_confirmation_is_whole(erkenning, name, fout):
    refused(name, lambda: bevestig(erkenning, KwalificatieFactory(), **fout))


def test_erkenning_gebeurtenis_bestaat(erkenning):
    refused(
        "erkenning_gebeurtenis_bestaat",
        lambda: ErkenningGebeurtenis.objects.create(erkenning=erkenning, soort="iets", op=DAG, door=UserFactory(), tekst="x"),
    )


def _check(erkenning):
    return erkenning.checks.get()


def _notitie(erkenning):
    return Leerbedrijfnotitie.objects.create(
        leerbedrijf=erkenning.leerbedrijf, tekst="Belt liever", door=UserFactory(), at=datetime(2026, 9, 1, tzinfo=UTC)
    )


def _gebeurtenis(erkenning):
    return ErkenningGebeurtenis.objects.create(erkenning=erkenning, soort="bereik", op=DAG, door=UserFactory(), tekst="x")


@pytest.mark.parametrize("row", [_check, _notitie, _gebeurtenis])
def test_check_note_and_history_are_written_once(erkenning, row):
    written = row(erkenning)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        type(written).objects.filter(pk=written.pk).update(code="00000000-0000-0000-0000-000000000001")
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        type(written).objects.filter(pk=written.pk).delete()

    assert type(written).objects.filter(pk=written.pk, code=written.code).exists()


def test_history_keeps_every_change_and_a_delete(bakker):
    erkenning = ErkenningFactory(leerbedrijf=bakker)
    Erkenning.objects.filter(pk=erkenning.pk).update(sinds=date(2025, 2, 1))
    erkenning.delete()

    events = Erkenning.pgh_event_model.objects.order_by("pgh_id")
    assert [(e.pgh_label, e.sinds.month) for e in events] == [("insert", 1), ("update", 2), ("delete", 2)]
