from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import beheerpaginas, gevolgen, inlogcode, menu, reset
        from accounts.permissions import Permission as P
        from basis import outbox

        outbox.register(reset.SOORT, reset.send_link)
        outbox.register(inlogcode.SOORT, inlogcode.send_code)

        gevolgen.register(vertrek=gevolgen.laatste_coordinator, stand=gevolgen.zonder_coordinator, needs=P.LEDEN_BEHEREN)
        needs = frozenset([P.LEDEN_BEHEREN, P.REGIO_BEHEREN, P.ORGANISATIES_BEHEREN, P.MANDAAT_VASTLEGGEN])
        menu.register(menu.Item(place=90, label="Beheer", url_name="accounts:beheer", needs=needs, icon="beheer", is_home=True))
        own = frozenset(f"accounts:{name}" for name in ["collegas", "mensen", "mens_uitnodigen", "mens_weg"])
        menu.register(menu.Item(14, "Collega's", "accounts:collegas", frozenset([P.PORTAAL_COLLEGAS]), icon="leden", pages=own))
        for page in [
            beheerpaginas.Page(
                10, P.LEDEN_BEHEREN, "accounts:leden", "Leden", "Wie in uw regio toegang heeft, uitnodigingen en rechten."
            ),
            beheerpaginas.Page(20, P.REGIO_BEHEREN, "accounts:regio", "Regio", "Naam, kleur, logo, telefoon en e-mailadres."),
            beheerpaginas.Page(
                30, P.ORGANISATIES_BEHEREN, "accounts:organisaties", "Organisaties", "Scholen, gemeenten, UWV en andere aanmelders."
            ),
            beheerpaginas.Page(
                40, P.MANDAAT_VASTLEGGEN, "accounts:mandaten", "Mandaten van scholen", "Wie namens een school mag vaststellen."
            ),
        ]:
            beheerpaginas.register(page)
