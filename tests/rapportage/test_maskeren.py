"""M09: no count of 1-4 can be worked out of what is shown; tried by an attacker who tries every number (`aanvaller.py`)."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapportage import maskeren
from rapportage.maskeren import Lijn, Reden, verborgen
from tests.rapportage.aanvaller import Aanvaller, lekken, wat_gezien_wordt
from tests.rapportage.tabellen import GEMEENTEN, genest, tabel

KLEIN, AFGELEID = Reden.KLEIN, Reden.AFGELEID
AANTALLEN = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 9])


def tabellen(aflopen=(), *, maanden=True):
    soorten = list(product(range(4) if maanden else (0, 2), GEMEENTEN, (True, False), aflopen or ("",)))
    counts = st.lists(AANTALLEN, min_size=len(soorten), max_size=len(soorten))
    return counts.map(lambda counts: tabel(dict(zip(soorten, counts, strict=True)), aflopen, maanden=maanden))


PLAT = tabellen()
DIEP = tabellen(("verklaring", "uitval"), maanden=False)


def profiel(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def alleen_klein(aantallen) -> dict:
    return {cel: KLEIN for cel, aantal in aantallen.items() if 0 < aantal < 5}


def regel(som: int, *delen: int) -> tuple[dict, list[Lijn]]:
    """A total T and its delen, named by their place."""
    return {"T": som, **dict(enumerate(delen))}, [Lijn("T", tuple(range(len(delen))))]


@profiel(120)
@given(PLAT)
def test_nobody_works_out_a_small_count_per_gemeente_doelgroep_and_period(tabel):
    gemerkt = verborgen(tabel.aantallen, tabel.lijnen, ongetoond=tabel.ongetoond)

    assert lekken(tabel.aantallen, tabel.lijnen, gemerkt, tabel.ongetoond) == []


@profiel(80)
@given(DIEP)
def test_nobody_works_out_a_small_count_of_a_figure_in_parts(tabel):
    gemerkt = verborgen(tabel.aantallen, tabel.lijnen, ongetoond=tabel.ongetoond)

    assert lekken(tabel.aantallen, tabel.lijnen, gemerkt, tabel.ongetoond) == []


def verschillen(tabel, gemerkt) -> list[int]:
    """Of any two counts that are shown, the second of people within the first: how many the first has more."""
    shown = [cel for cel in tabel.mensen if cel not in gemerkt and cel not in tabel.ongetoond]
    return [len(tabel.mensen[a] - tabel.mensen[b]) for a, b in genest(shown)]


@profiel(150)
@given(st.one_of(PLAT, DIEP))
def test_two_shown_counts_never_differ_by_a_few_people(tabel):
    gemerkt = verborgen(tabel.aantallen, tabel.lijnen, ongetoond=tabel.ongetoond)

    assert not {1, 2, 3, 4} & set(verschillen(tabel, gemerkt))


@profiel(150)
@given(st.one_of(PLAT, DIEP))
def test_small_counts_are_hidden_and_none_is_not(tabel):
    gemerkt = verborgen(tabel.aantallen, tabel.lijnen, ongetoond=tabel.ongetoond)

    for cel, aantal in tabel.aantallen.items():
        if cel in tabel.ongetoond or aantal == 0:
            assert cel not in gemerkt
        elif aantal < 5:
            assert cel in gemerkt
        else:
            assert gemerkt.get(cel) != KLEIN


def test_control_hiding_only_what_is_small_is_seen_through():
    seen_through = []

    @profiel(20)
    @given(PLAT)
    def probeer(tabel):
        gemerkt = alleen_klein(tabel.aantallen)
        leaks = lekken(tabel.aantallen, tabel.lijnen, gemerkt, tabel.ongetoond)
        seen_through.append(bool(leaks) and bool({1, 2, 3, 4} & set(verschillen(tabel, gemerkt))))

    probeer()
    assert sum(seen_through) > len(seen_through) // 2, "control: the attacker and the pairs find what is left open"


def test_control_the_attacker_finds_what_trying_all_numbers_finds():
    aantallen, lijnen = {"T": 9, "a": 1, "b": 3, "c": 5, "U": 4}, [Lijn("T", ("a", "b", "c")), Lijn("U", ("a", "b"))]
    for hidden in ({"a", "b"}, {"a", "b", "c"}, {"a", "b", "U"}, {"a", "b", "c", "U"}, set(aantallen)):
        gemerkt = {cel: KLEIN if aantallen[cel] < 5 else AFGELEID for cel in hidden}
        grenzen = wat_gezien_wordt(aantallen, gemerkt, ())
        tried = [
            dict(zip(grenzen, values, strict=True)) for values in product(*(range(low, high + 1) for low, high in grenzen.values()))
        ]
        solutions = [s for s in tried if s["T"] == s["a"] + s["b"] + s["c"] and s["U"] == s["a"] + s["b"]]
        for cel in aantallen:
            known = {s[cel] for s in solutions} == {aantallen[cel]}
            assert Aanvaller(grenzen, lijnen).weet([cel], aantallen[cel]) == known, (hidden, cel)


@pytest.mark.parametrize(
    ("aantallen", "gemerkt"),
    [
        ((30, 10, 20), {}),
        ((30, 30, 0), {}),
        ((3, 3, 0), {"T": KLEIN, 0: KLEIN}),
        ((30, 2, 8, 20), {0: KLEIN, 1: AFGELEID}),
        ((23, 1, 2, 20), {0: KLEIN, 1: KLEIN, 2: AFGELEID}),
        ((25, 2, 3, 20), {0: KLEIN, 1: KLEIN}),
        ((28, 4, 4, 20), {0: KLEIN, 1: KLEIN, 2: AFGELEID}),
        ((30, 1, 1, 1, 1, 1, 5, 20), {**dict.fromkeys(range(5), KLEIN), 6: AFGELEID}),
    ],
    ids=["none small", "one beside 0", "total as small", "one small", "make 3", "make 5", "4 and 4", "all at their lowest"],
)  # fmt: skip
def test_of_one_total_no_more_is_hidden_than_is_needed(aantallen, gemerkt):
    counts, lijnen = regel(*aantallen)

    assert verborgen(counts, lijnen) == gemerkt
    assert lekken(counts, lijnen, gemerkt) == []


def test_four_small_delen_do_not_tell_that_each_is_one():
    counts, lijnen = regel(4, 1, 1, 1, 1, 0)

    gemerkt = verborgen(counts, lijnen)

    assert gemerkt == {"T": AFGELEID, **dict.fromkeys(range(4), KLEIN)}
    assert len(lekken(counts, lijnen, alleen_klein(counts))) > 4, "control: all as < 5 tells every one of them"


def test_a_total_is_hidden_when_nothing_else_helps():
    counts, lijnen = regel(5, 1, 1, 1, 1, 1)

    assert verborgen(counts, lijnen)["T"] == AFGELEID


def test_who_is_not_in_a_doelgroep_is_kept_from_being_counted():
    lijnen = [Lijn("allen", ("met", "zonder"))]

    gemerkt = verborgen({"allen": 20, "met": 18, "zonder": 2}, lijnen, ongetoond={"zonder"})

    assert gemerkt == {"met": AFGELEID}
    assert verborgen({"allen": 20, "met": 12, "zonder": 8}, lijnen, ongetoond={"zonder"}) == {}


def test_a_year_less_its_quarters_tells_nothing():
    year = {("jaar", f): n for f, n in (("", 40), ("A", 20), ("B", 20))}
    quarters = {
        (f"k{k}", f): n
        for k, ns in enumerate([(13, 3, 10), (14, 9, 5), (13, 8, 5)])
        for f, n in zip(("", "A", "B"), ns, strict=True)
    }
    counts = year | quarters
    lijnen = [Lijn(("jaar", f), tuple((f"k{k}", f) for k in range(3))) for f in ("", "A", "B")]
    lijnen += [Lijn((p, ""), ((p, "A"), (p, "B"))) for p in ("jaar", "k0", "k1", "k2")]

    gemerkt = verborgen(counts, lijnen)

    assert lekken(counts, lijnen, gemerkt) == []
    assert not {("jaar", f) for f in ("", "A", "B")} & set(gemerkt), "the details are hidden, the year is not"


def test_when_no_proof_is_found_all_is_hidden_and_nothing_given_away(monkeypatch):
    monkeypatch.setattr(maskeren, "manieren", lambda groepen: [])
    counts, lijnen = regel(28, 4, 4, 20, 0)
    far = {"ver": 9, "weg": 9}

    gemerkt = verborgen(counts | far, [*lijnen, Lijn("ver", ("weg",))])

    assert gemerkt == dict.fromkeys(["T", 0, 1, 2], AFGELEID)
    assert lekken(counts, lijnen, gemerkt) == []


@profiel(30)
@given(PLAT, st.randoms(use_true_random=False))
def test_the_same_counts_give_the_same_answer_in_any_order(tabel, random):
    cellen, lijnen = list(tabel.aantallen.items()), [Lijn(lijn.som, lijn.delen[::-1]) for lijn in tabel.lijnen]
    random.shuffle(cellen)
    random.shuffle(lijnen)

    shuffled = verborgen(dict(cellen), lijnen, ongetoond=tabel.ongetoond)

    assert shuffled == verborgen(tabel.aantallen, tabel.lijnen, ongetoond=tabel.ongetoond)


@pytest.mark.parametrize(
    ("counts", "lijn", "said"),
    [
        ({"T": 3, "a": 1, "b": 1}, Lijn("T", ("a", "b")), "add up"),
        ({"T": 1, "a": 1}, Lijn("T", ("a", "b")), "without a count"),
        ({"T": 2, "a": 1}, Lijn("T", ("a", "a")), "twice"),
        ({"T": 0, "a": -1, "b": 1}, Lijn("T", ("a", "b")), "below 0"),
    ],
)
def test_lines_that_cannot_be_are_refused(counts, lijn, said):
    with pytest.raises(ValueError, match=said):
        verborgen(counts, [lijn])
