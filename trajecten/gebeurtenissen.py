"""What happened to a traject: the one place that writes a Gebeurtenis, and the words of its lines."""

from datetime import date, datetime, time

from django.utils import timezone

from accounts.models import User
from basis.dagen import now, today
from trajecten.models import Gebeurtenis, Traject
from trajecten.regels import Overgang, Partij
from trajecten.systeem import Systeem

REGELTEKST = {
    Overgang.AANMELDEN: "Aangemeld",
    Overgang.OVERNEMEN: "Overgenomen uit een eerdere administratie",
    Overgang.INTAKE_STARTEN: "Intake gestart",
    Overgang.INTAKE_AFRONDEN: "Intake afgerond",
    Overgang.NIET_STARTEN: "Niet gestart",
    Overgang.MATCHEN: "Gematcht met een leerbedrijf",
    Overgang.STARTEN: "Gestart bij het leerbedrijf",
    Overgang.HERPLAATSEN: "Ander leerbedrijf wordt gezocht",
    Overgang.ONDERBREKEN: "Onderbroken",
    Overgang.HERVATTEN: "Hervat",
    Overgang.AFSPRAKEN_WIJZIGEN: "Afspraken gewijzigd",
    Overgang.VERLENGEN: "Verlengd",
    Overgang.BEOORDELING_STARTEN: "Eindbeoordeling gevraagd",
    Overgang.BEOORDELING_INDIENEN: "Eindbeoordeling ingediend",
    Overgang.TERUGSTUREN: "Teruggestuurd naar het leerbedrijf",
    Overgang.VASTSTELLEN: "Vastgesteld door de school",
    Overgang.AFRONDEN: "Afgerond",
    Overgang.VASTSTELLING_INTREKKEN: "Vaststelling ingetrokken",
    Overgang.UITREIKEN: "Verklaring uitgereikt",
    Overgang.AFSLUITEN: "Afgesloten",
    Overgang.STOPPEN: "Gestopt",
    Overgang.HEROPENEN: "Heropend",
    "getekend": "Handtekening vastgelegd",
    "geweigerd": "Handtekening geweigerd",
    "tweede_blik": "Scan van een handtekening nagekeken: klopt",
    "tweede_blik_niet": "Scan van een handtekening klopt niet: handtekening teruggenomen",
    "tekenlink": "Link om te tekenen gegeven",
    "besluitlink": "Link om te besluiten aan de school gestuurd",
    "reactie_gevraagd": "Deelnemer om een reactie gevraagd",
    "reactie": "Deelnemer reageerde op de voortgang",
    "reactie_gelezen": "Reactie van de deelnemer gelezen",
    "opnieuw_gevraagd": "Handtekening opnieuw gevraagd",
    "ingestemd": "Akkoord met het bpv-blad vastgelegd",
    "fout_gemeld": "Fout op het bpv-blad gemeld",
    "fout_afgehandeld": "Gemelde fout afgehandeld",
    "ingeschreven": "Inschrijving door de school vastgelegd",
    "behandelaar": "Behandelaar gewijzigd",
    "betrokken": "Begeleider erbij gezet",
    "betrokken_tot": "Toegang van een begeleider gewijzigd",
    "betrokken_weg": "Begeleider weggehaald",
    "consulent": "Aanmelding overgedragen aan een andere consulent",
    "gegevens": "Gegevens gewijzigd",
    "gepland": "Afspraak gepland",
    "tussenevaluatie": "Tussenevaluatie vastgelegd",
    "tussendoor": "Werkprocessen tussendoor beoordeeld",
    "herinnering_overgeslagen": "Herinnering uitgezet",
    "even_niet": "Signaal even niet",
    "bewijsstuk": "Foto of bestand bij een werkproces gezet",
    "bewijsstuk_weg": "Foto of bestand weggehaald",
    "indruk": "Eigen indruk per werkproces vastgelegd",
    "aanwezigheid": "Aanwezigheid vastgelegd",
    "financiering": "Financiering bijgewerkt",
    "overzicht": "Overzicht gemaakt",
    "nazorg": "Nazorg vastgelegd",
    "nazorg_gevraagd": "Deelnemer gevraagd wat die nu doet",
    "nazorg_antwoord": "Deelnemer vertelde wat die nu doet",
    "nazorg_onbekend": "Nazorg bleef zonder antwoord",
    "nazorg_verbeterd": "Nazorg verbeterd",
    "mbo_verklaring": "Mbo-verklaring van de school overhandigd",
    "belemmeringen": "Belemmeringen gewijzigd",
    "document": "Document toegevoegd",
    "document_opnieuw": "Document opnieuw gemaakt",
    "document_klaar": "Document gemaakt",
    "teruggedraaid": "Laatste stap teruggedraaid",
    "vervangen": "Verklaring vervangen",
    "overhandigd": "Nieuwe verklaring overhandigd",
    "geinformeerd": "Deelnemer geïnformeerd over privacy",
    "plaatsing_aangevuld": "Plaatsing van vóór de overname aangevuld",
    "intake_aangevuld": "Intakeverslag van vóór de overname aangevuld",
    "identiteit_aangevuld": "Gegevens van het identiteitsbewijs aangevuld",
    "vervolg": "Nieuw traject begonnen voor deze deelnemer",
    "doel": "Doel of leerweg gewijzigd",
    "voorstel": "Leerbedrijf gevraagd",
    "voorstel_antwoord": "Antwoord op een voorstel",
    "voorstel_gekozen": "Eerste keus gewijzigd",
    "voorstel_ingetrokken": "Voorstel ingetrokken",
    "voorstel_sbb": "SBB besloot over een voorstel",
    "gekoppeld": "Zelfde deelnemer als in een ander traject",
    "dubbel_beoordeeld": "Mogelijk dubbele aanmelding beoordeeld",
}


def schrijf(
    traject: Traject,
    soort: str,
    *,
    by: User | Systeem,
    on: date,
    van: str = "",
    naar: str = "",
    reden: str = "",
    namens: Partij | str = "",
    details: dict | None = None,
    at: datetime | None = None,
    draait_terug: Gebeurtenis | None = None,
) -> Gebeurtenis:
    """
    One append-only line, in the caller's transaction.

    :param namens: the party on whose behalf it was recorded.
    :param details: what changed, label -> text; kept as pairs, since jsonb does not keep the order of an object.
    :param draait_terug: the line that counts no more.
    :raises KeyError: a soort without words.
    """
    REGELTEKST[soort]
    who = {"systeem": by.naam} if isinstance(by, Systeem) else {"door": by}
    if isinstance(by, Systeem) and by.hoe:
        details = {**(details or {}), "Hoe": by.hoe}
    return Gebeurtenis.objects.create(
        traject=traject,
        soort=soort,
        van=van,
        naar=naar,
        on=on,
        at=at or moment(on),
        reden=reden,
        namens=namens,
        details=list((details or {}).items()),
        draait_terug=draait_terug,
        **who,
    )


def moment(on: date) -> datetime:
    """Now; for what is recorded for another day (an import, the demo) noon of that day, so that the timeline keeps its order."""
    return now() if on == today() else timezone.make_aware(datetime.combine(on, time(12)))
