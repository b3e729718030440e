"""
Where an erkenning is looked up: an adapter, so that a coupling with SBB can take the place of a person's eyes.

No unofficial API is used: today a coordinator follows the deep link and records what they saw.
"""

from typing import Protocol
from urllib.parse import quote

from django.conf import settings
from django.utils.module_loading import import_string

from werkgevers.models import Leerbedrijf


class ErkenningBron(Protocol):
    """Anything that knows where SBB's register shows this leerbedrijf."""

    naam: str

    def zoeklink(self, leerbedrijf: Leerbedrijf) -> str:
        """The public page on which a person can see the erkenningen of this leerbedrijf."""


class HandmatigeBron:
    """Stagemarkt's public search; the answer is registered by hand."""

    naam = "Stagemarkt"

    def zoeklink(self, leerbedrijf: Leerbedrijf) -> str:
        return settings.STAGEMARKT_ZOEKLINK.format(leerbedrijf_id=quote(leerbedrijf.leerbedrijf_id, safe=""))


def erkenning_bron() -> ErkenningBron:
    """The source this installation uses (`ERKENNING_BRON`)."""
    return import_string(settings.ERKENNING_BRON)()
