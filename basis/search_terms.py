"""A name somebody searched for stands behind a random code in the URL (`?zoek=<code>`, huis.md §5): 24 hours, that user only."""

import re
import secrets
from datetime import timedelta

from django.utils import timezone

from basis.models import SearchTerm

# What may stand in a URL as it is: traject numbers, register numbers, leerbedrijf-ID's, crebo's.
_NUMBER = re.compile(r"^(?:(?:PV-)?[A-Z]{2,4}-\d{4}-\d{1,6}|\d{4,9})$", re.IGNORECASE)


def keep(user, term: str) -> str:
    """
    What to put in the URL for this term: the term itself when it is only a number, else a random code.

    :param term: as typed; at most its first 100 characters count.
    """
    term = " ".join(term.split())[:100]
    if _NUMBER.match(term):
        return term
    key = secrets.token_urlsafe(12)
    SearchTerm.objects.create(key=key, user_id=user.pk, term=term, created_at=timezone.now())
    return key


def recall(user, in_url: str) -> str | None:
    """The term behind what stands in the URL; None when it is unknown, too old or somebody else's."""
    if _NUMBER.match(in_url):
        return in_url
    since = timezone.now() - timedelta(hours=24)
    return SearchTerm.objects.filter(key=in_url, user_id=user.pk, created_at__gte=since).values_list("term", flat=True).first()
