from basis.fields import NaamOpDocument, TelefoonVeld
from basis.forms import ModelFormulier
from basis.versie import VersieMixin
from trajecten.models import SchoolAfspraak


class SchoolAfspraakForm(VersieMixin, ModelFormulier):
    class Meta:
        model = SchoolAfspraak
        fields = [
            "contact_naam",
            "contact_email",
            "contact_telefoon",
            "ondertekenaar",
            "ondertekenaar_functie",
            "overeenkomst_bron",
            "verklaring_bron",
            "vaststelling_werkdagen",
            "opnieuw_tekenen",
            "onderwijsovereenkomst",
            "artikel_bevestigd",
        ]
        field_classes = {
            "contact_naam": NaamOpDocument,
            "contact_telefoon": TelefoonVeld,
            "ondertekenaar": NaamOpDocument,
            "ondertekenaar_functie": NaamOpDocument,
        }
        help_texts = {
            "ondertekenaar": "Staat als voorstel klaar bij een besluit.",
            "vaststelling_werkdagen": "Zo lang mag de school over een besluit doen.",
            "onderwijsovereenkomst": "Het dossier zegt dan dat die nog ontbreekt, tot u het bestand toevoegt.",
            "artikel_bevestigd": "Vink dit alleen aan als de school het schriftelijk bevestigde. Het komt op de verklaring.",
        }
