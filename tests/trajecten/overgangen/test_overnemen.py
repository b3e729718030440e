"""
What began before the system: any status, no guards of steps that are past, no papers; and always a way on from there.
"""

from dataclasses import replace
from datetime import date, timedelta

import pgtrigger
import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol, User
from basis.bsn import REFUSAL
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import BSN, VANDAAG, post, text, url
from trajecten import aan_zet, aanvullen, ontbreekt, termijnen, termijnrijen, workflow
from trajecten.aanvullen import Papierwerk
from trajecten.feiten import lees
from trajecten.models import Deelnemer, Plaatsing, Traject, TrajectDocument, Verklaring
from trajecten.ontbreekt import Bekend
from trajecten.regels import GEEINDIGD, MET_PLAATSING, Ondertekenaar, Partij, Status
from trajecten.workflow import BevestigingNodig, OvergangGeweigerd

pytestmark = pytest.mark.django_db
S = Status
LANG_GELEDEN = date(2025, 9, 1)


def neem_over(w, status, by=None, **anders):
    return workflow.overnemen(regio=w.regio, overname=leven.overname(w, status, **anders), by=by or w.coordinator, on=VANDAAG)


def vul_aan(w, traject, papierwerk=Papierwerk(), **anders):  # noqa: B008
    start = traject.eerste_werkdag or VANDAAG + timedelta(days=14)
    afspraken = leven.afspraken(w, start, **anders)
    return aanvullen.plaatsing(traject=traject, afspraken=afspraken, papierwerk=papierwerk, by=w.coordinator, on=VANDAAG)


def klopt(traject) -> None:
    """What is stored equals what the rules say."""
    traject = Traject.objects.get(pk=traject.pk)
    feiten = lees(traject)
    stored = set(traject.termijnen.filter(vervuld_op=None, vervallen_op=None).values_list("soort", "sleutel", "op", "partij"))
    assert stored == {(e.soort, e.sleutel, e.op, e.partij) for e in termijnen.eisen(feiten) if e.vervuld_op is None}
    now = aan_zet.partij(feiten, termijnrijen.open_termijnen(traject), on=VANDAAG)
    assert (traject.aan_zet, traject.aan_zet_reden) == (now.partij, now.reden)
    if traject.status in GEEINDIGD:
        assert traject.aan_zet == Partij.NIEMAND


@pytest.mark.parametrize("status", S)
def test_any_status_is_taken_over_without_papers_and_nothing_is_late_for_what_happened_elsewhere(w, status):
    traject = neem_over(w, status, sinds=LANG_GELEDEN)

    traject = Traject.objects.get(pk=traject.pk)
    assert (traject.status, traject.status_sinds, traject.overgenomen, traject.overgenomen_op) == (
        status,
        LANG_GELEDEN,
        True,
        VANDAAG,
    )
    assert traject.nummer.startswith("GR-2025-")
    line = traject.gebeurtenissen.get()
    assert (line.soort, line.naar, line.on) == ("overnemen", status, VANDAAG)
    assert ["Bron", "Excel van de gemeente"] in line.details
    assert not TrajectDocument.objects.exists() and not Verklaring.objects.exists()
    assert not traject.termijnen.filter(op__lt=VANDAAG).exists()
    assert traject.beurten.get().sinds == VANDAAG
    klopt(traject)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("status", S)
def test_every_status_has_a_way_on_whether_or_not_it_is_complete(page, w, status, filled):
    traject = neem_over(w, status, sinds=LANG_GELEDEN)
    if filled and status in ontbreekt.GEGAAN:
        vul_aan(w, traject)
    traject = Traject.objects.get(pk=traject.pk)
    klopt(traject)

    shown = page.get(traject.get_absolute_url())

    assert shown.status_code == 200 and "Overgenomen" in text(shown)
    ways = [row["url"] for row in shown.context["knoppen"]] + [adres for _, adres in shown.context["ontbreekt"]]
    ways += [shown.context["rij"].taak.url] if traject.is_open else []
    answers = {address: page.get(address).status_code for address in ways}
    assert set(answers.values()) <= {200, 409}, answers
    if status not in {S.NIET_GESTART, S.GESTOPT, S.AFGESLOTEN}:
        assert 200 in answers.values(), answers


