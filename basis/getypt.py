"""What somebody typed into a form, for the pages that must give it back because it could not be saved."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

_MACHINE = re.compile(r"once|versie|sessie_\w+|.*-(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|next")
_SECRET = re.compile(r"password|wachtwoord|credential")
_CODE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Waarde:
    """One field as it was sent. `tonen`: typed by a person, so worth showing; else it only goes along in a form."""

    naam: str
    waarde: str
    tonen: bool

    @property
    def label(self) -> str:
        return self.naam.rpartition("-")[2].replace("_", " ").capitalize()


def typed(request: HttpRequest) -> list[Waarde]:
    """Every field of the form but the CSRF token and passwords: those are typed again."""
    return [
        Waarde(name, value, bool(value.strip()) and not _MACHINE.fullmatch(name) and not _CODE.fullmatch(value))
        for name in request.POST
        if name != "csrfmiddlewaretoken" and not _SECRET.search(name)
        for value in request.POST.getlist(name)
    ]
