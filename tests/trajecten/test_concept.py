"""The concept of a praktijkverklaring: asked for, made by the worker, without number, and only before the school decides."""

import pytest
from django.urls import reverse

from basis import outbox
from documenten import opslag
from tests.documenten.lezen import text
from tests.trajecten import leven
from trajecten.models import Verklaring
from trajecten.regels import Status

pytestmark = pytest.mark.django_db


def maak(client, traject):
    return client.post(reverse("trajecten:concept_maken", args=[traject.code]), {"once": "c" * 22})


def test_a_concept_is_made_by_the_worker_and_holds_what_was_achieved_without_a_number(client, w):
    traject = leven.naar(w, Status.VASTSTELLING)
    client.force_login(w.coordinator)
    page = reverse("trajecten:concept", args=[traject.code])

    answer = maak(client, traject)
    waiting = client.get(page).content.decode()
    outbox.drain()
    ready = client.get(page)

    row = ready.context["rij"]
    assert answer["Location"] == page
    assert "wordt gemaakt" in waiting
    assert "Ververs" in waiting
    assert "staat klaar" in ready.content.decode()
    words = text(opslag.read(row.document.bestand, sha256=row.document.sha256))
    assert "Concept" in words
    assert "B1-K1-W1" in words
    assert "P1-K1-W2" not in words
    assert "PV-GR" not in words
    assert not Verklaring.objects.exists()
    download = client.get(reverse("trajecten:document", args=[row.code]))
    assert download["Content-Disposition"] == 'attachment; filename="concept-praktijkverklaring.pdf"'


def test_htmx_gets_only_the_part_that_changes(client, w):
    traject = leven.naar(w, Status.VASTSTELLING)
    client.force_login(w.coordinator)

    part = client.get(reverse("trajecten:concept", args=[traject.code]), headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith("<section")
    assert "<html" not in part


def test_before_and_after_the_decision_there_is_no_concept(client, w):
    traject = leven.naar(w, Status.LOPEND)
    client.force_login(w.coordinator)

    answer = maak(client, traject)

    assert answer["Location"] == traject.get_absolute_url()
    assert "alleen als de beoordeling bij de school ligt" in client.get(traject.get_absolute_url()).content.decode()
    assert not traject.documenten.filter(document__concept=True).exists()
