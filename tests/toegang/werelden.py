"""The addresses of every door that is about a row: filled for one regio, for the other, or for a row nobody has."""

import uuid

from django.db import models

from accounts import passkeys
from accounts.models import Rol, User
from tests.toegang.regiowereld import Regiowereld
from tests.trajecten import leven
from trajecten.regels import Status as S

# The status a traject has on each page about one.
STAPPEN = {
    **dict.fromkeys(["traject", "contact", "notitie", "plannen", "belemmeringen", "behandelaar"], S.LOPEND),
    **dict.fromkeys(["geinformeerd", "ingeschreven", "tussenevaluatie", "document_toevoegen", "aanwezigheid"], S.LOPEND),
    **dict.fromkeys(["mbo_verklaring", "nazorg", "nazorg_verbeteren", "afsluiten"], S.NAZORG),
    **dict.fromkeys(["vaststelling_intrekken", "vervangen", "overhandigd"], S.NAZORG),
    **dict.fromkeys(["is_iemand_anders", "koppelen", "intake_starten", "niet_starten"], S.AANGEMELD),
    **dict.fromkeys(["financiering_nieuw", "indruk", "indruk_een"], S.LOPEND),
    **dict.fromkeys(["reactie_vragen", "reactie_qr", "reactie_qr_maken"], S.LOPEND),
    "intake_afronden": S.INTAKE,
    **dict.fromkeys(["matchen", "voorstel"], S.MATCHING),
    **dict.fromkeys(["starten", "betrokkenen", "gegevens"], S.OVEREENKOMST),
    "beoordeling_starten": S.LOPEND,
    **dict.fromkeys(["beoordeling_indienen", "laatste_oordelen"], S.BEOORDELING),
    "terugsturen": S.VASTSTELLING,
    **dict.fromkeys(["vaststellen", "afronden", "concept", "concept_maken", "besluitlink_sturen"], S.VASTSTELLING),
    "uitreiken": S.UITREIKING,
    **dict.fromkeys(["stoppen", "onderbreken", "herplaatsen", "afspraken_wijzigen", "verlengen"], S.LOPEND),
    **dict.fromkeys(["nieuw_traject", "doel_wijzigen"], S.LOPEND),
    "hervatten": S.ONDERBROKEN,
    "heropenen": S.GESTOPT,
    "terugdraaien": S.AANGEMELD,
    "overlijden": S.LOPEND,
}

# The same for the pages of a leerbedrijf and a school, which are about a Plaatsing.
PORTAAL = {
    **dict.fromkeys(["meekijken_leerbedrijf", "meekijken_school"], S.LOPEND),
    **dict.fromkeys(
        ["plaatsing", "uren", "evaluatie", "werkprocessen", "oordeel", "bewijsstuk", "eerder_afronden", "subsidie"], S.LOPEND
    ),
    "inschrijven": S.OVEREENKOMST,
    **dict.fromkeys(["eindbeoordeling", "eind_werkprocessen", "eind_versturen"], S.BEOORDELING),
    **dict.fromkeys(["vaststellen", "terugsturen", "geen_verklaring", "concept", "concept_maken"], S.VASTSTELLING),
    "mbo_verklaring": S.NAZORG,
}


