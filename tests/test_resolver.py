"""What holds for every door of the house, also for those that are still to come: the whole URL resolver is walked."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, PathConverter, SlugConverter, StringConverter, UUIDConverter

from basis.middleware import LoginRequired
from basis.once import once

# Of allauth: its forms have no key of ours, and its views bring decorators of their own.
ALLAUTH = {
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "account_logout",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
# Views of ours that accept POST without @once, each with its reason.
NOT_ONCE = {
    "accounts:sessie_bewaren",  # the newest copy replaces the one before: twice is as once
    "accounts:uitnodiging",  # consumes its own token, by a visitor
    "portaal:link",  # the same
    "portaal:link_weigeren",  # the same
    "portaal:link_besluit",  # the same
    "portaal:link_besluit_terug",  # the same
    "portaal:link_besluit_geen",  # the same
    "portaal:link_reactie",  # the same
    "portaal:link_nazorg",  # the same
    "portaal:link_concept_maken",  # by a visitor; within an hour it is the same concept
    "portaal:link_nieuw",  # by a visitor; at most one mail a day comes of it
    "trajecten:afmelden",  # by a visitor; what is stopped twice is stopped once
    "trajecten:afmelden_direct",  # the same, by a mail program
    "trajecten:afmelden_terug",  # the same
}
# Doors for programs, which bring no cookie: the token in the address is the authority.
ZONDER_CSRF = {"trajecten:afmelden_direct"}
# Whole numbers in an address that are no id.
NUMBERS = {
    "accounts:logo",  # the version of the picture, so that it may be cached
    "trajecten:nazorg",  # months after uitreiking: 0, 3, 6 or 12
    "trajecten:nazorg_verbeteren",  # the same
}
SAMPLE = {UUIDConverter: uuid.UUID(int=7), IntConverter: 7, SlugConverter: "x", StringConverter: "x", PathConverter: "x"}


@dataclass(frozen=True)
class Door:
    name: str
    route: str
    view: Callable
    converters: dict

    @property
    def url(self) -> str:
        return reverse(self.name, kwargs={name: SAMPLE[type(c)] for name, c in self.converters.items()})


def doors(patterns: list | None = None, route: str = "", namespace: str = "", outer: dict | None = None) -> Iterator[Door]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        here, converters = route + str(entry.pattern), {**(outer or {}), **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from doors(entry.url_patterns, here, inside, converters)
        elif isinstance(entry, URLPattern):
            yield Door(f"{namespace}{entry.name}", here, entry.callback, converters)


DOORS = list(doors())
NAMES = {door.name for door in DOORS}
OURS = [door for door in DOORS if door.name not in ALLAUTH]
CLOSED = [door for door in DOORS if door.name not in LoginRequired.OPEN]


def each(found: list[Door]):
    return pytest.mark.parametrize("door", found, ids=lambda door: door.name)


def methods(view: Callable | None) -> set[str] | None:
    """What `require_http_methods` and its kin let through; None when nobody asked."""
    while view is not None:
        cells = zip(view.__code__.co_freevars, view.__closure__ or (), strict=True)
        for name, cell in cells:
            if name == "request_method_list":
                return set(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


def test_the_lists_name_doors_that_exist():
    assert NAMES >= ALLAUTH
    assert NAMES >= NOT_ONCE
    assert NAMES >= NUMBERS
    assert NAMES >= LoginRequired.OPEN
    assert NAMES >= ZONDER_CSRF


def test_no_door_but_those_for_programs_takes_a_form_of_another_site():
    exempt = {door.name for door in DOORS if getattr(door.view, "csrf_exempt", False)}

    assert exempt == ZONDER_CSRF <= LoginRequired.OPEN


def test_every_door_has_one_name():
    assert len(NAMES) == len(DOORS)
    assert not any(name.endswith("None") for name in NAMES)


@each(OURS)
def test_every_view_is_a_function_that_says_which_methods_it_takes(door):
    assert not hasattr(door.view, "view_class")
    assert methods(door.view)


@each(OURS)
def test_every_view_that_takes_a_form_counts_it_once(door):
    if "POST" in methods(door.view):
        assert getattr(door.view, "is_once", False) != (door.name in NOT_ONCE)


@each(OURS)
def test_no_view_takes_anything_but_reading_and_sending_a_form(door):
    assert methods(door.view) <= {"GET", "HEAD", "POST"}


@each(DOORS)
def test_no_address_has_an_integer_id(door):
    integers = [name for name, converter in door.converters.items() if isinstance(converter, IntConverter)]

    assert not integers or door.name in NUMBERS
    assert "_id" not in door.route and r"\d" not in door.route


@pytest.mark.django_db
@each(CLOSED)
def test_signed_out_every_door_but_the_open_ones_leads_to_the_sign_in_page(door, client):
    for ask in (client.get, client.post):
        plain, htmx = ask(door.url), ask(door.url, headers={"HX-Request": "true"})

        assert plain.status_code == 302
        assert plain["Location"].startswith(f"{reverse('account_login')}?next=")
        assert (htmx.status_code, htmx.content) == (401, b"")
        assert htmx["HX-Redirect"] == plain["Location"]


@pytest.mark.django_db
def test_control_without_the_middleware_doors_stand_open(client, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != "basis.middleware.LoginRequired"]
    client.raise_request_exception = False
    answers = [client.get(door.url) for door in CLOSED]

    assert any(a.status_code != 302 or "inloggen" not in a["Location"] for a in answers)


def test_control_the_walk_sees_a_view_that_forgot_its_decorators():
    def forgot(request):
        """A view without anything."""

    assert methods(forgot) is None
    assert methods(once(forgot)) is None
    assert not getattr(forgot, "is_once", False)
