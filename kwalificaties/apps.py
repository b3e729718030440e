from django.apps import AppConfig


class KwalificatiesConfig(AppConfig):
    name = "kwalificaties"

    def ready(self) -> None:
        from accounts import menu
        from accounts.permissions import Permission

        needs = frozenset({Permission.CATALOGUS_LEZEN})
        menu.register(menu.Item(place=40, label="Kwalificaties", url_name="kwalificaties:lijst", needs=needs, icon="boek"))
