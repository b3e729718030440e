"""
What may never be stored, whoever writes it: each constraint and trigger of this room, by its name.

Control: with the constraint dropped the same row goes in, so nothing else was refusing it.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pghistory.trigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from berichten.models import Bericht
from documenten.models import Document
from tests.eenmaal import controleer_uitgesteld, voor_de_module
from tests.trajecten import leven
from trajecten.models import (
    AgendaAdres,
    Deelnemer,
    FinancieringRegel,
    Gebeurtenis,
    GroteVerzending,
    Lijstwaarde,
    Lijstwijziging,
    Mailtekst,
    Oordeel,
    Overdracht,
    SchoolAfspraak,
    Tekenlink,
    Teller,
    TermijnAfwijking,
    Vaststelling,
    VaststellingRegel,
    Verklaring,
)
from trajecten.regels import Status

pytestmark = pytest.mark.django_db

ON = leven.BEGIN
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = ON + timedelta(days=10)
EERDER = ON - timedelta(days=10)
BREEKT: dict[str, Callable[["Wereld"], object]] = {}


class Wereld:
    """A traject at work, one that was decided upon, and what hangs on both."""

    def __init__(self) -> None:
        self.w = w = leven.wereld()
        self.t = leven.in_status(w, Status.LOPEND)
        self.p = self.t.plaatsingen.get()
        self.werkproces = w.werkprocessen[0]
        self.einde = leven.in_status(w, Status.UITREIKING)
        self.document = Document.objects.create(
            soort="scan", titel="Scan", sleutel="scan-1", bestandsnaam="scan-1.pdf", besteld_op=AT
        )
        self.vaststelling = Vaststelling.objects.create(
            traject=self.einde, school=w.school, datum=ON, naam="P. de Boer", functie="Voorzitter", plaats="Groningen"
        )
        self.verklaring = Verklaring.objects.create(
            traject=self.einde,
            vaststelling=self.vaststelling,
            regio=w.regio,
            jaar=2026,
            volgnummer=1,
            nummer="PV-GR-2026-0001",
            verificatiecode="c" * 22,
            initialen="A.W.",
            besloten_op=ON,
        )
        self.pok = self.p.pok_versies.create(versie=1, gemaakt_op=ON)
        self.handtekening = self.pok.handtekeningen.create(partij="school", naam="N. College", gevraagd_op=ON)
        self.gebeurtenis = Gebeurtenis.objects.create(traject=self.t, soort="contact", on=ON, at=AT, door=w.coordinator)


def breekt(name: str):
    def keep(function):
        assert name not in BREEKT
        BREEKT[name] = function
        return function

    return keep


def zet(row: models.Model, **values) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


def nog_een(row: models.Model, **anders) -> models.Model:
    """The same row once more."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    if "code" in values:
        values["code"] = uuid.uuid4()
    return type(row).objects.create(**(values | anders))


# --- deelnemer and traject --------------------------------------------------------------------------------------------

breekt("deelnemer_heeft_een_naam")(lambda x: Deelnemer.objects.create(regio=x.w.regio, geboortejaar=1990))
breekt("geboortedag_heeft_een_maand")(lambda x: zet(x.t.deelnemer, geboortedag=3, geboortemaand=None))
breekt("geboortejaar_bestaat")(lambda x: zet(x.t.deelnemer, geboortejaar=1899))
breekt("status_bestaat")(lambda x: leven.in_status(x.w, "verdwenen"))
breekt("partij_bestaat")(lambda x: zet(x.t, aan_zet="gemeente"))
breekt("doel_bestaat")(lambda x: zet(x.t, doel="baan"))
breekt("leerweg_bestaat")(lambda x: zet(x.t, leerweg="thuis"))
breekt("geeindigd_is_niemand_aan_zet")(lambda x: leven.in_status(x.w, Status.AFGESLOTEN, aan_zet="school"))
breekt("einde_heeft_een_reden")(lambda x: leven.in_status(x.w, Status.GESTOPT, einde_reden=""))
breekt("werkdagen_in_volgorde")(lambda x: zet(x.t, eerste_werkdag=ON, laatste_werkdag=EERDER))
breekt("uitreiking_is_vastgesteld")(lambda x: zet(x.einde, vastgesteld_op=None))
breekt("status")(lambda x: zet(x.t, status=Status.UITREIKING))


