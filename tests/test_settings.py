"""Settings that depend on the environment, read in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMES = [
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
]


def settings_with(**environment: str) -> dict:
    """:raises subprocess.CalledProcessError: the settings refuse these values."""
    read = f"import json; from praktijkleren import settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES!r}}}))"
    env = {k: v for k, v in os.environ.items() if k not in ("HTTPS", "DEMO", "ALLOWED_HOSTS")} | environment
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run([sys.executable, "-c", read], env=env, cwd=root, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_demo_is_refused_for_an_address_that_is_not_this_machine():
    with pytest.raises(subprocess.CalledProcessError) as refused:
        settings_with(DEMO="1", SITE_URL="https://praktijkleren.voorbeeld")

    assert "DEMO shows passwords" in refused.value.stderr
    settings_with(DEMO="1", SITE_URL="http://localhost:8000")


def test_https_decides_cookie_names_secure_and_hsts_in_one_place():
    assert settings_with(SITE_URL="https://praktijkleren.voorbeeld") == {
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_NAME": "__Host-sessie",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
    }
    assert settings_with(SITE_URL="http://localhost:8000")["SECURE_HSTS_SECONDS"] == 0
