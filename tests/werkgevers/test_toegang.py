"""Who gets in where: every door of this room x every role x own and other regio, and what is posted from elsewhere."""

import pytest
from django.apps import apps
from django.db import connection
from django.forms import model_to_dict
from django.urls import reverse

from accounts.models import GeslotenPeriode, Recht, Rol
from basis.dagen import today
from basis.once import new_key
from documenten.upload import keur
from kwalificaties.models import Werkproces
from tests.werkgevers.bestanden import png
from tests.werkgevers.factories import (
    ContactpersoonFactory,
    ErkenningCheckFactory,
    ErkenningFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    LidmaatschapFactory,
    OrganisatieFactory,
    PraktijkopleiderFactory,
    RegioFactory,
)
from werkgevers import erkenning as acties
from werkgevers import toegang, urls
from werkgevers.models import Leerbedrijf

GEHEIM = "Zwanenburg"  # stands in every row of the leerbedrijf


@pytest.fixture
def rows(regio, coordinator):
    """One leerbedrijf of the own regio with something behind every door."""
    organisatie = OrganisatieFactory(regio=regio, naam=f"Bakkerij {GEHEIM}", plaats=GEHEIM)
    leerbedrijf = LeerbedrijfFactory(regio=regio, organisatie=organisatie)
    kwalificatie = KwalificatieFactory(naam="Uitvoerend bakker")
    kwalificatie.opvolger = KwalificatieFactory()
    kwalificatie.save()
    erkenning = ErkenningFactory(leerbedrijf=leerbedrijf, kwalificatie=kwalificatie)
    acties.controle_vastleggen(
        erkenning=erkenning, datum=today(), hoe="mijnsbb", uitkomst="erkend", papier=keur(png()), by=coordinator, on=today()
    )
    return {
        "leerbedrijf": leerbedrijf,
        "kwalificatie": KwalificatieFactory(),
        "opvolger": kwalificatie.opvolger,
        "erkenning": erkenning,
        "check": erkenning.checks.get(),
        "contactpersoon": ContactpersoonFactory(leerbedrijf=leerbedrijf, naam=GEHEIM),
        "praktijkopleider": PraktijkopleiderFactory(leerbedrijf=leerbedrijf, naam=GEHEIM),
        "periode": GeslotenPeriode.objects.create(organisatie=organisatie, van=today(), tot=today(), omschrijving=GEHEIM),
    }


# door -> the rows in its address
DOORS = {
    "leerbedrijven": [],
    "zoeken": [],
    "leerbedrijf_nieuw": [],
    "leerbedrijf": ["leerbedrijf"],
    "leerbedrijf_wijzigen": ["leerbedrijf"],
    "adres_wijzigen": ["leerbedrijf"],
    "notitie_nieuw": ["leerbedrijf"],
    "contactpersoon_nieuw": ["leerbedrijf"],
    "contactpersoon_wijzigen": ["contactpersoon"],
    "praktijkopleider_nieuw": ["leerbedrijf"],
    "praktijkopleider_wijzigen": ["praktijkopleider"],
    "gesloten_periode_nieuw": ["leerbedrijf"],
    "gesloten_periode_verwijderen": ["periode"],
    "kwalificatie_kiezen": ["leerbedrijf"],
    "erkenning_registreren": ["leerbedrijf", "kwalificatie"],
    "erkenning_aanvragen": ["leerbedrijf", "kwalificatie"],
    "erkenning": ["erkenning"],
    "erkenning_besluit": ["erkenning"],
    "erkenning_brief": ["erkenning"],
    "erkenning_controle": ["erkenning"],
    "erkenning_vervallen": ["erkenning"],
    "erkenning_bereik": ["erkenning"],
    "erkenning_opvolger": ["erkenning", "opvolger"],
    "controle_bewijs": ["check"],
}
ONLY_POST = {"zoeken", "notitie_nieuw", "gesloten_periode_verwijderen"}
NO_OBJECT = [door for door, names in DOORS.items() if not names]
each_door = pytest.mark.parametrize("door", DOORS)


def address(door, rows):
    return reverse(f"werkgevers:{door}", args=[rows[name].code for name in DOORS[door]])


def knock(client, door, rows, **headers):
    ask = client.post if door in ONLY_POST else client.get
    return ask(address(door, rows), {"once": new_key(), "tekst": "x"} if door in ONLY_POST else {}, headers=headers)


def body(response) -> str:
    return b"".join(response).decode(errors="replace")


