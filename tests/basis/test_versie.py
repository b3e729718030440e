"""Two people editing: nobody's text disappears (P14)."""

import pytest
from django import forms
from django.db import transaction
from django.http import QueryDict
from django.template.response import HttpResponse

from accounts.models import Gemeente, Organisatie, OrganisatieSoort, Regio
from basis import versie
from basis.forms import Formulier, ModelFormulier
from basis.once import once
from basis.versie import VersieConflict, VersieMixin, VersieVeld, conflict_page, save_versioned

pytestmark = pytest.mark.django_db


class RegioForm(VersieMixin, ModelFormulier):
    class Meta:
        model = Regio
        fields = ["naam", "telefoon"]


class OrganisatieForm(VersieMixin, ModelFormulier):
    class Meta:
        model = Organisatie
        fields = ["naam", "soort", "gemeente"]


@pytest.fixture
def regio() -> Regio:
    return Regio.objects.create(regiocode="GR", naam="Groningen", telefoon="050 111 11 11")


def typed(regio: Regio, naam: str, opened_with: int, **more: str) -> RegioForm:
    form = RegioForm(
        {"naam": naam, "telefoon": regio.telefoon, "versie": opened_with, **more}, instance=Regio.objects.get(pk=regio.pk)
    )
    assert form.is_valid(), form.errors
    return form


def test_the_form_carries_the_version_it_was_opened_with(regio):
    assert RegioForm(instance=regio)["versie"].value() == 1
    assert RegioForm(instance=regio)["versie"].is_hidden


def test_saving_raises_the_version(regio):
    typed(regio, "Werk in Zicht", 1).save()

    regio.refresh_from_db()
    assert (regio.naam, regio.versie) == ("Werk in Zicht", 2)


def test_the_second_of_two_is_refused_and_the_first_text_stays(regio):
    first, second = typed(regio, "Werk in Zicht", 1), typed(regio, "Werkcentrum", 1)
    first.save()

    with pytest.raises(VersieConflict):
        second.save()

    regio.refresh_from_db()
    assert (regio.naam, regio.versie) == ("Werk in Zicht", 2)


def test_control_without_the_comparison_the_first_text_disappears(regio, monkeypatch):
    monkeypatch.setattr(versie, "raise_version", lambda row, opened_with: None)
    first, second = typed(regio, "Werk in Zicht", 1), typed(regio, "Werkcentrum", 1)
    first.save()
    second.save()

    regio.refresh_from_db()
    assert regio.naam == "Werkcentrum"


@pytest.mark.django_db(transaction=True)
def test_of_four_at_once_one_is_saved(regio, at_once):
    def save(number: int) -> str:
        form = typed(regio, f"Regio {number}", 1)
        with transaction.atomic():
            form.save()
        return form.instance.naam

    results = at_once(save, 4)

    saved = [r for r in results if isinstance(r, str)]
    assert len(saved) == 1
    assert sum(isinstance(r, VersieConflict) for r in results) == 3
    regio.refresh_from_db()
    assert (regio.naam, regio.versie) == (saved[0], 2)


def test_what_others_changed_beside_the_form_is_not_written_over(regio):
    form = typed(regio, "Werk in Zicht", 1)
    Regio.objects.update(merkkleur="#112233")  # without a version: the system itself
    form.save()

    regio.refresh_from_db()
    assert (regio.naam, regio.merkkleur) == ("Werk in Zicht", "#112233")


def test_a_plain_form_saves_the_named_fields_on_its_version(regio):
    class Plain(Formulier):
        naam = forms.CharField()
        telefoon = forms.CharField()
        versie = VersieVeld()

    form = Plain({"naam": "Werk in Zicht", "telefoon": "x", "versie": "1"})
    assert form.is_valid()
    save_versioned(regio, form, ["naam"])

    regio.refresh_from_db()
    assert (regio.naam, regio.telefoon, regio.versie) == ("Werk in Zicht", "050 111 11 11", 2)
    with pytest.raises(VersieConflict):
        save_versioned(regio, form, ["naam"])


@pytest.mark.parametrize("sent", ["", "x"])
def test_a_form_without_version_is_not_saved(regio, sent):
    form = RegioForm({"naam": "X", "versie": sent}, instance=regio)

    assert form.errors["versie"] == ["Open dit formulier opnieuw."]


def test_a_new_row_needs_no_comparison(db):
    form = RegioForm({"naam": "Drenthe", "versie": "1"}, instance=Regio(regiocode="DR"))
    assert form.is_valid()

    assert form.save().versie == 1


def test_the_page_shows_both_texts_and_a_form_with_what_was_typed_on_the_newest_version(regio, rf, anna):
    Regio.objects.update(naam="Werk in Zicht", versie=2)
    page = view(request_of(rf, anna, {"naam": "Werkcentrum", "telefoon": "", "versie": "1", "once": "k" * 22}))
    html = page.content.decode()

    assert page.status_code == 409
    assert "Werk in Zicht" in html
    assert "Werkcentrum" in html
    assert "050 111 11 11" in html and "leeg" in html
    assert '<input type="hidden" name="versie" value="2"' in html
    assert 'value="Werkcentrum"' in html
    assert 'name="once"' in html and "k" * 22 not in html
    assert 'href="/terug/"' in html


def test_the_form_of_the_page_can_be_saved(regio, rf, anna):
    Regio.objects.update(naam="Werk in Zicht", versie=2)
    page = view(request_of(rf, anna, {"naam": "Werkcentrum", "telefoon": "1", "versie": "2", "once": "k" * 22}))

    assert page.status_code == 303
    regio.refresh_from_db()
    assert (regio.naam, regio.versie) == ("Werkcentrum", 3)


def test_values_are_shown_as_the_form_shows_them(regio):
    groningen, hoogezand = (Gemeente.objects.create(cbs_code=n[:6], naam=n) for n in ("Stad", "Ommeland"))
    row = Organisatie.objects.create(naam="UWV", soort=OrganisatieSoort.UWV, gemeente=groningen, regio=regio)
    form = OrganisatieForm({"naam": "UWV", "soort": OrganisatieSoort.GEMEENTE, "gemeente": hoogezand.pk, "versie": 1}, instance=row)
    assert form.is_valid(), form.errors
    current = Organisatie.objects.get(pk=row.pk)

    assert [(d.theirs, d.yours) for d in versie._differences(form, current)] == [
        (str(OrganisatieSoort.UWV.label), str(OrganisatieSoort.GEMEENTE.label)),
        ("Stad", "Ommeland"),
    ]


@once
def view(request) -> HttpResponse:
    regio = Regio.objects.get()
    form = RegioForm(request.POST, instance=regio)
    assert form.is_valid()
    try:
        form.save()
    except VersieConflict:
        return conflict_page(request, form, again=lambda data, row: RegioForm(data, instance=row), back="/terug/")
    return HttpResponse(status=303, headers={"Location": "/klaar/"})


def request_of(rf, user, data: dict):
    request = rf.post("/", data)
    request.user, request.csp_nonce, request._messages = user, "n", []
    assert isinstance(request.POST, QueryDict)
    return request
