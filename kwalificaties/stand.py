"""What the shared catalogue holds now, in the shape of the rows that a source is read into."""

from django.db.models import Q

from kwalificaties.models import Dossier, Kerntaak, Kwalificatie, Werkproces
from kwalificaties.rijen import Key, Rows
from kwalificaties.verschil import TEKSTEN, Stand


def huidige_stand(rows: Rows) -> Stand:
    """Everything of the dossiers these rows name, and every kwalificatie they name; never what a regio typed itself."""
    dossiers = {key.dossier for key in rows}
    crebos = {key.kwalificatie for key in rows} | {row.fields["opvolger"] for row in rows.values() if row.fields.get("opvolger")}
    return {
        **{
            _key("dossier", d): _dossier(d)
            for d in Dossier.objects.filter(crebo__in=dossiers).select_related("domein", "sectorkamer")
        },
        **_kwalificaties(dossiers, crebos),
        **_kerntaken(dossiers),
        **_werkprocessen(dossiers),
    }


def _key(wat: str, dossier: Dossier) -> Key:
    return Key(wat, dossier.crebo)


def _dossier(dossier: Dossier) -> dict:
    return {
        "naam": dossier.naam,
        "versie": dossier.versie,
        "status": dossier.status,
        "domein": f"{dossier.domein.crebo} {dossier.domein.naam}" if dossier.domein else "",
        "sectorkamer": dossier.sectorkamer.naam if dossier.sectorkamer else "",
    }


def _kwalificaties(dossiers: set[str], crebos: set[str]) -> Stand:
    rows = Kwalificatie.objects.filter(Q(dossier__crebo__in=dossiers) | Q(crebo__in=crebos), regio__isnull=True)
    return {
        Key("kwalificatie", k.dossier.crebo, k.crebo): {
            "naam": k.naam,
            "niveau": k.niveau,
            "officieel": k.officieel,
            "vervallen": k.vervallen_op is not None,
            "herkomst": k.herkomst,
            "geldig_vanaf": k.geldig_vanaf,
            "einde_instroom": k.einde_instroom,
            "einde_opleiding": k.einde_opleiding,
            "opvolger": k.opvolger.crebo if k.opvolger else None,
        }
        for k in rows.select_related("dossier", "opvolger")
    }


def _kerntaken(dossiers: set[str]) -> Stand:
    rows = Kerntaak.objects.filter(dossier__crebo__in=dossiers, vervallen_op__isnull=True, regio__isnull=True)
    return {_van("kerntaak", k, k.nummer): {"titel": k.titel} for k in rows.select_related("dossier", "kwalificatie")}


def _werkprocessen(dossiers: set[str]) -> Stand:
    rows = Werkproces.objects.filter(kerntaak__dossier__crebo__in=dossiers, vervallen_op__isnull=True, regio__isnull=True)
    return {
        _van("werkproces", w.kerntaak, w.nummer): {
            "kerntaak": w.kerntaak.titel,
            "titel": w.titel,
            "officieel": w.officieel,
            **{veld: getattr(w, veld) for veld in TEKSTEN},
        }
        for w in rows.select_related("kerntaak__dossier", "kerntaak__kwalificatie")
    }


def _van(wat: str, kerntaak: Kerntaak, nummer: str) -> Key:
    return Key(wat, kerntaak.dossier.crebo, kerntaak.kwalificatie.crebo if kerntaak.kwalificatie else "", nummer)