breekt("terug_heeft_een_weg")(lambda x: zet(x.t, status=Status.OVEREENKOMST))


breekt("plaatsing_heeft_kwalificatie")(lambda x: zet(x.t, kwalificatie=None))
breekt("heeft_plaatsing")(lambda x: nog_een(x.t, nummer="GR-2026-9999"))
breekt("traject_houdt_plaatsing")(lambda x: zet(x.p, huidig=False))


# --- plaatsing ---------------------------------------------------------------------------------------------------------

breekt("plaatsing_volgnummer")(lambda x: nog_een(x.p, huidig=False))
breekt("een_huidige_plaatsing")(lambda x: nog_een(x.p, volgnummer=2))
breekt("plaatsing_in_volgorde")(lambda x: zet(x.p, einddatum=x.p.startdatum))
breekt("uren_per_week_mogelijk")(lambda x: zet(x.p, uren_per_week=61))
breekt("plaatsing_werkdagen_in_volgorde")(lambda x: zet(x.p, eerste_werkdag=ON, laatste_werkdag=EERDER))
breekt("inschrijving_heeft_een_datum")(lambda x: zet(x.p, inschrijving="aangevraagd", inschrijving_op=None))


def _pauze(x: Wereld, van: date, tot: date | None):
    return x.t.onderbrekingen.create(van=van, tot=tot, verwacht_terug=LATER, reden="ziekte", status_ervoor="lopend")


breekt("onderbreking_in_volgorde")(lambda x: _pauze(x, ON, EERDER))


@breekt("onderbrekingen_overlappen_niet")
def _(x: Wereld) -> None:
    _pauze(x, EERDER, ON)
    _pauze(x, ON, LATER)  # the day of hervatten is a working day again, so these two touch and do not overlap
    _pauze(x, ON + timedelta(days=1), None)


def _uren(x: Wereld, **anders):
    rest = {"week": ON, "gewerkt": 24, "afgesproken": 0, "niet_afgesproken": 0, "vastgelegd_door": x.w.coordinator, "at": AT}
    return x.p.aanwezigheid.create(**(rest | anders))


breekt("aanwezigheid_een_keer_per_week")(lambda x: [_uren(x), _uren(x)])
breekt("aanwezigheid_begint_op_maandag")(lambda x: _uren(x, week=ON + timedelta(days=1)))
breekt("aanwezigheid_past_in_een_week")(lambda x: _uren(x, gewerkt=40, afgesproken=16, niet_afgesproken=8))


def _voorstel(x: Wereld, **anders):
    rest = {"leerbedrijf": x.w.leerbedrijf, "kwalificatie": x.w.kwalificatie, "gevraagd_op": ON}
    return x.t.voorstellen.create(**(rest | anders))


breekt("voorstelstatus_bestaat")(lambda x: _voorstel(x, status="misschien"))
breekt("een_huidig_voorstel")(lambda x: [_voorstel(x, huidig=True, kwalificatie=leven.kwalificatie(c)) for c in ("25499", "25500")])
breekt("een_open_voorstel_per_leerbedrijf")(lambda x: [_voorstel(x), _voorstel(x, status="nee"), _voorstel(x)])
breekt("huidig_voorstel_is_open")(lambda x: _voorstel(x, huidig=True, vervallen_op=ON))
breekt("wacht_heeft_een_erkenning")(lambda x: _voorstel(x, status="wacht_op_erkenning"))

breekt("overgenomen_heeft_bron_en_datum")(lambda x: type(x.t).objects.filter(pk=x.t.pk).update(overgenomen=True))
breekt("samen_een_keer_per_traject")(lambda x: leven.samen(x.w, x.t, x.t))


