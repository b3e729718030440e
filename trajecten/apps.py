from django.apps import AppConfig


class TrajectenConfig(AppConfig):
    name = "trajecten"

    def ready(self) -> None:
        from accounts import beheerpaginas, gevolgen, menu
        from accounts.permissions import Permission as P
        from basis import outbox
        from berichten.signals import bericht_mislukt
        from trajecten import nieuws
        from trajecten.overdracht import vertrek
        from trajecten.termijnregels import eigen
        from werkgevers.signals import erkenning_gewijzigd

        erkenning_gewijzigd.connect(nieuws.erkenning_gewijzigd, dispatch_uid="trajecten.erkenning")
        bericht_mislukt.connect(nieuws.bericht_mislukt, dispatch_uid="trajecten.herinneringen")
        outbox.register(eigen.BIJWERKEN, eigen.volg, may_wait=True)
        needs = frozenset([P.SCHERMEN_DOSSIER])
        pages = frozenset(["trajecten:vandaag"])
        menu.register(
            menu.Item(10, "Vandaag", "trajecten:vandaag", needs, icon="vandaag", pages=pages, is_home=True, count=_bij_mij)
        )
        told = frozenset([P.SCHERMEN_DOSSIER, P.SCHERMEN_PORTAAL, P.TRAJECT_BEHANDELAAR])
        pages = frozenset(["trajecten:meldingen", "trajecten:mailvoorkeuren"])
        menu.register(
            menu.Item(18, "Meldingen", "trajecten:meldingen", told, icon="bel", pages=pages, count=_ongelezen, counted="nieuw")
        )
        coming = frozenset(["trajecten:herinneringen", "trajecten:herinnering_uit", "trajecten:grote_verzending"])
        menu.belongs(coming, to="trajecten:meldingen")
        own = frozenset([P.SCHERMEN_DOSSIER, P.SCHERMEN_PORTAAL])
        menu.register_own(menu.Item(10, "Afspraken in uw agenda", "trajecten:agenda", own, icon="agenda"))
        menu.belongs(["trajecten:agenda"], to="")
        register = frozenset([P.SCHERMEN_COORDINATOR])
        menu.register(menu.Item(20, "Trajecten", "trajecten:trajecten", needs, icon="trajecten"))
        menu.register_bar("aanmeld_url", menu.Item(0, "Deelnemer aanmelden", "trajecten:aanmelden", register))
        manage = frozenset([P.ORGANISATIES_BEHEREN])
        pages = frozenset(["trajecten:scholen", "trajecten:school_afspraak"])
        menu.register(menu.Item(50, "Scholen", "trajecten:scholen", manage, icon="school", pages=pages))
        words = "Hoe uw regio redenen, startpunten en andere keuzes noemt, en welke u gebruikt."
        pages = frozenset(["trajecten:lijsten", "trajecten:lijst"])
        beheerpaginas.register(beheerpaginas.Page(25, P.REGIO_BEHEREN, "trajecten:lijsten", "Lijsten", words, pages))
        words = "Gaat iemand weg? Geef diens trajecten in één keer aan een collega."
        pages = frozenset(["trajecten:overdragen", "trajecten:overgedragen"])
        beheerpaginas.register(
            beheerpaginas.Page(15, P.TRAJECT_BEHANDELAAR, "trajecten:overdragen", "Trajecten overdragen", words, pages)
        )
        gevolgen.register(vertrek=vertrek.bij_vertrek, stand=vertrek.zonder_behandelaar, needs=P.TRAJECT_BEHANDELAAR)
        words = "Of u bij elk traject om de aanwezigheid vraagt."
        pages = frozenset(["trajecten:instellingen"])
        beheerpaginas.register(
            beheerpaginas.Page(27, P.REGIO_BEHEREN, "trajecten:instellingen", "Keuzes voor trajecten", words, pages)
        )
        words = "Wanneer iets klaar moet zijn, en wanneer het systeem herinnert."
        pages = frozenset(["trajecten:termijnregels", "trajecten:termijnregel"])
        beheerpaginas.register(
            beheerpaginas.Page(26, P.REGIO_BEHEREN, "trajecten:termijnregels", "Termijnen en herinneringen", words, pages)
        )
        words = "Hoe uw regio de mails begint en eindigt."
        pages = frozenset(["trajecten:mailteksten", "trajecten:mailtekst", "trajecten:mailtekst_standaard"])
        beheerpaginas.register(beheerpaginas.Page(28, P.MAILTEKSTEN, "trajecten:mailteksten", "Teksten van mails", words, pages))
        words = "Of mails en documenten op tijd de deur uit gaan."
        pages = frozenset(["trajecten:verzenden"])
        beheerpaginas.register(beheerpaginas.Page(90, P.REGIO_BEHEREN, "trajecten:verzenden", "Verzenden", words, pages))
        away = frozenset(f"trajecten:afwezig{name}" for name in ("heid", "_melden", "_collega", "_wijzigen", "_gebeurd"))
        menu.register_own(menu.Item(12, "Afwezigheid", "trajecten:afwezigheid", needs, icon="leden"))
        words = "Wie er niet is, tot wanneer, en wie vervangt."
        beheerpaginas.register(beheerpaginas.Page(16, P.TRAJECT_BEHANDELAAR, "trajecten:afwezigheid", "Afwezigheid", words, away))
        menu.register_bar("zoek_url", menu.Item(0, "Zoeken", "trajecten:zoeken", needs))


def _ongelezen(user, regio) -> int:
    """Of every regio: the page adds them up too."""
    from trajecten.herinneringen import inbox

    return inbox.ongelezen(user)


def _bij_mij(user, regio) -> int:
    """How many trajecten of this regio wait for this person."""
    from basis.dagen import today
    from trajecten import toegang

    on = today()
    return toegang.leesbare_trajecten(user, on=on).filter(regio=regio).bij_mij(user, on=on).count()
