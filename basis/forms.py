"""The forms of the house: our look, our words, the errors above the fields."""

from django import forms
from django.forms.renderers import TemplatesSetting

# Django says what is wrong; ours say what to do.
_REQUIRED = [forms.Field.default_error_messages["required"]]
_VERPLICHT: list[tuple[type[forms.Field], str]] = [
    (forms.BooleanField, "Zet een vinkje om verder te gaan."),
    (forms.FileField, "Kies een bestand."),
    (forms.ChoiceField, "Maak een keuze."),
    (forms.Field, "Vul dit veld in."),
]
_UNKNOWN = [kind.default_error_messages["invalid_choice"] for kind in (forms.ChoiceField, forms.ModelChoiceField)]


class Renderer(TemplatesSetting):
    form_template_name = "basis/formulier.html"
    field_template_name = "basis/veld.html"


class _VanHetHuis(forms.BaseForm):
    """What every form of ours shares, plain or of a model."""

    required_css_class = "verplicht"
    error_css_class = "fout"
    use_required_attribute = False  # our own sentences, above the field, instead of the browser's bubbles

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_what_to_do(field)


class Formulier(_VanHetHuis, forms.Form):
    """Base of the plain forms."""


class ModelFormulier(_VanHetHuis, forms.ModelForm):
    """Base of the forms that only save fields."""


def _say_what_to_do(field: forms.Field) -> None:
    """A field's own words stay."""
    words = field.error_messages
    if words.get("required") in _REQUIRED:
        words["required"] = next(text for kind, text in _VERPLICHT if isinstance(field, kind))
    if isinstance(field, forms.ModelChoiceField) and field.empty_label == "---------":
        field.empty_label = "Maak een keuze" if field.required else "Niet ingevuld"
    if words.get("invalid_choice") in _UNKNOWN:
        words["invalid_choice"] = "Kies een van de mogelijkheden uit de lijst."
