"""The demo as a whole: loaded once, by the product's own functions, and then looked at from all sides."""

from collections import Counter
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction

from accounts.demo import ACCOUNTS
from accounts.models import Lidmaatschap, Regio, User
from basis.bsn import contains_bsn
from basis.dagen import now, today
from basis.letters import printable
from documenten.models import Document
from praktijkleren.demo.namen import mensen
from praktijkleren.demo.verhalen import GRONINGEN, dagen
from praktijkleren.demo.wereld import laad
from trajecten import aan_zet, besluitlinks, ontbreekt, termijnen, termijnrijen, toegang
from trajecten import vandaag as vandaag_lijst
from trajecten.afwezig import terug
from trajecten.feiten import lees
from trajecten.models import Besluitlink, Gebeurtenis, Handtekening, Nazorgmeting, Onderbreking, Reactie, Traject, Verklaring
from trajecten.models.reactie import Vraagsoort
from trajecten.models.verklaring import Meetwijze
from trajecten.regels import REGELS, Overgang, Partij, Status
from trajecten.signalen import nu
from werkgevers.models import Erkenning, ErkenningStatus, Leerbedrijf

pytestmark = [pytest.mark.django_db, pytest.mark.lang]


@pytest.fixture(scope="module")
def vandaag() -> date:
    return today()


@pytest.fixture(scope="module", autouse=True)
def geladen(django_db_setup, django_db_blocker, tmp_path_factory, vandaag):
    """One demo for all tests here, in a transaction that is rolled back at the end; each test has a savepoint of its own."""
    from django.conf import settings

    before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), transaction.atomic():
        laad(on=vandaag)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is checked at a commit is checked now
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = before


def groningen():
    return Traject.objects.filter(regio__regiocode="GR")


def test_groningen_has_123_trajecten_and_every_status():
    counted = Counter(groningen().values_list("status", flat=True))

    assert sum(counted.values()) == 123  # two that were taken over, and one that goes on
    assert set(counted) == set(Status)
    assert Regio.objects.count() == 5
    assert all(5 <= regio.trajecten.count() <= 8 for regio in Regio.objects.exclude(regiocode="GR"))


def test_what_is_stored_equals_what_the_rules_say_today(vandaag):
    wrong = []
    for traject in Traject.objects.select_related("deelnemer"):
        stored = {(t.soort, t.sleutel, t.partij, t.op) for t in _open(traject)}
        facts = lees(traject)
        wanted = {(e.soort, e.sleutel, e.partij, e.op) for e in termijnen.eisen(facts) if e.vervuld_op is None}
        now = aan_zet.partij(facts, termijnrijen.open_termijnen(traject), on=vandaag)
        first = min((t.op for t in _open(traject)), default=None)
        if (stored, traject.aan_zet, traject.aan_zet_reden, traject.volgende_termijn) != (wanted, now.partij, now.reden, first):
            wrong.append((traject.nummer, traject.status, stored ^ wanted, now))
    assert not wrong


def _open(traject):
    return traject.termijnen.filter(vervuld_op=None, vervallen_op=None)


def test_every_traject_has_one_open_turn_and_turns_that_follow_each_other(vandaag):
    for traject in Traject.objects.prefetch_related("beurten"):
        turns = list(traject.beurten.all())
        assert [t.tot is None for t in turns] == [False] * (len(turns) - 1) + [True]
        assert all(a.tot == b.sinds for a, b in zip(turns, turns[1:], strict=False))
        assert turns[-1].partij == traject.aan_zet and turns[-1].sinds == traject.aan_zet_sinds <= vandaag


def test_the_log_of_every_traject_tells_a_way_through_the_table():
    for traject in Traject.objects.prefetch_related("gebeurtenissen"):
        lines = [g for g in traject.gebeurtenissen.all() if g.naar]
        assert lines[0].soort == (Overgang.OVERNEMEN if traject.overgenomen else Overgang.AANMELDEN)
        assert lines[-1].naar == traject.status and lines[-1].on == (traject.overgenomen_op or traject.status_sinds)
        assert all((Status(g.van), Status(g.naar)) in REGELS[Overgang(g.soort)].edges for g in lines[1:])
        assert all(a.naar == b.van and a.on <= b.on for a, b in zip(lines, lines[1:], strict=False))


