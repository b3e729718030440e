"""A name never stands in a URL (huis.md §5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from basis.models import SearchTerm
from basis.search_terms import keep, recall

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("term", ["GR-2026-0042", "gr-2026-42", "PV-GR-2026-0074", "PV-UTRE-2026-1", "25960"])
def test_a_number_of_ours_stands_in_the_url_as_it_is(anna, term):
    assert keep(anna, f" {term} ") == term
    assert recall(anna, term) == term
    assert not SearchTerm.objects.exists()


@pytest.mark.parametrize(
    "term", ["Bakker", "Łukasz Şahin", "123456782", "100123456", "0612345678", "1990", "GR-2026", "GR-2026-0042 x"]
)
def test_everything_else_stands_behind_a_code(anna, term):
    code = keep(anna, term)

    assert term not in code
    assert len(code) == 32
    assert recall(anna, code) == term


def test_the_same_term_twice_has_two_codes(anna):
    assert keep(anna, "Bakker") != keep(anna, "Bakker")


def test_somebody_else_finds_nothing_behind_the_code(anna, bert):
    assert recall(bert, keep(anna, "Bakker")) is None


def test_after_24_hours_the_term_is_forgotten(anna):
    code = keep(anna, "Bakker")
    SearchTerm.objects.update(created_at=timezone.now() - timedelta(hours=23, minutes=59))
    assert recall(anna, code) == "Bakker"

    SearchTerm.objects.update(created_at=timezone.now() - timedelta(hours=24, minutes=1))
    assert recall(anna, code) is None


@pytest.mark.parametrize("in_url", ["", "x", "\x00", "0" * 32, "0" * 31 + "\x00", "' OR 1=1", "Bakker", "a" * 5000])
def test_a_made_up_code_gives_nothing(anna, in_url):
    assert recall(anna, in_url) is None


def test_odd_signs_and_length_are_cut_before_they_are_kept(anna):
    assert recall(anna, keep(anna, "Jan\x00 \u202ePiet\n" + "x" * 200)) == ("Jan Piet " + "x" * 200)[:100]
    assert keep(anna, " \x00 ") == ""
