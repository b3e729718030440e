"""
Two regio's with everything in them, and everybody who may sign in; every text field holds a sentinel of its regio.

A text field that comes later is filled by itself: only the columns in CODES hold something else than words of people.
"""

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pgtrigger
from django.apps import apps
from django.db import models
from django.utils import timezone

from accounts import logo, uitnodigen
from accounts.models import Afwezigheid, GeslotenPeriode, Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Rol, User
from berichten import afmelden
from documenten import bestellen
from kwalificaties import opname
from kwalificaties.models import CatalogusImport, CatalogusUpload, Kerntaak, Kwalificatie, Werkproces
from tests.sleutel import passkey_van
from tests.trajecten import leven
from trajecten import (
    besluitlinks,
    bewijsstukken,
    documenten,
    dossier,
    eindbeoordeling,
    tekenlinks,
    tussendoor,
    vraaglinks,
    wijziging,
    workflow,
)
from trajecten.agenda import adressen
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import DEELNEMER
from trajecten.models import (
    Betrokkene,
    GroteVerzending,
    Handtekening,
    Instemming,
    Mailtekst,
    Overdracht,
    PokVersie,
    SchoolAfspraak,
    TermijnAfwijking,
    Traject,
)
from trajecten.nazorg import vraag
from trajecten.regels import Status
from werkgevers.models import Contactpersoon, Erkenning, ErkenningCheck, Leerbedrijf, Leerbedrijfnotitie

VANDAAG = date(2026, 5, 11)
NU = datetime(2026, 5, 11, 8, tzinfo=timezone.get_fixed_timezone(0))
ROOMS = ["accounts", "kwalificaties", "documenten", "werkgevers", "trajecten"]
# Columns with a meaning of their own; the rest is what people type.
CODES = {
    "Regio": "regiocode merkkleur",
    "User": "password",
    "Organisatie": "brin",
    "Uitnodiging": "token_hash",
    "Kwalificatie": "crebo",
    "Kerntaak": "nummer",
    "Werkproces": "nummer",
    "Document": "soort sleutel template attach_json bestandsnaam bestand sha256 media_type",
    "Leerbedrijf": "leerbedrijf_id kvk",
    "Traject": "nummer startpunt aanmelder_soort aan_zet_reden volgende_termijn_soort resultaat einde_reden einde_status",
    "Onderbreking": "reden status_ervoor",
    "Beoordeling": "",
    "Financiering": "bron",
    "FinancieringRegel": "bron",
    "Oordeel": "waarde",
    "Indruk": "waarde",
    "Termijn": "soort sleutel",
    "TermijnAfwijking": "soort",
    "Herinnering": "sleutel adres",
    "GroteVerzending": "besluit",
    "EvenNiet": "soort sleutel",
    "Gebeurtenis": "soort van naar systeem namens",
    "Terugweg": "van naar eerder",
    "Contactmoment": "soort",
    "Belemmering": "soort",
    "Nazorgmeting": "uitkomst",
    "OverdrachtRij": "reden",  # ours, and none when it went
    "SamenBesluitRij": "vastgesteld reden",  # one of the two; both are ours
    "Lijstwaarde": "lijst code",
    "Lijstwijziging": "lijst",
    "Mailtekst": "soort",
    "Verklaring": "nummer verificatiecode crebo",
    "Tekenlink": "wijze token_hash",
    "Besluitlink": "besluit token_hash",
    "AgendaAdres": "token_hash",
    "Vraaglink": "soort wijze token_hash",
    "Handtekening": "wijze sha256 afgekeurd_reden",  # the last only where somebody looked
}
SENTINEL = re.compile(r"Q[A-Z]{2}\d{4}", re.IGNORECASE)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _models() -> list[type[models.Model]]:
    """Those of people, without the copies that keep their history."""
    return [m for room in ROOMS for m in apps.get_app_config(room).get_models() if not m.__name__.endswith("Event")]


