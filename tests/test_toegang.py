"""
M01, M06, M08: every door x every role x {own regio, another's, another's smuggled in, unknown}, against a table by hand.

The doors come from the URL resolver: one without a row in the table fails, and so does a row without a door.
"""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from accounts.models import Afwezigheid, User
from basis.middleware import LoginRequired
from basis.once import new_key
from tests.eenmaal import ongedaan, voor_de_module
from tests.test_resolver import NAMES
from tests.toegang import formulieren
from tests.toegang.huis import VAN_SCHOOL, Huis, Stand, answer, written
from tests.toegang.regiowereld import NU, VANDAAG
from tests.toegang.tabel import PLAATSEN, TABEL, WIE
from trajecten import toegang, toegang_portaal
from trajecten.agenda import adressen
from trajecten.forms.velden import Geboortedatum
from trajecten.regels import Partij
from werkgevers.forms.leerbedrijf import ContactpersoonForm
from werkgevers.views import personen

pytestmark = pytest.mark.django_db

# Reading may leave behind: who read what, that somebody is still there, and how often an address asked.
BOEKHOUDING = {"basis_readlog", "basis_searchterm", "basis_oncekey", "django_session", "cache"}
TELT = {
    "trajecten:verificatie": {"trajecten_verklaring"},  # every check is counted (domein §6)
    "trajecten:agenda_feed": {"trajecten_agendaadres"},  # when it was last fetched
}
# Rows of its own person, not of the traject behind it.
VAN_EEN_TRAJECT = {name for name in TABEL if name.startswith("trajecten:") and "afwezig" not in name}
EIGEN, GEDEELD = "van een regio", "gedeeld"


@pytest.fixture(scope="module")
def media(tmp_path_factory) -> str:
    return str(tmp_path_factory.mktemp("documenten"))


@pytest.fixture(scope="module")
def huis(django_db_setup, django_db_blocker, media) -> Iterator[Huis]:
    django_settings.MEDIA_ROOT = media
    with time_machine.travel(NU), voor_de_module(django_db_blocker):
        yield Huis.bouw()


@pytest.fixture(scope="module")
def stand(huis) -> Stand:
    return Stand.nu()


@pytest.fixture(autouse=True)
def zelfde_dag(huis, media, settings, own_files) -> Iterator[None]:
    settings.MEDIA_ROOT = media
    with time_machine.travel(NU):
        yield


def test_every_door_has_a_row_and_every_row_a_door():
    assert set(TABEL) == NAMES


def test_the_row_of_a_door_that_is_open_lets_visitors_in_and_of_a_closed_one_none():
    for name, rij in TABEL.items():
        first = {getattr(rij, plaats).split()[0] for plaats in PLAATSEN}
        assert ("in" not in first) if name in LoginRequired.OPEN else first == {"in"}, name


@pytest.mark.parametrize("name", sorted(TABEL))
def test_everybody_gets_what_the_table_says_and_nothing_of_another_regio(huis, name):
    rij, wrong, leaks = TABEL[name], {}, {}

    def look(wie: str, plaats: str, methode: str, htmx: bool = False) -> None:
        response = huis.vraag(wie, name, plaats, methode, htmx=htmx)
        wanted = rij.verwacht(wie, plaats, methode)
        if answer(response) != wanted:
            wrong[wie, plaats, methode, htmx] = f"{answer(response)} instead of {wanted}"
        if found := huis.vreemd(wie, name, response):
            leaks[wie, plaats, methode] = found

    with written() as tables:
        for wie in WIE:
            for plaats in huis.plaatsen(name) if rij.soort != "knop" else ["eigen"]:
                if rij.is_anders(plaats, wie):
                    look(wie, plaats, "GET")
            look(wie, "eigen", "GET", htmx=True)
    for wie in WIE:
        look(wie, "eigen", "POST")
        if rij.soort != "lees":
            look(wie, "elders", "POST", htmx=True)

    assert not wrong
    assert not leaks
    assert tables <= BOEKHOUDING | TELT.get(name, set()), "a GET wrote here"


