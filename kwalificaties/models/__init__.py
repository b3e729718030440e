from kwalificaties.models.bron import CatalogusImport, CatalogusUpload, ImportSoort
from kwalificaties.models.structuur import (
    Domein,
    Dossier,
    Kerntaak,
    Kwalificatie,
    KwalificatieQuerySet,
    Niveau,
    Sectorkamer,
    Werkproces,
    WerkprocesQuerySet,
)

__all__ = [
    "CatalogusImport",
    "CatalogusUpload",
    "Domein",
    "Dossier",
    "ImportSoort",
    "Kerntaak",
    "Kwalificatie",
    "KwalificatieQuerySet",
    "Niveau",
    "Sectorkamer",
    "Werkproces",
    "WerkprocesQuerySet",
]
