"""How an erkenning is locked, made, checked, ended and saved: what the actions in `erkenning.py` share."""

from collections.abc import Collection
from datetime import date

from accounts.models import User
from basis.templatetags.basis import datum as voluit
from documenten.bestellen import bewaar_upload
from documenten.upload import Gekeurd
from kwalificaties.models import Kwalificatie, Werkproces
from werkgevers import guards
from werkgevers.guards import ErkenningGeweigerd
from werkgevers.models import (
    Erkenning,
    ErkenningCheck,
    ErkenningGebeurtenis,
    ErkenningStatus,
    Gebeurtenissoort,
    Hoe,
    Leerbedrijf,
    Uitkomst,
)
from werkgevers.signals import erkenning_gewijzigd

S = ErkenningStatus
LOPEND = (S.AANGEVRAAGD, S.ERKEND)


def lock(erkenning: Erkenning) -> Erkenning:
    locked = Erkenning.objects.select_for_update(of=("self",)).select_related(
        "leerbedrijf__regio", "leerbedrijf__organisatie", "kwalificatie"
    )
    return locked.get(pk=erkenning.pk)


def lock_leerbedrijf(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie) -> None:
    """Two people who register the same erkenning at once come one after the other."""
    Leerbedrijf.objects.select_for_update(of=("self",)).get(pk=leerbedrijf.pk)
    if kwalificatie.regio_id not in (None, leerbedrijf.regio_id):
        raise ErkenningGeweigerd("Deze kwalificatie is niet van uw regio. Kies een andere kwalificatie.")
    if lopend := leerbedrijf.erkenningen.filter(kwalificatie=kwalificatie, status__in=LOPEND).first():
        raise ErkenningGeweigerd(
            f"Voor {kwalificatie} staat er al een erkenning: {lopend.get_status_display().lower()}. "
            "Open die en leg daar de verandering vast."
        )


def create(leerbedrijf, kwalificatie, werkprocessen, **fields) -> Erkenning:
    erkenning = Erkenning.objects.create(leerbedrijf=leerbedrijf, kwalificatie=kwalificatie, **fields)
    set_scope(erkenning, werkprocessen)
    return erkenning


def set_scope(erkenning: Erkenning, werkprocessen: Collection[Werkproces] | None) -> None:
    if werkprocessen is not None:
        guards.fits(werkprocessen, erkenning.kwalificatie, erkenning.leerbedrijf)
    erkenning.hele_kwalificatie = werkprocessen is None
    erkenning.werkprocessen.set(werkprocessen or [])


def check(
    erkenning: Erkenning, by: User, on: date, *, datum: date, hoe: Hoe, uitkomst: Uitkomst, bewijs: str, papier: Gekeurd | None
) -> None:
    guards.not_after(on, datum, "van de controle")
    if uitkomst == Uitkomst.ERKEND and erkenning.sinds and datum < erkenning.sinds:
        raise ErkenningGeweigerd(f"De erkenning ging in op {voluit(erkenning.sinds)}. Kies voor de controle die dag of een latere.")
    if papier is None:
        guards.needs_text(bewijs, "Schrijf op wat u zag of voeg een bestand toe: dat is het bewijs van de controle.")
    document = None
    if papier is not None:
        document = bewaar_upload("erkenningscontrole", upload=papier, titel=f"Bewijs van {voluit(datum)}", door_id=by.pk)
    ErkenningCheck.objects.create(
        erkenning=erkenning, datum=datum, door=by, hoe=hoe, uitkomst=uitkomst, bewijs=bewijs, document=document
    )


def end(erkenning: Erkenning, per: date | None) -> None:
    if erkenning.sinds is None:
        raise ErkenningGeweigerd("Alleen een erkenning die SBB gaf, kan vervallen.")
    if per is None:
        raise ErkenningGeweigerd("Vul in per wanneer de erkenning is vervallen.")
    if per < erkenning.sinds:
        raise ErkenningGeweigerd(f"De erkenning ging in op {voluit(erkenning.sinds)}. Kies die dag of een latere.")
    erkenning.status, erkenning.vervallen_per, erkenning.herbeoordeling_op = S.VERVALLEN, per, None


def brief(erkenning: Erkenning, brief_op: date, on: date) -> date:
    guards.not_after(on, brief_op, "van de brief")
    if erkenning.besluit_op and brief_op < erkenning.besluit_op:
        raise ErkenningGeweigerd(
            f"De brief kan niet voor het besluit van {voluit(erkenning.besluit_op)} liggen. Kies een latere datum."
        )
    return brief_op


def done(erkenning: Erkenning, soort: Gebeurtenissoort, tekst: str, by: User, on: date) -> Erkenning:
    """Save, write the line of history, tell the rooms above."""
    erkenning.versie += 1
    erkenning.save()
    ErkenningGebeurtenis.objects.create(erkenning=erkenning, soort=soort, op=on, door=by, tekst=tekst[:400])
    erkenning_gewijzigd.send(sender=Erkenning, erkenning=erkenning, on=on, by=by)
    return erkenning