def doelen(r: Regiowereld) -> dict[str, dict]:
    """What fills the address of each door that is about a row."""
    lid = r.werkgever.lidmaatschappen.get()
    per_door: dict[str, models.Model] = {
        **dict.fromkeys(["accounts:lid", "accounts:lid_rechten", "accounts:lid_beeindigen", "accounts:lid_sluiten"], lid),
        **dict.fromkeys(["accounts:uitnodiging_opnieuw", "accounts:uitnodiging_intrekken"], r.uitnodiging),
        **dict.fromkeys(["accounts:mandaat_geven", "accounts:mandaat_intrekken"], r.school.lidmaatschappen.get()),
        "accounts:organisatie": r.uwv,
        "accounts:logo": r.regio,
        "kwalificaties:detail": r.eigen_kwalificatie,
        **dict.fromkeys(["kwalificaties:verschil", "kwalificaties:weggooien"], r.upload),
        "kwalificaties:opgenomen": r.bron,
        "werkgevers:contactpersoon_wijzigen": r.contactpersoon,
        "werkgevers:praktijkopleider_wijzigen": r.opleider,
        "werkgevers:gesloten_periode_verwijderen": r.periode,
        "werkgevers:controle_bewijs": r.controle,
        **dict.fromkeys(["trajecten:document", "trajecten:document_opnieuw"], r.document),
        "trajecten:school_afspraak": r.w.school,
        **dict.fromkeys(["trajecten:financiering", "trajecten:financiering_weg"], r.financiering),
        **dict.fromkeys(["trajecten:aanwezigheidsoverzicht", "trajecten:begeleidingsverklaring"], r.financiering.plaatsing),
        "trajecten:samen_gematcht": r.samen,
        "trajecten:overgedragen": r.overdracht,
        "portaal:samen_besloten": r.samen_besloten,
        "trajecten:reactie_gelezen": r.reactie,
        **dict.fromkeys(["trajecten:afwezig_wijzigen", "trajecten:afwezig_einde"], r.afwezigheid),
        **dict.fromkeys(["trajecten:afwezig_gebeurd", "trajecten:afwezig_gezien"], r.weggeweest),
        **dict.fromkeys(["trajecten:betrokkene_tot", "trajecten:betrokkene_weg"], r.betrokkene),
    }
    kwargs = {name: {"code": row.code} for name, row in per_door.items()}
    for name in ("leerbedrijf", "leerbedrijf_wijzigen", "adres_wijzigen", "notitie_nieuw", "contactpersoon_nieuw"):
        kwargs[f"werkgevers:{name}"] = {"code": r.w.leerbedrijf.code}
    for name in ("praktijkopleider_nieuw", "gesloten_periode_nieuw", "kwalificatie_kiezen"):
        kwargs[f"werkgevers:{name}"] = {"code": r.w.leerbedrijf.code}
    for name in ("erkenning_registreren", "erkenning_aanvragen"):
        kwargs[f"werkgevers:{name}"] = {"code": r.w.leerbedrijf.code, "kwalificatie": r.vrij.code}
    for name in ("erkenning", "erkenning_controle", "erkenning_vervallen", "erkenning_bereik", "erkenning_brief"):
        kwargs[f"werkgevers:{name}"] = {"code": r.erkenning.code}
    kwargs["werkgevers:erkenning_besluit"] = {"code": r.aanvraag.code}
    kwargs["werkgevers:erkenning_opvolger"] = {"code": r.erkenning.code, "kwalificatie": r.opvolger.code}
    kwargs["trajecten:leerbedrijf_geheugen"] = {"code": r.w.leerbedrijf.code}
    own = {"code": r.w.leerbedrijf.organisatie.code}
    for name in ("mensen", "mens_uitnodigen"):
        kwargs[f"accounts:{name}"] = own
    for name in ("mens_opnieuw", "mens_intrekken"):
        kwargs[f"accounts:{name}"] = own | {"uitnodiging": r.uitnodiging_leerbedrijf.code}
    kwargs["accounts:mens_weg"] = own | {"lid": r.werkgever.lidmaatschappen.get().code}
    for name in ("link", "link_document", "link_weigeren", "link_klaar", "link_nieuw"):
        kwargs[f"portaal:{name}"] = {"token": r.tekentoken}
    for name in ("besluit", "besluit_terug", "besluit_geen", "besluit_klaar", "concept", "concept_maken", "concept_document"):
        kwargs[f"portaal:link_{name}"] = {"token": r.besluittoken}
    for name in ("reactie", "reactie_klaar"):
        kwargs[f"portaal:link_{name}"] = {"token": r.reactietoken}
    for name in ("nazorg", "nazorg_klaar"):
        kwargs[f"portaal:link_{name}"] = {"token": r.nazorgtoken}
    for name in ("handtekening", "nakijken", "handtekening_weigeren", "handtekening_opnieuw", "link_sturen", "qr", "qr_maken"):
        kwargs[f"trajecten:{name}"] = {"code": r.handtekening.code}
    for name in ("voorstel_antwoord", "voorstel_kiezen", "voorstel_intrekken"):
        kwargs[f"trajecten:{name}"] = {"code": r.voorstel.code}
    for name in ("instemming", "instemming_fout", "instemming_afgehandeld"):
        kwargs[f"trajecten:{name}"] = {"code": r.instemming.code}
    for name in ("plaatsing_aanvullen", "intake_aanvullen", "identiteit_aanvullen"):
        kwargs[f"trajecten:{name}"] = {"code": r.overgenomen.code}
    for name, status in STAPPEN.items():
        kwargs[f"trajecten:{name}"] = {"code": r.trajecten.get(status, r.trajecten[S.LOPEND]).code}
    for name in ("intrekken", "overdragen"):
        kwargs[f"portaal:{name}"] = {"code": r.trajecten.get(S.AANGEMELD, r.trajecten[S.LOPEND]).code}
    for name, status in PORTAAL.items():
        found = r.trajecten.get(status, r.trajecten[S.LOPEND]).plaatsing
        kwargs[f"portaal:{name}"] = {"code": found.code}
    for name in ("portaal:oordeel", "portaal:bewijsstuk", "trajecten:indruk_een"):
        kwargs[name]["werkproces"] = r.w.werkprocessen[0].code
    asked = r.trajecten[S.LOPEND].termijnen.get(soort="einddatum", vervuld_op=None, vervallen_op=None)
    kwargs["trajecten:herinnering_uit"] = {"code": asked.code, "dag": asked.op.isoformat()}
    kwargs["trajecten:signaal_even_niet"] = {"code": r.trajecten[S.LOPEND].code, "soort": "erkenning"}
    for name in ("portaal:bewijsstuk_weg", "trajecten:bewijsstuk_weg"):
        kwargs[name] = {"code": r.bewijsstuk.code}
    for name in ("tekenen", "weigeren"):
        kwargs[f"portaal:{name}"] = {"code": r.handtekening_leerbedrijf.code}
    for name in ("instemmen", "fout_melden"):
        kwargs[f"portaal:{name}"] = {"code": r.instemming_leerbedrijf.code}
    kwargs["portaal:document"] = {"code": r.papier_plaatsing.code}
    for name in ("trajecten:afspraak", "portaal:afspraak"):
        kwargs[name] = {"code": r.afspraak.code}
    kwargs["trajecten:agenda_feed"] = {"token": r.agendatoken}
    kwargs["trajecten:nazorg"]["maand"] = 3
    kwargs["trajecten:nazorg_verbeteren"]["maand"] = 0
    kwargs["trajecten:formulier"] = {"soort": "aanmeldformulier"}
    kwargs["trajecten:verificatie"] = {"code": r.verklaring.verificatiecode}
    own = {"code": r.eigen_kwalificatie.code}
    kwargs |= {f"kwalificaties:{name}": own for name in ("eigen", "eigen_toevoegen")}
    kwargs |= {
        f"kwalificaties:{name}": own | {"werkproces": r.eigen_werkproces.code} for name in ("eigen_wijzigen", "eigen_weghalen")
    }
    kwargs["kwalificaties:eigen_kerntaak"] = own | {"kerntaak": r.eigen_kerntaak.code}
    kwargs["trajecten:grote_verzending_besluit"] = {"code": r.grote_verzending.code, "besluit": "verstuur"}
    kwargs["trajecten:lijst"] = {"lijst": "startpunt"}
    for name in ("mailtekst", "mailtekst_standaard"):
        kwargs[f"trajecten:{name}"] = {"soort": "bundel"}
    kwargs["trajecten:termijnregel"] = {"soort": "intake_plannen"}
    kwargs["accounts:passkey_weg"] = {"code": passkeys.of(r.consulent)[0].code}
    for name in ("afmelden", "afmelden_direct", "afmelden_klaar", "afmelden_terug"):
        kwargs[f"trajecten:{name}"] = {"token": r.afmeldtoken}
    kwargs["accounts:uitnodiging"] = {"token": r.token}
    return kwargs


