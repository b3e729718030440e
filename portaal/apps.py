from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "portaal"

    def ready(self) -> None:
        from accounts import menu
        from accounts.permissions import Permission as P

        needs = frozenset([P.SCHERMEN_CONSULENT])
        menu.register(menu.Item(15, "Mijn aanmeldingen", "portaal:aanmeldingen", needs, icon="trajecten", is_home=True))
        menu.register_bar("aanmeld_url", menu.Item(10, "Deelnemer aanmelden", "portaal:aanmelden", needs))