def test_the_list_of_what_is_missing_follows_the_step(w):
    def codes(status, **known):
        return [row.code for row in ontbreekt.ontbreekt(Bekend(status, **known))]

    assert codes(S.AANGEMELD) == ["bereik", "geinformeerd"]
    assert codes(S.MATCHING, bereik=True, geinformeerd=True) == ["intakeverslag"]
    assert codes(S.LOPEND, bereik=True, geinformeerd=True, intakeverslag=True) == ["plaatsing_en_kwalificatie", "identiteit"]
    done = {
        "bereik": True,
        "geinformeerd": True,
        "intakeverslag": True,
        "plaatsing": True,
        "identiteit": True,
        "kwalificatie": True,
    }
    assert codes(S.LOPEND, **done) == ["werkprocessen", "erkenning", "papier", "inschrijving"]
    assert codes(S.OVEREENKOMST, **done) == ["werkprocessen", "erkenning", "tekenen"]
    assert "werkprocessen" not in codes(S.LOPEND, doel="diploma", **done)
    assert codes(S.VASTSTELLING, **done, erkenning=True, getekend=True, inschrijving=True) == ["eindbeoordeling"]
    assert codes(S.NAZORG, **done) == ["nazorg_0"]
    assert codes(S.GESTOPT) == codes(S.AFGESLOTEN) == ["plaatsing_en_kwalificatie"]
    assert codes(S.NIET_GESTART) == []


def test_what_may_not_be_is_refused_and_makes_nobody(w):
    goed = leven.overname(w, S.LOPEND)
    persoon = goed.aanmelding.persoon
    for wrong, sentence in [
        (replace(goed, bron="  "), "waar u dit traject uit overneemt"),
        (replace(goed, status="onzin"), "Kies de status"),
        (replace(goed, sinds=VANDAAG + timedelta(days=1)), "ligt in de toekomst"),
        (replace(goed, eerste_werkdag=None), "Vul de eerste werkdag in"),
        (replace(goed, eerste_werkdag=goed.aangemeld_op - timedelta(days=1)), "op of na de aanmelding"),
        (replace(goed, laatste_werkdag=goed.eerste_werkdag - timedelta(days=1)), "op of na de eerste werkdag"),
        (replace(goed, sinds=goed.aangemeld_op - timedelta(days=1)), "op of na de aanmelding"),
        (leven.overname(w, S.BEOORDELING, doel="diploma"), "hoort bij een praktijkverklaring"),
        (leven.overname(w, S.GESTOPT, reden=""), "Kies een reden"),
        (leven.overname(w, S.GESTOPT, reden="overig"), "Schrijf bij de reden"),
        (leven.overname(w, S.NAZORG, resultaat=""), "met welk resultaat"),
        (leven.overname(w, S.NAZORG, uitgereikt_op=None), "wanneer de praktijkverklaring is uitgereikt"),
        (leven.overname(w, S.NAZORG, uitgereikt_op=VANDAAG + timedelta(days=1)), "toekomst"),
        (replace(goed, aanmelding=replace(goed.aanmelding, startpunt="x")), "Kies een startpunt"),
        (replace(goed, aanmelding=replace(goed.aanmelding, persoon=replace(persoon, roepnaam="", achternaam=""))), "roepnaam"),
        (replace(goed, aanmelding=replace(goed.aanmelding, persoon=replace(persoon, geboortejaar=2027))), "verleden"),
    ]:
        with pytest.raises(OvergangGeweigerd, match=sentence):
            workflow.overnemen(regio=w.regio, overname=wrong, by=w.coordinator, on=VANDAAG)
    assert not Traject.objects.exists() and not Deelnemer.objects.exists()


