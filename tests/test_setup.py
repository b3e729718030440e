"""bin/setup on machines that lack something, and the lists it installs from."""

import os
import re
import stat
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest

from praktijkleren.lokaal import ROOT

REQUIREMENTS = ROOT / "requirements"


@pytest.fixture
def setup():
    loader = SourceFileLoader("setup_command", str(ROOT / "bin" / "setup"))
    module = module_from_spec(spec_from_loader("setup_command", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH with nothing on it but what the test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def add(name: str, code: int = 0) -> None:
        (tmp_path / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/called\nexit {code}\n')
        (tmp_path / name).chmod(stat.S_IRWXU)

    add.called = lambda: (tmp_path / "called").read_text() if (tmp_path / "called").exists() else ""
    return add


def test_what_a_bare_debian_lacks_is_named(setup, programs, monkeypatch) -> None:
    monkeypatch.setattr(setup, "loads", lambda library: False)
    monkeypatch.setattr(setup, "python_runs", lambda code: False)
    monkeypatch.setattr(setup, "can_make_venv", lambda: False)

    base = {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "python3-venv"}
    assert set(setup.packages("base")) - {"ca-certificates"} == base
    assert set(setup.packages("dev")) - {"ca-certificates"} == base | {"chromium", "libatomic1"}


def test_here_nothing_lacks(setup) -> None:
    assert setup.packages("dev") == []


def test_a_machine_without_apt_is_told_what_to_install(setup, programs) -> None:
    with pytest.raises(SystemExit, match="chromium libatomic1"):
        setup.install(["chromium", "libatomic1"])


def test_somebody_without_sudo_is_told_what_to_ask_for(setup, programs, monkeypatch) -> None:
    programs("apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(SystemExit, match="apt-get install chromium"):
        setup.install(["chromium"])
    assert programs.called() == ""


def test_apt_installs_only_what_lacks(setup, programs, monkeypatch) -> None:
    programs("apt-get")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    setup.install(["libatomic1"])

    assert programs.called().splitlines() == [
        "apt-get update -qq",
        "apt-get install -y -qq --no-install-recommends libatomic1",
    ]


def test_apt_that_fails_is_not_passed_over(setup, programs, monkeypatch) -> None:
    programs("apt-get", code=100)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    with pytest.raises(SystemExit, match="met de hand"):
        setup.install(["libatomic1"])


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9][\w.-]*)(?:\[.*?\])?==(\S+)", (REQUIREMENTS / name).read_text(), flags=re.M))


def test_what_is_tested_is_what_runs() -> None:
    assert pins("base.txt").items() <= pins("dev.txt").items()
    assert len(pins("base.txt")) > 30


@pytest.mark.parametrize("name", ["base", "dev"])
def test_the_lists_are_locked_without_addresses_and_have_lower_bounds(name: str) -> None:
    locked = (REQUIREMENTS / f"{name}.txt").read_text()
    assert "://" not in locked
    assert locked.count("==") <= locked.count("--hash=sha256:")
    asked = [line for line in (REQUIREMENTS / f"{name}.in").read_text().splitlines() if line and line[0] not in "#-"]
    assert all(">=" in line for line in asked)
