"""The words of BEGRIPPEN.md: no screen says it in the way the column "niet" names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from praktijkleren.lokaal import ROOT

GLOSSARY = ROOT / "praktijkleren" / "BEGRIPPEN.md"
ROOMS = ["accounts", "basis", "berichten", "documenten", "kwalificaties", "praktijkleren", "trajecten", "werkgevers"]
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
