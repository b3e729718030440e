"""
Who may know of a traject, and for how long (domein §1 and §7; the ends are keuzes).

`rollen` and `visible_trajecten` are one rule asked twice: a person has no role in a traject exactly when it is not in their list.
"""

from datetime import date, timedelta
from itertools import product

import pytest

from accounts.models import Lidmaatschap, Organisatie, Recht, Rol, User
from accounts.permissions import Permission
from basis.dagen import add_months
from tests.eenmaal import voor_de_module
from tests.trajecten import leven
from trajecten import toegang
from trajecten.models import Betrokkene, Plaatsing, Traject
from trajecten.regels import Overgang, Status
from werkgevers.models import Leerbedrijf

pytestmark = pytest.mark.django_db

ON = date(2026, 5, 11)
DAG = timedelta(days=1)
LANG_GELEDEN = date(2020, 1, 1)
DUUR = {
    "nu": {},
    "tot en met vandaag": {"tot": ON},
    "tot gisteren": {"tot": ON - DAG},
    "vanaf morgen": {"vanaf": ON + DAG},
}
GEMEENTE = {"soort": "gemeente", "naam": "Gemeente Oldambt"}


class Mensen:
    """A world with somebody of every role, organisation, regio and duration."""

    def __init__(self) -> None:
        self.w, self.elders = leven.wereld("GR"), leven.wereld("FR")
        self.gemeente = Organisatie.objects.create(**GEMEENTE)
        self.andere_gemeente = Organisatie.objects.create(soort="gemeente", naam="Gemeente Pekela")
        self.andere_school = Organisatie.objects.create(soort="school", naam="Alpha College", brin="99ZZ")
        self.ander_bedrijf = Organisatie.objects.create(soort="leerbedrijf", regio=self.w.regio, naam="Fietspunt Oost")
        Leerbedrijf.objects.create(organisatie=self.ander_bedrijf, regio=self.w.regio, leerbedrijf_id="100273562")

    def iemand(self, *leden: dict) -> User:
        user = User.objects.create_user(f"iemand-{User.objects.count()}@voorbeeld.test", "Iemand")
        for lid in leden:
            self.word_lid(user, **lid)
        return user

    def word_lid(self, user: User, rol: Rol, organisatie: Organisatie | None = None, **meer) -> None:
        rechten = [Recht.BEGELEIDEN, Recht.VASTSTELLEN] if rol in (Rol.WERKGEVER, Rol.SCHOOL) else []
        values = {"regio": self.w.regio, "vanaf": LANG_GELEDEN, "organisatie": organisatie, "rechten": rechten} | meer
        Lidmaatschap.objects.create(user=user, rol=rol, **values)

    def organisaties(self, rol: Rol) -> list[Organisatie | None]:
        return {
            Rol.WERKGEVER: [self.w.leerbedrijf.organisatie, self.ander_bedrijf],
            Rol.SCHOOL: [self.w.school, self.andere_school],
            Rol.CONSULENT: [self.gemeente, self.andere_gemeente],
        }.get(rol, [None])

    def traject(self, status: Status = Status.LOPEND, *, laatste_werkdag: date | None = None, **velden) -> Traject:
        made = leven.in_status(self.w, status, aanmelder=self.gemeente, **velden)
        Plaatsing.objects.filter(traject=made).update(laatste_werkdag=laatste_werkdag)
        return made


@pytest.fixture(scope="module")
def m(django_db_setup, django_db_blocker):
    with voor_de_module(django_db_blocker):
        yield Mensen()


def ziet(user: User, traject: Traject, *, on: date = ON) -> bool:
    """Asked both ways, because they must agree."""
    listed = toegang.visible_trajecten(user, on=on).filter(pk=traject.pk).exists()
    assert bool(toegang.rollen(user, traject, on=on)) == listed
    return listed


