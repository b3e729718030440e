"""
The menu, the search box and the main button above every page.

A room above this one adds its own from `apps.py`, so that none of its names stands here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from accounts import toegang
from accounts.models import Regio, User
from accounts.permissions import Permission


@dataclass(frozen=True)
class Item:
    """A link for whoever has one of `needs`; `place` orders the lines of all rooms."""

    place: int
    label: str
    url_name: str
    needs: frozenset[Permission]
    icon: str = ""
    pages: frozenset[str] = frozenset()  # view names this line is current for; empty = the rest of the room
    is_home: bool = False  # where signing in may lead
    count: Callable[[User, Regio], int] | None = None  # how much waits there; shown when it is more than none
    counted: str = "taken"  # what is counted, for who hears the menu


_own: dict[str, Item] = {}
_items: dict[str, Item] = {}
_bar: dict[tuple[str, str], Item] = {}
_elsewhere: dict[str, str] = {}  # view of another room -> the line it belongs under


def register(item: Item) -> None:
    """From `AppConfig.ready()`; twice does no harm."""
    _items[item.url_name] = item


def register_own(item: Item) -> None:
    """A page about oneself, below one's name above every page."""
    _own[item.url_name] = item


def register_bar(name: str, item: Item) -> None:
    """
    What stands above every page.

    :param name: `zoek_url` (a view that takes the posted search) or `aanmeld_url` (the main button). Of several for one name, each
        for other people, the first place counts.
    """
    _bar[name, item.url_name] = item


def belongs(view_names: Iterable[str], *, to: str) -> None:
    """These pages of a room above stand under this line, not under that of their own room."""
    _elsewhere.update(dict.fromkeys(view_names, to))


def bar(request: HttpRequest, regio: Regio, permissions: frozenset[Permission]) -> dict[str, str]:
    """:returns: the address by name; empty for whoever may not."""
    found = {"zoek_url": "", "aanmeld_url": ""}
    by_place = sorted(_bar.items(), key=lambda entry: entry[1].place, reverse=True)
    allowed = {name: item for (name, _), item in by_place if item.needs & permissions}
    return found | {name: toegang.url_in(request, regio, item.url_name) for name, item in allowed.items()}


def own(request: HttpRequest, regio: Regio, permissions: frozenset[Permission]) -> list[dict[str, str]]:
    """:returns: `label`, `url` and `icon` of each page about oneself that this person may open."""
    found = [item for item in sorted(_own.values(), key=lambda item: item.place) if item.needs & permissions]
    return [{"label": item.label, "url": toegang.url_in(request, regio, item.url_name), "icon": item.icon} for item in found]


def entries(request: HttpRequest, regio: Regio, permissions: frozenset[Permission]) -> list[dict]:
    """:returns: `label`, `url`, `icon` and `current` of each line this person may follow."""
    if home(permissions) is None:  # a role without screens has no menu either
        return []
    return [
        {
            "label": item.label,
            "url": toegang.url_in(request, regio, item.url_name),
            "icon": item.icon,
            "current": _is_current(request, item),
            "counted": item.counted,
            "count": item.count(request.user, regio) if item.count and request.user.is_authenticated else 0,
        }
        for item in _allowed(permissions)
    ]


def home(permissions: frozenset[Permission]) -> Item | None:
    """Where somebody with these permissions begins; None for a role that has no screens yet."""
    return next((item for item in _allowed(permissions) if item.is_home), None)


def _allowed(permissions: frozenset[Permission]) -> list[Item]:
    return [item for item in sorted(_items.values(), key=lambda item: item.place) if item.needs & permissions]


def _is_current(request: HttpRequest, item: Item) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    if match.view_name in _elsewhere:
        return _elsewhere[match.view_name] == item.url_name
    if item.pages:
        return match.view_name in item.pages
    named = frozenset().union(*(other.pages for other in _items.values()))
    return match.app_name == item.url_name.partition(":")[0] and match.view_name not in named