def test_every_door_of_this_room_has_a_row():
    assert {pattern.name for pattern in urls.urlpatterns} == set(DOORS)


@each_door
def test_a_coordinator_of_the_regio_gets_in(client, coordinator, rows, door):
    client.force_login(coordinator)

    assert knock(client, door, rows).status_code in (200, 303, 302)


@each_door
def test_a_coordinator_of_another_regio_does_not_find_it(client, rows, door):
    client.force_login(LidmaatschapFactory().user)
    before = snapshot()

    for headers in ({}, {"HX-Request": "true"}):
        response = knock(client, door, rows, **headers)
        assert response.status_code == (200 if door in NO_OBJECT else 404) or door == "zoeken"
        assert GEHEIM not in body(response)
    if door != "zoeken":
        assert snapshot() == before


ROLLEN = {
    Rol.BEGELEIDER: {},
    Rol.BEHEERDER: {"rechten": [Recht.CATALOGUSBEHEER]},
    Rol.PROGRAMMAMANAGER: {},
    Rol.WERKGEVER: {"rechten": [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN]},
    Rol.SCHOOL: {"rechten": [Recht.BEGELEIDEN, Recht.VASTSTELLEN], "mandaat": "Brief"},
    Rol.CONSULENT: {},
}


def lid(regio, rol, leerbedrijf, **extra):
    organisatie = leerbedrijf.organisatie if rol == Rol.WERKGEVER else None
    if rol in (Rol.SCHOOL, Rol.CONSULENT):
        organisatie = OrganisatieFactory(regio=None, soort="school" if rol == Rol.SCHOOL else "gemeente")
    return LidmaatschapFactory(regio=regio, rol=rol, organisatie=organisatie, **ROLLEN[rol], **extra)


@pytest.mark.parametrize("rol", ROLLEN)
def test_no_other_role_gets_in_anywhere(client, regio, rows, rol):
    client.force_login(lid(regio, rol, rows["leerbedrijf"]).user)
    before = snapshot()

    for door in DOORS:
        response = knock(client, door, rows)
        assert response.status_code == (403 if door in NO_OBJECT else 404), door
        assert GEHEIM not in body(response), door
    assert snapshot() == before


@pytest.mark.parametrize("rol", ROLLEN)
def test_a_coordinator_elsewhere_with_another_role_here_gets_in_nowhere(client, regio, rows, rol):
    user = lid(regio, rol, rows["leerbedrijf"]).user
    LidmaatschapFactory(user=user, regio=RegioFactory())
    client.force_login(user)

    for door in DOORS:
        if door not in NO_OBJECT:
            assert knock(client, door, rows).status_code == 404, door


@pytest.mark.parametrize("rol", ROLLEN)
def test_a_coordinator_who_also_has_another_role_gets_in(client, coordinator, regio, rows, rol):
    lid(regio, rol, rows["leerbedrijf"], user=coordinator)
    client.force_login(coordinator)

    for door in DOORS:
        assert knock(client, door, rows).status_code in (200, 302, 303), door


def test_a_membership_that_ended_opens_nothing(client, regio, rows):
    voorbij = LidmaatschapFactory(regio=regio, tot=today().replace(year=today().year - 1), vanaf=today().replace(year=2020)).user
    client.force_login(voorbij)

    for door in DOORS:
        assert knock(client, door, rows).status_code == 404, door


def test_the_frame_shows_the_regio_of_the_row(client, coordinator, rows):
    LidmaatschapFactory(user=coordinator, regio=RegioFactory(regiocode="AA", naam="Aa eerst in de rij"))
    client.force_login(coordinator)

    for door in ("leerbedrijf", "erkenning", "praktijkopleider_wijzigen", "erkenning_controle"):
        assert "Regio Groningen" in body(client.get(address(door, rows))), door


# --- what is posted ------------------------------------------------------------------------------------------------


def snapshot() -> dict:
    """How many rows each table of this room and accounts has, and a digest of what is in them."""
    found = {}
    with connection.cursor() as cursor:
        for model in [*apps.get_app_config("werkgevers").get_models(), *apps.get_app_config("accounts").get_models()]:
            if model._meta.model_name == "user":  # signing in writes here
                continue
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t")
            found[model._meta.label] = cursor.fetchone()
    return found


def test_reading_writes_nothing(client, coordinator, rows):
    client.force_login(coordinator)
    before = snapshot()

    for door in DOORS:
        client.get(address(door, rows))

    assert snapshot() == before


