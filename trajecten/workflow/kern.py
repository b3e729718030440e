"""What every overgang does: lock, re-read, check; and at the end write status, aan zet, termijnen and the log line together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from basis.dagen import today
from basis.templatetags.basis import datum as in_words
from trajecten import aan_zet, gebeurtenissen, lijsten, terugweg, toegang
from trajecten.herinneringen import stilte
from trajecten.models import Plaatsing, Traject
from trajecten.regels import GEEINDIGD, REGELS, TERUGDRAAIBAAR, Doel, Overgang, Partij, Status
from trajecten.systeem import Systeem


class OvergangGeweigerd(Exception):
    """One Dutch sentence: what is missing and how to repair it. Nothing was changed."""


BIJ_DE_COORDINATOR = "Dit moet de coördinator eerst in orde maken. Bel de coördinator."


class CoordinatorNodig(OvergangGeweigerd):
    """
    As above, for a coordinator to repair: nobody from outside can, and the sentence may hold what they do not see.

    :param wat: what it is about, in words for outside.
    """

    def __init__(self, zin: str, wat: str = ""):
        super().__init__(zin)
        self.buiten = f"{wat} {BIJ_DE_COORDINATOR}".strip()


@dataclass(frozen=True)
class Vraag:
    """Something unusual that may go on when somebody confirms it with a reason."""

    code: str
    tekst: str


@dataclass(frozen=True)
class Bevestiging:
    """What somebody confirmed, and why."""

    codes: frozenset[str] = frozenset()
    reden: str = ""


class BevestigingNodig(OvergangGeweigerd):
    """The overgang may go on once these questions are confirmed with a reason. Nothing was changed."""

    def __init__(self, vragen: list[Vraag]):
        super().__init__(" ".join(vraag.tekst for vraag in vragen))
        self.vragen, self.buiten = vragen, BIJ_DE_COORDINATOR


def available(traject: Traject, user: User | Systeem, *, on: date) -> list[Overgang]:
    """The overgangen from this status that this user may do: the buttons to show, and the only ones `begin` accepts."""
    allowed = toegang.overgangen(user, traject, on=on)
    return [overgang for overgang, regel in REGELS.items() if traject.status in regel.van and overgang in allowed]


# What was taken over from before the system may lack a Plaatsing; these are about one.
NEEDS_PLAATSING = frozenset({Overgang.STARTEN, Overgang.BEOORDELING_STARTEN, Overgang.BEOORDELING_INDIENEN, Overgang.VASTSTELLEN})


def begin(overgang: Overgang, traject: Traject, by: User | Systeem, *, on: date) -> Traject:
    """
    Lock the row, read it again, and check status and permission.

    :raises OvergangGeweigerd: somebody was first, or this user may not.
    """
    locked = Traject.objects.select_for_update(of=("self",)).select_related("deelnemer", "regio").get(pk=traject.pk)
    if locked.status not in REGELS[overgang].van:
        raise OvergangGeweigerd(
            f"{overgang.label} kan niet meer: dit traject staat nu op {Status(locked.status).label.lower()}. "
            "Bekijk het dossier: misschien was een collega u voor."
        )
    if not toegang.may_overgang(by, overgang, locked, on=on):
        raise OvergangGeweigerd(f"{overgang.label} mag u bij dit traject niet doen. Vraag het de behandelaar.")
    if overgang in NEEDS_PLAATSING and locked.overgenomen and locked.plaatsing is None:
        raise OvergangGeweigerd(f"{overgang.label} kan nog niet. Vul eerst de plaatsing bij een leerbedrijf aan.")
    locked.ervoor = terugweg.onthoud(locked) if _is_terug_te_draaien(overgang, by, on) else None
    return locked


def _is_terug_te_draaien(overgang: Overgang, by: User | Systeem, on: date) -> bool:
    """Not what is recorded for another day: an import, the demo."""
    return overgang in TERUGDRAAIBAAR and isinstance(by, User) and on == today()


def complete(
    overgang: Overgang,
    traject: Traject,
    by: User | Systeem,
    *,
    naar: Status,
    on: date,
    reden: str = "",
    namens: Partij | str = "",
    details: dict | None = None,
    changed: Iterable[str] = (),
    bevestigd: Bevestiging | None = None,
) -> Traject:
    """
    Write the new status with all that follows from it, in one UPDATE and one log line; a status that stays was not entered again.

    :param changed: the fields of the traject this overgang set.
    """
    van, entered = traject.status, naar if naar != traject.status else ""
    if entered:
        traject.status, traject.status_sinds = naar, on
    if bevestigd and bevestigd.codes:
        details = {**(details or {}), "Bevestigd": bevestigd.reden}
    line = gebeurtenissen.schrijf(
        traject, overgang, by=by, on=on, van=van, naar=entered, reden=reden, namens=namens, details=details
    )
    aan_zet.bijwerken(traject, on=on, also=["status", "status_sinds", *changed])
    terugweg.bewaar(traject, line, traject.ervoor)
    return traject


def beeindig(traject: Traject, *, reden: str, toelichting: str, on: date, laatste_dag: date | None = None) -> list[str]:
    """Set what an ended traject tells about its end. :returns: the fields that changed."""
    traject.einde_reden, traject.einde_toelichting = reden, toelichting
    traject.einde_op, traject.einde_vastgelegd_op = laatste_dag or on, on
    traject.einde_status = traject.status
    if reden == lijsten.OVERLIJDEN:
        stilte.na_overlijden(traject)
    for belemmering in traject.belemmeringen.filter(tot__isnull=True):
        belemmering.tot = on
        belemmering.save(update_fields=["tot"])
    return ["einde_reden", "einde_toelichting", "einde_op", "einde_vastgelegd_op", "einde_status"]


def sluit_plaatsing(traject: Traject, laatste_dag: date | None, *, on: date) -> None:
    """Keep the last day of work, where it is known, and end a pause that was still open."""
    if laatste_dag and (plaatsing := traject.plaatsing):
        plaatsing.laatste_werkdag = laatste_dag
        plaatsing.save(update_fields=["laatste_werkdag"])
    if pauze := traject.onderbrekingen.filter(tot__isnull=True).first():
        pauze.tot = max(laatste_dag or on, pauze.van)
        pauze.save(update_fields=["tot"])


def na_de_einddatum(plaatsing: Plaatsing | None, laatste_dag: date | None) -> list[Vraag]:
    """The question that belongs to a last day after the agreed end."""
    if plaatsing is None or laatste_dag is None or laatste_dag <= plaatsing.einddatum:
        return []
    return [Vraag("na_einddatum", f"De laatste werkdag ligt na de einddatum van de overeenkomst, {in_words(plaatsing.einddatum)}.")]


def require_reason(lijst: str, code: str, toelichting: str) -> None:
    """:raises OvergangGeweigerd: an unknown reason, or "overig" without words."""
    if code not in lijsten.codes(lijst):
        raise OvergangGeweigerd("Kies een reden uit de lijst.")
    if code == lijsten.OVERIG and not toelichting.strip():
        raise OvergangGeweigerd("Schrijf bij de reden 'Overig' in een paar woorden wat er aan de hand is.")


def require_past(day: date, *, on: date, wat: str) -> None:
    """:raises OvergangGeweigerd: the day lies in the future."""
    if day > on:
        raise OvergangGeweigerd(f"Kies voor {wat} vandaag of een eerdere dag: deze datum ligt in de toekomst.")


def require_praktijkverklaring(traject: Traject) -> None:
    """:raises OvergangGeweigerd: another doel, which passes neither beoordeling nor vaststelling (domein §2)."""
    if traject.doel != Doel.PRAKTIJKVERKLARING:
        raise OvergangGeweigerd("Dit hoort alleen bij een praktijkverklaring. Kies bij een ander doel 'Afronden'.")


def require_since_aanmelding(traject: Traject, day: date, *, wat: str) -> None:
    """:raises OvergangGeweigerd: the day lies before the aanmelding."""
    if day < traject.aangemeld_op:
        raise OvergangGeweigerd(f"Kies voor {wat} een dag op of na de aanmelding, {in_words(traject.aangemeld_op)}.")


def voor_overname(traject: Traject, missing: list[str]) -> list[Vraag]:
    """What is not proved here and may have been so before the traject was taken over: confirmed instead of proved."""
    if not missing or traject.overgenomen_op is None:
        return []
    day = in_words(traject.overgenomen_op)
    asked = f"Dit staat hier niet vast: {', '.join(missing)}. Was het in orde vóór de overname op {day}?"
    return [Vraag("voor_overname", asked)]


def require_confirmed(vragen: list[Vraag], bevestigd: Bevestiging) -> None:
    """:raises BevestigingNodig: a question that is not confirmed yet, or confirmed without a reason."""
    open_questions = [vraag for vraag in vragen if vraag.code not in bevestigd.codes]
    if open_questions or (vragen and not bevestigd.reden.strip()):
        raise BevestigingNodig(vragen)


def is_geeindigd(traject: Traject) -> bool:
    return traject.status in GEEINDIGD
