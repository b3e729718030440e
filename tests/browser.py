"""The browser for tests marked `browser`: one Chromium a run, a fresh context per test, signed in by session cookie."""

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from accounts.models import User

WIDE, NARROW = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 10_000  # milliseconds
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, live_server) -> Iterator:
    """
    :returns: a function that opens a page in a context of its own: another person, a phone, a browser without JavaScript. A test
        that breaks something on purpose names in its `verwacht` how the complaint about that begins.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    expected: list[str] = []

    def open_page(user: User | None = None, **options) -> Page:
        context = chromium.new_context(**{"base_url": live_server.url, "locale": "nl-NL", "viewport": WIDE} | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        if user:
            sign_in(page, user, live_server.url)
        return page

    open_page.verwacht = expected  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    complaints = [words for words in complaints if not words.startswith(tuple(expected))]
    assert not complaints, "the browser's console complained"


@pytest.fixture
def page(new_page) -> Page:
    return new_page()


def _complaint(message: ConsoleMessage) -> list[str]:
    """Errors of scripts and of the Content-Security-Policy; a page that answers 404 on purpose is not one."""
    return [message.text] if message.type == "error" and "Failed to load resource" not in message.text else []


def sign_in(page: Page, user: User, address: str) -> None:
    """By session cookie: signing in by hand is for the tests about signing in."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": urlsplit(address).hostname, "path": "/"}
    page.context.add_cookies([cookie])


def assert_accessible(page: Page) -> None:
    """No violation of WCAG 2.2 AA that axe can find, on the page as it stands."""
    found = Axe().run(page, options=AXE_RULES).response["violations"]
    assert not found, "\n".join(f"{v['id']}: {v['help']}\n  " + "\n  ".join(n["html"] for n in v["nodes"]) for v in found)