def test_only_a_coordinator_of_the_regio_takes_over(w):
    begeleider = User.objects.create_user("b@voorbeeld.test", "B")
    Lidmaatschap.objects.create(user=begeleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=leven.BEGIN)
    for user in (begeleider, leven.wereld("FR").coordinator):
        with pytest.raises(OvergangGeweigerd, match="Vraag het een coördinator"):
            neem_over(w, S.LOPEND, by=user)
    assert not Traject.objects.exists()


def test_somebody_who_looks_known_is_asked_about(w):
    leven.naar(w, S.AANGEMELD)

    with pytest.raises(BevestigingNodig, match="lijkt al bekend"):
        neem_over(w, S.MATCHING)
    assert Deelnemer.objects.count() == 1


def test_a_verklaring_of_before_has_its_day_and_no_number_of_ours(w):
    traject = neem_over(w, S.NAZORG, sinds=date(2026, 4, 20))

    assert (traject.uitgereikt_op, traject.resultaat) == (date(2026, 4, 20), "praktijkverklaring")
    assert not Verklaring.objects.exists()
    assert set(traject.termijnen.values_list("soort", flat=True)) == {"informeren", "nazorg_0", "nazorg_3", "nazorg_6", "nazorg_12"}
    oud = neem_over(w, S.NAZORG, sinds=LANG_GELEDEN, deelnemer={"roepnaam": "Bea", "achternaam": "Smid", "telefoon": "050 1111111"})
    assert set(oud.termijnen.values_list("soort", flat=True)) == {"informeren", "nazorg_0", "nazorg_12"}


def test_a_traject_at_work_without_plaatsing_waits_for_it_and_then_runs(w):
    traject = neem_over(w, S.LOPEND, sinds=VANDAAG - timedelta(days=20))
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.COORDINATOR, "plaatsing_aanvullen")
    with pytest.raises(OvergangGeweigerd, match="Vul eerst de plaatsing"):
        workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=VANDAAG, laatste_dag=VANDAAG, reden="Klaar")

    signed = {Ondertekenaar.DEELNEMER: date(2026, 1, 20), Ondertekenaar.SCHOOL: date(2026, 1, 22)}
    made = vul_aan(w, traject, Papierwerk("ingeschreven", date(2026, 1, 25), signed), einddatum=VANDAAG + timedelta(days=60))

    traject.refresh_from_db()
    versie = made.pok_versies.get()
    assert (made.eerste_werkdag, traject.kwalificatie, made.erkenning) == (traject.eerste_werkdag, w.kwalificatie, w.erkenning)
    assert (versie.bron, versie.document, versie.handtekeningen.count()) == ("eerder", None, 2)
    assert "papier" in {row.code for row in ontbreekt.van(traject)}  # the leerbedrijf did not sign, as far as is known
    assert not TrajectDocument.objects.exists()
    assert {"einddatum", "eindbeoordeling"} <= set(traject.termijnen.values_list("soort", flat=True))
    assert not traject.termijnen.filter(op__lt=VANDAAG).exists()
    klopt(traject)
    workflow.beoordeling_starten(traject=traject, by=w.coordinator, on=VANDAAG, laatste_dag=VANDAAG, reden="Klaar")


def test_an_agreement_that_is_still_being_signed_asks_the_others(w):
    traject = neem_over(w, S.OVEREENKOMST)

    made = vul_aan(w, traject, Papierwerk(getekend={Ondertekenaar.DEELNEMER: date(2026, 2, 20)}))

    traject.refresh_from_db()
    rows = {h.partij: h.getekend_op for h in made.pok_versies.get().handtekeningen.all()}
    assert rows == {"deelnemer": date(2026, 2, 20), "leerbedrijf": None, "school": None}
    assert (traject.aan_zet, traject.aan_zet_reden) == (Partij.LEERBEDRIJF, "tekenen:leerbedrijf")


