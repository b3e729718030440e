from django.urls import path

from trajecten import beheer_urls, bemiddeling_urls, herstel_urls, overgang_urls, rollen_urls, voortgang_urls
from trajecten.views import acties, concept, dossier, handtekeningen, instemmingen, lijsten, scholen, verificatie

app_name = "trajecten"
urlpatterns = [
    path("vandaag/", lijsten.vandaag_pagina, name="vandaag"),
    path("trajecten/", lijsten.trajecten, name="trajecten"),
    path("trajecten/zoeken/", lijsten.zoeken, name="zoeken"),
    path("trajecten/<uuid:code>/", dossier.traject, name="traject"),
    path("trajecten/<uuid:code>/contact/", acties.contact, name="contact"),
    path("trajecten/<uuid:code>/notitie/", acties.notitie, name="notitie"),
    path("trajecten/<uuid:code>/plannen/", acties.plannen, name="plannen"),
    path("trajecten/<uuid:code>/belemmeringen/", acties.belemmeringen, name="belemmeringen"),
    path("trajecten/<uuid:code>/gegevens/", acties.gegevens, name="gegevens"),
    path("trajecten/<uuid:code>/geinformeerd/", acties.geinformeerd, name="geinformeerd"),
    path("trajecten/<uuid:code>/ingeschreven/", acties.ingeschreven, name="ingeschreven"),
    path("trajecten/<uuid:code>/mbo-verklaring/", acties.mbo_verklaring, name="mbo_verklaring"),
    path("trajecten/<uuid:code>/nazorg/<int:maand>/", acties.nazorg, name="nazorg"),
    path("trajecten/<uuid:code>/document/", acties.document_toevoegen, name="document_toevoegen"),
    path("trajecten/<uuid:code>/is-iemand-anders/", acties.is_iemand_anders, name="is_iemand_anders"),
    path("trajecten/<uuid:code>/koppelen/", acties.koppelen, name="koppelen"),
    path("handtekeningen/<uuid:code>/", handtekeningen.handtekening, name="handtekening"),
    path("handtekeningen/<uuid:code>/weigeren/", handtekeningen.handtekening_weigeren, name="handtekening_weigeren"),
    path("handtekeningen/<uuid:code>/opnieuw/", handtekeningen.handtekening_opnieuw, name="handtekening_opnieuw"),
    path("instemmingen/<uuid:code>/", instemmingen.instemming, name="instemming"),
    path("instemmingen/<uuid:code>/fout/", instemmingen.instemming_fout, name="instemming_fout"),
    path("instemmingen/<uuid:code>/afgehandeld/", instemmingen.instemming_afgehandeld, name="instemming_afgehandeld"),
    path("documenten/<uuid:code>/", dossier.document, name="document"),
    path("documenten/<uuid:code>/opnieuw/", dossier.document_opnieuw, name="document_opnieuw"),
    path("leerbedrijven/<uuid:code>/geheugen/", dossier.leerbedrijf_geheugen, name="leerbedrijf_geheugen"),
    path("trajecten/<uuid:code>/concept/", concept.concept, name="concept"),
    path("trajecten/<uuid:code>/concept/maken/", concept.concept_maken, name="concept_maken"),
    path("scholen/", scholen.scholen, name="scholen"),
    path("scholen/<uuid:code>/afspraken/", scholen.school_afspraak, name="school_afspraak"),
    path("v/<str:code>/", verificatie.verificatie, name="verificatie"),
    *bemiddeling_urls.urlpatterns,
    *herstel_urls.urlpatterns,
    *overgang_urls.urlpatterns,
    *rollen_urls.urlpatterns,
    *beheer_urls.urlpatterns,
    *voortgang_urls.urlpatterns,
]
