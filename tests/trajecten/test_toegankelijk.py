"""Every page of this room, filled, empty and refused: no violation axe can find, and nothing wider than a phone."""

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from playwright.sync_api import Page

from accounts.models import Afwezigheid, Rol, User
from basis.dagen import now, today
from berichten import afmelden
from tests.browser import NARROW, WIDE, assert_accessible
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import bewijsstukken, overeenkomst, workflow
from trajecten.models import Handtekening, Instemming, Overdracht, RegioInstelling
from trajecten.regels import Status
from trajecten.wijziging import Gevolgsoort

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
S = Status
OVERGENOMEN = "overgenomen"  # stands for a traject that began before the system, and is not complete

# Which page is looked at in which status; "" stands for a page without a traject.
PAGINAS: dict[str, list[str]] = {
    "vandaag": [""],
    "samen_matchen": [""],
    "samen_gematcht": [S.OVEREENKOMST],
    "trajecten": [""],
    "aanmelden": [""],
    "overdragen": [""],
    "overgedragen": [S.LOPEND],
    "afwezigheid": [""],
    "afwezig_melden": [""],
    "afwezig_collega": [""],
    "afwezig_wijzigen": [""],
    "afwezig_gebeurd": [""],
    "scholen": [""],
    "school_afspraak": [""],
    "leerbedrijf_geheugen": [""],
    "traject": [OVERGENOMEN, S.AANGEMELD, S.OVEREENKOMST, S.LOPEND, S.VASTSTELLING, S.NAZORG, S.AFGESLOTEN],
    "intake_starten": [S.AANGEMELD],
    "niet_starten": [S.AANGEMELD],
    "intake_afronden": [S.INTAKE],
    "matchen": [S.MATCHING],
    "starten": [S.OVEREENKOMST],
    "beoordeling_starten": [S.LOPEND],
    "stoppen": [S.LOPEND],
    "afspraken_wijzigen": [S.OVEREENKOMST, S.LOPEND],
    "verlengen": [S.LOPEND],
    "instemming": [S.LOPEND],
    "instemming_fout": [S.LOPEND],
    "onderbreken": [S.LOPEND],
    "hervatten": [S.ONDERBROKEN],
    "herplaatsen": [S.OVEREENKOMST, S.LOPEND],
    "beoordeling_indienen": [S.BEOORDELING],
    "laatste_oordelen": [S.BEOORDELING],
    "terugsturen": [S.VASTSTELLING],
    "vaststellen": [S.VASTSTELLING],
    "afronden": [S.BEOORDELING, S.VASTSTELLING],
    "vaststelling_intrekken": [S.UITREIKING],
    "vervangen": [S.NAZORG],
    "terugdraaien": [S.LOPEND],
    "heropenen": [S.GESTOPT],
    "overlijden": [S.LOPEND],
    "overhandigd": [S.NAZORG],
    "uitreiken": [S.UITREIKING],
    "afsluiten": [S.NAZORG],
    "contact": [S.LOPEND],
    "notitie": [S.LOPEND],
    "plannen": [S.LOPEND],
    "belemmeringen": [S.LOPEND],
    "behandelaar": [S.LOPEND],
    "betrokkenen": [S.LOPEND],
    "betrokkene_tot": [S.LOPEND],
    "gegevens": [S.LOPEND],
    "geinformeerd": [S.AANGEMELD],
    "ingeschreven": [S.LOPEND],
    "tussenevaluatie": [S.LOPEND],
    "indruk": [S.LOPEND],
    "meldingen": [""],
    "mailvoorkeuren": [""],
    "afmelden": [""],
    "afmelden_klaar": [""],
    "agenda": [""],
    "herinneringen": [""],
    "grote_verzending": [""],
    "herinnering_uit": [S.LOPEND],
    "signaal_even_niet": [S.LOPEND],
    "bewijsstuk_weg": [S.LOPEND],
    "aanwezigheid": [S.LOPEND],
    "financiering_nieuw": [S.LOPEND],
    "financiering": [S.LOPEND],
    "formulieren": [""],
    "document_toevoegen": [S.LOPEND],
    "nazorg": [S.NAZORG],
    "nazorg_verbeteren": [S.NAZORG],
    "mbo_verklaring": [S.NAZORG],
    "handtekening": [S.OVEREENKOMST],
    "handtekening_weigeren": [S.OVEREENKOMST],
    "nakijken": [S.OVEREENKOMST],
    "qr": [S.OVEREENKOMST],
    "reactie_qr": [S.LOPEND],
    "concept": [S.VASTSTELLING],
    "overnemen": [""],
    "plaatsing_aanvullen": [OVERGENOMEN],
    "intake_aanvullen": [OVERGENOMEN],
    "identiteit_aanvullen": [OVERGENOMEN],
    "nieuw_traject": [S.LOPEND],
    "doel_wijzigen": [S.LOPEND],
    "voorstel": [S.MATCHING],
    "voorstel_antwoord": [S.MATCHING],
    "voorstel_intrekken": [S.MATCHING],
    "verificatie": [S.NAZORG],
}
VAN_BEHEERDER = {
    "instellingen": [[]],
    "verzenden": [[]],
    "lijsten": [[]],
    "mailteksten": [[]],
    "mailtekst": [["bundel"], ["reactie"]],
    "lijst": [["schaal"], ["stoppen"]],
    "termijnregels": [[]],
    "termijnregel": [["intake_plannen"], ["einddatum"]],
}  # with what fills the address
NO_PAGE = {
    "grote_verzending_besluit",
    "afwezig_einde",
    "afwezig_gezien",
    "meldingen_gelezen",
    "afmelden_direct",
    "mailtekst_standaard",
    "afmelden_terug",
    "agenda_maken",
    "agenda_keuzes",
    "agenda_intrekken",
    "agenda_feed",
    "afspraak",
    "indruk_een",
    "financiering_weg",
    "aanwezigheidsoverzicht",
    "begeleidingsverklaring",
    "formulieren_maken",
    "formulier",
    "zoeken",
    "concept_maken",
    "is_iemand_anders",
    "koppelen",
    "betrokkene_weg",
    "voorstel_kiezen",
    "instemming_afgehandeld",
    "document_opnieuw",
    "handtekening_opnieuw",
    "link_sturen",
    "qr_maken",
    "besluitlink_sturen",
    "reactie_vragen",
    "reactie_qr_maken",
    "reactie_gelezen",
    "document",
}  # a POST that leads elsewhere, or a file


