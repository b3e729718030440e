"""Form fields of this room: a birth date that may be partly unknown, and choices by public code under headings."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import ModelChoiceIterator

from accounts.models import Regio
from basis.fields import Tekst, VrijeTekst
from trajecten import lijsten
from trajecten.oordelen import Laatste

_MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
ONBEKEND = [("", "Onbekend")]


def _getal(waarde: str) -> str | None:
    return waarde.strip() or None


class GeboortedatumWidget(forms.MultiWidget):
    """Three inputs with labels of their own; an error leads to the first of them."""

    template_name = "trajecten/overgang/geboortedatum.html"
    use_fieldset = True
    LABELS = ["Dag", "Maand", "Jaar"]

    def __init__(self):
        getal = {"inputmode": "numeric", "autocomplete": "off"}
        months = [*ONBEKEND, *((str(n), naam) for n, naam in enumerate(_MAANDEN, start=1))]
        super().__init__(
            [forms.TextInput(getal | {"maxlength": 2}), forms.Select(choices=months), forms.TextInput(getal | {"maxlength": 4})]
        )

    def decompress(self, value):
        return value or [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for label, subwidget in zip(self.LABELS, context["widget"]["subwidgets"], strict=True):
            subwidget["label"] = label
        return context

    def subwidgets(self, name, value, attrs=None):
        return self.get_context(name, value, attrs)["widget"]["subwidgets"]


class Geboortedatum(forms.MultiValueField):
    """
    (year, month or None, day or None): of somebody who is only just known, often only the year is (domein §3, aanmelden).
    """

    widget = GeboortedatumWidget

    @staticmethod
    def getypt(jaar: int, maand: int | None, dag: int | None) -> list[str | None]:
        """As it stands in the three inputs: the `initial` of this field. Of a list Django shows the parts as they come."""
        return [part and str(part) for part in (dag, maand, jaar)]

    def __init__(self, **kwargs):
        wrong = {"invalid": "Vul een geboortedatum in met cijfers, zoals 12 april 1998."}
        parts = [
            forms.RegexField(r"^[0-9]{1,2}$", required=False, error_messages=wrong),
            forms.ChoiceField(
                choices=[("", ""), *((str(n), n) for n in range(1, 13))],
                required=False,
                error_messages={"invalid_choice": wrong["invalid"]},
            ),
            forms.RegexField(
                r"^(19|20)[0-9]{2}$",
                error_messages={
                    "incomplete": "Vul in elk geval het geboortejaar in.",
                    "invalid": "Vul het geboortejaar in met vier cijfers, zoals 1998.",
                },
            ),
        ]
        kwargs["error_messages"] = {"required": "Vul in elk geval het geboortejaar in.", **kwargs.get("error_messages", {})}
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list):
        dag, maand, jaar = ((int(part) if part else None) for part in data_list)
        if dag and not maand:
            raise ValidationError("Kies ook de maand, of laat de dag leeg.", code="maand")
        try:
            date(jaar, maand or 1, 1 if dag is None else dag)
        except ValueError:
            raise ValidationError("Vul een dag in die bestaat.", code="bestaat_niet") from None
        return jaar, maand, dag


class _Groepen(ModelChoiceIterator):
    """The choices under the heading the field gives each row; headings in the order in which they first come."""

    def __iter__(self) -> Iterator:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        groups: dict[str, list] = {}
        for row in self.queryset:
            groups.setdefault(self.field.groep(row), []).append(self.choice(row))
        yield from groups.items()


class CodeKeuze(forms.ModelChoiceField):
    """One row by its public code; what is no code at all is refused like a code that is not in the list."""

    default_error_messages = {"required": "Maak een keuze.", "invalid_choice": "Kies een van de mogelijkheden uit de lijst."}

    def __init__(self, queryset, **kwargs):
        kwargs.setdefault("empty_label", "Maak een keuze")
        super().__init__(queryset, to_field_name="code", **kwargs)

    def to_python(self, value: object) -> Model | None:
        try:
            return super().to_python(value)
        except ValidationError:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class GroepKeuze(CodeKeuze):
    """
    :param groep: the heading of a row.
    """

    iterator = _Groepen

    def __init__(self, queryset, *, groep, label_van=str, **kwargs):
        self.groep, self.label_van = groep, label_van
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, row: Model) -> str:
        return self.label_van(row)


def reden_veld(regio: Regio, lijst: str, *, label: str) -> forms.ChoiceField:
    """The structured reasons of this regio; a long list stands under headings."""
    choices: list = lijsten.keuzes(regio, lijst)
    koppen = {"positief": "Verder gegaan", "buiten_deelnemer": "Buiten de deelnemer", "overig": "Andere redenen"}
    groups: dict[str, list] = {}
    for code, naam in choices:
        groups.setdefault(koppen.get(lijsten.soort_van(lijst, code), ""), []).append((code, naam))
    if len(groups) > 1:
        choices = list(groups.items())
    return forms.ChoiceField(
        choices=[("", "Kies een reden"), *choices], label=label, error_messages={"required": "Kies een reden."}
    )


def oordeel_naam(row: Laatste) -> str:
    return f"oordeel-{row.werkproces.code}"


def toelichting_naam(row: Laatste) -> str:
    return f"noot-{row.werkproces.code}"


def oordeel_velden(row: Laatste, schaal: list[tuple[str, str]], *, required: bool = True) -> dict[str, forms.Field]:
    """A judgement of one werkproces on the scale, and room for a note; what was said before stands beside it."""
    earlier = dict(schaal).get(row.waarde)
    choices = schaal if required else [("", "Geen nieuw oordeel"), *schaal]
    keuze = forms.ChoiceField(
        label=str(row.werkproces),
        choices=choices,
        required=required,
        widget=forms.RadioSelect(attrs={"class": "schaal"}),
        help_text=f"Eerder beoordeeld: {earlier.lower()}." if earlier else "",
        error_messages={"required": "Kies een oordeel.", "invalid_choice": "Kies een oordeel van de schaal."},
    )
    noot = VrijeTekst(label="Toelichting", required=False, rows=2, max_length=1000, hint=False)
    return {oordeel_naam(row): keuze, toelichting_naam(row): noot}


class Afspraakplaats(Tekst):
    """Where an appointment is; it goes into calendars outside the house."""

    def __init__(self, **kwargs):
        hint = "Staat ook in agenda's. Schrijf hier geen naam van een deelnemer."
        super().__init__(**{"label": "Plaats", "required": False, "help_text": hint, **kwargs})