def test_who_stands_in_gets_what_the_absent_one_gets_for_as_long_as_they_are_away(huis):
    """Every door about a traject gives the begeleider what the table says of the behandelaar, and the day after no longer."""
    regio = huis.werelden.gr
    doors = [name for name, rij in TABEL.items() if name in VAN_EEN_TRAJECT and _verschilt(rij)]
    for tot, instead in ((VANDAAG, "behandelaar"), (VANDAAG - timedelta(days=1), "begeleider")):
        with ongedaan():
            away = {"van": VANDAAG - timedelta(days=5), "tot": tot, "vervanger": regio.begeleider}
            Afwezigheid.objects.create(user=regio.behandelaar, regio=regio.regio, **away)
            got = {name: huis.vraag("begeleider", name, "eigen", "GET") for name in doors}

        assert {name: answer(r) for name, r in got.items()} == {n: TABEL[n].verwacht(instead, "eigen", "GET") for n in doors}
        pages = [r.content.decode() for r in got.values() if "text/html" in r["Content-Type"]]
        assert not any(huis.werelden.fr.sporen.found_in(page) for page in pages)
    assert len(doors) > 40


def _verschilt(rij) -> bool:
    return rij.verwacht("behandelaar", "eigen", "GET") != rij.verwacht("begeleider", "eigen", "GET")


# --- controls: with the protection removed these very looks find it ------------------------------------------------------


def test_control_a_gate_that_lets_everybody_see_everything_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang, "visible_trajecten", lambda user, *, on: toegang.Traject.objects.all())
    monkeypatch.setattr(toegang, "may", lambda *args, **kwargs: True)

    response = huis.vraag("coordinator", "trajecten:traject", "elders", "GET")

    assert answer(response) == 200 != TABEL["trajecten:traject"].verwacht("coordinator", "elders", "GET")
    assert len(huis.vreemd("coordinator", "trajecten:traject", response)) > 20
    assert answer(huis.vraag("begeleider", "trajecten:contact", "eigen", "GET")) == 200


def test_control_a_list_that_forgets_the_regio_is_noticed(huis, monkeypatch):
    everything = SimpleNamespace(filter=lambda **kwargs: toegang.Traject.objects.all())
    monkeypatch.setattr(toegang, "leesbare_trajecten", lambda user, *, on: everything)

    response = huis.vraag("coordinator", "trajecten:trajecten", "eigen", "GET")

    assert huis.vreemd("coordinator", "trajecten:trajecten", response)


def test_control_a_page_that_shows_the_deelnemer_to_a_beheerder_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang, "get_dossier", toegang.get_traject)
    monkeypatch.setattr(toegang, "may", lambda *args, **kwargs: True)

    response = huis.vraag("beheerder", "trajecten:contact", "eigen", "GET")

    assert huis.vreemd("beheerder", "trajecten:contact", response)


def test_control_a_write_by_a_get_is_noticed_also_when_it_is_undone(huis, monkeypatch):
    def writes(user, soort, code, **rest):
        toegang.Traject.objects.filter(code=code).update(einde_toelichting="gezien")

    monkeypatch.setattr(toegang, "log_read", writes)
    with written() as tables:
        huis.vraag("coordinator", "trajecten:traject", "eigen", "GET")

    assert "trajecten_traject" in tables - BOEKHOUDING
    assert "trajecten_trajectevent" in tables


def test_control_without_the_closed_door_a_visitor_is_noticed(huis, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != "basis.middleware.LoginRequired"]

    assert answer(Client(raise_request_exception=False).get(huis.url("kwalificaties:lijst", "eigen"))) != "in"


# --- M03: what outsiders see ------------------------------------------------------------------------------------------