@breekt("overdracht_van_iets")
def _(x: Wereld) -> None:
    made = Overdracht.objects.create(regio=x.w.regio, naar=x.w.coordinator, door=x.w.coordinator, at=AT)
    made.rijen.create(soort="behandelaar", afwezige=x.w.coordinator)


breekt("samen_een_besluit_per_plaatsing")(lambda x: leven.samen_besloten(x.w.coordinator, x.t, x.t))
breekt("vastgesteld_of_een_reden")(
    lambda x: leven.samen_besloten(x.w.coordinator, x.t).rijen.update(vastgesteld="B1-K1-W1", reden="Niets behaald.")
)
breekt("niet_gelukt_heeft_een_reden")(lambda x: leven.samen(x.w).rijen.create(traject=x.t, gelukt=False))

# --- overeenkomst ------------------------------------------------------------------------------------------------------

breekt("pok_versie_een_keer")(lambda x: nog_een(x.pok, vervallen_op=ON))
breekt("een_geldige_pok_versie")(lambda x: nog_een(x.pok, versie=2))
breekt("handtekening_een_keer")(lambda x: nog_een(x.handtekening))
breekt("getekend_of_geweigerd")(lambda x: zet(x.handtekening, getekend_op=ON, wijze="papier", geweigerd_op=ON))
breekt("getekend_heeft_een_wijze")(lambda x: zet(x.handtekening, getekend_op=ON))
_GETEKEND = {"getekend_op": ON, "wijze": "papier"}
breekt("tweede_blik_van_een_ander")(
    lambda x: zet(x.handtekening, **_GETEKEND, bekeken_at=AT, vastgelegd_door=x.w.coordinator, bekeken_door=x.w.coordinator)
)
breekt("tweede_blik_op_een_scan")(lambda x: zet(x.handtekening, **_GETEKEND, bekeken_at=AT))
breekt("getekend_heeft_een_bewijs")(lambda x: zet(x.handtekening, getekend_op=ON, wijze="portaal"))


NU = datetime(2026, 5, 11, 8, tzinfo=UTC)


def _link(x: Wereld, **anders):
    days = {"verstuurd_op": NU, "vervalt_op": NU, "token_hash": str(uuid.uuid4())}
    return Tekenlink.objects.create(handtekening=x.handtekening, **{"wijze": "qr"} | days | anders)


breekt("een_open_tekenlink")(lambda x: [_link(x) for _ in range(2)])
breekt("tekenlink_een_einde")(lambda x: _link(x, gebruikt_op=NU, ingetrokken_op=NU))
breekt("tekenlinkwijze_bestaat")(lambda x: _link(x, wijze="post"))


def _besluitlink(x: Wereld, **anders):
    days = {"verstuurd_op": NU, "vervalt_op": NU, "token_hash": str(uuid.uuid4())}
    return x.t.besluitlinks.create(indiening=x.gebeurtenis, school=x.w.school, email="a@voorbeeld.test", **days | anders)


GEBRUIKT = {"gebruikt_op": NU, "besluit": "vaststellen", "naam": "P. de Boer", "functie": "Voorzitter"}
breekt("een_open_besluitlink")(lambda x: [_besluitlink(x) for _ in range(2)])
breekt("besluitlink_een_einde")(lambda x: _besluitlink(x, ingetrokken_op=NU, **GEBRUIKT))
breekt("besluitlink_gebruikt_door_iemand")(lambda x: _besluitlink(x, **GEBRUIKT | {"naam": ""}))


def _vraaglink(x: Wereld, **anders):
    days = {"verstuurd_op": NU, "vervalt_op": NU, "token_hash": str(uuid.uuid4())}
    return x.t.vraaglinks.create(plaatsing=x.p, **{"soort": "voortgang", "wijze": "qr"} | days | anders)


def _reactie(x: Wereld, tekst: str = "Goed"):
    return x.t.reacties.create(link=_vraaglink(x, gebruikt_op=NU), tekst=tekst, at=NU)