class Werelden:
    """Friesland, then Groningen, and the people who are something in both or at two organisations."""

    def __init__(self) -> None:
        self.fr = Regiowereld("FR", "200000028", [S.OVEREENKOMST, S.LOPEND, S.NAZORG])
        self.gr = gr = Regiowereld("GR", "100000017", [*leven.ROUTE[:-1], S.ONDERBROKEN, S.GESTOPT])
        self.doelen = {r.code: doelen(r) for r in (self.fr, self.gr)}
        dubbelrol = User.objects.create_user("dubbelrol@voorbeeld.test", "Dubbelrol", "een goed wachtwoord")
        gr.word_lid(dubbelrol, Rol.BEHEERDER)
        gr.word_lid(dubbelrol, Rol.WERKGEVER, **gr.bedrijf)
        twee_regios = User.objects.create_user("twee@voorbeeld.test", "Twee Regio's", "een goed wachtwoord")
        gr.word_lid(twee_regios, Rol.BEHEERDER)
        self.fr.word_lid(twee_regios, Rol.COORDINATOR)
        sw = User.objects.create_user("sw@voorbeeld.test", "SW", "een goed wachtwoord")
        gr.word_lid(sw, Rol.CONSULENT, organisatie=gr.sw_bedrijf)
        gr.word_lid(sw, Rol.WERKGEVER, **gr.bedrijf)
        own = ["coordinator", "behandelaar", "begeleider", "beheerder", "programmamanager", "werkgever", "school", "consulent"]
        self.mensen: dict[str, User | None] = {"anoniem": None} | {rol: getattr(gr, rol) for rol in own}
        self.mensen |= {"dubbelrol": dubbelrol, "twee_regios": twee_regios, "sw": sw}

    def doel(self, name: str, plaats: str) -> dict:
        """The arguments of a door for an own row, one of the other regio, or one that does not exist."""
        if plaats in ("elders", "gesmokkeld"):
            return self.doelen["FR"].get(name, {})
        own = self.doelen["GR"].get(name, {})
        return own if plaats == "eigen" else {key: _unknown(value) for key, value in own.items()}


def _unknown(value):
    return uuid.UUID(int=7) if isinstance(value, uuid.UUID) else "nergens" if isinstance(value, str) else value