def _addresses() -> set[str]:
    return {name for name in get_resolver().namespace_dict["trajecten"][1].reverse_dict if isinstance(name, str)}


def test_every_address_of_the_room_is_looked_at():
    assert _addresses() == PAGINAS.keys() | VAN_BEHEERDER.keys() | NO_PAGE


def _url(name: str, w, traject) -> str:
    if name == "overdragen":
        return f"{reverse('trajecten:overdragen')}?van={w.coordinator.code}"
    if name == "overgedragen":
        return _overgedragen(w, traject)
    if name.startswith("afwezig"):
        return _van_afwezigheid(name, w)
    if name == "financiering":
        days = {"van": today() - timedelta(days=60), "tot": today() + timedelta(days=60)}
        row = traject.financieringen.first() or traject.financieringen.create(bron="subsidie_praktijkleren", **days)
        return reverse("trajecten:financiering", args=[row.code])
    if name == "herinnering_uit":
        row = traject.termijnen.filter(vervuld_op=None, vervallen_op=None).latest("op")
        return reverse(f"trajecten:{name}", args=[row.code, row.op.isoformat()])
    if name == "signaal_even_niet":
        return reverse(f"trajecten:{name}", args=[traject.code, "geen_contact"])
    if name.startswith("afmelden"):
        token = afmelden.maak_link("chef@bakkerij.test", ["voortgang", "start"], at=now())
        return reverse(f"trajecten:{name}", args=[token])
    if name in {
        "agenda",
        "meldingen",
        "mailvoorkeuren",
        "herinneringen",
        "grote_verzending",
        "vandaag",
        "trajecten",
        "aanmelden",
        "overnemen",
        "scholen",
        "formulieren",
    }:
        return reverse(f"trajecten:{name}")
    if name == "school_afspraak":
        return reverse("trajecten:school_afspraak", args=[w.school.code])
    if name == "leerbedrijf_geheugen":
        return reverse("trajecten:leerbedrijf_geheugen", args=[w.leerbedrijf.code])
    if name == "bewijsstuk_weg":
        rest = {"werkproces": w.werkprocessen[0], "bestand": leven.papier(), "omschrijving": "Schap"}
        return reverse(
            f"trajecten:{name}", args=[bewijsstukken.voeg_toe(traject=traject, by=w.coordinator, on=today(), **rest).code]
        )
    if name.startswith("handtekening") or name == "qr":
        row = Handtekening.objects.filter(pok_versie__plaatsing__traject=traject, getekend_op=None).first()
        return reverse(f"trajecten:{name}", args=[row.code])
    if name == "nakijken":
        return reverse("trajecten:nakijken", args=[_een_scan_wacht(w, traject).code])
    if name.startswith("voorstel_"):
        row = traject.voorstellen.first() or leven.voorstel(w, traject)
        return reverse(f"trajecten:{name}", args=[row.code])
    if name == "samen_matchen":
        return f"{reverse('trajecten:samen_matchen')}?leerbedrijf={w.leerbedrijf.code}&kwalificatie={w.kwalificatie.code}"
    if name == "samen_gematcht":
        return leven.samen(w, traject).get_absolute_url()
    if name == "betrokkene_tot":
        row = traject.betrokkenen.first() or traject.betrokkenen.create(user=w.coordinator, vanaf=today())
        return reverse(f"trajecten:{name}", args=[row.code])
    if name.startswith("instemming"):
        row = Instemming.objects.filter(bpv_blad__plaatsing__traject=traject).first()
        return reverse(f"trajecten:{name}", args=[row.code])
    if name == "verificatie":
        return reverse("trajecten:verificatie", args=[traject.verklaringen.get().verificatiecode])
    if name == "nazorg_verbeteren":
        traject.nazorgmetingen.get_or_create(maand=0, defaults={"uitkomst": "geen", "datum": today(), "hoe": "geen"})
    args = [traject.code, 0] if name.startswith("nazorg") else [traject.code]
    return reverse(f"trajecten:{name}", args=args)


