"""The pages of this room over HTTP: what each shows, keeps and refuses."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import GeslotenPeriode
from basis.bsn import REFUSAL
from basis.dagen import today
from basis.once import new_key
from kwalificaties.models import Werkproces
from tests.werkgevers.bestanden import png, text_file
from tests.werkgevers.factories import (
    ContactpersoonFactory,
    ErkenningCheckFactory,
    ErkenningFactory,
    GemeenteFactory,
    KwalificatieFactory,
    LeerbedrijfFactory,
    OrganisatieFactory,
    PraktijkopleiderFactory,
    RegioFactory,
)
from werkgevers.models import Contactpersoon, Erkenning, Leerbedrijf, Praktijkopleider

BSN = "123456782"


@pytest.fixture
def page(client, coordinator):
    client.force_login(coordinator)
    return client


def url(name, *rows):
    return reverse(f"werkgevers:{name}", args=[row.code for row in rows])


def post(page, address, **data):
    return page.post(address, {"once": new_key(), **data})


def text(response) -> str:
    return response.content.decode()


def refused(response, zin, *kept):
    """Shown again with the reason, and what was typed is still there."""
    assert response.status_code == 200 and zin in text(response)
    for value in kept:
        assert value in text(response)


# --- the list and the page of one leerbedrijf ----------------------------------------------------------------------


def test_empty_list_says_what_to_do_next(page):
    response = page.get(url("leerbedrijven"))

    assert "Er zijn nog geen leerbedrijven" in text(response) and url("leerbedrijf_nieuw") in text(response)


def test_detail_shows_facts_people_erkenningen_and_the_link_to_the_source(page, erkenning, coordinator):
    bakker = erkenning.leerbedrijf
    bakker.sbb_adviseur, bakker.vrije_plaatsen, bakker.kvk = "Sietske Boer", 3, "12345678"
    bakker.save()
    bakker.bekend_bij.add(coordinator)
    ContactpersoonFactory(leerbedrijf=bakker, naam="Ineke Smit")
    PraktijkopleiderFactory(leerbedrijf=bakker, naam="Jan Mulder", actief=False)
    GeslotenPeriode.objects.create(organisatie=bakker.organisatie, van=today(), tot=today(), omschrijving="Bouwvak")

    shown = text(page.get(bakker.get_absolute_url()))

    for fact in ["Sietske Boer", "12345678", "Ineke Smit", "Jan Mulder", "Werkt hier niet meer", "Bouwvak", "Marieke Veen"]:
        assert fact in shown
    assert str(erkenning.kwalificatie.crebo) in shown and "stagemarkt.nl" in shown and bakker.leerbedrijf_id in shown
    assert "Dit adres is geheim" not in shown


def test_detail_of_a_hidden_address_says_under_which_name_outsiders_see_it(page, bakker):
    bakker.verborgen_adres, bakker.schuilnaam = True, "Werkplaats Noord"
    bakker.save()

    assert "Dit adres is geheim" in text(page.get(bakker.get_absolute_url()))
    assert "Werkplaats Noord" in text(page.get(bakker.get_absolute_url()))


# --- adding and editing --------------------------------------------------------------------------------------------

NIEUW = {"leerbedrijf_id": "100200300", "kvk": "12345678", "naam": "Kringloop Oost", "plaats": "Sappemeer"}


def test_adding_a_leerbedrijf_makes_it_in_the_own_regio(page, regio):
    gemeente = GemeenteFactory()

    response = post(page, url("leerbedrijf_nieuw"), **NIEUW, postcode="9611ab", gemeente=gemeente.code)

    nieuw = Leerbedrijf.objects.get()
    assert response.status_code == 303 and response["Location"] == nieuw.get_absolute_url()
    assert (nieuw.regio, nieuw.organisatie.naam, nieuw.organisatie.postcode) == (regio, "Kringloop Oost", "9611 AB")
    assert nieuw.organisatie.gemeente == gemeente


def test_adding_a_leerbedrijf_on_an_organisation_that_exists(page, regio):
    sw = OrganisatieFactory(regio=regio, soort="sw_bedrijf", naam="Tomingroep")

    post(page, url("leerbedrijf_nieuw"), leerbedrijf_id="100200300", organisatie=sw.code)

    assert Leerbedrijf.objects.get().organisatie == sw


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"leerbedrijf_id": "12345678"}, "Vul precies 9 cijfers in"),
        ({"leerbedrijf_id": "1234567890"}, "Vul precies 9 cijfers in"),
        ({"leerbedrijf_id": "12345678a"}, "Vul precies 9 cijfers in"),
        ({"kvk": "1234567"}, "Vul precies 8 cijfers in"),
        ({"postcode": "971 AB"}, "Vul een postcode in"),
        ({"telefoon": "geen"}, "Vul een telefoonnummer in"),
        ({"naam": ""}, "Vul de naam in of kies een organisatie"),
        ({"naam": f"Zaak {BSN}"}, REFUSAL),
        ({"naam": "日本 bakkerij"}, "Latijnse letters"),
    ],
)
def test_adding_a_leerbedrijf_refuses_and_keeps_the_form(page, anders, zin):
    response = post(page, url("leerbedrijf_nieuw"), **{**NIEUW, **anders})

    refused(response, zin, "Sappemeer")
    assert not Leerbedrijf.objects.exists()


def test_a_leerbedrijf_id_that_passes_the_elfproef_is_no_bsn(page):
    post(page, url("leerbedrijf_nieuw"), **{**NIEUW, "leerbedrijf_id": BSN})

    assert Leerbedrijf.objects.get().leerbedrijf_id == BSN


def test_adding_a_leerbedrijf_twice_names_the_first(page, bakker):
    response = post(page, url("leerbedrijf_nieuw"), **{**NIEUW, "leerbedrijf_id": bakker.leerbedrijf_id})

    refused(response, "Dit leerbedrijf-ID staat al bij Bakkerij Ter Horst", "Kringloop Oost")


def test_editing_the_leerbedrijf(page, bakker, coordinator):
    response = post(
        page,
        url("leerbedrijf_wijzigen", bakker),
        versie=bakker.versie,
        leerbedrijf_id=bakker.leerbedrijf_id,
        kvk="87654321",
        vrije_plaatsen=2,
        verborgen_adres="on",
        schuilnaam="Werkplaats Noord",
        bekend_bij=[coordinator.code],
    )

    bakker.refresh_from_db()
    assert response.status_code == 303
    assert (bakker.kvk, bakker.vrije_plaatsen, bakker.verborgen_adres) == ("87654321", 2, True)
    assert list(bakker.bekend_bij.all()) == [coordinator]


def test_hiding_an_address_asks_for_a_cover_name(page, bakker):
    response = post(
        page,
        url("leerbedrijf_wijzigen", bakker),
        versie=bakker.versie,
        leerbedrijf_id=bakker.leerbedrijf_id,
        verborgen_adres="on",
        kvk="87654321",
    )

    refused(response, "Kies een schuilnaam", "87654321")


def test_editing_to_the_number_of_another_leerbedrijf_is_refused(page, bakker):
    ander = LeerbedrijfFactory(regio=bakker.regio)

    response = post(page, url("leerbedrijf_wijzigen", bakker), versie=bakker.versie, leerbedrijf_id=ander.leerbedrijf_id)

    refused(response, "Dit leerbedrijf-ID staat al bij")


@pytest.mark.parametrize("wat", ["adres", "leerbedrijf", "praktijkopleider"])
def test_two_people_editing_both_see_both_texts(page, bakker, wat):
    opleider = PraktijkopleiderFactory(leerbedrijf=bakker, naam="Jan Mulder")
    address, row, field, data = {
        "adres": (url("adres_wijzigen", bakker), bakker.organisatie, "naam", {}),
        "leerbedrijf": (url("leerbedrijf_wijzigen", bakker), bakker, "sbb_adviseur", {"leerbedrijf_id": bakker.leerbedrijf_id}),
        "praktijkopleider": (url("praktijkopleider_wijzigen", opleider), opleider, "naam", {"actief": "on"}),
    }[wat]
    versie = row.versie
    post(page, address, versie=versie, **data, **{field: "Eerste tekst"})

    response = post(page, address, versie=versie, **data, **{field: "Tweede tekst"})

    row.refresh_from_db()
    assert response.status_code == 409 and "Eerste tekst" in text(response) and "Tweede tekst" in text(response)
    assert getattr(row, field) == "Eerste tekst"
    post(page, address, versie=row.versie, **data, **{field: "Tweede tekst"})
    row.refresh_from_db()
    assert getattr(row, field) == "Tweede tekst"


@pytest.mark.parametrize(("soort", "model"), [("contactpersoon", Contactpersoon), ("praktijkopleider", Praktijkopleider)])
def test_people_are_added_changed_and_deactivated(page, bakker, soort, model):
    post(page, url(f"{soort}_nieuw", bakker), versie=1, naam="Jan Mulder", functie="Bakker", telefoon="0596 123 456", actief="on")
    persoon = model.objects.get()
    assert (persoon.leerbedrijf, persoon.naam, persoon.actief) == (bakker, "Jan Mulder", True)

    post(page, url(f"{soort}_wijzigen", persoon), versie=persoon.versie, naam="Jan Mulder", functie="Baas")
    persoon.refresh_from_db()
    assert (persoon.functie, persoon.actief) == ("Baas", False)


def test_gesloten_periode_is_added_refused_and_removed(page, bakker):
    response = post(page, url("gesloten_periode_nieuw", bakker), van="2027-08-01", tot="2027-07-01", omschrijving="Bouwvak")
    refused(response, "Kies een laatste dag op of na de eerste dag", "Bouwvak")

    post(page, url("gesloten_periode_nieuw", bakker), van="2027-07-01", tot="2027-08-01", omschrijving="Bouwvak")
    periode = bakker.organisatie.gesloten_periodes.get()
    assert "Bouwvak" in text(page.get(bakker.get_absolute_url()))

    post(page, url("gesloten_periode_verwijderen", periode))
    assert not bakker.organisatie.gesloten_periodes.exists()


def test_notes_are_added_with_author_and_day(page, bakker):
    response = post(page, url("notitie_nieuw", bakker), tekst="Belt liever na vieren.")

    assert response.status_code == 303
    shown = text(page.get(bakker.get_absolute_url()))
    assert "Belt liever na vieren." in shown and "Marieke Veen" in shown


@pytest.mark.parametrize("bsn", [BSN, "1234 56 782", "123.456.782"])
def test_a_note_with_a_bsn_is_refused_with_the_reason_and_kept_in_the_form(page, bakker, bsn):
    response = post(page, url("notitie_nieuw", bakker), tekst=f"Nummer {bsn} staat op de brief.")

    refused(response, REFUSAL, f"Nummer {bsn} staat op de brief.")
    assert not bakker.notities.exists()


def test_the_same_note_sent_twice_is_written_once(page, bakker):
    data = {"once": new_key(), "tekst": "Een keer."}
    first, second = (page.post(url("notitie_nieuw", bakker), data) for _ in range(2))

    assert first["Location"] == second["Location"] and bakker.notities.count() == 1


# --- erkenningen ---------------------------------------------------------------------------------------------------


def dag(days=0) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_choosing_a_kwalificatie_finds_it_by_crebo_and_name(page, bakker):
    bakken, hovenier = KwalificatieFactory(naam="Uitvoerend bakker"), KwalificatieFactory(naam="Medewerker hovenier")

    for term in (bakken.crebo, "bakker"):
        shown = text(page.get(url("kwalificatie_kiezen", bakker), {"q": term}))
        assert url("erkenning_registreren", bakker, bakken) in shown and "Medewerker hovenier" not in shown
    assert url("erkenning_aanvragen", bakker, hovenier) in text(page.get(url("kwalificatie_kiezen", bakker)))


def test_registering_an_erkenning_for_a_part(page, bakker, coordinator):
    k = KwalificatieFactory()
    een = Werkproces.objects.van(k).first()

    response = post(
        page,
        url("erkenning_registreren", bakker, k),
        sinds=dag(-100),
        bereik="deel",
        werkprocessen=[een.code],
        datum=dag(),
        hoe="stagemarkt",
        bewijs="Staat op Stagemarkt.",
    )

    erkenning = Erkenning.objects.get()
    assert response["Location"] == erkenning.get_absolute_url()
    assert list(erkenning.werkprocessen.all()) == [een] and erkenning.checks.get().door == coordinator
    shown = text(page.get(erkenning.get_absolute_url()))
    assert een.titel in shown and "Staat op Stagemarkt." in shown and "Marieke Veen" in shown


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": dag(1)}, "Kies vandaag of een eerdere dag"),
        ({"sinds": dag(1)}, "Kies vandaag of een eerdere dag"),
        ({"bereik": "deel"}, "Kies minstens één werkproces"),
        ({"bewijs": ""}, "Schrijf op wat u zag of voeg een bestand toe"),
        ({"bewijs": f"Gezien. {BSN}"}, REFUSAL),
    ],
)
def test_registering_an_erkenning_refuses_and_keeps_the_form(page, bakker, anders, zin):
    data = {"sinds": dag(-9), "bereik": "heel", "datum": dag(), "hoe": "mijnsbb", "bewijs": "Gezien in MijnSBB.", **anders}

    response = post(page, url("erkenning_registreren", bakker, KwalificatieFactory()), **data)

    refused(response, zin, data["sinds"], data["bewijs"])
    assert not Erkenning.objects.exists()


def test_a_request_runs_its_course_on_the_pages(page, bakker):
    post(page, url("erkenning_aanvragen", bakker, KwalificatieFactory()), aangevraagd_op=dag(-20), bereik="heel")
    erkenning = Erkenning.objects.get()
    assert "Besluit uiterlijk" in text(page.get(erkenning.get_absolute_url()))

    response = post(page, url("erkenning_besluit", erkenning), erkend="nee", besluit_op=dag(-30))
    refused(response, "Het besluit kan niet voor de aanvraag", dag(-30))

    post(page, url("erkenning_besluit", erkenning), erkend="nee", besluit_op=dag(-5))
    post(page, url("erkenning_brief", erkenning), brief_op=dag(-1))
    shown = text(page.get(erkenning.get_absolute_url()))
    assert "Afgewezen" in shown and "Bezwaar tot en met" in shown and "Nieuwe aanvraag vanaf" in shown

    response = post(page, url("erkenning_aanvragen", bakker, erkenning.kwalificatie), aangevraagd_op=dag(), bereik="heel")
    refused(response, "Een nieuwe aanvraag kan vanaf")


def test_a_check_is_recorded_with_a_file_as_evidence(page, erkenning):

    data = {"datum": dag(), "hoe": "stagemarkt", "uitkomst": "erkend", "papier": png()}
    refused(post(page, url("erkenning_controle", erkenning), **data), "Controleer het bestand op een BSN")

    post(page, url("erkenning_controle", erkenning), **{**data, "papier": png()}, bsn_onleesbaar="on")

    check = erkenning.checks.first()
    download = page.get(url("controle_bewijs", check))
    assert check.document and download.status_code == 200 and download["Content-Type"] == "image/png"
    assert "attachment" in download["Content-Disposition"]


def test_a_check_refuses_a_file_that_is_none(page, erkenning):

    data = {"datum": dag(), "hoe": "stagemarkt", "uitkomst": "erkend", "bewijs": "Gezien.", "bsn_onleesbaar": "on"}
    response = post(page, url("erkenning_controle", erkenning), **data, papier=text_file())

    refused(response, "Kies een PDF, JPEG of PNG", "Gezien.")
    assert erkenning.checks.count() == 1


def test_a_check_without_file_has_no_download(page, erkenning):
    assert page.get(url("controle_bewijs", erkenning.checks.get())).status_code == 404


def test_a_check_that_says_vervallen_asks_since_when(page, erkenning):
    data = {"datum": dag(), "hoe": "stagemarkt", "uitkomst": "vervallen", "bewijs": "Staat er niet meer."}

    refused(post(page, url("erkenning_controle", erkenning), **data), "Vul in per wanneer", "Staat er niet meer.")
    post(page, url("erkenning_controle", erkenning), **data, vervallen_per=dag(-3))

    erkenning.refresh_from_db()
    assert erkenning.status == "vervallen" and "Vervallen per" in text(page.get(erkenning.get_absolute_url()))


def test_ending_an_erkenning(page, erkenning):
    refused(post(page, url("erkenning_vervallen", erkenning), per="2001-01-01", reden="Ingetrokken."), "ging in op", "Ingetrokken.")

    post(page, url("erkenning_vervallen", erkenning), per=dag(), reden="Ingetrokken.")

    erkenning.refresh_from_db()
    assert erkenning.status == "vervallen"


def test_changing_the_scope_and_a_second_person_who_was_too_late(page, erkenning):
    een = Werkproces.objects.van(erkenning.kwalificatie).first()
    versie = erkenning.versie
    post(page, url("erkenning_bereik", erkenning), versie=versie, bereik="deel", werkprocessen=[een.code], reden="Brief.")

    response = post(page, url("erkenning_bereik", erkenning), versie=versie, bereik="heel", reden="Anders gelezen.")

    assert response.status_code == 409
    assert "Nu staat er: Alleen P1-K1-W1" in text(response) and "Anders gelezen." in text(response)
    erkenning.refresh_from_db()
    assert not erkenning.hele_kwalificatie


def test_confirming_a_successor(page, erkenning):
    opvolger = KwalificatieFactory()
    erkenning.kwalificatie.opvolger = opvolger
    erkenning.kwalificatie.save()
    address = url("erkenning_opvolger", erkenning, opvolger)
    assert address in text(page.get(erkenning.get_absolute_url()))

    response = post(page, address, datum=dag(), hoe="sbb_contact", bron="Mail van de adviseur.")

    assert response.status_code == 303 and erkenning.leerbedrijf.is_erkend(opvolger, on=today())
    assert address not in text(page.get(erkenning.get_absolute_url()))
    assert page.get(url("erkenning_opvolger", erkenning, KwalificatieFactory())).status_code == 404


def test_an_erkenning_not_found_again_for_90_days_asks_for_a_hercheck(page, bakker):
    oud = ErkenningCheckFactory(erkenning=ErkenningFactory(leerbedrijf=bakker), datum=today() - timedelta(days=91)).erkenning
    assert "Hercheck nodig" in text(page.get(oud.get_absolute_url()))

    ErkenningCheckFactory(erkenning=oud, datum=today(), uitkomst="niet_gevonden")
    assert "Hercheck nodig" in text(page.get(oud.get_absolute_url()))

    ErkenningCheckFactory(erkenning=oud, datum=today())
    assert "Hercheck nodig" not in text(page.get(oud.get_absolute_url()))


def test_a_kwalificatie_of_another_regio_is_not_found(page, bakker):
    van_elders = KwalificatieFactory(regio=RegioFactory())

    for name in ("erkenning_registreren", "erkenning_aanvragen"):
        assert page.get(url(name, bakker, van_elders)).status_code == 404
    assert van_elders.naam not in text(page.get(url("kwalificatie_kiezen", bakker)))
