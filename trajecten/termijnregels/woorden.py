"""A rule of the table in words."""

from collections.abc import Iterable

from trajecten.termijnregels.soorten import Soort

_EENHEID = {"wd": ("werkdag", "werkdagen"), "d": ("dag", "dagen")}


def wanneer(soort: Soort, dagen: int) -> str:
    """10 werkdagen na de aanmelding"""
    words = soort.wanneer.replace("{n}", str(dagen))
    return words.replace("werkdagen", "werkdag").replace(" dagen", " dag") if dagen == 1 and not soort.is_vast else words


def moment(n: int, eenheid: str) -> str:
    """5 werkdagen ervoor"""
    if n == 0:
        return "op de dag zelf"
    one, many = _EENHEID[eenheid]
    return f"{abs(n)} {one if abs(n) == 1 else many} {'ervoor' if n < 0 else 'erna'}"


def momenten_in_woorden(momenten: Iterable[int], eenheid: str) -> str:
    """5 werkdagen ervoor, op de dag zelf en 3 werkdagen erna"""
    words = [moment(n, eenheid) for n in momenten]
    return " en ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
