"""Who is away in the demo: a begeleider now, for whom another stands in; a coordinator who came back; and one who will go."""

from datetime import date, timedelta

from accounts import afwezig
from accounts.models import Regio, User
from trajecten import dossier
from trajecten.regels import Partij, Status


def plan(regio: Regio, *, on: date) -> None:
    marieke, yusuf, hanneke, bram = (
        User.objects.get(naam=naam) for naam in ("Marieke Veen", "Yusuf Demir", "Hanneke Wierda", "Bram Oosterhuis")
    )
    waits = regio.trajecten.filter(aan_zet=Partij.COORDINATOR, status__in=[Status.INTAKE, Status.LOPEND, Status.UITREIKING])
    for traject in waits.exclude(behandelaar=hanneke).order_by("nummer")[:4]:
        dossier.behandelaar(traject=traject, by=marieke, on=on, nieuw=bram)
    _weg(bram, hanneke, regio, on - timedelta(days=3), on + timedelta(days=11), on=on)
    _weg(yusuf, marieke, regio, on - timedelta(days=10), on - timedelta(days=1), on=on - timedelta(days=14))
    _weg(marieke, yusuf, regio, on + timedelta(days=30), on + timedelta(days=40), on=on)


def _weg(wie: User, vervanger: User, regio: Regio, van: date, tot: date, *, on: date) -> None:
    afwezig.plan(user=wie, van=van, tot=tot, vervangers={regio: vervanger}, on=on)