def test_a_person_has_no_role_in_a_traject_exactly_when_it_is_not_in_their_list(m):
    people = [
        m.iemand({"rol": rol, "organisatie": organisatie, **duur})
        for rol in Rol
        for organisatie, duur in product(m.organisaties(rol), DUUR.values())
    ]
    people.append(m.iemand({"rol": Rol.BEHEERDER}, {"rol": Rol.WERKGEVER, "organisatie": m.ander_bedrijf}))
    people.append(m.iemand({"rol": Rol.COORDINATOR, "regio": m.elders.regio}, {"rol": Rol.BEGELEIDER}))
    ends = [None, ON, add_months(ON, -3), add_months(ON, -3) - DAG, add_months(ON, -12) - DAG]
    trajecten = [
        m.traject(status, einde_op=einde, vastgesteld_op=einde or ON, laatste_werkdag=einde)
        for status, einde in product(Status, ends)
    ] + [leven.in_status(m.elders, Status.LOPEND)]
    for n, traject in enumerate(trajecten):
        Traject.objects.filter(pk=traject.pk).update(behandelaar=people[n % len(people)], consulent=people[-n % len(people)])
        Betrokkene.objects.create(
            traject=traject, user=people[(n * 7) % len(people)], vanaf=ON - DAG, tot=ON if n % 2 else ON - DAG
        )

    outcomes = {_both(user, traject) for user in people for traject in Traject.objects.filter(pk__in=[t.pk for t in trajecten])}

    assert outcomes == {(True, True), (False, False)}


def _both(user: User, traject: Traject) -> tuple[bool, bool]:
    if not hasattr(user, "gezien"):
        user.gezien = set(toegang.visible_trajecten(user, on=ON).values_list("pk", flat=True))
    return bool(toegang.rollen(user, traject, on=ON)), traject.pk in user.gezien


def test_control_a_list_that_forgets_a_rule_no_longer_agrees(m, monkeypatch):
    user, traject = m.iemand({"rol": Rol.BEGELEIDER}), m.traject()
    monkeypatch.setattr(toegang, "visible_trajecten", lambda user, *, on: Traject.objects.all())

    with pytest.raises(AssertionError):
        ziet(user, traject)


@pytest.mark.parametrize(
    ("duur", "telt"), [("nu", True), ("tot en met vandaag", True), ("tot gisteren", False), ("vanaf morgen", False)]
)
@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.BEHEERDER, Rol.WERKGEVER, Rol.SCHOOL])
def test_a_membership_counts_on_its_days_only(m, rol, duur, telt):
    user = m.iemand({"rol": rol, "organisatie": m.organisaties(rol)[0], **DUUR[duur]})

    assert ziet(user, m.traject()) is telt


@pytest.mark.parametrize("rol", Rol)
def test_a_role_in_another_regio_counts_for_nothing(m, rol):
    organisatie = m.elders.leerbedrijf.organisatie if rol == Rol.WERKGEVER else m.organisaties(rol)[0]
    user = m.iemand({"rol": rol, "organisatie": organisatie, "regio": m.elders.regio})

    assert not ziet(user, m.traject(behandelaar=user, consulent=user))


def test_a_closed_account_sees_nothing(m):
    user = m.iemand({"rol": Rol.COORDINATOR})
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert not ziet(User.objects.get(pk=user.pk), m.traject())


def test_a_begeleider_sees_what_they_handle_or_have_a_part_in_through_its_last_day(m):
    user, traject = m.iemand({"rol": Rol.BEGELEIDER}), m.traject()
    assert not ziet(user, traject)

    part = Betrokkene.objects.create(traject=traject, user=user, vanaf=ON, tot=ON + DAG)

    assert [ziet(user, traject, on=day) for day in (ON - DAG, ON, ON + DAG, ON + 2 * DAG)] == [False, True, True, False]
    part.delete()
    assert ziet(user, m.traject(behandelaar=user))


def test_a_programmamanager_sees_no_traject(m):
    user = m.iemand({"rol": Rol.PROGRAMMAMANAGER})

    assert not any(ziet(user, m.traject(status, behandelaar=user)) for status in Status)


@pytest.mark.parametrize("rol", [Rol.WERKGEVER, Rol.SCHOOL])
def test_leerbedrijf_and_school_see_their_own_from_overeenkomst_on(m, rol):
    own, other = (m.iemand({"rol": rol, "organisatie": organisatie}) for organisatie in m.organisaties(rol))
    early = {Status.AANGEMELD, Status.INTAKE, Status.MATCHING}

    for status in Status:
        traject = m.traject(status)
        assert ziet(own, traject) is (status not in early), status
        assert not ziet(other, traject)


