"""
Every status x every overgang x every role (domein §3, table "Overgangen"; written here a second time, by hand, on purpose).

What is offered and what is accepted are the same: `available` and `begin` are asked both.
"""

from datetime import date

import pytest

from accounts.models import Lidmaatschap, Organisatie, Recht, Rol, User
from tests.eenmaal import voor_de_module
from tests.trajecten import leven
from trajecten.models import Betrokkene, Gebeurtenis
from trajecten.regels import EDGES, REGELS, TERUG, VAN_SYSTEEM, Overgang, Status
from trajecten.systeem import Systeem
from trajecten.workflow import OvergangGeweigerd, available
from trajecten.workflow.kern import begin
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db
ON = leven.BEGIN

VAN = {
    "aanmelden": "",
    "overnemen": "",
    "intake_starten": "aangemeld",
    "intake_afronden": "intake",
    "niet_starten": "aangemeld intake matching overeenkomst",
    "matchen": "matching",
    "starten": "overeenkomst",
    "herplaatsen": "overeenkomst lopend onderbroken beoordeling",
    "onderbreken": "lopend beoordeling",
    "hervatten": "onderbroken",
    "afspraken_wijzigen": "overeenkomst lopend onderbroken beoordeling",
    "verlengen": "lopend onderbroken beoordeling",
    "beoordeling_starten": "lopend onderbroken",
    "beoordeling_indienen": "beoordeling",
    "terugsturen": "vaststelling",
    "vaststellen": "vaststelling",
    "afronden": "vaststelling beoordeling lopend onderbroken",
    "vaststelling_intrekken": "uitreiking nazorg",
    "uitreiken": "uitreiking",
    "afsluiten": "nazorg uitreiking",
    "stoppen": "lopend onderbroken beoordeling vaststelling",
    "heropenen": "gestopt niet_gestart afgesloten",
}
# Besides the coordinator of the own regio, who may do everything.
WIE = {
    "intake_starten": "begeleider",
    "intake_afronden": "begeleider",
    "niet_starten": "consulent",
    "beoordeling_starten": "werkgever systeem:termijnen",
    "beoordeling_indienen": "begeleider werkgever",
    "terugsturen": "school systeem:besluitlink",
    "vaststellen": "school systeem:besluitlink",
    "afronden": "school systeem:besluitlink",
    "vaststelling_intrekken": "school",
    "afsluiten": "systeem:termijnen systeem:nazorg",
}
# Where a role may do less than its overgang allows.
BEPERKT = {
    ("consulent", "niet_starten"): "aangemeld intake",
    ("school", "afronden"): "vaststelling",
    ("systeem:besluitlink", "afronden"): "vaststelling",
}


def _lid(w, rol, organisatie=None, rechten=(), regio=None) -> User:
    user = User.objects.create_user(f"{rol}-{User.objects.count()}@voorbeeld.test", rol)
    Lidmaatschap.objects.create(
        user=user, regio=regio or w.regio, rol=rol, organisatie=organisatie, rechten=list(rechten), vanaf=date(2020, 1, 1)
    )
    return user


class Mensen:
    """One world with a traject in every status, and everybody who could press; a dash in front may never do anything."""

    def __init__(self) -> None:
        self.w = w = leven.wereld()
        gemeente = Organisatie.objects.create(soort="gemeente", naam="Gemeente Oldambt")
        consulent, begeleider = _lid(w, Rol.CONSULENT, gemeente), _lid(w, Rol.BEGELEIDER)
        own = {"aanmelder": gemeente, "consulent": consulent}
        self.trajecten = {status: leven.in_status(w, status, **own) for status in Status}
        Betrokkene.objects.bulk_create(Betrokkene(traject=t, user=begeleider, vanaf=ON) for t in self.trajecten.values())
        other_school = Organisatie.objects.create(soort="school", naam="Alpha College", brin="99ZZ")
        other_shop = Organisatie.objects.create(soort="leerbedrijf", regio=w.regio, naam="Fietspunt Oost")
        Leerbedrijf.objects.create(organisatie=other_shop, regio=w.regio, leerbedrijf_id="100273562")
        self.wie: dict[str, User | Systeem] = {
            "coordinator": w.coordinator,
            "begeleider": begeleider,
            "consulent": consulent,
            "werkgever": _lid(w, Rol.WERKGEVER, w.leerbedrijf.organisatie, [Recht.BEGELEIDEN]),
            "school": _lid(w, Rol.SCHOOL, w.school, [Recht.VASTSTELLEN]),
            **{f"systeem:{naam}": Systeem(naam) for naam in ("termijnen", "nazorg", "besluitlink")},
            "-part of the system without overgangen": Systeem("tekenlink"),
            "-begeleider of another": _lid(w, Rol.BEGELEIDER),
            "-consulent of another": _lid(w, Rol.CONSULENT, gemeente),
            "-werkgever without right": _lid(w, Rol.WERKGEVER, w.leerbedrijf.organisatie, [Recht.TEKENEN]),
            "-werkgever of another": _lid(w, Rol.WERKGEVER, other_shop, [Recht.BEGELEIDEN]),
            "-school without right": _lid(w, Rol.SCHOOL, w.school, [Recht.TEKENEN]),
            "-school of another": _lid(w, Rol.SCHOOL, other_school, [Recht.VASTSTELLEN]),
            "-coordinator of another regio": leven.wereld("FR").coordinator,
            "-beheerder": _lid(w, Rol.BEHEERDER),
            "-programmamanager": _lid(w, Rol.PROGRAMMAMANAGER),
        }


