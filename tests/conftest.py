"""What every test stands on: strict templates, an empty cache, cheap passwords; for the browser one Chromium a run."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.signals import template_rendered

pytest_plugins = ["tests.browser", "tests.personen"]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread that also uses the database
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client"}


class UndefinedVariable(str):
    """Stands in for `string_if_invalid`: a name the context does not know is a mistake, not an empty place."""

    def __contains__(self, text: str) -> bool:
        return text == "%s" or super().__contains__(text)

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"undefined template variable: {variable}")


def pytest_configure(config: pytest.Config) -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STATIC_ROOT = settings.BASE_DIR / "var" / "not-collected"  # what bin/start left behind is not tested
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    if template := os.environ.get("TEST_TEMPLATE"):  # a migrated database, made once by bin/test
        connection.settings_dict["TEST"]["TEMPLATE"] = template
    if seen := os.environ.get("TEMPLATES_SEEN"):
        _note_templates(seen)


def _note_templates(file: str) -> None:
    """Each template at its first rendering, at once: the child that renders a document does not come back to tell."""
    known: set[str] = set()

    def note(sender: object, template: object, **kwargs: object) -> None:
        name = str(getattr(template, "name", ""))
        if name not in known:
            known.add(name)
            with open(file, "a") as lines:
                lines.write(f"{name}\n")

    template_rendered.connect(note, weak=False)


@pytest.fixture(autouse=True)
def empty_cache(request: pytest.FixtureRequest) -> None:
    """The cache is a table; tests that commit leave it full, and the 31st login would be refused."""
    if request.node.get_closest_marker("django_db") or DATABASE_FIXTURES & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "live_server" in request.fixturenames else "db")
        cache.clear()


@pytest.fixture(autouse=True)
def own_files(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("documenten")  # type: ignore[attr-defined]
    settings.ZEGEL_PEM = tmp_path_factory.mktemp("zegel") / "zegel.pem"  # type: ignore[attr-defined]
