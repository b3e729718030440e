from django.core.exceptions import ValidationError

from basis.dagen import today
from basis.forms import ModelFormulier
from basis.versie import VersieMixin
from trajecten import tweede_blik
from trajecten.models import RegioInstelling


class RegioInstellingForm(VersieMixin, ModelFormulier):
    class Meta:
        model = RegioInstelling
        fields = ["aanwezigheid_altijd", "tweede_blik"]
        help_texts = {
            "aanwezigheid_altijd": "Anders vragen we er alleen om bij een traject met een subsidie.",
            "tweede_blik": "Wie de scan vastlegde, kan die niet zelf nakijken. Starten kan pas als een collega heeft gekeken.",
        }

    def clean_tweede_blik(self) -> bool:
        """Only to switch it on: one that sleeps may stay."""
        wanted = self.cleaned_data["tweede_blik"]
        if wanted and not self.initial.get("tweede_blik") and not tweede_blik.kan(self.instance.regio, on=today()):
            raise ValidationError(tweede_blik.TE_WEINIG)
        return wanted
