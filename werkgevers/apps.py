from django.apps import AppConfig


class WerkgeversConfig(AppConfig):
    name = "werkgevers"

    def ready(self) -> None:
        from accounts import menu
        from accounts.permissions import Permission as P

        needs = frozenset([P.LEERBEDRIJF_LEZEN])
        menu.register(
            menu.Item(place=30, label="Leerbedrijven", url_name="werkgevers:leerbedrijven", needs=needs, icon="leerbedrijf")
        )