def test_a_plaatsing_is_completed_once_with_what_belongs_here(w):
    traject = neem_over(w, S.LOPEND)
    elders = leven.wereld("FR")
    for papierwerk, anders, sentence in [
        (Papierwerk(), {"leerbedrijf": elders.leerbedrijf}, "van deze regio"),
        (Papierwerk(), {"praktijkopleider": elders.opleider}, "Kies een praktijkopleider"),
        (
            Papierwerk(),
            {"einddatum": traject.eerste_werkdag - timedelta(days=1), "startdatum": date(2025, 1, 1)},
            "op of na de eerste",
        ),
        (Papierwerk("ingeschreven"), {}, "datum van de inschrijving"),
        (Papierwerk("ooit"), {}, "Kies hoe het met de inschrijving staat"),
        (Papierwerk(getekend={Ondertekenaar.SCHOOL: VANDAAG + timedelta(days=1)}), {}, "toekomst"),
    ]:
        with pytest.raises(OvergangGeweigerd, match=sentence):
            vul_aan(w, traject, papierwerk, **anders)
    assert not Plaatsing.objects.exists()

    vul_aan(w, traject)
    with pytest.raises(OvergangGeweigerd, match="misschien was een collega u voor"):
        vul_aan(w, traject)
    with pytest.raises(OvergangGeweigerd, match="hoort bij een traject dat is overgenomen"):
        vul_aan(w, leven.naar(w, S.MATCHING, roepnaam="Bea", achternaam="Smid", telefoon="050 1111111"))


# --- the pages -----------------------------------------------------------------------------------------------------------


def formulier(w, **anders):
    return {
        "bron": "Excel van de gemeente",
        "status": "lopend",
        "sinds": "2026-03-02",
        "aangemeld_op": "2025-11-03",
        "roepnaam": "Ana",
        "achternaam": "Sok",
        "geboortedatum_0": "",
        "geboortedatum_1": "",
        "geboortedatum_2": "1990",
        "gemeente": str(w.gemeente.code),
        "startpunt": "werkzoekend",
        "aanmelder_soort": "gemeente",
        "doel": "praktijkverklaring",
        "leerweg": "derde_leerweg",
        "eerste_werkdag": "2026-03-02",
        "kwalificatie": str(w.kwalificatie.code),
        **anders,
    }


def test_the_form_takes_over_and_the_dossier_leads_to_what_is_missing(page, w):
    address = reverse("trajecten:overnemen")
    assert address in text(page.get(reverse("trajecten:trajecten"))) and address in text(page.get(reverse("trajecten:aanmelden")))
    assert page.get(address).status_code == 200

    answer = post(page, address, formulier(w))

    traject = Traject.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, traject.get_absolute_url())
    assert (traject.nummer[:8], traject.kwalificatie, traject.behandelaar) == ("GR-2025-", w.kwalificatie, w.coordinator)
    dossier = text(page.get(traject.get_absolute_url()))
    assert "Nog aan te vullen" in dossier and "Excel van de gemeente" in dossier
    for name in ("plaatsing_aanvullen", "identiteit_aanvullen", "intake_aanvullen", "gegevens", "geinformeerd"):
        assert url(traject, name) in dossier
    assert "Overgenomen" in text(page.get(reverse("trajecten:trajecten")))


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"bron": ""}, "Vul"),
        ({"bron": BSN}, REFUSAL),
        ({"status": ""}, "Vul"),
        ({"sinds": "2026-13-01"}, "bestaande datum"),
        ({"aangemeld_op": ""}, "Kies een datum"),
        ({"eerste_werkdag": ""}, "Vul de eerste werkdag in"),
        ({"status": "gestopt", "stop_reden": ""}, "Kies een reden"),
        ({"status": "nazorg"}, "met welk resultaat"),
        ({"kwalificatie": "nergens"}, "Kies een kwalificatie uit de lijst"),
    ],
)
def test_a_refused_form_is_kept_and_nobody_is_made(page, w, fout, zin):
    answer = post(page, reverse("trajecten:overnemen"), formulier(w, **fout))

    assert answer.status_code == 200
    assert zin in text(answer) and "Sok" in text(answer)
    assert not Deelnemer.objects.exists()


