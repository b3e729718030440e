"""The pages of the overgangen: the verb is the address."""

from django.urls import path

from trajecten.views.overgangen import aanmelding, beoordeling, besluit, einde, onderbreken, plaatsing, wijzigen

urlpatterns = [
    path("trajecten/aanmelden/", aanmelding.aanmelden, name="aanmelden"),
    path("trajecten/<uuid:code>/intake_starten/", aanmelding.intake_starten, name="intake_starten"),
    path("trajecten/<uuid:code>/intake_afronden/", aanmelding.intake_afronden, name="intake_afronden"),
    path("trajecten/<uuid:code>/niet_starten/", aanmelding.niet_starten, name="niet_starten"),
    path("trajecten/<uuid:code>/matchen/", plaatsing.matchen, name="matchen"),
    path("trajecten/<uuid:code>/starten/", plaatsing.starten, name="starten"),
    path("trajecten/<uuid:code>/onderbreken/", onderbreken.onderbreken, name="onderbreken"),
    path("trajecten/<uuid:code>/hervatten/", onderbreken.hervatten, name="hervatten"),
    path("trajecten/<uuid:code>/herplaatsen/", onderbreken.herplaatsen, name="herplaatsen"),
    path("trajecten/<uuid:code>/afspraken_wijzigen/", wijzigen.afspraken_wijzigen, name="afspraken_wijzigen"),
    path("trajecten/<uuid:code>/verlengen/", wijzigen.verlengen, name="verlengen"),
    path("trajecten/<uuid:code>/beoordeling_starten/", beoordeling.beoordeling_starten, name="beoordeling_starten"),
    path("trajecten/<uuid:code>/beoordeling_indienen/", beoordeling.beoordeling_indienen, name="beoordeling_indienen"),
    path("trajecten/<uuid:code>/beoordeling_indienen/laatste/", beoordeling.laatste_oordelen, name="laatste_oordelen"),
    path("trajecten/<uuid:code>/terugsturen/", beoordeling.terugsturen, name="terugsturen"),
    path("trajecten/<uuid:code>/vaststellen/", beoordeling.vaststellen, name="vaststellen"),
    path("trajecten/<uuid:code>/afronden/", besluit.afronden, name="afronden"),
    path("trajecten/<uuid:code>/vaststelling_intrekken/", besluit.vaststelling_intrekken, name="vaststelling_intrekken"),
    path("trajecten/<uuid:code>/uitreiken/", einde.uitreiken, name="uitreiken"),
    path("trajecten/<uuid:code>/afsluiten/", einde.afsluiten, name="afsluiten"),
    path("trajecten/<uuid:code>/stoppen/", einde.stoppen, name="stoppen"),
    path("trajecten/<uuid:code>/heropenen/", einde.heropenen, name="heropenen"),
    path("trajecten/<uuid:code>/overlijden/", einde.overlijden, name="overlijden"),
]
