"""The regio's own page, its logo, organisations; and the commands."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from accounts.models import Lidmaatschap, Organisatie, OrganisatieSoort, Recht, Regio, Rol, Uitnodiging
from basis.once import new_key
from berichten.models import Bericht
from tests.personen import LidmaatschapFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db


def _post(client: Client, path: str, **data):
    return client.post(path, {"once": new_key(), **data})


def _regio(regio: Regio, **changes) -> dict:
    return {"naam": regio.naam, "merkkleur": regio.merkkleur, "versie": regio.versie} | changes


def _picture(format: str = "PNG", size: tuple[int, int] = (1200, 300), **save) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#123456").save(file, format, **save)
    return file.getvalue()


def test_a_beheerder_changes_name_colour_telephone_and_mail(client, beheerder, groningen):
    client.force_login(beheerder)

    _post(
        client, "/beheer/regio/", **_regio(groningen, naam="Groningen Noord-Drenthe", merkkleur="#7A1F5C", telefoon="050 123 45 67")
    )

    groningen.refresh_from_db()
    assert (groningen.naam, groningen.merkkleur, groningen.telefoon) == ("Groningen Noord-Drenthe", "#7a1f5c", "050 123 45 67")
    assert "#7a1f5c" in client.get("/beheer/").content.decode()


@pytest.mark.parametrize("kleur", ["#ffffff", "#777777", "rood", "#12345", "#0b5c58;}", ""])
def test_a_colour_on_which_white_cannot_be_read_is_refused(client, beheerder, groningen, kleur):
    client.force_login(beheerder)

    response = _post(client, "/beheer/regio/", **_regio(groningen, merkkleur=kleur))

    groningen.refresh_from_db()
    assert response.status_code == 200 and groningen.merkkleur == "#0b5c58"


def test_two_who_change_the_regio_at_once_see_both_texts(client, beheerder, groningen):
    client.force_login(beheerder)
    _post(client, "/beheer/regio/", **_regio(groningen, naam="Eerste Naam"))

    second = _post(client, "/beheer/regio/", **_regio(groningen, naam="Tweede Naam"))

    text = second.content.decode()
    assert second.status_code == 409 and "Eerste Naam" in text and "Tweede Naam" in text
    groningen.refresh_from_db()
    assert groningen.naam == "Eerste Naam"


@pytest.mark.parametrize(("format", "name"), [("PNG", "logo.png"), ("JPEG", "Logo.JPG")])
def test_a_logo_is_drawn_anew_as_a_small_png_and_served(client, beheerder, groningen, format, name):
    client.force_login(beheerder)

    _post(client, "/beheer/regio/", **_regio(groningen, nieuw_logo=SimpleUploadedFile(name, _picture(format))))

    client.logout()
    response = client.get(f"/logo/{groningen.code}.png")
    with Image.open(BytesIO(response.content)) as logo:
        assert (logo.format, logo.size) == ("PNG", (400, 100))
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/png", "nosniff")


def test_what_was_hidden_in_a_picture_is_gone(client, beheerder, groningen):
    hidden = b"<script>alert('verborgen')</script>"
    client.force_login(beheerder)

    exif = Image.Exif()
    exif[0x010E] = hidden.decode()
    picture = _picture("JPEG", exif=exif) + hidden
    _post(client, "/beheer/regio/", **_regio(groningen, nieuw_logo=SimpleUploadedFile("logo.jpg", picture)))

    assert hidden in picture
    assert hidden not in client.get(f"/logo/{groningen.code}.png").content


REFUSED = {
    "svg": ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "svg as png": ("logo.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "gif": ("logo.gif", _picture("GIF")),
    "gif as png": ("logo.png", _picture("GIF")),
    "png as jpg": ("logo.jpg", _picture("PNG")),
    "html": ("logo.html", b"<html>"),
    "cut off": ("logo.png", _picture()[:60]),
    "empty": ("logo.png", b""),
    "too big": ("logo.png", _picture() + b"\x00" * (2 * 1024 * 1024)),
    "pixel flood": ("logo.png", _picture(size=(20_000, 1_000))),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_good_logo_is_refused_and_nothing_changes(client, beheerder, groningen, case):
    name, content = REFUSED[case]
    client.force_login(beheerder)

    upload = SimpleUploadedFile(name, content)
    response = _post(client, "/beheer/regio/", **_regio(groningen, naam="Andere Naam", nieuw_logo=upload))

    groningen.refresh_from_db()
    assert response.status_code == 200 and groningen.logo is None and groningen.naam == "Groningen"


def test_a_logo_is_taken_away_again(client, beheerder, groningen):
    client.force_login(beheerder)
    _post(client, "/beheer/regio/", **_regio(groningen, nieuw_logo=SimpleUploadedFile("logo.png", _picture())))
    groningen.refresh_from_db()

    _post(client, "/beheer/regio/", **_regio(groningen, logo_weg="on"))

    groningen.refresh_from_db()
    assert groningen.logo is None
    assert client.get(f"/logo/{groningen.code}.png").status_code == 404


ORGANISATIE = {"naam": "Nieuwe School", "soort": "school", "brin": "27zz", "plaats": "Groningen", "versie": 1}


def test_a_school_and_a_gemeente_are_of_all_regios_and_the_others_of_one(client, beheerder, groningen):
    client.force_login(beheerder)

    _post(client, "/beheer/organisaties/nieuw/", **ORGANISATIE)
    _post(client, "/beheer/organisaties/nieuw/", naam="UWV Noord", soort="uwv", versie=1)

    assert Organisatie.objects.get(brin="27ZZ").regio is None
    assert Organisatie.objects.get(naam="UWV Noord").regio == groningen


@pytest.mark.parametrize(
    "wrong",
    [
        {"brin": ""},
        {"brin": "ABCD"},
        {"soort": "uwv"},
        {"soort": "leerbedrijf"},
        {"naam": ""},
        {"naam": "Школа"},
        {"postcode": "12"},
    ],
)
def test_an_organisation_that_cannot_be_is_refused_with_a_sentence(client, beheerder, wrong):
    client.force_login(beheerder)

    response = _post(client, "/beheer/organisaties/nieuw/", **ORGANISATIE | wrong)

    assert response.status_code == 200 and set(response.context["form"].errors) & {*wrong, "brin"}
    assert not Organisatie.objects.exists()


def test_the_same_brin_twice_is_refused(client, beheerder, noorderpoort):
    client.force_login(beheerder)

    response = _post(client, "/beheer/organisaties/nieuw/", **ORGANISATIE | {"brin": noorderpoort.brin})

    assert "brin" in response.context["form"].errors


def test_an_organisation_of_another_regio_is_unknown_and_a_leerbedrijf_is_elsewhere(client, beheerder, bakkerij, friesland):
    elsewhere = OrganisatieFactory(soort=OrganisatieSoort.UWV, regio=friesland, naam="UWV Fryslân")
    client.force_login(beheerder)

    assert "UWV Fryslân" not in client.get("/beheer/organisaties/").content.decode()
    for row in (elsewhere, bakkerij):
        assert client.get(f"/beheer/organisaties/{row.code}/").status_code == 404
        assert _post(client, f"/beheer/organisaties/{row.code}/", **ORGANISATIE).status_code == 404


def test_what_is_posted_beside_the_fields_changes_nothing(client, beheerder, groningen, friesland, noorderpoort):
    """M05: every column of the model is posted; only the form's own change."""
    client.force_login(beheerder)
    fields = {field.name: "1" for field in [*Organisatie._meta.fields, *Regio._meta.fields]}
    before = Regio.objects.values("id", "code", "regiocode").get(pk=groningen.pk)
    school = Organisatie.objects.values("id", "code", "regio", "soort").get(pk=noorderpoort.pk)

    first = fields | {"regiocode": "FR", "code": str(friesland.code), "regio": str(friesland.pk)}
    _post(client, "/beheer/regio/", **first | _regio(groningen, naam="Nieuwe Naam") | {"email": "", "telefoon": ""})
    second = first | ORGANISATIE | {"soort": "uwv", "gemeente": "", "postcode": "", "email": "", "telefoon": ""}
    _post(client, f"/beheer/organisaties/{noorderpoort.code}/", **second)

    groningen.refresh_from_db()
    noorderpoort.refresh_from_db()
    assert groningen.naam == "Nieuwe Naam" and noorderpoort.naam == "Nieuwe School"
    assert Regio.objects.values("id", "code", "regiocode").get(pk=groningen.pk) == before
    assert Organisatie.objects.values("id", "code", "regio", "soort").get(pk=noorderpoort.pk) == school