breekt("een_open_vraaglink")(lambda x: [_vraaglink(x) for _ in range(2)])
breekt("vraaglink_een_einde")(lambda x: _vraaglink(x, gebruikt_op=NU, ingetrokken_op=NU))
breekt("vraaglink_soort_bestaat")(lambda x: _vraaglink(x, soort="enquete"))
breekt("vraaglink_van_een_soort")(lambda x: _vraaglink(x, soort="nazorg"))
breekt("reactie_heeft_woorden")(lambda x: _reactie(x, ""))
breekt("reactie_staat_vast")(lambda x: zet(_reactie(x), tekst="Toch niet"))
breekt("reactie_blijft")(lambda x: _reactie(x).delete())

# --- tijd --------------------------------------------------------------------------------------------------------------

breekt("beurt_in_volgorde")(lambda x: x.t.beurten.create(partij="school", sinds=ON, tot=EERDER))
breekt("een_open_beurt")(lambda x: [x.t.beurten.create(partij="school", sinds=ON) for _ in range(2)])


def _mail():
    return Bericht.objects.create(sleutel="m", aan="a@voorbeeld.test", onderwerp="O", message_id="<m@x>", gemaakt_op=AT)


def _termijn(x: Wereld, **anders):
    return x.t.termijnen.create(**({"soort": "contact", "partij": "school", "op": LATER, "ontstaan_op": ON} | anders))


breekt("een_open_termijn_per_soort")(lambda x: [_termijn(x), _termijn(x)])


def _herinnering(x: Wereld, **anders):
    rest = {"moment": ON, "sleutel": "user:1", "ontvanger": x.w.coordinator, "at": AT}
    return (x.t.termijnen.first() or _termijn(x)).herinneringen.create(**(rest | anders))


def _overslaan(x: Wereld):
    row = x.t.termijnen.first() or _termijn(x)
    return row.overgeslagen.create(moment=ON, reden="Op vakantie", door=x.w.coordinator, at=AT)


def _groot(x: Wereld, **anders) -> GroteVerzending:
    return GroteVerzending.objects.create(regio=x.w.regio, aantal=612, gevraagd_at=NU, **anders)


breekt("herinnering_een_keer")(lambda x: [_herinnering(x), _herinnering(x)])
breekt("herinnering_aan_iemand")(lambda x: _herinnering(x, ontvanger=None))
breekt("een_open_grote_verzending")(lambda x: [_groot(x), _groot(x)])
breekt("verzendbesluit_bestaat")(lambda x: _groot(x, besluit="misschien", door=x.w.coordinator, beslist_at=NU))
breekt("verzendbesluit_van_iemand")(lambda x: _groot(x, besluit="verstuur"))
breekt("herinnering_mail_of_niet")(lambda x: _herinnering(x, bericht=_mail(), geen_mail="al gedaan"))
breekt("overslaan_een_keer")(lambda x: [_overslaan(x), _overslaan(x)])


def _even_niet(x: Wereld, **anders):
    rest = {"soort": "geen_contact", "sleutel": "2026-03-02", "tot": LATER, "reden": "Vakantie", "door": x.w.coordinator, "at": AT}
    return x.t.even_niet.create(**(rest | anders))


breekt("even_niet_een_keer")(lambda x: [_even_niet(x), _even_niet(x)])
breekt("even_niet_heeft_een_reden")(lambda x: _even_niet(x, reden=""))
breekt("termijn_partij_bestaat")(lambda x: _termijn(x, partij="gemeente"))

# --- beoordeling and vaststelling --------------------------------------------------------------------------------------


def _beoordeling(x: Wereld, **anders):
    return x.p.beoordelingen.create(**({"soort": "eind", "datum": ON, "beoordelaar": "J. Mulder"} | anders))


def _blad(x: Wereld, nummer: int):
    return x.p.bpv_bladen.create(nummer=nummer, gemaakt_op=ON, vanaf=ON, reden="Meer tijd")


def _instemming(blad, **anders):
    return blad.instemmingen.create(**({"partij": "school", "naam": "N. College", "gevraagd_op": ON} | anders))


