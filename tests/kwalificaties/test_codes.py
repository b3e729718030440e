import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalificaties import codes

NUMMER = st.integers(1, 99)
PROFIEL = st.none() | NUMMER


@given(nummer=NUMMER, kerntaak=NUMMER, profiel=PROFIEL)
def test_every_code_has_the_form_the_database_asks_for(nummer, kerntaak, profiel):
    assert re.fullmatch(codes.KERNTAAK, codes.kerntaak(kerntaak, profiel=profiel))
    assert re.fullmatch(codes.WERKPROCES, codes.werkproces(nummer, kerntaak=kerntaak, profiel=profiel))


@given(st.lists(st.tuples(st.integers(0, 99), NUMMER, NUMMER), min_size=1))
def test_codes_sort_as_people_count(delen):
    gemaakt = [codes.werkproces(w, kerntaak=k, profiel=p or None) for p, k, w in delen]

    assert [codes.volgorde(code) for code in sorted(gemaakt, key=codes.volgorde)] == [
        codes.volgorde(codes.werkproces(w, kerntaak=k, profiel=p or None)) for p, k, w in sorted(delen)
    ]


@given(st.tuples(PROFIEL, NUMMER, NUMMER), st.tuples(PROFIEL, NUMMER, NUMMER))
def test_two_places_never_share_a_code(een, ander):
    code = codes.werkproces(een[2], kerntaak=een[1], profiel=een[0])
    tweede = codes.werkproces(ander[2], kerntaak=ander[1], profiel=ander[0])

    assert (code == tweede) == (een == ander)


def test_the_second_profile_of_a_dossier_is_p2():
    assert codes.werkproces(1, kerntaak=1, profiel=2) == "P2-K1-W1"


@pytest.mark.parametrize("nummer", [0, -1, 100])
def test_a_number_no_dossier_has_is_refused(nummer):
    with pytest.raises(ValueError, match="tussen 1 en 99"):
        codes.werkproces(nummer, kerntaak=1)
