"""A mail as it will look, with an example in place of a real traject; in the same words and shape as the one that is sent."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from accounts.models import Regio
from basis.templatetags.basis import datum
from berichten import opmaak
from trajecten.herinneringen.woorden import Post
from trajecten.mailteksten.brieven import Brief, van_regio
from trajecten.mailteksten.soorten import SOORTEN
from trajecten.mailteksten.teksten import Tekst

LINK = "/voorbeeld/"  # looks like one and leads nowhere: the real link is different in every mail


@dataclass(frozen=True)
class Voorbeeld:
    """
    :param tekst: as a program without pictures shows it. :param alineas: the same words, with the button.
    """

    onderwerp: str
    tekst: str
    alineas: list[opmaak.Alinea]


def voorbeeld(brief: Brief, nu: Tekst | None = None) -> Voorbeeld:
    words = opmaak.text(brief.template, brief.context(nu))
    return Voorbeeld(brief.onderwerp, words, opmaak.alineas(words))


def verzonnen(soort: str, regio: Regio, *, on: date) -> Brief:
    """Of a traject that does not exist."""
    waarden = {
        **van_regio(regio),
        "kwalificatie": "Medewerker hovenier",
        "nummer": f"{regio.regiocode}-{on.year}-0042",
        "uiterlijk": datum(on + timedelta(days=14)),
        "school": "Voorbeeldcollege",
        "wacht": "wachten",
        "aantal": "2 taken",
    }
    over = f"{waarden['kwalificatie']}, gestart in november ({waarden['nummer']})"
    when = f"graag voor {waarden['uiterlijk']}"
    posten = [Post(wat, over, when, False) for wat in ("Eindbeoordeling", "Tussenevaluatie")]
    rest = {"posten": posten, "meer": 0, "regio": regio} if "aantal" in SOORTEN[soort].velden else {}
    return Brief(soort, waarden, settings.SITE_URL + LINK, regio, rest)
