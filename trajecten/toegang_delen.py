"""
The parts of a traject that have an address of their own: each 404 for who may not know of the traject, 403 for who may not do this.
"""

from datetime import date
from uuid import UUID

from django.http import Http404

from accounts.models import User
from accounts.permissions import Permission, rechten
from basis.leeslog import log_read
from trajecten import toegang
from trajecten.models import (
    Betrokkene,
    Bewijsstuk,
    Financiering,
    Handtekening,
    Instemming,
    Overdracht,
    Plaatsing,
    Reactie,
    SamenMatch,
    Termijn,
    TrajectDocument,
    Voorstel,
)
from werkgevers.toegang import get_leerbedrijf

_MATCHT = {Permission.TRAJECT_MATCHEN, Permission.SCHERMEN_COORDINATOR}


def get_document(user: User, code: UUID, *, on: date):
    """A paper of a traject this person may read the papers of; 404 otherwise. Logs the reading."""
    row = (
        TrajectDocument.objects.filter(code=code, traject__in=toegang.visible_trajecten(user, on=on))
        .select_related("document", "traject")
        .first()
    )
    if row is None:
        raise Http404
    toegang.require(user, row.traject, Permission.TRAJECT_LEZEN, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.traject.code, view="document")
    return row


def get_handtekening(user: User, code: UUID, *, on: date):
    """A signature of the agreement of a traject whose signatures this person may record."""
    row = (
        Handtekening.objects.filter(code=code, pok_versie__plaatsing__traject__in=toegang.visible_trajecten(user, on=on))
        .select_related("pok_versie__plaatsing__traject__regio")
        .first()
    )
    if row is None:
        raise Http404
    traject = row.pok_versie.plaatsing.traject
    toegang.require(user, traject, Permission.TRAJECT_TEKENEN_VASTLEGGEN, Permission.SCHERMEN_COORDINATOR, on=on)
    return row


def get_voorstel(user: User, code: UUID, *, on: date):
    """A leerbedrijf that was asked for a traject, for whoever may make proposals there."""
    row = Voorstel.objects.for_overview().filter(code=code, traject__in=toegang.visible_trajecten(user, on=on)).first()
    if row is None:
        raise Http404
    row.traject = toegang.get_dossier(user, row.traject.code, Permission.TRAJECT_VOORSTEL, on=on, view="voorstel")
    return row


def get_samen(user: User, code: UUID, *, on: date):
    """The result of a matching of several trajecten in a regio where this person may match; names are as on a list."""
    own = [lid.regio_id for lid in user.lidmaatschappen_on(on) if rechten(lid) >= _MATCHT]
    row = (
        SamenMatch.objects.filter(code=code, regio__in=own)
        .select_related("leerbedrijf__organisatie", "kwalificatie", "regio")
        .first()
    )
    if row is None:
        raise Http404
    return row


def get_overdracht(user: User, code: UUID, *, on: date):
    """The result of a handing over, in a regio where this person appoints behandelaars; it names no deelnemer."""
    own = [lid.regio_id for lid in user.lidmaatschappen_on(on) if Permission.TRAJECT_BEHANDELAAR in rechten(lid)]
    row = Overdracht.objects.filter(code=code, regio__in=own).select_related("regio", "van", "naar", "door").first()
    if row is None:
        raise Http404
    return row


def get_betrokkene(user: User, code: UUID, *, on: date):
    """The part of somebody in a traject, for whoever gives and takes such parts there."""
    reach = toegang.visible_trajecten(user, on=on)
    row = Betrokkene.objects.filter(code=code, traject__in=reach).select_related("user", "traject").first()
    if row is None:
        raise Http404
    row.traject = toegang.get_dossier(user, row.traject.code, Permission.TRAJECT_BETROKKENEN, on=on, view="betrokkene")
    return row


