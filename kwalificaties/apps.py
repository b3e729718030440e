from django.apps import AppConfig


class KwalificatiesConfig(AppConfig):
    name = "kwalificaties"

    def ready(self) -> None:
        from accounts import beheerpaginas, menu
        from accounts.permissions import Permission

        needs = frozenset({Permission.CATALOGUS_LEZEN})
        menu.register(menu.Item(place=40, label="Kwalificaties", url_name="kwalificaties:lijst", needs=needs, icon="boek"))
        words = "Dossiers van SBB en lijsten met crebo's opnemen, en zien wat er eerder is opgenomen."
        page = beheerpaginas.Page(50, Permission.CATALOGUS_IMPORTEREN, "kwalificaties:opnemen", "Catalogus", words)
        beheerpaginas.register(page)