# Words of people that stand on the pages of a leerbedrijf (domein §7), as "Model.column".
VAN_ALLEN = {"Regio.naam", "User.naam", "User.email", "Kwalificatie.naam", "Dossier.naam", "Organisatie.naam", "Organisatie.plaats"}
VAN_LEERBEDRIJF = VAN_ALLEN | {
    "Deelnemer.roepnaam", "Deelnemer.achternaam",
    "Regio.telefoon", "Regio.email",
    "Praktijkopleider.naam",
    "SchoolAfspraak.contact_naam", "SchoolAfspraak.contact_email", "SchoolAfspraak.contact_telefoon",
    "Werkproces.titel", "Kerntaak.titel",
    "Beoordeling.beoordelaar", "Beoordeling.afspraken", "Oordeel.toelichting", "Eindconcept.opmerking",
    "Document.titel", "BpvBlad.wijzigingen", "Planning.plaats",
}  # fmt: skip
VAN_SCHOOL_OOK = VAN_SCHOOL | {"SchoolAfspraak.ondertekenaar", "SchoolAfspraak.ondertekenaar_functie"}
# Behind a personal link: the agreement in words, whom to ask, and the own name to sign with.
VAN_DEELNEMER = VAN_ALLEN | {
    "Deelnemer.roepnaam", "Deelnemer.achternaam", "Handtekening.naam", "Praktijkopleider.naam", "Regio.telefoon", "Regio.email",
    "Kerntaak.titel", "Werkproces.titel", "Beoordeling.afspraken",
}  # fmt: skip
LINKDEUREN = [name for name in TABEL if name.startswith("portaal:link")]
VAN_SCHOOL_LINK = [name for name in LINKDEUREN if name.startswith(("portaal:link_besluit", "portaal:link_concept"))]
PORTAALDEUREN = [name for name in TABEL if name.startswith("portaal:") and name not in LINKDEUREN]


def _gezien(huis, wie: str, deuren: list[str] = PORTAALDEUREN) -> set[str]:
    """Everything this person finds behind these doors, own rows of the own regio."""
    found = set()
    for name in deuren:
        response = huis.vraag(wie, name, "eigen", "GET")
        if response.status_code in (200, 409) and "text/html" in response["Content-Type"]:
            found |= huis.werelden.gr.sporen.kolommen_in(response.content.decode())
    return found


def test_a_leerbedrijf_sees_the_fields_of_domein_7_and_no_others(huis):
    found = _gezien(huis, "werkgever")

    assert found <= VAN_LEERBEDRIJF
    assert {"Deelnemer.achternaam", "Praktijkopleider.naam"} <= found


def test_a_school_sees_more_of_the_deelnemer_and_nothing_else(huis):
    found = _gezien(huis, "school")

    assert found <= VAN_LEERBEDRIJF | VAN_SCHOOL_OOK
    assert {"Deelnemer.geboorteplaats", "Deelnemer.straat"} <= found


def test_nobodys_calendar_holds_a_word_of_another_regio_or_more_of_a_dossier_than_the_place(huis):
    """Every text in these regio's is a sentinel; initials and numbers are left (issue 5, item 6)."""
    gr, found = huis.werelden.gr, {}
    with ongedaan():
        for wie in ["coordinator", "behandelaar", "werkgever", "school", "dubbelrol", "sw"]:
            token = adressen.maak(huis.werelden.mensen[wie], ook_collegas=True, ook_termijnen=True, at=NU)
            content = Client().get(reverse("trajecten:agenda_feed", args=[token])).content.decode()
            assert not huis.werelden.fr.sporen.found_in(content), wie
            assert content.count("BEGIN:VEVENT") and "GR-2026-" in content, wie
            found[wie] = gr.sporen.kolommen_in(content)

    assert all(kolommen <= {"Planning.plaats"} for kolommen in found.values())
    assert found["werkgever"] == found["school"] == {"Planning.plaats"}


KADER = {"Regio.naam", "User.naam", "User.email"}  # who is signed in, and where


@pytest.mark.parametrize(("wie", "mag"), [("leerbedrijf", VAN_LEERBEDRIJF), ("school", VAN_LEERBEDRIJF | VAN_SCHOOL_OOK)])
def test_who_looks_along_finds_the_fields_of_that_party_and_no_others(huis, wie, mag):
    own = {"leerbedrijf": "werkgever"}.get(wie, wie)

    found = _gezien(huis, "coordinator", [f"portaal:meekijken_{wie}"])

    assert found <= mag
    assert found - KADER == _gezien(huis, own, ["portaal:plaatsing"]) - KADER
    assert "Deelnemer.achternaam" in found


def test_control_who_looks_along_with_more_than_that_party_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang_portaal, "partijen", lambda lids: frozenset({Partij.LEERBEDRIJF, Partij.SCHOOL}))

    assert _gezien(huis, "coordinator", ["portaal:meekijken_leerbedrijf"]) - VAN_LEERBEDRIJF