def test_sent_twice_takes_over_once(page, w):
    body = formulier(w) | {"once": "k" * 22}

    first, second = (page.post(reverse("trajecten:overnemen"), body) for _ in range(2))

    assert first["Location"] == second["Location"] and Traject.objects.count() == 1


def test_the_plaatsing_is_filled_in_by_its_page(page, w):
    traject = neem_over(w, S.LOPEND)
    address = url(traject, "plaatsing_aanvullen")
    assert "stap 1 van 2" in text(page.get(address))
    step = f"{address}?leerbedrijf={w.leerbedrijf.code}&kwalificatie={w.kwalificatie.code}"
    data = {
        "werkprocessen": [str(x.code) for x in w.werkprocessen],
        "praktijkopleider": str(w.opleider.code),
        "school": str(w.school.code),
        "startdatum": traject.eerste_werkdag.isoformat(),
        "einddatum": "2026-06-24",
        "uren_per_week": "24",
        "vorm": "stage",
        "dienstverband": "geen",
        "inschrijving": "aangevraagd",
        "inschrijving_op": "",
        "getekend_school": "2026-02-20",
    }

    assert "Vul de datum van de inschrijving in" in text(post(page, step, data))
    assert not Plaatsing.objects.exists()
    assert post(page, step, data | {"inschrijving": ""}).status_code == 303

    assert Plaatsing.objects.get().pok_versies.get().handtekeningen.get().partij == "school"
    again = page.get(address)
    assert again.status_code == 409 and "Er is al een plaatsing" in text(again)
    assert (
        page.get(url(leven.naar(w, S.LOPEND, telefoon="050 2222222", geboortejaar=1960), "plaatsing_aanvullen")).status_code == 409
    )


def test_verslag_and_names_are_filled_in_by_their_pages_and_leave_the_list(page, w):
    traject = neem_over(w, S.LOPEND)
    verslag = {name: {True: "ja", False: "nee"}.get(value, value) for name, value in leven.verslag(date(2025, 12, 1)).items()}
    verslag |= {"identiteit_gelezen": "on", "geinformeerd_op": "2025-12-01"}
    assert post(page, url(traject, "intake_aanvullen"), verslag | {"datum": "2026-05-12"}).status_code == 200
    assert post(page, url(traject, "intake_aanvullen"), verslag).status_code == 303
    assert "misschien was een collega u voor" in text(post(page, url(traject, "intake_aanvullen"), verslag))
    namen = {
        "voornamen": "Ana",
        "geslachtsnaam": "Sok",
        "geboortedatum": "1990-04-12",
        "geboorteplaats": "Winschoten",
        "geboorteland": "Nederland",
        "gezien_door": "M. Veen",
        "gezien_op": "2026-02-01",
    }
    assert post(page, url(traject, "identiteit_aanvullen"), namen | {"geboorteplaats": ""}).status_code == 200
    assert post(page, url(traject, "identiteit_aanvullen"), namen).status_code == 303
    assert "staan er al" in text(post(page, url(traject, "identiteit_aanvullen"), namen))

    traject = Traject.objects.get(pk=traject.pk)
    assert (traject.status, traject.deelnemer.geslachtsnaam, traject.geinformeerd_op) == ("lopend", "Sok", date(2025, 12, 1))
    assert [row.code for row in ontbreekt.van(traject)] == ["plaatsing_en_kwalificatie"]
    klopt(traject)


def test_somebody_of_another_regio_finds_nothing(client, w):
    traject = neem_over(w, S.LOPEND)
    client.force_login(leven.wereld("FR").coordinator)

    for name in ("plaatsing_aanvullen", "intake_aanvullen", "identiteit_aanvullen"):
        assert post(client, url(traject, name), {}).status_code == 404
    assert MET_PLAATSING <= ontbreekt.GEGAAN