@pytest.mark.parametrize(("maanden", "rol"), [(3, Rol.WERKGEVER), (12, Rol.SCHOOL)])
def test_the_sight_of_leerbedrijf_and_school_ends_after_so_many_months(m, maanden, rol):
    user = m.iemand({"rol": rol, "organisatie": m.organisaties(rol)[0]})
    last = add_months(ON, -maanden)

    for day, seen in ((last, True), (last - DAG, False)):
        gestopt = m.traject(Status.GESTOPT, einde_op=day, vastgesteld_op=None, laatste_werkdag=day)
        nazorg = m.traject(Status.NAZORG, vastgesteld_op=day, laatste_werkdag=day)
        assert (ziet(user, gestopt), ziet(user, nazorg)) == (seen, seen), day


def test_a_consulent_sees_an_own_aanmelding_of_the_own_organisation_until_it_is_closed(m):
    user = m.iemand({"rol": Rol.CONSULENT, "organisatie": m.gemeente})
    elsewhere = m.iemand({"rol": Rol.CONSULENT, "organisatie": m.andere_gemeente})
    last = add_months(ON, -3)

    assert ziet(user, m.traject(Status.INTAKE, consulent=user))
    assert not ziet(user, m.traject(Status.INTAKE))
    assert not ziet(elsewhere, m.traject(Status.INTAKE, consulent=elsewhere))
    assert not ziet(user, m.traject(Status.AFGESLOTEN, consulent=user))
    assert ziet(user, m.traject(Status.GESTOPT, consulent=user, einde_op=last))
    assert not ziet(user, m.traject(Status.NIET_GESTART, consulent=user, einde_op=last - DAG))


def test_a_former_leerbedrijf_keeps_sight_but_acts_no_more(m):
    """A former leerbedrijf keeps sight of its own Plaatsing only (domein §3)."""
    user = m.iemand({"rol": Rol.WERKGEVER, "organisatie": m.w.leerbedrijf.organisatie})
    traject = m.traject(Status.BEOORDELING)
    acts = Permission.TRAJECT_BEOORDELEN
    assert toegang.may(user, acts, traject, on=ON)

    first = traject.plaatsingen.get()
    Plaatsing.objects.filter(pk=first.pk).update(huidig=False, laatste_werkdag=ON - DAG)
    values = {f.attname: getattr(first, f.attname) for f in Plaatsing._meta.concrete_fields if f.name not in ("id", "code")}
    bedrijf = m.ander_bedrijf.leerbedrijf
    Plaatsing.objects.create(**values | {"volgnummer": 2, "leerbedrijf_id": bedrijf.pk})

    assert ziet(user, traject)
    assert not toegang.may(user, acts, traject, on=ON)
    assert not toegang.may_overgang(user, Overgang.BEOORDELING_INDIENEN, traject, on=ON)
    now = m.iemand({"rol": Rol.WERKGEVER, "organisatie": m.ander_bedrijf})
    assert toegang.may_overgang(now, Overgang.BEOORDELING_INDIENEN, traject, on=ON)


@pytest.mark.parametrize("rol", [Rol.WERKGEVER, Rol.SCHOOL])
def test_leerbedrijf_and_school_keep_sight_while_another_leerbedrijf_is_sought(m, rol):
    user, other = (m.iemand({"rol": rol, "organisatie": organisatie}) for organisatie in m.organisaties(rol))
    started, never = m.traject(Status.MATCHING), m.traject(Status.MATCHING)
    Plaatsing.objects.filter(traject=started).update(huidig=False, eerste_werkdag=ON - DAG, laatste_werkdag=ON)
    Plaatsing.objects.filter(traject=never).update(huidig=False)

    assert ziet(user, started) and not ziet(user, never)
    assert not ziet(other, started)
    assert not toegang.may(user, Permission.TRAJECT_BEOORDELEN, started, on=ON)