def test_who_holds_a_link_sees_the_agreement_and_nothing_else(huis):
    found = _gezien(huis, "anoniem", [name for name in LINKDEUREN if name not in VAN_SCHOOL_LINK])

    assert found <= VAN_DEELNEMER
    assert {"Handtekening.naam", "Praktijkopleider.naam"} <= found


def test_a_school_that_holds_a_link_sees_what_a_school_sees_and_nothing_else(huis):
    found = _gezien(huis, "anoniem", VAN_SCHOOL_LINK)

    assert found <= VAN_LEERBEDRIJF | VAN_SCHOOL_OOK
    assert {"Deelnemer.geboorteplaats", "Deelnemer.straat"} <= found


def test_control_a_page_that_shows_everybody_what_a_school_sees_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang_portaal, "partijen", lambda lids: frozenset({Partij.LEERBEDRIJF, Partij.SCHOOL}))

    assert {"Deelnemer.geboorteplaats"} <= _gezien(huis, "werkgever") - VAN_LEERBEDRIJF


# --- M04 and M05: what a form takes in -----------------------------------------------------------------------------------

# Every choice of rows in every form: whether there are such rows of one regio, or only what all share.
KEUZES = {
    ("accounts:lid_uitnodigen", "organisatie"): EIGEN,
    ("accounts:organisatie", "gemeente"): GEDEELD,
    ("accounts:organisatie_nieuw", "gemeente"): GEDEELD,
    ("portaal:aanmelden", "gemeente"): GEDEELD,
    ("portaal:overdragen", "collega"): EIGEN,
    ("portaal:samen_besluiten", "deelnemers"): EIGEN,
    ("trajecten:aanmelden", "aanmelder_organisatie"): EIGEN,
    ("trajecten:aanmelden", "gemeente"): GEDEELD,
    ("trajecten:afwezig_collega", "vervanger"): EIGEN,
    ("trajecten:afwezig_collega", "wie"): EIGEN,
    ("trajecten:afwezig_melden", "vervanger_GR"): EIGEN,
    ("trajecten:afwezig_wijzigen", "vervanger"): EIGEN,
    ("trajecten:behandelaar", "nieuw"): EIGEN,
    ("trajecten:betrokkenen", "wie"): EIGEN,
    ("trajecten:financiering", "plaatsing"): EIGEN,
    ("trajecten:financiering_nieuw", "plaatsing"): EIGEN,
    ("trajecten:matchen", "praktijkopleider"): EIGEN,
    ("trajecten:matchen", "school"): EIGEN,
    ("trajecten:matchen", "werkprocessen"): EIGEN,
    ("trajecten:overdragen", "betrokken"): EIGEN,
    ("trajecten:overdragen", "naar"): EIGEN,
    ("trajecten:overdragen", "trajecten"): EIGEN,
    ("trajecten:overdragen", "vervangingen"): EIGEN,
    ("trajecten:trajecten", "behandelaar"): EIGEN,
    ("trajecten:trajecten", "gemeente"): GEDEELD,
    ("trajecten:trajecten", "leerbedrijf"): EIGEN,
    ("trajecten:trajecten", "school"): EIGEN,
    ("trajecten:overhandigd", "verklaring"): EIGEN,
    ("trajecten:vaststelling_intrekken", "verklaring"): EIGEN,
    ("trajecten:vervangen", "verklaring"): EIGEN,
    ("werkgevers:adres_wijzigen", "gemeente"): GEDEELD,
    ("trajecten:afspraken_wijzigen", "praktijkopleider"): EIGEN,
    ("trajecten:afspraken_wijzigen", "school"): EIGEN,
    ("trajecten:afspraken_wijzigen", "werkprocessen"): EIGEN,
    ("trajecten:nieuw_traject", "aanmelder_organisatie"): EIGEN,
    ("trajecten:nieuw_traject", "gemeente"): GEDEELD,
    ("trajecten:overnemen", "aanmelder_organisatie"): EIGEN,
    ("trajecten:overnemen", "gemeente"): GEDEELD,
    ("trajecten:overnemen", "kwalificatie"): EIGEN,
    ("trajecten:plaatsing_aanvullen", "praktijkopleider"): EIGEN,
    ("trajecten:plaatsing_aanvullen", "school"): EIGEN,
    ("trajecten:plaatsing_aanvullen", "werkprocessen"): EIGEN,
    ("trajecten:samen_matchen", "praktijkopleider"): EIGEN,
    ("trajecten:samen_matchen", "school"): EIGEN,
    ("trajecten:samen_matchen", "trajecten"): EIGEN,
    ("trajecten:samen_matchen", "werkprocessen"): EIGEN,
    ("trajecten:voorstel", "kwalificatie"): EIGEN,
    ("trajecten:voorstel", "leerbedrijf"): EIGEN,
    ("werkgevers:erkenning_aanvragen", "werkprocessen"): EIGEN,
    ("werkgevers:erkenning_bereik", "werkprocessen"): EIGEN,
    ("werkgevers:erkenning_registreren", "werkprocessen"): EIGEN,
    ("werkgevers:leerbedrijf_nieuw", "gemeente"): GEDEELD,
    ("werkgevers:leerbedrijf_nieuw", "organisatie"): EIGEN,
    ("werkgevers:leerbedrijf_wijzigen", "bekend_bij"): EIGEN,
    ("werkgevers:leerbedrijven", "gemeente"): GEDEELD,
    ("werkgevers:leerbedrijven", "kwalificatie"): EIGEN,
    ("werkgevers:leerbedrijven", "sector"): GEDEELD,
}