# --- the steps that follow ------------------------------------------------------------------------------------------------

JA = workflow.Bevestiging(frozenset({"voor_overname"}), "Staat in de Excel")
JANUARI = VANDAAG - timedelta(days=100)


def start(w, traject, **anders):
    rest = {"eerste_werkdag": VANDAAG - timedelta(days=5), "inschrijving": "ingeschreven", "inschrijving_op": VANDAAG}
    return workflow.starten(
        **({"traject": traject, "identiteit": leven.identiteit(VANDAAG), "by": w.coordinator, "on": VANDAAG} | rest | anders)
    )


def test_signatures_and_erkenning_of_before_are_confirmed_with_a_reason_at_the_start(w):
    traject = neem_over(w, S.OVEREENKOMST)
    vul_aan(w, traject, Papierwerk(getekend={Ondertekenaar.DEELNEMER: JANUARI}), startdatum=VANDAAG - timedelta(days=5))
    type(w.erkenning).objects.filter(pk=w.erkenning.pk).update(sinds=VANDAAG)

    with pytest.raises(BevestigingNodig, match="de handtekening van Kringloop Oost, Noorderlicht College, de erkenning van"):
        start(w, traject)
    start(w, traject, bevestigd=JA)

    traject.refresh_from_db()
    assert traject.status == S.LOPEND
    assert ["Bevestigd", "Staat in de Excel"] in traject.gebeurtenissen.get(soort="starten").details
    assert not traject.termijnen.filter(soort="pok_tekenen", vervuld_op=None, vervallen_op=None).exists()
    klopt(traject)


def test_what_is_of_after_the_overname_is_proved_like_everywhere(w):
    eigen = leven.naar(w, S.OVEREENKOMST, roepnaam="Bea", achternaam="Smid", telefoon="050 1111111")
    traject = neem_over(w, S.OVEREENKOMST)
    made = vul_aan(w, traject, startdatum=VANDAAG)
    type(w.erkenning).objects.filter(pk=w.erkenning.pk).update(sinds=VANDAAG + timedelta(days=1))
    with pytest.raises(OvergangGeweigerd, match="moet het leerbedrijf erkend zijn"):
        start(w, traject, eerste_werkdag=VANDAAG, bevestigd=JA)

    made.pok_versies.update(bron="systeem")
    with pytest.raises(OvergangGeweigerd, match="Nog niet iedereen heeft"):
        start(w, traject, bevestigd=JA)
    with pytest.raises(OvergangGeweigerd, match="Nog niet iedereen heeft"):
        start(w, eigen, bevestigd=JA)


def test_a_check_of_the_erkenning_before_the_overname_is_confirmed_when_the_school_decides(w):
    traject = neem_over(w, S.VASTSTELLING, sinds=VANDAAG - timedelta(days=10), laatste_werkdag=VANDAAG - timedelta(days=12))
    vul_aan(w, traject)
    with pgtrigger.ignore("werkgevers.ErkenningCheck:check_blijft"):
        w.erkenning.checks.all().delete()
    wie = {"by": w.coordinator, "on": VANDAAG}
    aanvullen.identiteit(traject=traject, identiteit=leven.identiteit(VANDAAG), **wie)
    traject = workflow.terugsturen(traject=traject, reden="De beoordeling staat niet in dit systeem.", **wie)
    traject = workflow.beoordeling_indienen(
        traject=traject, eindoordeel=leven.eindoordeel(w, VANDAAG), papier=leven.papier(), **wie
    )

    with pytest.raises(BevestigingNodig, match="een controle van de erkenning van Kringloop Oost"):
        workflow.vaststellen(traject=traject, besluit=leven.besluit(w, VANDAAG), **wie)
    traject = workflow.vaststellen(traject=traject, besluit=leven.besluit(w, VANDAAG), bevestigd=JA, **wie)

    assert traject.status == S.UITREIKING and Verklaring.objects.count() == 1