def _oordelen(x: Wereld, *waarden: str) -> None:
    row = _beoordeling(x)
    for waarde in waarden:
        Oordeel.objects.create(beoordeling=row, werkproces=x.werkproces, waarde=waarde, at=AT)


def _regel(x: Wereld, **anders):
    rest = {"vaststelling": x.vaststelling, "plaatsing": x.p, "werkproces": x.werkproces, "vastgesteld": True}
    return VaststellingRegel.objects.create(**(rest | anders))


def _los(x: Wereld, **anders):
    return _beoordeling(x, **({"soort": "los", "vastgelegd_door": x.w.coordinator} | anders))


def _indruk(x: Wereld, waarde: str):
    return x.p.indrukken.create(werkproces=x.werkproces, datum=ON, door=x.w.coordinator, waarde=waarde, at=AT)


breekt("tussendoor_een_per_dag")(lambda x: [_los(x), _los(x)])
breekt("tussendoor_is_van_zelf")(lambda x: _los(x, vastgelegd_door=None))
breekt("indruk_een_per_dag")(lambda x: [_indruk(x, "goed"), _indruk(x, "goed")])
breekt("indruk_op_de_schaal")(lambda x: _indruk(x, "tien"))
breekt("bpv_blad_een_keer")(lambda x: [_blad(x, 2), _blad(x, 2)])
breekt("bpv_blad_na_het_eerste")(lambda x: _blad(x, 1))
breekt("instemming_een_keer")(lambda x: [_instemming(blad) for blad in [_blad(x, 2)] for _ in range(2)])
breekt("instemming_heeft_een_wijze")(lambda x: _instemming(_blad(x, 2), gegeven_op=ON))
breekt("gemelde_fout_heeft_woorden")(lambda x: _instemming(_blad(x, 2), fout_gemeld_op=ON))
breekt("namens_heeft_een_papier")(lambda x: _beoordeling(x, namens=True, ingediend_op=ON))
breekt("oordeel_een_keer")(lambda x: _oordelen(x, "goed", "voldoende"))
breekt("oordeel_op_de_schaal")(lambda x: _oordelen(x, "tien"))
breekt("een_vaststelling")(lambda x: nog_een(x.vaststelling))
breekt("namens_heeft_een_besluit")(lambda x: zet(x.vaststelling, namens=True))
breekt("vaststelling_per_werkproces")(lambda x: [_regel(x), _regel(x)])
breekt("niet_vastgesteld_heeft_een_reden")(lambda x: _regel(x, vastgesteld=False))

# --- verklaring and nazorg ---------------------------------------------------------------------------------------------

ANDERE = {"nummer": "PV-GR-2026-0002", "verificatiecode": "d" * 22}
breekt("teller_per_jaar")(
    lambda x: [Teller.objects.create(regio=x.w.regio, soort="PV", jaar=2030, laatste=n) for n in (1, 2)],
)
breekt("registernummer_een_keer")(lambda x: nog_een(x.verklaring, status="ingetrokken", **ANDERE))
breekt("een_geldige_verklaring")(lambda x: nog_een(x.verklaring, volgnummer=2, **ANDERE))
breekt("verklaringstatus_bestaat")(lambda x: zet(x.verklaring, status="zoek"))
breekt("nummer_staat_vast")(lambda x: zet(x.verklaring, besloten_op=LATER))
breekt("register_blijft")(lambda x: Verklaring.objects.filter(pk=x.verklaring.pk).delete())
breekt("nazorgmaand_bestaat")(lambda x: x.t.nazorgmetingen.create(maand=5, uitkomst="onbekend", datum=ON))
breekt("nazorg_door_wie")(lambda x: x.t.nazorgmetingen.create(maand=3, uitkomst="geen", datum=ON, hoe="telefoon"))
breekt("nazorg_een_keer_per_maand")(
    lambda x: [x.t.nazorgmetingen.create(maand=3, uitkomst="onbekend", datum=ON) for _ in range(2)],
)

# --- the dossier -------------------------------------------------------------------------------------------------------

