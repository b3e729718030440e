"""Which days somebody is away and who stands in. Nothing asks why (domein §10)."""

from collections.abc import Iterable

from django import forms
from django.db.models import Case, When

from accounts import afwezig
from accounts.models import Regio, User
from basis.dagen import today
from basis.fields import DatumVeld
from basis.forms import Formulier

_RECHTEN = "Een begeleider die een coördinator vervangt, doet wat een begeleider mag. De rest doet een andere coördinator."


class _Collega(forms.ModelChoiceField):
    default_error_messages = {"required": "Kies een collega.", "invalid_choice": "Kies een collega uit de lijst."}

    def __init__(self, **kwargs):
        super().__init__(User.objects.none(), to_field_name="code", empty_label="Kies een collega", **kwargs)


class _Dagen(Formulier):
    van = DatumVeld(label="Eerste dag afwezig", initial=today)
    tot = DatumVeld(label="Laatste dag afwezig", not_past=True)


class MeldenForm(_Dagen):
    """Oneself: a deputy in each regio."""

    def __init__(self, *args, user: User, regios: Iterable[Regio], **kwargs):
        super().__init__(*args, **kwargs)
        self.regios = list(regios)
        several = len(self.regios) > 1
        for regio in self.regios:
            words = f"Wie vervangt u in {regio}?" if several else "Wie vervangt u?"
            field = _Collega(label=words, help_text=_RECHTEN if regio == self.regios[0] else "", required=not several)
            field.queryset = afwezig.vervangers(regio, on=today()).exclude(pk=user.pk)
            self.fields[f"vervanger_{regio.regiocode}"] = field

    @property
    def vervangers(self) -> dict[Regio, User]:
        """Who stands in, in the regio's where somebody was chosen."""
        chosen = {regio: self.cleaned_data.get(f"vervanger_{regio.regiocode}") for regio in self.regios}
        return {regio: wie for regio, wie in chosen.items() if wie}

    @property
    def kan(self) -> bool:
        """Whether there is anybody to choose."""
        return any(self.fields[f"vervanger_{regio.regiocode}"].queryset.exists() for regio in self.regios)


class CollegaForm(_Dagen):
    """A colleague, who cannot or did not."""

    wie = _Collega(label="Wie is afwezig?")
    vervanger = _Collega(label="Wie vervangt?", help_text=_RECHTEN)
    field_order = ["wie", "van", "tot", "vervanger"]

    def __init__(self, *args, regio: Regio, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        people = afwezig.vervangers(regio, on=today())
        self.fields["wie"].queryset = people.exclude(pk=user.pk)
        self.fields["vervanger"].queryset = people.order_by(Case(When(pk=user.pk, then=0), default=1), "zoektekst", "pk")


class WijzigForm(_Dagen):
    vervanger = _Collega(label="Wie vervangt?", help_text=_RECHTEN)

    def __init__(self, *args, row, **kwargs):
        initial = {"van": row.van, "tot": row.tot, "vervanger": row.vervanger.code}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["van"].disabled = row.van <= today()
        self.fields["vervanger"].queryset = afwezig.vervangers(row.regio, on=today()).exclude(pk=row.user_id)