def _overgedragen(w, traject) -> str:
    made = Overdracht.objects.create(regio=w.regio, van=w.coordinator, naar=w.coordinator, door=w.coordinator, at=now())
    made.rijen.create(soort="behandelaar", traject=traject)
    made.rijen.create(soort="betrokkene", traject=traject, reden="Dit traject is intussen beëindigd.")
    return made.get_absolute_url()


def _van_afwezigheid(name: str, w) -> str:
    """The coordinator was away until yesterday; a colleague is now, and will be."""
    if name in {"afwezigheid", "afwezig_melden", "afwezig_collega"}:
        return reverse(f"trajecten:{name}")
    wie = User.objects.filter(naam="Bram Oosterhuis-van Wolfeschlegelstein").first() or iemand(
        "Bram Oosterhuis-van Wolfeschlegelstein", Rol.BEGELEIDER
    )
    user, begin, einde = (w.coordinator, -30, -1) if name == "afwezig_gebeurd" else (wie, 3, 9)
    days = {"van": today() + timedelta(days=begin), "tot": today() + timedelta(days=einde)}
    away = {"vervanger": wie if user == w.coordinator else w.coordinator, "regio": w.regio}
    row, _ = Afwezigheid.objects.get_or_create(user=user, **days, defaults=away)
    return reverse(f"trajecten:{name}", args=[row.code])


def _een_scan_wacht(w, traject) -> Handtekening:
    """Recorded by a colleague, in a regio that wants a second look."""
    rows = Handtekening.objects.filter(pok_versie__plaatsing__traject=traject)
    if found := rows.filter(tweede_blik=True).first():
        return found
    collega = iemand("Collega", Rol.COORDINATOR)
    RegioInstelling.objects.update_or_create(regio=w.regio, defaults={"tweede_blik": True})
    signed = {"getekend_op": traject.status_sinds, "papier": leven.papier()}
    return overeenkomst.leg_vast(handtekening=rows.filter(getekend_op=None).last(), by=collega, on=today(), **signed)


def _look(page: Page, url: str) -> None:
    """Filled at two widths, and once refused where there is a form of its own."""
    page.set_viewport_size(WIDE)
    page.goto(url)
    assert_accessible(page)
    submit = page.locator("main form.formulier button.knop--hoofd")
    if submit.count():
        submit.first.click()
        assert_accessible(page)
    page.set_viewport_size(NARROW)
    page.goto(url)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{url} is {wider} px too wide"


def verleng(w, traject) -> None:
    """So that there is a bpv-blad to look at."""
    workflow.verlengen(
        traject=traject,
        einddatum=today() + timedelta(days=150),
        reden="Meer tijd nodig",
        by=w.coordinator,
        on=today(),
        papierwerk=workflow.Papierwerk(Gevolgsoort.BLAD),
    )


def test_no_page_has_a_violation_or_is_wider_than_a_phone(new_page):
    w = leven.wereld(on=today() - timedelta(days=120))
    wanted = {status for statuses in PAGINAS.values() for status in statuses if status in S.values}
    lang = {"roepnaam": "Wolfeschlegelsteinhausen", "achternaam": "van Zuylen van Nyevelt-Đorđević-Nguyễn"}
    trajecten = {
        status: leven.naar(w, status, on=today() - timedelta(days=90), geboortejaar=1970 + n, **lang)
        for n, status in enumerate(sorted(wanted))
    }
    verleng(w, trajecten[S.LOPEND])
    taken_over = leven.overname(
        w, S.LOPEND, sinds=today() - timedelta(days=9), deelnemer=lang | {"telefoon": "050 999 99 99", "geboortejaar": 1950}
    )
    trajecten[OVERGENOMEN] = workflow.overnemen(regio=w.regio, overname=taken_over, by=w.coordinator, on=today())
    page = new_page(w.coordinator)

    for name, statuses in PAGINAS.items():
        for status in statuses:
            _look(page, _url(name, w, trajecten.get(status)))


def test_no_page_of_a_beheerder_has_a_violation_or_is_wider_than_a_phone(new_page, beheerder):
    page = new_page(beheerder)

    for name, addresses in VAN_BEHEERDER.items():
        for args in addresses:
            _look(page, reverse(f"trajecten:{name}", args=args))