def test_a_verklaring_of_before_is_handed_over_without_a_number_of_ours(page, w):
    traject = neem_over(w, S.UITREIKING, sinds=VANDAAG - timedelta(days=20))
    address = url(traject, "uitreiken")
    data = {"datum": "2026-05-11", "wijze": "bijeenkomst", "plaats": "Winschoten", "mbo_verklaring": "ja"}

    asked = post(page, address, data)
    assert "geen registernummer van dit systeem" in text(asked) and "Winschoten" in text(asked)
    assert post(page, address, data | {"datum": "2026-04-01"}).status_code == 200
    ticks = [value for value, _ in asked.context["form"].fields["bevestig"].widget.choices]
    assert post(page, address, data, bevestig=ticks, bevestig_reden="Ligt klaar bij de school").status_code == 303

    traject.refresh_from_db()
    assert (traject.status, traject.uitgereikt_op) == (S.NAZORG, VANDAAG) and not Verklaring.objects.exists()


def test_nazorg_of_before_is_confirmed_at_the_end_and_that_of_after_is_asked(w):
    wie = {"by": w.coordinator, "on": VANDAAG}
    traject = neem_over(w, S.NAZORG, sinds=LANG_GELEDEN)
    with pytest.raises(BevestigingNodig, match="de nazorg bij de uitreiking"):
        workflow.afsluiten(traject=traject, **wie)
    assert workflow.afsluiten(traject=traject, bevestigd=JA, **wie).status == S.AFGESLOTEN

    net = neem_over(w, S.NAZORG, sinds=VANDAAG, deelnemer={"roepnaam": "Bea", "achternaam": "Smid", "telefoon": "050 1111111"})
    with pytest.raises(OvergangGeweigerd, match="Leg eerst de nazorg"):
        workflow.afsluiten(traject=net, bevestigd=JA, **wie)


def _verder(w, traject) -> Traject:
    """What a coordinator does to go on from each status, nothing left out."""
    wie = {"traject": traject, "by": w.coordinator, "on": VANDAAG}
    if traject.status in MET_PLAATSING and traject.status != S.UITREIKING:
        vul_aan(w, traject, einddatum=VANDAAG + timedelta(days=60))
        wie["traject"] = traject = Traject.objects.get(pk=traject.pk)
    steps = {
        S.AANGEMELD: lambda: workflow.intake_starten(datum=VANDAAG, **wie),
        S.INTAKE: lambda: workflow.intake_afronden(geinformeerd_op=VANDAAG, **leven.verslag(VANDAAG), **wie),
        S.MATCHING: lambda: workflow.matchen(afspraken=leven.afspraken(w, VANDAAG + timedelta(days=7)), **wie),
        S.OVEREENKOMST: lambda: start(w, traject, bevestigd=JA),
        S.LOPEND: lambda: workflow.beoordeling_starten(laatste_dag=VANDAAG, reden="Klaar", **wie),
        S.ONDERBROKEN: lambda: workflow.hervatten(datum=VANDAAG, **wie),
        S.BEOORDELING: lambda: workflow.beoordeling_indienen(
            eindoordeel=leven.eindoordeel(w, VANDAAG), papier=leven.papier(), **wie
        ),
        S.VASTSTELLING: lambda: workflow.terugsturen(reden="Beoordeling ontbreekt", **wie),
        S.UITREIKING: lambda: workflow.uitreiken(datum=VANDAAG, wijze="post", mbo_verklaring="ja", bevestigd=JA, **wie),
        S.NAZORG: lambda: workflow.afsluiten(bevestigd=JA, **wie),
    }
    return steps[S(traject.status)]()


@pytest.mark.parametrize("status", [s for s in S if s not in GEEINDIGD])
def test_from_every_status_the_main_line_goes_on(w, status):
    w.controleer(VANDAAG)
    traject = neem_over(w, status, sinds=VANDAAG - timedelta(days=30))

    further = _verder(w, traject)

    assert further.status != status
    klopt(further)
