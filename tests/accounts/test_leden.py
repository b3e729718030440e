"""Members: rights, mandates, the end, and that a regio is never without a beheerder."""

from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts import leden
from accounts.models import Lidmaatschap, Recht, Regio, Rol
from basis.dagen import today
from basis.once import new_key
from tests.parallel import at_once
from tests.personen import LidmaatschapFactory, UserFactory, iemand

LAATSTE = "laatste beheerder"


def _post(client: Client, path: str, **data):
    return client.post(path, {"once": new_key(), **data})


@pytest.mark.django_db
def test_the_list_holds_the_members_of_this_regio_and_no_others(client, beheerder, coordinator, andere_regio):
    client.force_login(beheerder)

    text = client.get("/beheer/leden/").content.decode()

    assert coordinator.email in text
    assert andere_regio.email not in text and andere_regio.naam not in text


@pytest.mark.django_db
def test_the_list_is_searched_by_a_term_that_is_not_in_the_address(client, beheerder, coordinator, school):
    UserFactory(naam="Niet Lid")
    client.force_login(beheerder)

    found = client.post("/beheer/leden/zoeken/", {"once": new_key(), "term": "NOORDERLÍCHT"}, follow=True)

    text = found.content.decode()
    assert school.email in text and coordinator.email not in text
    assert "NOORDERL" not in found.request["QUERY_STRING"].upper()


@pytest.mark.django_db
def test_the_list_is_filtered_by_role_and_by_ended_access(client, beheerder, coordinator):
    LidmaatschapFactory(user=UserFactory(naam="Oud Lid"), tot=date(2021, 1, 1))
    client.force_login(beheerder)

    by_role = client.get("/beheer/leden/?rol=coordinator").content.decode()
    ended = client.get("/beheer/leden/?beeindigd=ja").content.decode()

    assert coordinator.email in by_role and beheerder.email not in by_role.partition("<main")[2]
    assert "Oud Lid" in ended and coordinator.email not in ended


