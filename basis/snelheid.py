"""How often something may be asked: a count per window in the database's cache, so that it holds for all web processes."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def within_limit(request: HttpRequest, name: str, *, amount: int, seconds: int) -> bool:
    """
    Count this request against its address. :returns: False once there were more than `amount` in the window.

    The cache reads and then writes, so two at the same instant may count as one: enough against guessing, no exact meter.
    """
    address = get_adapter().get_client_ip(request)
    key = f"snelheid:{name}:{address}:{int(time.time() // seconds)}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, timeout=2 * seconds)  # not `incr`: that keeps a key for the cache's own five minutes, whatever was asked
    return count <= amount
