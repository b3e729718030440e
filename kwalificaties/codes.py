"""The codes of a kwalificatiedossier, made from the numbers (`hoofdstuk`) in SBB's XML (domein §5)."""

import re

CREBO = r"^[0-9]{5}$"
KERNTAAK = r"^(B1|P[1-9][0-9]?)-K[1-9][0-9]?$"
WERKPROCES = r"^(B1|P[1-9][0-9]?)-K[1-9][0-9]?-W[1-9][0-9]?$"

_DELEN = re.compile(r"^([BP])(\d+)-K(\d+)(?:-W(\d+))?$")


def kerntaak(nummer: int, *, profiel: int | None = None) -> str:
    """
    :param profiel: the number of the profile in its dossier; None for the basis that all profiles share.

    >>> kerntaak(1), kerntaak(1, profiel=2)
    ('B1-K1', 'P2-K1')
    """
    return f"{_deel(profiel)}-K{_binnen(nummer)}"


def werkproces(nummer: int, *, kerntaak: int, profiel: int | None = None) -> str:
    """
    >>> werkproces(3, kerntaak=1), werkproces(1, kerntaak=1, profiel=2)
    ('B1-K1-W3', 'P2-K1-W1')
    """
    return f"{_deel(profiel)}-K{_binnen(kerntaak)}-W{_binnen(nummer)}"


def volgorde(code: str) -> int:
    """
    A number that sorts codes as people count: B before P, W2 before W10.

    :raises ValueError: no code of a kerntaak or werkproces.
    """
    if not (delen := _DELEN.match(code)):
        raise ValueError(f"{code} is geen code van een kerntaak of werkproces")
    soort, deel, kern, werk = delen.groups()
    return (int(deel) if soort == "P" else 0) * 10_000 + int(kern) * 100 + int(werk or 0)


def _deel(profiel: int | None) -> str:
    return "B1" if profiel is None else f"P{_binnen(profiel)}"


def _binnen(nummer: int) -> int:
    """:raises ValueError: outside 1-99, which no dossier has."""
    if not 1 <= nummer <= 99:
        raise ValueError(f"{nummer} ligt niet tussen 1 en 99")
    return nummer
