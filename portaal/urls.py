from django.urls import path

from portaal.views import afronden, besluit, consulent, link, meekijken, papieren, samen, thuis, voortgang

app_name = "portaal"
urlpatterns = [
    path("", thuis.thuis, name="thuis"),
    path("plaatsingen/<uuid:code>/", thuis.plaatsing, name="plaatsing"),
    path("documenten/<uuid:code>/", thuis.document, name="document"),
    path("handtekeningen/<uuid:code>/", papieren.tekenen, name="tekenen"),
    path("handtekeningen/<uuid:code>/weigeren/", papieren.weigeren, name="weigeren"),
    path("wijzigingen/<uuid:code>/", papieren.instemmen, name="instemmen"),
    path("wijzigingen/<uuid:code>/fout/", papieren.fout_melden, name="fout_melden"),
    path("plaatsingen/<uuid:code>/inschrijven/", besluit.inschrijven, name="inschrijven"),
    path("plaatsingen/<uuid:code>/uren/", voortgang.uren, name="uren"),
    path("plaatsingen/<uuid:code>/evaluatie/", voortgang.evaluatie, name="evaluatie"),
    path("plaatsingen/<uuid:code>/eerder-afronden/", afronden.eerder_afronden, name="eerder_afronden"),
    path("plaatsingen/<uuid:code>/eindbeoordeling/", voortgang.eindbeoordeling, name="eindbeoordeling"),
    path("plaatsingen/<uuid:code>/besluit/", besluit.vaststellen, name="vaststellen"),
    path("plaatsingen/<uuid:code>/terugsturen/", besluit.terugsturen, name="terugsturen"),
    path("plaatsingen/<uuid:code>/concept/", besluit.concept, name="concept"),
    path("plaatsingen/<uuid:code>/concept/maken/", besluit.concept_maken, name="concept_maken"),
    path("samen-besluiten/", samen.samen_besluiten, name="samen_besluiten"),
    path("samen-besluiten/<uuid:code>/", samen.samen_besloten, name="samen_besloten"),
    path("meekijken/<uuid:code>/leerbedrijf/", meekijken.meekijken_leerbedrijf, name="meekijken_leerbedrijf"),
    path("meekijken/<uuid:code>/school/", meekijken.meekijken_school, name="meekijken_school"),
    path("link/gevraagd/", link.link_gevraagd, name="link_gevraagd"),
    path("link/<str:token>/", link.link, name="link"),
    path("link/<str:token>/document/", link.link_document, name="link_document"),
    path("link/<str:token>/weigeren/", link.link_weigeren, name="link_weigeren"),
    path("link/<str:token>/klaar/", link.link_klaar, name="link_klaar"),
    path("link/<str:token>/nieuw/", link.link_nieuw, name="link_nieuw"),
    path("aanmeldingen/", consulent.aanmeldingen, name="aanmeldingen"),
    path("aanmeldingen/nieuw/", consulent.aanmelden, name="aanmelden"),
    path("aanmeldingen/<uuid:code>/intrekken/", consulent.intrekken, name="intrekken"),
    path("aanmeldingen/<uuid:code>/overdragen/", consulent.overdragen, name="overdragen"),
]