def _own_rows(model: type[models.Model]) -> models.QuerySet:
    """What all regio's share belongs to none of them."""
    rows = model._default_manager.all()
    if model is Organisatie:
        return rows.exclude(soort__in=[OrganisatieSoort.SCHOOL, OrganisatieSoort.GEMEENTE])
    if model in (Kwalificatie, Kerntaak, Werkproces):
        return rows.filter(regio__isnull=False)
    if model is CatalogusUpload:
        return rows
    if model._meta.app_label == "kwalificaties" or model.__name__ == "Gemeente":
        return rows.none()
    return rows


@dataclass
class Sporen:
    """What betrays a regio in a page: its sentinels, its numbers and the codes of its rows."""

    regiocode: str
    deelnemers: set[str] = field(default_factory=set)  # sentinels in rows about a deelnemer
    namen: set[str] = field(default_factory=set)  # of those, how a deelnemer is called
    kolommen: dict[str, str] = field(default_factory=dict)  # of each sentinel, "Model.column"
    codes: set[str] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)

    def found_in(self, page: str) -> set[str]:
        """Every trace of this regio in a page."""
        words = {w for w in SENTINEL.findall(page) if w[1:3].upper() == self.regiocode}
        return words | (set(UUID.findall(page)) & self.codes) | {n for n in self.numbers if n in page}

    def kolommen_in(self, page: str) -> set[str]:
        """What a page shows of this regio, as "Model.column"."""
        return {self.kolommen[w.upper()] for w in SENTINEL.findall(page) if w.upper() in self.kolommen}

    def deelnemer_in(self, page: str) -> set[str]:
        return {w.upper() for w in SENTINEL.findall(page)} & self.deelnemers


def _fill(code: str, before: dict[type, set[int]]) -> Sporen:
    """Write a sentinel in every text field of the rows that came since `before`."""
    sporen, n = Sporen(code), 0
    with pgtrigger.ignore():  # what may never change in the house is written here before anybody looks
        for model in _models():
            for row in _own_rows(model).exclude(pk__in=before[model]):
                texts = {}
                for column in _text_columns(model):
                    n += 1
                    texts[column.name] = _value(column, f"Q{code}{n:04}")
                    sporen.kolommen[f"Q{code}{n:04}"] = f"{model.__name__}.{column.name}"
                    if model.__name__ in ("Deelnemer", "Intakeverslag", "Contactmoment", "Notitie", "Gebeurtenis"):
                        sporen.deelnemers.add(f"Q{code}{n:04}")
                    if model.__name__ == "Deelnemer" and column.name in ("roepnaam", "achternaam"):
                        sporen.namen.add(f"Q{code}{n:04}")
                if texts:
                    model._base_manager.filter(pk=row.pk).update(**texts)
                if hasattr(row, "code"):
                    sporen.codes.add(str(row.code))
    sporen.numbers = [
        f"{code}-2026-",
        *_own_rows(Leerbedrijf).exclude(pk__in=before[Leerbedrijf]).values_list("leerbedrijf_id", flat=True),
    ]
    return sporen


def _text_columns(model: type[models.Model]) -> list[models.Field]:
    skip = CODES.get(model.__name__, "").split()
    texts = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField) and not f.choices]
    words = [f for f in texts if f.name not in skip and (f.max_length or 7) >= 7]
    return words + [f for f in model._meta.concrete_fields if f.name == "details" and isinstance(f, models.JSONField)]


def _value(column: models.Field, sentinel: str) -> str | list:
    if isinstance(column, models.EmailField):
        return f"{sentinel.lower()}@voorbeeld.test"
    return [["Zin", sentinel]] if isinstance(column, models.JSONField) else sentinel


