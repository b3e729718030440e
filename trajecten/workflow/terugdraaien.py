"""The last overgang was a mistake: its author takes it back at once; later another overgang repairs it."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from trajecten import aan_zet, gebeurtenissen, terugweg, toegang
from trajecten.gebeurtenissen import REGELTEKST
from trajecten.models import Gebeurtenis, Traject
from trajecten.regels import REGELS, TERUGDRAAIBAAR, Overgang
from trajecten.workflow.kern import OvergangGeweigerd

OV = Overgang
MINUTEN = int(terugweg.BINNEN.total_seconds() // 60)

# Which overgang repairs it, when it can be taken back no more.
HERSTEL: dict[Overgang, str] = {
    OV.AANMELDEN: "Is de aanmelding niet goed? Kies 'Gegevens wijzigen', of 'Traject niet starten' met een reden.",
    OV.OVERNEMEN: "Vul aan wat ontbreekt. Hoort het traject hier niet? Kies dan 'Traject niet starten' of 'Traject stoppen'.",
    OV.INTAKE_STARTEN: "Kies 'Afspraak plannen' voor een ander gesprek, of 'Traject niet starten'.",
    OV.INTAKE_AFRONDEN: "Leg in een notitie vast wat anders is. Past de route toch niet? Kies dan 'Traject niet starten'.",
    OV.NIET_STARTEN: "Kies 'Traject heropenen'.",
    OV.MATCHEN: "Kies 'Afspraken wijzigen', of 'Ander leerbedrijf zoeken'.",
    OV.STARTEN: "Kies 'Afspraken wijzigen' voor een verbetering, of 'Ander leerbedrijf zoeken' of 'Traject stoppen'.",
    OV.HERPLAATSEN: "Match opnieuw, met hetzelfde of een ander leerbedrijf.",
    OV.ONDERBREKEN: "Kies 'Hervatten'.",
    OV.HERVATTEN: "Kies 'Onderbreken'.",
    OV.AFSPRAKEN_WIJZIGEN: "Kies opnieuw 'Afspraken wijzigen'.",
    OV.VERLENGEN: "Kies 'Afspraken wijzigen' voor een andere einddatum.",
    OV.BEOORDELING_STARTEN: "Werkt de deelnemer langer door? Kies 'Verlengen'.",
    OV.BEOORDELING_INDIENEN: "Kies 'Terugsturen naar het leerbedrijf'.",
    OV.TERUGSTUREN: "Leg de eindbeoordeling opnieuw vast.",
    OV.VASTSTELLEN: "Kies 'Verklaring vervangen' bij een fout in wat er gedrukt staat, anders 'Vaststelling intrekken'.",
    OV.AFRONDEN: "Begin voor deze deelnemer een nieuw traject, en leg in een notitie vast wat er niet klopte.",
    OV.VASTSTELLING_INTREKKEN: "Laat de school opnieuw besluiten en leg dat besluit vast.",
    OV.UITREIKEN: "Leg in een notitie vast wat er niet klopt. Klopt het besluit zelf niet? Kies dan 'Vaststelling intrekken'.",
    OV.AFSLUITEN: "Kies 'Traject heropenen'.",
    OV.STOPPEN: "Kies 'Traject heropenen'.",
    OV.HEROPENEN: "Beëindig het traject opnieuw: kies 'Traject niet starten', 'Traject stoppen' of 'Traject afsluiten'.",
}


def laatste_overgang(traject: Traject) -> Gebeurtenis | None:
    """The newest one that was not taken back."""
    lines = traject.gebeurtenissen.filter(soort__in=Overgang.values, teruggedraaid_door__isnull=True)
    return lines.select_related("door").order_by("-at", "-pk").first()


def waarom_niet(traject: Traject, by: User, *, on: date, at: datetime) -> str:
    """Why the last overgang cannot be taken back by this person now, in one sentence; empty when it can."""
    last, weg = laatste_overgang(traject), terugweg.van(traject)
    if last is None:
        return "Er is nog geen stap vastgelegd."
    label = REGELTEKST[last.soort]
    if last.door_id is None:
        return f"'{label}' deed het systeem zelf: dat draait u niet terug."
    if last.soort not in TERUGDRAAIBAAR:
        return f"'{label}' draait u niet terug: er is een document bij gemaakt, of anderen gingen er al mee verder."
    if last.door_id != by.pk:
        return f"'{label}' kan alleen worden teruggedraaid door wie het vastlegde: {last.door}."
    if traject.gebeurtenissen.filter(pk__gt=last.pk, draait_terug__isnull=False).exists():
        return "De laatste stap is al teruggedraaid. De stap daarvoor draait u niet ook nog terug."
    if at - last.at > terugweg.BINNEN:
        return f"Een stap terugdraaien kan tot {MINUTEN} minuten nadat u die vastlegde."
    if later := traject.gebeurtenissen.filter(pk__gt=last.pk).order_by("pk").first():
        return f"Daarna is al iets anders vastgelegd: '{REGELTEKST[later.soort]}'."
    if weg is None or weg.gebeurtenis_id != last.pk:
        return f"Bij '{label}' is een document bewaard of een bericht verstuurd: die stap draait u niet terug."
    if not toegang.may(by, REGELS[Overgang(last.soort)].permission, traject, on=on):
        return f"'{label}' mag u bij dit traject niet doen, en dus ook niet terugdraaien."
    return ""


@transaction.atomic
def terugdraaien(*, traject: Traject, gezien: str = "", by: User, on: date, at: datetime) -> Traject:
    """
    Take back the last overgang: every row as it was, the log kept with a line that says so.

    :param gezien: the moment of the step on the page that was opened; another one by now is not what is taken back.
    :raises OvergangGeweigerd: somebody else made it, a quarter of an hour passed, or something left the house or came after it.
    """
    locked = Traject.objects.select_for_update(of=("self",)).select_related("deelnemer", "regio").get(pk=traject.pk)
    last = laatste_overgang(locked)
    if gezien and last and last.at.isoformat() != gezien:
        raise OvergangGeweigerd("De laatste stap is intussen een andere. Bekijk het dossier: misschien was een collega u voor.")
    if reden := waarom_niet(locked, by, on=on, at=at):
        raise OvergangGeweigerd(reden)
    weg = terugweg.van(locked)
    if weg is None:
        raise OvergangGeweigerd("Er is geen stap om terug te draaien.")
    terugweg.ga(weg)
    terugweg.vervalt(locked)
    locked.refresh_from_db()
    line = weg.gebeurtenis
    details = {"Stap": REGELTEKST[line.soort]}
    gebeurtenissen.schrijf(locked, "teruggedraaid", by=by, on=on, van=line.naar, naar=line.van, details=details, draait_terug=line)
    aan_zet.bijwerken(locked, on=on)
    return locked
