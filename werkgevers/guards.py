"""What may not be done to an erkenning, each in one Dutch sentence that says how to repair it."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from basis.templatetags.basis import datum as voluit
from kwalificaties.models import Kwalificatie, Werkproces
from werkgevers import bereik, regels
from werkgevers.models import Erkenning, ErkenningStatus, Leerbedrijf

S = ErkenningStatus


class ErkenningGeweigerd(Exception):
    """An action on an erkenning that may not be; its text is the sentence to show."""


def not_soon_after_refusal(leerbedrijf: Leerbedrijf, kwalificatie: Kwalificatie, aangevraagd_op: date) -> None:
    refusals = leerbedrijf.erkenningen.filter(kwalificatie=kwalificatie, status=S.AFGEWEZEN)
    last = refusals.aggregate(last=Max("besluit_op"))["last"]
    if last and aangevraagd_op < (vanaf := regels.nieuwe_aanvraag_vanaf(last)):
        raise ErkenningGeweigerd(f"SBB wees deze erkenning op {voluit(last)} af. Een nieuwe aanvraag kan vanaf {voluit(vanaf)}.")


def fits(werkprocessen: Collection[Werkproces], kwalificatie: Kwalificatie, leerbedrijf: Leerbedrijf) -> None:
    if not werkprocessen:
        raise ErkenningGeweigerd("Kies minstens één werkproces waarvoor de erkenning geldt.")
    if not bereik.past(werkprocessen, kwalificatie, leerbedrijf.regio):
        raise ErkenningGeweigerd(f"Kies alleen werkprocessen van {kwalificatie}.")


def follows(erkenning: Erkenning, kwalificatie: Kwalificatie) -> None:
    eigen = erkenning.kwalificatie
    if kwalificatie.pk != eigen.opvolger_id and kwalificatie.opvolger_id != eigen.pk:
        raise ErkenningGeweigerd(f"{kwalificatie} is geen voorganger of opvolger van {eigen}.")
    if erkenning.status != S.ERKEND:
        raise ErkenningGeweigerd("Alleen een erkenning met status erkend kan ook voor een voorganger of opvolger gelden.")
    if erkenning.bevestigingen.filter(kwalificatie=kwalificatie).exists():
        raise ErkenningGeweigerd(f"Dat deze erkenning ook geldt voor {kwalificatie} is al bevestigd.")


def not_after(on: date, day: date, wat: str) -> None:
    if day > on:
        raise ErkenningGeweigerd(f"De datum {wat} ligt in de toekomst. Kies vandaag of een eerdere dag.")


def needs_text(tekst: str, anders: str) -> None:
    if not tekst.strip():
        raise ErkenningGeweigerd(anders)