def test_control_the_snapshot_sees_a_write(rows):
    before = snapshot()
    rows["leerbedrijf"].schuilnaam = "Anders"
    rows["leerbedrijf"].save()

    assert snapshot() != before


def test_posted_rows_of_another_regio_are_refused(client, coordinator, rows):
    """Choices that name a row: an organisation, a colleague, a werkproces another regio typed."""
    client.force_login(coordinator)
    elders = RegioFactory()
    leerbedrijf, erkenning = rows["leerbedrijf"], rows["erkenning"]
    vreemd = OrganisatieFactory(regio=elders, naam="Vreemd SW-bedrijf", soort="sw_bedrijf")
    collega = LidmaatschapFactory(regio=elders).user
    kerntaak = Werkproces.objects.van(erkenning.kwalificatie).first().kerntaak
    getypt = Werkproces.objects.create(kerntaak=kerntaak, nummer="P1-K1-W9", titel="Van elders", regio=elders)
    before = snapshot()

    for door, data in {
        "leerbedrijf_nieuw": {"leerbedrijf_id": "100200300", "organisatie": vreemd.code},
        "leerbedrijf_wijzigen": {"versie": 1, "leerbedrijf_id": leerbedrijf.leerbedrijf_id, "bekend_bij": [collega.code]},
        "erkenning_bereik": {
            "versie": erkenning.versie + 1, "bereik": "deel", "werkprocessen": [getypt.code], "reden": "x"
        },
    }.items():  # fmt: skip
        response = client.post(address(door, rows), {"once": new_key(), **data})
        assert response.status_code == 200 and "nog niet opgeslagen" in body(response), door
        assert "Vreemd" not in body(response) and "Van elders" not in body(response)
    assert snapshot() == before


@pytest.mark.parametrize("door", ["leerbedrijf_nieuw", "leerbedrijf_wijzigen", "adres_wijzigen", "praktijkopleider_wijzigen"])
def test_mass_assignment_changes_no_owner_status_or_version(client, coordinator, rows, door):
    client.force_login(coordinator)
    elders = LeerbedrijfFactory()
    leerbedrijf, opleider = rows["leerbedrijf"], rows["praktijkopleider"]
    sneaky = {
        "regio": elders.regio.pk, "regio_id": elders.regio.pk, "leerbedrijf": elders.pk, "soort": "sbb", "id": elders.pk,
        "pk": elders.pk, "code": elders.code, "status": "erkend", "zoektekst": "x", "brin": "12AB", "door": coordinator.pk,
    }  # fmt: skip
    proper = {
        "leerbedrijf_nieuw": {"leerbedrijf_id": "100200300", "naam": "Nieuw"},
        "leerbedrijf_wijzigen": {"versie": 1, "leerbedrijf_id": leerbedrijf.leerbedrijf_id},
        "adres_wijzigen": {"versie": 1, "naam": "Nieuw"},
        "praktijkopleider_wijzigen": {"versie": 1, "naam": "Nieuw"},
    }[door]
    kept = [(row, {f: model_to_dict(row).get(f) for f in ("regio", "leerbedrijf", "soort", "brin")}, row.code) for row in
            (leerbedrijf, leerbedrijf.organisatie, opleider)]  # fmt: skip

    response = client.post(address(door, rows), {**sneaky, "once": new_key(), **proper})

    assert response.status_code == 303
    for row, fields, code in kept:
        row.refresh_from_db()
        assert {f: model_to_dict(row).get(f) for f in fields} == fields and row.code == code
    assert set(Leerbedrijf.objects.exclude(pk=elders.pk).values_list("regio", flat=True)) == {leerbedrijf.regio_id}


def test_control_a_list_without_scope_would_show_the_other_regio(client, rows, monkeypatch):
    vreemde = LidmaatschapFactory()
    rows["leerbedrijf"].refresh_from_db()
    monkeypatch.setattr(toegang, "visible_leerbedrijven", lambda user, on: Leerbedrijf.objects.all())
    monkeypatch.setattr(toegang, "_allowed", lambda user, row, permission, on: row)
    client.force_login(vreemde.user)

    assert GEHEIM in body(client.get(address("leerbedrijf", rows)))


def test_checks_of_another_leerbedrijf_stay_there(client, coordinator, rows):
    ander = ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=LeerbedrijfFactory(regio=rows["leerbedrijf"].regio)))
    ander_bewijs = ander.bewijs
    client.force_login(coordinator)

    assert ander_bewijs not in body(client.get(address("leerbedrijf", rows)))
