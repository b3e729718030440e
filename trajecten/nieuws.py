"""News from the rooms below that changes what is to be done here; sent inside their transaction."""

from datetime import date

from django.db.models import Q

from accounts.models import User
from basis.dagen import now, today
from trajecten import aan_zet, voorstellen
from trajecten.herinneringen import plannen
from trajecten.herinneringen.wie import Adresboek
from trajecten.models import Herinnering, Traject


def erkenning_gewijzigd(sender, *, erkenning, by: User | None = None, on: date | None = None, **kwargs) -> None:
    """A check or a decision of SBB may fulfil a termijn of every open traject at that leerbedrijf, or answer a voorstel."""
    touched = Q(plaatsingen__huidig=True, plaatsingen__leerbedrijf=erkenning.leerbedrijf_id) | Q(
        voorstellen__vervallen_op__isnull=True, voorstellen__leerbedrijf=erkenning.leerbedrijf_id
    )
    pks = Traject.objects.open().filter(touched).values_list("pk", flat=True).distinct()
    for traject in Traject.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk"):
        if by is not None:
            voorstellen.volg_besluit(traject, erkenning, by=by, on=on or today())
        aan_zet.bijwerken(traject, on=on or today())


def bericht_mislukt(sender, *, bericht, **kwargs) -> None:
    """A reminder will not arrive: somebody of the regio is told to call (domein §8)."""
    for row in Herinnering.objects.filter(bericht=bericht).select_related("termijn__traject__regio"):
        if not row.is_bel and row.termijn.vervuld_op is None and row.termijn.vervallen_op is None:
            boek = Adresboek([row.termijn.traject], on=today())
            plannen.herinner(row.termijn, today(), boek.bellers(row.termijn, row.termijn.traject), at=now())