breekt("gebeurtenis_heeft_een_wie")(lambda x: Gebeurtenis.objects.create(traject=x.t, soort="contact", on=ON, at=AT))
breekt("append_only")(lambda x: zet(x.gebeurtenis, reden="Toch anders"))
breekt("een_plan_per_soort")(lambda x: [x.t.planningen.create(soort="evaluatie", datum=ON) for _ in range(2)])
breekt("een_agenda_adres")(
    lambda x: [AgendaAdres.objects.create(user=x.w.coordinator, token_hash=n, gemaakt_at=AT) for n in ("een", "twee")]
)
breekt("contactsoort_bestaat")(
    lambda x: x.t.contactmomenten.create(soort="droom", datum=ON, met_wie="A", samenvatting="B", door=x.w.coordinator, at=AT)
)
breekt("een_keer_tegelijk_betrokken")(
    lambda x: [x.t.betrokkenen.create(user=x.w.coordinator, vanaf=day, tot=LATER) for day in (EERDER, ON)]
)
breekt("betrokken_in_volgorde")(lambda x: x.t.betrokkenen.create(user=x.w.coordinator, vanaf=ON, tot=EERDER))
breekt("belemmering_bestaat")(lambda x: x.t.belemmeringen.create(soort="regen", van=ON))
breekt("een_open_belemmering_per_soort")(lambda x: [x.t.belemmeringen.create(soort="taal", van=ON) for _ in range(2)])


@breekt("identiteit_gelezen")
def _(x: Wereld) -> None:
    verslag = leven.verslag(ON) | {"identiteit_gelezen": False}
    apps.get_model("trajecten", "Intakeverslag").objects.create(traject=x.t, **verslag)


# --- money -----------------------------------------------------------------------------------------------------------


def _geld(x: Wereld, **anders):
    return x.t.financieringen.create(**({"bron": "slim", "van": ON, "tot": LATER} | anders))


def _geldregel(**anders):
    return FinancieringRegel.objects.create(**({"bron": "slim", "geldig_van": ON, "vermelding": "Staatscourant"} | anders))


breekt("financiering_bron_bestaat")(lambda x: _geld(x, bron="loterij"))
breekt("financiering_status_bestaat")(lambda x: _geld(x, status="misschien"))
breekt("financiering_in_volgorde")(lambda x: _geld(x, tot=EERDER))
breekt("financiering_niet_negatief")(lambda x: _geld(x, bedrag_toegekend=-1))
breekt("financieringregel_een_keer")(lambda x: [_geldregel() for _ in range(2)])
breekt("financieringregel_bron_bestaat")(lambda x: _geldregel(bron="loterij"))
breekt("financieringregel_in_volgorde")(lambda x: _geldregel(geldig_tot=EERDER))

# --- what a regio sets -------------------------------------------------------------------------------------------------


def lijstwijziging(x: Wereld) -> Lijstwijziging:
    return Lijstwijziging.objects.create(
        regio=x.w.regio, lijst="stoppen", nummer=1, door=x.w.coordinator, at=AT, details=[["A", "B"]]
    )


def mailtekst(x: Wereld, **anders) -> Mailtekst:
    rest = {"regio": x.w.regio, "soort": "bundel", "nummer": 1, "inleiding": "Dag", "door": x.w.coordinator, "at": AT}
    return Mailtekst.objects.create(**(rest | anders))


breekt("mailtekst_nummer_een_keer")(lambda x: [mailtekst(x) for _ in range(2)])
breekt("mailtekst_eigen_of_standaard")(lambda x: mailtekst(x, inleiding=""))
breekt("mailtekst_blijft")(lambda x: zet(mailtekst(x), inleiding="Hoi"))


@breekt("lijstwaarde_een_keer")
def _(x: Wereld) -> None:
    for label in ("Eén", "Twee"):
        Lijstwaarde.objects.create(regio=x.w.regio, lijst="contact", code="bezoek", label=label)


