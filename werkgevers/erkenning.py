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
from documenten.upload import Gekeurd
from kwalificaties.models import Kwalificatie, Werkproces
from werkgevers import bereik, guards, regels, schrijven
from werkgevers.guards import ErkenningGeweigerd
from werkgevers.models import (
    Erkenning,
    ErkenningStatus,
    Gebeurtenissoort,
    Hoe,
    Leerbedrijf,
    Opvolgerbevestiging,
    Uitkomst,
)
from werkgevers.oordeel import Oordeel, oordeel

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


@transaction.atomic
def registreren(
    *,
    leerbedrijf: Leerbedrijf,
    kwalificatie: Kwalificatie,
    sinds: date,
    datum: date,
    hoe: Hoe,
    by: User,
    on: date,
    bewijs: str = "",
    papier: Gekeurd | None = None,
    werkprocessen: Collection[Werkproces] | None = None,
) -> Erkenning:
    """
    Record an erkenning that SBB gave already, with the check by which it was found.

    :param werkprocessen: the scope; None for the whole kwalificatie.
    :raises ErkenningGeweigerd: there is a running one, or a date or the scope is not right.
    """
    schrijven.lock_leerbedrijf(leerbedrijf, kwalificatie)
    guards.not_after(on, sinds, "waarop de erkenning inging")
    erkenning = schrijven.create(
        leerbedrijf, kwalificatie, werkprocessen, status=S.ERKEND, sinds=sinds, herbeoordeling_op=regels.herbeoordeling(sinds)
    )
    schrijven.check(erkenning, by, on, datum=datum, hoe=hoe, uitkomst=Uitkomst.ERKEND, bewijs=bewijs, papier=papier)
    return schrijven.done(erkenning, G.GEREGISTREERD, f"Erkend sinds {voluit(sinds)}, gezien in {Hoe(hoe).label}.", by, on)


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
    schrijven.lock_leerbedrijf(leerbedrijf, kwalificatie)
    guards.not_after(on, aangevraagd_op, "van de aanvraag")
    guards.not_soon_after_refusal(leerbedrijf, kwalificatie, aangevraagd_op)
    erkenning = schrijven.create(leerbedrijf, kwalificatie, werkprocessen, status=S.AANGEVRAAGD, aangevraagd_op=aangevraagd_op)
    return schrijven.done(erkenning, G.AANGEVRAAGD, f"Aangevraagd bij SBB op {voluit(aangevraagd_op)}.", by, on)


@transaction.atomic
def besluit_vastleggen(
    *, erkenning: Erkenning, erkend: bool, besluit_op: date, by: User, on: date, brief_op: date | None = None
) -> Erkenning:
    """
    Record SBB's decision on a request; erkend counts from the day of the decision.

    :raises ErkenningGeweigerd: nothing was asked, or the dates are out of order.
    """
    erkenning = schrijven.lock(erkenning)
    if erkenning.status != S.AANGEVRAAGD:
        raise ErkenningGeweigerd("Op deze aanvraag is al besloten. Leg een controle vast als er iets is veranderd.")
    guards.not_after(on, besluit_op, "van het besluit")
    if erkenning.aangevraagd_op and besluit_op < erkenning.aangevraagd_op:
        raise ErkenningGeweigerd(
            f"Het besluit kan niet voor de aanvraag van {voluit(erkenning.aangevraagd_op)} liggen. Kies een latere datum."
        )
    erkenning.status = S.ERKEND if erkend else S.AFGEWEZEN
    erkenning.besluit_op = besluit_op
    erkenning.sinds = besluit_op if erkend else None
    erkenning.herbeoordeling_op = regels.herbeoordeling(besluit_op) if erkend else None
    erkenning.brief_op = schrijven.brief(erkenning, brief_op, on) if brief_op else None
    return schrijven.done(
        erkenning, G.BESLUIT, f"SBB besloot op {voluit(besluit_op)}: {erkenning.get_status_display().lower()}.", by, on
    )


