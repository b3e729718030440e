"""Addresses at which no mail arrives: the mail server refused the last one for good."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from berichten.models import Bericht, Status

DAGEN = 30  # keuze: after that it is tried again; a mailbox may be emptied, a server mended
KOMT_TERUG = "komt terug"  # why a reminder is not mailed
GEWEIGERD, GEEN_ADRES = "geweigerd", "geen bruikbaar adres"  # how a reason begins when no hour makes it right


def adressen(adressen: Iterable[str], *, on: date) -> set[str]:
    """Those of these that refused a mail in the last `DAGEN` days, and took none since; one query."""
    since = timezone.make_aware(datetime.combine(on - timedelta(days=DAGEN), time()))
    own = Bericht.objects.filter(aan__in={adres for adres in adressen if adres}, gemaakt_op__gte=since)
    refused = own.filter(Q(reden__startswith=GEWEIGERD) | Q(reden__startswith=GEEN_ADRES), status=Status.MISLUKT)
    later = Bericht.objects.filter(aan=OuterRef("aan"), status=Status.VERZONDEN, gemaakt_op__gt=OuterRef("gemaakt_op"))
    return set(refused.filter(~Exists(later)).order_by().values_list("aan", flat=True).distinct())
