import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basis import kleur

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))
EASY = settings(deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])


def test_contrast_of_known_pairs():
    assert kleur.contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert kleur.contrast_ratio("#ffffff", "#ffffff") == pytest.approx(1)
    assert kleur.contrast_ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@EASY
@given(COLOURS, COLOURS)
def test_contrast_does_not_depend_on_the_order(one, other):
    assert kleur.contrast_ratio(one, other) == kleur.contrast_ratio(other, one)


@EASY
@given(COLOURS.filter(kleur.is_readable))
def test_what_is_derived_from_a_readable_colour_is_readable(merk):
    """White on the sidebar, and the colour of links and of dark text on the soft ground."""
    assert kleur.contrast_ratio(kleur.merk_diep(merk), "#ffffff") >= 7
    assert kleur.contrast_ratio(merk, kleur.merk_zacht(merk)) >= 4.5
    assert kleur.contrast_ratio("#4a5856", kleur.merk_zacht(merk)) >= 4.5


@pytest.mark.parametrize("broken", ["", "green", "#fff", "#0b5c5", "#0b5c58;}body{display:none", "#0b5c58\n"])
def test_a_broken_colour_is_refused_and_never_reaches_the_page(broken):
    assert not kleur.is_readable(broken)
    assert kleur.merk_css(broken) == kleur.merk_css(kleur.STANDAARD)
    with pytest.raises(ValueError, match="#rrggbb"):
        kleur.contrast_ratio(broken, "#ffffff")


def test_a_light_colour_gives_the_colour_of_the_house():
    assert not kleur.is_readable("#ffcc00")
    assert kleur.merk_css("#ffcc00") == kleur.merk_css(kleur.STANDAARD)


def tokens() -> dict[str, str]:
    css = Path(finders.find("css/tokens.css")).read_text()
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", css))
    return {name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:]) for name, value in found.items()}


def test_every_colour_of_text_is_readable_on_its_ground():
    colours = tokens()
    soft = [name for name in colours if name.endswith("-zacht") and name != "merk-zacht"]
    assert len(soft) >= 9
    for name in soft:
        assert kleur.contrast_ratio(colours[name.removesuffix("-zacht")], colours[name]) >= 4.5, name
        assert kleur.contrast_ratio(colours["inkt"], colours[name]) >= 7, name
    for ground in ["papier", "vlak", "vlak-2"]:
        assert kleur.contrast_ratio(colours["inkt-2"], colours[ground]) >= 4.5
        assert kleur.contrast_ratio(colours["te-laat"], colours[ground]) >= 4.5
    assert kleur.contrast_ratio(colours["lijn-sterk"], colours["papier"]) >= 3
    assert kleur.contrast_ratio(colours["focus"], colours["vlak"]) >= 3


def test_phases_that_touch_differ_in_more_than_colour():
    """The bar says "klaar" and "Fase 4 van 7" in words; here: its colours also differ in lightness from the empty part."""
    colours = tokens()
    for one, other in pairwise(["merk", "lijn", "ik"]):
        assert kleur.contrast_ratio(colours[one], colours[other]) >= 3