@pytest.fixture(scope="module")
def mensen(django_db_setup, django_db_blocker):
    with voor_de_module(django_db_blocker):
        yield Mensen()


def _expected(role: str, status: str, overgang: str) -> bool:
    if role.startswith("-") or status not in VAN[overgang].split():
        return False
    if role == "coordinator":
        return True
    seen = status in BEPERKT.get((role, overgang), status).split()
    return seen and role in WIE.get(overgang, "").split()


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("overgang", Overgang)
def test_an_overgang_is_offered_and_accepted_exactly_from_its_statuses_and_by_its_roles(mensen, status, overgang):
    traject = mensen.trajecten[status]

    for role, who in mensen.wie.items():
        wanted = _expected(role, status, overgang)
        # An outsider sees nothing before overeenkomst and the system has no list: the table above says it all the same.
        assert (overgang in available(traject, who, on=ON)) == wanted, role
        if wanted:
            assert begin(overgang, traject, who, on=ON) == traject
        else:
            with pytest.raises(OvergangGeweigerd):
                begin(overgang, traject, who, on=ON)

    assert not Gebeurtenis.objects.filter(traject=traject).exists()


def test_every_overgang_of_the_domain_has_a_rule():
    assert set(REGELS) == set(Overgang) == set(VAN)


def test_every_part_of_the_system_that_may_do_an_overgang_stands_in_the_table_above():
    named = {who.partition(":")[2] for roles in WIE.values() for who in roles.split() if who.startswith("systeem:")}

    assert set(VAN_SYSTEEM) == named


def test_the_second_lock_allows_exactly_the_steps_of_the_table():
    pairs = {(van, naar) for regel in REGELS.values() for van, naar in regel.edges if van != naar}

    assert sorted((str(v.value), str(n.value)) for v, n in pairs) == EDGES
    assert ("gestopt", "nazorg") not in EDGES
    assert ("lopend", "uitreiking") not in EDGES


def test_the_steps_back_are_these_and_no_overgang_makes_one():
    wanted = "intake-aangemeld matching-intake lopend-overeenkomst afgesloten-uitreiking"
    wanted += " nazorg-lopend nazorg-onderbroken nazorg-beoordeling nazorg-uitreiking"

    assert {"-".join(pair) for pair in TERUG} == set(wanted.split())
    assert not set(TERUG) & set(EDGES)


def test_a_status_changed_behind_the_workflow_is_refused_by_the_database(mensen):
    from django.db import ProgrammingError, transaction

    w = mensen.w
    traject = leven.in_status(w, Status.LOPEND)

    with pytest.raises(ProgrammingError, match="FSM|transition|Invalid"), transaction.atomic():
        type(traject).objects.filter(pk=traject.pk).update(status=Status.UITREIKING)

    traject.refresh_from_db()
    assert traject.status == Status.LOPEND


def test_what_somebody_was_first_with_is_told_to_the_second(mensen):
    from trajecten import workflow

    w = mensen.w
    traject = leven.naar(w, Status.AANGEMELD)
    seen_by_two = [type(traject).objects.get(pk=traject.pk) for _ in range(2)]
    workflow.intake_starten(traject=seen_by_two[0], datum=ON, by=w.coordinator, on=ON)

    with pytest.raises(OvergangGeweigerd, match="staat nu op intake"):
        workflow.intake_starten(traject=seen_by_two[1], datum=ON, by=w.coordinator, on=ON)

    assert Gebeurtenis.objects.filter(traject=traject, soort=Overgang.INTAKE_STARTEN).count() == 1
