"""
What a leerbedrijf and a school see of an own Plaatsing: the fields of domein §7, and nothing else.

The fields are read by name into shapes of their own, so that no page of an outsider holds a row from which it could go further.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Afwezigheid, Lidmaatschap, Rol
from basis.templatetags.basis import datum, getal
from documenten.models import Status as DocumentStatus
from trajecten import lijsten, oordelen, toegang_portaal
from trajecten.models import Beoordeling, Plaatsing, SchoolAfspraak, Traject, TrajectDocument
from trajecten.regels import Doel, Partij, Status
from werkgevers.naam import naam_buiten, plaats_buiten

# How an outsider reads the status; who is at the aftercare, or closed, is done to them.
STAND = {
    Status.OVEREENKOMST: "Overeenkomst",
    Status.LOPEND: "Loopt",
    Status.ONDERBROKEN: "Onderbroken",
    Status.BEOORDELING: "Eindbeoordeling",
    Status.VASTSTELLING: "Bij de school",
    Status.UITREIKING: "Uitreiking",
    Status.NAZORG: "Afgerond",
    Status.AFGESLOTEN: "Afgerond",
    Status.GESTOPT: "Gestopt",
    Status.NIET_GESTART: "Niet gestart",
}
KLAAR = frozenset({Status.NAZORG, Status.AFGESLOTEN, Status.GESTOPT, Status.NIET_GESTART})
WEG = "Geëindigd"  # of a Plaatsing that is no longer the current one


@dataclass(frozen=True)
class Regel:
    """One Plaatsing in the list."""

    code: UUID
    naam: str
    nummer: str
    regio: str
    kwalificatie: str
    bij: str
    stand: str
    is_klaar: bool
    eerste_dag: date
    laatste_dag: date


@dataclass(frozen=True)
class Contact:
    naam: str
    rol: str
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True)
class Papier:
    code: UUID
    titel: str
    at: datetime
    status: str
    reden: str


@dataclass(frozen=True)
class WerkprocesStand:
    """A werkproces that was agreed, with the last judgement."""

    code: UUID
    kerntaak: str
    naam: str
    officieel: bool
    oordeel: str
    op: date | None


@dataclass(frozen=True)
class Beoordeeld:
    """What a school decides about, with what the leerbedrijf said of it; `bij` is another leerbedrijf than the last."""

    naam: str
    oordeel: str
    op: date | None
    toelichting: str
    bij: str


@dataclass(frozen=True)
class Evaluatie:
    op: date
    soort: str
    beoordelaar: str
    afspraken: str


@dataclass(frozen=True)
class Persoon:
    """Of the deelnemer, what only a school sees."""

    officiele_naam: str
    geboren: date | None
    geboorteplaats: str
    geboorteland: str
    adres: str
    telefoon: str
    email: str
    vooropleiding: str


@dataclass(frozen=True)
class Zicht:
    """One Plaatsing on its page."""

    regel: Regel
    doel: str
    vorm: str
    dienstverband: str
    uren_per_week: Decimal
    uren_totaal: int
    leerbedrijf: str
    plaats: str
    school: str
    praktijkopleider: str
    contacten: list[Contact]
    werkprocessen: list[WerkprocesStand]
    evaluaties: list[Evaluatie]
    papieren: list[Papier]
    persoon: Persoon | None = None
    inschrijving: str = ""
    inschrijving_op: date | None = None
    eerder: list[Regel] = field(default_factory=list)


def rijen(plaatsingen: QuerySet) -> QuerySet:
    """What still goes on first, then what ended, the newest on top."""
    over = Q(huidig=False) | Q(traject__status__in=KLAAR)
    return plaatsingen.annotate(is_over=over).for_portaal().order_by("is_over", "-startdatum", "-pk")


def regel(plaatsing: Plaatsing) -> Regel:
    """:param plaatsing: one of `for_portaal`."""
    traject = plaatsing.traject
    status = Status(traject.status)
    gone = not plaatsing.huidig
    return Regel(
        code=plaatsing.code,
        naam=traject.deelnemer.naam,
        nummer=traject.nummer,
        regio=traject.regio.titel,
        kwalificatie=str(traject.kwalificatie or ""),
        bij=naam_buiten(plaatsing.leerbedrijf),
        stand=WEG if gone else STAND[status],
        is_klaar=gone or status in KLAAR,
        eerste_dag=plaatsing.eerste_werkdag or plaatsing.startdatum,
        laatste_dag=plaatsing.laatste_werkdag or plaatsing.einddatum,
    )


def van(plaatsing: Plaatsing, wie: frozenset[Partij], *, on: date) -> Zicht:
    """
    What these parties see of it, added up.

    :param plaatsing: through `toegang_portaal.get_plaatsing`, of a coordinator who looks along, or behind a link of the school.
    """
    traject = plaatsing.traject
    school = Partij.SCHOOL in wie
    return Zicht(
        regel=regel(plaatsing),
        doel=Doel(traject.doel).label,
        vorm=plaatsing.get_vorm_display(),
        dienstverband=plaatsing.get_dienstverband_display(),
        uren_per_week=plaatsing.uren_per_week,
        uren_totaal=plaatsing.uren_totaal,
        leerbedrijf=naam_buiten(plaatsing.leerbedrijf),
        plaats=plaats_buiten(plaatsing.leerbedrijf),
        school=plaatsing.school.naam,
        praktijkopleider=plaatsing.praktijkopleider.naam,
        contacten=contacten(plaatsing, on=on),
        werkprocessen=werkprocessen(plaatsing),
        evaluaties=evaluaties(plaatsing),
        papieren=_papieren(plaatsing, toegang_portaal.papieren(wie)),
        persoon=_persoon(traject) if school else None,
        inschrijving=plaatsing.get_inschrijving_display() if school else "",
        inschrijving_op=plaatsing.inschrijving_op if school else None,
        eerder=_eerder(plaatsing) if school else [],
    )


def afgesproken(plaatsing: Plaatsing) -> list[tuple[str, str]]:
    """What stands in the agreement, to read before signing: (what, what was agreed)."""
    return [
        ("Kwalificatie", str(plaatsing.traject.kwalificatie or "")),
        ("Leerbedrijf", naam_buiten(plaatsing.leerbedrijf)),
        ("School", plaatsing.school.naam),
        ("Praktijkopleider", plaatsing.praktijkopleider.naam),
        ("Periode", f"{datum(plaatsing.startdatum)} tot en met {datum(plaatsing.einddatum)}"),
        ("Uren", f"{getal(plaatsing.uren_per_week)} per week, {plaatsing.uren_totaal} in totaal"),
        ("Vorm", f"{plaatsing.get_vorm_display()}, {plaatsing.get_dienstverband_display().lower()}"),
        ("Werkprocessen", "; ".join(row.naam for row in werkprocessen(plaatsing)) or "geen"),
    ]


def contacten(plaatsing: Plaatsing, *, on: date) -> list[Contact]:
    """
    The coordinator first, or who stands in for them, then who answers at the school.

    A begeleider is not named: whose adviseur that is would tell who registered the deelnemer (domein §7).
    """
    regio, door = plaatsing.traject.regio, plaatsing.traject.behandelaar
    if away := Afwezigheid.objects.telt(on=on).filter(user=door, regio=regio).select_related("vervanger").first():
        door = away.vervanger
    lids = Lidmaatschap.objects.geldig(on=on).filter(user=door, regio=regio, rol=Rol.COORDINATOR)
    if door is None or not lids.exists():
        door = None
    found = [Contact(door.naam if door else regio.titel, "Coördinator", regio.telefoon, door.email if door else regio.email)]
    afspraak = SchoolAfspraak.objects.filter(regio=regio, school=plaatsing.school_id).first()
    if afspraak and afspraak.contact_naam:
        found.append(Contact(afspraak.contact_naam, plaatsing.school.naam, afspraak.contact_telefoon, afspraak.contact_email))
    return found


def werkprocessen(plaatsing: Plaatsing) -> list[WerkprocesStand]:
    schaal = lijsten.labels(plaatsing.traject.regio, "schaal")
    return [
        WerkprocesStand(
            code=row.werkproces.code,
            kerntaak=str(row.werkproces.kerntaak),
            naam=str(row.werkproces),
            officieel=row.werkproces.officieel,
            oordeel=schaal.get(row.waarde, ""),
            op=row.datum,
        )
        for row in oordelen.laatste(plaatsing)
    ]


def beoordeeld(plaatsing: Plaatsing) -> list[Beoordeeld]:
    """Every werkproces of the last leerbedrijf, and what was achieved at an earlier one."""
    schaal = lijsten.labels(plaatsing.traject.regio, "schaal")
    earlier = [row for row in oordelen.behaald(plaatsing.traject) if row.plaatsing.pk != plaatsing.pk]
    return [
        Beoordeeld(
            str(row.werkproces),
            schaal.get(row.waarde, ""),
            row.datum,
            row.toelichting,
            naam_buiten(row.plaatsing.leerbedrijf) if row in earlier else "",
        )
        for row in [*oordelen.laatste(plaatsing), *earlier]
    ]


def antwoorden(plaatsing: Plaatsing) -> list[tuple[str, str]]:
    """The three questions of the last eindbeoordeling and what else was said: (question, answer)."""
    final = oordelen.laatste_eind(plaatsing)
    if final is None:
        return []
    said = {True: "Ja", False: "Nee"}
    given = [(question, said.get(getattr(final, name), "")) for name, question in lijsten.VRAGEN]
    return [row for row in [*given, ("Opmerking", final.opmerking)] if row[1]]


def zonder_leerbedrijf(plaatsing: Plaatsing) -> str:
    """Why the last recorded judgements were handed in without the leerbedrijf; "" when it judged itself."""
    row = oordelen.zonder_leerbedrijf(plaatsing)
    return row.get_zonder_leerbedrijf_display() if row else ""


def evaluaties(plaatsing: Plaatsing) -> list[Evaluatie]:
    """The conversations; what was judged in between shows per werkproces."""
    held = plaatsing.beoordelingen.filter(ingediend_op__isnull=False).exclude(soort="los")
    rows: Iterable[Beoordeling] = held.order_by("-datum", "-pk")
    return [Evaluatie(row.datum, row.get_soort_display(), row.beoordelaar, row.afspraken) for row in rows]


def _papieren(plaatsing: Plaatsing, soorten: frozenset[str]) -> list[Papier]:
    """Not what is void: nobody signs that any more, nor what was chosen with it."""
    void = plaatsing.pok_versies.filter(vervallen_op__isnull=False)
    rows: QuerySet = plaatsing.documenten.filter(document__soort__in=soorten).exclude(document__status=DocumentStatus.VERLOPEN)
    rows = rows.exclude(document__in=void.filter(document__isnull=False).values("document"))
    chosen = Q(document__soort="werkproceskeuze", document__facts__versie__in=list(void.values_list("versie", flat=True)))
    return [papier(row) for row in rows.exclude(chosen).select_related("document")]


def papier(row: TrajectDocument) -> Papier:
    document = row.document
    return Papier(row.code, document.titel, document.besteld_op, DocumentStatus(document.status), document.reden)


def _persoon(traject: Traject) -> Persoon:
    d = traject.deelnemer
    verslag = getattr(traject, "intakeverslag", None)
    return Persoon(
        officiele_naam=d.officiele_naam,
        geboren=d.geboortedatum,
        geboorteplaats=d.geboorteplaats,
        geboorteland=d.geboorteland,
        adres=", ".join(part for part in (d.straat, f"{d.postcode} {d.plaats}".strip()) if part),
        telefoon=d.telefoon,
        email=d.email,
        vooropleiding=verslag.opleiding if verslag else "",
    )


def _eerder(plaatsing: Plaatsing) -> list[Regel]:
    """The school decides about all of it; another school's part is not its own."""
    own = plaatsing.traject.plaatsingen.filter(school=plaatsing.school_id, eerste_werkdag__isnull=False)
    return [regel(row) for row in own.exclude(pk=plaatsing.pk).for_portaal().order_by("volgnummer")]
