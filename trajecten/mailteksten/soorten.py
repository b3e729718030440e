"""The mails of which a regio may change the words, with the text of the system and what may stand between braces (keuze)."""

from dataclasses import dataclass

VASTE_VELDEN = {"regio": "de naam van uw regio", "coordinator": "de coördinator, met telefoonnummer"}
_TRAJECT = {
    **VASTE_VELDEN,
    "kwalificatie": "de kwalificatie van het traject",
    "nummer": "het nummer van het traject",
    "uiterlijk": "de dag tot en met wanneer de link werkt",
}


@dataclass(frozen=True)
class Soort:
    """
    :param velden: what may stand between braces, each with what it means.
    :param moet: which of those the introduction cannot do without.
    :param knop: the words of the button; the link behind it is always put there by the system.
    :param vast: what the system says below it, which nobody can change.
    """

    naam: str
    wanneer: str
    onderwerp: str
    inleiding: str
    slot: str
    velden: dict[str, str]
    template: str
    knop: str
    vast: str = ""
    moet: tuple[str, ...] = ()


LINK = "trajecten/mail/link.txt"
_VAN_U = "De link is van u alleen, werkt één keer en is geldig tot en met {uiterlijk}."


def _met_link(*, vast: str = _VAN_U, meer: dict[str, str] | None = None, **words: str) -> Soort:
    """About one traject, with a personal link."""
    return Soort(**words, velden={**_TRAJECT, **(meer or {})}, template=LINK, vast=vast, moet=("nummer",))


SOORTEN: dict[str, Soort] = {
    "bundel": Soort(
        naam="Herinnering",
        wanneer="Eén mail per dag met alles wat op iemand wacht.",
        onderwerp="Er {wacht} {aantal} op u",
        inleiding="Dit wacht op u: {aantal}.",
        slot="",
        velden={**VASTE_VELDEN, "aantal": "hoeveel taken er wachten", "uiterlijk": "de eerste dag waarop iets klaar moet zijn"},
        template="trajecten/mail/bundel.txt",
        knop="Bekijk wat u kunt doen",
    ),
    "tekenlink": _met_link(
        naam="Link om te tekenen",
        wanneer="Voor de deelnemer, bij de praktijkovereenkomst.",
        onderwerp="Teken uw praktijkovereenkomst ({nummer})",
        inleiding=(
            "U begint binnenkort met praktijkleren: {kwalificatie} (traject {nummer}). Lees de praktijkovereenkomst en teken die."
        ),
        slot="Klopt er iets niet? Bel {coordinator}.",
        knop="Lees en teken",
    ),
    "reactie": _met_link(
        naam="Vraag hoe het gaat",
        wanneer="Voor de deelnemer, als u om een reactie vraagt.",
        onderwerp="Hoe gaat het met praktijkleren? ({nummer})",
        inleiding=(
            "U bent bezig met praktijkleren: {kwalificatie} (traject {nummer}). Lees hoe het staat en vertel wat u ervan vindt. "
            "Dat duurt een paar minuten."
        ),
        slot="Wilt u liever praten? Bel {coordinator}.",
        knop="Lees en reageer",
    ),
    "nazorg": _met_link(
        naam="Vraag wat iemand nu doet",
        wanneer="Voor de deelnemer, bij de uitreiking en 3, 6 en 12 maanden daarna.",
        onderwerp="Wat doet u nu? ({nummer})",
        inleiding=(
            "U deed mee aan praktijkleren: {kwalificatie} (traject {nummer}). We willen graag weten wat u nu doet. "
            "Het is één vraag en u hoeft niet in te loggen."
        ),
        slot="U mag ook kiezen dat u het niet wilt zeggen. Wilt u liever praten? Bel {coordinator}.",
        knop="Geef antwoord",
    ),
    "besluitlink": _met_link(
        naam="Link voor het besluit van de school",
        wanneer="Voor een school die niet inlogt, als een eindbeoordeling klaar is.",
        onderwerp="Uw besluit gevraagd ({nummer})",
        inleiding=(
            "Een leerbedrijf heeft een deelnemer van uw school beoordeeld: {kwalificatie} (traject {nummer}). Lees wat het "
            "leerbedrijf zag en leg vast wat {school} besluit. U hoeft niet in te loggen."
        ),
        slot="Vragen? Bel {coordinator}.",
        meer={"school": "de naam van de school"},
        knop="Lees en besluit",
        vast=(
            "De link is voor uw school, werkt één keer en is geldig tot en met {uiterlijk}. Besluit iemand anders van uw school? "
            "Stuur dit bericht dan alleen aan die persoon."
        ),
    ),
}
