"""One queryset for the page, its count and its neighbours (huis.md, "Every list")."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

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


def chips(form, request: HttpRequest) -> list[Chip]:
    """The filters in use of a valid filter form, each removable; hidden fields and sorting are none."""
    found = []
    for bound in form:
        if bound.is_hidden or not (raw := request.GET.get(bound.name)) or form.cleaned_data.get(bound.name) in (None, ""):
            continue
        query = request.GET.copy()
        for name in (bound.name, "pagina"):
            query.pop(name, None)
        choices = dict(_flat(getattr(bound.field, "choices", [])))
        found.append(Chip(str(bound.label), str(choices.get(raw, form.cleaned_data[bound.name])), f"?{query.urlencode()}"))
    return found


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(v), text) for v, text in label)
        else:
            yield str(value), label
