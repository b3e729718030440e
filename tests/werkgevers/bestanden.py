"""Files for upload."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def png() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return SimpleUploadedFile("stagemarkt.png", out.getvalue(), "image/png")


def text_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("stagemarkt.png", b"gewone tekst", "image/png")
