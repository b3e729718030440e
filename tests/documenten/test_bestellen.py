"""Ordering, making and keeping: facts frozen, one file, one hash, however often the worker dies."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404
from django.utils import timezone

from basis import outbox
from basis.models import OutboxRow
from documenten import bestellen, maken, opruimen, opslag
from documenten.feiten import FeitenOnvolledig
from documenten.models import Document, Status
from documenten.signals import document_klaar, document_mislukt
from documenten.views_helpers import download_response
from tests.documenten import voorbeelden

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = timedelta(seconds=1)


def order(sleutel="GR-2026-0042:1", *, facts=None, **anders):
    return bestellen.bestel(
        "werkproceskeuze",
        sleutel=sleutel,
        facts=facts or voorbeelden.werkproceskeuze(),
        titel="Werkproceskeuze",
        template="documenten/werkproceskeuze.html",
        **anders,
    )


def due_again():
    OutboxRow.objects.update(available_at=timezone.now() - SECOND, claimed_until=None)


def files():
    return sorted(path.name for path in opslag.root().rglob("*") if path.is_file())


def test_an_ordered_document_is_made_once_and_handed_out_as_it_was_made():
    document = order()
    assert document.status == Status.BESTELD

    outbox.drain()
    outbox.drain()

    document.refresh_from_db()
    assert document.is_klaar
    response = download_response(document)
    assert response.content.startswith(b"%PDF-1.7")
    assert sha256(response.content).hexdigest() == document.sha256
    assert len(response.content) == document.bytes
    assert len(files()) == 1


def test_a_download_runs_nothing_and_carries_no_name():
    document = order()
    outbox.drain()
    document.refresh_from_db()

    response = download_response(document)

    assert response["Content-Disposition"] == 'attachment; filename="werkproceskeuze-GR-2026-0042.pdf"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store, private"


def test_what_is_not_there_cannot_be_downloaded():
    with pytest.raises(Http404):
        download_response(order())


def test_a_file_that_was_changed_on_disk_is_not_handed_out():
    document = order()
    outbox.drain()
    document.refresh_from_db()
    (opslag.root() / document.bestand).write_bytes(b"%PDF-1.7 iets anders")

    with pytest.raises(opslag.Beschadigd):
        download_response(document)


def test_the_same_key_twice_is_one_document_and_other_facts_are_refused():
    assert order().pk == order().pk

    with pytest.raises(bestellen.AndersBesteld):
        order(facts=voorbeelden.werkproceskeuze(versie=2))

    assert Document.objects.count() == 1


def test_facts_that_do_not_fit_the_soort_are_refused_before_anything_is_frozen():
    kwalificatie = {name: value for name, value in voorbeelden.KWALIFICATIE.items() if name != "crebo"}

    with pytest.raises(FeitenOnvolledig, match=r"werkproceskeuze\.kwalificatie: crebo"):
        order(facts=voorbeelden.werkproceskeuze(kwalificatie=kwalificatie))

    assert not Document.objects.exists()


def test_an_order_that_is_rolled_back_makes_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        order()
        raise RuntimeError

    outbox.drain()

    assert not Document.objects.exists()
    assert files() == []


def test_letters_with_loose_marks_are_joined_so_that_the_font_has_them():
    document = order(facts=voorbeelden.werkproceskeuze(deelnemer="Nguye\u0302\u0303n"))

    assert document.facts["deelnemer"] == "Nguyễn"


@pytest.mark.parametrize("change", [{"facts": {}}, {"template": "x.html"}, {"sha256": "a" * 64}, {"bestand": "aa/x.pdf"}], ids=str)
def test_what_is_klaar_never_changes(change):
    document = order()
    outbox.drain()

    with pytest.raises(ProgrammingError, match="Cannot update rows"):
        Document.objects.filter(pk=document.pk).update(**change)


def test_the_facts_of_an_order_never_change_even_before_it_is_made():
    document = order()

    with pytest.raises(ProgrammingError, match="Cannot update rows"):
        Document.objects.filter(pk=document.pk).update(facts={})


def test_a_document_that_is_klaar_cannot_go_back_or_disappear():
    document = order()
    outbox.drain()

    with pytest.raises(ProgrammingError):
        Document.objects.filter(pk=document.pk).update(status=Status.BESTELD, sha256="", bestand="", bytes=0, klaar_op=None)
    with pytest.raises(ProgrammingError, match="Cannot delete rows"):
        document.delete()


def test_klaar_without_a_hash_cannot_be_stored():
    document = order()

    with pytest.raises(IntegrityError, match="document_klaar_heeft_bestand"):
        Document.objects.filter(pk=document.pk).update(status=Status.KLAAR)


def test_a_hash_without_klaar_cannot_be_stored():
    document = order()

    with pytest.raises(IntegrityError, match="document_klaar_heeft_bestand"):
        Document.objects.filter(pk=document.pk).update(sha256="a" * 64)


def test_a_file_name_with_a_persons_name_cannot_be_stored():
    document = order()

    with pytest.raises(IntegrityError, match="document_naam_is_nummer"):
        Document.objects.filter(pk=document.pk).update(bestandsnaam="POK van Łukasz.pdf")


# --- a worker that dies --------------------------------------------------------------------------------------------
WRITES = ["os.fsync", "os.replace", "documenten.opslag._sync_directory", "documenten.maken._record", "documenten.opslag.keep"]


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("where", WRITES)
def test_a_worker_killed_at_any_write_leaves_a_document_whole_or_absent(where, moment):
    document = order()
    (row,) = outbox.claim()
    connection.close()
    pid = os.fork()
    if pid == 0:
        try:
            _die(where, moment)
            maken.maak(row)
        finally:
            os._exit(1)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    _is_whole_or_absent(document)
    due_again()

    outbox.drain()

    document.refresh_from_db()
    assert document.is_klaar
    _is_whole_or_absent(document)


def _die(where, moment):
    """In this process: SIGKILL to ourselves just before or after the named call, in the process that makes it."""
    import importlib

    module_name, _, name = where.rpartition(".")
    module = importlib.import_module(module_name)
    real = getattr(module, name)
    worker = os.getpid()

    def deadly(*args, **kwargs):
        if os.getpid() != worker:  # the rendering child: it is the worker that must die
            return real(*args, **kwargs)
        if moment == "before":
            os.kill(worker, signal.SIGKILL)
        real(*args, **kwargs)
        os.kill(worker, signal.SIGKILL)

    setattr(module, name, deadly)


def _is_whole_or_absent(document):
    document.refresh_from_db()
    if document.is_klaar:
        assert len(opslag.read(document.bestand, sha256=document.sha256)) == document.bytes
    else:
        assert (document.bestand, document.sha256) == ("", "")
    for name in files():
        if not name.endswith(opslag.TEMPORARY):
            assert (opslag.root() / name[:2] / name).read_bytes().rstrip().endswith(b"%%EOF")


def test_a_full_disk_leaves_nothing_half_and_is_tried_again(monkeypatch):
    document = order()

    def full(path, content):
        path.write_bytes(content[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(opslag, "write_synced", full)
        outbox.drain()
    document.refresh_from_db()
    assert document.status == Status.BESTELD
    assert files() == []
    due_again()

    outbox.drain()

    document.refresh_from_db()
    assert document.is_klaar


def test_two_workers_with_the_same_order_leave_one_file():
    order()
    (row,) = outbox.claim()

    maken.maak(row)
    first = files()
    maken.maak(row)

    assert files() == first
    assert len(first) == 1


def test_files_without_a_row_are_cleared_after_an_hour_and_no_others():
    document = order()
    outbox.drain()
    document.refresh_from_db()
    half = opslag.new_temporary(document.code)
    refused = half.with_name(f"{document.code}.0000.pdf")
    for path in (half, refused):
        path.write_bytes(b"%PDF")
    assert opruimen.verweesde_bestanden() == 0
    for path in opslag.root().glob("??/*"):
        os.utime(path, (time.time() - 7200,) * 2)

    assert opruimen.verweesde_bestanden() == 2

    assert download_response(document).content


# --- what cannot be made -------------------------------------------------------------------------------------------
def test_a_letter_outside_the_font_fails_the_document_and_says_so():
    told = []
    document_mislukt.connect(receiver := lambda document, **_: told.append(document.pk))
    document = order(facts=voorbeelden.werkproceskeuze(deelnemer="محمد 玲"))

    outbox.drain()

    document_mislukt.disconnect(receiver)
    document.refresh_from_db()
    assert document.status == Status.MISLUKT
    assert "lettertype" in document.reden or "glyph" in document.reden
    assert "محمد" not in OutboxRow.objects.get().last_error
    assert told == [document.pk]
    assert files() == []


def test_a_failed_document_can_be_tried_again_from_the_same_facts(monkeypatch):
    document = order()
    with monkeypatch.context() as broken:
        broken.setattr("documenten.render.ASSETS", {})
        outbox.drain()
    document.refresh_from_db()
    assert document.status == Status.MISLUKT

    bestellen.opnieuw(document)
    outbox.drain()

    document.refresh_from_db()
    assert document.is_klaar


def test_klaar_is_told_inside_the_transaction_that_made_it_true():
    def receiver(document, **_):
        assert connection.in_atomic_block
        raise RuntimeError("the room above could not take it")

    document_klaar.connect(receiver)
    document = order()
    outbox.drain()
    document_klaar.disconnect(receiver)
    document.refresh_from_db()
    assert document.status == Status.BESTELD
    due_again()

    outbox.drain()

    document.refresh_from_db()
    assert document.is_klaar


# --- concepts ------------------------------------------------------------------------------------------------------
def test_a_concept_is_gone_after_a_day_with_its_facts():
    at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    concept, kept = order(concept=True, at=at), order("GR-2026-0043:1")
    outbox.drain()
    assert len(files()) == 2

    assert opruimen.verlopen_concepten(at=at + timedelta(hours=23)) == 0
    assert opruimen.verlopen_concepten(at=at + timedelta(hours=25)) == 1

    concept.refresh_from_db()
    kept.refresh_from_db()
    assert (concept.status, concept.facts, concept.bestand) == (Status.VERLOPEN, {}, "")
    assert kept.is_klaar
    assert len(files()) == 1
    assert concept.bestandsnaam.startswith("concept-")


def test_a_concept_with_other_facts_is_another_concept():
    first = order(concept=True)

    assert order(concept=True).pk == first.pk
    assert order(concept=True, facts=voorbeelden.werkproceskeuze(versie=2)).pk != first.pk
