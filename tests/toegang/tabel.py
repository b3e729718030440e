"""
Every door of the house, and what each person gets there: written by hand from domein §1 and §7, not read from the code.

`in` is the way to the sign-in page. A row says what happens with an own row (`eigen`, below `?regio=GR`), with a row of another
regio (`elders`, below its own `?regio=FR`), with that row smuggled in below `?regio=GR`, and with one that does not exist.
"""

from dataclasses import dataclass

# coordinator to consulent are of Groningen. behandelaar is the begeleider who handles its trajecten, begeleider is another one;
# dubbelrol is beheerder and werkgever there; twee_regios is beheerder there and coordinator in Friesland; sw is consulent of an
# SW-bedrijf and werkgever of the leerbedrijf.
WIE = [
    "anoniem", "coordinator", "behandelaar", "begeleider", "beheerder", "programmamanager", "werkgever", "school", "consulent",
    "dubbelrol", "twee_regios", "sw",
]  # fmt: skip
PLAATSEN = ["eigen", "elders", "gesmokkeld", "onbekend"]


@dataclass(frozen=True)
class Rij:
    """
    The statuses in the order of WIE, for each place.

    :param soort: `lees` (GET only), `formulier` (GET and POST) or `knop` (POST only).
    :param verstuurd: what an empty form gives whoever gets 200 in this row.
    """

    soort: str
    eigen: str
    elders: str
    gesmokkeld: str
    onbekend: str
    verstuurd: int = 200

    def verwacht(self, wie: str, plaats: str, methode: str) -> int | str:
        status = self._cell(wie, plaats)
        if status == "in":
            return status
        if (self.soort, methode) in {("lees", "POST"), ("knop", "GET")}:
            return 405
        if methode == "POST" and status == "409":
            return 200  # the page says why it is too early; a form that was sent comes back with the reason
        return self.verstuurd if methode == "POST" and status == "200" else int(status)

    def is_anders(self, plaats: str, wie: str) -> bool:
        """Whether asking adds something: a smuggled row where the address counts, an unknown one for who may know an own one."""
        if plaats == "gesmokkeld":
            return self.gesmokkeld != self.elders
        return plaats != "onbekend" or self._cell(wie, "eigen") not in ("in", "404")

    def _cell(self, wie: str, plaats: str) -> str:
        return getattr(self, plaats).split()[WIE.index(wie)]


def _rij(eigen: str, elders: str, gesmokkeld: str = "", onbekend: str = ""):
    """A pattern that several doors share, to be named once."""

    def make(soort: str, verstuurd: int = 200) -> Rij:
        return Rij(soort, eigen, elders, gesmokkeld or elders, onbekend or NERGENS, verstuurd)

    return make


#                anon co  beha bege behe prog werk scho cons dubb twee sw
NERGENS = "      in   404 404  404  404  404  404  404  404  404  404  404"
ALLEEN_FR = "    in   404 404  404  404  404  404  404  404  404  200  404"  # twee_regios is coordinator there
FR_KAN_NIET = "  in   404 404  404  404  404  404  404  404  404  409  404"  # a traject of Friesland that is at another step
IEDEREEN = "     200  200 200  200  200  200  200  200  200  200  200  200"
INGELOGD = "     in   200 200  200  200  200  200  200  200  200  200  200"
NIEMAND = "      404  404 404  404  404  404  404  404  404  404  404  404"

