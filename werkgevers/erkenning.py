"""
What can be done to an erkenning, one function each (domein §4).

Every function locks what it decides on and reads it again, refuses with one Dutch sentence, writes one line of history and
sends `erkenning_gewijzigd` inside the transaction. `on=` is today; a date of a fact may never lie after it.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from accounts.models import User
from basis.templatetags.basis import datum as voluit
from basis.versie import VersieConflict
from kwalificaties.models import Kwalificatie, Werkproces
from werkgevers import bereik, guards, regels
from werkgevers.guards import ErkenningGeweigerd
from werkgevers.models import (
    Erkenning,
    ErkenningCheck,
    ErkenningGebeurtenis,
    ErkenningStatus,
    Gebeurtenissoort,
    Hoe,
    Leerbedrijf,
    Opvolgerbevestiging,
    Uitkomst,
)
from werkgevers.oordeel import Oordeel, oordeel
from werkgevers.signals import erkenning_gewijzigd

__all__ = [
    "ErkenningGeweigerd",
    "Oordeel",
    "aanvragen",
    "bereik_wijzigen",
    "besluit_vastleggen",
    "brief_vastleggen",
    "controle_vastleggen",
    "oordeel",
    "opvolger_bevestigen",
    "registreren",
    "vervallen",
]

S = ErkenningStatus
G = Gebeurtenissoort
LOPEND = (S.AANGEVRAAGD, S.ERKEND)


@transaction.atomic
def registreren(
    *,
    leerbedrijf: Leerbedrijf,
    kwalificatie: Kwalificatie,
    sinds: date,
    datum: date,
    hoe: Hoe,
    bewijs: str,
    by: User,
    on: date,
    werkprocessen: Collection[Werkproces] | None = None,
) -> Erkenning:
    """
    Record an erkenning that SBB gave already, with the check by which it was found.

    :param werkprocessen: the scope; None for the whole kwalificatie.
    :raises ErkenningGeweigerd: there is a running one, or a date or the scope is not right.
    """
    _lock_leerbedrijf(leerbedrijf, kwalificatie)
    guards.not_after(on, sinds, "waarop de erkenning inging")
    erkenning = _create(
        leerbedrijf, kwalificatie, werkprocessen, status=S.ERKEND, sinds=sinds, herbeoordeling_op=regels.herbeoordeling(sinds)
    )
    _check(erkenning, datum, hoe, Uitkomst.ERKEND, bewijs, by, on)
    return _done(erkenning, G.GEREGISTREERD, f"Erkend sinds {voluit(sinds)}, gezien in {Hoe(hoe).label}.", by, on)


@transaction.atomic
def aanvragen(
    *,
    leerbedrijf: Leerbedrijf,
    kwalificatie: Kwalificatie,
    aangevraagd_op: date,
    by: User,
    on: date,
    werkprocessen: Collection[Werkproces] | None = None,
) -> Erkenning:
    """
    Record a request to SBB; its clock starts on `aangevraagd_op`.

    :raises ErkenningGeweigerd: there is a running one, or SBB refused less than six months before.
    """
    _lock_leerbedrijf(leerbedrijf, kwalificatie)
    guards.not_after(on, aangevraagd_op, "van de aanvraag")
    guards.not_soon_after_refusal(leerbedrijf, kwalificatie, aangevraagd_op)
    erkenning = _create(leerbedrijf, kwalificatie, werkprocessen, status=S.AANGEVRAAGD, aangevraagd_op=aangevraagd_op)
    return _done(erkenning, G.AANGEVRAAGD, f"Aangevraagd bij SBB op {voluit(aangevraagd_op)}.", by, on)


@transaction.atomic
def besluit_vastleggen(
    *, erkenning: Erkenning, erkend: bool, besluit_op: date, by: User, on: date, brief_op: date | None = None
) -> Erkenning:
    """
    Record SBB's decision on a request; erkend counts from the day of the decision.

    :raises ErkenningGeweigerd: nothing was asked, or the dates are out of order.
    """
    erkenning = _lock(erkenning)
    if erkenning.status != S.AANGEVRAAGD:
        raise ErkenningGeweigerd("Op deze aanvraag is al besloten. Leg een controle vast als er iets is veranderd.")
    guards.not_after(on, besluit_op, "van het besluit")
    if besluit_op < erkenning.aangevraagd_op:
        raise ErkenningGeweigerd(
            f"Het besluit kan niet voor de aanvraag van {voluit(erkenning.aangevraagd_op)} liggen. Kies een latere datum."
        )
    erkenning.status = S.ERKEND if erkend else S.AFGEWEZEN
    erkenning.besluit_op = besluit_op
    erkenning.sinds = besluit_op if erkend else None
    erkenning.herbeoordeling_op = regels.herbeoordeling(besluit_op) if erkend else None
    erkenning.brief_op = _brief(erkenning, brief_op, on) if brief_op else None
    return _done(erkenning, G.BESLUIT, f"SBB besloot op {voluit(besluit_op)}: {erkenning.get_status_display().lower()}.", by, on)


@transaction.atomic
def brief_vastleggen(*, erkenning: Erkenning, brief_op: date, by: User, on: date) -> Erkenning:
    """
    Record the date of SBB's written notice, from which the time for an objection runs.

    :raises ErkenningGeweigerd: there is no decision yet, or the dates are out of order.
    """
    erkenning = _lock(erkenning)
    if erkenning.besluit_op is None:
        raise ErkenningGeweigerd("Leg eerst het besluit van SBB vast; daarna de brief.")
    erkenning.brief_op = _brief(erkenning, brief_op, on)
    return _done(erkenning, G.BRIEF, f"Brief van SBB van {voluit(brief_op)}.", by, on)


@transaction.atomic
def controle_vastleggen(
    *,
    erkenning: Erkenning,
    datum: date,
    hoe: Hoe,
    uitkomst: Uitkomst,
    bewijs: str,
    by: User,
    on: date,
    vervallen_per: date | None = None,
) -> Erkenning:
    """
    Record that somebody looked whether the erkenning holds; "vervallen" ends it from `vervallen_per`.

    :raises ErkenningGeweigerd: the outcome does not fit what is recorded, or a date is not right.
    """
    erkenning = _lock(erkenning)
    if uitkomst == Uitkomst.ERKEND and erkenning.status != S.ERKEND:
        raise ErkenningGeweigerd(_HOW_TO_ERKEND[S(erkenning.status)])
    _check(erkenning, datum, hoe, uitkomst, bewijs, by, on)
    if uitkomst == Uitkomst.VERVALLEN:
        _end(erkenning, vervallen_per or erkenning.vervallen_per)
    tekst = f"{Uitkomst(uitkomst).label} op {voluit(datum)}, gekeken in {Hoe(hoe).label}."
    return _done(erkenning, G.CONTROLE, tekst, by, on)


_HOW_TO_ERKEND = {
    S.AANGEVRAAGD: "Leg eerst het besluit van SBB vast; daarna kunt u een controle met uitkomst erkend vastleggen.",
    S.AFGEWEZEN: "SBB wees deze aanvraag af. Is het leerbedrijf later toch erkend? Voeg dan een nieuwe erkenning toe.",
    S.VERVALLEN: "Deze erkenning is vervallen. Is het leerbedrijf opnieuw erkend? Voeg dan een nieuwe erkenning toe.",
}


@transaction.atomic
def vervallen(*, erkenning: Erkenning, per: date, reden: str, by: User, on: date) -> Erkenning:
    """
    End an erkenning; `per` is the first day without it and may lie ahead.

    :raises ErkenningGeweigerd: it is not erkend, or `per` lies before it began.
    """
    erkenning = _lock(erkenning)
    if erkenning.status == S.VERVALLEN:
        raise ErkenningGeweigerd(
            f"Deze erkenning is al vervallen per {voluit(erkenning.vervallen_per)}. "
            "Klopt die datum niet? Leg dan een controle vast."
        )
    _end(erkenning, per)
    return _done(erkenning, G.VERVALLEN, f"Vervallen per {voluit(per)}. {reden}", by, on)


@transaction.atomic
def bereik_wijzigen(
    *, erkenning: Erkenning, werkprocessen: Collection[Werkproces] | None, reden: str, by: User, on: date, versie: int | None = None
) -> Erkenning:
    """
    Give an erkenning another scope: some werkprocessen, or None for the whole kwalificatie.

    :param versie: the version the form was opened with.
    :raises ErkenningGeweigerd: it has ended, or a werkproces is not of this kwalificatie.
    :raises VersieConflict: somebody else saved it since.
    """
    erkenning = _lock(erkenning)
    if versie is not None and versie != erkenning.versie:
        raise VersieConflict
    if erkenning.status not in LOPEND:
        raise ErkenningGeweigerd("Deze erkenning loopt niet meer. Voeg een nieuwe erkenning toe.")
    _set_scope(erkenning, werkprocessen)
    return _done(erkenning, G.BEREIK, f"{bereik.omschrijving(erkenning)}. {reden}", by, on)


@transaction.atomic
def opvolger_bevestigen(
    *,
    erkenning: Erkenning,
    kwalificatie: Kwalificatie,
    datum: date,
    hoe: Hoe,
    bron: str,
    by: User,
    on: date,
    werkprocessen: Collection[Werkproces] = (),
) -> Opvolgerbevestiging:
    """
    Record that SBB or Stagemarkt names this erkenning valid for the predecessor or successor of its kwalificatie.

    :param werkprocessen: of that other kwalificatie; needed when the erkenning is for a part.
    :raises ErkenningGeweigerd: the two do not follow each other, or it was confirmed already.
    """
    erkenning = _lock(erkenning)
    guards.follows(erkenning, kwalificatie)
    guards.not_after(on, datum, "van de bevestiging")
    guards.needs_text(bron, "Schrijf op waar u dit zag of van wie u het hoorde.")
    if not erkenning.hele_kwalificatie:
        guards.fits(werkprocessen, kwalificatie, erkenning.leerbedrijf)
    bevestiging = Opvolgerbevestiging.objects.create(
        erkenning=erkenning, kwalificatie=kwalificatie, datum=datum, hoe=hoe, bron=bron, door=by
    )
    bevestiging.werkprocessen.set([] if erkenning.hele_kwalificatie else werkprocessen)
    _done(erkenning, G.OPVOLGER, f"Geldt ook voor {kwalificatie}, bevestigd op {voluit(datum)}.", by, on)
    return bevestiging


# --- what the actions share ----------------------------------------------------------------------------------------


def _lock(erkenning: Erkenning) -> Erkenning:
    locked = Erkenning.objects.select_for_update(of=("self",)).select_related(
        "leerbedrijf__regio", "leerbedrijf__organisatie", "kwalificatie"
    )
    return locked.get(pk=erkenning.pk)


def _lock_leerbedrijf(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie) -> None:
    """Two people who register the same erkenning at once come one after the other."""
    Leerbedrijf.objects.select_for_update(of=("self",)).get(pk=leerbedrijf.pk)
    if kwalificatie.regio_id not in (None, leerbedrijf.regio_id):
        raise ErkenningGeweigerd("Deze kwalificatie is niet van uw regio. Kies een andere kwalificatie.")
    if lopend := leerbedrijf.erkenningen.filter(kwalificatie=kwalificatie, status__in=LOPEND).first():
        raise ErkenningGeweigerd(
            f"Voor {kwalificatie} staat er al een erkenning: {lopend.get_status_display().lower()}. "
            "Open die en leg daar de verandering vast."
        )


def _create(leerbedrijf, kwalificatie, werkprocessen, **fields) -> Erkenning:
    erkenning = Erkenning.objects.create(leerbedrijf=leerbedrijf, kwalificatie=kwalificatie, **fields)
    _set_scope(erkenning, werkprocessen)
    return erkenning


def _set_scope(erkenning: Erkenning, werkprocessen: Collection[Werkproces] | None) -> None:
    if werkprocessen is not None:
        guards.fits(werkprocessen, erkenning.kwalificatie, erkenning.leerbedrijf)
    erkenning.hele_kwalificatie = werkprocessen is None
    erkenning.werkprocessen.set(werkprocessen or [])


def _check(erkenning, datum: date, hoe: Hoe, uitkomst: Uitkomst, bewijs: str, by: User, on: date) -> None:
    guards.not_after(on, datum, "van de controle")
    guards.needs_text(bewijs, "Schrijf op wat u zag: dat is het bewijs van de controle.")
    ErkenningCheck.objects.create(erkenning=erkenning, datum=datum, door=by, hoe=hoe, uitkomst=uitkomst, bewijs=bewijs)


def _end(erkenning: Erkenning, per: date | None) -> None:
    if erkenning.sinds is None:
        raise ErkenningGeweigerd("Alleen een erkenning die SBB gaf, kan vervallen.")
    if per is None:
        raise ErkenningGeweigerd("Vul in per wanneer de erkenning is vervallen.")
    if per < erkenning.sinds:
        raise ErkenningGeweigerd(f"De erkenning ging in op {voluit(erkenning.sinds)}. Kies die dag of een latere.")
    erkenning.status, erkenning.vervallen_per, erkenning.herbeoordeling_op = S.VERVALLEN, per, None


def _brief(erkenning: Erkenning, brief_op: date, on: date) -> date:
    guards.not_after(on, brief_op, "van de brief")
    if brief_op < erkenning.besluit_op:
        raise ErkenningGeweigerd(
            f"De brief kan niet voor het besluit van {voluit(erkenning.besluit_op)} liggen. Kies een latere datum."
        )
    return brief_op


def _done(erkenning: Erkenning, soort: Gebeurtenissoort, tekst: str, by: User, on: date) -> Erkenning:
    """Save, write the line of history, tell the rooms above."""
    erkenning.versie += 1
    erkenning.save()
    ErkenningGebeurtenis.objects.create(erkenning=erkenning, soort=soort, op=on, door=by, tekst=tekst[:400])
    erkenning_gewijzigd.send(sender=Erkenning, erkenning=erkenning, on=on, by=by)
    return erkenning
