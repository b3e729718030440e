"""Which trajecten there are: how far each came, how long ago, and what is special about it; as data."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from basis.dagen import add_months, add_working_days, is_working_day

# Days from the step before it, at least and at most; `tekenen` and what is timed by the agreement is filled in by `dagen`.
TEMPO = {
    "aanmelden": (0, 0),
    "intake_starten": (1, 6),
    "intake_afronden": (4, 11),
    "matchen": (6, 24),
    "starten": (17, 27),
    "beoordeling_starten": (72, 105),
    "indienen": (9, 20),
    "vaststellen": (5, 16),
    "uitreiken": (6, 20),
}
# The step by which a status is reached.
BEREIKT = {
    "aangemeld": "aanmelden",
    "intake": "intake_starten",
    "matching": "intake_afronden",
    "overeenkomst": "matchen",
    "lopend": "starten",
    "beoordeling": "beoordeling_starten",
    "vaststelling": "indienen",
    "uitreiking": "vaststellen",
    "nazorg": "uitreiken",
}
TEKENEN = {"teken_deelnemer": 2, "teken_vertegenwoordiger": 4, "teken_leerbedrijf": 6, "teken_school": 10}  # days after matchen


@dataclass(frozen=True)
class Verhaal:
    """
    :param bij: the status it came to, on the main line; `einde` is how it left that line, if it did.
    :param dagen: how many days ago it came there (or left), at least and at most.
    :param zonder: steps that were left undone.
    :param met: what is special; levens.py knows the words.
    :param na: days between reaching `bij` and leaving it by `einde`.
    """

    aantal: int
    bij: str
    dagen: tuple[int, int]
    einde: str = ""
    na: int = 0
    zonder: str = ""
    met: str = ""


V = Verhaal
GRONINGEN = [
    V(4, "aangemeld", (0, 9)),
    V(2, "aangemeld", (17, 24)),
    V(1, "aangemeld", (2, 2), met="consulent"),
    V(1, "aangemeld", (4, 4), met="consulent dubbel"),
    V(6, "intake", (0, 12)),
    V(2, "intake", (20, 26), met="taal"),
    V(1, "intake", (2, 5), met="via_aanmelder"),
    V(1, "intake", (2, 5), met="via_aanmelder consulent"),
    V(4, "matching", (0, 20)),
    V(1, "matching", (9, 14), met="voorstellen"),
    V(3, "matching", (34, 55), met="geen_leerbedrijf"),
    V(2, "matching", (10, 16), met="sbb"),
    V(1, "matching", (25, 25), met="sbb_te_laat"),
    V(1, "matching", (8, 18), met="zelf_aangemeld"),
    V(1, "matching", (64, 64), met="financiering"),
    V(5, "overeenkomst", (0, 4)),
    V(2, "overeenkomst", (13, 15), zonder="teken_leerbedrijf"),
    V(1, "overeenkomst", (16, 16), zonder="teken_leerbedrijf", met="versie2"),
    V(2, "overeenkomst", (12, 14), zonder="teken_school"),
    V(1, "overeenkomst", (9, 9), met="minderjarig", zonder="teken_vertegenwoordiger"),
    V(1, "overeenkomst", (10, 10), zonder="teken_leerbedrijf teken_school", met="weigert"),
    V(2, "overeenkomst", (14, 15)),
    V(1, "overeenkomst", (31, 31), met="start_voorbij"),
    V(1, "overeenkomst", (7, 7), zonder="teken_deelnemer", met="consulent"),
    V(6, "lopend", (1, 20)),
    V(5, "lopend", (25, 55)),
    V(1, "lopend", (44, 44), met="verlengd reactie"),
    V(1, "lopend", (50, 50), zonder="tussenevaluatie hercontrole", met="herplaatst"),
    V(5, "lopend", (58, 66)),
    V(1, "lopend", (18, 18), zonder="eerste_contact", met="consulent"),
    V(2, "lopend", (60, 64), zonder="tussenevaluatie", met="stil"),
    V(1, "lopend", (35, 35), met="inschrijving_open"),
    V(1, "lopend", (30, 30), met="bbl afwezig"),
    V(1, "lopend", (45, 45), met="pauze_geweest reactie_gelezen"),
    V(1, "lopend", (38, 38), met="vervallen"),
    V(1, "lopend", (12, 12), met="minderjarig"),
    V(2, "lopend", (5, 12), einde="onderbroken", na=35),
    V(1, "lopend", (30, 30), einde="onderbroken", na=50, met="terug_te_laat"),
    V(1, "lopend", (3, 3), einde="onderbroken", na=20),
    V(5, "beoordeling", (1, 9)),
    V(2, "beoordeling", (18, 22)),
    V(1, "beoordeling", (6, 6), met="eerder consulent"),
    V(4, "vaststelling", (1, 12)),
    V(1, "vaststelling", (33, 33)),
    V(1, "vaststelling", (48, 48)),
    V(1, "vaststelling", (6, 6), met="teruggestuurd schoollink"),
    V(4, "uitreiking", (1, 14)),
    V(1, "uitreiking", (36, 36), met="consulent"),
    V(2, "nazorg", (0, 4)),
    V(2, "nazorg", (20, 60)),
    V(2, "nazorg", (93, 98), zonder="nazorg_3"),
    V(1, "nazorg", (110, 110), zonder="nazorg_3"),
    V(1, "nazorg", (185, 185), zonder="nazorg_6"),
    V(1, "nazorg", (12, 12), met="mbo_volgt consulent"),
    V(1, "nazorg", (366, 366), zonder="nazorg_12"),
    V(4, "nazorg", (372, 420)),
    V(1, "nazorg", (150, 150), einde="afgesloten", na=20),
    V(2, "lopend", (10, 40), einde="gestopt", na=40),
    V(1, "lopend", (200, 200), einde="gestopt", na=15),
    V(1, "lopend", (80, 80), einde="gestopt", na=62, met="behaald consulent"),
    V(1, "beoordeling", (60, 60), einde="gestopt", na=5),
    V(1, "aangemeld", (20, 20), einde="niet_gestart", na=12, met="consulent"),
    V(1, "matching", (35, 35), einde="niet_gestart", na=40),
    V(1, "overeenkomst", (90, 90), einde="niet_gestart", na=14, zonder="teken_school"),
]
ELDERS = [
    V(1, "aangemeld", (2, 8)),
    V(1, "matching", (5, 25)),
    V(1, "overeenkomst", (6, 9)),
    V(2, "lopend", (15, 60)),
    V(1, "nazorg", (30, 80)),
]


def voor(regiocode: str, *, klein: bool) -> list[Verhaal]:
    """The stories of a regio; small: some of Groningen, once each."""
    if not klein:
        return GRONINGEN if regiocode == "GR" else ELDERS
    return [replace(verhaal, aantal=1) for verhaal in GRONINGEN[::7]] if regiocode == "GR" else []


def dagen(verhaal: Verhaal, rng: Random, on: date) -> dict[str, date]:
    """When each step happened: working days, in order, counted back so that the story stands today where it should."""
    offsets, so_far = {}, 0
    for stap, (least, most) in TEMPO.items():
        so_far += rng.randint(least, most)
        offsets[stap] = so_far
    reached = BEREIKT[verhaal.bij]
    begin = on - timedelta(days=rng.randint(*verhaal.dagen) + verhaal.na + offsets[reached])
    steps = list(TEMPO)[: list(TEMPO).index(reached) + 1]
    plan = {stap: begin + timedelta(days=offsets[stap]) for stap in TEMPO}
    plan |= _rond_de_overeenkomst(plan, verhaal, rng)
    plan |= _nazorg(plan["uitreiken"], rng)
    if verhaal.einde:
        plan[verhaal.einde] = plan[reached] + timedelta(days=verhaal.na)
    done = {*steps, verhaal.einde, *_tussenstappen(steps, plan, verhaal)} - set(verhaal.zonder.split())
    return {stap: werkdag(dag) for stap, dag in plan.items() if stap in done} | {
        stap: plan[stap] for stap in ("startdatum", "einddatum")
    }


def _tussenstappen(steps: list[str], plan: dict[str, date], verhaal: Verhaal) -> set[str]:
    """What happens beside the main line, once it came that far; nothing happens after the end."""
    belongs = {"matchen": list(TEKENEN), "starten": ["eerste_contact", "tussenevaluatie", "hercontrole"]}
    belongs["uitreiken"] = ["nazorg_0", "nazorg_3", "nazorg_6", "nazorg_12"]
    found = {extra for step in steps for extra in belongs.get(step, [])}
    if not verhaal.einde:
        return found
    return {extra for extra in found if plan[extra] < plan[verhaal.einde]}


def _rond_de_overeenkomst(plan: dict[str, date], verhaal: Verhaal, rng: Random) -> dict[str, date]:
    """The assessment is asked 15 working days before the einddatum; what was agreed follows from when that was to be."""
    start = werkdag(plan["starten"])
    einde = add_working_days(werkdag(plan["beoordeling_starten"]), 15)
    halfway = start + (einde - start) / 2
    return {
        **{stap: plan["matchen"] + timedelta(days=n - rng.randint(0, 1)) for stap, n in TEKENEN.items()},
        "startdatum": start,
        "einddatum": einde,
        "eerste_contact": start + timedelta(days=rng.randint(4, 9)),
        "tussenevaluatie": halfway + timedelta(days=rng.randint(-3, 3)),
        "hercontrole": start + timedelta(days=rng.randint(48, 56)),
    }


def _nazorg(uitgereikt: date, rng: Random) -> dict[str, date]:
    return {f"nazorg_{m}": add_months(uitgereikt, m) + timedelta(days=rng.randint(1, 6)) for m in (0, 3, 6, 12)}


def werkdag(dag: date) -> date:
    """The day itself, or the last working day before it."""
    while not is_working_day(dag):
        dag -= timedelta(days=1)
    return dag
