"""What stands out, in a sentence: the description of a drawing for who does not see it. Only of what is shown."""

from collections.abc import Sequence

from rapportage.grafieken.gegevens import Punt, Reeks, verborgen


def uitschieters(punten: Sequence[Punt]) -> str:
    """
    The highest and the lowest.

    >>> uitschieters([Punt("School", 12, "12 dagen"), Punt("Leerbedrijf", 31, "31 dagen"), Punt("SBB", None, "< 5")])
    'Hoogste: Leerbedrijf (31 dagen). Laagste: School (12 dagen). Niet getoond: SBB (< 5).'
    """
    shown = [punt for punt in punten if punt.waarde is not None]
    return " ".join(part for part in [_hoog_en_laag(shown), niet_getoond(punten)] if part)


def _hoog_en_laag(shown: Sequence[Punt]) -> str:
    values = {punt.waarde for punt in shown}
    if len(values) == 1 and len(shown) > 1:
        return f"Overal hetzelfde: {shown[0].tekst}."
    high, low = _met(shown, max), _met(shown, min)
    if len(values) < 2:
        return f"{high}." if high else ""
    return f"Hoogste: {high}. Laagste: {low}."


def _met(shown: Sequence[Punt], which) -> str:
    if not shown:
        return ""
    found = which(shown, key=lambda punt: punt.waarde)
    same = [punt.label for punt in shown if punt.waarde == found.waarde]
    return f"{opsomming(same)} ({found.tekst})"


def niet_getoond(punten: Sequence[Punt]) -> str:
    hidden = [f"{punt.label} ({punt.tekst})" for punt in verborgen(punten)]
    return f"Niet getoond: {opsomming(hidden)}." if hidden else ""


def per_reeks(reeksen: Sequence[Reeks]) -> str:
    """Of every row what stands out, after its name."""
    if len(reeksen) == 1:
        return uitschieters(reeksen[0].punten)
    return " ".join(f"{_naam(reeks)}: {_klein(uitschieters(reeks.punten))}" for reeks in reeksen)


def van_naar(punten: Sequence[Punt]) -> str:
    """
    Where a funnel begins and ends.

    >>> van_naar([Punt("Aangemeld", 120, "120"), Punt("Gestart", 40, "40")])
    'Van Aangemeld (120) naar Gestart (40).'
    """
    first, last = [f"{punt.label} ({punt.tekst})" for punt in (punten[0], punten[-1])]
    way = f"Van {first} naar {last}." if len(punten) > 1 else f"{first}."
    return f"{way} {niet_getoond(punten[1:-1])}".strip()


def opsomming(words: Sequence[str]) -> str:
    """
    >>> opsomming(["mei", "juni", "juli"])
    'mei, juni en juli'
    """
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else "".join(words)


def _naam(reeks: Reeks) -> str:
    return f"{reeks.naam} ({reeks.noot})" if reeks.noot else reeks.naam


def _klein(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
