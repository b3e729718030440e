"""
What is still missing in a dossier that was taken over: one pure function of facts, each with the page where it is filled in.

Only what the step it has would have asked; of a traject that ended, what its figures need.
"""

from dataclasses import dataclass

from trajecten.models import Traject
from trajecten.regels import AAN_HET_WERK, GEEINDIGD, MET_PLAATSING, Doel, Ondertekenaar, Status

S = Status
NA_INTAKE = frozenset(S) - {S.AANGEMELD, S.INTAKE, S.NIET_GESTART}
GEGAAN = MET_PLAATSING | {S.NAZORG, S.AFGESLOTEN, S.GESTOPT}
BEGONNEN = AAN_HET_WERK | {S.VASTSTELLING, S.UITREIKING}
OPEN_NA_INTAKE = NA_INTAKE - {S.AFGESLOTEN, S.GESTOPT}
MET_AFSPRAKEN = AAN_HET_WERK | {S.OVEREENKOMST}

TEKENEN = frozenset({Ondertekenaar.DEELNEMER.value, Ondertekenaar.LEERBEDRIJF.value, Ondertekenaar.SCHOOL.value})


@dataclass(frozen=True)
class Bekend:
    """
    What the dossier has.

    :param getekend: everybody who had to sign did, as far as it is recorded.
    :param erkenning: an erkenning stands behind the Plaatsing.
    """

    status: Status
    doel: Doel = Doel.PRAKTIJKVERKLARING
    bereik: bool = False
    geinformeerd: bool = False
    intakeverslag: bool = False
    kwalificatie: bool = False
    plaatsing: bool = False
    werkprocessen: bool = False
    erkenning: bool = False
    getekend: bool = False
    inschrijving: bool = False
    identiteit: bool = False
    eindbeoordeling: bool = False
    nazorg_0: bool = False


@dataclass(frozen=True)
class Ontbrekend:
    """:param pagina: the page of this room where it is filled in; "erkenning" leads to that of the leerbedrijf."""

    code: str
    tekst: str
    pagina: str


def ontbreekt(b: Bekend) -> list[Ontbrekend]:
    """In the order in which the steps ask for it."""
    voor_verklaring = b.doel == Doel.PRAKTIJKVERKLARING
    checks = [
        (b.status not in GEEINDIGD and not b.bereik, "bereik"),
        (b.status not in GEEINDIGD and not b.geinformeerd, "geinformeerd"),
        (b.status in OPEN_NA_INTAKE and not b.intakeverslag, "intakeverslag"),
        (b.status in GEGAAN and not b.plaatsing, "plaatsing" if b.kwalificatie else "plaatsing_en_kwalificatie"),
        (b.status in MET_AFSPRAKEN and b.plaatsing and voor_verklaring and not b.werkprocessen, "werkprocessen"),
        (b.status in MET_PLAATSING and b.plaatsing and not b.erkenning, "erkenning"),
        (b.status == S.OVEREENKOMST and b.plaatsing and not b.getekend, "tekenen"),
        (b.status in BEGONNEN and b.plaatsing and not b.getekend, "papier"),
        (b.status in BEGONNEN and b.plaatsing and not b.inschrijving, "inschrijving"),
        (b.status in BEGONNEN and not b.identiteit, "identiteit"),
        (b.status == S.VASTSTELLING and b.plaatsing and not b.eindbeoordeling, "eindbeoordeling"),
        (b.status == S.NAZORG and not b.nazorg_0, "nazorg_0"),
    ]
    return [Ontbrekend(code, *WOORDEN[code]) for missing, code in checks if missing]


WOORDEN: dict[str, tuple[str, str]] = {
    "bereik": ("Hoe u de deelnemer bereikt", "gegevens"),
    "geinformeerd": ("Wanneer de deelnemer over privacy is geïnformeerd", "geinformeerd"),
    "intakeverslag": ("Het intakeverslag", "intake_aanvullen"),
    "plaatsing": ("Leerbedrijf, school, praktijkopleider, periode en uren", "plaatsing_aanvullen"),
    "plaatsing_en_kwalificatie": ("Kwalificatie, leerbedrijf, school, praktijkopleider, periode en uren", "plaatsing_aanvullen"),
    "werkprocessen": ("De gekozen werkprocessen", "afspraken_wijzigen"),
    "erkenning": ("De erkenning van het leerbedrijf voor deze kwalificatie", "erkenning"),
    "tekenen": ("Handtekeningen op de praktijkovereenkomst", "traject"),
    "papier": ("De getekende praktijkovereenkomst, als document", "document_toevoegen"),
    "inschrijving": ("De inschrijving door de school", "ingeschreven"),
    "identiteit": ("Officiële namen en geboorteplaats, zoals op het identiteitsbewijs", "identiteit_aanvullen"),
    "eindbeoordeling": ("De eindbeoordeling: stuur terug en leg die vast", "terugsturen"),
    "nazorg_0": ("Wat de deelnemer deed bij de uitreiking", "nazorg"),
}


def bekend(traject: Traject) -> Bekend:
    """Read what the dossier has; a handful of queries, for a traject that was taken over only."""
    d, p = traject.deelnemer, traject.plaatsing
    own = _van_plaatsing(traject, p) if p else {}
    return Bekend(
        status=S(traject.status),
        doel=Doel(traject.doel),
        bereik=bool(d.telefoon or d.email or d.straat or d.via_aanmelder),
        geinformeerd=traject.geinformeerd_op is not None,
        intakeverslag=hasattr(traject, "intakeverslag"),
        kwalificatie=traject.kwalificatie_id is not None,
        plaatsing=p is not None,
        identiteit=d.identiteit_gezien_op is not None,
        nazorg_0=traject.nazorgmetingen.filter(maand=0).exists(),
        **own,
    )


def _van_plaatsing(traject: Traject, p) -> dict[str, bool]:
    from trajecten.models import Handtekening

    versie = p.pok_versies.filter(vervallen_op__isnull=True).first()
    signed = Handtekening.objects.filter(pok_versie=versie, getekend_op__isnull=False) if versie else Handtekening.objects.none()
    scanned = traject.documenten.filter(document__soort="bijlage", plaatsing=p).exists()
    return {
        "werkprocessen": p.werkprocessen.exists(),
        "erkenning": p.erkenning_id is not None,
        "getekend": scanned or set(signed.values_list("partij", flat=True)) >= TEKENEN,
        "inschrijving": bool(p.inschrijving),
        "eindbeoordeling": p.beoordelingen.filter(soort="eind").exists(),
    }


def van(traject: Traject) -> list[Ontbrekend]:
    """What the dossier shows; nothing for a traject that began here."""
    return ontbreekt(bekend(traject)) if traject.overgenomen else []
