"""
Random walks through the process by random people: no status outside the table, no open traject without a way out, who is aan zet
and every termijn as a computation from scratch, and no constraint hit where a sentence should have stood.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import Organisatie, Recht, Rol
from tests.eenmaal import controleer_uitgesteld, voor_de_module
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.berekend import klopt
from trajecten import aan_zet, bpv_blad, dossier, evaluaties, overeenkomst, vervangen, wijziging, workflow
from trajecten.models import Instemming, Traject
from trajecten.regels import EDGES, Doel, Overgang, Status
from trajecten.tasks import werk_bij
from trajecten.vervangen import Verbetering
from trajecten.workflow import OvergangGeweigerd
from trajecten.workflow.beoordeling import Eindoordeel
from trajecten.workflow.herplaatsen import Afscheid
from werkgevers import erkenning as erkenningen
from werkgevers.models import Hoe, Uitkomst

pytestmark = pytest.mark.django_db
STAPPEN = 40  # in one walk


def profiel(walks: int, **anders) -> settings:
    return settings(
        max_examples=walks, stateful_step_count=STAPPEN, deadline=None, suppress_health_check=list(HealthCheck), **anders
    )


EDGE_SET = set(EDGES)
# Mostly today or about then, so that a walk comes somewhere; and sometimes a day that cannot be.
DAGEN = st.sampled_from([0, 0, 0, -1, -7, 5, -400, 200])
GOEDE_DAGEN = st.sampled_from([0] * 12 + [-1, -7])
EINDE = frozenset({Overgang.NIET_STARTEN, Overgang.STOPPEN, Overgang.AFSLUITEN, Overgang.AFRONDEN})
WAARDEN = st.sampled_from(["niet_gedaan", "oefenen", "voldoende", "goed"])
WIE = st.sampled_from(["coordinator"] * 6 + ["begeleider", "werkgever", "school", "consulent", "elders"])
MEEST_DE_COORDINATOR = st.sampled_from(["coordinator"] * 20 + ["begeleider", "school"])


class Mensen:
    """One regio with somebody of every role; all are in the traject that is walked."""

    def __init__(self) -> None:
        self.w = leven.wereld()
        self.gemeente = Organisatie.objects.create(soort="gemeente", naam="Gemeente Oldambt")
        rechten = [Recht.BEGELEIDEN, Recht.TEKENEN, Recht.VASTSTELLEN]
        bedrijf, school = {"organisatie": self.w.leerbedrijf.organisatie}, {"organisatie": self.w.school}
        self.wie = {
            "coordinator": self.w.coordinator,
            "begeleider": iemand("Bo Jobcoach", Rol.BEGELEIDER),
            "werkgever": iemand("Wim Werkgever", Rol.WERKGEVER, rechten=rechten[:2], **bedrijf),
            "school": iemand("Saar School", Rol.SCHOOL, rechten=rechten, mandaat="Brief", **school),
            "consulent": iemand("Cas Consulent", Rol.CONSULENT, organisatie=self.gemeente),
            "elders": leven.wereld("FR").coordinator,
        }
        self.begin = [self._traject(n, status, {}) for n, status in enumerate([*leven.ROUTE, *leven.ZIJWEG])]
        self.begin.append(self._traject(90, Status.LOPEND, {"doel": Doel.DIPLOMA}))
        self.begin.append(self._traject(91, Status.OVEREENKOMST, {}, geboortejaar=2009, geboortemaand=1, geboortedag=2))

        self.begin += [
            self._overgenomen(n, status)
            for n, status in enumerate([Status.OVEREENKOMST, Status.LOPEND, Status.ONDERBROKEN, Status.VASTSTELLING])
        ]
        for begin in self.begin:
            werk_bij(
                begin.pk, on=(begin.overgenomen_op or begin.status_sinds) + timedelta(days=1)
            )  # checks of later ones are news to earlier ones

    def controleer(self, on: date) -> None:
        """As on its page, so that everybody at this leerbedrijf hears of it."""
        seen = {"hoe": Hoe.STAGEMARKT, "uitkomst": Uitkomst.ERKEND, "bewijs": "Staat er nog.", "by": self.w.coordinator}
        erkenningen.controle_vastleggen(erkenning=self.w.erkenning, datum=on, on=on, **seen)

    def _overgenomen(self, n: int, status: Status) -> Traject:
        """What began before the system, and lacks most of it."""
        who = {"roepnaam": f"Over{n}", "achternaam": f"Genomen{n}", "telefoon": f"050 111 00 {n:02}", "geboortejaar": 1960 + n}
        taken = leven.overname(self.w, status, deelnemer=who)
        return workflow.overnemen(regio=self.w.regio, overname=taken, by=self.w.coordinator, on=leven.BEGIN + timedelta(days=30))

    def _traject(self, n: int, status: Status, velden: dict, **persoon) -> Traject:
        """One to walk from; walks leave no trace, so that each begins here again."""
        who = {"roepnaam": f"Een{n}", "achternaam": f"Persoon{n}", "telefoon": f"050 000 00 {n:02}", "geboortejaar": 1950 + n % 50}
        made = leven.naar(self.w, status, **who | persoon)
        own = {"behandelaar": self.wie["begeleider"], "consulent": self.wie["consulent"], "aanmelder": self.gemeente}
        Traject.objects.filter(pk=made.pk).update(**own, **velden)
        made.refresh_from_db()
        if made.is_open:
            aan_zet.bijwerken(made, on=made.status_sinds)
        return made


@pytest.fixture(scope="module")
def mensen(django_db_setup, django_db_blocker):
    with voor_de_module(django_db_blocker):
        yield Mensen()


class Wandeling(RuleBasedStateMachine):
    """One traject; each rule is something a person or a night could try."""

    mensen: Mensen
    dagen = GOEDE_DAGEN
    gedaan: Counter  # overgangen that came through, over all walks

    def __init__(self) -> None:
        super().__init__()
        self.veranderd = True
        self.in_deze: Counter = Counter()
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._atomic.__exit__(None, None, None)

    @initialize(data=st.data())
    def begin_ergens(self, data) -> None:
        begin = data.draw(st.sampled_from(self.mensen.begin))
        self.t = Traject.objects.get(pk=begin.pk)
        self.on = (begin.overgenomen_op or begin.status_sinds) + timedelta(days=1)

    @rule(data=st.data())
    def stap(self, data) -> None:
        """One rule with weights of its own: a walk of many equal rules stands still too often."""
        data.draw(st.sampled_from(self.STAPPEN))(self, data)

    def dagen_gaan_voorbij(self, data) -> None:
        self.on += timedelta(days=data.draw(st.sampled_from([1, 3, 10, 45])))
        werk_bij(self.t.pk, on=self.on)
        self.t.refresh_from_db()
        self.veranderd = True

    def de_coordinator_doet_wat_nu_kan(self, data) -> None:
        now = [o for o in workflow.available(self.t, self.mensen.w.coordinator, on=self.on) if o in PROBEER]
        if now:
            often = [o for o in now if o not in EINDE and not self.in_deze[o]] * 6  # or a walk goes to and fro
            self._probeer(data.draw(st.sampled_from([*now, *often])), "coordinator", data, dagen=GOEDE_DAGEN)

    def iemand_probeert_zomaar_iets(self, data) -> None:
        self._probeer(data.draw(st.sampled_from(list(PROBEER))), data.draw(WIE), data, dagen=DAGEN)

    def er_wordt_getekend(self, data) -> None:
        for row in overeenkomst.ontbrekende(self.t.plaatsing) if self.t.plaatsing else []:
            self._doe(lambda row=row: self._teken(row, data))

    def _teken(self, row, data) -> None:
        who = {"handtekening": row, "by": self.mensen.wie[data.draw(MEEST_DE_COORDINATOR)], "on": self.on}
        if data.draw(st.integers(0, 9)) == 9:
            overeenkomst.weiger(reden="Nee", **who)
        elif row.geweigerd_op:
            overeenkomst.vraag_opnieuw(**who)
        else:
            overeenkomst.leg_vast(getekend_op=self._dag(data), papier=leven.papier(), **who)

    def een_partij_zegt_iets_over_een_blad(self, data) -> None:
        row = Instemming.objects.filter(bpv_blad__plaatsing__traject=self.t).order_by("-pk").first()
        if row is None:
            return
        who = {"instemming": row, "by": self.mensen.wie[data.draw(WIE)], "on": self.on}
        what = data.draw(st.sampled_from([bpv_blad.stem_in, bpv_blad.meld_fout, bpv_blad.handel_af]))
        extra = {
            bpv_blad.stem_in: {"gegeven_op": self._dag(data), "wijze": "telefoon", "naam": ""},
            bpv_blad.meld_fout: {"fout": "Klopt niet"},
        }.get(what, {})
        self._doe(lambda: what(**who, **extra))

    def er_wordt_geevalueerd(self, data) -> None:
        given = {w.pk: (data.draw(WAARDEN), "") for w in self.mensen.w.werkprocessen[: data.draw(st.integers(0, 3))]}
        who = {"traject": self.t, "by": self.mensen.wie[data.draw(WIE)], "on": self.on}
        day = self._dag(data)
        self._doe(lambda: evaluaties.tussenevaluatie(**who, datum=day, beoordelaar="J. Mulder", oordelen=given))

    def een_verklaring_wordt_vervangen(self, data) -> None:
        issued = self.t.verklaringen.order_by("pk").last()
        if issued is None:
            return
        who = {"traject": self.t, "by": self.mensen.wie[data.draw(MEEST_DE_COORDINATOR)], "on": self.on, "verklaring": issued}
        name = {"voornamen": "Ana " + "Maria " * self.t.verklaringen.count()}
        identity = replace(leven.identiteit(self.on), **name)
        what = Verbetering(identity, "P. de Boer", "Voorzitter", "Groningen")
        said = workflow.Schoolbesluit(self._dag(data), "P. de Boer", "Voorzitter", leven.papier())
        if self._doe(lambda: vervangen.vervangen(**who, besluit=said, reden="Naam fout", wat=what)):
            newest = {**who, "traject": self.t, "verklaring": self.t.verklaringen.get(status="geldig")}
            day = self._dag(data)
            self._doe(lambda: vervangen.overhandigd(**newest, datum=day, wijze="post"))
        assert self.t.verklaringen.filter(status="geldig").count() <= 1

    def iemand_overlijdt(self, data) -> None:
        if data.draw(st.integers(0, 5)) == 5:
            self._doe(lambda: workflow.overlijden(traject=self.t, by=self.mensen.w.coordinator, on=self.on))

    STAPPEN = [
        *[de_coordinator_doet_wat_nu_kan] * 7,
        *[dagen_gaan_voorbij] * 2,
        *[er_wordt_getekend] * 3,
        iemand_probeert_zomaar_iets,
        een_partij_zegt_iets_over_een_blad,
        er_wordt_geevalueerd,
        een_verklaring_wordt_vervangen,
        iemand_overlijdt,
    ]

    def _probeer(self, overgang: Overgang, wie: str, data, *, dagen: st.SearchStrategy[int] = DAGEN) -> None:
        self.dagen = dagen
        if overgang in (Overgang.MATCHEN, Overgang.VASTSTELLEN):
            self.mensen.controleer(self.on)
            self.t.refresh_from_db()
        by = self.mensen.wie[wie]
        before = self.t.status
        done = self._doe(lambda: PROBEER[overgang](self, data, {"traject": self.t, "by": by, "on": self.on}))
        self.gedaan[overgang] += done
        self.in_deze[overgang] += done
        if done and self.t.status != before:
            assert (before, self.t.status) in EDGE_SET

    def _doe(self, what: Callable[[], object]) -> bool:
        """Done whole, or refused with a sentence and nothing changed."""
        lines, status = self.t.gebeurtenissen.count(), self.t.status
        try:
            with transaction.atomic():
                what()
        except OvergangGeweigerd as refused:
            assert str(refused)[0].isupper() and str(refused).endswith((".", "?")), str(refused)
            self.t = Traject.objects.get(pk=self.t.pk)
            assert (self.t.gebeurtenissen.count(), self.t.status) == (lines, status)
            return False
        self.t = Traject.objects.get(pk=self.t.pk)
        self.veranderd = True
        return True

    def _dag(self, data) -> date:
        return self.on + timedelta(days=data.draw(self.dagen))

    # --- what must always be so ----------------------------------------------------------------------------------------

    @invariant()
    def alles_klopt(self) -> None:
        if self.veranderd and hasattr(self, "t"):
            self.veranderd = False
            controleer_uitgesteld()
            klopt(self.t, on=self.on)
            assert workflow.available(self.t, self.mensen.w.coordinator, on=self.on), f"no way out of {self.t.status}"


# --- how each overgang is tried: with days and words that mostly could be --------------------------------------------------


def _zeker(do: Callable, **feiten) -> Traject:
    """As on the page: what is unusual is confirmed, what follows is read."""
    try:
        return do(**feiten)
    except workflow.BevestigingNodig as nodig:
        codes = frozenset(vraag.code for vraag in nodig.vragen)
        return do(**feiten, bevestigd=workflow.Bevestiging(codes, "Zo afgesproken"))
    except workflow.LeesEerst as eerst:
        return do(**feiten, papierwerk=workflow.Papierwerk(eerst.gevolg.soort))


def _matchen(m: Wandeling, data, wie: dict) -> Traject:
    start = m.on + timedelta(days=data.draw(st.sampled_from([7, 0, -7, 30])))
    some = m.mensen.w.werkprocessen[: data.draw(st.sampled_from([3, 3, 2, 1, 0]))]
    return _zeker(workflow.matchen, afspraken=leven.afspraken(m.mensen.w, start, werkprocessen=some), **wie)


def _starten(m: Wandeling, data, wie: dict) -> Traject:
    day = m._dag(data)
    enrol = data.draw(st.sampled_from(["ingeschreven", "ingeschreven", "aangevraagd", ""]))
    born = m.t.deelnemer.geboortedatum or date(1998, 4, 12)
    who = replace(leven.identiteit(m.on), geboortedatum=born)
    return _zeker(workflow.starten, eerste_werkdag=day, inschrijving=enrol, inschrijving_op=m.on, identiteit=who, **wie)


def _wijzigen(m: Wandeling, data, wie: dict) -> Traject:
    if m.t.plaatsing is None:
        raise OvergangGeweigerd("Er is geen plaatsing.")
    now = wijziging.nu(m.t.plaatsing)
    other = data.draw(
        st.sampled_from(
            [
                {"uren_totaal": now.uren_totaal + 1},
                {"einddatum": now.einddatum - timedelta(days=7)},
                {"werkprocessen": frozenset(m.mensen.w.werkprocessen[:2])},
                {},
            ]
        )
    )
    facts = {
        "afgesproken": replace(now, **other),
        "vanaf": m._dag(data),
        "reden": "Anders",
        "verbetering": data.draw(st.booleans()),
    }
    return _zeker(workflow.afspraken_wijzigen, **facts, **wie)


def _verlengen(m: Wandeling, data, wie: dict) -> Traject:
    end = max(m.on, m.t.plaatsing.einddatum) if m.t.plaatsing else m.on
    return _zeker(
        workflow.verlengen, einddatum=end + timedelta(days=data.draw(st.sampled_from([3, 30, -400]))), reden="Meer", **wie
    )


def _indienen(m: Wandeling, data, wie: dict) -> Traject:
    chosen = m.t.plaatsing.werkprocessen.all() if m.t.plaatsing else []
    given = {w.pk: (data.draw(WAARDEN), "") for w in chosen}
    said = Eindoordeel(m._dag(data), "J. Mulder", given, werkt_nog=True, kon_alles_oefenen=True, in_dienst=False)
    return workflow.beoordeling_indienen(eindoordeel=said, papier=leven.papier(), **wie)


def _vaststellen(m: Wandeling, data, wie: dict) -> Traject:
    from trajecten import oordelen

    regels = {o.werkproces.pk: (data.draw(st.booleans()), "Te kort") for o in oordelen.behaald(m.t)}
    return workflow.vaststellen(besluit=replace(leven.besluit(m.mensen.w, m._dag(data)), regels=regels), **wie)


def _herplaatsen(m: Wandeling, data, wie: dict) -> Traject:
    begun = m.t.plaatsing and m.t.plaatsing.eerste_werkdag
    given = {w.pk: (data.draw(WAARDEN), "") for w in m.t.plaatsing.werkprocessen.all()[:1]} if begun else {}
    gone = Afscheid(m._dag(data), 40, oordelen=given) if begun else None
    return workflow.herplaatsen(reden="reistijd", afscheid=gone, **wie)


def _afronden(m: Wandeling, data, wie: dict) -> Traject:
    said = workflow.Schoolbesluit(m._dag(data), "P. de Boer", "Voorzitter", leven.papier())
    result = data.draw(st.sampled_from(["geen", "mbo_verklaring", "diploma"]))
    return _zeker(
        workflow.afronden, resultaat=result, besluit=said, laatste_dag=m._dag(data), geinformeerd_op=m.on, reden="Niets", **wie
    )


def _intrekken(m: Wandeling, data, wie: dict) -> Traject:
    said = workflow.Schoolbesluit(m._dag(data), "P. de Boer", "Voorzitter", leven.papier())
    issued = m.t.verklaringen.order_by("pk").last()
    if issued is None:
        raise OvergangGeweigerd("Er is geen verklaring.")
    return workflow.vaststelling_intrekken(verklaring=issued, besluit=said, reden="Vergissing", **wie)


def _afsluiten(m: Wandeling, data, wie: dict) -> Traject:
    if m.t.status == Status.NAZORG and not m.t.nazorgmetingen.exists():
        dossier.nazorg(**wie, maand=0, uitkomst="werk_hier", datum=m.on)
    return workflow.afsluiten(overleden=data.draw(st.sampled_from([False, False, True])), **wie)


PROBEER: dict[Overgang, Callable[[Wandeling, object, dict], Traject]] = {
    Overgang.INTAKE_STARTEN: lambda m, data, wie: workflow.intake_starten(datum=m._dag(data), **wie),
    Overgang.INTAKE_AFRONDEN: lambda m, data, wie: workflow.intake_afronden(
        geinformeerd_op=m._dag(data), **leven.verslag(m._dag(data)), **wie
    ),
    Overgang.NIET_STARTEN: lambda m, data, wie: workflow.niet_starten(
        reden=data.draw(st.sampled_from(["overig", "zomaar"])), **wie
    ),
    Overgang.MATCHEN: _matchen,
    Overgang.STARTEN: _starten,
    Overgang.HERPLAATSEN: _herplaatsen,
    Overgang.ONDERBREKEN: lambda m, data, wie: workflow.onderbreken(
        reden="verlof", van=m._dag(data), verwacht_terug=m.on + timedelta(days=14), **wie
    ),
    Overgang.HERVATTEN: lambda m, data, wie: workflow.hervatten(datum=m._dag(data), **wie),
    Overgang.AFSPRAKEN_WIJZIGEN: _wijzigen,
    Overgang.VERLENGEN: _verlengen,
    Overgang.BEOORDELING_STARTEN: lambda m, data, wie: workflow.beoordeling_starten(
        laatste_dag=m._dag(data), reden="Eerder klaar", **wie
    ),
    Overgang.BEOORDELING_INDIENEN: _indienen,
    Overgang.TERUGSTUREN: lambda m, data, wie: workflow.terugsturen(reden="Onduidelijk", **wie),
    Overgang.VASTSTELLEN: _vaststellen,
    Overgang.AFRONDEN: _afronden,
    Overgang.UITREIKEN: lambda m, data, wie: workflow.uitreiken(
        datum=m._dag(data), wijze="werkplek", plaats="Winschoten", mbo_verklaring="volgt", **wie
    ),
    Overgang.AFSLUITEN: _afsluiten,
    Overgang.HEROPENEN: lambda m, data, wie: _zeker(
        workflow.heropenen, reden="Toch verder", werkt_nog=data.draw(st.booleans()), **wie
    ),
    Overgang.VASTSTELLING_INTREKKEN: _intrekken,
    Overgang.STOPPEN: lambda m, data, wie: _zeker(
        workflow.stoppen, reden="motivatie", laatste_dag=m._dag(data), uren_gedaan=40, **wie
    ),
}


def loop(mensen: Mensen, walks: int, **anders) -> Counter:
    """:returns: how often each overgang came through."""
    machine = type("EenWandeling", (Wandeling,), {"mensen": mensen, "gedaan": Counter()})
    run_state_machine_as_test(machine, settings=profiel(walks, **anders))
    return machine.gedaan


def test_a_random_walk_never_leaves_the_process(mensen):
    done = loop(mensen, 12, derandomize=True)

    assert sum(done.values()) > 60 and len(+done) > 8, f"control: they came somewhere; {done}"


def test_control_a_termijn_that_nobody_asked_for_is_seen(mensen):
    traject = leven.naar(mensen.w, Status.LOPEND, geboortejaar=1971)
    klopt(traject, on=traject.status_sinds)

    traject.termijnen.create(soort="informeren", partij="school", op=leven.BEGIN, ontstaan_op=leven.BEGIN)

    with pytest.raises(AssertionError):
        klopt(traject, on=traject.status_sinds)
