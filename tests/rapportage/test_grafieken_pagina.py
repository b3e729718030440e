"""Charts as they arrive: sound SVG, nothing of a name as markup, a table that says the same; on a page and on paper."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from django.utils.html import escape
from playwright.sync_api import Page

from documenten.render import Opdracht, build_pdf
from rapportage.grafieken import Grafiek, staven
from tests.basis.test_componenten import assert_fits, assert_hittable, show  # noqa: F401
from tests.basis.test_componenten import render as page_of
from tests.browser import assert_accessible
from tests.documenten import lezen, voorbeelden
from tests.rapportage.grafieken import LANG, grafieken, punt

Show = Callable[..., Page]
SAMPLE = str(Path(__file__).parent / "grafieken.html")
EVIL = """"><svg/onload=x>'{{7*7}}&amp;"""


def html_of(grafiek: Grafiek, **options: object) -> str:
    extra = " ".join(f"{name}={value!r}" for name, value in options.items())
    return Engine.get_default().from_string("{% load grafieken %}{% grafiek g " + extra + " %}").render(Context({"g": grafiek}))


def drawings(html: str) -> list[ElementTree.Element]:
    """:raises ParseError: an <svg> that is no XML."""
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", html, flags=re.S)]


@pytest.mark.parametrize("grafiek", grafieken(), ids=lambda g: g.sleutel)
def test_every_drawing_is_sound_and_says_what_it_is(grafiek: Grafiek) -> None:
    html = html_of(grafiek)

    assert len(drawings(html)) == len(grafiek.platen)
    for svg in drawings(html):
        title, desc = svg.find("title"), svg.find("desc")
        assert title is not None and title.text and desc is not None and desc.text
        assert svg.get("role") == "img"
        assert svg.get("aria-labelledby", "").split() == [title.get("id"), desc.get("id")]
        patterns = {f"url(#{pattern.get('id')})" for pattern in svg.iter("pattern")}
        assert {rect.get("fill") for rect in svg.iter("rect") if rect.get("fill", "").startswith("url")} == patterns
    assert "style=" not in html and "<script" not in html


def test_no_id_stands_twice_on_a_page() -> None:
    html = "".join(html_of(grafiek) for grafiek in grafieken() + grafieken("nog-"))

    ids = re.findall(r'\bid="([^"]+)"', html)
    assert ids and len(ids) == len(set(ids))


def test_names_are_text_and_never_markup() -> None:
    grafiek = staven("s", EVIL, EVIL, [punt(EVIL, 3, EVIL), punt(LANG, None)])
    html = html_of(grafiek)

    (svg,) = drawings(html)
    assert "<svg/onload" not in html and "49" not in html
    assert svg.find("title").text == EVIL  # type: ignore[union-attr]
    assert EVIL in [text.text for text in svg.iter("text")]


def test_what_is_cut_off_in_the_drawing_is_whole_in_a_hint_and_in_the_table() -> None:
    html = html_of(staven("s", "Titel", "", [punt(LANG, 3)]))

    (svg,) = drawings(html)
    assert LANG in [title.text for title in svg.findall("text/title")]
    assert f'<th scope="row">{escape(LANG)}</th>' in html


@pytest.mark.parametrize("grafiek", grafieken()[:-1], ids=lambda g: g.sleutel)
def test_the_table_says_the_same_as_the_chart(grafiek: Grafiek) -> None:
    table = ElementTree.fromstring(re.findall(r"<table>.*?</table>", html_of(grafiek, tabel="open"), flags=re.S)[0])

    rows = [["".join(cell.itertext()) for cell in row] for row in table.findall("tbody/tr")]
    assert rows == [[naam, *teksten] for naam, teksten in grafiek.tabel.rijen]
    assert [cell.get("scope") for cell in table.findall("thead/tr/th")] == ["col"] * len(grafiek.tabel.koppen)
    assert {row[0].get("scope") for row in table.findall("tbody/tr")} == {"row"}
    assert table.findtext("caption") == grafiek.titel


