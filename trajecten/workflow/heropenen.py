"""An ended traject goes on: to the status it had, or to nazorg (domein §3: heropenen)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from trajecten import documenten, lijsten
from trajecten.models import Traject
from trajecten.regels import Doel, Overgang, Status
from trajecten.workflow.kern import Bevestiging, OvergangGeweigerd, Vraag, begin, complete, require_confirmed

S = Status
_AAN_HET_WERK = {S.LOPEND, S.ONDERBROKEN}
# Of what was taken over from an earlier administration the status at the end may be unknown.
_ANDERS = {S.GESTOPT: S.LOPEND, S.NIET_GESTART: S.AANGEMELD}
_EINDE = {"einde_reden": "", "einde_toelichting": "", "einde_op": None, "einde_status": "", "einde_vastgelegd_op": None}
GEANONIMISEERD = (
    "Van dit dossier zijn de persoonsgegevens na de bewaartermijn verwijderd. Heropenen kan niet meer: begin een nieuw traject."
)
OVERLEDEN = "Dit dossier is beëindigd omdat de deelnemer is overleden. Heropen het alleen als dat een vergissing was."


def waarheen(traject: Traject, *, on: date) -> Status:
    """The status it had; who was at work until an einddatum that has passed is to be assessed now."""
    if traject.status == S.AFGESLOTEN:
        return S.NAZORG
    had = S(traject.einde_status) if traject.einde_status in Status.values else _ANDERS[S(traject.status)]
    plaatsing = traject.plaatsing
    passed = plaatsing is not None and plaatsing.einddatum < on
    if had in _AAN_HET_WERK and traject.doel == Doel.PRAKTIJKVERKLARING and passed:
        return S.BEOORDELING
    return had


def vraagt_of_iemand_werkt(traject: Traject, *, on: date) -> bool:
    """Back at work there is no last day; in beoordeling and vaststelling somebody may have left or not."""
    return traject.status == S.GESTOPT and waarheen(traject, on=on) not in _AAN_HET_WERK


@transaction.atomic
def heropenen(
    *,
    traject: Traject,
    reden: str,
    by: User,
    on: date,
    werkt_nog: bool | None = None,
    bevestigd: Bevestiging = Bevestiging(),  # noqa: B008
) -> Traject:
    """
    Take up an ended traject again. Plans that lapsed and belemmeringen that were closed are not brought back.

    :param werkt_nog: whether the deelnemer works there (again), where `vraagt_of_iemand_werkt`; if not, the last day stays.
    :raises OvergangGeweigerd: anonymised, no reason, or no word on whether the deelnemer works there.
    :raises BevestigingNodig: it ended because the deelnemer died.
    """
    traject = begin(Overgang.HEROPENEN, traject, by, on=on)
    if traject.geanonimiseerd_op:
        raise OvergangGeweigerd(GEANONIMISEERD)
    if not reden.strip():
        raise OvergangGeweigerd("Vul in waarom u dit traject heropent.")
    if vraagt_of_iemand_werkt(traject, on=on) and werkt_nog is None:
        raise OvergangGeweigerd("Geef aan of de deelnemer nog bij het leerbedrijf werkt.")
    died = traject.einde_reden == lijsten.OVERLIJDEN
    require_confirmed([Vraag("overleden", OVERLEDEN)] if died else [], bevestigd)
    naar = waarheen(traject, on=on)
    changed = _wis_einde(traject)
    if traject.status == S.GESTOPT and (naar in _AAN_HET_WERK or werkt_nog):
        changed += _wis_laatste_dag(traject)
    if naar == S.ONDERBROKEN:
        _pauze_gaat_door(traject)
    if naar == S.BEOORDELING and traject.plaatsing:
        documenten.bestel_leeg_beoordelingsformulier(traject.plaatsing)
    return complete(
        Overgang.HEROPENEN,
        traject,
        by,
        naar=naar,
        on=on,
        reden=reden,
        details={"Terug naar": naar.label},
        changed=changed,
        bevestigd=bevestigd,
    )


def _wis_einde(traject: Traject) -> list[str]:
    for name, empty in _EINDE.items():
        setattr(traject, name, empty)
    traject.uren_gedaan = None
    return [*_EINDE, "uren_gedaan"]


def _wis_laatste_dag(traject: Traject) -> list[str]:
    traject.laatste_werkdag = None
    if plaatsing := traject.plaatsing:
        plaatsing.laatste_werkdag = None
        plaatsing.save(update_fields=["laatste_werkdag"])
    return ["laatste_werkdag"]


def _pauze_gaat_door(traject: Traject) -> None:
    """The pause in which it was stopped is open again: nobody worked in between, and it is the last, so none overlaps."""
    if pauze := traject.onderbrekingen.order_by("-van").first():
        pauze.tot = None
        pauze.save(update_fields=["tot"])
