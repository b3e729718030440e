"""From one text template to both faces of a mail: plain text, and the same words as HTML."""

import re
from dataclasses import dataclass

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string

# A line that is only a link, or "What you do: link", becomes a button.
_BUTTON = re.compile(r"^(?:(?P<label>[^:\n]{2,60}): )?(?P<url>https?://\S+)$")
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Alinea:
    """A paragraph; with `url` a button to our own site."""

    tekst: str
    url: str = ""


def text(template: str, context: dict, *, afmelden: str = "") -> str:
    """The mail as plain text. Nothing is escaped: in a text an ampersand is an ampersand."""
    body = _plain(template, {**context, "site": settings.SITE_URL})
    return f"{body}\n\n{_plain('berichten/voet.txt', {'site': settings.SITE_URL, 'afmelden': afmelden})}\n"


def html(body: str, onderwerp: str, *, afmelden: str = "") -> str:
    """The same words with our look; every word is escaped by the template, and the address to unsubscribe stands below."""
    context = {"alineas": alineas(body, zonder=afmelden), "onderwerp": onderwerp, "afmelden": afmelden}
    return _INLINER.inline(render_to_string("berichten/basis.html", context))


def alineas(body: str, *, zonder: str = "") -> list[Alinea]:
    """The paragraphs of a mail. :param zonder: leaves out the one that ends with this address."""
    parts = [part.strip() for part in body.split("\n\n")]
    return [_alinea(part) for part in parts if part and not (zonder and part.endswith(zonder))]


def _plain(template: str, context: dict) -> str:
    body = get_template(template).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]
    return re.sub(r"\n{3,}", "\n\n", body.strip())


def _alinea(part: str) -> Alinea:
    match = _BUTTON.match(part)
    if match and match["url"].startswith(f"{settings.SITE_URL}/"):
        return Alinea(match["label"] or "Ga verder", match["url"])
    return Alinea(part)
