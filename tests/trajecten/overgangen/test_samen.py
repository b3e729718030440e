"""Several deelnemers with one leerbedrijf: each whole or as it was, a reason per row, one reason for what is unusual."""

import pytest
from django.urls import reverse

from accounts.models import Lidmaatschap, Rol, User
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import post, text, ticks
from trajecten.models import Plaatsing, SamenMatch, Traject
from trajecten.regels import Status
from werkgevers.models import Erkenning

pytestmark = pytest.mark.django_db
NAMEN = [("Ana", "Sok"), ("Bilal", "Amrani"), ("Cees", "de Wit")]


@pytest.fixture
def groep(w):
    return [
        leven.naar(w, Status.MATCHING, roepnaam=voor, achternaam=achter, telefoon=f"050 000 00 1{n}", geboortejaar=1980 + n)
        for n, (voor, achter) in enumerate(NAMEN)
    ]


@pytest.fixture
def adres(w):
    w.controleer(leven.BEGIN.replace(month=5))
    return f"{reverse('trajecten:samen_matchen')}?leerbedrijf={w.leerbedrijf.code}&kwalificatie={w.kwalificatie.code}"


def data(w, groep, **anders):
    return {
        "trajecten": [str(t.code) for t in groep],
        "werkprocessen": [str(x.code) for x in w.werkprocessen[:2]],
        "praktijkopleider": str(w.opleider.code),
        "school": str(w.school.code),
        "startdatum": "2026-05-25",
        "einddatum": "2026-09-24",
        "uren_per_week": "24",
        "vorm": "stage",
        "dienstverband": "geen",
        **anders,
    }


def statussen(groep):
    return [Traject.objects.get(pk=t.pk).status for t in groep]


def test_a_group_is_matched_at_once_and_the_result_names_every_row(page, w, groep, adres):
    answer = post(page, adres, data(w, groep))

    samen = SamenMatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, samen.get_absolute_url())
    assert statussen(groep) == [Status.OVEREENKOMST] * 3
    assert {p.werkprocessen.count() for p in Plaatsing.objects.all()} == {2}
    shown = text(page.get(samen.get_absolute_url()))
    assert "3 deelnemers gematcht" in shown and all(t.get_absolute_url() in shown for t in groep)


def test_who_cannot_be_matched_stays_as_it_was_and_the_others_go_on(page, w, groep, adres):
    groep[1].deelnemer.roepnaam, groep[1].deelnemer.achternaam = "አበበ", ""
    groep[1].deelnemer.save()

    answer = post(page, adres, data(w, groep))

    assert statussen(groep) == [Status.OVEREENKOMST, Status.MATCHING, Status.OVEREENKOMST]
    assert not Plaatsing.objects.filter(traject=groep[1]).exists()
    assert not groep[1].documenten.exists() and not groep[1].gebeurtenissen.filter(soort="matchen").exists()
    shown = text(page.get(answer["Location"]))
    assert "Latijnse letters" in shown and "2 deelnemers gematcht" in shown


def test_when_nobody_can_be_matched_the_form_is_kept_with_the_reason_once(page, w, groep, adres):
    Erkenning.objects.update(status="vervallen", vervallen_per="2026-05-01")

    answer = post(page, adres, data(w, groep))

    assert answer.status_code == 200
    assert text(answer).count("is vervallen per 1 mei 2026. Vraag") >= 1 and "Niemand is gematcht." in text(answer)
    assert "2026-09-24" in text(answer)
    assert statussen(groep) == [Status.MATCHING] * 3 and not SamenMatch.objects.exists()