def get_instemming(user: User, code: UUID, *, on: date):
    """What a party says to a bpv-blad of a traject whose signatures this person may record."""
    row = (
        Instemming.objects.filter(code=code, bpv_blad__plaatsing__traject__in=toegang.visible_trajecten(user, on=on))
        .select_related("bpv_blad__plaatsing__traject__regio")
        .first()
    )
    if row is None:
        raise Http404
    traject = row.bpv_blad.plaatsing.traject
    toegang.require(user, traject, Permission.TRAJECT_TEKENEN_VASTLEGGEN, Permission.SCHERMEN_COORDINATOR, on=on)
    return row


def get_bewijsstuk(user: User, code: UUID, *, on: date):
    """A photo or file of the work that is still there, of a traject whose papers this person keeps."""
    rows = Bewijsstuk.objects.filter(code=code, plaatsing__traject__in=toegang.visible_trajecten(user, on=on), weg_op__isnull=True)
    row = rows.select_related("plaatsing__traject__regio", "document__document", "werkproces").first()
    if row is None:
        raise Http404
    toegang.require(user, row.plaatsing.traject, Permission.TRAJECT_DOCUMENTEN, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.plaatsing.traject.code, view="bewijsstuk")
    return row


def get_financiering(user: User, code: UUID, *, on: date):
    """A source of money of a traject whose money this person may know of; 404 otherwise."""
    rows = Financiering.objects.filter(code=code, traject__in=toegang.visible_trajecten(user, on=on))
    row = rows.select_related("traject__regio", "traject__deelnemer", "plaatsing").first()
    if row is None:
        raise Http404
    toegang.require(user, row.traject, Permission.TRAJECT_FINANCIERING, Permission.SCHERMEN_COORDINATOR, on=on)
    log_read(user, "traject", row.traject.code, view="financiering")
    return row


def get_termijn(user: User, code: UUID, *, on: date):
    """What must be done by a day in a traject of which this person decides what goes out."""
    rows = Termijn.objects.filter(code=code, traject__in=toegang.visible_trajecten(user, on=on))
    row = rows.select_related("traject__regio", "traject__deelnemer", "traject__kwalificatie").first()
    if row is None:
        raise Http404
    toegang.require(user, row.traject, Permission.TRAJECT_CONTACT, Permission.SCHERMEN_COORDINATOR, on=on)
    log_read(user, "traject", row.traject.code, view="herinnering")
    return row


def get_reactie(user: User, code: UUID, *, on: date):
    """What a deelnemer answered, for whoever follows how it goes in that traject; 404 otherwise."""
    rows = Reactie.objects.filter(code=code, traject__in=toegang.visible_trajecten(user, on=on))
    row = rows.select_related("traject__regio", "traject__deelnemer", "link").first()
    if row is None:
        raise Http404
    toegang.require(user, row.traject, Permission.TRAJECT_VOORTGANG, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.traject.code, view="reactie")
    return row


def get_plaatsing(user: User, code: UUID, *needed: Permission, on: date, view: str = "plaatsing"):
    """A Plaatsing of a traject on whose dossier this person may do this; 404 otherwise."""
    rows = Plaatsing.objects.filter(code=code, traject__in=toegang.visible_trajecten(user, on=on))
    row = rows.for_portaal().first()
    if row is None:
        raise Http404
    toegang.require(user, row.traject, *needed, Permission.SCHERMEN_DOSSIER, on=on)
    log_read(user, "traject", row.traject.code, view=view)
    return row


def get_geheugen(user: User, code: UUID, *, on: date):
    """(leerbedrijf, its trajecten this person may open), newest first."""
    leerbedrijf = get_leerbedrijf(user, code, Permission.LEERBEDRIJF_LEZEN, on=on)
    rows = toegang.leesbare_trajecten(user, on=on).filter(plaatsingen__leerbedrijf=leerbedrijf).distinct()
    return leerbedrijf, rows.order_by("-aangemeld_op", "-pk")
