from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "portaal"

    def ready(self) -> None:
        from accounts import menu
        from accounts.permissions import Permission as P

        needs = frozenset([P.SCHERMEN_PORTAAL])
        menu.register(
            menu.Item(12, "Te doen", "portaal:thuis", needs, icon="vandaag", pages=_PORTAAL, is_home=True, count=_te_doen)
        )
        needs = frozenset([P.SCHERMEN_CONSULENT])
        menu.register(menu.Item(15, "Mijn aanmeldingen", "portaal:aanmeldingen", needs, icon="trajecten", is_home=True))
        menu.register_bar("aanmeld_url", menu.Item(10, "Deelnemer aanmelden", "portaal:aanmelden", needs))


_PORTAAL = frozenset(
    f"portaal:{name}"
    for name in [
        "thuis", "plaatsing", "tekenen", "weigeren", "instemmen", "fout_melden", "inschrijven", "uren", "evaluatie",
        "werkprocessen", "bewijsstuk", "bewijsstuk_weg", "eerder_afronden", "eindbeoordeling", "eind_werkprocessen",
        "eind_versturen", "subsidie", "vaststellen", "terugsturen", "concept", "samen_besluiten", "samen_besloten",
    ]
)  # fmt: skip


def _te_doen(user, regio) -> int:
    """What waits for this person, of all regio's: the page adds them up too."""
    from basis.dagen import today
    from trajecten import portaaltaken

    return len(portaaltaken.taken(user, on=today()))
