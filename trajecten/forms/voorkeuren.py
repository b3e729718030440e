"""Of which groups somebody gets mail."""

from collections.abc import Iterable

from django import forms
from django.utils.safestring import SafeString

from basis.forms import Formulier
from trajecten.voorkeuren.groepen import Groep


class _Groepen(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


def _keuzes(groepen: dict[str, Groep]) -> Iterable[tuple[str, str | SafeString]]:
    return [(code, f"{groep.naam}: {groep.uitleg[0].lower()}{groep.uitleg[1:]}") for code, groep in groepen.items()]


class VoorkeurenForm(Formulier):
    mail = _Groepen(label="Ik krijg mail over", required=False)

    def __init__(self, *args, groepen: dict[str, Groep], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mail"].choices = _keuzes(groepen)  # type: ignore[attr-defined]


class AfmeldForm(Formulier):
    stop = _Groepen(label="Hierover krijg ik geen mail meer", error_messages={"required": "Kies wat u niet meer wilt krijgen."})

    def __init__(self, *args, groepen: dict[str, Groep], **kwargs):
        super().__init__(*args, initial={"stop": list(groepen)}, **kwargs)
        self.fields["stop"].choices = _keuzes(groepen)  # type: ignore[attr-defined]
