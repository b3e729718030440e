"""Attendance of several weeks in one form: per week three numbers, and what stood there when the form was opened."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from basis.forms import Formulier
from basis.templatetags.basis import getal
from trajecten.aanwezigheid import Botsing, Invoer, Uren, uren_van
from trajecten.models import Aanwezigheid
from trajecten.models.aanwezigheid import UREN_IN_EEN_WEEK

SOORTEN = [
    ("gewerkt", "Gewerkt"),
    ("afgesproken", "Afwezig, afgesproken"),
    ("niet_afgesproken", "Afwezig, niet afgesproken"),
]
OPNIEUW = "Open dit formulier opnieuw."


class UrenVeld(forms.DecimalField):
    """Hours of one kind in one week; an empty one is none."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            min_value=0,
            max_value=UREN_IN_EEN_WEEK,
            max_digits=4,
            decimal_places=2,
            localize=True,
            widget=forms.TextInput(attrs={"class": "uren", "inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "invalid": "Vul een getal in, zoals 24 of 7,5.",
                "min_value": "Vul 0 of meer in.",
                "max_value": f"Vul hoogstens {UREN_IN_EEN_WEEK} in.",
                "max_decimal_places": "Vul hoogstens twee cijfers achter de komma in.",
                "max_digits": "Vul hoogstens twee cijfers voor en na de komma in.",
            },
            **kwargs,
        )

    def prepare_value(self, value):
        return getal(value) if isinstance(value, Decimal) else value


class WasVeld(forms.CharField):
    """What stood there when the form was opened: three numbers, or nothing."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=30, **kwargs)

    def prepare_value(self, value):
        return ";".join(str(n) for n in astuple(value)) if isinstance(value, Uren) else value or ""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return Uren(*(Decimal(part) for part in text.split(";")))
        except (InvalidOperation, TypeError):
            raise ValidationError(OPNIEUW) from None


@dataclass(frozen=True)
class WeekRij:
    """One line of the page; `botsing` when somebody else was first."""

    week: date
    velden: list[BoundField]
    was: BoundField
    row: Aanwezigheid | None
    botsing: Botsing | None

    @property
    def nummer(self) -> int:
        return self.week.isocalendar().week

    @property
    def zondag(self) -> date:
        return self.week + timedelta(days=6)

    @property
    def is_fout(self) -> bool:
        return any(veld.errors for veld in self.velden)


class AanwezigheidForm(Formulier):
    """:param weken: the Mondays to show, in the order of the page. :param rows: what is known of them."""

    botsingen: Iterable[Botsing] = ()

    def __init__(self, *args, weken: list[date], rows: dict[date, Aanwezigheid], **kwargs):
        super().__init__(*args, **kwargs)
        self.weken, self.rows = weken, rows
        for week in weken:
            uren = uren_van(rows.get(week))
            for name, label in SOORTEN:
                field = UrenVeld(label=f"{label}, week {week.isocalendar().week}", initial=getattr(uren, name, None))
                self.fields[f"{name}-{week}"] = field
            self.fields[f"was-{week}"] = WasVeld(initial=uren)

    def rijen(self) -> list[WeekRij]:
        clashes = {b.week: b for b in self.botsingen}
        return [
            WeekRij(
                week,
                [self[f"{name}-{week}"] for name, _ in SOORTEN],
                self[f"was-{week}"],
                self.rows.get(week),
                clashes.get(week),
            )
            for week in self.weken
        ]

    def invoer(self) -> list[Invoer]:
        return [Invoer(week, self._uren(week), self.cleaned_data[f"was-{week}"]) for week in self.weken]

    def _uren(self, week: date) -> Uren | None:
        """Nothing filled in at all is no entry; a 0 is one."""
        given = [self.cleaned_data[f"{name}-{week}"] for name, _ in SOORTEN]
        return None if all(n is None for n in given) else Uren(*(n or Decimal(0) for n in given))

    def vernieuw(self, botsingen: list[Botsing], rows: dict[date, Aanwezigheid]) -> None:
        """
        After a clash: keep what was typed, beside what stands there now; sent once more, the typed hours go in.

        A week this person did not touch shows what stands there now.
        """
        self.botsingen, self.rows, self.data = botsingen, rows, self.data.copy()
        mine = {i.week for i in self.invoer() if i.uren != i.was}
        for week in self.weken:
            uren = uren_van(rows.get(week))
            self.data[f"was-{week}"] = WasVeld().prepare_value(uren)
            for name, _ in SOORTEN if week not in mine else []:
                self.data[f"{name}-{week}"] = getal(getattr(uren, name)) if uren else ""
