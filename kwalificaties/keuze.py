"""Choosing a kwalificatie and werkprocessen in a form of a higher room: what may be chosen, and how it is shown."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import ModelChoiceIterator

from accounts.models import Regio
from kwalificaties.models import Kwalificatie, KwalificatieQuerySet, Werkproces, WerkprocesQuerySet

VOORBEELD = "voorbeeld, niet officieel"


def kwalificaties_voor(regio: Regio, *, on: date) -> KwalificatieQuerySet:
    """What a new traject of this regio may choose on this day: shared or its own, not lapsed."""
    return Kwalificatie.objects.filter(Q(regio__isnull=True) | Q(regio=regio)).geldig(on=on).for_overview([regio])


def werkprocessen_voor(kwalificatie: Kwalificatie, regio: Regio) -> WerkprocesQuerySet:
    """The current werkprocessen of this kwalificatie, shared or of this regio, in the order of their numbers."""
    return Werkproces.objects.van(kwalificatie).filter(Q(regio__isnull=True) | Q(regio=regio))


def _is_code(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


class KwalificatieVeld(forms.ModelChoiceField):
    """One kwalificatie, sent by its public code."""

    def __init__(self, *, regio: Regio, on: date, **kwargs):
        messages = {"required": "Kies een kwalificatie.", "invalid_choice": "Kies een kwalificatie uit de lijst."}
        kwargs["error_messages"] = {**messages, **kwargs.get("error_messages", {})}
        kwargs.setdefault("label", "Kwalificatie")
        kwargs.setdefault("queryset", kwalificaties_voor(regio, on=on))
        super().__init__(to_field_name="code", **kwargs)

    def to_python(self, value: object) -> Kwalificatie | None:
        """What is no code at all gets the same sentence as a code that is not on the list."""
        if value not in self.empty_values and not _is_code(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def label_from_instance(self, kwalificatie: Kwalificatie) -> str:
        naam = f"{kwalificatie.naam} ({kwalificatie.crebo}, niveau {kwalificatie.niveau})"
        return naam if kwalificatie.officieel else f"{naam} – {VOORBEELD}"


class _PerKerntaak(ModelChoiceIterator):
    """Choices under a heading per kerntaak, as SBB lists them."""

    def __iter__(self) -> Iterator:
        for kerntaak, werkprocessen in groupby(self.queryset, key=lambda werkproces: werkproces.kerntaak):
            yield str(kerntaak), [self.choice(werkproces) for werkproces in werkprocessen]


class WerkprocessenVeld(forms.ModelMultipleChoiceField):
    """Werkprocessen of one kwalificatie as a list to tick, sent by their public codes."""

    iterator = _PerKerntaak
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, kwalificatie: Kwalificatie, regio: Regio, **kwargs):
        messages = {
            "required": "Kies minstens één werkproces.",
            "invalid_choice": "Kies alleen werkprocessen van deze kwalificatie.",
            "invalid_pk_value": "Kies alleen werkprocessen van deze kwalificatie.",
        }
        kwargs["error_messages"] = {**messages, **kwargs.get("error_messages", {})}
        kwargs.setdefault("label", "Werkprocessen")
        kwargs.setdefault("queryset", werkprocessen_voor(kwalificatie, regio))
        super().__init__(to_field_name="code", **kwargs)

    def clean(self, value: list[object] | None) -> WerkprocesQuerySet:
        if isinstance(value, list | tuple) and not all(_is_code(code) for code in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)

    def label_from_instance(self, werkproces: Werkproces) -> str:
        return str(werkproces) if werkproces.officieel else f"{werkproces} – {VOORBEELD}"
