"""
A school without account decides by a personal link, one for each time something is handed in to it (domein §6; M02).

It goes to the contact that the regio agreed on with the school. Using it is one act of the school itself, through the functions of
the workflow that its people use in the portal: a refusal leaves the link as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import Lidmaatschap, Recht, Rol, User
from accounts.permissions import Permission
from basis.templatetags.basis import tijdstip
from trajecten import documenten, dossier, gebeurtenissen, links, terugweg, workflow
from trajecten.actie import actie
from trajecten.mailteksten import brieven
from trajecten.models import Besluitlink, Gebeurtenis, Plaatsing, SchoolAfspraak, Traject, TrajectDocument
from trajecten.models.link import Linkwijze
from trajecten.regels import Doel, Overgang, Resultaat, Status
from trajecten.systeem import BESLUITLINK, Systeem
from trajecten.workflow import Besluit, OvergangGeweigerd, Schoolbesluit
from trajecten.workflow.beoordeling import terugsturen

GEEN_ADRES = "Er is geen e-mailadres bekend van de contactpersoon van {school}. Vul het in bij de afspraken met deze school."


@dataclass(frozen=True)
class Ontvanger:
    """The contact of the school in this regio; `naam` is who the form proposes as the one who decides."""

    naam: str
    email: str


@dataclass(frozen=True)
class Herkomst:
    """From where a link was used, as kept of a signature."""

    adres: str | None = None
    browser: str = ""


@dataclass(frozen=True)
class Stand:
    """
    What a dossier tells of it.

    :param gestuurd: of this decision, the newest first; `gebruikt` of earlier ones too.
    :param weer_vanaf: when the next mail may go out, while that is not yet.
    :param in_portaal: how many people of the school can decide with an account.
    """

    ontvanger: Ontvanger
    school: str
    kan: bool
    gestuurd: list[Besluitlink]
    gebruikt: list[Besluitlink]
    weer_vanaf: datetime | None
    in_portaal: int
    at: datetime

    @property
    def wacht(self) -> Besluitlink | None:
        """What went out for this decision and can still be used."""
        return next((row for row in self.gestuurd if row.is_open(at=self.at)), None)


def ontvanger(traject: Traject) -> Ontvanger:
    school = traject.plaatsing.school_id if traject.plaatsing else None
    found = SchoolAfspraak.objects.filter(regio=traject.regio_id, school=school).first() if school else None
    return Ontvanger(found.contact_naam, found.contact_email) if found else Ontvanger("", "")


def ligt_bij_de_school(traject: Traject) -> bool:
    """Whether there is something a school decides on now."""
    decides = traject.status == Status.VASTSTELLING and traject.doel == Doel.PRAKTIJKVERKLARING
    return decides and traject.plaatsing is not None


def stand(traject: Traject, *, on: date, at: datetime) -> Stand | None:
    """None while there is nothing to tell."""
    now, rows = ligt_bij_de_school(traject), list(traject.besluitlinks.select_related("school"))
    if not now and not rows:
        return None
    again = _weer_vanaf(traject) if now else None
    current = _indiening(traject).pk if now else None
    return Stand(
        ontvanger=ontvanger(traject),
        school=str(traject.plaatsing.school) if traject.plaatsing else "",
        kan=now,
        gestuurd=[row for row in rows if row.indiening_id == current],
        gebruikt=[row for row in rows if row.gebruikt_op],
        weer_vanaf=again if again and at < again else None,
        in_portaal=_in_portaal(traject, on) if now else 0,
        at=at,
    )


def _in_portaal(traject: Traject, on: date) -> int:
    people = Lidmaatschap.objects.geldig(on=on).filter(regio=traject.regio_id, rol=Rol.SCHOOL)
    return people.filter(organisatie=traject.plaatsing.school_id, rechten__contains=[Recht.VASTSTELLEN]).count()


def _indiening(traject: Traject) -> Gebeurtenis:
    """By what it came to lie with the school: handed in, or a decision withdrawn; a link counts for that one time."""
    came = traject.gebeurtenissen.filter(naar=Status.VASTSTELLING, draait_terug__isnull=True)
    return came.filter(teruggedraaid_door__isnull=True).latest("pk")


def _weer_vanaf(traject: Traject) -> datetime | None:
    mailed = traject.besluitlinks.filter(indiening=_indiening(traject), email=ontvanger(traject).email)
    return links.weer_vanaf(mailed)


@actie(Permission.TRAJECT_VASTSTELLEN)
def stuur(*, traject: Traject, by: User, on: date, at: datetime) -> Besluitlink:
    """
    Mail the school a link, for two weeks; an earlier one stops working.

    :raises OvergangGeweigerd: nothing lies with the school, no address, or a mail less than a day ago.
    """
    return _stuur(traject, by, on, at)


def _stuur(traject: Traject, by: User | Systeem, on: date, at: datetime) -> Besluitlink:
    if not ligt_bij_de_school(traject):
        raise OvergangGeweigerd("Een link om te besluiten kan alleen als de eindbeoordeling bij de school ligt.")
    school, to = traject.plaatsing.school, ontvanger(traject)
    if not to.email:
        raise OvergangGeweigerd(GEEN_ADRES.format(school=school))
    if (again := _weer_vanaf(traject)) and at < again:
        raise OvergangGeweigerd(f"De link is al gestuurd. Opnieuw sturen kan vanaf {tijdstip(again)}.")
    link, token = links.maak(
        Besluitlink,
        {"traject": traject},
        geldig=links.GELDIG[Linkwijze.MAIL],
        door=by if isinstance(by, User) else None,
        at=at,
        indiening=_indiening(traject),
        school=school,
        ontvanger=to.naam,
        email=to.email,
    )
    _mail(link, token)
    terugweg.vervalt(traject)
    details = {"School": str(school)} | ({"Aan": to.naam} if to.naam else {})
    gebeurtenissen.schrijf(traject, "besluitlink", by=by, on=on, details=details)
    return link


def _mail(link: Besluitlink, token: str) -> None:
    """Names no deelnemer: number, kwalificatie and start month, what is asked, by when, one address (domein §8)."""
    brief = brieven.met_link(
        "besluitlink",
        link.traject,
        links.adres("link_besluit", token),
        vervalt_op=link.vervalt_op,
        start=link.traject.eerste_werkdag,
        school=str(link.school),
    )
    brieven.stuur(brief, aan=link.email, sleutel=f"besluitlink:{link.token_hash}")


def trek_in(afspraak: SchoolAfspraak, *, at: datetime) -> None:
    """The address of the school changed: what was mailed to the old one stops working."""
    own = Besluitlink.objects.filter(traject__regio=afspraak.regio_id, school=afspraak.school_id)
    own.exclude(email=afspraak.contact_email).trek_in(at=at)


def vind(token: str, *, at: datetime) -> Besluitlink | None:
    """The link while it can be used for a decision that is still asked; looking consumes nothing."""
    found = Besluitlink.objects.van(token).bruikbaar(at=at).select_related("traject__regio", "school").first()
    return found if found and _telt(found) else None


def _telt(link: Besluitlink) -> bool:
    """Whether it still lies with that school, by the same handing in."""
    traject = link.traject
    if not ligt_bij_de_school(traject) or traject.plaatsing.school_id != link.school_id:
        return False
    return link.indiening_id == _indiening(traject).pk


def vind_gebruikt(token: str, *, at: datetime) -> Besluitlink | None:
    """The link just after it was used: its holder is told that it is done, and not that the link is no good."""
    return Besluitlink.objects.van(token).filter(gebruikt_op__gt=at - links.NET).first()


def plaatsing(link: Besluitlink) -> Plaatsing:
    """What is decided about, as the portal reads it."""
    return Plaatsing.objects.for_portaal().get(traject=link.traject_id, huidig=True)


@transaction.atomic
def stel_vast(token: str, *, besluit: Besluit, van: Herkomst, on: date, at: datetime) -> Traject:
    """:raises LinkGeldtNiet: the link does not count any more. :raises OvergangGeweigerd: what `vaststellen` refuses."""

    def do(traject: Traject, by: Systeem) -> Traject:
        return workflow.vaststellen(traject=traject, besluit=besluit, by=by, on=on)

    return _gebruik(token, Overgang.VASTSTELLEN, besluit.naam, besluit.functie, van, at, do)


@transaction.atomic
def rond_af(token: str, *, besluit: Schoolbesluit, reden: str, van: Herkomst, on: date, at: datetime) -> Traject:
    """
    The school decides that there is no verklaring.

    :raises LinkGeldtNiet: the link does not count any more. :raises OvergangGeweigerd: what `afronden` refuses.
    """

    def do(traject: Traject, by: Systeem) -> Traject:
        return workflow.afronden(traject=traject, resultaat=Resultaat.GEEN, besluit=besluit, reden=reden, by=by, on=on)

    return _gebruik(token, Overgang.AFRONDEN, besluit.naam, besluit.functie, van, at, do)


@transaction.atomic
def stuur_terug(token: str, *, reden: str, naam: str, functie: str, van: Herkomst, on: date, at: datetime) -> Traject:
    """:raises LinkGeldtNiet: the link does not count any more. :raises OvergangGeweigerd: no reason."""

    def do(traject: Traject, by: Systeem) -> Traject:
        return terugsturen(traject=traject, reden=reden, by=by, on=on)

    return _gebruik(token, Overgang.TERUGSTUREN, naam, functie, van, at, do)


def _gebruik(
    token: str, act: Overgang, naam: str, functie: str, van: Herkomst, at: datetime, do: Callable[[Traject, Systeem], Traject]
) -> Traject:
    traject = links.vergrendel(Besluitlink, token)
    who = {"naam": naam, "functie": functie, "adres": van.adres, "browser": van.browser[:200]}
    link = vind(token, at=at)  # with the row locked, as it stands now
    if link is None or not Besluitlink.objects.van(token).gebruik(at=at, besluit=act, **who):
        raise links.LinkGeldtNiet
    return do(traject, Systeem(BESLUITLINK, hoe=f"via een persoonlijke link van {link.school}: {naam}, {functie}"))


@transaction.atomic
def maak_concept(token: str, *, on: date, at: datetime) -> None:
    """
    Order a concept of the verklaring, to read before deciding; the link stays as it was.

    :raises LinkGeldtNiet: the link does not count any more. :raises OvergangGeweigerd: there will be no verklaring.
    """
    traject = links.vergrendel(Besluitlink, token)
    if vind(token, at=at) is None:
        raise links.LinkGeldtNiet
    dossier.bestel_concept(traject, on=on)


def laatste_concept(link: Besluitlink) -> TrajectDocument | None:
    return documenten.laatste_concept(link.traject)


@transaction.atomic
def vraag_nieuwe(token: str, *, on: date, at: datetime) -> None:
    """
    The holder of a link that does not work any more asks for another: mailed to the address that is known, if a decision is asked.

    Says nothing: whoever found the link learns nothing from it.
    """
    old = Besluitlink.objects.van(token).first()
    if old is None:
        return
    traject = links.vergrendel(Besluitlink, token)
    if not ligt_bij_de_school(traject) or traject.plaatsing.school_id != old.school_id:
        return
    try:
        _stuur(traject, Systeem(BESLUITLINK, hoe="gevraagd met een eerdere link"), on, at)
    except OvergangGeweigerd:  # no address, or mailed today: the answer is the same
        return
