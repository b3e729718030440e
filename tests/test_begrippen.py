"""The words of BEGRIPPEN.md: no screen says it in the way the column "niet" names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Template
from playwright.sync_api import expect

from accounts.models import Rol
from basis import begrippen
from praktijkleren.lokaal import ROOT
from tests.browser import NARROW, assert_accessible
from tests.personen import iemand
from trajecten.begrippen import BIJ
from trajecten.regels import Doel, Leerweg, Overgang

GLOSSARY = ROOT / "praktijkleren" / "BEGRIPPEN.md"
ROOMS = [
    "accounts",
    "basis",
    "berichten",
    "documenten",
    "kwalificaties",
    "portaal",
    "praktijkleren",
    "rapportage",
    "trajecten",
    "werkgevers",
]
NOT_A_TEXT = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<(script|style).*?</\1>", flags=re.S)
SPOKEN_ATTRIBUTE = re.compile(r'\b(?:title|alt|placeholder|aria-label|content)="([^"]*)"')
DUTCH = re.compile(r"\s")  # one word may be a key; what a person reads has a space, or is found in a template


def forbidden(table: str) -> list[str]:
    """The third column of every row."""
    cells = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [word.strip() for row in cells if len(row) == 3 and row[2] not in ("Niet", "---") for word in row[2].split(",")]


def pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(word) for word in words) + r")(en|n|s|'s)?\b", flags=re.I)


WRONG = pattern(forbidden(GLOSSARY.read_text()))


def template_text(source: str) -> str:
    text = NOT_A_TEXT.sub(" ", source)
    return re.sub(r"<[^>]*>", " ", text) + " " + " ".join(SPOKEN_ATTRIBUTE.findall(text))


def python_texts(source: str) -> Iterator[str]:
    """Strings that somebody may read; docstrings are for us, in English."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    ours = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _is_docstring(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in ours and DUTCH.search(node.value):
            yield node.value


def _is_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)


def sources() -> list[Path]:
    python = [p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py")) if "migrations" not in p.parts]
    return sorted((ROOT / "templates").rglob("*.*")) + python


def test_no_screen_uses_a_word_that_the_glossary_rejects() -> None:
    wrong = []
    for path in sources():
        source = path.read_text()
        texts = python_texts(source) if path.suffix == ".py" else [template_text(source)]
        wrong += [f"{path.relative_to(ROOT)}: {hit[0]}" for text in texts for hit in WRONG.finditer(text)]

    assert wrong == []


@pytest.mark.parametrize("word", ["kandidaten", "Stagebedrijf", "je", "deadline", "ongeldige invoer"])
def test_a_rejected_word_is_found_in_a_template_and_in_code(word: str) -> None:
    assert WRONG.search(template_text(f"<p>Kies {word} uit de lijst.</p>"))
    assert any(WRONG.search(text) for text in python_texts(f'X = "Kies een {word} uit de lijst."'))


def test_names_of_variables_and_tags_are_not_texts() -> None:
    assert not WRONG.search(template_text('{% url "deadline" %}{{ kandidaat }}<div class="mentor"></div>'))
    assert list(python_texts('def f():\n    """a kandidaat, in a docstring"""\n')) == []


def test_the_glossary_defines_every_word_once() -> None:
    words = [word.lower() for word in forbidden(GLOSSARY.read_text())]

    assert len(words) > 60
    assert len(words) == len(set(words))


# --- the explanation on the screen ----------------------------------------------------------------------------------------

IN_TEMPLATE = re.compile(r"""{% begrip ["']([^"']+)["']""")
NO_PLACE = re.compile(r"<(label|a|button|summary|legend|option)\b[^>]*>(?:(?!</\1>).)*{% begrip ", flags=re.S)


def templates() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted((ROOT / "templates").rglob("*.html"))}


def test_every_word_that_a_page_explains_stands_in_the_glossary() -> None:
    words = {word for source in templates().values() for word in IN_TEMPLATE.findall(source)}
    words |= {word for row in BIJ.values() for word in row} | {label.lower() for label in [*Leerweg.labels, *Doel.labels]}

    assert len(words) > 30
    for word in words:
        assert begrippen.zoek(word).uitleg


def test_the_page_of_every_overgang_explains_words() -> None:
    assert BIJ.keys() == set(Overgang)


def test_a_word_that_nobody_explained_is_noticed() -> None:
    with pytest.raises(begrippen.Onbekend, match="dossierhouder"):
        Template('{% begrip "dossierhouder" %}').render(Context())


def test_an_explanation_stands_in_nothing_that_is_pressed_itself() -> None:
    assert [name for name, source in templates().items() if NO_PLACE.search(source)] == []
    assert NO_PLACE.search('<label for="x">Uw {% begrip "crebo" %}</label>')


def test_explanations_are_short_and_use_our_own_words() -> None:
    for begrip in begrippen.alle():
        assert 10 < len(begrip.uitleg) < 150, begrip.naam
        assert not begrip.uitleg.endswith("."), begrip.naam
        assert not WRONG.search(begrip.uitleg), begrip.naam


def test_a_word_of_several_rows_or_with_an_abbreviation_is_found_by_each_name() -> None:
    assert begrippen.zoek("Kerntaak") == begrippen.zoek("werkproces")
    assert begrippen.zoek("POK").naam == "praktijkovereenkomst (POK)"


def test_the_page_shows_every_word_in_order_and_what_else_people_say(client, programmamanager) -> None:
    client.force_login(programmamanager)

    html = client.get("/begrippen/").content.decode()

    rows = GLOSSARY.read_text().split("| --- | --- | --- |")[1].split("\n\n")[0].strip().splitlines()
    places = [html.index(f'<dt id="{begrip.anker}">{begrip.naam}</dt>') for begrip in begrippen.alle()]
    assert len(places) == len(rows) == len({begrip.anker for begrip in begrippen.alle()})
    assert places == sorted(places)
    assert "Ook wel gezegd: stagebedrijf, praktijkbedrijf, bpv-bedrijf" in html
    assert html.count("Ook wel gezegd") == len([begrip for begrip in begrippen.alle() if begrip.ook])


@pytest.mark.browser
def test_the_page_is_accessible_and_not_wider_than_a_phone(new_page, programmamanager) -> None:
    page = new_page(programmamanager)
    page.goto("/begrippen/")
    assert_accessible(page)
    page.get_by_role("link", name="W", exact=True).click()
    expect(page.get_by_role("heading", name="W", exact=True)).to_be_in_viewport()
    page.set_viewport_size(NARROW)

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_word_explains_itself_by_keyboard_and_without_script(new_page, script) -> None:
    page = new_page(iemand("Cora Coördinator", Rol.COORDINATOR), viewport=NARROW, java_script_enabled=script)
    page.goto("/vandaag/")
    word, uitleg = page.get_by_role("button", name="aan zet (uitleg)"), page.get_by_role("note")
    expect(uitleg).to_be_hidden()

    word.focus()
    page.keyboard.press("Enter")

    expect(uitleg).to_contain_text("de partij van wie nu iets gevraagd wordt", ignore_case=True)
    expect(uitleg).to_be_in_viewport(ratio=1)
    if script:
        assert_accessible(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Alle begrippen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(uitleg).to_be_hidden()
    expect(word).to_be_focused()