@pytest.mark.parametrize("path", ["leden/", "leden/uitnodigen/", "regio/"])
def test_a_coordinator_does_not_manage_members_or_the_regio(client, coordinator, path):
    client.force_login(coordinator)

    assert client.get(f"/beheer/{path}").status_code == 403
    assert _post(client, f"/beheer/{path}").status_code in (403, 405)


def test_nieuwe_regio_makes_the_regio_and_invites_its_beheerder_once(capsys):
    for _ in range(2):
        call_command("nieuwe_regio", "FR", "Fryslân", beheerder="Eerste@Voorbeeld.test")

    invitation = Uitnodiging.objects.get()
    assert (invitation.regio.regiocode, invitation.email, invitation.rol) == ("FR", "eerste@voorbeeld.test", Rol.BEHEERDER)
    assert Bericht.objects.get().aan == "eerste@voorbeeld.test"
    assert "/uitnodiging/" not in capsys.readouterr().out


def test_nieuwe_regio_leaves_a_beheerder_alone(beheerder):
    call_command("nieuwe_regio", "GR", "Groningen", beheerder=beheerder.email)

    assert not Uitnodiging.objects.exists()


@pytest.mark.parametrize(
    ("code", "naam", "adres"),
    [("gr1", "Naam", "a@b.nl"), ("GR", "Andere Naam", "a@b.nl"), ("DR", "Groningen", "a@b.nl"), ("DR", "D", "x")],
)
def test_nieuwe_regio_refuses_what_cannot_be_and_makes_nothing(groningen, code, naam, adres):
    with pytest.raises(CommandError):
        call_command("nieuwe_regio", code, naam, beheerder=adres)

    assert Regio.objects.count() == 1 and not Uitnodiging.objects.exists()


def test_the_catalogue_is_given_and_taken_on_the_command_line_only(beheerder, coordinator):
    call_command("catalogusbeheerder", beheerder.email)
    assert beheerder.lidmaatschappen.get().rechten == [Recht.CATALOGUSBEHEER]

    call_command("catalogusbeheerder", beheerder.email, intrekken=True)
    assert beheerder.lidmaatschappen.get().rechten == []
    with pytest.raises(CommandError):
        call_command("catalogusbeheerder", coordinator.email)


def test_a_beheerder_of_two_regios_changes_the_one_in_the_address(client, beheerder, friesland):
    LidmaatschapFactory(user=beheerder, regio=friesland, rol=Rol.BEHEERDER)
    client.force_login(beheerder)

    response = _post(client, "/beheer/regio/?regio=FR", **_regio(friesland, telefoon="058 123 45 67"))

    assert response.url == "/beheer/?regio=FR"
    assert list(Regio.objects.exclude(telefoon="").values_list("regiocode", flat=True)) == ["FR"]
    assert Lidmaatschap.objects.filter(user=beheerder).count() == 2
