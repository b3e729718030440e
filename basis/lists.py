"""One queryset for the page, its count and its neighbours (huis.md, "Every list")."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import Field, Form
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format

PER_PAGE = 25


def page_of(request: HttpRequest, rows: QuerySet, *, per_page: int = PER_PAGE) -> Page:
    """The page named in the URL (`?pagina=`); a number that does not exist gives the nearest page."""
    return Paginator(rows, per_page).get_page(request.GET.get("pagina"))


@dataclass(frozen=True)
class Chip:
    """One filter in use: what it says, and the URL without it."""

    label: str
    value: str
    url: str


def chips(form: Form, request: HttpRequest) -> list[Chip]:
    """The filters in use of a valid filter form, each value removable; hidden fields and sorting are none."""
    return [
        Chip(str(bound.label), _shown(bound.field, raw, form.cleaned_data[bound.name]), _without(request.GET, bound.name, raw))
        for bound in form
        if not bound.is_hidden and form.cleaned_data.get(bound.name) not in (None, "", [])
        for raw in request.GET.getlist(bound.html_name)
        if raw
    ]


def choice_labels(field: Field) -> dict[str, str]:
    """Value as sent -> words, groups opened."""
    found = {}
    for value, label in getattr(field, "choices", []):
        group = label if isinstance(label, list | tuple) else [(value, label)]
        found.update({str(key): str(words) for key, words in group})
    return found


def _shown(field: Field, raw: str, clean: object) -> str:
    if isinstance(clean, bool):
        return "ja" if clean else "nee"
    return date_format(clean, "j F Y") if isinstance(clean, date) else choice_labels(field).get(raw, raw)


def _without(query: QueryDict, name: str, raw: str) -> str:
    """This page's URL without one value of one filter, back on its first page."""
    rest = query.copy()
    rest.setlist(name, [value for value in query.getlist(name) if value != raw])
    rest.pop("pagina", None)
    return f"?{rest.urlencode()}"
