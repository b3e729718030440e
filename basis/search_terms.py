"""A name somebody searched for stands behind a random code in the URL (`?zoek=<code>`, huis.md §5): 24 hours, that user only."""

import re
import secrets
from datetime import timedelta

from django.utils import timezone

from basis.models import SearchTerm

# What may stand in a URL as it is: traject numbers, register numbers and crebo's. Nine digits may be a BSN, so never those.
_NUMBER = re.compile(r"(?:PV-)?[A-Z]{2,4}-[0-9]{4}-[0-9]{1,6}|[0-9]{5}", re.IGNORECASE)
_CODE = re.compile(r"[0-9a-f]{32}")
LIVES = timedelta(hours=24)


def keep(user, term: str) -> str:
    """
    What to put in the URL for this term: the term itself when it is only a number of ours, else a random code.

    :param term: as typed; at most its first 100 characters count.
    """
    term = "".join(c for c in " ".join(term.split()) if c.isprintable())[:100]
    if not term or _NUMBER.fullmatch(term):
        return term
    key = secrets.token_hex(16)
    SearchTerm.objects.create(key=key, user_id=user.pk, term=term, created_at=timezone.now())
    return key


def recall(user, in_url: str) -> str | None:
    """The term behind what stands in the URL; None when it is unknown, too old or somebody else's."""
    if _NUMBER.fullmatch(in_url):
        return in_url
    if not _CODE.fullmatch(in_url):
        return None
    since = timezone.now() - LIVES
    return SearchTerm.objects.filter(key=in_url, user_id=user.pk, created_at__gte=since).values_list("term", flat=True).first()
