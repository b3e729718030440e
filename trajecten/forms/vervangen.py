"""A verklaring with an error in it: what the new one must say, and who in the school decided that (domein §3, §6)."""

from django import forms

from accounts.models import User
from basis.fields import DatumVeld, NaamOpDocument, Tekst, VrijeTekst
from trajecten.forms.besluit import OverVerklaringForm, besluit_van, wie_besluit
from trajecten.forms.dossier import bekende_nummers
from trajecten.forms.identiteit import IdentiteitForm, bekend
from trajecten.forms.overgang import Deel, bsn_vinkje, papier_veld
from trajecten.models import SchoolAfspraak, Traject, Verklaring
from trajecten.models.verklaring import UitreikWijze
from trajecten.verklaringen import Schoolpapier
from trajecten.vervangen import Verbetering


class VervangenForm(OverVerklaringForm, IdentiteitForm):
    reden = VrijeTekst(label="Wat is er fout op de verklaring?", rows=3, max_length=1000)
    ondertekenaar = NaamOpDocument(label="Naam")
    ondertekenaar_functie = NaamOpDocument(label="Functie")
    ondertekenaar_plaats = NaamOpDocument(label="Plaats", max_length=100)
    datum = DatumVeld(label="Datum van het besluit om te vervangen", not_future=True)
    naam = NaamOpDocument(label="Naam van wie dat besloot")
    functie = NaamOpDocument(label="Functie")
    papier = papier_veld("Het schriftelijke besluit van de school")
    school_nummer = Tekst(label="Nummer van de school", max_length=60)
    school_verklaring = papier_veld("De nieuwe praktijkverklaring van de school")
    bsn_weg = bsn_vinkje()

    DELEN = [
        Deel("", ["reden"]),
        IdentiteitForm.IDENTITEIT,
        Deel(
            "Wie de verklaring tekent",
            [("ondertekenaar", "ondertekenaar_functie"), "ondertekenaar_plaats"],
            uitleg="Zoals het op de verklaring komt. Verander dit alleen als het fout gedrukt is.",
            vouw=True,
        ),
        Deel(
            "Het besluit van de school",
            ["datum", ("naam", "functie"), "papier", "school_nummer", "school_verklaring", "bsn_weg"],
        ),
    ]

    def __init__(self, *args, traject: Traject, verklaring: Verklaring, by: User, **kwargs):
        decided = verklaring.vaststelling
        printed = {
            "ondertekenaar": decided.naam,
            "ondertekenaar_functie": decided.functie,
            "ondertekenaar_plaats": decided.plaats,
        }
        known = {**bekend(traject.deelnemer, by), **printed, **wie_besluit(traject)}
        super().__init__(*args, traject=traject, verklaring=verklaring, initial=known, **kwargs)
        if not SchoolAfspraak.objects.filter(regio=traject.regio_id, school=decided.school_id, verklaring_bron="school").exists():
            del self.fields["school_nummer"], self.fields["school_verklaring"]
        for name in {"papier", "school_verklaring"} & self.fields.keys():
            self.fields[name].numbers = bekende_nummers(traject.plaatsing)
        self.in_order()

    def feiten(self) -> dict:
        d = dict(self.cleaned_data)
        wat = Verbetering(
            identiteit=self.neem_identiteit(d),
            naam=d.pop("ondertekenaar"),
            functie=d.pop("ondertekenaar_functie"),
            plaats=d.pop("ondertekenaar_plaats"),
            papier=Schoolpapier(d.pop("school_verklaring", None), d.pop("school_nummer", "")),
        )
        return {"wat": wat, "besluit": besluit_van(d), **d}


class OverhandigdForm(OverVerklaringForm):
    datum = DatumVeld(label="Overhandigd op", not_future=True)
    wijze = forms.ChoiceField(label="Hoe is de verklaring overhandigd?", choices=UitreikWijze, widget=forms.RadioSelect)
    plaats = NaamOpDocument(label="Plaats", max_length=100, required=False, help_text="Niet nodig bij 'Per post'.")
    DELEN = [Deel("", ["datum", "wijze", "plaats"])]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={}, **kwargs)