def test_no_choice_takes_a_row_of_another_regio(huis):
    """M04: whatever row of Friesland is named in whatever form, it is none of the choices."""
    found, taken = {}, []
    for name in formulieren.VRAAGT + formulieren.FILTERS:
        for veld, field in formulieren.keuzevelden(formulieren.het_formulier(huis, name)).items():
            rows = huis.werelden.fr.rijen.get(field.queryset.model, [])
            found[name, veld] = EIGEN if rows else GEDEELD
            taken += [(name, veld, row.pk) for row in rows if formulieren.neemt_aan(field, row)]

    assert not taken
    assert found == KEUZES


@pytest.mark.parametrize(("name", "veld"), [key for key, van in KEUZES.items() if van == EIGEN and key[0] in formulieren.VRAAGT])
def test_a_form_that_names_a_row_of_another_regio_comes_back_and_changes_nothing(huis, stand, name, veld):
    form = formulieren.het_formulier(huis, name)
    row = huis.werelden.fr.rijen[form.fields[veld].queryset.model][0]
    data = formulieren.ingevuld(form, name) | {veld: str(row.code)}

    with ongedaan():
        with written() as tables:
            response = formulieren.verstuur(huis, name, data)
        changes = Stand.nu(tables).anders(stand)
    with ongedaan():
        formulieren.bereid_voor(huis, name)
        changes -= Stand.nu(tables).anders(stand)

    assert response.status_code == 200
    assert veld in response.context["form"].errors
    assert not changes


def test_a_row_of_another_regio_in_the_address_of_a_step_leads_nowhere(huis):
    fr, client = huis.werelden.fr, huis.clients["coordinator"]
    matchen = formulieren.adres(huis, "trajecten:matchen", kwalificatie=str(fr.eigen_kwalificatie.code))
    first_step = client.get(formulieren.adres(huis, "trajecten:matchen", leerbedrijf=str(fr.w.leerbedrijf.code)))

    assert client.get(matchen).status_code == 404
    assert "leerbedrijf" in first_step.context["form"].errors
    assert not huis.vreemd("coordinator", "trajecten:matchen", first_step)
    for name in ("erkenning_registreren", "erkenning_aanvragen", "erkenning_opvolger"):
        own = huis.werelden.doel(f"werkgevers:{name}", "eigen")
        mixed = reverse(f"werkgevers:{name}", kwargs=own | {"kwalificatie": fr.eigen_kwalificatie.code})
        assert client.get(mixed).status_code == 404, name


@pytest.mark.parametrize("name", sorted(formulieren.VRAAGT))
def test_more_than_a_form_asks_changes_nothing_more(huis, stand, name):
    """M05: the names of all columns of all models with it, and the same cells get the same values."""
    form = formulieren.het_formulier(huis, name)
    data = formulieren.ingevuld(form, name)
    asked = {bound.html_name for bound in form or []} | set(data) | {"csrfmiddlewaretoken", "zoek", "term"}
    more = {key: value for key, value in formulieren.gesmokkeld(huis).items() if key not in asked}

    plain, smuggled = (_changes(huis, stand, name, body) for body in (data, more | data))

    assert len(more) > 150
    assert plain == smuggled


