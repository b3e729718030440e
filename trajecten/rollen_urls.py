"""The pages about who works in a dossier: behandelaar, betrokkenen, handing over, who is away."""

from django.urls import path

from trajecten.views import afwezig, behandelaar, betrokkenen, overdragen

urlpatterns = [
    path("trajecten/overdragen/", overdragen.overdragen, name="overdragen"),
    path("overgedragen/<uuid:code>/", overdragen.overgedragen, name="overgedragen"),
    path("trajecten/<uuid:code>/behandelaar/", behandelaar.behandelaar, name="behandelaar"),
    path("trajecten/<uuid:code>/betrokkenen/", betrokkenen.betrokkenen, name="betrokkenen"),
    path("betrokkenen/<uuid:code>/", betrokkenen.betrokkene_tot, name="betrokkene_tot"),
    path("betrokkenen/<uuid:code>/weg/", betrokkenen.betrokkene_weg, name="betrokkene_weg"),
    path("afwezigheid/", afwezig.afwezigheid, name="afwezigheid"),
    path("afwezigheid/melden/", afwezig.afwezig_melden, name="afwezig_melden"),
    path("afwezigheid/collega/", afwezig.afwezig_collega, name="afwezig_collega"),
    path("afwezigheid/<uuid:code>/", afwezig.afwezig_wijzigen, name="afwezig_wijzigen"),
    path("afwezigheid/<uuid:code>/einde/", afwezig.afwezig_einde, name="afwezig_einde"),
    path("afwezigheid/<uuid:code>/gebeurd/", afwezig.afwezig_gebeurd, name="afwezig_gebeurd"),
    path("afwezigheid/<uuid:code>/gezien/", afwezig.afwezig_gezien, name="afwezig_gezien"),
]
