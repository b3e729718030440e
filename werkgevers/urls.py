from django.urls import path

from werkgevers.views import erkenning, leerbedrijf, personen

app_name = "werkgevers"
urlpatterns = [
    path("", leerbedrijf.leerbedrijven, name="leerbedrijven"),
    path("zoeken/", leerbedrijf.zoeken, name="zoeken"),
    path("nieuw/", leerbedrijf.leerbedrijf_nieuw, name="leerbedrijf_nieuw"),
    path("<uuid:code>/", leerbedrijf.leerbedrijf, name="leerbedrijf"),
    path("<uuid:code>/wijzigen/", leerbedrijf.leerbedrijf_wijzigen, name="leerbedrijf_wijzigen"),
    path("<uuid:code>/adres/", leerbedrijf.adres_wijzigen, name="adres_wijzigen"),
    path("<uuid:code>/notities/", leerbedrijf.notitie_nieuw, name="notitie_nieuw"),
    path("<uuid:code>/contactpersonen/nieuw/", personen.contactpersoon_nieuw, name="contactpersoon_nieuw"),
    path("contactpersonen/<uuid:code>/", personen.contactpersoon_wijzigen, name="contactpersoon_wijzigen"),
    path("<uuid:code>/praktijkopleiders/nieuw/", personen.praktijkopleider_nieuw, name="praktijkopleider_nieuw"),
    path("praktijkopleiders/<uuid:code>/", personen.praktijkopleider_wijzigen, name="praktijkopleider_wijzigen"),
    path("<uuid:code>/gesloten/nieuw/", personen.gesloten_periode_nieuw, name="gesloten_periode_nieuw"),
    path("gesloten/<uuid:code>/weg/", personen.gesloten_periode_verwijderen, name="gesloten_periode_verwijderen"),
    path("<uuid:code>/erkenningen/nieuw/", erkenning.kwalificatie_kiezen, name="kwalificatie_kiezen"),
    path(
        "<uuid:code>/erkenningen/<uuid:kwalificatie>/registreren/",
        erkenning.erkenning_registreren,
        name="erkenning_registreren",
    ),
    path("<uuid:code>/erkenningen/<uuid:kwalificatie>/aanvragen/", erkenning.erkenning_aanvragen, name="erkenning_aanvragen"),
    path("erkenningen/<uuid:code>/", erkenning.erkenning, name="erkenning"),
    path("erkenningen/<uuid:code>/besluit/", erkenning.erkenning_besluit, name="erkenning_besluit"),
    path("erkenningen/<uuid:code>/brief/", erkenning.erkenning_brief, name="erkenning_brief"),
    path("erkenningen/<uuid:code>/controle/", erkenning.erkenning_controle, name="erkenning_controle"),
    path("erkenningen/<uuid:code>/vervallen/", erkenning.erkenning_vervallen, name="erkenning_vervallen"),
    path("erkenningen/<uuid:code>/bereik/", erkenning.erkenning_bereik, name="erkenning_bereik"),
    path("erkenningen/<uuid:code>/geldt-ook-voor/<uuid:kwalificatie>/", erkenning.erkenning_opvolger, name="erkenning_opvolger"),
    path("erkenningen/controles/<uuid:code>/bewijs/", erkenning.controle_bewijs, name="controle_bewijs"),
]