def test_without_figures_there_is_a_sentence_and_nothing_else() -> None:
    html = html_of(staven("s", "Titel", "", []))
    own = html_of(staven("s", "Titel", "", [], leeg_tekst="Er is nog niemand gestopt."))

    assert "Er zijn over deze periode nog geen gegevens." in html
    assert "Er is nog niemand gestopt." in own
    assert "<svg" not in html and "<table" not in html and "<details" not in html


def test_the_table_is_folded_open_or_left_out_as_asked() -> None:
    grafiek = staven("s", "Titel", "", [punt("a", 3)])

    assert "<details" in html_of(grafiek) and "grafiek--papier" not in html_of(grafiek)
    assert "grafiek--papier" in html_of(grafiek, tabel="papier")
    assert "<details" not in html_of(grafiek, tabel="open") and "<table" in html_of(grafiek, tabel="open")
    assert "<table" not in html_of(grafiek, tabel="geen")
    with pytest.raises(ValueError, match="geen soort tabel"):
        html_of(grafiek, tabel="dicht")


def test_all_kinds_stand_in_a_document_that_keeps_to_the_standards(monkeypatch: pytest.MonkeyPatch) -> None:
    source = """{% extends "documenten/basis.html" %}{% load grafieken %}
        {% block stijl %}<link rel="stylesheet" href="eigen:grafiek.css">{% endblock %}
        {% block inhoud %}<h1>Kwartaalrapportage</h1>{% for g in alles %}<h2>{{ g.titel }}</h2>
        {% grafiek g tabel="open" kop=False merk=huisstijl.kleur %}{% endfor %}{% endblock %}"""
    page = Engine.get_default().from_string(source)
    monkeypatch.setattr(
        "documenten.render.render_to_string", lambda name, facts: page.render(Context({**facts, "alles": grafieken()}))
    )
    facts = {"huisstijl": {**voorbeelden.HUISSTIJL, "kleur": "#7a1f5c"}, "beelden": {}}

    pdf = build_pdf(Opdracht(template="", titel="Kwartaalrapportage", facts=facts, gemaakt_op=voorbeelden.GEMAAKT_OP))

    assert lezen.complaints(pdf) == []
    assert "31 dagen" in lezen.text(pdf) and "afgeschermd" in lezen.text(pdf)


CLASH = """() => {
  const found = [];
  for (const svg of document.querySelectorAll(".grafiek-svg")) {
    const room = svg.closest(".kaart").getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter(t => t.getClientRects().length);
    const boxes = texts.map(t => t.getBoundingClientRect());
    texts.forEach((text, i) => {
      const a = boxes[i], words = text.firstChild.textContent;
      if (parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a < 11) found.push(`small: ${words}`);
      if (a.left < room.left || a.right > room.right) found.push(`outside: ${words}`);
      boxes.slice(i + 1).forEach((b, j) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 4) found.push(`over each other: ${words} / ${texts[i + 1 + j].firstChild.textContent}`);
      });
    });
  }
  return found;
}"""


def page_with_all(open_html: Show, width: int = 1360) -> Page:
    return open_html(page_of(SAMPLE, breed=grafieken(), smal=grafieken("smal-")), width)


@pytest.mark.browser
def test_charts_are_accessible_and_legible_at_every_width(show: Show) -> None:  # noqa: F811
    page = page_with_all(show)
    for width in (1360, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
        assert page.evaluate(CLASH) == [], width
        assert_hittable(page)
        assert_accessible(page)


@pytest.mark.browser
def test_a_table_unfolds_by_keyboard_and_fits_a_phone(show: Show) -> None:  # noqa: F811
    page = page_with_all(show, 390)
    page.locator("summary", has_text="Toon als tabel: Uitgereikt per regio").first.press("Enter")

    assert page.get_by_role("table", name="Uitgereikt per regio").first.is_visible()
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.browser
def test_a_crowded_drawing_is_seen(show: Show) -> None:  # noqa: F811
    """The control of the check on letters: what only fits a wide screen, shown on a phone."""
    page = page_with_all(show, 390)
    page.evaluate("document.querySelectorAll('.g-ruim').forEach(e => e.classList.remove('g-ruim'))")

    assert any(line.startswith("over each other") for line in page.evaluate(CLASH))
