from dataclasses import astuple

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from accounts.models import User
from basis.htmx import template_for
from basis.lists import chips, page_of

STATUS = [("Open", [("intake", "Intake"), ("matching", "Matching")])]


class Filter(forms.Form):
    status = forms.MultipleChoiceField(
        label="Status", choices=[("Open", [("intake", "Intake"), ("matching", "Matching")])], required=False
    )
    vanaf = forms.DateField(label="Vanaf", required=False)
    alleen_bij_mij = forms.BooleanField(label="Bij mij", required=False)
    sorteer = forms.CharField(widget=forms.HiddenInput, required=False)


def ask(rf, query: str):
    request = rf.get(f"/?{query}")
    form = Filter(request.GET)
    assert form.is_valid()
    return form, request


def test_each_filter_in_use_is_a_chip_with_the_url_without_it(rf):
    form, request = ask(rf, "status=intake&status=matching&vanaf=2026-11-22&alleen_bij_mij=on&sorteer=naam&pagina=3&zoek=abc")

    assert [astuple(chip)[:2] for chip in chips(form, request)] == [
        ("Status", "Intake"),
        ("Status", "Matching"),
        ("Vanaf", "22 november 2026"),
        ("Bij mij", "ja"),
    ]
    without = QueryDict(chips(form, request)[0].url[1:])
    assert without.getlist("status") == ["matching"]
    assert without["zoek"] == "abc" and without["sorteer"] == "naam" and "pagina" not in without


def test_no_filters_no_chips(rf):
    assert chips(*ask(rf, "vanaf=&sorteer=naam")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "number"), [("", 1), ("2", 2), ("99", 3), ("0", 3), ("-1", 3), ("x", 1), ("²", 1)])
def test_a_page_number_that_does_not_exist_gives_the_nearest(rf, sent, number):
    for n in range(5):
        User.objects.create_user(f"p{n}@voorbeeld.nl", f"P{n}")

    page = page_of(rf.get("/", {"pagina": sent} if sent else {}), User.objects.order_by("pk"), per_page=2)

    assert page.number == number


def test_a_link_keeps_the_filters_and_goes_back_to_page_one(rf):
    template = Template('{% url_with sorteer="datum" status="" %}')
    url = template.render(Context({"request": rf.get("/?status=intake&pagina=4&zoek=abc")}))

    assert QueryDict(url.replace("&amp;", "&")[1:]).dict() == {"zoek": "abc", "sorteer": "datum"}


@pytest.mark.parametrize(
    ("headers", "template"),
    [
        ({}, "lijst.html"),
        ({"HX-Request": "true"}, "lijst.html#rijen"),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "lijst.html"),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "lijst.html"),
    ],
)
def test_a_part_is_only_for_htmx(rf, headers, template):
    from django_htmx.middleware import HtmxDetails

    request = rf.get("/", headers=headers)
    request.htmx = HtmxDetails(request)

    assert template_for(request, "lijst.html", "rijen") == template
