"""
Who may do what: the one address (huis.md §3, source: domein §1).

A role gives permissions; some of them only when the Lidmaatschap carries a `Recht`.
Whether the role counts for THIS traject is the business of the room that owns the object (`toegang.py`).
"""

from enum import StrEnum

from accounts.models.lidmaatschap import Lidmaatschap, Recht, Rol


class Permission(StrEnum):
    TRAJECT_LEZEN = "traject_lezen"
    TRAJECT_AANMELDEN = "traject_aanmelden"
    TRAJECT_OVERNEMEN = "traject_overnemen"
    TRAJECT_INTAKE = "traject_intake"
    TRAJECT_NIET_STARTEN = "traject_niet_starten"
    TRAJECT_VOORSTEL = "traject_voorstel"
    TRAJECT_MATCHEN = "traject_matchen"
    TRAJECT_STARTEN = "traject_starten"
    TRAJECT_HERPLAATSEN = "traject_herplaatsen"
    TRAJECT_ONDERBREKEN = "traject_onderbreken"
    TRAJECT_WIJZIGEN = "traject_wijzigen"
    TRAJECT_VERLENGEN = "traject_verlengen"
    TRAJECT_BEOORDELING_STARTEN = "traject_beoordeling_starten"
    TRAJECT_BEOORDELEN = "traject_beoordelen"
    TRAJECT_TERUGSTUREN = "traject_terugsturen"
    TRAJECT_VASTSTELLEN = "traject_vaststellen"
    TRAJECT_AFRONDEN = "traject_afronden"
    TRAJECT_VASTSTELLING_INTREKKEN = "traject_vaststelling_intrekken"
    TRAJECT_VERVANGEN = "traject_vervangen"
    TRAJECT_UITREIKEN = "traject_uitreiken"
    TRAJECT_AFSLUITEN = "traject_afsluiten"
    TRAJECT_STOPPEN = "traject_stoppen"
    TRAJECT_HEROPENEN = "traject_heropenen"
    TRAJECT_CONTACT = "traject_contact"
    TRAJECT_NOTITIE = "traject_notitie"
    TRAJECT_BEHANDELAAR = "traject_behandelaar"
    TRAJECT_BETROKKENEN = "traject_betrokkenen"
    TRAJECT_CONSULENT = "traject_consulent"  # who is contact of the aanmelder
    TRAJECT_TEKENEN_VASTLEGGEN = "traject_tekenen_vastleggen"
    TRAJECT_INSCHRIJVEN = "traject_inschrijven"
    TRAJECT_GEGEVENS = "traject_gegevens"
    TRAJECT_DOCUMENTEN = "traject_documenten"
    TRAJECT_NAZORG = "traject_nazorg"
    TRAJECT_MBO_VERKLARING = "traject_mbo_verklaring"  # that the mbo-verklaring that was to follow was handed over
    TRAJECT_FINANCIERING = "traject_financiering"
    TRAJECT_SUBSIDIE = "traject_subsidie"  # say that the subsidy was asked
    TRAJECT_VOORTGANG = "traject_voortgang"  # attendance and how it goes
    LEERBEDRIJF_LEZEN = "leerbedrijf_lezen"
    LEERBEDRIJF_WIJZIGEN = "leerbedrijf_wijzigen"
    ERKENNING_WIJZIGEN = "erkenning_wijzigen"
    CATALOGUS_LEZEN = "catalogus_lezen"
    LEDEN_BEHEREN = "leden_beheren"
    REGIO_BEHEREN = "regio_beheren"
    MAILTEKSTEN = "mailteksten"  # how the regio words its mails
    ORGANISATIES_BEHEREN = "organisaties_beheren"
    MANDAAT_VASTLEGGEN = "mandaat_vastleggen"
    CATALOGUS_IMPORTEREN = "catalogus_importeren"
    MAILS_VRIJGEVEN = "mails_vrijgeven"  # when more would go out at once than anybody expects
    CIJFERS = "cijfers"
    SCHERMEN_COORDINATOR = "schermen_coordinator"  # pages about the regio as a whole
    SCHERMEN_CONSULENT = "schermen_consulent"  # Mijn aanmeldingen, with the fields of domein §7
    SCHERMEN_PORTAAL = "schermen_portaal"  # what a leerbedrijf or a school sees of an own Plaatsing (domein §7)
    PORTAAL_MENSEN = "portaal_mensen"  # who works at whatever leerbedrijf or school: invite, end
    PORTAAL_COLLEGAS = "portaal_collegas"  # the same at the own one
    PORTAAL_TEKENEN = "portaal_tekenen"  # sign and agree as the party itself
    SCHERMEN_DOSSIER = "schermen_dossier"  # pages that show a whole dossier, and lists of those; outsiders get pages of their own


P = Permission
_TRAJECT = [p for p in Permission if p.name.startswith("TRAJECT_")]

