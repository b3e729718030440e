"""One regio of the demo as its people know it, and what one traject in it needs to be told."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

import pikepdf

from accounts.models import Gemeente, Organisatie, Regio, User
from documenten.upload import Gekeurd
from kwalificaties.models import Kwalificatie, Werkproces
from praktijkleren.demo.agenda import Agenda
from praktijkleren.demo.bedrijven import Bedrijf
from praktijkleren.demo.namen import Mens
from praktijkleren.demo.regios import School
from praktijkleren.demo.verhalen import Verhaal, werkdag
from trajecten.models import Deelnemer, Traject
from werkgevers.models import Erkenning

Keuze = tuple[Bedrijf, Kwalificatie, Erkenning, list[Werkproces]]


@dataclass
class Plek:
    """:param kaarten: where a deelnemer can go next; `bekend` are the deelnemers so far."""

    regio: Regio
    coordinatoren: list[User]
    gemeenten: list[Gemeente]
    aanmelders: list[Organisatie]
    scholen: list[tuple[School, Organisatie]]
    bedrijven: list[Bedrijf] = field(default_factory=list)
    kaarten: list[Keuze] = field(default_factory=list)
    begeleider: User | None = None
    consulent: User | None = None
    consulent_van: Organisatie | None = None
    bekend: list[Deelnemer] = field(default_factory=list)

    def trek(self) -> Keuze:
        """The next leerbedrijf in turn, so that each gets its share."""
        self.kaarten.append(self.kaarten.pop(0))
        return self.kaarten[-1]

    def bij(self, naam: str) -> Bedrijf:
        return next(b for b in self.bedrijven if b.leerbedrijf.organisatie.naam == naam)


@dataclass
class Leven:
    """One traject: who, which story, when, and by whom it is handled."""

    plek: Plek
    mens: Mens
    verhaal: Verhaal
    plan: dict[str, date]
    rng: Random
    agenda: Agenda
    by: User
    geboren: date = date.min
    _traject: Traject | None = None

    @property
    def traject(self) -> Traject:
        assert self._traject is not None, "nobody was aangemeld yet"
        return self._traject

    @traject.setter
    def traject(self, traject: Traject) -> None:
        self._traject = traject

    def met(self, wat: str) -> bool:
        return wat in self.verhaal.met.split()

    def kans(self, procent: int) -> bool:
        return self.rng.randrange(100) < procent

    def later(self, dag: date, doe: Callable[["Leven", date], Traject]) -> None:
        """On a day to come (a working day, not before the day it is), unless the story ended by then."""
        dag = max(werkdag(dag), self.agenda.dag)
        einde = self.plan.get(self.verhaal.einde)
        if einde is None or dag < einde:
            self.agenda.zet(dag, lambda on: doe(self, on))


def over(dag: date, dagen: int) -> date:
    return dag + timedelta(days=dagen)


@cache
def papier() -> Gekeurd:
    """A scan for every paper of the demo; it says what it is."""
    text = b"BT /F1 18 Tf 72 740 Td (Voorbeeld: hier staat in het echt de scan van het getekende papier.) Tj ET"
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(text)
        pdf.save(file, deterministic_id=True)
    return Gekeurd(file.getvalue(), "application/pdf")