# Pages of a coordinator about the regio as a whole.
COORDINATOR = _rij("in 200 403 403 403 403 403 403 403 403 403 403", ALLEEN_FR)
# Lists of dossiers: of a begeleider those they handle or have a part in, which may be none.
LIJST = _rij("in 200 200 200 403 403 403 403 403 403 403 403", ALLEEN_FR)
# Of a traject everybody with a part in it may know that it exists. A begeleider reads the dossier and does intake, contact,
# voortgang, assessment on behalf of and documents; the rest is the coordinator's.
DOSSIER = _rij("in 200 200 404 403 404 403 403 403 403 403 403", ALLEEN_FR)
DOSSIER_VOOR_OVEREENKOMST = _rij("in 200 200 404 403 404 404 404 403 403 403 404", ALLEEN_FR)
DOSSIER_VOOR_ANDERE_STAP = _rij("in 200 200 404 403 404 404 404 403 403 403 404", FR_KAN_NIET)
DOSSIER_ANDERE_STAP = _rij("in 200 200 404 403 404 403 403 403 403 403 403", FR_KAN_NIET)
VOOR_OVEREENKOMST = _rij("in 200 403 404 403 404 404 404 403 403 403 404", ALLEEN_FR)
VANAF_OVEREENKOMST = _rij("in 200 403 404 403 404 403 403 403 403 403 403", ALLEEN_FR)
VOOR_ANDERE_STAP = _rij("in 200 403 404 403 404 404 404 403 403 403 404", FR_KAN_NIET)
VANAF_ANDERE_STAP = _rij("in 200 403 404 403 404 403 403 403 403 403 403", FR_KAN_NIET)
# No scan waits there: the page says so.
NAKIJKEN = _rij("in 409 403 404 403 404 403 403 403 403 403 403", FR_KAN_NIET)
# Number, status and dates: all that a beheerder may see (domein §1).
BEHANDELAAR = _rij("in 200 403 404 200 404 403 403 403 200 200 403", ALLEEN_FR)
# A consulent's own pages; in Friesland only twee_regios is known, who is no consulent there.
CONSULENT = _rij(
    eigen="  in 403 403 403 403 403 403 403 200 403 403 200",
    elders=" in 404 404 404 404 404 404 404 404 404 403 404",
)
# An own aanmelding: of nobody else does it exist here, not even for who reads the dossier elsewhere.
EIGEN_AANMELDING = _rij("in 404 404 404 404 404 404 404 200 404 404 404", NERGENS)
# The pages of a leerbedrijf and a school: about an own Plaatsing, which for nobody else exists there.
PORTAAL = _rij(
    eigen="  in 403 403 403 403 403 200 200 403 200 403 200",
    elders=" in 404 404 404 404 404 404 404 404 404 403 404",
)
# Who works at the leerbedrijf of this regio: for its coordinator, and for a colleague there who may invite.
MENSEN = _rij("in 200 404 404 404 404 200 404 404 200 404 200", ALLEEN_FR)
COLLEGAS = _rij(*["in 404 404 404 404 404 303 404 404 303 404 303"] * 4)
VAN_BEIDE = _rij("in 404 404 404 404 404 200 200 404 200 404 200", NERGENS)
VAN_LEERBEDRIJF = _rij("in 404 404 404 404 404 200 404 404 200 404 200", NERGENS)  # asked of the other party it is nobody's
DOOR_LEERBEDRIJF = _rij("in 404 404 404 404 404 200 403 404 200 404 200", NERGENS)
# There is none to ask here.
SUBSIDIE = _rij("in 404 404 404 404 404 409 403 404 409 404 409", NERGENS)
DOOR_SCHOOL = _rij("in 404 404 404 404 404 403 200 404 403 404 403", NERGENS)
# For who decides for a school; a result is of who pressed.
SAMEN_BESLUITEN = _rij(
    eigen="  in 403 403 403 403 403 403 200 403 403 403 403",
    elders=" in 404 404 404 404 404 404 404 404 404 403 404",
)
SAMEN_BESLOTEN = _rij(
    eigen="  in 403 403 403 403 403 403 200 403 403 403 403",
    elders=" in 404 404 404 404 404 404 404 404 404 403 404",
    gesmokkeld="in 403 403 403 403 403 403 404 403 403 403 403",
    onbekend="  in 403 403 403 403 403 403 404 403 403 403 403",
)
# A leerbedrijf is known to coordinators only, until the others have pages.
LEERBEDRIJF = _rij("in 200 404 404 404 404 404 404 404 404 404 404", ALLEEN_FR)
# Pages of the regio itself, asked for by `?regio=`.
BEHEERDERS = "in 403 403 403 200 403 403 403 403 200 200 403"
BEHEER_ELK = "in 200 403 403 200 403 403 403 403 200 200 403"
VAN_COORDINATOR = "in 200 403 403 403 403 403 403 403 403 403 403"
FR_MAG_NIET = "in 404 404 404 404 404 404 404 404 404 403 404"
BEHEERDER = _rij(BEHEERDERS, FR_MAG_NIET)
BEHEER = _rij(BEHEER_ELK, ALLEEN_FR)
MANDATEN = _rij(VAN_COORDINATOR, ALLEEN_FR)
CATALOGUS = _rij(BEHEER_ELK, ALLEEN_FR)
# Of the beheerders here only one is catalogusbeheerder. What was brought in is of all regio's, a file that waits of its sender.
CATALOGUSBEHEERDERS = "in 403 403 403 200 403 403 403 403 403 403 403"
CATALOGUSBEHEERDER = _rij(CATALOGUSBEHEERDERS, FR_MAG_NIET)
OPGENOMEN = _rij(
    eigen=CATALOGUSBEHEERDERS,
    elders=FR_MAG_NIET,
    gesmokkeld=CATALOGUSBEHEERDERS,
    onbekend="in 403 403 403 404 403 403 403 403 403 403 403",
)
UPLOAD = _rij(
    eigen=CATALOGUSBEHEERDERS,
    elders=FR_MAG_NIET,
    gesmokkeld="in 403 403 403 404 403 403 403 403 403 403 403",
    onbekend="  in 403 403 403 404 403 403 403 403 403 403 403",
)
# One row of that regio. The permission is asked first: whoever lacks it learns nothing from a code.
LID = _rij(
    eigen=BEHEERDERS,
    elders=FR_MAG_NIET,
    gesmokkeld="in 403 403 403 404 403 403 403 403 404 404 403",
    onbekend="  in 403 403 403 404 403 403 403 403 404 404 403",
)
ORGANISATIE = _rij(
    eigen=BEHEER_ELK,
    elders=ALLEEN_FR,
    gesmokkeld="in 404 403 403 404 403 403 403 403 404 404 403",
    onbekend="  in 404 403 403 404 403 403 403 403 404 404 403",
)
MANDAAT = _rij(
    eigen=VAN_COORDINATOR,
    elders=ALLEEN_FR,
    gesmokkeld="in 404 403 403 403 403 403 403 403 403 403 403",
    onbekend="  in 404 403 403 403 403 403 403 403 403 403 403",
)
# A school is shared by all regio's: only what was agreed with it is of one.
SCHOOL = _rij(
    eigen=BEHEER_ELK,
    elders=ALLEEN_FR,
    gesmokkeld=BEHEER_ELK,
    onbekend="  in 404 403 403 404 403 403 403 403 404 404 403",
)
# What both regio's of one person typed is one catalogue to that person.
KWALIFICATIE = _rij(
    eigen=BEHEER_ELK,
    elders=ALLEEN_FR,
    gesmokkeld="in 404 403 403 404 403 403 403 403 404 200 403",
    onbekend="  in 404 403 403 404 403 403 403 403 404 404 403",
)
# What a list is called is the same in every regio; what stands in it is of one.
REGIOLIJST = _rij(
    eigen=BEHEERDERS,
    elders=FR_MAG_NIET,
    gesmokkeld=BEHEERDERS,
    onbekend="in 403 403 403 404 403 403 403 403 404 404 403",
)
# Who is away: one's own, and those of the regio for who appoints behandelaars. The row is that of the other begeleider; what
# happened meanwhile is for who was away, here the coordinator.
AFWEZIGHEID = _rij("in 200 200 200 200 403 403 403 403 200 200 403", ALLEEN_FR)
AFWEZIG = _rij("in 200 404 200 200 404 404 404 404 200 200 404", ALLEEN_FR)
OVERGEDRAGEN = _rij("in 200 404 404 200 404 404 404 404 200 200 404", ALLEEN_FR)
WEGGEWEEST = _rij("in 200 404 404 404 404 404 404 404 404 404 404", NERGENS)
# How a mail of the regio reads: a mail is called the same in every regio, its words are of one.
MAILTEKST = _rij(
    eigen=BEHEER_ELK,
    elders=ALLEEN_FR,
    gesmokkeld=BEHEER_ELK,
    onbekend="in 404 403 403 404 403 403 403 403 404 404 403",
)
# Empty forms: for who has a screen with dossiers; the file is there once it was made.
FORMULIEREN = _rij("in 200 200 200 403 403 403 403 403 403 403 403", ALLEEN_FR)
FORMULIER = _rij(
    "in 404 404 404 403 403 403 403 403 403 403 403", NERGENS, onbekend="in 404 404 404 403 403 403 403 403 403 403 403"
)
VOOR_ALLEN = _rij(IEDEREEN, IEDEREEN, IEDEREEN, IEDEREEN)
AGENDA = _rij(*["in 200 200 200 403 403 200 200 403 200 200 200"] * 4)  # of all regio's: who opens dossiers or an own Plaatsing
INLOG = _rij(INGELOGD, INGELOGD, INGELOGD, INGELOGD)
# A passkey is of one account: that of a consulent.
EIGEN_PASSKEY = _rij("in 404 404 404 404 404 404 404 200 404 404 404", NERGENS)
# Who has screens is sent to the first; who has none is told whom to turn to.
START = _rij(
    eigen="     in 302 302 302 302 200 302 302 302 302 302 302",
    elders="    in 404 404 404 404 404 404 404 404 404 302 404",
)
SESSIE = _rij(*["in 204 204 204 204 204 204 204 204 204 204 204"] * 4)
# Whoever is signed in has no sign-in page to fill in.
INLOGGEN = _rij(*["200 302 302 302 302 302 302 302 302 302 302 302"] * 4)
# Who did not begin here is sent to where one begins.
TUSSENSTAP = _rij(*["302 302 302 302 302 302 302 302 302 302 302 302"] * 4)
VERIFICATIE = _rij(IEDEREEN, IEDEREEN, IEDEREEN, NIEMAND)
KLAAR = _rij(IEDEREEN, IEDEREEN, IEDEREEN, IEDEREEN)
LINK_PAPIER = _rij(IEDEREEN, IEDEREEN, IEDEREEN, NIEMAND)
LINK_VRAAG = _rij(*["303 303 303 303 303 303 303 303 303 303 303 303"] * 4)
# Of a decision that is asked; the other regio has none, so that nothing is behind such a link there.
GEEN_LINK = "   410  410 410  410  410  410  410  410  410  410  410  410"
BESLUITLINK = _rij(IEDEREEN, GEEN_LINK, GEEN_LINK, GEEN_LINK)
BESLUITLINK_CONCEPT = _rij("303 303 303 303 303 303 303 303 303 303 303 303", GEEN_LINK, GEEN_LINK, GEEN_LINK)
LINK_NAAR = _rij(*["303 303 303 303 303 303 303 303 303 303 303 303"] * 3, GEEN_LINK)  # to the page of the same link
LINK = _rij(IEDEREEN, IEDEREEN, IEDEREEN, "410 410 410 410 410 410 410 410 410 410 410 410")

