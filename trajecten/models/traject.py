from datetime import date

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from accounts.models import Gemeente, Organisatie, Regio, User
from basis.models import PublicModel, VersionedModel
from kwalificaties.models import Kwalificatie
from trajecten.models.deelnemer import Deelnemer
from trajecten.models.queries import TrajectQuerySet
from trajecten.regels import EDGES, GEEINDIGD, MET_PLAATSING, TERUG, Doel, Leerweg, Partij, Status

_NEEDS_PLAATSING = ", ".join(f"'{status}'" for status in sorted(MET_PLAATSING))


def needs_plaatsing(traject_id: str, name: str) -> str:
    """PL/pgSQL: from overeenkomst on a traject has a current Plaatsing; what began before the system may lack one."""
    return (
        f"IF EXISTS (SELECT 1 FROM trajecten_traject t WHERE t.id = {traject_id} AND NOT t.overgenomen "
        f"AND t.status IN ({_NEEDS_PLAATSING}) "
        "AND NOT EXISTS (SELECT 1 FROM trajecten_plaatsing p WHERE p.traject_id = t.id AND p.huidig)) THEN "
        f"RAISE EXCEPTION '{name}: traject % has no current plaatsing', {traject_id}; END IF; RETURN NULL;"
    )


def _een_stap_terug() -> str:
    """SQL: this change of status is one that no overgang makes."""
    pairs = ", ".join(f"('{van}', '{naar}')" for van, naar in TERUG)
    return f'((OLD."status", NEW."status") IN ({pairs}))'


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Traject(PublicModel, VersionedModel):
    """One deelnemer on the way to a praktijkverklaring, certificaat or diploma, at one or more leerbedrijven in turn."""

    regio = models.ForeignKey(Regio, models.PROTECT, related_name="trajecten")
    nummer = models.CharField(max_length=16, unique=True)  # GR-2026-0042, gaps allowed
    deelnemer = models.ForeignKey(Deelnemer, models.PROTECT, related_name="trajecten")

    status = models.CharField(max_length=20, choices=Status)  # written by workflow only
    status_sinds = models.DateField()  # written by workflow only
    aan_zet = models.CharField(max_length=12, choices=Partij, default=Partij.COORDINATOR)  # written by aan_zet.py only
    aan_zet_sinds = models.DateField()  # written by aan_zet.py only
    aan_zet_reden = models.CharField(max_length=40, default="")  # written by aan_zet.py only; which rule it was
    volgende_termijn = models.DateField(null=True)  # written by termijnen.py only
    volgende_termijn_soort = models.CharField(max_length=24, default="")  # written by termijnen.py only

    behandelaar = models.ForeignKey(User, models.PROTECT, null=True, related_name="behandelt")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="trajecten")  # at aanmelding
    startpunt = models.CharField(max_length=30)
    doelgroepen = models.JSONField(default=list)
    aanmelder_soort = models.CharField(max_length=20)
    aanmelder = models.ForeignKey(Organisatie, models.PROTECT, null=True, related_name="aanmeldingen")
    aanmelder_naam = models.CharField(max_length=150, blank=True)
    aanmelder_contact = models.CharField(max_length=150, blank=True)
    consulent = models.ForeignKey(User, models.PROTECT, null=True, related_name="eigen_aanmeldingen")
    aangemeld_op = models.DateField()
    mogelijk_dubbel = models.BooleanField(default=False)

    leerweg = models.CharField(max_length=14, choices=Leerweg, default=Leerweg.DERDE_LEERWEG)
    doel = models.CharField(max_length=20, choices=Doel, default=Doel.PRAKTIJKVERKLARING)
    kwalificatie = models.ForeignKey(Kwalificatie, models.PROTECT, null=True, related_name="trajecten")
    geinformeerd_op = models.DateField(null=True)  # AVG art. 13/14
    eerste_werkdag = models.DateField(null=True)  # of the first Plaatsing
    laatste_werkdag = models.DateField(null=True)  # of the last Plaatsing, once known
    ingediend_op = models.DateField(null=True)  # of the last eindbeoordeling
    vastgesteld_op = models.DateField(null=True)  # date of the school's decision
    uitgereikt_op = models.DateField(null=True)
    resultaat = models.CharField(max_length=20, default="")  # a Resultaat of regels.py
    afgerond_op = models.DateField(null=True)  # decided on, where it ended without a verklaring; nazorg counts from it

    einde_reden = models.CharField(max_length=30, default="")  # of niet_starten, stoppen or afsluiten; a code of its list
    einde_toelichting = models.TextField(default="")
    einde_op = models.DateField(null=True)  # last day of who stopped; else the day of the overgang
    einde_status = models.CharField(max_length=20, default="")  # what it was when it ended
    einde_vastgelegd_op = models.DateField(null=True)
    uren_gedaan = models.PositiveIntegerField(null=True)

    vervolg_op = models.ForeignKey("self", models.PROTECT, null=True, related_name="vervolgen")
    overgenomen = models.BooleanField(default=False)
    overgenomen_bron = models.CharField(max_length=150, default="")
    overgenomen_op = models.DateField(null=True)  # what lies before this day happened elsewhere
    geanonimiseerd_op = models.DateField(null=True)  # from then on nothing of a person is in this dossier (domein §10)
    created_at = models.DateTimeField()

    ervoor: dict | None = None  # no column: how things stood when the overgang began, see terugweg.py

    objects = TrajectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="status_bestaat"),
            models.CheckConstraint(condition=Q(aan_zet__in=Partij.values), name="partij_bestaat"),
            models.CheckConstraint(condition=Q(doel__in=Doel.values), name="doel_bestaat"),
            models.CheckConstraint(condition=Q(leerweg__in=Leerweg.values), name="leerweg_bestaat"),
            models.CheckConstraint(
                condition=~Q(status__in=GEEINDIGD) | Q(aan_zet=Partij.NIEMAND), name="geeindigd_is_niemand_aan_zet"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.GESTOPT, Status.NIET_GESTART]) | ~Q(einde_reden=""), name="einde_heeft_een_reden"
            ),
            models.CheckConstraint(
                condition=Q(laatste_werkdag__isnull=True)
                | Q(eerste_werkdag__isnull=True)
                | Q(laatste_werkdag__gte=F("eerste_werkdag")),
                name="werkdagen_in_volgorde",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=MET_PLAATSING) | Q(kwalificatie__isnull=False) | Q(overgenomen=True),
                name="plaatsing_heeft_kwalificatie",
            ),
            models.CheckConstraint(
                condition=Q(overgenomen=False, overgenomen_op__isnull=True)
                | (Q(overgenomen=True, overgenomen_op__isnull=False) & ~Q(overgenomen_bron="")),
                name="overgenomen_heeft_bron_en_datum",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.UITREIKING]) | Q(vastgesteld_op__isnull=False) | Q(overgenomen=True),
                name="uitreiking_is_vastgesteld",
            ),
        ]
        indexes = [
            models.Index(fields=["regio", "status", "volgende_termijn"], name="traject_lijst"),
            models.Index(fields=["regio", "aan_zet", "aan_zet_sinds"], name="traject_aan_zet"),
            models.Index(fields=["behandelaar", "status"], name="traject_behandelaar"),
        ]
        triggers = [
            pgtrigger.FSM(name="status", field="status", transitions=sorted([*EDGES, *TERUG])),
            pgtrigger.Trigger(
                name="terug_heeft_een_weg",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(_een_stap_terug()),
                func=(
                    "IF NOT EXISTS (SELECT 1 FROM trajecten_terugweg t WHERE t.traject_id = NEW.id "
                    "AND t.van = NEW.status AND t.naar = OLD.status) THEN "
                    "RAISE EXCEPTION 'terug_heeft_een_weg: traject % may not go back', NEW.id; END IF; RETURN NEW;"
                ),
            ),
            pgtrigger.Trigger(
                name="heeft_plaatsing",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=needs_plaatsing("NEW.id", "heeft_plaatsing"),
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("trajecten:traject", args=[self.code])

    @property
    def plaatsing(self):
        """The current Plaatsing, or None. Lists load it with `for_overview`."""
        if "huidige" in self.__dict__:
            return self.huidige[0] if self.huidige else None
        return self.plaatsingen.filter(huidig=True).for_overview().first()

    @property
    def gekozen_kwalificatie(self) -> Kwalificatie:
        """From overeenkomst on there is one. :raises LookupError: not yet, or taken over without it."""
        if self.kwalificatie is None:
            raise LookupError(f"{self.nummer} has no kwalificatie")
        return self.kwalificatie

    @property
    def aangemeld_door(self) -> str:
        """The organisation, else the person, else what kind of aanmelder it was."""
        if self.aanmelder:
            return str(self.aanmelder)
        return self.aanmelder_naam or {"deelnemer": "de deelnemer zelf"}.get(self.aanmelder_soort, "een ander")

    @property
    def nazorg_begin(self) -> date:
        """From which day nazorg counts: the uitreiking, or the decision to end without a verklaring."""
        return self.uitgereikt_op or self.afgerond_op or self.status_sinds

    @property
    def is_open(self) -> bool:
        return self.status not in GEEINDIGD
