"""
Who is told of a termijn (domein §8): people who can do it in the portal, else an address of theirs, else somebody calls.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Afwezigheid, Lidmaatschap, Organisatie, Rol, User
from accounts.permissions import rechten
from berichten import afmelden, teruggekomen
from berichten.teruggekomen import KOMT_TERUG
from trajecten import portaaltaken
from trajecten.models import Plaatsing, SchoolAfspraak, Termijn, Traject
from trajecten.regels import Ondertekenaar, Partij
from trajecten.termijnen import te_vragen
from trajecten.toegang_portaal import ROL
from trajecten.voorkeuren.groepen import UITGEZET, groep_van
from werkgevers.models import Contactpersoon

DEELNEMER = "deelnemer"  # the key of who has no account and gets a personal link
VAN_ONS = frozenset({Partij.COORDINATOR, Partij.SBB})  # what SBB does, the behandelaar follows
BINNEN = [Rol.COORDINATOR, Rol.BEGELEIDER, Rol.BEHEERDER]


@dataclass(frozen=True)
class Ontvanger:
    """
    :param user: None for who has no account; then `adres` is where the mail goes. :param is_bel: told to call the party instead.
    :param geen_mail: why this one gets no mail and finds it in the app.
    :param op_nummer: a beheerder, who is told no more of the traject than its number.
    """

    sleutel: str
    user: User | None = None
    adres: str = ""
    is_bel: bool = False
    geen_mail: str = ""
    op_nummer: bool = False

    def __str__(self) -> str:
        return self.user.naam if self.user else self.adres

    @property
    def email(self) -> str:
        return self.user.email if self.user else self.adres


class Adresboek:
    """Everybody who may be told of these trajecten; the same handful of queries for one and for many."""

    def __init__(self, trajecten: Iterable[Traject], *, on: date):
        rows = list(trajecten)
        current = Plaatsing.objects.filter(huidig=True, traject__in=[t.pk for t in rows])
        related = current.select_related("school", "leerbedrijf__organisatie", "praktijkopleider")
        self._plaatsingen = {p.traject_id: p for p in related}
        regios = {t.regio_id for t in rows}
        self._on = on
        self._lids = self._lees_lids(regios, on)
        away = Afwezigheid.objects.nu_en_straks(on=on).filter(regio__in=regios)
        self._weg: dict[tuple[int, int], list[Afwezigheid]] = defaultdict(list)
        for row in away:
            self._weg[row.regio_id, row.user_id].append(row)
        agreed = SchoolAfspraak.objects.filter(regio__in=regios).exclude(contact_email="")
        self._scholen = {(a.regio_id, a.school_id): a.contact_email for a in agreed}
        bedrijven = {p.leerbedrijf_id for p in self._plaatsingen.values()}
        people = Contactpersoon.objects.filter(leerbedrijf__in=bedrijven).exclude(email="").order_by("-pk")
        self._contacten = {row.leerbedrijf_id: row.email for row in people}
        known = self._adressen(rows)
        self._uit, self._komt_terug = afmelden.uit(known), teruggekomen.adressen(known, on=on)

    def _adressen(self, trajecten: list[Traject]) -> set[str]:
        """Every address that a reminder may go to."""
        found = {lid.user.email for lids in self._lids.values() for lid in lids}
        found |= {p.praktijkopleider.email for p in self._plaatsingen.values()} | {t.deelnemer.email for t in trajecten}
        return found | set(self._scholen.values()) | set(self._contacten.values())

    def _lees_lids(self, regios: set[int], on: date) -> dict[tuple[int, Rol, int | None], list[Lidmaatschap]]:
        """Per regio, role and organisation, by name."""
        organisaties = {o.pk for p in self._plaatsingen.values() for o in (p.school, p.leerbedrijf.organisatie)}
        rows = Lidmaatschap.objects.geldig(on=on).filter(regio__in=regios).select_related("user", "organisatie", "regio")
        found = defaultdict(list)
        for lid in rows.order_by("user__naam", "pk"):
            if lid.rol in BINNEN or lid.organisatie_id in organisaties:
                found[lid.regio_id, Rol(lid.rol), lid.organisatie_id].append(lid)
        return found

    def ontvangers(self, termijn: Termijn, traject: Traject, *, laatste: bool = False, op: date | None = None) -> list[Ontvanger]:
        """
        :param laatste: it is the last moment: who sees to an answer of the deelnemer is told as well, to call (keuze).
        :param op: the day on which they are told, when that is not today.
        :returns: at least one, or nobody of the regio has an account.
        """
        found = [self._naar_wens(o, termijn) for o in self._wie(termijn, traject, op or self._on)]
        found = [o for o in found if o.user or not o.geen_mail]
        reached = [o for o in found if o.geen_mail != KOMT_TERUG]
        also = laatste and te_vragen(termijn.soort, Partij(termijn.partij)) != termijn.partij
        return found + (self.bellers(termijn, traject, op=op) if also or not reached else [])

    def _wie(self, termijn: Termijn, traject: Traject, op: date) -> list[Ontvanger]:
        if te_vragen(termijn.soort, Partij(termijn.partij)) == Partij.DEELNEMER:
            return _deelnemer(termijn, traject)
        partij = Partij(termijn.partij)
        if partij in VAN_ONS:
            return [replace(_user(user), op_nummer=self._op_nummer(traject, user)) for user in self._behandelaars(traject, op)]
        return self._organisatie(termijn, traject, partij)

    def _naar_wens(self, wie: Ontvanger, termijn: Termijn) -> Ontvanger:
        """Without a mail of what they switched off, or that would come back; who is not reached then, is called."""
        if wie.email in self._komt_terug:
            return replace(wie, geen_mail=KOMT_TERUG)
        return replace(wie, geen_mail=UITGEZET) if (wie.email.lower(), groep_van(termijn.soort)) in self._uit else wie

    def bellers(self, termijn: Termijn, traject: Traject, *, op: date | None = None) -> list[Ontvanger]:
        """Who calls a party that no mail reaches; a colleague whose own mail came back finds it in the app."""
        if te_vragen(termijn.soort, Partij(termijn.partij)) in VAN_ONS:
            return []
        people = self._behandelaars(traject, op or self._on)
        return [Ontvanger(f"bel:user:{user.pk}", user, is_bel=True, op_nummer=self._op_nummer(traject, user)) for user in people]

    def _behandelaars(self, traject: Traject, op: date) -> list[User]:
        """
        The behandelaar, or who stands in; without one the coordinators of the regio, without those the beheerders (domein §8).

        Who stands in and is away too passes it on to nobody: then it is as if there were no behandelaar (ADR 0019).
        """
        at_hand = {rol: [lid.user for lid in self._lids[traject.regio_id, rol, None]] for rol in BINNEN}
        present = {user.pk: user for user in at_hand[Rol.COORDINATOR] + at_hand[Rol.BEGELEIDER]}
        weg = {pk: self._vervanger(traject.regio_id, pk, op) for pk in present}
        own = traject.behandelaar_id
        here = weg.get(own) or own if own in present else None
        if here in present and weg[here] is None:
            return [present[here]]
        coordinators = [user for user in at_hand[Rol.COORDINATOR] if weg[user.pk] is None]
        return coordinators or at_hand[Rol.BEHEERDER] or at_hand[Rol.COORDINATOR]

    def _op_nummer(self, traject: Traject, user: User) -> bool:
        """As `weet` will say when the mail is written; here without another question for each."""
        colleagues = self._lids[traject.regio_id, Rol.COORDINATOR, None] + self._lids[traject.regio_id, Rol.BEGELEIDER, None]
        return all(lid.user_id != user.pk for lid in colleagues)

    def _vervanger(self, regio: int, user: int, op: date) -> int | None:
        """Who stands in for this person on this day; None when they are there."""
        return next((row.vervanger_id for row in self._weg[regio, user] if row.van <= op <= row.tot), None)

    def _organisatie(self, termijn: Termijn, traject: Traject, partij: Partij) -> list[Ontvanger]:
        plaatsing = self._plaatsingen.get(traject.pk)
        if plaatsing is None:
            return []
        organisatie: Organisatie = plaatsing.school if partij == Partij.SCHOOL else plaatsing.leerbedrijf.organisatie
        needed = portaaltaken.SOORTEN[termijn.soort].permission
        people = self._lids[traject.regio_id, ROL[partij], organisatie.pk]
        if able := [_user(lid.user) for lid in people if needed in rechten(lid)]:
            return able
        adres = self._adres(plaatsing, traject, partij)
        return [Ontvanger(f"organisatie:{organisatie.pk}", adres=adres)] if adres else []

    def _adres(self, plaatsing: Plaatsing, traject: Traject, partij: Partij) -> str:
        """Of who answers there: the contact of the school, the praktijkopleider, else somebody of the leerbedrijf."""
        if partij == Partij.SCHOOL:
            return self._scholen.get((traject.regio_id, plaatsing.school_id), "")
        return plaatsing.praktijkopleider.email or self._contacten.get(plaatsing.leerbedrijf_id, "")


def _user(user: User) -> Ontvanger:
    return Ontvanger(f"user:{user.pk}", user)


def _deelnemer(termijn: Termijn, traject: Traject) -> list[Ontvanger]:
    """Signs and answers by a link; a parent has no address here (domein §3, Signatories)."""
    parent = termijn.soort == "pok_tekenen" and not termijn.sleutel.startswith(f"{Ondertekenaar.DEELNEMER.value}:")
    return [Ontvanger(DEELNEMER, adres=traject.deelnemer.email)] if traject.deelnemer.email and not parent else []
