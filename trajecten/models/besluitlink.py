from django.db import models
from django.db.models import Q

from accounts.models import Organisatie
from trajecten.models.dossier import Gebeurtenis
from trajecten.models.link import ONGEBRUIKT, PersoonlijkeLink
from trajecten.models.traject import Traject
from trajecten.regels import VAN_SYSTEEM, Overgang
from trajecten.systeem import BESLUITLINK

BESLUITEN = sorted(VAN_SYSTEEM[BESLUITLINK])


class Besluitlink(PersoonlijkeLink):
    """
    By which a school without account decides on what a leerbedrijf handed in; bound to that one time it was handed in.

    Of who used it is kept what proves the decision: name, function, address and browser (as of a signature).
    """

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="besluitlinks")
    indiening = models.ForeignKey(Gebeurtenis, models.PROTECT, related_name="+")  # by which it came to lie with the school
    school = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    ontvanger = models.CharField(max_length=120, blank=True)
    email = models.EmailField()
    besluit = models.CharField(max_length=20, choices=[(o.value, o.label) for o in BESLUITEN], default="", blank=True)
    naam = models.CharField(max_length=150, default="", blank=True)
    functie = models.CharField(max_length=150, default="", blank=True)
    adres = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, default="", blank=True)

    class Meta(PersoonlijkeLink.Meta):
        constraints = [
            models.UniqueConstraint(fields=["traject"], condition=ONGEBRUIKT, name="een_open_besluitlink"),
            models.CheckConstraint(
                condition=Q(gebruikt_op__isnull=True, besluit="")
                | Q(gebruikt_op__isnull=False, besluit__in=[o.value for o in BESLUITEN]) & ~Q(naam="") & ~Q(functie=""),
                name="besluitlink_gebruikt_door_iemand",
            ),
            *PersoonlijkeLink.Meta.constraints,
        ]

    @property
    def wat(self) -> str:
        """What was done with it, in the words of a timeline."""
        return WAT.get(self.besluit, "")


WAT = {
    Overgang.VASTSTELLEN: "Vastgesteld",
    Overgang.AFRONDEN: "Geen werkproces vastgesteld",
    Overgang.TERUGSTUREN: "Teruggestuurd naar het leerbedrijf",
}
