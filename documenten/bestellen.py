"""Order a document, or keep a scan: a row whose facts never change again, and the promise to make it."""

import hashlib
import json
import re
import unicodedata
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from basis import outbox
from documenten import feiten, opslag
from documenten.models import Document, Herkomst, Status
from documenten.signals import document_klaar
from documenten.upload import Gekeurd, keur

CONCEPT_BLIJFT = timedelta(hours=24)


class AndersBesteld(Exception):
    """The key was used for other facts: what was ordered is never changed, so the caller has a mistake."""


def bestel(
    soort: str,
    *,
    sleutel: str,
    facts: dict,
    titel: str,
    template: str,
    attach_json: str | None = None,
    concept: bool = False,
    at: datetime | None = None,
) -> Document:
    """
    Freeze the facts and promise the document, in the caller's transaction; the same key twice is one document.

    :param sleutel: what it is of, without a name: "pok:GR-2026-0042:1".
    :param attach_json: file name under which the facts go into the PDF; None: they do not.
    :raises documenten.feiten.FeitenOnvolledig: the facts do not fit the soort.
    :raises AndersBesteld: the key was used for other facts.
    """
    facts = _composed(facts)
    feiten.controleer(soort, facts)
    at = at or timezone.now()
    with transaction.atomic():
        document, made = Document.objects.get_or_create(
            sleutel=_key(soort, sleutel, facts, concept, at),
            defaults={
                "soort": soort,
                "titel": titel,
                "facts": facts,
                "template": template,
                "attach_json": attach_json or "",
                "concept": concept,
                "bewaren_tot": at + CONCEPT_BLIJFT if concept else None,
                "bestandsnaam": file_name(soort, facts.get("nummer", ""), concept=concept),
                "besteld_op": at,
            },
        )
        if not made and document.facts != facts:
            raise AndersBesteld(document.sleutel)
        outbox.enqueue("document", sleutel=str(document.code), payload={"document": document.pk})
    return document


def opnieuw(document: Document) -> None:
    """Try a document that failed once more, from the same facts (after a mistake of ours was mended)."""
    with transaction.atomic():
        row = Document.objects.select_for_update().get(pk=document.pk, status=Status.MISLUKT)
        row.status, row.reden = Status.BESTELD, ""
        row.save(update_fields=["status", "reden"])
        outbox.enqueue("document", sleutel=f"{row.code}:{timezone.now().timestamp()}", payload={"document": row.pk})


def bewaar_upload(
    soort: str, *, upload: UploadedFile | Gekeurd, titel: str, door_id: int | None, nummer: str = "", at: datetime | None = None
) -> Document:
    """
    Keep a scan or a file of somebody else's.

    :param upload: what a `PaperField` gave, or a raw upload, which is then checked here.
    :param door_id: the account that added it; None when somebody without one did.
    :param nummer: traject or register number for the file name.
    :raises django.core.exceptions.ValidationError: the file was refused, with the reason in Dutch.
    """
    paper = upload if isinstance(upload, Gekeurd) else keur(upload)
    at = at or timezone.now()
    document = Document(
        soort=soort, titel=titel, status=Status.KLAAR, herkomst=Herkomst.UPLOAD, door_id=door_id, besteld_op=at, klaar_op=at
    )
    document.sleutel = f"upload:{document.code}"
    document.media_type = paper.media_type
    document.bestandsnaam = file_name(soort, nummer or document.code.hex[:8], extension=paper.extension)
    temporary = opslag.new_temporary(document.code)
    opslag.write_synced(temporary, paper.content)
    document.bestand, document.sha256, document.bytes = opslag.keep(temporary, document.code, paper.extension)
    with transaction.atomic():
        document.save(force_insert=True)
        document_klaar.send(sender=Document, document=document)
    return document


def file_name(soort: str, nummer: str, *, concept: bool = False, extension: str = "pdf") -> str:
    """
    What a download is called: the soort and a number, never a name (M24).

    >>> file_name("praktijkovereenkomst", "GR-2026-0042", concept=True)
    'concept-praktijkovereenkomst-GR-2026-0042.pdf'
    """
    parts = ["concept"] * concept + [soort] + re.findall(r"[A-Za-z0-9]+", nummer)
    return f"{'-'.join(parts)[:90]}.{extension}"


def _key(soort: str, sleutel: str, facts: dict, concept: bool, at: datetime) -> str:
    """A concept is made anew when its facts changed, or every hour; what is decided is made once."""
    if not concept:
        return f"{soort}:{sleutel}"
    return f"{soort}:concept:{sleutel}:{kenmerk(facts)}:{at:%Y%m%d%H}"


def kenmerk(facts: dict) -> str:
    """For a key: the same facts have the same, other facts another."""
    return hashlib.sha256(json.dumps(_composed(facts), sort_keys=True).encode()).hexdigest()[:12]


def _composed(value: Any) -> Any:
    """Marks joined to their letters, as the font has them; the text stays the same to a reader."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    return value
