from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kwalificaties.models import Dossier, Kwalificatie
from tests.kwalificaties.bronnen import CSV, XML

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(tmp_path) -> Path:
    path = tmp_path / "vlaggen.xml"
    path.write_text(XML, "utf-8")
    return path


def call(naam: str, *args) -> str:
    out = StringIO()
    call_command(naam, *map(str, args), stdout=out)
    return out.getvalue()


def test_without_toepassen_only_the_report_is_shown(dossier):
    out = call("importeer_dossier", dossier)

    assert "vlaggen.xml" in out and "Nieuw: 8" in out and "Er is niets geschreven" in out
    assert not Dossier.objects.exists()


def test_with_toepassen_the_report_is_shown_and_written(dossier):
    out = call("importeer_dossier", dossier, "--toepassen")

    assert "Nieuw: 8" in out and out.endswith("Opgenomen.\n")
    assert Kwalificatie.objects.count() == 2


def test_a_bad_file_gives_one_clear_sentence_and_keeps_the_others_out(dossier, tmp_path):
    slecht = tmp_path / "slecht.xml"
    slecht.write_text("<sbb>", "utf-8")

    with pytest.raises(CommandError, match=r"slecht.xml, regel \d: Dit is geen geldige XML.*Er is niets opgenomen."):
        call("importeer_dossier", dossier, slecht, "--toepassen")

    assert not Dossier.objects.exists()


def test_crebos_and_opvolger(tmp_path):
    lijst = tmp_path / "crebos.csv"
    lijst.write_text(CSV, "utf-8")

    call("importeer_crebos", lijst, "--toepassen")
    out = call("opvolger", "25901", "25911")

    assert "Vlaggenmaker (25901) wordt opgevolgd door Knoper van touw" in out
    with pytest.raises(CommandError, match="Crebo 25901 kan 25911 niet opvolgen"):
        call("opvolger", "25911", "25901")
    assert Kwalificatie.objects.get(crebo="25901").opvolger.crebo == "25911"
