"""A document fetches nothing (M13) and runs nothing (M07), whatever stands in its page or its facts."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pikepdf
import pytest
from django.template import engines
from weasyprint import HTML

from documenten.render import DocumentMislukt, Opdracht, build_pdf
from tests.documenten import voorbeelden
from tests.documenten.lezen import complaints, pdf_of, text

SECRET = "geheim-3f9a1c"
CANARY = "\"><svg/onload=x>'{{7*7}}"
SVG = "%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage href='{u}/d.png'/%3E%3C/svg%3E"
VECTORS = {
    "img": '<img src="{u}/img.png" alt="x">',
    "redirect": '<img src="{u}/redirect" alt="x">',
    "css_import": "<style>@import url({u}/import.css);</style>",
    "css_background": '<p style="background:url({u}/bg.png)">x</p>',
    "css_content": '<style>p::before {{ content: url("{u}/content.png") }}</style><p>x</p>',
    "list_style": '<ul style="list-style-image:url({u}/list.png)"><li>x</li></ul>',
    "font": "<style>@font-face {{ font-family: X; src: url({u}/font.ttf) }} p {{ font-family: X }}</style><p>x</p>",
    "link": '<link rel="stylesheet" href="{u}/style.css">',
    "link_attachment": '<link rel="attachment" href="{u}/attachment.txt">',
    "a_attachment": '<a rel="attachment" href="{u}/a.txt">x</a>',
    "svg_image": '<svg width="9" height="9"><image href="{u}/svg.png" width="9" height="9"/></svg>',
    "svg_use": '<svg width="9" height="9"><use href="{u}/use.svg#a"/></svg>',
    "object": '<object data="{u}/object.svg"></object>',
    "embed": '<embed src="{u}/embed.svg">',
    "iframe": '<iframe src="{u}/frame.html"></iframe>',
    "base": '<base href="{u}/"><img src="relative.png" alt="x">',
    "data": f'<img alt="x" src="data:image/svg+xml,{SVG}">',
    "file": '<img src="file://{f}" alt="x">',
    "file_attachment": '<link rel="attachment" href="file://{f}">',
    "file_style": '<link rel="stylesheet" href="file://{f}">',
}
SEEN_WITHOUT_US = [
    "img",
    "redirect",
    "css_import",
    "css_background",
    "font",
    "link",
    "link_attachment",
    "svg_image",
    "object",
    "data",
]


class Canary(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/redirected.png")
        else:
            self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture(scope="module")
def canary():
    with ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        server.seen, server.daemon_threads = [], True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def secret_file(tmp_path):
    file = tmp_path / "geheim.txt"
    file.write_text(f"p::before {{ content: '{SECRET}' }}")
    return file


def page(vector, canary, secret_file):
    url = f"http://127.0.0.1:{canary.server_port}"
    return f'<!doctype html><html lang="nl"><title>x</title>{VECTORS[vector].format(u=url, f=secret_file)}<p>x</p></html>'


@pytest.mark.parametrize("vector", VECTORS)
def test_a_page_reaches_nothing_outside(vector, canary, secret_file, monkeypatch):
    html = page(vector, canary, secret_file)
    monkeypatch.setattr("documenten.render.render_to_string", lambda template, context: html)
    order = Opdracht(template="x.html", titel="x", facts={}, gemaakt_op=voorbeelden.GEMAAKT_OP)
    canary.seen.clear()

    try:
        pdf = build_pdf(order)
    except DocumentMislukt as refused:
        assert SECRET not in str(refused)
    else:
        assert SECRET.encode() not in inside(pdf)

    assert canary.seen == []


@pytest.mark.parametrize("vector", SEEN_WITHOUT_US)
def test_control_without_our_fetcher_the_canary_sees_it(vector, canary, secret_file):
    canary.seen.clear()

    HTML(string=page(vector, canary, secret_file)).write_pdf()

    assert canary.seen


def test_control_without_our_fetcher_the_file_is_in_the_pdf(canary, secret_file):
    pdf = HTML(string=page("file_attachment", canary, secret_file)).write_pdf()

    assert SECRET.encode() in inside(pdf)


def inside(pdf):
    with pikepdf.open(BytesIO(pdf)) as doc:
        return b"".join(o.read_bytes() for o in doc.objects if isinstance(o, pikepdf.Stream))


def test_what_stands_in_the_facts_is_printed_as_text_and_nothing_else():
    bedrijf = dict.fromkeys(voorbeelden.LEERBEDRIJF, CANARY)
    deel = {**voorbeelden.praktijkverklaring()["delen"][0], "leerbedrijf": bedrijf}
    deel["kerntaken"] = [
        {"code": CANARY, "titel": CANARY, "werkprocessen": [{"code": CANARY, "titel": CANARY, "officieel": True}]},
    ]
    facts = voorbeelden.praktijkverklaring(
        deelnemer={**voorbeelden.PERSOON, "naam": CANARY, "geboorteplaats": CANARY, "geboorteland": CANARY},
        kwalificatie={**voorbeelden.KWALIFICATIE, "naam": CANARY, "dossier": CANARY},
        besluit={**dict.fromkeys(voorbeelden.praktijkverklaring()["besluit"], CANARY), "datum": "2026-09-04"},
        huisstijl={**voorbeelden.HUISSTIJL, "regio": CANARY},
        delen=[deel],
        verificatie_adres=CANARY,
        verificatie_url=CANARY,
    )

    pdf = pdf_of("praktijkverklaring", facts)

    words = "".join(text(pdf).split())
    assert words.count("".join(CANARY.split())) >= 15
    assert complaints(pdf) == []
    assert "49" not in words


def test_no_template_of_a_document_marks_anything_safe():
    sources = [path.read_text() for folder in engines["django"].dirs for path in (folder / "documenten").glob("*.html")]

    assert len(sources) >= 8
    assert not any("|safe" in source or "autoescape off" in source for source in sources)
