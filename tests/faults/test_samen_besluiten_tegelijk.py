"""Eight people of a school press on the same deelnemers, each on a selection of their own: nobody gets two verklaringen."""

import pytest
from django.db import OperationalError

from accounts.models import Recht, Rol
from tests.faults.test_vaststellen_tegelijk import DAG, THREADS, trajecten_in_vaststelling
from tests.parallel import at_once
from tests.personen import iemand
from tests.trajecten import leven
from trajecten import samen_besluit, toegang_portaal
from trajecten.models import SamenBesluit, SamenBesluitRij, Traject, Verklaring
from trajecten.regels import Status

pytestmark = pytest.mark.django_db(transaction=True)
WIE = samen_besluit.Ondertekening(DAG, "Maaike Boonstra", "Voorzitter examencommissie", "Groningen")
DEELNEMERS = 6


@pytest.fixture
def persoon():
    w = leven.wereld()
    w.controleer(DAG)
    trajecten_in_vaststelling(w, DEELNEMERS)
    return iemand("Maaike Boonstra", Rol.SCHOOL, organisatie=w.school, rechten=[Recht.VASTSTELLEN], mandaat="Brief")


def _druk(persoon, rows, *, gezien: str = ""):
    return samen_besluit.besluiten(plaatsingen=rows, ondertekening=WIE, by=persoon, on=DAG, gezien=gezien)


def _wie_drukt(persoon, n: int):
    """Each leaves out another one, in another order. :returns: the press of the second step, everything read."""
    rows = list(toegang_portaal.te_besluiten(persoon, on=DAG).select_related("traject", "school"))
    own = [row for i, row in enumerate(rows) if i != n % len(rows)][:: -1 if n % 2 else 1]
    with pytest.raises(samen_besluit.LeesEerst) as eerst:
        _druk(persoon, own)
    return lambda: _druk(persoon, own, gezien=eerst.value.merk)


def _samen(persoon) -> list:
    return at_once([_wie_drukt(persoon, n) for n in range(THREADS)])


def test_nobody_gets_two_verklaringen_and_no_press_waits_for_another_for_ever(persoon):
    ends = _samen(persoon)

    assert all(isinstance(end, SamenBesluit | samen_besluit.LeesEerst) for end in ends), ends
    done = [end for end in ends if isinstance(end, SamenBesluit)]
    assert len(done) == 1, "who came later reads first that there is less left"
    assert Verklaring.objects.count() == DEELNEMERS - 1 == len({v.traject_id for v in Verklaring.objects.all()})
    assert SamenBesluitRij.objects.filter(reden="").count() == DEELNEMERS - 1
    assert sorted(Traject.objects.values_list("status", flat=True)) == [Status.UITREIKING] * (DEELNEMERS - 1) + [
        Status.VASTSTELLING
    ]
    assert sorted(Verklaring.objects.values_list("volgnummer", flat=True)) == list(range(1, DEELNEMERS))


def test_control_without_one_order_of_locks_they_wait_for_each_other(persoon, monkeypatch):
    presses = [_wie_drukt(persoon, n) for n in range(THREADS)]
    status = dict(Traject.objects.values_list("pk", "status"))
    monkeypatch.setattr(samen_besluit, "_lock", lambda rows: status)

    ends = at_once(presses)

    assert any(isinstance(end, OperationalError) for end in ends), ends