def test_work_waits_at_every_party_and_some_of_it_is_late(vandaag):
    waiting = Counter(groningen().values_list("aan_zet", flat=True))

    assert set(waiting) == set(Partij)
    assert 8 <= groningen().open().termijn_verlopen(on=vandaag).count() <= 45


def test_the_special_stories_are_there(vandaag):
    assert groningen().filter(mogelijk_dubbel=True).count() == 1
    assert Handtekening.objects.filter(geweigerd_op__isnull=False).count() == 1
    assert Handtekening.objects.filter(pok_versie__vervallen_op__isnull=False, getekend_op__isnull=False).exists()
    assert Handtekening.objects.filter(partij="vertegenwoordiger", getekend_op=None).exists()
    assert groningen().filter(belemmeringen__tot=None, belemmeringen__isnull=False).distinct().count() >= 5
    assert Onderbreking.objects.filter(tot=None, verwacht_terug__lt=vandaag).exists()
    assert groningen().filter(voorstellen__huidig=True, aan_zet=Partij.SBB).exists()
    asked = [set(t.voorstellen.values_list("status", flat=True)) for t in groningen().filter(status=Status.MATCHING)]
    assert {"ja", "nee", "gevraagd"} in asked
    assert set(Erkenning.objects.values_list("status", flat=True)) == set(ErkenningStatus)
    assert Leerbedrijf.objects.filter(verborgen_adres=True).count() == 1
    taken_over = groningen().filter(overgenomen=True)
    assert taken_over.count() == 2 and all(ontbreekt.van(t) for t in taken_over)
    assert taken_over.filter(aan_zet_reden="plaatsing_aanvullen", plaatsingen=None).count() == 1
    assert groningen().get(vervolg_op__isnull=False).vervolg_op.status == Status.AFGESLOTEN
    reacties = Reactie.objects.filter(link__soort=Vraagsoort.VOORTGANG)
    assert reacties.filter(gelezen_op=None).count() == reacties.filter(gelezen_op__isnull=False).count() == 1
    told = Nazorgmeting.objects.filter(hoe=Meetwijze.LINK)
    assert told.count() == Reactie.objects.filter(link__soort=Vraagsoort.NAZORG).count() >= 2, "some tell what they do by a link"
    assert Nazorgmeting.objects.filter(hoe=Meetwijze.TELEFOON).exists()
    mailed = Besluitlink.objects.get(ingetrokken_op=None, vervalt_op__gte=now())
    assert besluitlinks.ligt_bij_de_school(mailed.traject)
    lapsed = groningen().filter(status=Status.LOPEND, plaatsingen__erkenning__status=ErkenningStatus.VERVALLEN)
    assert lapsed.count() == 1


def test_a_few_trajecten_ask_for_attention_each_with_its_reason(vandaag):
    live = [stand.live for stand in nu.van(nu.geladen(groningen()), on=vandaag).values() if stand.live]

    assert {signaal.soort for found in live for signaal in found} >= {"geen_contact", "onderbroken", "afwezig", "erkenning"}
    assert 4 <= len(live) <= 12


