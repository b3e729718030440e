"""The register of verklaringen as the public may ask it."""

from django.db.models import F

from trajecten.models import Verklaring


def controleer(code: str) -> Verklaring | None:
    """
    The verklaring behind a code, counted as looked at.

    :param code: 128 bits or more, so that guessing is hopeless (M10); None for a code nobody has.
    """
    if not Verklaring.objects.filter(verificatiecode=code).update(keren_gecontroleerd=F("keren_gecontroleerd") + 1):
        return None
    return Verklaring.objects.select_related("document").get(verificatiecode=code)


def pdf_sha256(verklaring: Verklaring) -> str:
    """With which the holder's own file is compared, in their browser; empty while there is no PDF."""
    document = verklaring.document
    return document.sha256 if document and document.media_type == "application/pdf" else ""