L, F, K = "lees", "formulier", "knop"
TABEL: dict[str, Rij] = {
    # signing in
    "account_login": INLOGGEN(F),
    "account_request_login_code": INLOGGEN(F),
    "account_confirm_login_code": TUSSENSTAP(F, 302),
    "mfa_login_webauthn": TUSSENSTAP(F, 302),
    "account_logout": INLOG(F, 302),
    "account_change_password": INLOG(F),
    "account_reset_password": VOOR_ALLEN(F),
    "account_reset_password_done": VOOR_ALLEN(L),
    "account_reset_password_from_key": VOOR_ALLEN(F),
    "account_reset_password_from_key_done": VOOR_ALLEN(L),
    "levensteken": VOOR_ALLEN(L),
    "gezondheid": VOOR_ALLEN(L),
    "begrippen": INLOG(L),
    # accounts
    "accounts:start": START(L),
    "accounts:beveiliging": INLOG(L),
    "accounts:passkey_nieuw": INLOG(F),
    "accounts:passkey_weg": EIGEN_PASSKEY(F, 303),
    "accounts:sessie": SESSIE(L),
    "accounts:sessie_over": INLOG(L),
    "accounts:sessie_bewaren": INLOG(K, 303),
    "accounts:sessie_weggooien": INLOG(K, 303),
    "accounts:uitnodiging": LINK(F),
    "accounts:logo": VERIFICATIE(L),
    "accounts:beheer": BEHEER(L),
    "accounts:regio": BEHEERDER(F),
    "accounts:leden": BEHEERDER(L),
    "accounts:leden_zoeken": BEHEERDER(K, 303),
    "accounts:lid_uitnodigen": BEHEERDER(F),
    "accounts:lid": LID(L),
    "accounts:lid_rechten": LID(F),
    "accounts:lid_beeindigen": LID(K),
    "accounts:lid_sluiten": LID(F, 303),
    "accounts:uitnodiging_opnieuw": LID(K, 303),
    "accounts:uitnodiging_intrekken": LID(K, 303),
    "accounts:organisaties": BEHEER(L),
    "accounts:organisatie_nieuw": BEHEER(F),
    "accounts:organisatie": ORGANISATIE(F),
    "accounts:mandaten": MANDATEN(L),
    "accounts:mandaat_geven": MANDAAT(F),
    "accounts:mandaat_intrekken": MANDAAT(K, 303),
    # kwalificaties
    "kwalificaties:lijst": CATALOGUS(L),
    "kwalificaties:detail": KWALIFICATIE(L),
    "kwalificaties:eigen": LID(L),
    "kwalificaties:eigen_toevoegen": LID(F),
    "kwalificaties:eigen_wijzigen": LID(F),
    "kwalificaties:eigen_weghalen": LID(K, 303),
    "kwalificaties:eigen_kerntaak": LID(F),
    "kwalificaties:opnemen": CATALOGUSBEHEERDER(F),
    "kwalificaties:verschil": UPLOAD(F),
    "kwalificaties:weggooien": UPLOAD(K, 303),
    "kwalificaties:opgenomen": OPGENOMEN(L),
    # werkgevers
    "werkgevers:leerbedrijven": COORDINATOR(L),
    "werkgevers:zoeken": COORDINATOR(K, 303),
    "werkgevers:leerbedrijf_nieuw": COORDINATOR(F),
    "werkgevers:leerbedrijf": LEERBEDRIJF(L),
    "werkgevers:leerbedrijf_wijzigen": LEERBEDRIJF(F),
    "werkgevers:adres_wijzigen": LEERBEDRIJF(F),
    "werkgevers:notitie_nieuw": LEERBEDRIJF(K),
    "werkgevers:contactpersoon_nieuw": LEERBEDRIJF(F),
    "werkgevers:contactpersoon_wijzigen": LEERBEDRIJF(F),
    "werkgevers:praktijkopleider_nieuw": LEERBEDRIJF(F),
    "werkgevers:praktijkopleider_wijzigen": LEERBEDRIJF(F),
    "werkgevers:gesloten_periode_nieuw": LEERBEDRIJF(F),
    "werkgevers:gesloten_periode_verwijderen": LEERBEDRIJF(K, 303),
    "werkgevers:kwalificatie_kiezen": LEERBEDRIJF(L),
    "werkgevers:erkenning_registreren": LEERBEDRIJF(F),
    "werkgevers:erkenning_aanvragen": LEERBEDRIJF(F),
    "werkgevers:erkenning": LEERBEDRIJF(L),
    "werkgevers:erkenning_besluit": LEERBEDRIJF(F),
    "werkgevers:erkenning_brief": LEERBEDRIJF(F),
    "werkgevers:erkenning_controle": LEERBEDRIJF(F),
    "werkgevers:erkenning_vervallen": LEERBEDRIJF(F),
    "werkgevers:erkenning_bereik": LEERBEDRIJF(F),
    "werkgevers:erkenning_opvolger": LEERBEDRIJF(F),
    "werkgevers:controle_bewijs": LEERBEDRIJF(L),
    # portaal
    "accounts:collegas": COLLEGAS(L),
    "accounts:mensen": MENSEN(L),
    "accounts:mens_uitnodigen": MENSEN(F),
    "accounts:mens_opnieuw": MENSEN(K, 303),
    "accounts:mens_intrekken": MENSEN(K, 303),
    "accounts:mens_weg": MENSEN(F, 303),
    "portaal:thuis": PORTAAL(L),
    "portaal:plaatsing": VAN_BEIDE(L),
    "portaal:document": VAN_BEIDE(L),
    "portaal:afspraak": VAN_BEIDE(L),
    "portaal:tekenen": VAN_LEERBEDRIJF(F),
    "portaal:weigeren": VAN_LEERBEDRIJF(F),
    "portaal:instemmen": VAN_LEERBEDRIJF(F, 303),
    "portaal:fout_melden": VAN_LEERBEDRIJF(F),
    "portaal:inschrijven": DOOR_SCHOOL(F),
    "portaal:subsidie": SUBSIDIE(F),
    "portaal:uren": DOOR_LEERBEDRIJF(F, 303),
    "portaal:evaluatie": DOOR_LEERBEDRIJF(F),
    "portaal:werkprocessen": DOOR_LEERBEDRIJF(F),
    "portaal:oordeel": DOOR_LEERBEDRIJF(F),
    "portaal:bewijsstuk": DOOR_LEERBEDRIJF(F),
    "portaal:bewijsstuk_weg": DOOR_LEERBEDRIJF(F, 303),
    "portaal:eerder_afronden": DOOR_LEERBEDRIJF(F),
    "portaal:eindbeoordeling": DOOR_LEERBEDRIJF(F),
    "portaal:eind_werkprocessen": DOOR_LEERBEDRIJF(F),
    "portaal:eind_versturen": DOOR_LEERBEDRIJF(F),
    "portaal:vaststellen": DOOR_SCHOOL(F),
    "portaal:terugsturen": DOOR_SCHOOL(F),
    "portaal:concept": DOOR_SCHOOL(L),
    "portaal:concept_maken": DOOR_SCHOOL(K, 303),
    "portaal:meekijken_leerbedrijf": VANAF_OVEREENKOMST(L),
    "portaal:meekijken_school": VANAF_OVEREENKOMST(L),
    "portaal:samen_besluiten": SAMEN_BESLUITEN(F),
    "portaal:samen_besloten": SAMEN_BESLOTEN(L),
    "portaal:link": LINK(F),
    "portaal:link_document": LINK_PAPIER(L),
    "portaal:link_weigeren": LINK(F),
    "portaal:link_klaar": KLAAR(L),
    "portaal:link_nieuw": LINK_VRAAG(K),
    "portaal:link_gevraagd": KLAAR(L),
    "portaal:link_besluit": BESLUITLINK(F),
    "portaal:link_besluit_terug": BESLUITLINK(F),
    "portaal:link_besluit_geen": BESLUITLINK(F),
    "portaal:link_besluit_klaar": KLAAR(L),
    "portaal:link_concept": BESLUITLINK(L),
    "portaal:link_concept_maken": BESLUITLINK_CONCEPT(K),
    "portaal:link_concept_document": _rij(*[NIEMAND] * 4)(L),  # it is made later
    "portaal:link_reactie": LINK(F),
    "portaal:link_reactie_klaar": KLAAR(L),
    "portaal:link_nazorg": LINK(F),
    "portaal:link_nazorg_klaar": KLAAR(L),
    "portaal:geen_verklaring": DOOR_SCHOOL(F),
    "portaal:mbo_verklaring": DOOR_SCHOOL(F),
    "portaal:aanmeldingen": CONSULENT(L),
    "portaal:aanmelden": CONSULENT(F),
    "portaal:intrekken": EIGEN_AANMELDING(F),
    "portaal:overdragen": EIGEN_AANMELDING(F),
    # trajecten: lists and schools
    "trajecten:vandaag": LIJST(L),
    "trajecten:trajecten": LIJST(L),
    "trajecten:zoeken": LIJST(K, 303),
    "trajecten:aanmelden": COORDINATOR(F),
    "trajecten:leerbedrijf_geheugen": LEERBEDRIJF(L),
    "trajecten:lijsten": BEHEERDER(L),
    "trajecten:lijst": REGIOLIJST(F),
    "trajecten:mailteksten": BEHEER(L),
    "trajecten:mailtekst": MAILTEKST(F),
    "trajecten:mailtekst_standaard": MAILTEKST(K, 303),
    "trajecten:termijnregels": BEHEERDER(L),
    "trajecten:termijnregel": REGIOLIJST(F),
    "trajecten:scholen": BEHEER(L),
    "trajecten:school_afspraak": SCHOOL(F),
    "trajecten:verificatie": VERIFICATIE(L),
    # trajecten: one dossier
    "trajecten:traject": DOSSIER(L),
    "trajecten:document": DOSSIER(L),
    "trajecten:contact": DOSSIER(F),
    "trajecten:notitie": DOSSIER(F),
    "trajecten:plannen": DOSSIER(F),
    "trajecten:belemmeringen": VANAF_OVEREENKOMST(F, 303),
    "trajecten:behandelaar": BEHANDELAAR(F),
    "trajecten:overdragen": BEHEER(F),
    "trajecten:overgedragen": OVERGEDRAGEN(L),
    "trajecten:afwezigheid": AFWEZIGHEID(L),
    "trajecten:afwezig_melden": LIJST(F),
    "trajecten:afwezig_collega": BEHEER(F),
    "trajecten:afwezig_wijzigen": AFWEZIG(F),
    "trajecten:afwezig_einde": AFWEZIG(K, 303),
    "trajecten:afwezig_gebeurd": WEGGEWEEST(L),
    "trajecten:afwezig_gezien": WEGGEWEEST(K, 303),
    "trajecten:betrokkenen": VANAF_OVEREENKOMST(F),
    "trajecten:betrokkene_tot": VANAF_OVEREENKOMST(F, 303),
    "trajecten:betrokkene_weg": VANAF_OVEREENKOMST(K, 303),
    "trajecten:gegevens": VANAF_OVEREENKOMST(F),
    "trajecten:geinformeerd": DOSSIER(F),
    "trajecten:ingeschreven": VANAF_OVEREENKOMST(F),
    "trajecten:mbo_verklaring": VANAF_OVEREENKOMST(F),
    "trajecten:tussenevaluatie": DOSSIER(F),
    "trajecten:meldingen": INLOG(L),
    "trajecten:meldingen_gelezen": INLOG(K, 303),
    "trajecten:mailvoorkeuren": INLOG(F, 303),  # nothing ticked is a choice
    "trajecten:afmelden": LINK(F),
    "trajecten:afmelden_direct": LINK_NAAR(F),
    "trajecten:afmelden_klaar": LINK(L),
    "trajecten:afmelden_terug": LINK_NAAR(K),
    "trajecten:herinneringen": COORDINATOR(L),
    "trajecten:agenda": AGENDA(L),
    "trajecten:agenda_maken": AGENDA(K, 303),
    "trajecten:agenda_keuzes": AGENDA(K, 303),
    "trajecten:agenda_intrekken": AGENDA(K, 303),
    "trajecten:agenda_feed": VERIFICATIE(L),  # whoever holds the address; what it gives is of its owner
    "trajecten:afspraak": DOSSIER(L),
    "trajecten:grote_verzending": BEHEER(L),
    "trajecten:grote_verzending_besluit": ORGANISATIE(K, 303),
    "trajecten:herinnering_uit": VANAF_OVEREENKOMST(F),  # a begeleider, or a deputy, silences nothing (domein §1)
    "trajecten:signaal_even_niet": DOSSIER(F),
    "trajecten:indruk": DOSSIER(F),
    "trajecten:indruk_een": DOSSIER(F),
    "trajecten:bewijsstuk_weg": DOSSIER(F, 303),
    "trajecten:aanwezigheid": DOSSIER(F, 303),
    "trajecten:reactie_vragen": DOSSIER(K, 303),
    "trajecten:reactie_qr": DOSSIER(L),
    "trajecten:reactie_qr_maken": DOSSIER(K, 303),
    "trajecten:reactie_gelezen": DOSSIER(K, 303),
    "trajecten:aanwezigheidsoverzicht": DOSSIER(K, 303),
    "trajecten:begeleidingsverklaring": VANAF_OVEREENKOMST(K, 303),
    "trajecten:financiering_nieuw": VANAF_OVEREENKOMST(F),
    "trajecten:financiering": VANAF_OVEREENKOMST(F),
    "trajecten:financiering_weg": VANAF_OVEREENKOMST(K, 303),
    "trajecten:instellingen": BEHEERDER(F),
    "trajecten:verzenden": BEHEERDER(L),
    "trajecten:formulieren": FORMULIEREN(L),
    "trajecten:formulieren_maken": FORMULIEREN(K, 303),
    "trajecten:formulier": FORMULIER(L),
    "trajecten:nazorg": VANAF_OVEREENKOMST(F),
    "trajecten:nazorg_verbeteren": VANAF_OVEREENKOMST(F),
    "trajecten:document_toevoegen": DOSSIER(F),
    "trajecten:concept": VANAF_OVEREENKOMST(L),
    "trajecten:concept_maken": VANAF_OVEREENKOMST(K, 303),
    "trajecten:is_iemand_anders": VOOR_OVEREENKOMST(K, 303),
    "trajecten:koppelen": VOOR_OVEREENKOMST(K, 303),
    "trajecten:document_opnieuw": DOSSIER(K, 303),
    "trajecten:overnemen": COORDINATOR(F),
    "trajecten:plaatsing_aanvullen": VOOR_OVEREENKOMST(F),
    "trajecten:intake_aanvullen": VOOR_OVEREENKOMST(F),
    "trajecten:identiteit_aanvullen": VOOR_OVEREENKOMST(F),
    "trajecten:nieuw_traject": VANAF_OVEREENKOMST(F),
    "trajecten:doel_wijzigen": VANAF_OVEREENKOMST(F),
    "trajecten:voorstel": DOSSIER_VOOR_OVEREENKOMST(F),
    "trajecten:voorstel_antwoord": DOSSIER_VOOR_OVEREENKOMST(F),
    "trajecten:voorstel_kiezen": DOSSIER_VOOR_OVEREENKOMST(K, 303),
    "trajecten:voorstel_intrekken": DOSSIER_VOOR_OVEREENKOMST(F, 303),
    "trajecten:link_sturen": VANAF_OVEREENKOMST(K, 303),
    "trajecten:besluitlink_sturen": VANAF_OVEREENKOMST(K, 303),
    "trajecten:qr": VANAF_OVEREENKOMST(L),
    "trajecten:qr_maken": VANAF_OVEREENKOMST(K, 303),
    "trajecten:handtekening": VANAF_OVEREENKOMST(F),
    "trajecten:nakijken": NAKIJKEN(F),
    "trajecten:handtekening_weigeren": VANAF_OVEREENKOMST(F),
    "trajecten:handtekening_opnieuw": VANAF_OVEREENKOMST(K, 303),
    # trajecten: the overgangen
    "trajecten:intake_starten": DOSSIER_VOOR_ANDERE_STAP(F),
    "trajecten:intake_afronden": DOSSIER_VOOR_ANDERE_STAP(F),
    "trajecten:niet_starten": VOOR_ANDERE_STAP(F),
    "trajecten:samen_matchen": COORDINATOR(F),
    "trajecten:samen_gematcht": LEERBEDRIJF(L),
    "trajecten:matchen": VOOR_ANDERE_STAP(F),
    "trajecten:starten": VANAF_OVEREENKOMST(F),
    "trajecten:afspraken_wijzigen": VANAF_OVEREENKOMST(F),
    "trajecten:verlengen": VANAF_OVEREENKOMST(F),
    "trajecten:instemming": VANAF_OVEREENKOMST(F),
    "trajecten:instemming_fout": VANAF_OVEREENKOMST(F),
    "trajecten:instemming_afgehandeld": VANAF_OVEREENKOMST(K, 303),
    "trajecten:onderbreken": VANAF_OVEREENKOMST(F),
    "trajecten:hervatten": VANAF_ANDERE_STAP(F),
    "trajecten:herplaatsen": VANAF_OVEREENKOMST(F),
    "trajecten:beoordeling_starten": VANAF_OVEREENKOMST(F),
    "trajecten:beoordeling_indienen": DOSSIER_ANDERE_STAP(F),
    "trajecten:laatste_oordelen": DOSSIER_ANDERE_STAP(F),
    "trajecten:terugsturen": VANAF_ANDERE_STAP(F),
    "trajecten:vaststellen": VANAF_ANDERE_STAP(F),
    "trajecten:afronden": VANAF_ANDERE_STAP(F),
    "trajecten:vaststelling_intrekken": VANAF_OVEREENKOMST(F),
    "trajecten:heropenen": VANAF_ANDERE_STAP(F),
    "trajecten:overlijden": VANAF_OVEREENKOMST(F),
    "trajecten:terugdraaien": DOSSIER_VOOR_OVEREENKOMST(F),
    "trajecten:vervangen": VANAF_OVEREENKOMST(F),
    "trajecten:overhandigd": VANAF_OVEREENKOMST(F),
    "trajecten:uitreiken": VANAF_ANDERE_STAP(F),
    "trajecten:afsluiten": VANAF_OVEREENKOMST(F, 303),
    "trajecten:stoppen": VANAF_OVEREENKOMST(F),
}