@transaction.atomic
def brief_vastleggen(*, erkenning: Erkenning, brief_op: date, by: User, on: date) -> Erkenning:
    """
    Record the date of SBB's written notice, from which the time for an objection runs.

    :raises ErkenningGeweigerd: there is no decision yet, or the dates are out of order.
    """
    erkenning = schrijven.lock(erkenning)
    if erkenning.besluit_op is None:
        raise ErkenningGeweigerd("Leg eerst het besluit van SBB vast; daarna de brief.")
    erkenning.brief_op = schrijven.brief(erkenning, brief_op, on)
    return schrijven.done(erkenning, G.BRIEF, f"Brief van SBB van {voluit(brief_op)}.", by, on)


@transaction.atomic
def controle_vastleggen(
    *,
    erkenning: Erkenning,
    datum: date,
    hoe: Hoe,
    uitkomst: Uitkomst,
    by: User,
    on: date,
    bewijs: str = "",
    papier: Gekeurd | None = None,
    vervallen_per: date | None = None,
) -> Erkenning:
    """
    Record that somebody looked whether the erkenning holds; "vervallen" ends it from `vervallen_per`.

    :raises ErkenningGeweigerd: the outcome does not fit what is recorded, or a date is not right.
    """
    erkenning = schrijven.lock(erkenning)
    if uitkomst == Uitkomst.ERKEND and erkenning.status != S.ERKEND:
        raise ErkenningGeweigerd(_HOW_TO_ERKEND[S(erkenning.status)])
    schrijven.check(erkenning, by, on, datum=datum, hoe=hoe, uitkomst=uitkomst, bewijs=bewijs, papier=papier)
    if uitkomst == Uitkomst.VERVALLEN:
        schrijven.end(erkenning, vervallen_per or erkenning.vervallen_per)
    tekst = f"{Uitkomst(uitkomst).label} op {voluit(datum)}, gekeken in {Hoe(hoe).label}."
    return schrijven.done(erkenning, G.CONTROLE, tekst, by, on)


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
    erkenning = schrijven.lock(erkenning)
    if erkenning.status == S.VERVALLEN:
        raise ErkenningGeweigerd(
            f"Deze erkenning is al vervallen per {voluit(erkenning.vervallen_per)}. "
            "Klopt die datum niet? Leg dan een controle vast."
        )
    schrijven.end(erkenning, per)
    return schrijven.done(erkenning, G.VERVALLEN, f"Vervallen per {voluit(per)}. {reden}", by, on)


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
    erkenning = schrijven.lock(erkenning)
    if versie is not None and versie != erkenning.versie:
        raise VersieConflict
    if erkenning.status not in schrijven.LOPEND:
        raise ErkenningGeweigerd("Deze erkenning loopt niet meer. Voeg een nieuwe erkenning toe.")
    schrijven.set_scope(erkenning, werkprocessen)
    return schrijven.done(erkenning, G.BEREIK, f"{bereik.omschrijving(erkenning)}. {reden}", by, on)


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
    erkenning = schrijven.lock(erkenning)
    guards.follows(erkenning, kwalificatie)
    guards.not_after(on, datum, "van de bevestiging")
    guards.needs_text(bron, "Schrijf op waar u dit zag of van wie u het hoorde.")
    if not erkenning.hele_kwalificatie:
        guards.fits(werkprocessen, kwalificatie, erkenning.leerbedrijf)
    bevestiging = Opvolgerbevestiging.objects.create(
        erkenning=erkenning, kwalificatie=kwalificatie, datum=datum, hoe=hoe, bron=bron, door=by
    )
    bevestiging.werkprocessen.set([] if erkenning.hele_kwalificatie else werkprocessen)
    schrijven.done(erkenning, G.OPVOLGER, f"Geldt ook voor {kwalificatie}, bevestigd op {voluit(datum)}.", by, on)
    return bevestiging
