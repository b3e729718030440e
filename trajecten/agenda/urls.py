"""The calendar: its page, the address that a program fetches, one appointment as a file."""

from django.urls import path

from trajecten.views import agenda

urlpatterns = [
    path("account/agenda/", agenda.agenda, name="agenda"),
    path("account/agenda/maken/", agenda.agenda_maken, name="agenda_maken"),
    path("account/agenda/keuzes/", agenda.agenda_keuzes, name="agenda_keuzes"),
    path("account/agenda/intrekken/", agenda.agenda_intrekken, name="agenda_intrekken"),
    path("agenda/<str:token>.ics", agenda.agenda_feed, name="agenda_feed"),
    path("afspraken/<uuid:code>.ics", agenda.afspraak, name="afspraak"),
]
