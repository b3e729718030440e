from accounts.models.organisatie import Gemeente, GeslotenPeriode, Organisatie, OrganisatieSoort, Regio, RegioLogo
from accounts.models.user import User

__all__ = [
    "Afwezigheid",
    "BewaardeInvoer",
    "Gemeente",
    "GeslotenPeriode",
    "Lidmaatschap",
    "Organisatie",
    "OrganisatieSoort",
    "Recht",
    "Regio",
    "RegioLogo",
    "Rol",
    "Uitnodiging",
    "User",
]

from accounts.models.afwezigheid import Afwezigheid
from accounts.models.invoer import BewaardeInvoer
from accounts.models.lidmaatschap import Lidmaatschap, Recht, Rol, Uitnodiging  # needs User above
