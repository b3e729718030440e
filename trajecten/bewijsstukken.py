"""
Photos and files of the work, kept with the werkproces they show (domein §6, "evidence"; §10: consent to a photo can be withdrawn).
"""

from datetime import date

from accounts.models import Rol, User
from accounts.permissions import Permission
from basis.dagen import now
from documenten import bestellen, opruimen
from documenten.upload import Gekeurd
from kwalificaties.models import Werkproces
from trajecten import documenten, gebeurtenissen, toegang
from trajecten.actie import actie
from trajecten.models import Bewijsstuk, Traject
from trajecten.regels import AAN_HET_WERK
from trajecten.workflow import OvergangGeweigerd

HOOGSTENS = 10  # of one werkproces (keuze)


@actie(Permission.TRAJECT_BEOORDELEN)
def voeg_toe(*, traject: Traject, by: User, on: date, werkproces: Werkproces, bestand: Gekeurd, omschrijving: str) -> Bewijsstuk:
    """
    Keep a photo or file with a werkproces; images are kept without what the camera wrote in them.

    :raises OvergangGeweigerd: not at work, not agreed, or there are too many already.
    """
    plaatsing = traject.plaatsing
    if plaatsing is None or traject.status not in AAN_HET_WERK:
        raise OvergangGeweigerd("Een foto of bestand toevoegen kan zolang de deelnemer aan het werk is.")
    if not plaatsing.werkprocessen.filter(pk=werkproces.pk).exists():
        raise OvergangGeweigerd("Kies een werkproces dat is afgesproken.")
    if plaatsing.bewijsstukken.filter(werkproces=werkproces, weg_op__isnull=True).count() >= HOOGSTENS:
        raise OvergangGeweigerd(f"Er staan er al {HOOGSTENS}. Haal er eerst een weg.")
    titel = f"Bij {werkproces.nummer}: {omschrijving}"
    document = bestellen.bewaar_upload("bewijsstuk", upload=bestand, titel=titel, door_id=by.pk, nummer=traject.nummer)
    row = documenten.voeg_toe(traject, document, plaatsing=plaatsing)
    stuk = Bewijsstuk.objects.create(plaatsing=plaatsing, werkproces=werkproces, document=row, door=by, at=now())
    details = {"Werkproces": werkproces.nummer, "BSN onleesbaar": "ja", "Wie erop staat vindt het goed": "ja"}
    gebeurtenissen.schrijf(traject, "bewijsstuk", by=by, on=on, details=details)
    return stuk


@actie(Permission.TRAJECT_BEOORDELEN)
def haal_weg(*, traject: Traject, by: User, on: date, stuk: Bewijsstuk) -> None:
    """
    Take the file away for good: by the leerbedrijf until it handed in its assessment, by a coordinator or begeleider always.

    :raises OvergangGeweigerd: it is gone already, or the leerbedrijf handed in.
    """
    stuk.refresh_from_db()
    if stuk.weg_op:
        raise OvergangGeweigerd("Dit is al weggehaald.")
    inside = toegang.may(by, Permission.SCHERMEN_DOSSIER, traject, on=on)
    own = toegang.is_eigen(by, Rol.WERKGEVER, Permission.TRAJECT_BEOORDELEN, traject, on=on)
    if not inside and not (own and traject.status in AAN_HET_WERK):
        raise OvergangGeweigerd("De beoordeling ligt bij de school. Bel de coördinator als dit weg moet.")
    opruimen.haal_weg(stuk.document.document)
    stuk.weg_op = on
    stuk.save(update_fields=["weg_op"])
    gebeurtenissen.schrijf(traject, "bewijsstuk_weg", by=by, on=on, details={"Werkproces": stuk.werkproces.nummer})
