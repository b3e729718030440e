"""The logo of a regio: what was uploaded is never served; it is read, checked and drawn anew as a small PNG (M14-16)."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, UnidentifiedImageError

from accounts.models import Regio, RegioLogo

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 16_000_000
MAX_SIZE = (400, 160)
EXTENSIONS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg")}
GEEN_BEELD = "Kies een PNG of JPEG van hoogstens 2 MB."


def make_png(upload: UploadedFile) -> bytes:
    """
    :returns: the same picture as a PNG of at most 400 x 160, without anything else that was in the file.
    :raises ValidationError: too big, too many pixels, no PNG or JPEG, or a name that says otherwise.
    """
    if not upload.size or upload.size > MAX_BYTES:
        raise ValidationError(GEEN_BEELD, code="size")
    try:
        with Image.open(upload, formats=list(EXTENSIONS)) as image:
            if image.width * image.height > MAX_PIXELS or not _says_so(upload.name, image.format):
                raise ValidationError(GEEN_BEELD, code="image")
            small = image.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise ValidationError(GEEN_BEELD, code="image") from error
    small.thumbnail(MAX_SIZE)
    drawn = BytesIO()
    Image.frombytes("RGBA", small.size, small.tobytes()).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _says_so(name: str | None, kind: str | None) -> bool:
    return (name or "").lower().endswith(EXTENSIONS.get(kind or "", ()))


@transaction.atomic
def replace(regio: Regio, png: bytes | None) -> None:
    """Put this logo in the place of the old one, or none at all."""
    if png is None:
        RegioLogo.objects.filter(regio=regio).delete()
        regio.logo_versie = 0
    else:
        RegioLogo.objects.update_or_create(regio=regio, defaults={"png": png})
        regio.logo_versie = regio.versie
    regio.save(update_fields=["logo_versie"])
