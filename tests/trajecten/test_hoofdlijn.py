"""The main line by the workflow itself: status, aan zet, termijnen, log and verklaring at each step."""

import pytest

from tests.trajecten import leven
from trajecten.models import Gebeurtenis, Verklaring
from trajecten.regels import Partij, Status

pytestmark = pytest.mark.django_db

AAN_ZET = {
    Status.AANGEMELD: Partij.COORDINATOR,
    Status.INTAKE: Partij.COORDINATOR,
    Status.MATCHING: Partij.COORDINATOR,
    Status.OVEREENKOMST: Partij.DEELNEMER,
    Status.LOPEND: Partij.NIEMAND,
    Status.BEOORDELING: Partij.LEERBEDRIJF,
    Status.VASTSTELLING: Partij.SCHOOL,
    Status.UITREIKING: Partij.COORDINATOR,
    Status.NAZORG: Partij.COORDINATOR,
    Status.AFGESLOTEN: Partij.NIEMAND,
}


@pytest.mark.parametrize("status", leven.ROUTE)
def test_the_main_line_reaches_every_status_with_the_right_party_aan_zet(status):
    w = leven.wereld()

    traject = leven.naar(w, status)

    assert traject.status == status
    assert traject.aan_zet == AAN_ZET[status]
    assert traject.beurten.filter(tot__isnull=True).count() == 1
    assert Gebeurtenis.objects.filter(traject=traject, naar=status).exists()


def test_the_verklaring_holds_exactly_the_vastgestelde_werkprocessen():
    w = leven.wereld()

    traject = leven.naar(w, Status.UITREIKING)

    verklaring = Verklaring.objects.get(traject=traject)
    printed = [wp["code"] for deel in verklaring.document.facts["delen"] for kt in deel["kerntaken"] for wp in kt["werkprocessen"]]
    assert verklaring.nummer == "PV-GR-2026-0001"
    assert printed == ["B1-K1-W1", "B1-K1-W2"]
