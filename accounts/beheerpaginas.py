"""What stands on the page Beheer. A room above this one adds its own from `apps.py`, so that none of its names stands here."""

from dataclasses import dataclass

from accounts import menu
from accounts.permissions import Permission


@dataclass(frozen=True)
class Page:
    """
    A link for whoever has `needs`; `place` orders the lines of all rooms.

    :param pages: the views behind it in a room above this one, so that the menu shows Beheer there.
    """

    place: int
    needs: Permission
    url_name: str
    title: str
    text: str
    pages: frozenset[str] = frozenset()


_pages: dict[str, Page] = {}


def register(page: Page) -> None:
    """From `AppConfig.ready()`; twice does no harm."""
    _pages[page.url_name] = page
    menu.belongs(page.pages, to="accounts:beheer")


def allowed(permissions: frozenset[Permission]) -> list[Page]:
    """The pages somebody with these permissions may open, in order."""
    return [page for page in sorted(_pages.values(), key=lambda page: page.place) if page.needs in permissions]
