"""What people write in dossiers: about work and appointments, never about health or benefits."""

PLAATSEN_INTAKE = [
    "Werkplein",
    "Bibliotheek, spreekkamer 2",
    "Kantoor van het werkcentrum",
    "Buurthuis De Schakel",
    "School, lokaal 1.04",
]
TIJDEN = ["09:00", "09:30", "10:30", "11:00", "13:15", "14:30", "15:45"]
AANWEZIG = ["deelnemer", "deelnemer en consulent", "deelnemer en jobcoach", "deelnemer en broer", "deelnemer, consulent en tolk"]
OPLEIDING = [
    "vmbo",
    "praktijkonderwijs",
    "mbo niveau 1",
    "mbo niveau 2, zonder diploma",
    "basisschool in het buitenland",
    "havo, vier jaar",
]
PAST = [
    "Werkt graag met de handen en wil laten zien wat hij of zij kan.",
    "Heeft jaren in dit werk gezeten, maar nooit een papier gehaald.",
    "Wil stap voor stap naar een vaste baan.",
    "Leert liever op de werkvloer dan in een klas.",
]
WERK = ["iets in het groen", "werken in een winkel of kringloop", "werken met eten", "in een magazijn", "techniek", "mensen helpen"]
CONTACTEN = [
    ("telefoon", "praktijkopleider", "Gaat goed. Werkt het liefst in de ochtendploeg.", ""),
    (
        "bezoek",
        "deelnemer en praktijkopleider",
        "Rondgeleid over de werkplek. Twee taken mogen zelfstandig.",
        "Over drie weken weer langs",
    ),
    ("gesprek", "deelnemer", "Wil graag meer uren. Dat kan na de evaluatie.", "Uren bespreken met het leerbedrijf"),
    ("mail", "school", "Gevraagd welke papieren de school nog nodig heeft.", "Papieren nasturen"),
    ("bericht", "deelnemer", "Afspraak verzet naar volgende week, bus reed niet.", ""),
    ("telefoon", "deelnemer", "Vindt het werk leuk, het tempo went.", ""),
]
EERSTE_CONTACT = [
    "De eerste week ging goed. Weet waar alles ligt en bij wie vragen terechtkunnen.",
    "Is goed ontvangen. Werkkleding is geregeld, rooster is bekend.",
    "Moest wennen aan vroeg opstaan. Verder tevreden, leerbedrijf ook.",
]
NOTITIES = [
    "Belt het liefst na vier uur.",
    "Heeft een rijbewijs, geen auto. Fiets is geregeld.",
    "Let op: spreekt Engels en leert Nederlands op dinsdag- en donderdagochtend.",
    "Consulent wil graag op de hoogte blijven van de einddatum.",
    "Zoekt werk dicht bij huis, hoogstens een half uur reizen.",
    "Was al eens op bezoek bij dit leerbedrijf. Dat beviel goed.",
]
EVALUATIES = ["Op schema.", "Meer oefenen met plannen van het werk.", "Neemt steeds meer zelf op.", ""]
AFSPRAKEN = [
    "De praktijkopleider plant elke week een taak om zelf te doen.",
    "Volgende maand zelf de dag voorbereiden. De school belt over het rooster.",
    "Meer uitleg bij de machine. Daarna opnieuw kijken.",
    "Doorgaan zoals het gaat.",
]
TOELICHTING = ["", "", "", "Doet dit elke dag.", "Mag iets sneller.", "Laat dit ook aan anderen zien."]
FUNCTIES_CONSULENT = ["A. Jager", "Mw. Ö. Yılmaz", "R. de Haan-Kiewiet", "T. Bakema", "Dhr. Nguyễn", "L. Wouda"]
STRATEN = ["Kerkstraat", "Stationsweg", "Molenlaan", "Hoofdweg", "Eikenlaan", "Nieuwstraat", "Havenkade", "Parklaan"]
REACTIES = [
    "Het gaat goed. De collega's leggen veel uit. De vroege dienst is zwaar, want de eerste bus komt pas om zeven uur.",
    "Ik leer veel. Ik wil graag vaker met klanten praten, dat doe ik nu nog weinig.",
    "Leuk werk! Soms gaat het snel en dan durf ik niet te vragen. Kan ik een vast moment krijgen voor vragen?",
]
