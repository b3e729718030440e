"""The menu: one table. A room above this one adds its own entries from `apps.py`, so that no name of it stands here."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Regio
from accounts.permissions import Permission


@dataclass(frozen=True)
class Item:
    """One line of the menu; `place` orders the lines of all rooms, `room` marks the line of the page one is on."""

    place: int
    label: str
    url_name: str
    needs: frozenset[Permission]
    pages: frozenset[str] = frozenset()  # view names this line is current for; empty = the whole room
    is_home: bool = False  # where signing in may lead


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """From `AppConfig.ready()`; twice does no harm."""
    _items[item.url_name] = item


def entries(request: HttpRequest, regio: Regio, permissions: frozenset[Permission], *, several: bool) -> list[dict]:
    """:returns: `label`, `url` and `current` of each line this person may follow."""
    if home(permissions) is None:  # a role without screens has no menu either
        return []
    return [
        {"label": item.label, "url": url(item, regio, several=several), "current": _is_current(request, item)}
        for item in _allowed(permissions)
    ]


def home(permissions: frozenset[Permission]) -> Item | None:
    """Where somebody with these permissions begins; None for a role that has no screens yet."""
    return next((item for item in _allowed(permissions) if item.is_home), None)


def _allowed(permissions: frozenset[Permission]) -> list[Item]:
    return [item for item in sorted(_items.values(), key=lambda item: item.place) if item.needs & permissions]


def url(item: Item, regio: Regio, *, several: bool) -> str:
    """The regio stands in the address for whoever has several (huis.md §5)."""
    query = "?" + urlencode({"regio": regio.regiocode}) if several else ""
    return reverse(item.url_name) + query


def _is_current(request: HttpRequest, item: Item) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    if item.pages:
        return match.view_name in item.pages
    return match.app_name == item.url_name.partition(":")[0]
