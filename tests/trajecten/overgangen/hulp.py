"""How the tests of the overgangen look at a page: sent, refused with the form kept, or done."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from basis.once import new_key
from tests.trajecten import leven

VANDAAG = date(2026, 5, 11)  # ten weeks after leven.BEGIN, a Monday
BSN = "123456782"


def url(traject, verb):
    return reverse(f"trajecten:{verb}", args=[traject.code])


def post(page, address, data, **meer):
    return page.post(address, {"once": new_key(), **data, **meer})


def text(response) -> str:
    return response.content.decode()


def refused(response, traject, *sentences):
    """Shown again with the reasons, and the traject is as it was."""
    assert response.status_code == 200, response.status_code
    for sentence in sentences:
        assert sentence in text(response)
    status = traject.status
    traject.refresh_from_db()
    assert traject.status == status
    assert traject.gebeurtenissen.exclude(naar="").latest("pk").naar == status


def done(response, traject, status):
    """Answered by a redirect to the dossier, with this status."""
    assert response.status_code == 303, text(response)
    assert response["Location"] == traject.get_absolute_url()
    traject.refresh_from_db()
    assert traject.status == status


def ticks(response) -> list[str]:
    """The values of the questions a page asks."""
    return [value for value, _ in response.context["form"].fields["bevestig"].widget.choices]


def scan(content: bytes | None = None, name: str = "scan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, leven.papier().content if content is None else content, "application/pdf")
