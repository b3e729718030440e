"""A file from outside: what it must be before it is kept. Parsing happens in a process of its own (keuring.py)."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from basis.bsn import contains_bsn
from documenten import keuring

MAX_BYTES = 10 * 1024 * 1024
WALL_SECONDS = 12
EXTENSIONS = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
HULP = "Een PDF, JPEG of PNG van hoogstens 10 MB. Maak het BSN onleesbaar."

REFUSALS = {
    "leeg": "Kies een ander bestand: dit bestand is leeg.",
    "groot": "Kies een kleiner bestand: dit bestand is groter dan 10 MB.",
    "soort": "Kies een PDF, JPEG of PNG: dit bestand is iets anders.",
    "stuk": "Scan of bewaar het bestand opnieuw: het is beschadigd en kan niet worden gelezen.",
    "versleuteld": "Haal het wachtwoord van de PDF: een versleuteld bestand kan niet worden bewaard.",
    "programma": "Bewaar het bestand opnieuw als gewone PDF: in dit bestand zit een programma of een ander bestand.",
    "groot_beeld": "Verklein de afbeelding: die heeft meer dan 40 miljoen beeldpunten.",
    "te_zwaar": "Kies een eenvoudiger bestand: het lezen van dit bestand duurt te lang.",
    "bladzijden": "Kies een kleiner bestand: deze PDF heeft meer dan 100 bladzijden.",
    "bsn": "Maak het burgerservicenummer onleesbaar: in dit bestand staat een getal dat een BSN kan zijn.",
    "naam": "Geef het bestand een andere naam: in de naam staat een getal dat een BSN kan zijn.",
}


@dataclass(frozen=True)
class Gekeurd:
    """A file that passed: images are made anew without metadata, a PDF is kept as it is (it may be signed)."""

    content: bytes
    media_type: str

    @property
    def extension(self) -> str:
        return SUFFIX[self.media_type]


def keur(upload: UploadedFile, *, numbers: frozenset[str] = frozenset()) -> Gekeurd:
    """
    Check a file in this order: size, name, first bytes, then the contents.

    :param numbers: nine-digit numbers that may stand in it because they are known (the leerbedrijf-ID).
    :raises ValidationError: one Dutch sentence that begins with what to do.
    """
    if not upload.size:
        raise _refusal("leeg")
    if upload.size > MAX_BYTES:
        raise _refusal("groot")
    if contains_bsn(upload.name or ""):
        raise _refusal("naam")
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    media_type = _media_type(upload.name or "", content)
    cleaned, text = _inspect(content, media_type)
    if contains_bsn(_without(text, numbers)):
        raise _refusal("bsn")
    return Gekeurd(cleaned, media_type)


class PaperField(forms.FileField):
    """A scan or PDF in a form; its cleaned value is a `Gekeurd`, ready for `bewaar_upload`."""

    def __init__(self, *, numbers: frozenset[str] = frozenset(), **kwargs):
        self.numbers = numbers
        kwargs.setdefault("help_text", HULP)
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}))
        kwargs["error_messages"] = {
            "required": "Voeg het bestand toe.",
            "empty": REFUSALS["leeg"],
            **kwargs.get("error_messages", {}),
        }
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return keur(upload, numbers=self.numbers) if isinstance(upload, UploadedFile) else upload


def _media_type(name: str, content: bytes) -> str:
    """The kind by its first bytes AND by its extension; the two must agree."""
    by_name = EXTENSIONS.get(name.rpartition(".")[2].lower())
    try:
        by_magic = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        by_magic = ""
    starts = {"application/pdf": b"%PDF-", "image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
    if not by_name or by_magic != by_name or not content.startswith(starts[by_name]):
        raise _refusal("soort")
    return by_name


def _inspect(content: bytes, media_type: str) -> tuple[bytes, str]:
    """:returns: the bytes to keep and the text in it; parsed where a hostile file can only hurt itself."""
    script = str(Path(keuring.__file__))
    try:
        done = subprocess.run(
            [sys.executable, "-I", script, media_type],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refusal("te_zwaar") from None
    head, _, rest = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        raise _refusal("te_zwaar")
    answer = json.loads(head)
    if answer["refusal"]:
        raise _refusal(answer["refusal"])
    return (rest if answer["cleaned"] else content), answer["text"]


def _without(text: str, numbers: frozenset[str]) -> str:
    for number in numbers:
        text = text.replace(number, "")
    return text


def _refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)