def test_the_register_has_no_gaps():
    for regio, jaar in set(Verklaring.objects.values_list("regio", "jaar")):
        numbers = list(
            Verklaring.objects.filter(regio=regio, jaar=jaar).order_by("volgnummer").values_list("volgnummer", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_is_dated_after_today_that_was_done(vandaag):
    assert not Gebeurtenis.objects.filter(on__gt=vandaag).exists()
    assert not Document.objects.filter(besteld_op__date__gt=vandaag).exists()
    assert Document.objects.filter(besteld_op__date__lt=vandaag - timedelta(days=100)).exists()


# Codes and hashes of ours, in which nine digits in a row mean nothing, and fields with a format of their own (domein §10).
VRIJ = {"sha256", "bestand", "sleutel", "verificatiecode", "token_hash", "password", "code", "leerbedrijf_id", "kvk"}


def test_no_text_anywhere_holds_a_bsn():
    looked_at, found = 0, []
    for model in _models(include_auto_created=True):
        names = [
            f.attname for f in model._meta.concrete_fields if isinstance(f, models.TextField | models.CharField | models.JSONField)
        ]
        names = [name for name in names if name not in VRIJ]
        for row in model._base_manager.values_list(*names) if names else ():
            looked_at += 1
            found += [(model.__name__, value) for value in row if value and contains_bsn(str(value))]
    assert looked_at > 5000
    assert not found
    assert contains_bsn("123456782")


def test_what_stands_on_paper_can_be_printed():
    unprintable = [
        (document.titel, text)
        for document in Document.objects.exclude(facts={})
        for text in [str(document.facts.get("deelnemer")), str(document.facts.get("leerbedrijf"))]
        if not printable("".join(c for c in text if c not in "{}[]:_\"'"))
    ]
    assert Document.objects.filter(soort="praktijkverklaring").count() > 15
    assert not unprintable


def test_names_come_in_every_length_and_script():
    people = mensen(Random(1), 144)

    assert len({(m.roepnaam, m.achternaam) for m in people}) == len({m.telefoon for m in people}) == 144
    assert all(printable(f"{m.voornamen}{m.achternaam}{m.geboorteplaats}{m.geboorteland}") for m in people)
    assert sum(not printable(m.roepnaam) for m in people) > 15
    assert min(len(m.achternaam) for m in people) <= 3 and max(len(m.achternaam) for m in people) > 40


def test_the_accounts_can_do_what_their_line_says(vandaag):
    for account in ACCOUNTS:
        user = User.objects.get(email=account.email)
        assert {lid.regio.regiocode for lid in user.lidmaatschappen_on(vandaag)} == set(account.regiocodes)
        assert account.omschrijving and user.has_usable_password()
    listed = [account.email for account in ACCOUNTS]
    assert set(Lidmaatschap.objects.exclude(user__email__in=listed).values_list("rol", flat=True)) >= {"werkgever", "school"}
    assert not any(user.has_usable_password() for user in User.objects.exclude(email__in=listed))


def test_begeleider_and_consulent_have_rows_of_their_own(vandaag):
    begeleider, consulent = (User.objects.get(email=f"{rol}@voorbeeld.test") for rol in ("begeleider", "consulent"))

    dossiers = toegang.leesbare_trajecten(begeleider, on=vandaag)
    own = toegang.aanmeldingen(consulent, on=vandaag)

    assert 8 <= dossiers.count() <= 25 < groningen().count()
    assert dossiers.filter(behandelaar=begeleider).exists() and dossiers.exclude(behandelaar=begeleider).exists()
    assert vandaag_lijst.taken(dossiers).bij_mij(begeleider, on=vandaag).exists()
    assert {Status.AANGEMELD, Status.LOPEND, Status.UITREIKING, Status.GESTOPT} <= set(own.values_list("status", flat=True))
    assert toegang.consulenten(own.first(), on=vandaag).exists()


def test_somebody_is_away_and_their_work_stands_with_who_stands_in(vandaag):
    bram, hanneke, yusuf = (User.objects.get(naam=naam) for naam in ("Bram Oosterhuis", "Hanneke Wierda", "Yusuf Demir"))

    waits = vandaag_lijst.taken(toegang.leesbare_trajecten(hanneke, on=vandaag)).bij_mij(hanneke, on=vandaag)

    assert waits.filter(behandelaar=bram).exists()
    row = terug.ongelezen(yusuf, Regio.objects.get(regiocode="GR"), on=vandaag)
    assert row and terug.bewogen(row, on=vandaag)


def test_a_second_call_says_so_and_changes_nothing(settings, capsys):
    settings.DEMO = True
    before = _counts()

    call_command("demo")

    assert "Er staan al gegevens" in capsys.readouterr().out
    assert _counts() == before


def _counts():
    return {model: model._base_manager.count() for model in _models()}


def _models(**kwargs):
    tables = connection.introspection.table_names()
    return [model for model in apps.get_models(**kwargs) if model._meta.db_table in tables]


def test_the_days_of_every_story_are_in_order_whatever_day_it_is():
    days = [date(2026, 1, 1) + timedelta(days=shift) for shift in range(0, 400, 9)]
    for on, (n, verhaal) in product(days, enumerate(GRONINGEN)):
        plan = dagen(verhaal, Random(n), on)
        line = [plan[stap] for stap in ("aanmelden", "intake_starten", "intake_afronden", "matchen", "starten") if stap in plan]
        assert line == sorted(line)
        assert plan["startdatum"] < plan["einddatum"]
        if "starten" in plan:
            assert max(plan[stap] for stap in plan if stap.startswith("teken_")) < plan["starten"] == plan["startdatum"]
