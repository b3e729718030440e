"""
What a leerbedrijf is called outside the coordinator's screens: portals, mails, POK, verklaring (domein §4, hidden address).

A safe house appears under its cover name only, without place, address or any number by which it could be looked up.
"""

from django.db.models import Case, F, When

from werkgevers.models import Leerbedrijf


def naam_buiten(leerbedrijf: Leerbedrijf) -> str:
    return leerbedrijf.schuilnaam if leerbedrijf.verborgen_adres else leerbedrijf.organisatie.naam


def naam_buiten_in_query(leerbedrijf: str) -> Case:
    """The same in a query. :param leerbedrijf: the path to it, such as `leerbedrijf`."""
    hidden = When(**{f"{leerbedrijf}__verborgen_adres": True}, then=F(f"{leerbedrijf}__schuilnaam"))
    return Case(hidden, default=F(f"{leerbedrijf}__organisatie__naam"))


def plaats_buiten(leerbedrijf: Leerbedrijf) -> str:
    """Empty when hidden."""
    return "" if leerbedrijf.verborgen_adres else leerbedrijf.organisatie.plaats


def adres_buiten(leerbedrijf: Leerbedrijf) -> list[str]:
    """The lines of the address; none when hidden."""
    if leerbedrijf.verborgen_adres:
        return []
    o = leerbedrijf.organisatie
    return [line for line in (o.straat, f"{o.postcode} {o.plaats}".strip()) if line]


def leerbedrijf_id_buiten(leerbedrijf: Leerbedrijf) -> str:
    """Empty when hidden: the leerbedrijf-ID leads to the address on Stagemarkt."""
    return "" if leerbedrijf.verborgen_adres else leerbedrijf.leerbedrijf_id


def kvk_buiten(leerbedrijf: Leerbedrijf) -> str:
    """Empty when hidden: the KvK-nummer leads to the address in the Handelsregister."""
    return "" if leerbedrijf.verborgen_adres else leerbedrijf.kvk
