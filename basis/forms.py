"""The forms of the house: our look, no BSN in free text, the errors above the fields."""

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "basis/formulier.html"
    field_template_name = "basis/veld.html"


class Formulier(forms.Form):
    """Base of the plain forms; what is typed is trimmed and read in Dutch."""

    required_css_class = "verplicht"
    error_css_class = "fout"
    use_required_attribute = False  # our own sentences, above the field, instead of the browser's bubbles

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class ModelFormulier(forms.ModelForm):
    required_css_class = "verplicht"
    error_css_class = "fout"
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