RECHTEN: dict[Rol, frozenset[Permission]] = {
    Rol.COORDINATOR: frozenset(
        [
            *_TRAJECT,
            P.LEERBEDRIJF_LEZEN,
            P.LEERBEDRIJF_WIJZIGEN,
            P.ERKENNING_WIJZIGEN,
            P.CATALOGUS_LEZEN,
            P.CIJFERS,
            P.MAILS_VRIJGEVEN,
            P.ORGANISATIES_BEHEREN,
            P.MANDAAT_VASTLEGGEN,
            P.MAILTEKSTEN,
            P.PORTAAL_MENSEN,
            P.SCHERMEN_COORDINATOR,
            P.SCHERMEN_DOSSIER,
        ]
    ),
    Rol.BEGELEIDER: frozenset(
        [
            P.TRAJECT_LEZEN,
            P.TRAJECT_INTAKE,
            P.TRAJECT_VOORSTEL,
            P.TRAJECT_BEOORDELEN,
            P.TRAJECT_VOORTGANG,
            P.TRAJECT_CONTACT,
            P.TRAJECT_NOTITIE,
            P.TRAJECT_DOCUMENTEN,
            P.SCHERMEN_DOSSIER,
        ]
    ),
    Rol.BEHEERDER: frozenset(
        [
            P.TRAJECT_BEHANDELAAR,
            P.CATALOGUS_LEZEN,
            P.LEDEN_BEHEREN,
            P.REGIO_BEHEREN,
            P.MAILS_VRIJGEVEN,
            P.MAILTEKSTEN,
            P.ORGANISATIES_BEHEREN,
            P.CATALOGUS_IMPORTEREN,
        ]
    ),
    Rol.PROGRAMMAMANAGER: frozenset([P.CIJFERS]),
    Rol.WERKGEVER: frozenset(
        [
            P.TRAJECT_BEOORDELING_STARTEN,
            P.TRAJECT_BEOORDELEN,
            P.TRAJECT_VOORTGANG,
            P.TRAJECT_SUBSIDIE,
            P.PORTAAL_COLLEGAS,
            P.PORTAAL_TEKENEN,
            P.SCHERMEN_PORTAAL,
        ]
    ),
    Rol.SCHOOL: frozenset(
        [
            P.TRAJECT_TERUGSTUREN,
            P.TRAJECT_VASTSTELLEN,
            P.TRAJECT_AFRONDEN,
            P.TRAJECT_VASTSTELLING_INTREKKEN,
            P.TRAJECT_VERVANGEN,
            P.TRAJECT_INSCHRIJVEN,
            P.TRAJECT_MBO_VERKLARING,
            P.PORTAAL_COLLEGAS,
            P.PORTAAL_TEKENEN,
            P.SCHERMEN_PORTAAL,
        ]
    ),
    Rol.CONSULENT: frozenset([P.TRAJECT_AANMELDEN, P.TRAJECT_NIET_STARTEN, P.TRAJECT_CONSULENT, P.SCHERMEN_CONSULENT]),
}

# Permissions that count only when the Lidmaatschap carries this right.
NEEDS_RECHT: dict[tuple[Rol, Permission], Recht] = {
    (Rol.WERKGEVER, P.TRAJECT_BEOORDELING_STARTEN): Recht.BEGELEIDEN,
    (Rol.WERKGEVER, P.TRAJECT_BEOORDELEN): Recht.BEGELEIDEN,
    (Rol.WERKGEVER, P.TRAJECT_VOORTGANG): Recht.BEGELEIDEN,
    (Rol.WERKGEVER, P.TRAJECT_SUBSIDIE): Recht.TEKENEN,
    (Rol.WERKGEVER, P.PORTAAL_COLLEGAS): Recht.UITNODIGEN,
    (Rol.SCHOOL, P.PORTAAL_COLLEGAS): Recht.UITNODIGEN,
    (Rol.WERKGEVER, P.PORTAAL_TEKENEN): Recht.TEKENEN,
    (Rol.SCHOOL, P.PORTAAL_TEKENEN): Recht.TEKENEN,
    (Rol.SCHOOL, P.TRAJECT_INSCHRIJVEN): Recht.BEGELEIDEN,
    (Rol.SCHOOL, P.TRAJECT_MBO_VERKLARING): Recht.BEGELEIDEN,
    (Rol.SCHOOL, P.TRAJECT_TERUGSTUREN): Recht.VASTSTELLEN,
    (Rol.SCHOOL, P.TRAJECT_VASTSTELLEN): Recht.VASTSTELLEN,
    (Rol.SCHOOL, P.TRAJECT_AFRONDEN): Recht.VASTSTELLEN,
    (Rol.SCHOOL, P.TRAJECT_VASTSTELLING_INTREKKEN): Recht.VASTSTELLEN,
    (Rol.SCHOOL, P.TRAJECT_VERVANGEN): Recht.VASTSTELLEN,
    (Rol.BEHEERDER, P.CATALOGUS_IMPORTEREN): Recht.CATALOGUSBEHEER,
}


def rechten(lidmaatschap: Lidmaatschap) -> frozenset[Permission]:
    """What this membership allows, its rights counted in; dates are the caller's business."""
    return frozenset(
        p
        for p in RECHTEN[Rol(lidmaatschap.rol)]
        if (recht := NEEDS_RECHT.get((Rol(lidmaatschap.rol), p))) is None or recht in lidmaatschap.rechten
    )
