"""The list of leerbedrijven: which rows, in which order, and what a row shows."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from basis.tekst import fold
from werkgevers.models import Erkenning, ErkenningStatus, Leerbedrijf

NAAM = F("organisatie__zoektekst").asc()
SORTERINGEN = {  # value in the URL -> what it is called, and the order
    "naam": ("Op naam", [NAAM]),
    "plaats": ("Op plaats", [F("organisatie__plaats").asc(), NAAM]),
    "plaatsen": ("Meeste plaatsen vrij", [F("vrije_plaatsen").desc(nulls_last=True), NAAM]),
}


def for_overview(leerbedrijven: QuerySet[Leerbedrijf], *, on: date) -> QuerySet[Leerbedrijf]:
    """Load everything a row shows; the query-count test pins that rendering adds none."""
    own = Erkenning.objects.filter(leerbedrijf=OuterRef("pk"))
    return leerbedrijven.annotate(
        aantal_erkend=_count(own.filter(status=ErkenningStatus.ERKEND)),
        aantal_aangevraagd=_count(own.filter(status=ErkenningStatus.AANGEVRAAGD)),
        hercheck=Exists(own.hercheck_nodig(on=on)),
    )


def _count(erkenningen: QuerySet[Erkenning]) -> Coalesce:
    return Coalesce(Subquery(erkenningen.order_by().values("leerbedrijf").annotate(n=Count("pk")).values("n")), 0)


def filtered(leerbedrijven: QuerySet[Leerbedrijf], keuzes: dict, *, on: date) -> QuerySet[Leerbedrijf]:
    """
    :param keuzes: `cleaned_data` of a FilterForm; what is missing or empty does not narrow.
    """
    if gemeente := keuzes.get("gemeente"):
        leerbedrijven = leerbedrijven.filter(organisatie__gemeente=gemeente)
    if keuzes.get("plaatsen") == "ja":
        leerbedrijven = leerbedrijven.filter(vrije_plaatsen__gt=0)
    if verborgen := keuzes.get("verborgen"):
        leerbedrijven = leerbedrijven.filter(verborgen_adres=verborgen == "ja")
    if any(keuzes.get(name) for name in ("kwalificatie", "sector", "erkenning", "hercheck")):
        leerbedrijven = leerbedrijven.filter(Exists(_erkenningen(keuzes, on).filter(leerbedrijf=OuterRef("pk"))))
    return leerbedrijven


def _erkenningen(keuzes: dict, on: date) -> QuerySet[Erkenning]:
    """One erkenning must fit every choice; without a chosen status it must be valid now."""
    rows = Erkenning.objects.filter(status=keuzes.get("erkenning") or ErkenningStatus.ERKEND)
    if kwalificatie := keuzes.get("kwalificatie"):
        rows = rows.filter(Q(kwalificatie=kwalificatie) | Q(bevestigingen__kwalificatie=kwalificatie))
    if sector := keuzes.get("sector"):
        rows = rows.filter(kwalificatie__dossier__sectorkamer=sector)
    if keuzes.get("hercheck"):
        rows = rows.hercheck_nodig(on=on)
    return rows


def found(leerbedrijven: QuerySet[Leerbedrijf], term: str) -> QuerySet[Leerbedrijf]:
    """Every word of the term must be in name or place, or begin the leerbedrijf-ID or KvK-nummer."""
    for word in fold(term).split():
        leerbedrijven = leerbedrijven.filter(
            Q(organisatie__zoektekst__contains=word) | Q(leerbedrijf_id__startswith=word) | Q(kvk__startswith=word)
        )
    return leerbedrijven


def sorted_by(leerbedrijven: QuerySet[Leerbedrijf], sorteer: str) -> QuerySet[Leerbedrijf]:
    _, order = SORTERINGEN.get(sorteer, SORTERINGEN["naam"])
    return leerbedrijven.order_by(*order, "pk")