def test_what_is_unusual_is_asked_per_row_with_one_reason_and_who_is_not_ticked_stays(page, w, groep, adres):
    Traject.objects.filter(pk=groep[2].pk).update(deelnemer=groep[1].deelnemer)  # both have a second open traject

    asked = post(page, adres, data(w, groep))

    assert asked.status_code == 200 and len(ticks(asked)) == 2
    assert statussen(groep) == [Status.MATCHING] * 3
    first = next(value for value in ticks(asked) if value.startswith(groep[1].nummer))
    answer = post(page, adres, data(w, groep), bevestig=[first], bevestig_reden="Gaat naast het andere")

    assert statussen(groep) == [Status.OVEREENKOMST, Status.OVEREENKOMST, Status.MATCHING]
    assert ["Bevestigd", "Gaat naast het andere"] in groep[1].gebeurtenissen.get(soort="matchen").details
    assert ["Bevestigd", "Gaat naast het andere"] not in groep[0].gebeurtenissen.get(soort="matchen").details
    assert "Niet bevestigd: Deze deelnemer heeft nog een open traject" in text(page.get(answer["Location"]))


def test_a_reason_without_ticks_matches_nobody_with_a_question(page, w, groep, adres):
    kort = data(w, groep, einddatum="2026-06-24")
    post(page, adres, kort)

    answer = post(page, adres, kort, bevestig_reden="Toch maar")

    assert answer.status_code == 200 and "Niet bevestigd: De periode is korter dan 3" in text(answer)
    assert statussen(groep) == [Status.MATCHING] * 3


def test_sent_twice_matches_once(page, w, groep, adres):
    body = data(w, groep) | {"once": "k" * 22}

    first, second = page.post(adres, body), page.post(adres, body)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (303, first["Location"])
    assert Plaatsing.objects.count() == 3 and SamenMatch.objects.count() == 1


def test_what_is_not_on_the_list_is_no_choice(page, w, groep, adres):
    elders = leven.naar(leven.wereld("FR"), Status.MATCHING)
    begonnen = leven.naar(w, Status.OVEREENKOMST, roepnaam="Dia", achternaam="Berg", telefoon="050 000 00 20", geboortejaar=1970)
    assert elders.nummer not in text(page.get(adres)) and begonnen.nummer not in text(page.get(adres))

    for wrong in ([str(elders.code)], [str(begonnen.code)], ["geen-code"], []):
        assert post(page, adres, data(w, groep, trajecten=wrong)).status_code == 200

    assert not SamenMatch.objects.exists() and elders.plaatsingen.count() == 0


def test_only_a_coordinator_of_the_regio_matches_together(client, w, groep, adres):
    samen = leven.samen(w, groep[0])
    begeleider = User.objects.create_user("begeleider@voorbeeld.test", "Begeleider")
    Lidmaatschap.objects.create(user=begeleider, regio=w.regio, rol=Rol.BEGELEIDER, vanaf=leven.BEGIN)
    for user in (begeleider, leven.wereld("FR").coordinator):
        client.force_login(user)
        assert client.get(adres).status_code == 404
        assert post(client, adres, data(w, groep)).status_code == 404
        assert client.get(samen.get_absolute_url()).status_code == 404

    assert statussen(groep) == [Status.MATCHING] * 3


def test_it_is_found_from_the_list_and_from_the_leerbedrijf_and_goes_by_steps(page, w, groep, adres):
    start = reverse("trajecten:samen_matchen")
    assert start in text(page.get(reverse("trajecten:trajecten")))
    assert f"{start}?leerbedrijf={w.leerbedrijf.code}" in text(page.get(w.leerbedrijf.get_absolute_url()))
    assert "stap 1 van 3" in text(page.get(start))
    assert f"kwalificatie={w.kwalificatie.code}" in text(page.get(start, {"leerbedrijf": str(w.leerbedrijf.code)}))
    assert page.get(start, {"leerbedrijf": "x"}).status_code == 404


def test_more_deelnemers_on_the_page_ask_no_more_queries(page, w, groep, adres, django_assert_max_num_queries):
    def visit():
        with django_assert_max_num_queries(60) as asked:
            page.get(adres)
        return len(asked)

    visit()
    first = visit()
    for n in range(3):
        leven.naar(w, Status.MATCHING, roepnaam=f"Een{n}", achternaam=f"Persoon{n}", telefoon=f"050 000 01 0{n}")

    assert visit() == first


def test_without_anybody_in_matching_the_page_says_what_to_do(page, w, adres):
    assert "Niemand is in de bemiddeling" in text(page.get(adres))