def _changes(huis, stand, name: str, data: dict) -> set[tuple]:
    data = {key: value if not hasattr(value, "seek") else (value.seek(0), value)[1] for key, value in data.items()}
    with ongedaan():
        with written() as tables:
            response = formulieren.verstuur(huis, name, data | {"once": new_key()})
        assert response.status_code in (302, 303), getattr((response.context or {}).get("form"), "errors", response.status_code)
        return Stand.nu(tables).anders(stand)


# Not typed: counted, or made again from what is.
AFGELEID = {"versie", "zoektekst", "sorteernaam", "aan_zet", "aan_zet_reden", "aan_zet_sinds", "trajecten_beurt"}
# Where saving what the page shows must leave every cell as it was.
WIJZIGT = [
    "accounts:lid_rechten",
    "accounts:organisatie",
    "accounts:regio",
    "kwalificaties:eigen_wijzigen",
    "trajecten:aanwezigheid",
    "trajecten:afwezig_wijzigen",
    "trajecten:belemmeringen",
    "trajecten:financiering",
    "trajecten:gegevens",
    "trajecten:lijst",
    "trajecten:mailtekst",
    "trajecten:school_afspraak",
    "werkgevers:adres_wijzigen",
    "werkgevers:contactpersoon_wijzigen",
    "werkgevers:leerbedrijf_wijzigen",
    "werkgevers:praktijkopleider_wijzigen",
]


@pytest.mark.parametrize("name", sorted(n for n in formulieren.VRAAGT if TABEL[n].soort == "formulier"))
def test_what_a_page_shows_can_be_sent_back(huis, name):
    """Only what is still empty may be asked; a page to change something changes nothing by itself."""
    with ongedaan():
        formulieren.bereid_voor(huis, name)
        formulieren.geldige_nummers(huis)
        before, shown = Stand.nu(), formulieren.zoals_getoond(huis, name)
        response = huis.clients[formulieren.wie(name)].post(formulieren.adres(huis, name), shown)
        changes = {cell for cell in Stand.nu().anders(before) if AFGELEID.isdisjoint(cell[:3])}
    form = (response.context or {}).get("form")
    wrong = {veld: fouten for veld, fouten in (form.errors if form else {}).items() if formulieren.is_gevuld(form, veld, shown)}

    assert not wrong
    if name in WIJZIGT:
        assert response.status_code == 303, getattr(form, "errors", "")
        assert not changes


def test_control_a_date_of_birth_shown_the_wrong_way_round_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(Geboortedatum, "getypt", lambda *parts: [str(part) for part in parts])
    with ongedaan():
        shown = formulieren.zoals_getoond(huis, "trajecten:gegevens")
        response = formulieren.verstuur(huis, "trajecten:gegevens", shown)

    assert "geboren" in response.context["form"].errors


def test_control_a_choice_of_everybody_is_noticed(huis, monkeypatch):
    monkeypatch.setattr(toegang, "collegas", lambda regio, *, on: User.objects.all())
    field = formulieren.het_formulier(huis, "trajecten:behandelaar").fields["nieuw"]

    assert formulieren.neemt_aan(field, huis.werelden.fr.coordinator)


def test_control_a_form_that_takes_every_column_is_noticed(huis, stand, monkeypatch):
    name = "werkgevers:contactpersoon_wijzigen"
    data = formulieren.ingevuld(formulieren.het_formulier(huis, name), name)
    everything = type("Meta", (ContactpersoonForm.Meta,), {"fields": [*ContactpersoonForm.Meta.fields, "leerbedrijf"]})
    monkeypatch.setattr(personen, "ContactpersoonForm", type("Form", (ContactpersoonForm,), {"Meta": everything}))

    own = {"leerbedrijf": str(huis.werelden.gr.w.leerbedrijf.pk)}
    plain = _changes(huis, stand, name, data | own)
    smuggled = _changes(huis, stand, name, formulieren.gesmokkeld(huis) | data)

    assert {cell[2] for cell in smuggled - plain} == {"leerbedrijf_id"}
