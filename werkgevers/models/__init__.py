from werkgevers.models.erkenning import (
    Erkenning,
    ErkenningCheck,
    ErkenningGebeurtenis,
    ErkenningStatus,
    Gebeurtenissoort,
    Hoe,
    Opvolgerbevestiging,
    Uitkomst,
)
from werkgevers.models.leerbedrijf import Contactpersoon, Leerbedrijf, Leerbedrijfnotitie, Praktijkopleider

__all__ = [
    "Contactpersoon",
    "Erkenning",
    "ErkenningCheck",
    "ErkenningGebeurtenis",
    "ErkenningStatus",
    "Gebeurtenissoort",
    "Hoe",
    "Leerbedrijf",
    "Leerbedrijfnotitie",
    "Opvolgerbevestiging",
    "Praktijkopleider",
    "Uitkomst",
]
