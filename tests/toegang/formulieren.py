"""
Every form of the house filled in as somebody would, and the same form with more in it than it asks (M04, M05).

The form comes from the page itself, so that a new one is filled in too; what a page asks of its facts stands in PRECIES.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256

from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from lxml import html

from accounts.models import Rol
from basis.dagen import now
from basis.fields import PostcodeVeld, TelefoonVeld
from basis.once import new_key
from tests.eenmaal import ongedaan
from tests.kwalificaties import bronnen
from tests.toegang.regiowereld import ROOMS, VANDAAG, Regiowereld
from tests.toegang.tabel import TABEL
from tests.trajecten import leven
from trajecten import overeenkomst, workflow
from trajecten.forms.velden import Geboortedatum
from trajecten.lijsten import codes
from trajecten.models import RegioInstelling, Traject

OURS = [name for name in TABEL if not name.startswith(("account_", "mfa_"))]
GEEN_FORMULIER = {
    "accounts:uitnodiging",  # by a visitor
    "accounts:sessie_bewaren",  # takes whatever form was being filled in
    "accounts:passkey_nieuw",  # filled in by a device, only with a challenge of its own
    "accounts:passkey_weg",  # asks for nothing
    "trajecten:afmelden_direct",  # sent by a mail program
}
VRAAGT = [name for name in OURS if TABEL[name].soort != "lees" and name not in GEEN_FORMULIER]
FILTERS = ["trajecten:trajecten", "werkgevers:leerbedrijven"]  # forms by GET
# What a form asks beyond its shape; everything else is filled in by the kind of field.
PARTIJEN = ["deelnemer", "leerbedrijf", "school"]
GEEN_AKKOORD = {f"{wat}_{wie}": "" for wat in ("akkoord", "wijze") for wie in PARTIJEN} | {"verbetering": None}
PERIODE = {"startdatum": "2026-03-30", "einddatum": "2026-07-28"}  # as it is
PRECIES: dict[str, dict] = {
    "accounts:leden_zoeken": {"term": "Bakker"},
    "accounts:lid_uitnodigen": {"rol": "begeleider", "email": "nieuwe.collega@voorbeeld.test"},
    "accounts:lid_beeindigen": {"tot": "2026-06-01"},
    "accounts:regio": {"nieuw_logo": None, "logo_weg": "", "merkkleur": "#0b5c58"},
    "accounts:organisatie_nieuw": {"soort": "uwv", "brin": ""},
    "accounts:organisatie": {"brin": ""},
    "kwalificaties:eigen_toevoegen": {"nummer": "P1-K1-W3", "kerntaak": ""},
    "kwalificaties:eigen_wijzigen": {"nummer": "B1-K1-W9"},
    "kwalificaties:opnemen": {"bestand": SimpleUploadedFile("dossier.xml", bronnen.XML.encode(), "text/xml")},
    "trajecten:zoeken": {"zoek": "Bakker"},
    "trajecten:afwezig_melden": {"van": "2026-09-07", "tot": "2026-09-11"},
    "trajecten:afwezig_wijzigen": {"van": "2026-09-07", "tot": "2026-09-11"},
    "werkgevers:zoeken": {"zoek": "Bakker"},
    "werkgevers:leerbedrijf_nieuw": {"leerbedrijf_id": "100000999", "kvk": "12345678"},
    "werkgevers:leerbedrijf_wijzigen": {"leerbedrijf_id": "100000998", "kvk": "12345678"},
    "werkgevers:erkenning_besluit": {"besluit_op": "2026-05-10", "brief_op": "2026-05-11"},
    "werkgevers:erkenning_controle": {"uitkomst": "erkend", "vervallen_per": ""},
    "trajecten:aanmelden": {"roepnaam": "Zoë", "achternaam": "Nieuw", "aanmelder_soort": "gemeente", "telefoon": "06 12 34 56 78"},
    "portaal:samen_besluiten": {"gezien": ""},
    "portaal:aanmelden": {"roepnaam": "Zoë", "achternaam": "Nieuw", "telefoon": "06 12 34 56 78"},
    "trajecten:intake_starten": {"datum": "2026-05-20"},
    "trajecten:matchen": {"startdatum": "2026-05-25", "einddatum": "2026-09-24", "uren_per_week": "24", "uren_totaal": ""},
    "trajecten:samen_matchen": {"startdatum": "2026-05-25", "einddatum": "2026-09-24", "uren_per_week": "24", "uren_totaal": ""},
    "trajecten:overnemen": {
        "roepnaam": "Zoë",
        "achternaam": "Eerder",
        "telefoon": "06 12 34 56 79",
        "status": "matching",
        "resultaat": "",
        "stop_reden": "",
        "niet_gestart_reden": "",
        "pauze_reden": "",
    },
    "trajecten:plaatsing_aanvullen": {
        "startdatum": "2026-01-05",
        "einddatum": "2026-06-24",
        "uren_per_week": "24",
        "uren_totaal": "",
    },
    "trajecten:doel_wijzigen": {"doel": "diploma", "leerweg": "derde_leerweg"},
    "trajecten:starten": {"geboortedatum": "1988-04-12"},
    "trajecten:vaststellen": {"erkenning_reden": ""},
    "trajecten:beoordeling_starten": {"laatste_dag": "2026-05-11"},
    "portaal:eerder_afronden": {"laatste_dag": "2026-05-11"},
    "trajecten:nazorg": {"uitkomst": "werk_hier"},
    "trajecten:nazorg_verbeteren": {"uitkomst": "opleiding"},
    "portaal:link_nazorg": {"uitkomst": "werk_hier", "zeker": "ja"},
    "trajecten:plannen": {"datum": "2026-06-01"},
    "trajecten:agenda_keuzes": {"ook_termijnen": "on", "ook_collegas": "on"},
    "trajecten:afspraken_wijzigen": PERIODE | {"uren_per_week": "20", "uren_totaal": "300", "gelezen": "blad"} | GEEN_AKKOORD,
    "trajecten:verlengen": {"einddatum": "2026-12-18", "gelezen": "blad"} | GEEN_AKKOORD,
    "trajecten:instellingen": {"tweede_blik": None},
    "trajecten:nakijken": {"oordeel": "klopt", "scan": sha256(leven._pdf()).hexdigest()},
    "trajecten:onderbreken": {"reden": "overig", "verwacht_terug": "2026-06-01"},
    "trajecten:herplaatsen": {"reden": "overig"},
    "trajecten:stoppen": {"reden": "overig"},
    "portaal:subsidie": {"datum": VANDAAG.isoformat()},
    "trajecten:financiering_nieuw": {"aangevraagd_op": "", "bedrag_gevraagd": "1147,50", "bedrag_toegekend": ""},
    "trajecten:financiering": {"aangevraagd_op": "", "bedrag_gevraagd": "1147,50", "bedrag_toegekend": "900"},
    "trajecten:tussenevaluatie": {"volgende_datum": "2026-06-01"},
    "trajecten:niet_starten": {"reden": "overig"},
    "trajecten:termijnregel": {"dagen": "9", "gelezen": "9/0,5/0", "richting_0": "zelf", "richting_1": "na", "aantal_1": "5"}
    | dict.fromkeys(["richting_2", "richting_3"], "geen")
    | dict.fromkeys(["aantal_0", "aantal_2", "aantal_3"], ""),
    "trajecten:mailtekst": {"inleiding": "Dit wacht: {aantal}.", "slot": ""},
    "trajecten:signaal_even_niet": {"tot": "2026-06-01"},
    "trajecten:lijst": {f"label_{code}": f"Anders {code}" for code in codes("startpunt")},
}
# Weeks since the start of a traject that is lopend: 24 hours worked, and nothing stood there yet.
_WEKEN = [f"2026-{week}" for week in ("03-30", "04-06", "04-13", "04-20", "04-27", "05-04", "05-11")]
PRECIES["trajecten:aanwezigheid"] = {
    f"{name}-{week}": hours
    for week in _WEKEN
    for name, hours in [("gewerkt", "24"), ("afgesproken", ""), ("niet_afgesproken", ""), ("was", "")]
}
PRECIES["portaal:uren"] = PRECIES["trajecten:aanwezigheid"]
# What must be so before the form can be sent.
VOORAF: dict[str, Callable[[Regiowereld], object]] = {
    "trajecten:starten": lambda r: leven.teken_alles(r.handtekening.pok_versie.plaatsing.traject, r.coordinator, VANDAAG),
    "trajecten:nakijken": lambda r: _een_scan_wacht(r),
    "trajecten:overhandigd": lambda r: r.trajecten["nazorg"].verklaringen.update(uitgereikt_op=None),
    "trajecten:terugdraaien": lambda r: workflow.intake_starten(
        traject=r.trajecten["aangemeld"], datum=VANDAAG, by=r.coordinator, on=VANDAAG
    ),
    "trajecten:ingeschreven": lambda r: r.trajecten["lopend"].plaatsingen.update(inschrijving="aangevraagd"),
    "trajecten:nazorg": lambda r: _lang_geleden_uitgereikt(r.trajecten["nazorg"]),
    "portaal:link_nazorg": lambda r: _lang_geleden_uitgereikt(r.trajecten["nazorg"]),
    "trajecten:nieuw_traject": lambda r: Traject.objects.filter(pk=r.trajecten["lopend"].pk).update(
        status="gestopt", aan_zet="niemand", einde_reden="verhuizing", einde_op=VANDAAG, einde_status="lopend"
    ),
    "trajecten:laatste_oordelen": lambda r: _eerder_beoordeeld(r.trajecten["beoordeling"].plaatsing),
    "portaal:subsidie": lambda r: r.trajecten["lopend"].financieringen.create(
        bron="subsidie_praktijkleren", van=VANDAAG, tot=VANDAAG + timedelta(days=90)
    ),
    "werkgevers:erkenning_brief": lambda r: type(r.erkenning).objects.filter(pk=r.erkenning.pk).update(besluit_op=VANDAAG),
}


def _een_scan_wacht(r: Regiowereld) -> None:
    """Recorded by a colleague, who is coordinator too, in a regio that wants a second look."""
    collega = r.beheerder
    r.word_lid(collega, Rol.COORDINATOR)
    RegioInstelling.objects.update_or_create(regio=r.regio, defaults={"tweede_blik": True})
    signed = {"getekend_op": VANDAAG, "papier": leven.papier()}
    overeenkomst.leg_vast(handtekening=r.handtekening, by=collega, on=VANDAAG, **signed)


def _lang_geleden_uitgereikt(traject) -> None:
    day = VANDAAG - timedelta(days=100)
    type(traject).objects.filter(pk=traject.pk).update(uitgereikt_op=day)
    traject.verklaringen.update(uitgereikt_op=day)


def _eerder_beoordeeld(plaatsing) -> None:
    row = plaatsing.beoordelingen.create(soort="tussen", datum=VANDAAG, beoordelaar="J. Mulder", namens=True)
    row.oordelen.create(werkproces=plaatsing.werkprocessen.first(), waarde="goed", at=now())


def query(name: str, r: Regiowereld) -> dict[str, str]:
    """What stands behind the `?` besides the regio."""
    if name == "trajecten:overdragen":
        return {"van": str(r.behandelaar.code)}
    if name not in ("trajecten:matchen", "trajecten:samen_matchen", "trajecten:plaatsing_aanvullen"):
        return {}
    return {"leerbedrijf": str(r.w.leerbedrijf.code), "kwalificatie": str(r.w.kwalificatie.code)}


def wie(name: str) -> str:
    """Who may send this form: a coordinator where one may, else somebody of another role."""
    return next(
        w
        for w in ("coordinator", "beheerder", "consulent", "werkgever", "school")
        if TABEL[name].verwacht(w, "eigen", "POST") not in (403, 404)
    )


def adres(huis, name: str, **extra: str) -> str:
    kwargs = huis.werelden.doel(name, "eigen")
    return f"{reverse(name, kwargs=kwargs)}?{urlencode({'regio': 'GR', **query(name, huis.werelden.gr), **extra})}"


def het_formulier(huis, name: str) -> forms.BaseForm | None:
    """The form of this page; of a button that shows one only when it is refused, that one."""
    client = huis.clients[wie(name)]
    with ongedaan():
        page = client.get(adres(huis, name))
        if page.status_code == 405:
            page = client.post(adres(huis, name), {"once": new_key()})
    context = page.context
    if context is None:
        return None
    return next((context[key] for key in ("form", "notitie_form") if key in context), None)


def zoals_getoond(huis, name: str) -> dict:
    """What a browser sends when nothing is typed: read from the page itself, not from the form behind it."""
    page = html.fromstring(huis.clients[wie(name)].get(adres(huis, name)).content)
    forms_here = [f for f in page.forms if f.method == "POST" and not f.action and f.xpath("ancestor::main")]
    data: dict[str, list] = {"once": [new_key()]}
    for key, value in _waarden(forms_here[0]) if forms_here else []:
        data.setdefault(key, []).append(value)
    return data


def _waarden(form: html.FormElement) -> Iterator[tuple[str, str]]:
    for control in form.xpath(".//*[self::input or self::select or self::textarea][@name][not(@disabled)]"):
        if control.tag == "select":
            yield from ((control.name, value) for value in (control.value if control.multiple else [control.value]))
        elif control.get("type") in ("checkbox", "radio"):
            if control.checked:
                yield control.name, control.get("value", "on")
        elif control.get("type") != "file":
            yield control.name, (control.value or "").removeprefix("\n")  # the one a textarea begins with is not in its text


def geldige_nummers(huis) -> None:
    """Telephone numbers and postcodes as people have them, where the world keeps its sentinels."""
    for model, rows in huis.werelden.gr.rijen.items():
        for column in model._meta.concrete_fields:
            if column.name.endswith("telefoon"):
                model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**{column.name: "050 123 45 67"})
            elif column.name == "postcode":
                model._base_manager.filter(pk__in=[row.pk for row in rows]).update(postcode="9712 AB")


def is_gevuld(form: forms.BaseForm, veld: str, shown: dict) -> bool:
    """Whether the page showed something in this field that could be wrong."""
    names = {form.add_prefix(veld), *(f"{form.add_prefix(veld)}_{n}" for n in range(3))}
    return any(value for key in names for value in shown.get(key, []))


def ingevuld(form: forms.BaseForm | None, name: str) -> dict:
    data: dict = {"once": new_key()}
    for bound in form or []:
        if isinstance(bound.field, Geboortedatum):
            data |= {f"{bound.html_name}_{n}": part for n, part in enumerate(("12", "4", "1998"))}
        elif not bound.field.disabled:
            data[bound.html_name] = _waarde(bound)
    data |= PRECIES.get(name, {})
    return {key: value for key, value in data.items() if value is not None}


def _waarde(bound: forms.BoundField):
    field, now = bound.field, bound.value()
    if bound.is_hidden and now is not None:
        return now  # what the page itself put there
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("brief.pdf", leven._pdf(), "application/pdf")
    if isinstance(field, forms.ModelChoiceField):
        rows = [field.prepare_value(row) for row in field.queryset[:1]]
        return rows if isinstance(field, forms.ModelMultipleChoiceField) else (rows or [""])[0]
    if isinstance(field, forms.ChoiceField):
        first = next((value for value, _ in _vlak(field.choices) if value), "")
        return [first] if isinstance(field, forms.MultipleChoiceField) else first
    for kind, value in VOORBEELD.items():
        if isinstance(field, kind):
            return value
    return (
        now
        if isinstance(field, forms.IntegerField) and now is not None
        else 20
        if isinstance(field, forms.IntegerField)
        else "Woorden"
    )


VOORBEELD = {
    forms.BooleanField: "on",
    forms.DateField: VANDAAG.isoformat(),
    forms.TimeField: "10:00",
    forms.EmailField: "adres@voorbeeld.test",
    forms.DecimalField: "24",
    TelefoonVeld: "050 123 45 67",
    PostcodeVeld: "9712 AB",
}


def _vlak(choices) -> list[tuple]:
    """Choices without their headings."""
    found = []
    for value, label in choices:
        found += _vlak(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return found


# --- M04: whose rows a choice offers -------------------------------------------------------------------------------------


def keuzevelden(form: forms.BaseForm | None) -> dict[str, forms.ModelChoiceField]:
    fields = form.fields.items() if form else []
    return {name: field for name, field in fields if isinstance(field, forms.ModelChoiceField)}


def neemt_aan(field: forms.ModelChoiceField, row: models.Model) -> bool:
    """Whether this row counts as a choice."""
    value = str(field.prepare_value(row) if field.to_field_name is None else getattr(row, field.to_field_name))
    try:
        chosen = field.clean([value] if isinstance(field, forms.ModelMultipleChoiceField) else value)
    except forms.ValidationError:
        return False
    return bool(chosen)


# --- M05: what more than was asked changes --------------------------------------------------------------------------------


def gesmokkeld(huis) -> dict[str, str]:
    """A value for every column of every model, under the names a form could have taken it from."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for column in model._meta.concrete_fields:
                found[column.name] = found[column.attname] = _vreemd(huis, column)
    return found


def _vreemd(huis, column: models.Field) -> str:
    if isinstance(column, models.ForeignKey):
        rows = huis.werelden.fr.rijen.get(column.related_model, [])
        return str(rows[0].pk) if rows else "1"
    if column.choices:
        return str(column.choices[-1][0])
    kinds = {models.BooleanField: "on", models.DateField: "2019-09-09", models.IntegerField: "77", models.UUIDField: f"{7:032x}"}
    return next((value for kind, value in kinds.items() if isinstance(column, kind)), "Gesmokkeld")


def bereid_voor(huis, name: str) -> None:
    if prepare := VOORAF.get(name):
        prepare(huis.werelden.gr)


def verstuur(huis, name: str, data: dict):
    """Send this form, and again with what was read where it first shows what will follow; the caller undoes it."""
    bereid_voor(huis, name)
    answer = huis.clients[wie(name)].post(adres(huis, name), data)
    if merk := getattr((answer.context or {}).get("form"), "merk", ""):
        answer = huis.clients[wie(name)].post(adres(huis, name), data | {"once": new_key(), "gezien": merk})
    return answer
