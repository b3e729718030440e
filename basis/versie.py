"""
Two people editing: nobody's text disappears (P14).

An edit form carries the version it was opened with. Saving locks the row, reads it again and goes on only when that still is
its version. When somebody else was first, the page answers 409 and shows both texts side by side, with what was typed still
in the form.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db import transaction
from django.db.models import Manager, Model
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format

from basis.lists import choice_labels


class VersieConflict(Exception):
    """Somebody else saved this row since the form was opened."""


class VersieVeld(forms.IntegerField):
    """The hidden version number; a form without it was not made by us."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(
            error_messages={"required": "Open dit formulier opnieuw.", "invalid": "Open dit formulier opnieuw."}, **kwargs
        )


class VersieMixin(forms.BaseModelForm):
    """For a ModelForm of a VersionedModel: adds the hidden version and saves only on that version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versie"] = VersieVeld(initial=self.instance.versie)

    def save(self, commit=True):
        """:raises VersieConflict: the row has another version by now; nothing is saved."""
        if self.instance.pk:
            raise_version(self.instance, self.cleaned_data["versie"])
            construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        return super().save(commit)


@transaction.atomic
def save_versioned(row, form: forms.Form, fields: Iterable[str]) -> None:
    """
    Save these fields of a plain form that has a `VersieVeld` called `versie`.

    :raises VersieConflict: the row has another version by now; nothing is saved.
    """
    raise_version(row, form.cleaned_data["versie"])
    for name in fields:
        setattr(row, name, form.cleaned_data[name])
    row.save()


def raise_version(row, opened_with: int) -> None:
    """
    Lock the row and read it again; its version is one higher from here on, and saved when the row is.

    :raises VersieConflict: its version is not the one the form was opened with.
    """
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))
    if row.versie != opened_with:
        raise VersieConflict
    row.versie += 1


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    yours: str


def conflict_page(request: HttpRequest, form, *, again: Callable[[QueryDict, Model], forms.BaseForm], back: str) -> HttpResponse:
    """
    409 with both texts of every field that differs, and a form that holds the newest version and what was typed.

    :param again: makes the form anew from (data, newest row).
    :param back: where "niet opslaan" leads.
    """
    current = type(form.instance)._base_manager.get(pk=form.instance.pk)
    data = form.data.copy()
    data[form.add_prefix("versie")] = str(current.versie)
    context = {"form": again(data, current), "differences": list(_differences(form, current)), "back": back}
    return render(request, "basis/versie_conflict.html", context, status=409)


def _differences(form, current: Model) -> Iterable[Difference]:
    for name, yours in form.cleaned_data.items():
        if name == "versie" or not hasattr(current, name):
            continue
        bound = form[name]
        theirs, typed = _words(bound.field, getattr(current, name)), _words(bound.field, yours)
        if theirs != typed:
            yield Difference(str(bound.label), theirs, typed)


def _words(field: forms.Field, value) -> str:
    """A value as a reader sees it in the form."""
    if isinstance(value, Manager):
        value = value.all()
    if isinstance(field, forms.ModelChoiceField):
        many = isinstance(field, forms.ModelMultipleChoiceField)
        return ", ".join(sorted(map(field.label_from_instance, value if many else filter(None, [value])))) or "leeg"
    if value in (None, "", []):
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(field, forms.ChoiceField):
        labels = choice_labels(field)
        return ", ".join(labels.get(str(v), str(v)) for v in (value if isinstance(value, list | tuple) else [value]))
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