@pytest.mark.django_db
def test_the_list_asks_the_same_number_of_questions_for_twice_the_members(client, beheerder, django_assert_num_queries):
    client.force_login(beheerder)
    counts = []
    for _ in range(2):
        for n in range(8):
            LidmaatschapFactory(user=UserFactory(naam=f"Lid {n}"))
        client.get("/beheer/leden/")
        with django_assert_num_queries(7) as captured:
            client.get("/beheer/leden/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "rechten/", "sluiten/"])
def test_a_member_of_another_regio_is_unknown(client, beheerder, andere_regio, path):
    client.force_login(beheerder)
    code = andere_regio.lidmaatschappen.get().code

    assert client.get(f"/beheer/leden/{code}/{path}").status_code == 404
    assert _post(client, f"/beheer/leden/{code}/beeindigen/", tot=today()).status_code == 404
    assert andere_regio.lidmaatschappen.get().tot is None


@pytest.mark.django_db
def test_rights_are_changed_and_the_mandate_stays_what_it_was(client, beheerder, school):
    lid = school.lidmaatschappen.get()
    client.force_login(beheerder)

    _post(client, f"/beheer/leden/{lid.code}/rechten/", versie=lid.versie, rechten=["uitnodigen"])

    lid.refresh_from_db()
    assert set(lid.rechten) == {Recht.UITNODIGEN, Recht.VASTSTELLEN}


@pytest.mark.django_db
@pytest.mark.parametrize("recht", [Recht.VASTSTELLEN, Recht.CATALOGUSBEHEER])
def test_a_beheerder_cannot_give_what_is_not_theirs_to_give(client, beheerder, andere_school, recht):
    lid = andere_school.lidmaatschappen.get()
    Lidmaatschap.objects.filter(pk=lid.pk).update(rechten=[])
    client.force_login(beheerder)

    response = _post(client, f"/beheer/leden/{lid.code}/rechten/", versie=lid.versie, rechten=[recht])

    lid.refresh_from_db()
    assert response.status_code == 200 and lid.rechten == []


@pytest.mark.django_db
def test_two_who_change_rights_at_once_see_both_texts(client, beheerder, school):
    lid = school.lidmaatschappen.get()
    client.force_login(beheerder)
    _post(client, f"/beheer/leden/{lid.code}/rechten/", versie=lid.versie, rechten=["tekenen"])

    second = _post(client, f"/beheer/leden/{lid.code}/rechten/", versie=lid.versie, rechten=["uitnodigen"])

    lid.refresh_from_db()
    assert second.status_code == 409 and Recht.TEKENEN in lid.rechten


@pytest.mark.django_db
def test_a_coordinator_notes_the_mandate_and_gives_the_right_and_takes_it_back(client, coordinator, andere_school):
    lid = andere_school.lidmaatschappen.get()
    Lidmaatschap.objects.filter(pk=lid.pk).update(rechten=["begeleiden"], mandaat="")
    client.force_login(coordinator)
    path = f"/beheer/mandaten/{lid.code}/"

    assert _post(client, path, mandaat="", gezien="on").status_code == 200
    assert _post(client, path, mandaat="Brief van 1 mei").status_code == 200
    lid.refresh_from_db()
    assert not lid.mag_vaststellen
    assert _post(client, path, mandaat="Brief van 1 mei", gezien="on").status_code == 303
    lid.refresh_from_db()
    assert lid.mag_vaststellen and lid.mandaat == "Brief van 1 mei"
    _post(client, f"{path}intrekken/")

    lid.refresh_from_db()
    assert not lid.mag_vaststellen and lid.mandaat == ""


@pytest.mark.django_db
def test_only_a_coordinator_gives_a_mandate_and_only_to_somebody_of_a_school(client, beheerder, coordinator, school, consulent):
    client.force_login(beheerder)
    assert client.get(f"/beheer/mandaten/{school.lidmaatschappen.get().code}/").status_code == 403
    client.force_login(coordinator)
    assert client.get(f"/beheer/mandaten/{consulent.lidmaatschappen.get().code}/").status_code == 404
    with pytest.raises(leden.LidGeweigerd):
        leden.mandaat_geven(consulent.lidmaatschappen.get(), mandaat="Brief")


@pytest.mark.django_db
def test_the_last_day_is_a_day_with_access_and_the_next_is_not(coordinator):
    lid = coordinator.lidmaatschappen.get()
    last = today() + timedelta(days=10)

    leden.beeindigen(lid, tot=last)

    assert Lidmaatschap.objects.geldig(on=last).filter(pk=lid.pk).exists()
    assert not Lidmaatschap.objects.geldig(on=last + timedelta(days=1)).filter(pk=lid.pk).exists()


@pytest.mark.django_db
def test_the_last_beheerder_stays(client, beheerder):
    lid = beheerder.lidmaatschappen.get()
    client.force_login(beheerder)

    ended = _post(client, f"/beheer/leden/{lid.code}/beeindigen/", tot=today())
    closed = _post(client, f"/beheer/leden/{lid.code}/sluiten/")

    assert LAATSTE in ended.content.decode() and LAATSTE in closed.content.decode()
    lid.refresh_from_db()
    beheerder.refresh_from_db()
    assert lid.tot is None and beheerder.is_active


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other", [{"tot": date(2100, 1, 1)}, {"vanaf": date(2100, 1, 1)}, {"user__is_active": False}, {"regio": "FR"}]
)
def test_a_beheerder_who_is_not_there_to_stay_does_not_count_as_another(beheerder, friesland, other):
    if "regio" in other:
        other = {"regio": friesland}
    LidmaatschapFactory(rol=Rol.BEHEERDER, **other)

    with pytest.raises(leden.LidGeweigerd, match=LAATSTE):
        leden.beeindigen(beheerder.lidmaatschappen.get(), tot=today())


@pytest.mark.django_db
def test_with_another_beheerder_one_may_go(beheerder):
    iemand("Tweede Beheerder", Rol.BEHEERDER)

    leden.beeindigen(beheerder.lidmaatschappen.get(), tot=today())

    assert beheerder.lidmaatschappen.get().tot == today()