breekt("lijstwaarde_nooit_uit")(
    lambda x: Lijstwaarde.objects.create(regio=x.w.regio, lijst="stoppen", code="overlijden", label="Overlijden", aan=False)
)
breekt("lijstwijziging_nummer_een_keer")(lambda x: [lijstwijziging(x) for _ in range(2)])
breekt("lijstwijziging_blijft")(lambda x: zet(lijstwijziging(x), details=[]))
breekt("termijnafwijking_een_keer")(
    lambda x: [TermijnAfwijking.objects.create(regio=x.w.regio, soort="contact", dagen=n) for n in (1, 2)]
)
breekt("termijnafwijking_hoogstens_vier")(
    lambda x: TermijnAfwijking.objects.create(regio=x.w.regio, soort="contact", dagen=1, momenten=[1, 2, 3, 4, 5])
)
breekt("school_afspraak_een_keer")(
    lambda x: [SchoolAfspraak.objects.create(regio=x.w.regio, school=x.w.school) for _ in range(2)],
)

# --- the tests ---------------------------------------------------------------------------------------------------------

OURS = [m for m in apps.get_app_config("trajecten").get_models() if not issubclass(m, pghistory.models.Event)]
CONSTRAINTS = {c.name: m for m in OURS for c in m._meta.constraints}
TRIGGERS = {
    t.name: m for m in OURS for t in getattr(m._meta, "triggers", []) if not isinstance(t, pghistory.trigger.Event)
}  # those of pghistory refuse nothing: they keep what was


# What refuses the same row in another way: a range cannot end before it begins.
OOK = {
    "onderbreking_in_volgorde": ["onderbrekingen_overlappen_niet"],
    "betrokken_in_volgorde": ["een_keer_tegelijk_betrokken"],
}


@pytest.fixture(scope="module")
def x(django_db_setup, django_db_blocker):
    with voor_de_module(django_db_blocker):
        made = Wereld()
        controleer_uitgesteld()
        yield made


def _breek(name: str, x: Wereld) -> None:
    BREEKT[name](x)
    controleer_uitgesteld()


def _drop(name: str) -> None:
    with connection.cursor() as cursor:
        if name in TRIGGERS:
            table = TRIGGERS[name]._meta.db_table
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s", [table, f"pgtrigger_{name}_%"]
            )
            for (full,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{full}" ON {table}')
            return
        table = CONSTRAINTS[name]._meta.db_table
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s", [table, name])
        is_constraint = cursor.fetchone()[0]
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' if is_constraint else f'DROP INDEX "{name}"')


def test_every_constraint_and_trigger_of_the_room_is_broken_here_once():
    assert set(BREEKT) == CONSTRAINTS.keys() | TRIGGERS.keys()


@pytest.mark.parametrize("name", sorted(BREEKT))
def test_the_database_refuses(x, name):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        _breek(name, x)

    diagnosis = refused.value.__cause__.diag
    assert name in (diagnosis.constraint_name or f"{diagnosis.message_primary} {diagnosis.context}")


@pytest.mark.parametrize("name", sorted(BREEKT))
def test_control_without_the_constraint_the_same_row_goes_in(x, name):
    _drop(name)
    for other in OOK.get(name, []):
        _drop(other)
    _breek(name, x)


def test_a_line_of_the_log_cannot_be_taken_away_either(x):
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        x.gebeurtenis.delete()


def test_the_lawful_neighbours_of_these_rows_are_stored(x):
    """A second one of each where the first is over, so that the partial indexes are no wider than meant."""
    zet(x.p, huidig=False)
    nog_een(x.p, volgnummer=2)
    zet(x.pok, vervallen_op=ON)
    nog_een(x.pok, versie=2)
    zet(x.vaststelling, ingetrokken_op=ON)
    nog_een(x.vaststelling)
    zet(x.verklaring, status="ingetrokken")
    nog_een(x.verklaring, volgnummer=2, **ANDERE)
    x.t.belemmeringen.create(soort="taal", van=ON, tot=ON)
    x.t.belemmeringen.create(soort="taal", van=ON)
    controleer_uitgesteld()

    assert [x.t.plaatsingen.count(), x.p.pok_versies.count(), x.einde.verklaringen.count()] == [2, 2, 2]
