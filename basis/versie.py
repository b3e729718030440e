"""
Two people editing: nobody's text disappears (P14).

An edit form carries the version it was opened with (`versie_veld`); saving raises the number in one conditional UPDATE. When
somebody else was first, the page answers 409 and shows both texts side by side, with what was typed still in the form.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db.models import F, Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


class VersieConflict(Exception):
    """Somebody else saved this row since the form was opened."""


class VersieMixin:
    """For a ModelForm of a VersionedModel: adds the hidden version and saves only on that version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versie"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.instance.versie or 1)

    def save(self, commit=True):
        """:raises VersieConflict: the row has another version by now; nothing is saved."""
        if self.instance.pk:
            raise_version(self.instance, self.cleaned_data["versie"])
        return super().save(commit)


def raise_version(row, opened_with: int) -> None:
    """
    Lock the row by raising its version, if it still is the one the form was opened with.

    :raises VersieConflict: it is not.
    """
    changed = type(row)._base_manager.filter(pk=row.pk, versie=opened_with).update(versie=F("versie") + 1)
    if not changed:
        raise VersieConflict
    row.versie = opened_with + 1


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str


def conflict_page(request: HttpRequest, form, *, again: Callable[[QueryDict, Model], forms.Form], back: str) -> HttpResponse:
    """
    409 with both texts of every field that differs, and a form that holds the newest version and what was typed.

    :param again: makes the form anew from (data, newest row).
    :param back: where "niet opslaan" leads.
    """
    current = type(form.instance)._base_manager.get(pk=form.instance.pk)
    differences = [
        Difference(str(form.fields[name].label or name), _shown(getattr(current, name)), _shown(form.cleaned_data.get(name)))
        for name in form.cleaned_data
        if name != "versie" and hasattr(current, name) and _shown(getattr(current, name)) != _shown(form.cleaned_data.get(name))
    ]
    data = form.data.copy()
    data[form.add_prefix("versie")] = str(current.versie)
    context = {"form": again(data, current), "differences": differences, "back": back}
    return render(request, "basis/versie_conflict.html", context, status=409)


def _shown(value) -> str:
    if value is None or value == "":
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
