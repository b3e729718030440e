"""How a file leaves the system; the room that owns the Document decides who may have it."""

from django.http import Http404, HttpResponse

from documenten import opslag
from documenten.models import Document


def download_response(document: Document) -> HttpResponse:
    """
    The file as an attachment that can run nothing in our name.

    :raises Http404: there is no file (yet, or any more).
    :raises documenten.opslag.Beschadigd: the file on disk is not the one that was made.
    """
    if not document.is_klaar:
        raise Http404
    response = HttpResponse(opslag.read(document.bestand, sha256=document.sha256), content_type=document.media_type)
    response["Content-Disposition"] = f'attachment; filename="{document.bestandsnaam}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
