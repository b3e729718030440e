from basis.forms import ModelFormulier
from basis.versie import VersieMixin
from trajecten.models import RegioInstelling


class RegioInstellingForm(VersieMixin, ModelFormulier):
    class Meta:
        model = RegioInstelling
        fields = ["aanwezigheid_altijd"]
        help_texts = {"aanwezigheid_altijd": "Anders vragen we er alleen om bij een traject met een subsidie."}
