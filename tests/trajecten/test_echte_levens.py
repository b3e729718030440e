"""
Real lives: what goes differently, told from the coordinator's chair through the workflow and its pages.

Each story says where it ends: status, who is aan zet, which termijnen wait, which papers there are, what the figures would count.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Organisatie
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import scan
from tests.trajecten.verhaal import Verhaal
from trajecten import evaluaties, lijsten, oordelen, overeenkomst, workflow
from trajecten.models import Onderbreking, SchoolAfspraak, Traject
from trajecten.regels import Doel, Partij, Status
from werkgevers import erkenning as erkenningen
from werkgevers.models import Erkenning, Hoe, Leerbedrijf, Praktijkopleider, Uitkomst

pytestmark = pytest.mark.django_db
S = Status


def op_de_schaal(w, *waarden: str) -> dict[str, str]:
    return {f"oordeel-{x.code}": waarde for x, waarde in zip(w.werkprocessen, waarden, strict=False)}


def gevraagd(v: Verhaal, *waarden: str) -> Verhaal:
    """The eindbeoordeling on paper, with the three questions."""
    answers = {"werkt_nog": "ja", "kon_alles_oefenen": "ja", "in_dienst": "nee"}
    return v.doe("beoordeling_indienen", **op_de_schaal(v.w, *waarden), **answers)


def besloten(v: Verhaal, **anders) -> Verhaal:
    """The school says yes to all that was achieved, unless a story says otherwise."""
    yes = {f"besluit-{o.werkproces.code}": "ja" for o in oordelen.behaald(v.t)}
    v.controleer()
    return v.doe("vaststellen", naam="P. de Boer", functie="Voorzitter examencommissie", plaats="Groningen", **yes | anders)


def uitgereikt(v: Verhaal) -> Verhaal:
    return v.doe("uitreiken", wijze="werkplek", plaats="Winschoten", mbo_verklaring="ja")


def op_de_verklaring(v: Verhaal) -> list[tuple[str, list[str]]]:
    """Per leerbedrijf the werkprocessen that were printed."""
    facts = v.t.verklaringen.get(status="geldig").document.facts
    return [
        (deel["leerbedrijf"]["naam"], [w["code"] for k in deel["kerntaken"] for w in k["werkprocessen"]]) for deel in facts["delen"]
    ]


def ander_leerbedrijf(w, naam: str = "Fietspunt West") -> tuple[Leerbedrijf, Praktijkopleider]:
    organisatie = Organisatie.objects.create(soort="leerbedrijf", regio=w.regio, naam=naam, plaats="Leek")
    bedrijf = Leerbedrijf.objects.create(organisatie=organisatie, regio=w.regio, leerbedrijf_id="100273562")
    opleider = Praktijkopleider.objects.create(leerbedrijf=bedrijf, naam="S. Bakker", functie="Monteur")
    Erkenning.objects.create(leerbedrijf=bedrijf, kwalificatie=w.kwalificatie, status="erkend", sinds=date(2024, 1, 1))
    return bedrijf, opleider


def kijk_na(v: Verhaal, bedrijf: Leerbedrijf) -> None:
    """Its erkenning still stands."""
    seen = {"datum": v.on, "hoe": Hoe.STAGEMARKT, "uitkomst": Uitkomst.ERKEND, "bewijs": "Staat er."}
    erkenningen.controle_vastleggen(erkenning=bedrijf.erkenningen.get(), by=v.w.coordinator, on=v.on, **seen)


def geevalueerd(v: Verhaal, *waarden: str) -> Verhaal:
    """What the leerbedrijf says on the way."""
    given = {x.pk: (waarde, "") for x, waarde in zip(v.w.werkprocessen, waarden, strict=False)}
    evaluaties.tussenevaluatie(traject=v.t, by=v.w.coordinator, on=v.on, datum=v.on, beoordelaar="J. Mulder", oordelen=given)
    return v.lees()


def gematcht(v: Verhaal, bedrijf: Leerbedrijf, opleider: Praktijkopleider, **anders) -> Verhaal:
    erkenning = bedrijf.erkenningen.get(status="erkend")
    erkenningen.controle_vastleggen(
        erkenning=erkenning,
        datum=v.on,
        hoe=Hoe.STAGEMARKT,
        uitkomst=Uitkomst.ERKEND,
        bewijs="Staat er.",
        by=v.w.coordinator,
        on=v.on,
    )
    agreed = {
        "werkprocessen": [str(x.code) for x in v.w.werkprocessen],
        "praktijkopleider": opleider,
        "school": v.w.school,
        "startdatum": v.on + timedelta(days=7),
        "einddatum": v.on + timedelta(days=110),
        "uren_per_week": "24",
        "uren_totaal": "300",
        "vorm": "stage",
        "dienstverband": "geen",
    }
    query = f"?leerbedrijf={bedrijf.code}&kwalificatie={v.w.kwalificatie.code}"
    return v.doe("matchen", query=query, **agreed | anders)


def gestart(v: Verhaal) -> Verhaal:
    return v.doe(
        "starten", inschrijving="ingeschreven", eerste_werkdag=v.on, geboortedatum=date(1998, 4, 12), geboorteplaats="Łódź"
    )


def test_1_the_leerbedrijf_stops_in_month_two_and_the_deelnemer_finishes_elsewhere(w):
    v = Verhaal(w, S.LOPEND).later(days=45)
    v.doe("herplaatsen", reden="leerbedrijf_stopt", laatste_dag=v.on, uren_gedaan="150", **op_de_schaal(w, "goed"))
    assert (v.t.status, v.t.aan_zet) == (S.MATCHING, Partij.COORDINATOR)
    assert v.open_termijnen() == {"match_vinden", "doorlooptijd"}

    bedrijf, opleider = ander_leerbedrijf(w)
    gematcht(v.later(days=10), bedrijf, opleider)
    gestart(v.teken().later(days=7))
    v.later(days=60).doe("beoordeling_starten", laatste_dag=v.on, reden="Kan een baan krijgen")
    gevraagd(v, "oefenen", "voldoende", "niet_gedaan").later(days=10)
    kijk_na(v, bedrijf)
    uitgereikt(besloten(v).later(days=7))

    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1"]), ("Fietspunt West", ["B1-K1-W2"])]
    assert all(p.laatste_werkdag for p in v.t.plaatsingen.all())
    assert v.t.status == S.NAZORG and not v.is_uitval()
    assert [soort for soort in v.regels() if soort in ("herplaatsen", "matchen")] == ["matchen", "herplaatsen", "matchen"]


def test_2_who_stops_in_month_four_takes_what_was_achieved_along(w):
    v = geevalueerd(Verhaal(w, S.LOPEND).later(days=92), "goed", "goed", "voldoende").controleer()
    v.vraagt("De deelnemer heeft al iets behaald", "stoppen", reden="baan_gevonden", laatste_dag=v.on, uren_gedaan="300")

    v.doe("beoordeling_starten", laatste_dag=v.on, reden="Gaat met een baan beginnen")
    assert (v.t.aan_zet, v.t.laatste_werkdag) == (Partij.LEERBEDRIJF, v.on)
    uitgereikt(besloten(gevraagd(v.later(days=4), "goed", "goed", "voldoende").later(days=10)).later(days=10))

    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1", "B1-K1-W2", "P1-K1-W2"])]
    assert v.papieren().count("praktijkverklaring") == 1 and not v.is_uitval()
    assert v.t.aan_zet == Partij.COORDINATOR and v.open_termijnen() >= {"nazorg_0", "nazorg_12"}


def test_3_nothing_was_achieved_and_that_is_no_uitval(w):
    v = Verhaal(w, S.BEOORDELING).later(days=7)
    v.doe("afronden", resultaat="geen", laatste_dag=v.on, geinformeerd_op=v.on)

    assert (v.t.status, v.t.resultaat) == (S.NAZORG, "geen")
    assert not v.is_uitval() and v.t.uitgereikt_op is None
    assert v.open_termijnen() == {"nazorg_0", "nazorg_3", "nazorg_6", "nazorg_12"}
    assert "praktijkverklaring" not in v.papieren()


def test_4_a_minor_starts_only_when_a_parent_signed_too(w):
    v = Verhaal(w, S.OVEREENKOMST, geboortejaar=2009, geboortemaand=1, geboortedag=2)
    asked = {h.partij: h for h in overeenkomst.ontbrekende(v.t.plaatsing)}
    assert set(asked) == {"deelnemer", "vertegenwoordiger", "leerbedrijf", "school"}

    for wie in ("deelnemer", "leerbedrijf", "school"):
        v.doe("handtekening", asked[wie].code, getekend_op=v.on)
    v.later(days=7)
    assert v.t.aan_zet in (Partij.DEELNEMER, Partij.COORDINATOR) and "ouder of voogd" in v.dossier().lower()
    born = {"geboortedatum": date(2009, 1, 2), "geboorteplaats": "Delfzijl"}
    v.weigert("Nog niet iedereen heeft de overeenkomst getekend", "starten", inschrijving="ingeschreven", **born)
    v.doe("handtekening", asked["vertegenwoordiger"].code, getekend_op=v.on, naam="S. de Wit")
    v.doe("starten", inschrijving="ingeschreven", eerste_werkdag=v.on, **born)

    assert v.t.status == S.LOPEND
    facts = v.t.plaatsing.pok_versies.get().document.facts
    assert [o["rol"] for o in facts["ondertekenaars"]] == ["Deelnemer", "Ouder of voogd", "Leerbedrijf", "School"]


def test_5_the_school_uses_its_own_paper(w):
    SchoolAfspraak.objects.create(regio=w.regio, school=w.school, overeenkomst_bron="school", verklaring_bron="school")
    v = gevraagd(Verhaal(w, S.BEOORDELING).later(days=3), "goed", "goed", "oefenen").later(days=8)
    assert "praktijkovereenkomst" not in v.papieren()

    besloten(v, school_nummer="NC-2026-118", verklaring=scan())

    issued = v.t.verklaringen.get()
    assert (issued.bron, issued.school_nummer, issued.document.herkomst) == ("school", "NC-2026-118", "upload")
    assert issued.nummer.startswith("PV-GR-2026-"), "every decided verklaring gets our registernummer"


def test_6_a_name_was_misspelt_on_the_paper(w):
    v = Verhaal(w, S.NAZORG).later(days=5)
    first = v.t.verklaringen.get()
    v.doe(
        "vervangen",
        geslachtsnaam="de Wit-Şahin-Öz",
        reden="De achternaam was niet volledig.",
        naam="P. de Boer",
        functie="Voorzitter",
    )

    first.refresh_from_db()
    now = v.t.verklaringen.get(status="geldig")
    assert (first.status, now.vervangt, v.t.status) == ("vervangen", first, S.NAZORG)
    assert now.nummer != first.nummer and now.document.facts["deelnemer"]["naam"].endswith("de Wit-Şahin-Öz")
    public = v.client.get(reverse("trajecten:verificatie", args=[first.verificatiecode])).content.decode()
    assert "vervangen" in public.lower() and now.nummer not in public and "Şahin" not in public
    assert v.t.verklaringen.filter(uitgereikt_op__isnull=False).count() >= 1


def test_7_the_erkenning_lapses_and_only_what_was_judged_before_counts(w):
    v = Verhaal(w, S.LOPEND).later(days=50)
    geevalueerd(v, "voldoende")
    lapsed = v.later(days=10).on
    erkenningen.controle_vastleggen(
        erkenning=w.erkenning,
        datum=lapsed,
        hoe=Hoe.SBB_CONTACT,
        uitkomst=Uitkomst.VERVALLEN,
        bewijs="Gehoord van de SBB-adviseur.",
        vervallen_per=lapsed,
        by=w.coordinator,
        on=lapsed,
    )
    assert v.lees().t.status == S.LOPEND and "Niet erkend" in v.dossier()
    v.later(days=20).doe("beoordeling_starten", laatste_dag=v.on, reden="Erkenning vervallen")
    v.later(days=3).doe("laatste_oordelen", waarom="weg", toelichting="Het leerbedrijf is gesloten.").later(days=5)

    yes = {f"besluit-{o.werkproces.code}": "ja" for o in oordelen.behaald(v.t)}
    who = {"naam": "P. de Boer", "functie": "Voorzitter", "plaats": "Groningen"}
    v.weigert("Vul in waarom de school toch besluit", "vaststellen", **who, **yes)
    v.doe("vaststellen", erkenning_reden="Beoordeeld toen de erkenning nog gold.", **who, **yes)
    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1"])]


def test_8_taken_over_from_a_spreadsheet_while_it_ran(w):
    taken = leven.overname(w, S.LOPEND)
    v = Verhaal(w, van=workflow.overnemen(regio=w.regio, overname=taken, by=w.coordinator, on=date(2026, 5, 4)))
    assert v.t.overgenomen and v.papieren() == [] and "Nog aan te vullen" in v.dossier()

    query = f"?leerbedrijf={w.leerbedrijf.code}&kwalificatie={w.kwalificatie.code}"
    agreed = {
        "werkprocessen": [str(x.code) for x in w.werkprocessen],
        "praktijkopleider": w.opleider,
        "school": w.school,
        "startdatum": v.t.eerste_werkdag,
        "einddatum": v.on + timedelta(days=40),
        "uren_per_week": "24",
        "uren_totaal": "300",
        "vorm": "stage",
        "dienstverband": "geen",
        "inschrijving": "ingeschreven",
        "inschrijving_op": v.t.eerste_werkdag,
    }
    v.doe("plaatsing_aanvullen", query=query, **agreed)
    v.doe("identiteit_aanvullen", geboortedatum=date(1998, 4, 12), geboorteplaats="Winschoten")
    v.later(days=10).doe("beoordeling_starten", laatste_dag=v.on, reden="Kan werk krijgen")
    uitgereikt(besloten(gevraagd(v.later(days=2), "goed", "goed", "oefenen").later(days=3)).later(days=3))

    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1", "B1-K1-W2"])]
    assert v.t.verklaringen.get().nummer == "PV-GR-2026-0001"
    assert v.regels()[0] == "overnemen" and v.t.status == S.NAZORG


def test_9_a_diploma_by_bbl_has_no_eindbeoordeling(w):
    v = Verhaal(w, S.LOPEND).later(days=14)
    v.doe("doel_wijzigen", doel="diploma", leerweg="bbl", reden="Kiest voor een hele opleiding")
    assert v.t.doel == Doel.DIPLOMA
    assert not v.open_termijnen() & {"eindbeoordeling", "vaststelling", "uitreiking", "doorlooptijd"}

    v.later(days=90).doe("afronden", resultaat="diploma", laatste_dag=v.on)
    assert (v.t.status, v.t.resultaat, v.is_uitval()) == (S.NAZORG, "diploma", False)
    assert not v.t.verklaringen.exists()


def test_10_two_pauses_lengthen_the_doorlooptijd_and_not_the_einddatum(w):
    v = Verhaal(w, S.LOPEND)
    einddatum, due = v.t.plaatsing.einddatum, v.t.termijnen.get(soort="doorlooptijd").op
    for weken in (2, 3):
        v.later(days=20).doe("onderbreken", reden="verlof", van=v.on, verwacht_terug=v.on + timedelta(weeks=weken))
        assert v.open_termijnen() == {"hervatten", "einddatum"}
        v.weigert("na het begin van de onderbreking", "hervatten", datum=v.on)
        v.later(weeks=weken).doe("hervatten", datum=v.on)
        assert v.t.status == S.LOPEND

    assert v.t.plaatsing.einddatum == einddatum
    assert v.t.termijnen.filter(soort="doorlooptijd").latest("pk").op == due + timedelta(weeks=5)
    assert Onderbreking.objects.filter(traject=v.t, tot__isnull=False).count() == 2


def test_11_somebody_dies_and_nobody_is_asked_anything_more(w):
    v = Verhaal(w, S.LOPEND).later(days=30)
    v.doe("overlijden", zeker=True)

    assert (v.t.status, v.t.einde_reden, v.t.aan_zet) == (S.GESTOPT, "overlijden", Partij.NIEMAND)
    assert v.open_termijnen() == set() and not v.t.planningen.filter(vervallen=False).exists()
    assert not v.is_uitval() and not v.t.nazorgmetingen.exists()


def test_12_the_school_withdraws_its_decision_and_decides_again(w):
    v = Verhaal(w, S.NAZORG).later(days=6)
    first = v.t.verklaringen.get()
    v.doe("vaststelling_intrekken", reden="Een werkproces te veel vastgesteld.", naam="P. de Boer", functie="Voorzitter")
    assert (v.t.status, v.t.aan_zet, v.t.uitgereikt_op, v.t.vastgesteld_op) == (S.VASTSTELLING, Partij.SCHOOL, None, None)

    second = w.werkprocessen[1]
    no = {f"besluit-{second.code}": "nee", f"reden-{second.code}": "Te kort geoefend."}
    uitgereikt(besloten(v.later(days=5), **no).later(days=5))

    first.refresh_from_db()
    assert first.status == "ingetrokken"
    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1"])]
    public = v.client.get(reverse("trajecten:verificatie", args=[first.verificatiecode])).content.decode()
    assert "ingetrokken" in public.lower()


def test_13_who_stopped_comes_back_after_the_einddatum_and_is_assessed(w):
    v = Verhaal(w, S.GESTOPT)
    v.later(days=200).doe("heropenen", reden="Wil de verklaring toch halen.", werkt_nog="nee")

    assert (v.t.status, v.t.aan_zet) == (S.BEOORDELING, Partij.LEERBEDRIJF)
    assert (v.t.einde_reden, v.t.einde_op) == ("", None)
    assert "heropenen" in v.regels()


def test_14_not_started_for_want_of_a_leerbedrijf_and_taken_up_again(w):
    v = Verhaal(w, S.MATCHING).later(days=20)
    v.doe("niet_starten", reden="geen_leerbedrijf")
    assert (v.t.status, v.t.aan_zet, v.open_termijnen()) == (S.NIET_GESTART, Partij.NIEMAND, set())

    v.later(days=30).doe("heropenen", reden="Er is nu een plek.")
    assert (v.t.status, v.t.aan_zet) == (S.MATCHING, Partij.COORDINATOR)
    assert "match_vinden" in v.open_termijnen()


def test_15_four_weeks_longer_with_a_blad_on_which_somebody_finds_an_error(w):
    v = Verhaal(w, S.LOPEND).later(days=60)
    new_end = v.t.plaatsing.einddatum + timedelta(days=28)
    v.doe("verlengen", einddatum=new_end, reden="Was een maand met vakantie.")
    blad = v.t.plaatsing.bpv_bladen.get()
    school = blad.instemmingen.get(partij="school")
    v.doe("instemming_fout", school.code, fout="Het moeten 420 uren zijn.")
    assert (v.t.aan_zet, v.t.aan_zet_reden) == (Partij.COORDINATOR, "fout:school")

    v.doe("afspraken_wijzigen", uren_totaal="420", reden="Typefout in de uren.", verbetering=True)
    v.knop("instemming_afgehandeld", school.code)
    v.doe("instemming", school.code, gegeven_op=v.on, wijze="email")

    assert (v.t.plaatsing.uren_totaal, v.t.plaatsing.bpv_bladen.count()) == (420, 1)
    assert v.t.plaatsing.pok_versies.get().vervallen_op is None, "the signed agreement stays valid"
    assert v.papieren().count("bpv_blad") == 1 and v.t.aan_zet_reden != "fout:school"


def test_16_an_agreement_changes_before_the_start_and_is_signed_again(w):
    v = Verhaal(w, S.OVEREENKOMST).teken()
    v.vraagt("Wat al is getekend, vervalt", "afspraken_wijzigen", uren_per_week="20", uren_totaal="340", reden="Minder uren")
    v.doe("afspraken_wijzigen", uren_per_week="20", uren_totaal="340", reden="Minder uren")
    v.weigert(
        "Nog niet iedereen heeft", "starten", inschrijving="ingeschreven", geboortedatum=date(1998, 4, 12), geboorteplaats="X"
    )

    gestart(v.teken().later(days=7))
    assert v.t.status == S.LOPEND
    assert [p.vervallen_op is None for p in v.t.plaatsing.pok_versies.order_by("versie")] == [False, True]
    assert v.papieren().count("praktijkovereenkomst") == 2


def test_17_another_school_takes_over_while_the_work_goes_on(w):
    other = Organisatie.objects.create(soort="school", naam="Alpha College", brin="97ZZ", plaats="Assen")
    v = Verhaal(w, S.LOPEND).later(days=30)
    v.doe("afspraken_wijzigen", school=other, reden="De eerste school stopt met praktijkleren.")
    assert {"pok_tekenen", "inschrijving"} <= v.open_termijnen() and v.t.status == S.LOPEND

    v.teken().later(days=5).doe("ingeschreven", datum=v.on)
    assert not {"pok_tekenen", "inschrijving"} & v.open_termijnen()
    assert v.t.plaatsing.school == other


def test_18_the_leerbedrijf_stays_silent_and_what_was_seen_on_the_way_counts(w):
    v = geevalueerd(Verhaal(w, S.LOPEND).later(days=40), "goed")
    v.doe("beoordeling_starten", laatste_dag=v.on, reden="Deelnemer heeft een baan")
    v.weigert("de laatste herinnering is nog niet voorbij", "laatste_oordelen", waarom="stil", toelichting="Gebeld.")
    v.later(days=60).controleer()
    assert v.t.aan_zet_reden == "bel:eindbeoordeling:leerbedrijf"

    v.doe("laatste_oordelen", waarom="stil", toelichting="Vier keer gebeld en gemaild.")
    assert (v.t.status, v.t.aan_zet) == (S.VASTSTELLING, Partij.SCHOOL)
    assert [o.werkproces.nummer for o in oordelen.behaald(v.t)] == ["B1-K1-W1"]


def test_19_going_up_to_a_certificaat_is_doorstroom_and_no_uitval(w):
    v = Verhaal(w, S.LOPEND).later(days=30)
    v.doe("doel_wijzigen", doel="certificaat", leerweg="derde_leerweg", reden="Kan meer aan")
    line = v.t.gebeurtenissen.order_by("pk").last()
    assert "doorstroom" in str(line.details).lower()

    v.later(days=60).doe("afronden", resultaat="certificaat", laatste_dag=v.on)
    assert (v.t.resultaat, v.t.status, v.is_uitval()) == ("certificaat", S.NAZORG, False)


def test_20_a_second_traject_follows_for_another_kwalificatie(w):
    v = Verhaal(w, S.AFGESLOTEN).later(days=90)
    v.stuur("nieuw_traject")
    follow = Traject.objects.get(vervolg_op=v.t)

    assert (follow.deelnemer, follow.status, follow.aan_zet) == (v.t.deelnemer, S.AANGEMELD, Partij.COORDINATOR)
    assert follow.nummer != v.t.nummer and v.lees().t.status == S.AFGESLOTEN
    assert follow.nummer in v.dossier()


def test_21_a_known_person_was_registered_twice(w):
    v = Verhaal(w, S.INTAKE)
    twice = workflow.aanmelden(
        regio=w.regio,
        aanmelding=leven.aanmelding(w),
        by=w.coordinator,
        on=v.on,
        bevestigd=workflow.Bevestiging(frozenset({"dubbel"}), "Nog nakijken"),
    )
    Traject.objects.filter(pk=twice.pk).update(mogelijk_dubbel=True)
    known, v.t = v.t, twice
    v.knop("koppelen", twice.code, ander=str(known.code))
    assert v.t.deelnemer == known.deelnemer
    v.doe("niet_starten", reden=lijsten.DUBBEL)
    assert (v.t.status, v.t.einde_reden) == (S.NIET_GESTART, lijsten.DUBBEL)


def test_22_the_school_sends_the_assessment_back_and_the_new_one_counts(w):
    v = gevraagd(Verhaal(w, S.BEOORDELING).later(days=2), "goed", "goed", "goed")
    v.later(days=3).doe("terugsturen", reden="Bij P1-K1-W2 ontbreekt een toelichting.")
    assert (v.t.status, v.t.aan_zet) == (S.BEOORDELING, Partij.LEERBEDRIJF)

    besloten(gevraagd(v.later(days=3), "goed", "voldoende", "oefenen").later(days=4))
    assert op_de_verklaring(v) == [("Kringloop Oost", ["B1-K1-W1", "B1-K1-W2"])]
    assert v.regels().count("beoordeling_indienen") == 2


def test_23_the_last_outcome_closes_the_dossier_by_itself(w):
    v = Verhaal(w, S.NAZORG)
    for maand, dagen in ((0, 1), (3, 95), (6, 95), (12, 190)):
        v.later(days=dagen).doe("nazorg", v.t.code, maand, uitkomst="werk_hier", hoe="telefoon")

    assert (v.t.status, v.t.aan_zet, v.open_termijnen()) == (S.AFGESLOTEN, Partij.NIEMAND, set())
    assert v.t.gebeurtenissen.get(soort="afsluiten").systeem == "nazorg"
