from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import menu, reset
        from accounts.permissions import Permission as P
        from basis import outbox

        outbox.register(reset.SOORT, reset.send_link)

        needs = frozenset([P.LEDEN_BEHEREN, P.REGIO_BEHEREN, P.ORGANISATIES_BEHEREN, P.MANDAAT_VASTLEGGEN])
        menu.register(menu.Item(place=90, label="Beheer", url_name="accounts:beheer", needs=needs, icon="beheer", is_home=True))