class Regiowereld:
    """One regio: its people by role, a traject at every step, a leerbedrijf with all there is, members, invitations."""

    def __init__(self, code: str, leerbedrijf_id: str, stappen: list[Status]) -> None:
        before = {m: set(m._default_manager.values_list("pk", flat=True)) for m in _models()}
        self.code = code
        self.w = leven.wereld(code)
        self.regio = self.w.regio
        Leerbedrijf.objects.filter(pk=self.w.leerbedrijf.pk).update(leerbedrijf_id=leerbedrijf_id)
        self._accounts()
        self._leerbedrijf()
        self._afwezig()
        TermijnAfwijking.objects.create(regio=self.regio, soort="erkenning_hercheck", dagen=0)  # a signal that can be kept away
        self._trajecten(stappen)
        self.mailtekst = Mailtekst.objects.create(
            regio=self.regio, soort="bundel", nummer=1, inleiding="I", slot="S", door=self.coordinator, at=NU
        )
        self.afmeldtoken = afmelden.maak_link(self.coordinator.email, ["voortgang", "termijnen"], at=NU)
        self.grote_verzending = GroteVerzending.objects.create(regio=self.regio, aantal=612, gevraagd_at=NU)
        self.sporen = _fill(code, before)
        self.rijen = {m: list(_own_rows(m).exclude(pk__in=before[m])) for m in _models()}
        self.sporen.numbers.append(self.verklaring.verificatiecode)

    def _besluitlink(self, traject: Traject | None) -> str:
        """:returns: the token of a link by which the school may decide, where one is asked to."""
        if traject is None:
            return "geen-link"
        SchoolAfspraak.objects.filter(regio=self.regio).update(contact_email="school@voorbeeld.test")
        besluitlinks.stuur(traject=traject, by=self.coordinator, on=VANDAAG, at=NU)
        token = f"{self.code.lower()}-{'b' * 40}"
        traject.besluitlinks.update(token_hash=hashlib.sha256(token.encode()).hexdigest())
        return token

    def _bpv_blad(self, traject: Traject, by: User, on: date) -> Instemming:
        """A change after the start, to which nobody said anything yet."""
        anders = replace(wijziging.nu(traject.plaatsing), uren_totaal=380)
        gelezen = workflow.Papierwerk(wijziging.Gevolgsoort.BLAD)
        workflow.afspraken_wijzigen(traject=traject, afgesproken=anders, vanaf=on, reden="R", by=by, on=on, papierwerk=gelezen)
        return Instemming.objects.filter(bpv_blad__plaatsing__traject=traject).first()

    def lid(self, rol: Rol, naam: str = "", **meer) -> User:
        user = User.objects.create_user(f"{naam or rol}-{self.code.lower()}@voorbeeld.test", rol, "een goed wachtwoord")
        self.word_lid(user, rol, **meer)
        return user

    def word_lid(self, user: User, rol: Rol, **meer) -> Lidmaatschap:
        return Lidmaatschap.objects.create(user=user, regio=self.regio, rol=rol, vanaf=date(2020, 1, 1), **meer)

    def _accounts(self) -> None:
        gemeente, _ = Organisatie.objects.get_or_create(soort="gemeente", naam="Gemeente Oldambt")
        rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.UITNODIGEN]
        self.bedrijf = {"organisatie": self.w.leerbedrijf.organisatie, "rechten": rechten}
        self.uwv = Organisatie.objects.create(soort="uwv", regio=self.regio, naam="UWV")
        self.sw_bedrijf = Organisatie.objects.create(soort="sw_bedrijf", regio=self.regio, naam="SW")
        self.coordinator = self.w.coordinator
        self.behandelaar = self.lid(Rol.BEGELEIDER, "behandelaar")
        self.begeleider = self.lid(Rol.BEGELEIDER)
        self.beheerder = self.lid(Rol.BEHEERDER, rechten=[Recht.CATALOGUSBEHEER])
        self.programmamanager = self.lid(Rol.PROGRAMMAMANAGER)
        self.werkgever = self.lid(Rol.WERKGEVER, **self.bedrijf)
        rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
        self.school = self.lid(Rol.SCHOOL, organisatie=self.w.school, rechten=rechten, mandaat="Brief")
        self.consulent = self.lid(Rol.CONSULENT, organisatie=gemeente)
        passkey_van(self.consulent, b"sleutel " + self.code.encode())
        self.collega_consulent = self.lid(Rol.CONSULENT, "collega-consulent", organisatie=gemeente)
        logo.replace(self.regio, b"PNG")
        invited = {"naam": "Nieuw", "regio": self.regio, "rol": Rol.BEGELEIDER, "organisatie": None, "rechten": []}
        self.uitnodiging = uitnodigen.uitnodigen(email=f"nieuw-{self.code}@voorbeeld.test", **invited, by=self.beheerder, at=NU)
        outside = invited | {"rol": Rol.WERKGEVER, "organisatie": self.w.leerbedrijf.organisatie}
        self.uitnodiging_leerbedrijf = uitnodigen.uitnodigen(
            email=f"bedrijf-{self.code}@voorbeeld.test", **outside, by=self.coordinator, at=NU
        )
        self.token = f"{self.code.lower()}-{'t' * 40}"
        type(self.uitnodiging).objects.filter(pk=self.uitnodiging.pk).update(
            token_hash=hashlib.sha256(self.token.encode()).hexdigest()
        )

    def _afwezig(self) -> None:
        """The begeleider who has no part in anything will be away, and the coordinator has been."""
        zomer = {"van": date(2026, 7, 13), "tot": date(2026, 7, 24), "vervanger": self.behandelaar}
        self.afwezigheid = Afwezigheid.objects.create(user=self.begeleider, regio=self.regio, **zomer)
        mei = {"van": VANDAAG - timedelta(days=9), "tot": VANDAAG - timedelta(days=2), "vervanger": self.begeleider}
        self.weggeweest = Afwezigheid.objects.create(user=self.coordinator, regio=self.regio, **mei)

    def _leerbedrijf(self) -> None:
        row, on, by = self.w.leerbedrijf, VANDAAG, self.coordinator
        self.contactpersoon = Contactpersoon.objects.create(leerbedrijf=row, naam="C")
        self.opleider = self.w.opleider
        Leerbedrijfnotitie.objects.create(leerbedrijf=row, tekst="N", door=by, at=NU)
        self.periode = GeslotenPeriode.objects.create(organisatie=row.organisatie, van=on, tot=on + timedelta(days=20))
        self.eigen_kwalificatie = Kwalificatie.objects.create(
            dossier=self.w.kwalificatie.dossier, crebo="25990", naam="Eigen", niveau=1, regio=self.regio
        )
        self.eigen_kerntaak = Kerntaak.objects.create(
            dossier=self.w.kwalificatie.dossier,
            kwalificatie=self.eigen_kwalificatie,
            nummer="P1-K1",
            titel="Eigen",
            regio=self.regio,
        )
        kerntaak = Kerntaak.objects.filter(dossier=self.w.kwalificatie.dossier).first()
        self.eigen_werkproces = Werkproces.objects.create(kerntaak=kerntaak, nummer="B1-K1-W9", titel="Eigen", regio=self.regio)
        self.opvolger, _ = Kwalificatie.objects.get_or_create(
            crebo="25991", regio=None, defaults={"dossier": self.w.kwalificatie.dossier, "naam": "Opvolger", "niveau": 2}
        )
        Kwalificatie.objects.filter(pk=self.w.kwalificatie.pk).update(opvolger=self.opvolger)
        self.erkenning = self.w.erkenning
        self.aanvraag = Erkenning.objects.create(
            leerbedrijf=row, kwalificatie=self.opvolger, status="aangevraagd", aangevraagd_op=on - timedelta(days=3)
        )
        self.w.controleer(on)
        csv = f"dossier_crebo,dossier,crebo,kwalificatie,niveau\n23993,Proef {self.code},25993,Proef {self.code},2\n"
        self.upload = opname.ontvang(naam="crebos.csv", inhoud=csv.encode(), by=self.beheerder, at=NU)
        self.bron = CatalogusImport.objects.create(
            soort="crebos", bestandsnaam="eerder.csv", sha256="0", at=NU, door=self.beheerder
        )
        self.vrij, _ = Kwalificatie.objects.get_or_create(
            crebo="25992", regio=None, defaults={"dossier": self.w.kwalificatie.dossier, "naam": "Vrij", "niveau": 2}
        )

    def _voortgang(self, lopend: Traject) -> None:
        """What the leerbedrijf judged in between with a photo, and what the coordinator saw."""
        first, of = self.w.werkprocessen[0], {"traject": lopend, "on": VANDAAG}
        seen = {first.pk: tussendoor.Gezien("oefenen", "G", 0)}
        tussendoor.beoordeel(by=self.werkgever, gezien=seen, **of)
        tussendoor.kijk_mee(by=self.coordinator, gezien=seen, **of)
        self.bewijsstuk = bewijsstukken.voeg_toe(
            by=self.werkgever, werkproces=first, bestand=leven.papier(), omschrijving="O", **of
        )
        if asked := self.trajecten.get(Status.BEOORDELING):
            said = {x.pk: tussendoor.Gezien("goed", "G", 0) for x in self.w.werkprocessen}
            tussendoor.beoordeel(traject=asked, by=self.werkgever, on=VANDAAG, gezien=said)
            answers = dict.fromkeys(["werkt_nog", "kon_alles_oefenen", "in_dienst"], True)
            eindbeoordeling.bewaar(traject=asked, by=self.werkgever, on=VANDAAG, at=NU, versie=0, opmerking="O", antwoorden=answers)

    def _nazorglink(self, gedaan: Traject) -> str:
        """As if the round of three months began today."""
        gedaan.termijnen.filter(soort="nazorg_3").update(op=VANDAAG)
        asked = gedaan.termijnen.get(soort="nazorg_3")
        told = asked.herinneringen.create(moment=VANDAAG, sleutel=DEELNEMER, adres="deelnemer@voorbeeld.test", at=NU)
        return vraag.maak(gedaan, asked, told, at=NU)[1]

    def _trajecten(self, stappen: list[Status]) -> None:
        w, self.trajecten = self.w, {}
        for n, status in enumerate(stappen):
            person = {"roepnaam": f"Een{n}", "achternaam": f"Persoon{n}", "telefoon": f"050 000 00 0{n}", "geboortejaar": 1970 + n}
            self.trajecten[status] = leven.naar(w, status, **person)
        wie = {"by": w.coordinator, "on": VANDAAG}
        lopend, gedaan = self.trajecten[Status.LOPEND], self.trajecten[Status.NAZORG]
        dossier.contact(traject=lopend, soort="bezoek", datum=VANDAAG, met_wie="A", samenvatting="B", volgende_stap="C", **wie)
        dossier.notitie(traject=lopend, tekst="N", **wie)
        self.afspraak = dossier.plan(traject=lopend, soort="evaluatie", datum=VANDAAG, tijd=None, plaats="Hier", **wie)
        dossier.document(traject=lopend, titel="Brief", papier=leven.papier(), bsn_weg=True, **wie)
        dossier.nazorg(traject=gedaan, maand=0, uitkomst="werk_hier", datum=VANDAAG, toelichting="T", **wie)
        self.voorstel = leven.voorstel(w, self.trajecten.get(Status.MATCHING) or leven.in_status(w, Status.MATCHING))
        self.overgenomen = workflow.overnemen(
            regio=w.regio,
            overname=leven.overname(w, Status.LOPEND, deelnemer={"achternaam": "Eerder"}),
            by=w.coordinator,
            on=VANDAAG,
        )
        self.samen = leven.samen(w, self.trajecten[Status.OVEREENKOMST])
        self.samen_besloten = leven.samen_besloten(self.school, gedaan, lopend)
        days = {"van": leven.BEGIN, "tot": VANDAAG}
        self.financiering = lopend.financieringen.create(bron="slim", plaatsing=lopend.plaatsing, **days)
        self.document = lopend.documenten.get(document__soort="bijlage")
        self._voortgang(lopend)
        self.handtekening = Handtekening.objects.filter(pok_versie__plaatsing__traject=self.trajecten[Status.OVEREENKOMST]).first()
        own_pok = Handtekening.objects.filter(pok_versie__plaatsing__traject=self.trajecten[Status.OVEREENKOMST])
        self.handtekening_leerbedrijf = own_pok.get(partij="leerbedrijf")
        upload = {"upload": leven.papier(), "door_id": w.coordinator.pk, "nummer": lopend.nummer}
        signed = bestellen.bewaar_upload("praktijkovereenkomst", titel="Overeenkomst", **upload)
        PokVersie.objects.filter(pk=self.handtekening_leerbedrijf.pok_versie_id).update(document=signed)
        asked = own_pok.get(partij="deelnemer")
        self.tekentoken = tekenlinks.toon(handtekening=asked, by=w.coordinator, on=VANDAAG, at=NU)
        upload["upload"] = leven.papier()
        paper = bestellen.bewaar_upload("praktijkovereenkomst", titel="Overeenkomst van de school", **upload)
        self.papier_plaatsing = documenten.voeg_toe(lopend, paper, plaatsing=lopend.plaatsing)
        gedaan.verklaringen.update(mbo_verklaring="volgt", mbo_verklaring_op=None)
        self.verklaring = gedaan.verklaringen.get()
        self.instemming = self._bpv_blad(lopend, **wie)
        self.instemming_leerbedrijf = self.instemming.bpv_blad.instemmingen.get(partij="leerbedrijf")
        self.controle = ErkenningCheck.objects.create(
            erkenning=self.erkenning,
            datum=VANDAAG,
            door=w.coordinator,
            hoe="stagemarkt",
            uitkomst="erkend",
            document=self.document.document,
        )
        SchoolAfspraak.objects.get_or_create(regio=self.regio, school=w.school)
        answered = vraaglinks.toon(traject=lopend, at=NU, **wie)
        self.reactie = vraaglinks.antwoord(answered, tekst="Goed", on=VANDAAG, at=NU)
        self.reactietoken = vraaglinks.toon(traject=lopend, at=NU, **wie)
        self.besluittoken = self._besluitlink(self.trajecten.get(Status.VASTSTELLING))
        gemeente = Organisatie.objects.get(soort="gemeente", naam="Gemeente Oldambt")
        own = Traject.objects.filter(regio=self.regio)
        own.update(behandelaar=self.behandelaar, consulent=self.consulent, aanmelder=gemeente)
        own.filter(status=Status.AANGEMELD).update(mogelijk_dubbel=True)
        for pk in plannen.aan_de_beurt(on=VANDAAG):
            plannen.plan(pk, on=VANDAAG, at=NU)
        self.agendatoken = adressen.maak(self.coordinator, ook_collegas=True, ook_termijnen=True, at=NU)
        lopend.even_niet.create(soort="geen_contact", sleutel="2026-03-30", tot=VANDAAG, reden="R", door=w.coordinator, at=NU)
        given = {"regio": self.regio, "naar": self.behandelaar, "door": self.coordinator, "at": NU}
        self.overdracht = Overdracht.objects.create(van=self.coordinator, **given)
        self.overdracht.rijen.create(soort="behandelaar", traject=lopend)
        self.nazorgtoken = self._nazorglink(gedaan)
        self.betrokkene = Betrokkene.objects.create(traject=lopend, user=self.behandelaar, vanaf=VANDAAG)
