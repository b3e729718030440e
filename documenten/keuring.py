"""
Open one uploaded file, in a process of its own with limits: `python -I keuring.py <media type>`, the file on stdin.

The answer on stdout: one line of JSON ({"refusal", "text", "cleaned"}), then, for images, the image made anew.
Knows nothing of Django, so that it starts in a third of a second.
"""

import json
import re
import resource
import sys
import warnings
from io import BytesIO

import pikepdf
import pypdf
from PIL import Image, ImageOps

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 8
MAX_PAGES = 100
MAX_PIXELS = 40_000_000
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/RichMedia", "/XFA", "/ImportData", "/SubmitForm"}


class Refused(Exception):
    """The argument is a key of `upload.REFUSALS`."""


def inspect(content: bytes, media_type: str) -> tuple[str, bytes]:
    """:returns: the text in the file and, for an image, the image without metadata; :raises Refused: it may not be kept."""
    if media_type == "application/pdf":
        return pdf_text(content), b""
    return "", image_anew(content, media_type)


def pdf_text(content: bytes) -> str:
    _nothing_behind_the_end(content)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as doc:
            if doc.is_encrypted:
                raise Refused("versleuteld")
            _plain(doc)
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content), strict=False).pages)
    except pikepdf.PasswordError:
        raise Refused("versleuteld") from None
    except (Refused, MemoryError):
        raise
    except Exception:  # whatever the parsers say of a file they cannot read, to the user it is one thing
        raise Refused("stuk") from None


def image_anew(content: bytes, media_type: str) -> bytes:
    """Only the picture: no EXIF, no place, no text, nothing hidden behind it."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    kind = {"image/jpeg": "JPEG", "image/png": "PNG"}[media_type]
    try:
        with Image.open(BytesIO(content), formats=[kind]) as image:
            picture = ImageOps.exif_transpose(image).convert("RGBA" if kind == "PNG" and image.has_transparency_data else "RGB")
        result = BytesIO()
        picture.save(result, kind, **({"quality": 88} if kind == "JPEG" else {}))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused("groot_beeld") from None
    except (OSError, ValueError, SyntaxError):
        raise Refused("stuk") from None
    return result.getvalue()


def _nothing_behind_the_end(content: bytes) -> None:
    """A second file hidden behind the PDF (a ZIP reads from its tail)."""
    _, mark, behind = content.rpartition(b"%%EOF")
    if not mark:
        raise Refused("stuk")
    if behind.strip(b"\r\n \t\x00") or b"PK\x05\x06" in content[-66_000:]:
        raise Refused("programma")


def _plain(doc: pikepdf.Pdf) -> None:
    if len(doc.pages) > MAX_PAGES:
        raise Refused("bladzijden")
    if not doc.pages:
        raise Refused("stuk")
    for obj in doc.objects:
        if isinstance(obj, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array) and _active(obj):
            raise Refused("programma")


def _active(obj: pikepdf.Object, depth: int = 0) -> bool:
    """Whether a dictionary, or one written inside it, starts or carries something."""
    if isinstance(obj, pikepdf.Array):
        inner = list(obj)
    else:
        if set(obj.keys()) & ACTIVE or str(obj.get("/S", "")) in ACTIVE:
            return True
        inner = list(obj.values())
    nested = (v for v in inner if isinstance(v, pikepdf.Dictionary | pikepdf.Array) and not v.is_indirect)
    return depth < 8 and any(_active(v, depth + 1) for v in nested)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    refusal, text, cleaned = "", "", b""
    try:
        text, cleaned = inspect(sys.stdin.buffer.read(), sys.argv[1])
    except Refused as reason:
        refusal = str(reason)
    except MemoryError:
        refusal = "te_zwaar"
    head = {"refusal": refusal, "text": re.sub(r"[ \t]+", " ", text)[:2_000_000], "cleaned": bool(cleaned)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + cleaned)


if __name__ == "__main__":
    main()
