"""A begeleider at work (domein §1): the own dossiers only, what they do there, and no button to what is not theirs."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Rol
from accounts.permissions import Permission
from basis.models import ReadLog
from tests.personen import iemand
from tests.trajecten import leven
from tests.trajecten.overgangen.hulp import VANDAAG, done, post, text, url
from trajecten import taken, toegang
from trajecten.models import Betrokkene, Traject
from trajecten.regels import REGELS, Overgang, Status

pytestmark = pytest.mark.django_db
S = Status
FATMA = {"roepnaam": "Fatma", "achternaam": "Yıldız", "telefoon": "050 111 11 11", "geboortejaar": 1971}


@pytest.fixture
def begeleider(w):
    return iemand("Hanneke Wierda", Rol.BEGELEIDER)


@pytest.fixture
def blad(client, begeleider):
    client.force_login(begeleider)
    return client


def van(begeleider, traject):
    Traject.objects.filter(pk=traject.pk).update(behandelaar=begeleider)
    traject.refresh_from_db()
    return traject


def betrek(begeleider, traject):
    Betrokkene.objects.create(traject=traject, user=begeleider, vanaf=VANDAAG)
    return traject


def tabel(page) -> dict[str, str]:
    return dict(re.findall(r">(\w[^<>]*) <b>(\d+)</b></a>", page))


def test_the_lists_hold_own_dossiers_only_and_so_do_counts_filters_and_search(blad, w, begeleider):
    own = van(begeleider, leven.naar(w, S.OVEREENKOMST))
    part = betrek(begeleider, leven.naar(w, S.AANGEMELD, **FATMA))
    other = leven.naar(w, S.MATCHING, roepnaam="Bea", achternaam="Smid", telefoon="050 222 22 22", geboortejaar=1960)

    for name, query in (("trajecten", {}), ("vandaag", {"tab": "alles"})):
        page = text(blad.get(reverse(f"trajecten:{name}"), query))
        assert own.nummer in page and part.nummer in page
        assert other.nummer not in page and "Smid" not in page
    tabs = tabel(text(blad.get(reverse("trajecten:vandaag"))))
    form = blad.get(reverse("trajecten:trajecten")).context["form"]
    found = post(blad, reverse("trajecten:zoeken"), {"zoek": "smid"})

    assert tabs["Alles"] == "2"
    assert set(form.fields["behandelaar"].queryset) == {begeleider, w.coordinator}
    assert "Geen trajecten gevonden" in text(blad.get(found["Location"]))


def test_the_neighbours_of_a_dossier_are_own_dossiers(blad, w, begeleider):
    people = [{"roepnaam": f"P{n}", "achternaam": f"Persoon{n}", "telefoon": f"050 000 00 0{n}"} for n in range(3)]
    first, between, last = (leven.naar(w, S.AANGEMELD, **person) for person in people)
    van(begeleider, first), betrek(begeleider, last)

    page = blad.get(f"{first.get_absolute_url()}?sorteer=naam")

    assert page.context["volgende"] == last
    assert between.nummer not in text(page)


def test_bij_mij_is_what_i_handle_and_what_nobody_handles_among_my_own(blad, w, begeleider):
    mine = van(begeleider, leven.naar(w, S.AANGEMELD))
    of_nobody = betrek(begeleider, leven.naar(w, S.AANGEMELD, **FATMA))
    Traject.objects.filter(pk=of_nobody.pk).update(behandelaar=None)
    of_colleague = betrek(begeleider, leven.naar(w, S.MATCHING, roepnaam="Bea", achternaam="Smid", telefoon="050 222 22 22"))
    unknown = leven.naar(w, S.MATCHING, roepnaam="Cas", achternaam="Bos", telefoon="050 333 33 33")
    Traject.objects.filter(pk=unknown.pk).update(behandelaar=None)

    page = blad.get(reverse("trajecten:vandaag"))

    assert {rij.traject for groep in page.context["groepen"] for rij in groep.rijen} == {mine, of_nobody}
    assert tabel(text(page)) | {"Bij mij": "2", "Bij een collega": "1", "Alles": "3"} == tabel(text(page))
    assert of_colleague.nummer not in text(page)


DOEN = ["notitie", "contact", "plannen", "document_toevoegen"]
NIET = ["gegevens", "behandelaar", "belemmeringen", "ingeschreven", "concept", "nazorg"]


VAN_DE_LIJN = [S.ONDERBROKEN, S.AFGESLOTEN, S.GESTOPT, S.NIET_GESTART]


@pytest.mark.parametrize("status", [*leven.ROUTE[:-1], *VAN_DE_LIJN])
def test_every_link_and_button_on_a_dossier_leads_somewhere(blad, w, begeleider, status):
    """Nothing on the page of a begeleider answers 403 or 404."""
    traject = van(begeleider, leven.in_status(w, status) if status in VAN_DE_LIJN else leven.naar(w, status))

    page = text(blad.get(traject.get_absolute_url()))

    links = set(re.findall(r'(?:href|action)="(/[^"#?]+)', page)) - {"/", "/static/favicon.ico"}
    answers = {link: blad.get(link).status_code for link in links if not link.startswith("/static/")}
    assert not {link: code for link, code in answers.items() if code in (403, 404)}
    assert all(url(traject, verb) in page for verb in DOEN)
    assert not any(url(traject, verb) in page for verb in NIET if verb != "nazorg")
    assert w.leerbedrijf.get_absolute_url() not in page


def test_control_a_coordinator_has_the_links_that_a_begeleider_lacks(client, w):
    traject = leven.naar(w, S.OVEREENKOMST)
    client.force_login(w.coordinator)

    page = text(client.get(traject.get_absolute_url()))

    assert all(url(traject, verb) in page for verb in ["gegevens", "behandelaar", "belemmeringen"])
    assert w.leerbedrijf.get_absolute_url() in page


def test_no_task_of_a_begeleider_has_a_button_to_what_only_a_coordinator_does(blad, w, begeleider):
    matching, opening = (van(begeleider, leven.naar(w, s, **p)) for s, p in ((S.MATCHING, {}), (S.AANGEMELD, FATMA)))

    page = text(blad.get(reverse("trajecten:vandaag")))

    assert url(matching, "matchen") not in page
    assert url(matching, "voorstel") in page
    assert url(opening, "intake_starten") in page


def test_every_task_asks_the_right_of_the_page_it_leads_to():
    pages = {page for _, _, page in taken._TAKEN.values()}

    assert pages <= taken._RECHT.keys() | set(Overgang.values)


def test_a_begeleider_does_the_intake_and_makes_contact(blad, w, begeleider):
    traject = betrek(begeleider, leven.naar(w, S.AANGEMELD))

    done(post(blad, url(traject, "intake_starten"), {"datum": "2026-05-12"}), traject, S.INTAKE)
    kept = post(
        blad,
        url(traject, "contact"),
        {"soort": "telefoon", "datum": VANDAAG.isoformat(), "met_wie": "deelnemer", "samenvatting": "Komt dinsdag."},
    )

    assert kept.status_code == 303
    assert traject.contactmomenten.get().door == begeleider
    assert traject.gebeurtenissen.filter(soort="intake_starten", door=begeleider).exists()


NOOIT = [
    "matchen", "starten", "herplaatsen", "onderbreken", "hervatten", "afspraken_wijzigen", "verlengen", "beoordeling_starten",
    "terugsturen", "vaststellen", "afronden", "vaststelling_intrekken", "uitreiken", "afsluiten", "stoppen", "heropenen",
    "niet_starten", "aanmelden", "overnemen",
]  # fmt: skip


@pytest.mark.parametrize("verb", NOOIT)
def test_a_begeleider_never_does_what_is_the_coordinators(w, begeleider, verb):
    own = van(begeleider, leven.in_status(w, S.LOPEND))
    mag = toegang.rechten_bij(begeleider, own, on=VANDAAG)

    assert REGELS[Overgang(verb)].permission not in mag
    assert not mag & {Permission.CIJFERS, Permission.TRAJECT_BEHANDELAAR, Permission.TRAJECT_GEGEVENS, Permission.TRAJECT_NAZORG}


def test_each_dossier_that_a_begeleider_opens_is_in_the_read_log(blad, w, begeleider):
    own, other = betrek(begeleider, leven.naar(w, S.LOPEND)), leven.naar(w, S.AANGEMELD, **FATMA)

    blad.get(own.get_absolute_url())
    blad.get(other.get_absolute_url())

    log = ReadLog.objects.filter(user_id=begeleider.pk, soort="traject")
    assert [row.object_code for row in log] == [own.code]


def test_access_ends_by_itself_the_day_after_the_last(blad, w, begeleider):
    traject = leven.naar(w, S.LOPEND)
    part = Betrokkene.objects.create(traject=traject, user=begeleider, vanaf=VANDAAG - timedelta(days=9), tot=VANDAAG)
    assert blad.get(traject.get_absolute_url()).status_code == 200

    Betrokkene.objects.filter(pk=part.pk).update(tot=VANDAAG - timedelta(days=1))

    assert blad.get(traject.get_absolute_url()).status_code == 404
    assert post(blad, url(traject, "notitie"), {"tekst": "Nog iets"}).status_code == 404
    assert not traject.notities.exists()


def test_the_first_screen_of_a_begeleider_is_vandaag_and_says_what_to_do_when_it_is_empty(blad):
    page = blad.get(reverse("accounts:start"), follow=True)

    assert page.redirect_chain[-1][0] == reverse("trajecten:vandaag")
    assert "Vraag de coördinator" in text(page)
    assert reverse("trajecten:aanmelden") not in text(page)
    assert reverse("werkgevers:leerbedrijven") not in text(page)