def _each_removes_the_other(one: Lidmaatschap, other: Lidmaatschap) -> list:
    return at_once([lambda: leden.beeindigen(one, tot=today()), lambda: leden.beeindigen(other, tot=today())])


@pytest.mark.django_db(transaction=True)
def test_two_beheerders_who_remove_each_other_at_once_leave_one(beheerder):
    second = iemand("Tweede Beheerder", Rol.BEHEERDER)
    for _ in range(5):
        Lidmaatschap.objects.update(tot=None)
        answers = _each_removes_the_other(beheerder.lidmaatschappen.get(), second.lidmaatschappen.get())

        assert sum(isinstance(answer, leden.LidGeweigerd) for answer in answers) == 1
        assert Lidmaatschap.objects.filter(rol=Rol.BEHEERDER, tot=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_regio_both_may_go(beheerder, monkeypatch):
    second = iemand("Tweede Beheerder", Rol.BEHEERDER)
    both_looked = Barrier(2)
    look = leden._other_beheerder

    def look_and_wait(lid: Lidmaatschap, tot: date) -> bool:
        found = look(lid, tot)
        both_looked.wait(timeout=10)
        return found

    monkeypatch.setattr(leden, "_other_beheerder", look_and_wait)
    monkeypatch.setattr(leden, "_locked", lambda lid: Lidmaatschap.objects.get(pk=lid.pk))

    _each_removes_the_other(beheerder.lidmaatschappen.get(), second.lidmaatschappen.get())

    assert not Lidmaatschap.objects.filter(rol=Rol.BEHEERDER, tot=None).exists()


@pytest.mark.django_db
def test_closing_takes_all_access_at_once_and_deletes_nothing(client, beheerder, coordinator):
    LidmaatschapFactory(user=coordinator, rol=Rol.PROGRAMMAMANAGER, vanaf=today())
    client.force_login(beheerder)

    _post(client, f"/beheer/leden/{coordinator.lidmaatschappen.get(rol='coordinator').code}/sluiten/")

    coordinator.refresh_from_db()
    assert not coordinator.is_active
    assert coordinator.lidmaatschappen.count() == 2
    assert not Lidmaatschap.objects.geldig(on=today()).filter(user=coordinator).exists()


@pytest.mark.django_db
def test_an_account_that_is_of_use_in_another_regio_stays_open_and_that_is_not_told(client, beheerder, coordinator, friesland):
    other = iemand("Andere Collega", Rol.COORDINATOR)
    LidmaatschapFactory(user=coordinator, regio=friesland)
    client.force_login(beheerder)

    told = [
        _post(client, f"/beheer/leden/{user.lidmaatschappen.get(regio__regiocode='GR').code}/sluiten/").url
        for user in (coordinator, other)
    ]

    coordinator.refresh_from_db()
    other.refresh_from_db()
    assert coordinator.is_active and not other.is_active
    assert told[0] == told[1]
    assert [lid.regio.regiocode for lid in coordinator.lidmaatschappen_on(today())] == ["FR"]


@pytest.mark.django_db
def test_each_change_of_a_membership_is_kept_in_its_history(coordinator):
    lid = coordinator.lidmaatschappen.get()
    leden.beeindigen(lid, tot=today())

    history = Lidmaatschap.pgh_event_model.objects.filter(pgh_obj_id=lid.pk).order_by("pgh_id")

    assert [event.tot for event in history] == [None, today()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rol_bestaat", {"rol": "koning"}),
        ("rol_met_organisatie", {"rol": "school", "organisatie": None}),
        ("lidmaatschap_in_volgorde", {"tot": date(2019, 12, 30)}),
    ],
)
def test_the_database_refuses_a_membership_that_cannot_be(coordinator, name, values):
    with pytest.raises(IntegrityError, match=name):
        Lidmaatschap.objects.update(**values)


@pytest.mark.django_db
def test_the_same_membership_twice_is_refused_also_without_an_organisation(coordinator):
    with pytest.raises(IntegrityError, match="lidmaatschap_een_keer"):
        LidmaatschapFactory(user=coordinator, regio=Regio.objects.get(regiocode="GR"))
