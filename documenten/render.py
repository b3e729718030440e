"""From frozen facts to a PDF. The only module that knows WeasyPrint; in the product it runs in a child of the worker only."""

import base64
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from PIL import ImageFile
from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documenten import opslag, pdfa, zegel
from documenten.afgeschermd import run_limited
from documenten.letters import FONT, letters_of_the_font

ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process; a picture that is cut off is refused
SCHEME = "eigen:"
ASSETS = {
    "document.css": ("documenten/document.css", "text/css"),
    "praktijkverklaring.css": ("documenten/praktijkverklaring.css", "text/css"),
    "beoordelingsformulier.css": ("documenten/beoordelingsformulier.css", "text/css"),
    "voortgang.css": ("documenten/voortgang.css", "text/css"),
    "grafiek.css": ("documenten/grafiek.css", "text/css"),
    "concept.svg": ("documenten/concept.svg", "image/svg+xml"),
    "regular.ttf": (FONT, "font/ttf"),
    "semibold.ttf": ("fonts/SourceSans3-Semibold.ttf", "font/ttf"),
    "bold.ttf": ("fonts/SourceSans3-Bold.ttf", "font/ttf"),
}


class DocumentMislukt(Exception):
    """The page would not be exactly what was decided: a letter, a picture or a rule of the style is missing."""


def is_our_mistake(reason: str) -> bool:
    """Whether a child's complaint stays the same however often it is tried; memory and disk may come back."""
    return reason.startswith(("DocumentMislukt:", "TemplateSyntaxError:", "TemplateDoesNotExist:", "ValueError:"))


@dataclass(frozen=True)
class Opdracht:
    """All that a document depends on; the same order gives the same bytes, but for a seal."""

    template: str
    titel: str
    facts: dict
    gemaakt_op: datetime
    attach_json: str = ""
    concept: bool = False
    zegel: bool = False
    pictures: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        pictures = {name: base64.b64decode(text, validate=True) for name, text in self.facts.get("beelden", {}).items()}
        object.__setattr__(self, "pictures", pictures)


def render_to(path: Path, opdracht: Opdracht) -> None:
    """
    Write the document to `path`, safe on disk, from a child with limits.

    :raises documenten.afgeschermd.Mislukt: with the reason.
    """
    run_limited(lambda: opslag.write_synced(path, _compleet(opdracht)))


def _compleet(opdracht: Opdracht) -> bytes:
    pdf = build_pdf(opdracht)
    return zegel.verzegel(pdf) if opdracht.zegel else pdf


def build_pdf(opdracht: Opdracht) -> bytes:
    """
    The finished PDF/A-3a + PDF/UA-1 of an order.

    :raises DocumentMislukt: WeasyPrint warned of anything, or a font that is not ours came in.
    """
    context = {**opdracht.facts, "titel": opdracht.titel, "concept": opdracht.concept, "gemaakt_op": opdracht.gemaakt_op}
    html = render_to_string(opdracht.template, context)
    if missing := sorted(set(unescape(html)) - letters_of_the_font()):
        raise DocumentMislukt(f"niet in ons lettertype: {', '.join(f'U+{ord(letter):04X}' for letter in missing)}")
    with _no_warnings():
        raw = HTML(string=html, url_fetcher=OwnAssets(opdracht.pictures)).write_pdf(
            pdf_variant="pdf/a-3a", attachments=_attachments(opdracht), optimize_images=True
        )
    pdf = pdfa.finish(raw)
    if strange := pdfa.foreign_fonts(pdf):
        raise DocumentMislukt(f"een letter staat niet in ons lettertype (ingevallen: {', '.join(strange)})")
    return pdf


def facts_json(facts: dict) -> str:
    """The facts as they stand in the file: everything but the pictures, which the page shows."""
    return json.dumps({k: v for k, v in facts.items() if k != "beelden"}, ensure_ascii=False, sort_keys=True, indent=1)


class OwnAssets(URLFetcher):
    """Opens nothing: hands out our own assets and the pictures of this order by name, and refuses every other address."""

    def __init__(self, pictures: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._pictures = pictures

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and name in ASSETS:
            file, media_type = ASSETS[name]
            return URLFetcherResponse(url, (settings.BASE_DIR / "static" / file).read_bytes(), {"Content-Type": media_type})
        if url.startswith(SCHEME) and name in self._pictures:
            return URLFetcherResponse(url, self._pictures[name], {"Content-Type": "image/png"})
        raise ValueError("een document haalt niets van buiten")


def _attachments(opdracht: Opdracht) -> list[Attachment]:
    if not opdracht.attach_json:
        return []
    made = opdracht.gemaakt_op
    return [
        Attachment(
            string=facts_json(opdracht.facts),
            name=opdracht.attach_json,
            description="De gegevens van dit document",
            relationship="Alternative",
            created=made,
            modified=made,
        )
    ]


@contextmanager
def _no_warnings() -> Iterator[None]:
    """WeasyPrint only mutters when it leaves something out; here that is a failed document."""
    complaints: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if complaints:
        raise DocumentMislukt("; ".join(complaints)[:1000])
