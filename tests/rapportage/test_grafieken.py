"""The geometry of charts: what fills what, what shares a scale, and that what is not shown shapes nothing."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rapportage.grafieken import Grafiek, Punt, Reeks, getal, klein_veelvoud, kolommen, staven, trechter, uit_feiten, verdeling
from rapportage.grafieken.gegevens import verdeling_van_as
from rapportage.grafieken.letters import SMAL, px, regels
from rapportage.grafieken.tekening import Rect, Text
from rapportage.grafieken.verdeling import STOMP, delen
from tests.rapportage.grafieken import LANG, MAANDEN, grafieken, punt, reeks

VALUES = st.floats(min_value=0, max_value=1e6, allow_nan=False).map(lambda value: round(value, 1))
MAYBE = st.none() | VALUES
ROWS = st.lists(MAYBE, min_size=1, max_size=8)


def points(values: list) -> list[Punt]:
    return [punt(f"deel {n}", value) for n, value in enumerate(values)]


def rects(grafiek: Grafiek, *, fill: str = "", plaat: int = 0) -> list[Rect]:
    found = [shape for shape in grafiek.platen[plaat].shapes if isinstance(shape, Rect) and shape.hint]
    return [rect for rect in found if rect.fill == fill or not fill]


def share(text: str) -> float:
    return float(text.removesuffix("%"))


def texts(grafiek: Grafiek) -> list[str]:
    return [shape.tekst for plaat in grafiek.platen for shape in plaat.shapes if isinstance(shape, Text)]


def test_bars_are_as_long_as_their_values() -> None:
    bars = rects(staven("s", "Titel", "", points([50, 100, 25])))

    assert [bar.width for bar in bars] == ["50%", "100%", "25%"]


@given(ROWS)
def test_what_is_not_shown_shapes_no_bar(values: list) -> None:
    with_hidden = rects(staven("s", "Titel", "", points(values)), fill="1")
    without = rects(staven("s", "Titel", "", points([value for value in values if value is not None]) or points([0])), fill="1")

    if with_hidden:
        assert [bar.width for bar in with_hidden] == [bar.width for bar in without]


@given(ROWS)
def test_what_is_not_shown_shapes_no_column(values: list) -> None:
    shown = [value for value in values if value is not None]
    assume(shown)
    labels = [str(n) for n in range(len(values))]
    with_hidden = rects(kolommen("k", "Titel", "", [reeks("2026", labels, values)]), fill="1")
    without = rects(kolommen("k", "Titel", "", [reeks("2026", labels[: len(shown)], shown)]), fill="1")

    assert [(column.y, column.height) for column in with_hidden] == [(column.y, column.height) for column in without]


def test_a_shown_value_does_shape_the_others() -> None:
    """The control of the two tests above: they would see it if a value that is left out had counted."""
    alone, beside = staven("s", "Titel", "", points([10])), staven("s", "Titel", "", points([10, 40]))

    assert rects(alone)[0].width != rects(beside)[0].width


@given(ROWS, ROWS)
def test_every_stub_is_the_same(one: list, other: list) -> None:
    sizes = {
        (stub.width, stub.height)
        for values in (one, other)
        for stub in rects(staven("s", "Titel", "", points(values)), fill="dicht")
    }

    assert sizes <= {("28", 16)}


def test_the_axis_ends_above_what_is_shown_and_knows_no_more() -> None:
    grafiek = kolommen("k", "Titel", "", [reeks("2026", ["a", "b"], [34, None]), reeks("2025", ["a", "b"], [12, None])])

    assert {"0", "10", "20", "30", "40"} <= set(texts(grafiek))
    assert "50" not in texts(grafiek)


def test_an_axis_says_its_unit() -> None:
    grafiek = kolommen("k", "Titel", "", [reeks("2026", ["a"], [80])], eenheid="%")

    assert {"0 %", "20 %", "80 %"} <= set(texts(grafiek))


def test_a_single_column_is_no_wall() -> None:
    (column,) = rects(kolommen("k", "Titel", "", [reeks("2026", ["2026"], [80])]))

    assert (column.x, column.width) == ("38%", "24%")


def test_an_axis_without_a_value_above_nought_has_no_numbers_but_nought() -> None:
    grafiek = kolommen("k", "Titel", "", [reeks("2026", ["a", "b"], [None, 0])])

    assert [tekst for tekst in texts(grafiek) if tekst.isdigit()] == ["0", "0"]  # of the axis, and of the column


@given(st.lists(VALUES, min_size=1))
def test_an_axis_holds_every_value_in_a_few_steps(values: list) -> None:
    steps = verdeling_van_as(values)

    assert steps[0] == 0
    assert steps[-1] >= max(values) or max(values) == 0
    assert len(steps) <= 6


@given(ROWS)
def test_shares_fill_the_bar(values: list) -> None:
    widths = delen(Reeks("", points(values)))

    if any(values):
        assert sum(widths) == pytest.approx(1)
    assert all(width == STOMP for width, value in zip(widths, values, strict=True) if value is None)


def test_parts_lie_against_each_other() -> None:
    bars = rects(verdeling("v", "Titel", "", [Reeks("", points([50, None, 30, 0, 20]))]))

    ends = [share(bar.x) + share(bar.width) for bar in bars]
    assert [share(bar.x) for bar in bars] == pytest.approx([0, *ends[:-1]])
    assert ends[-1] == pytest.approx(100)


@given(st.lists(st.lists(MAYBE, min_size=4, max_size=4), min_size=2, max_size=5))
def test_small_charts_share_one_scale(rows: list) -> None:
    grafiek = klein_veelvoud("r", "Titel", "", [reeks(f"regio {n}", list("abcd"), values) for n, values in enumerate(rows)])

    bars = [bar for n in range(len(rows)) for bar in rects(grafiek, plaat=n)]
    drawn = [(value, bar.height) for value, bar in zip([value for values in rows for value in values], bars, strict=True)]
    shown = sorted(pair for pair in drawn if pair[0] is not None)
    assert [height for _, height in shown] == sorted(height for _, height in shown)
    assert {height for value, height in drawn if value is None} <= {12}
    assert len({height for value, height in shown if value == shown[-1][0]}) <= 1


def test_a_funnel_shows_the_share_of_the_first_step_and_what_was_lost() -> None:
    grafiek = trechter("t", "Titel", "", points([120, 90, None, 30]))

    assert [row[1] for row in grafiek.tabel.rijen] == [["120", "100 %"], ["90", "75 %"], ["< 5", "–"], ["30", "25 %"]]
    lost = [shape for shape in grafiek.platen[0].shapes if isinstance(shape, Rect) and shape.fill == "weg"]
    assert [(rect.x, rect.width) for rect in lost] == [("75%", "25%")]  # nothing beside the step that is not shown, or after it


def test_a_funnel_of_which_the_first_step_is_hidden_has_no_shares() -> None:
    grafiek = trechter("t", "Titel", "", points([None, 90]))

    assert not [tekst for tekst in texts(grafiek) if "%" in tekst]


def test_the_description_says_what_stands_out() -> None:
    bars = staven("s", "Titel", "", [punt("School", 12), punt("Leerbedrijf", 31), punt("Deelnemer", 31), punt("SBB", None)])
    same = staven("s", "Titel", "", points([7, 7]))
    years = kolommen("k", "Titel", "", [reeks("2026", ["jan", "feb"], [3, 9]), reeks("2025", ["jan", "feb"], [None, None])])

    words = "Hoogste: Leerbedrijf en Deelnemer (31). Laagste: School (12). Niet getoond: SBB (< 5)."
    assert bars.platen[0].omschrijving == words
    assert same.platen[0].omschrijving == "Overal hetzelfde: 7."
    assert years.platen[0].omschrijving == ("2026: hoogste: feb (9). Laagste: jan (3). 2025: niet getoond: jan (< 5) en feb (< 5).")


@pytest.mark.parametrize("text", ["Leerbedrijf", LANG, "x" * 200, "", "één woord en " + "m" * 90])
def test_a_label_of_any_length_stays_within_two_lines_of_a_phone(text: str) -> None:
    lines = regels(text, SMAL, "label")

    assert 1 <= len(lines) <= 2
    assert all(px(line, "label") <= SMAL for line in lines)
    assert lines == [text] or text.startswith(lines[0])


def test_the_months_of_two_years_keep_their_labels_apart_on_a_phone() -> None:
    grafiek = kolommen("k", "Titel", "", [reeks("2026", MAANDEN, [1.0] * 12)])

    months = [shape for shape in grafiek.platen[0].shapes if isinstance(shape, Text) and shape.tekst in MAANDEN]
    assert [shape.tekst for shape in months if shape.when == ""] == MAANDEN[::2]
    assert [shape.tekst for shape in months if shape.when == "ruim"] == MAANDEN[1::2]


def test_a_table_holds_every_text_of_its_chart() -> None:
    for grafiek in grafieken():
        cells = " ".join(tekst for _, row in grafiek.tabel.rijen for tekst in row)
        hints = [rect.hint.rpartition(": ")[2] for n in range(len(grafiek.platen)) for rect in rects(grafiek, plaat=n)]
        assert all(hint.partition(" · ")[0] in cells for hint in hints), grafiek.titel


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_what_is_no_size_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="geen waarde"):
        punt("a", value)


def test_rows_with_other_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="niet dezelfde labels"):
        kolommen("k", "Titel", "", [reeks("2026", ["jan"], [1]), reeks("2025", ["feb"], [1])])


def test_more_than_can_be_told_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="hoogstens 8"):
        verdeling("v", "Titel", "", [Reeks("", points([1] * 9))])
    with pytest.raises(ValueError, match="twee reeksen"):
        kolommen("k", "Titel", "", [reeks(str(n), ["a"], [1]) for n in range(3)])


@pytest.mark.parametrize("key", ["", "1e", "met spatie", 'x"y'])
def test_a_key_that_cannot_be_an_id_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="geen sleutel"):
        staven(key, "Titel", "", points([1]))


def test_a_chart_of_frozen_facts_is_the_chart_itself() -> None:
    rows = [{"naam": "2026", "noot": "", "punten": [{"label": "jan", "waarde": 3, "tekst": "3"}]}]
    bars = [{"label": "School", "waarde": None, "tekst": "< 5"}]

    assert uit_feiten({"soort": "kolommen", "sleutel": "k", "titel": "T", "zin": "Z", "reeksen": rows}) == kolommen(
        "k", "T", "Z", [reeks("2026", ["jan"], [3])]
    )
    assert uit_feiten({"soort": "staven", "sleutel": "s", "titel": "T", "zin": "", "punten": bars}) == staven(
        "s", "T", "", [punt("School", None)]
    )


WRITTEN = [(1234, 0, "1.234"), (12.5, 1, "12,5"), (1234567.25, 2, "1.234.567,25"), (3.0, 2, "3")]


@pytest.mark.parametrize(("value", "decimals", "written"), WRITTEN)
def test_numbers_are_written_in_dutch(value: float, decimals: int, written: str) -> None:
    assert getal(value, decimals) == written
